using System.CommandLine;
using System.Text;
using Sidetap.BoxLink.Lines;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure shell</c>.</summary>
internal static class ShellCommand
{
    private const char Leave = '\u001d'; // Ctrl-]

    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(20);

    // What a piped shell waits for after its last line: a scan of Wi-Fi takes seconds.
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    public static Command Build(CliContext context, BoxSession session)
    {
        ExampleCommand command = new(
            "shell",
            "A plain terminal on the box's console: keys go to the box and its answers to the screen, until Ctrl-]. From a pipe, lines go there one by one, and their answers come out.",
            ("sidetap configure shell", "type help; Ctrl-] ends"),
            ("sidetap configure shell < commands.txt", "lines of a file"));
        command.SetAction(parsed => session.Guard(() =>
        {
            IBoxPort port = session.Port(parsed);
            using IBoxLine line = port.Open(context.Stop);
            return context.NextKey is null ? Piped(context, port, line) : Typed(context, port, line);
        }));
        return command;
    }

    private static int Typed(CliContext context, IBoxPort port, IBoxLine line)
    {
        context.Error.WriteLine($"{port.Name}; Ctrl-] ends");
        context.PassKeys(true);
        try
        {
            Decoder decoder = Encoding.UTF8.GetDecoder();
            line.Write("\r"u8); // brings the prompt
            while (true)
            {
                StringBuilder keys = new();
                while (context.NextKey!() is { } key)
                {
                    if (key == Leave)
                    {
                        context.Output.WriteLine();
                        return ExitCode.Ok;
                    }

                    keys.Append(key);
                }

                if (keys.Length > 0)
                {
                    line.Write(Encoding.UTF8.GetBytes(keys.ToString()));
                }

                Copy(context, line, decoder, s_slice);
            }
        }
        finally
        {
            context.PassKeys(false);
        }
    }

    private static int Piped(CliContext context, IBoxPort port, IBoxLine line)
    {
        Decoder decoder = Encoding.UTF8.GetDecoder();
        TextReader input = context.Input;
        while (input.ReadLine() is { } text)
        {
            line.Write(Encoding.UTF8.GetBytes($"{text}\r"));
            TimeSpan end = port.Clock.Now + s_longest;
            while (port.Clock.Now < end && Copy(context, line, decoder, s_silence))
            {
                // Until the box is silent.
            }
        }

        return ExitCode.Ok;
    }

    /// <summary>Copies what has come to the screen.</summary>
    private static bool Copy(CliContext context, IBoxLine line, Decoder decoder, TimeSpan wait)
    {
        byte[] octets = new byte[256];
        int count = line.Read(octets, wait, context.Stop);
        char[] characters = new char[256];
        context.Output.Write(characters, 0, decoder.GetChars(octets, 0, count, characters, 0));
        return count > 0;
    }
}
