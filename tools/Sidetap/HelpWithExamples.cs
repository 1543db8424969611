using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Sidetap.Tool;

/// <summary>The usual help, and below it a verb's examples, or for the root the exit codes.</summary>
/// <param name="usual">The usual help.</param>
public sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int result = usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ExampleCommand command)
        {
            output.WriteLine("Examples:");
            foreach ((string line, string meaning) in command.Examples)
            {
                output.WriteLine($"  {line}");
                output.WriteLine($"      {meaning}");
            }
        }
        else
        {
            output.WriteLine("Exit codes:");
            foreach ((int code, string meaning) in ExitCode.Table)
            {
                output.WriteLine($"  {code,3}  {meaning}");
            }
        }

        output.WriteLine();
        return result;
    }
}
