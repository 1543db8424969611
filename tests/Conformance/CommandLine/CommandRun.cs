using System.Text.Json;
using Sidetap.Tool;

namespace Sidetap.Tests.Conformance.CommandLine;

/// <summary><c>sidetap</c> run in this process, with what it wrote.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static CommandRun Of(params string[] args) => Of(default, args);

    public static CommandRun Of(CancellationToken stop, params string[] args) => Run(new StringWriter(), stop, args);

    /// <summary>A command whose output is looked at while it runs.</summary>
    public static CommandRun Watched(StringWriter output, params string[] args) => Run(output, default, args);

    private static CommandRun Run(StringWriter output, CancellationToken stop, string[] args)
    {
        StringWriter error = new();
        int exitCode = Cli.Run(args, new CliContext(TextWriter.Synchronized(output), error, isTerminal: false, stop));
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    public List<JsonElement> Json() =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
