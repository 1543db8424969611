using Sidetap.Tests.CommandLine;

namespace Sidetap.Tools.Tests.Configure;

/// <summary>Ends of a command that has prompted before.</summary>
internal static class ProvisionChecks
{
    /// <summary>A command that has said before what it waits for.</summary>
    public static void CheckLast(this CommandRun run, int exitCode, string reason) => run.CheckProvisionEnd(exitCode, reason);

    public static void CheckProvisionEnd(this CommandRun run, int exitCode, string reason)
    {
        Assert.AreEqual(exitCode, run.ExitCode, run.Error);
        string last = run.Error.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("sidetap: ", last);
        Assert.Contains(reason, last);
    }
}
