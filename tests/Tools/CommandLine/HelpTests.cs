using System.CommandLine;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.CommandLine;

/// <summary>What every verb has in common.</summary>
[TestClass]
public sealed class HelpTests
{
    [TestMethod]
    public void EveryVerbHasExamplesThatParse()
    {
        RootCommand root = Cli.BuildRoot(new CliContext(TextWriter.Null, TextWriter.Null));
        Assert.IsGreaterThanOrEqualTo(2, root.Subcommands.Count);
        foreach (Command verb in root.Subcommands)
        {
            CommandRun help = CommandRun.Of(verb.Name, "--help");
            Assert.AreEqual(ExitCode.Ok, help.ExitCode);
            Assert.Contains("Examples:", help.Output);
            Assert.AreEqual("", help.Error);
            foreach ((string line, _) in ((ExampleCommand)verb).Examples)
            {
                Assert.Contains(line, help.Output);
                string command = line.Split('>')[0];
                Assert.StartsWith($"sidetap {verb.Name} ", command + " ");
                Assert.IsEmpty(root.Parse(command["sidetap ".Length..]).Errors, line);
            }
        }
    }

    [TestMethod]
    public void RootHelpHasTheExitCodes()
    {
        CommandRun help = CommandRun.Of("--help");
        Assert.AreEqual(ExitCode.Ok, help.ExitCode);
        foreach ((_, string meaning) in ExitCode.Table)
        {
            Assert.Contains(meaning, help.Output);
        }
    }

    [TestMethod]
    [DataRow()]
    [DataRow("frobnicate")]
    [DataRow("decode", "--frobnicate", "00")]
    [DataRow("decode", "00", "--port", "x")]
    public void BadUsage(params string[] args) => CommandRun.Of(args).CheckFailed(ExitCode.BadInput, "--help)");

    [TestMethod]
    public void AnUnknownCommandIsNamed() => CommandRun.Of("bx").CheckFailed(ExitCode.BadInput, "there is no command 'bx': demo, box, ");

    [TestMethod]
    public void UnexpectedFaultsAreOneLine()
    {
        // A console that fails in an unforeseen way.
        StringWriter error = new();
        int exitCode = Cli.Run(["decode", "0216", "--json"], new CliContext(new FailingWriter(), error));
        Assert.AreEqual(ExitCode.Finding, exitCode);
        Assert.StartsWith("sidetap: unexpected fault: broken in two (please report", error.ToString());
        Assert.DoesNotContain("   at ", error.ToString());
    }

    private sealed class FailingWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new InvalidOperationException("broken\nin two");
    }
}
