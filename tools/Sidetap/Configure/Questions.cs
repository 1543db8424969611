using System.Text;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Configure;

/// <summary>Asks whoever sits at the keyboard.</summary>
internal static class Questions
{
    private const int LongestLine = 255;
    private static readonly TimeSpan s_keyPace = TimeSpan.FromMilliseconds(30);

    /// <summary>Asks for something that does not show.</summary>
    /// <param name="context">Has the keyboard.</param>
    /// <param name="question">The question.</param>
    /// <returns>What was typed.</returns>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static string Secret(CliContext context, string question) => Line(context, question, shows: false);

    /// <summary>Asks for a line.</summary>
    /// <param name="context">Has the keyboard.</param>
    /// <param name="question">The question.</param>
    /// <param name="shows">Whether what is typed shows.</param>
    /// <param name="meanwhile">Done while nobody types; redraws the question where it writes.</param>
    /// <returns>What was typed.</returns>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static string Line(CliContext context, string question, bool shows = true, Action<string>? meanwhile = null)
    {
        StringBuilder line = new();
        context.Error.Write(question);
        while (true)
        {
            context.Stop.ThrowIfCancellationRequested();
            if (context.NextKey?.Invoke() is not { } key)
            {
                meanwhile?.Invoke($"{question}{(shows ? line : "")}");
                context.Stop.WaitHandle.WaitOne(s_keyPace);
                continue;
            }

            switch (key)
            {
                case '\r' or '\n':
                    context.Error.WriteLine();
                    return line.ToString();
                case '\b' or '\u007f' when line.Length > 0:
                    line.Length--;
                    context.Error.Write(shows ? "\b \b" : "");
                    break;
                case >= ' ' and not '\u007f' when line.Length < LongestLine:
                    line.Append(key);
                    context.Error.Write(shows ? $"{key}" : "");
                    break;
            }
        }
    }

    /// <summary>Asks for a yes.</summary>
    /// <param name="context">Has the keyboard.</param>
    /// <param name="question">What would be done.</param>
    /// <param name="isSaid">Whether it was said on the command line.</param>
    /// <returns>False: no.</returns>
    /// <exception cref="CliError">There is nobody to ask.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static bool Yes(CliContext context, string question, bool isSaid)
    {
        if (isSaid)
        {
            return true;
        }

        return context.NextKey is null
            ? throw new CliError($"{question}; there is nobody to ask here, so say it with --yes")
            : Line(context, $"{PlainText.Of(question)}. Type yes: ").Trim() is "yes" or "y";
    }
}
