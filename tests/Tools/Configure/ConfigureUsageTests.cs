using System.CommandLine;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;

namespace Sidetap.Tools.Tests.Configure;

/// <summary>What all of <c>sidetap configure</c> has in common: port, PIN, help, exit codes; and <c>ports|confirm|reboot|factory-reset|shell</c>.</summary>
[TestClass]
public sealed class ConfigureUsageTests
{
    [TestMethod]
    public void EveryCommandHasExamplesThatParse()
    {
        RootCommand root = Cli.BuildRoot(new CliContext(TextWriter.Null, TextWriter.Null));
        Command configure = root.Subcommands.Single(verb => verb.Name == "configure");
        Command[] verbs = [.. configure.Subcommands, .. configure.Subcommands.SelectMany(verb => verb.Subcommands)];
        CollectionAssert.IsSubsetOf(
            new[] { "get", "set", "apply", "export", "profile", "watch", "calibrate", "diagnose", "provision", "confirm", "reboot", "factory-reset", "shell" },
            verbs.Select(verb => verb.Name).ToArray());
        foreach (ExampleCommand verb in verbs.Cast<ExampleCommand>())
        {
            string[] path = verb.Parents.OfType<Command>().Single() == configure ? [verb.Name] : [verb.Parents.OfType<Command>().Single().Name, verb.Name];
            CommandRun help = CommandRun.Of(["configure", .. path, "--help"]);
            Assert.AreEqual(ExitCode.Ok, help.ExitCode, help.Error);
            Assert.Contains("Examples:", help.Output);
            Assert.IsNotEmpty(verb.Examples);
            foreach ((string line, _) in verb.Examples)
            {
                Assert.Contains(line, help.Output);
                Assert.IsEmpty(root.Parse(line.Split('>', '<')[0]["sidetap ".Length..]).Errors, line);
            }
        }
    }

    [TestMethod]
    public void ThePortIsTheOneThereIs()
    {
        Assert.AreEqual("/dev/fake0\n/dev/fake1\n", new ConfigureBench(new FakeBox(), new FakeBox()).Run("ports").Output);
        Assert.AreEqual(ExitCode.Ok, new ConfigureBench(new FakeBox()).Run("get").ExitCode);
        new ConfigureBench(new FakeBox(), new FakeBox()).Run("get").CheckFailed(ExitCode.BadInput, "several ports; say which: --port /dev/fake0 or --port /dev/fake1");
        new ConfigureBench().Run("get").CheckFailed(ExitCode.NoBox, "there is no serial port; plug the box in");
        new ConfigureBench().Run("ports").CheckFailed(ExitCode.NoBox, "there is no serial port");
    }

    [TestMethod]
    public void ThePortCanBeNamedInThreePlaces()
    {
        FakeBox second = new();
        second.Put("box.id", "second");
        ConfigureBench bench = new(new FakeBox(), second);
        Assert.AreEqual("second\n", bench.Run("--port", "/dev/fake1", "get", "box.id").Output);
        Assert.AreEqual("second\n", bench.Run("get", "box.id", "--port", "/dev/fake1").Output);
        Assert.AreEqual("second\n", bench.Run("/dev/fake1", "get", "box.id").Output);
    }

    [TestMethod]
    [DataRow("get", "--port", "nonsense", "'nonsense' is no port; write it like /dev/ttyUSB0, COM5 or tcp:")]
    [DataRow("get", "--port", "tcp:10.0.0.7", "is not tcp:HOST:PORT")]
    [DataRow("get", "--port", "tcp:10.0.0.7:0", "is not tcp:HOST:PORT")]
    public void WhatIsNoPortIsSaid(string verb, string option, string port, string reason) => new ConfigureBench().Run(verb, option, port).CheckFailed(ExitCode.BadInput, reason);

    [TestMethod]
    public void AnUnknownCommandIsNamed() =>
        new ConfigureBench(new FakeBox()).Run("gte").CheckFailed(ExitCode.BadInput, "there is no command 'configure gte': ports, get, set, apply");

    [TestMethod]
    public void NoBoxAnswers()
    {
        ConfigureBench bench = new(new FakeBox { IsMute = true });
        foreach (string[] args in (string[][])[["get"], ["set", "box.id", "a"], ["watch", "--once"], ["diagnose"], ["reboot"], ["profile", "show"]])
        {
            bench.Run(args).CheckFailed(ExitCode.NoBox, "no box answers on /dev/fake0; check that it has power");
        }

        bench.Box.IsPlugged = false;
        bench.Run("get").CheckFailed(ExitCode.NoBox, "there is no port /dev/fake0");
        new ConfigureBench().Run("get", "--port", "/dev/no-such-port").CheckFailed(ExitCode.NoBox, "there is no port /dev/no-such-port");
    }

    [TestMethod]
    public void APinIsAskedForOrGiven()
    {
        FakeBox box = new();
        box.Put("console.pin", "4711");
        ConfigureBench bench = new(box);
        Assert.AreEqual(ExitCode.Ok, bench.Run("get").ExitCode, "reading stays open");
        bench.Run("set", "time.resync", "60").CheckFailed(ExitCode.BadInput, "the box is locked by a PIN; add --pin PIN");
        bench.Run("set", "time.resync", "60", "--pin", "1234").CheckFailed(ExitCode.BadInput, "the box does not take the PIN");
        Assert.IsFalse(box.Saved.ContainsKey("time.resync"));
        CommandRun given = bench.Run("set", "time.resync", "60", "--pin", "4711");
        Assert.AreEqual(ExitCode.Ok, given.ExitCode, given.Error);
        CommandRun typed = bench.Typing("4711\r", "set", "time.resync", "61");
        Assert.AreEqual(ExitCode.Ok, typed.ExitCode, typed.Error);
        Assert.DoesNotContain("4711", given.Output + given.Error + typed.Output + typed.Error);
        Assert.AreEqual("61", box.Saved["time.resync"]);
        bench.Run("set", "time.resync", "62").CheckFailed(ExitCode.BadInput, "--pin");
    }

    [TestMethod]
    public void ConfirmAndReboot()
    {
        ConfigureBench bench = new(new FakeBox());
        bench.Run("confirm").CheckFailed(ExitCode.Finding, "no settings are on trial");
        Assert.AreEqual("the box has restarted\n", bench.Run("reboot").Output);
        bench.Run("set", "wifi.ssid", "Hall 2");
        CommandRun trial = bench.Run("reboot");
        Assert.StartsWith("the box has restarted, its settings are on trial: ", trial.Output, trial.Error);
        Assert.AreEqual("the settings are confirmed\n", bench.Run("confirm").Output);
        Assert.AreEqual("Hall 2", bench.Box.Saved["wifi.ssid"]);
        Assert.AreEqual(3, bench.Box.Starts);
    }

    [TestMethod]
    public void FactoryResetAsks()
    {
        ConfigureBench bench = new(ConfigureSettingsTests.Furnished());
        bench.Run("factory-reset").CheckFailed(ExitCode.BadInput, "say it with --yes");
        Assert.AreEqual("nothing was changed\n", bench.Typing("no\r", "factory-reset").Output);
        Assert.IsNotEmpty(bench.Box.Saved);
        CommandRun run = bench.Typing("yes\r", "factory-reset");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.AreEqual("the box is as it came, and runs\n", run.Output);
        Assert.IsEmpty(bench.Box.Saved);
        Assert.AreEqual(ExitCode.Ok, bench.Run("factory-reset", "--yes").ExitCode);
        Assert.AreEqual(3, bench.Box.Starts);
    }

    [TestMethod]
    public void ShellPassesLinesAndKeys()
    {
        ConfigureBench bench = new(ConfigureSettingsTests.Furnished());
        CommandRun piped = bench.Reading("get box.id\nversion\n", "shell");
        Assert.AreEqual(ExitCode.Ok, piped.ExitCode, piped.Error);
        Assert.Contains("sidetap> ", piped.Output);
        Assert.Contains("mill-3", piped.Output);
        Assert.Contains("uniqueId", piped.Output);
        Queue<char?> keys = new([.. "version\r".Select(key => (char?)key), null, null, null, '\u001d']);
        CommandRun typed = bench.Start(["shell"], () => TextReader.Null, () => keys.TryDequeue(out char? key) ? key : null);
        Assert.AreEqual(ExitCode.Ok, typed.ExitCode, typed.Error);
        Assert.Contains("firmware", typed.Output);
        Assert.Contains("Ctrl-] ends", typed.Error);
    }

    [TestMethod]
    public void CtrlCEndsEverything()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        foreach (string[] args in (string[][])[["get"], ["watch"], ["reboot"], ["shell"]])
        {
            CommandRun run = new ConfigureBench(new FakeBox()).Start(args, () => TextReader.Null, null, stop.Token);
            Assert.AreEqual(ExitCode.Interrupted, run.ExitCode, run.Error);
        }
    }
}
