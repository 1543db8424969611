using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Tool;

namespace Sidetap.Tests.CommandLine;

/// <summary><c>sidetap</c> run in this process, with what it wrote. tests/Conformance uses this file as well.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static CommandRun Of(params string[] args) => Of(default, args);

    public static CommandRun Of(CancellationToken stop, params string[] args) => Reading("", stop, args);

    /// <summary>A command with something on its standard input.</summary>
    public static CommandRun Reading(string input, CancellationToken stop, params string[] args) => Run(new StringWriter(), input, stop, args);

    /// <summary>A command whose output is looked at while it runs.</summary>
    public static CommandRun Watched(StringWriter output, params string[] args) => Run(output, "", default, args);

    /// <summary>The lines of --json, each of which must be an object.</summary>
    public List<JsonElement> Json() =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Checks that the command ended with one line of explanation.</summary>
    public void CheckFailed(int exitCode, string reason)
    {
        Assert.AreEqual(exitCode, ExitCode, Error);
        Assert.StartsWith("sidetap: ", Error);
        Assert.Contains(reason, Error);
        Assert.HasCount(1, Error.TrimEnd().Split('\n'));
    }

    private static CommandRun Run(StringWriter output, string input, CancellationToken stop, string[] args)
    {
        StringWriter error = new();
        int exitCode = Cli.Run(args, new CliContext(TextWriter.Synchronized(output), error, isTerminal: false, stop, () => new StringReader(input)));
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
