using System.Text;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Lines;
using Sidetap.BoxLink.Results;
using Sidetap.Settings;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Configure;

/// <summary><c>sidetap configure</c> against the firmware's own shell: both sides read docs/console.md in the same way.</summary>
[TestClass]
public sealed class FirmwareShellTests
{
    [TestMethod]
    public void BothSidesKnowTheSameSettings()
    {
        using BoxClient box = new(new MemoryBoxPort("firmware", new FirmwareBox()), default);
        box.Open();
        SettingTable table = SettingTable.Create();
        IReadOnlyList<SettingInfo> infos = box.Describe();
        Assert.HasCount(table.Count, infos);
        for (int i = 0; i < table.Count; i++)
        {
            Assert.AreEqual(table.NameOf(i), infos[i].Name);
            Assert.AreEqual(table.IsSecret(i), infos[i].IsSecret, infos[i].Name);
            Assert.AreEqual(table.NeedsRestart(i), infos[i].NeedsRestart, infos[i].Name);
            Assert.AreEqual($"{table.MaximumOf(i)}", infos[i].Maximum, infos[i].Name);
        }

        Assert.IsTrue(infos.Single(info => info.Name == "mqttSn.fallbacks").IsList);
        Assert.IsTrue(infos.Single(info => info.Name == "wifi.ssid").NeedsTrial);
        Assert.HasCount(table.Count, box.Get());
        Assert.AreEqual(0, box.Repeated);
    }

    [TestMethod]
    public void TheExampleIsAppliedOnceAndExported()
    {
        FirmwareBench bench = new();
        string example = Repository.PathOf("docs/box.json");
        CommandRun first = bench.Run("apply", example);
        Assert.AreEqual(ExitCode.Ok, first.ExitCode, first.Error);
        Assert.Contains("settings changed; saved on trial: restart the box", first.Output);
        CommandRun reboot = bench.Run("reboot");
        Assert.StartsWith("the box has restarted, its settings are on trial: ", reboot.Output, reboot.Error);
        Assert.AreEqual("the settings are confirmed\n", bench.Run("confirm").Output);
        Assert.AreEqual("nothing to do: the box has these settings\n", bench.Run("apply", example).Output);
        using TemporaryFile exported = new(Encoding.UTF8.GetBytes(bench.Run("export").Output), ".json");
        Assert.AreEqual("nothing to do: the box has these settings\n", bench.Run("apply", exported.Path).Output);
        Assert.AreEqual(1, bench.Box.Restarts);
    }

    [TestMethod]
    public void SettingsThatDoNotGetOnlineComeBack()
    {
        FirmwareBench bench = new();
        using TemporaryFile file = new("""{ "mqttSn": { "gateway": "10.0.0.7:1883" }, "console": { "trialTime": 60 } }"""u8.ToArray(), ".json");
        bench.Run("apply", file.Path, "--reboot").CheckLast(ExitCode.Finding, "has the old ones again");
        Assert.AreEqual("\n", bench.Run("get", "mqttSn.gateway").Output);
    }

    [TestMethod]
    public void ValuesArriveAsTheyAre()
    {
        FirmwareBench bench = Served();
        foreach (string value in new[] { " two  blanks ", "\"quoted\"", "Halle ä€", "a *12345678", "|" })
        {
            CommandRun run = bench.Run("set", "wifi.ssid", value);
            Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
            Assert.AreEqual($"{value}\n", bench.Run("get", "wifi.ssid").Output);
        }
    }

    [TestMethod]
    public void RefusalsAndThePin()
    {
        FirmwareBench bench = Served();
        bench.Run("set", "mqttSn.retries", "500").CheckFailed(ExitCode.Finding, "the box refuses mqttSn.retries: ");
        bench.Run("set", "uplink.kind", "mqtt").CheckFailed(ExitCode.Finding, "contradict each other: ");
        CommandRun pin = bench.Reading("4711\n", "set", "console.pin");
        Assert.AreEqual(ExitCode.Ok, pin.ExitCode, pin.Error);
        bench.Run("set", "time.resync", "60").CheckFailed(ExitCode.BadInput, "--pin PIN");
        bench.Run("set", "time.resync", "60", "--pin", "1234").CheckFailed(ExitCode.BadInput, "does not take the PIN");
        TimeSpan before = bench.Port.Now;
        CommandRun right = bench.Run("set", "time.resync", "60", "--pin", "4711");
        Assert.AreEqual("time.resync: 3600 -> 60; saved, and in effect\n", right.Output, right.Error);
        Assert.IsGreaterThan(1, (bench.Port.Now - before).TotalSeconds, "it waits as long as the box asks for");

        // Reading is open, and so is looking what would change.
        using TemporaryFile file = new("""{ "box": { "id": "mill-3" }, "time": { "resync": 60 } }"""u8.ToArray(), ".json");
        CommandRun dry = bench.Run("apply", file.Path, "--dry-run", "--only");
        Assert.AreEqual(ExitCode.Ok, dry.ExitCode, dry.Error);
        Assert.EndsWith("dry run: 1 setting would change; nothing was changed; the box is locked and has not checked them, with --pin PIN it does\n", dry.Output);
        Assert.EndsWith("dry run: 1 setting would change; nothing was changed\n", bench.Run("apply", file.Path, "--dry-run", "--only", "--pin", "4711").Output);
        Assert.AreEqual("\n", bench.Run("get", "box.id").Output);
    }

    [TestMethod]
    public void FactoryResetForgetsAll()
    {
        FirmwareBench bench = Served();
        Assert.AreEqual(ExitCode.Ok, bench.Run("set", "box.id", "mill-3").ExitCode);
        CommandRun run = bench.Run("factory-reset", "--yes");
        Assert.AreEqual("the box is as it came, and runs\n", run.Output, run.Error);
        Assert.AreEqual("\n", bench.Run("get", "box.id").Output);
    }

    [TestMethod]
    public void AReportSaysWhatTheBoxCantTell()
    {
        CommandRun run = new FirmwareBench().Run("diagnose");
        Assert.AreEqual(ExitCode.Finding, run.ExitCode, run.Error);
        Assert.Contains("## Settings that are not at their default", run.Output);
        Assert.Contains("| firmware | 1.2.3 |", run.Output);
    }

    [TestMethod]
    public void ANewBoxTakesOneSetting()
    {
        FirmwareBench bench = new();
        CommandRun run = bench.Run("set", "box.id", "mill-3");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.AreEqual("mill-3\n", bench.Run("get", "box.id").Output);
    }

    [TestMethod]
    public void WhatASettingNeedsComesFirst()
    {
        FirmwareBench bench = new();
        bench.Run("set", "mqttSn.maxFrame", "65507").CheckFailed(ExitCode.Finding, "outbox.queueOctets is too little: it has to hold two of the longest frames; set that one first, or all of them together");
        Assert.AreEqual("512\n", bench.Run("get", "mqttSn.maxFrame").Output);
    }

    /// <summary>A box that has a gateway.</summary>
    private static FirmwareBench Served()
    {
        FirmwareBench bench = new();
        Assert.AreEqual(ExitCode.Ok, bench.Run("set", "mqttSn.gateway", "10.0.0.7:1883").ExitCode);
        Assert.AreEqual(ExitCode.Ok, bench.Run("reboot").ExitCode);
        Assert.AreEqual(ExitCode.Ok, bench.Run("confirm").ExitCode);
        return bench;
    }

    /// <summary>One box that runs the firmware's shell.</summary>
    private sealed class FirmwareBench : IBoxPorts
    {
        public FirmwareBench()
        {
            Port = new MemoryBoxPort("/dev/firmware", Box);
        }

        public FirmwareBox Box { get; } = new();

        public MemoryBoxPort Port { get; }

        public IReadOnlyList<string> Find() => [Port.Name];

        public IBoxPort Of(string name) => Port;

        public CommandRun Run(params string[] args) => Reading("", args);

        public CommandRun Reading(string input, params string[] args)
        {
            StringWriter output = new();
            StringWriter error = new();
            CliContext context = new(output, error, isTerminal: false, input: () => new StringReader(input), ports: this);
            return new CommandRun(Cli.Run(["configure", .. args], context), output.ToString(), error.ToString());
        }
    }
}
