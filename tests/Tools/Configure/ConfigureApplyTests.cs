using System.Text;
using System.Text.RegularExpressions;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Configure;

/// <summary><c>sidetap configure apply</c>: all or nothing.</summary>
[TestClass]
public sealed class ConfigureApplyTests
{
    private const string Plain = """
        { "box": { "id": "mill-3" },
          "mqttSn": { "gateway": "10.0.0.7:1883", "retries": 5, "cleanSession": false } }
        """;

    private const string Network = """
        { "box": { "id": "mill-3" },
          "mqttSn": { "gateway": "10.0.0.7:1883" },
          "wifi": { "ssid": "Hall 2", "password": "correct horse" } }
        """;

    [TestMethod]
    public void ItShowsTheChangesAndMakesThem()
    {
        ConfigureBench bench = new(Served(new FakeBox()));
        using TemporaryFile file = File(Plain);
        CommandRun run = bench.Run("apply", file.Path);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains("mill-3", run.Output);
        Assert.Contains("mqttSn.cleanSession", run.Output);
        Assert.EndsWith("3 settings changed; saved; they take effect with the next start: sidetap configure reboot\n", run.Output);
        Assert.AreEqual("mill-3", bench.Box.Saved["box.id"]);
        Assert.AreEqual("5", bench.Box.Saved["mqttSn.retries"]);
        Assert.AreEqual("false", bench.Box.Saved["mqttSn.cleanSession"]);
    }

    [TestMethod]
    public void TheSecondTimeThereIsNothingToDo()
    {
        ConfigureBench bench = new(new FakeBox());
        using TemporaryFile file = File(Network);
        Assert.AreEqual(ExitCode.Ok, bench.Run("apply", file.Path, "--reboot").ExitCode);
        int saves = bench.Box.Lines.Count(line => line == "save");
        CommandRun second = bench.Run("apply", file.Path, "--reboot");
        Assert.AreEqual(ExitCode.Ok, second.ExitCode, second.Error);
        Assert.AreEqual("nothing to do: the box has these settings\n", second.Output);
        Assert.AreEqual(saves, bench.Box.Lines.Count(line => line == "save"));
        Assert.AreEqual(2, bench.Box.Starts, "no further restart");
    }

    [TestMethod]
    public void OneBadValueChangesNothingAndIsNamed()
    {
        ConfigureBench bench = new(Served(new FakeBox()));
        using TemporaryFile file = File(Plain.Replace("5,", "500,"));
        CommandRun run = bench.Run("apply", file.Path);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        Assert.StartsWith($"{file.Path}:2:54: \"mqttSn.retries\" is out of range", run.Error);
        Assert.HasCount(1, bench.Box.Saved);
        Assert.IsEmpty(bench.Box.Lines, "the box is not even asked");
    }

    [TestMethod]
    public void OneValueThatOnlyTheBoxRefusesChangesNothingAndIsNamed()
    {
        ConfigureBench bench = new(new FakeBox());
        // Older firmware: publish.qos is not there, and names are held to fewer octets.
        using TemporaryFile file = File("""
            { "box": { "id": "mill-3" },
              "mqttSn": { "gateway": "10.0.0.7:1883" },
              "publish": { "qos": 0 } }
            """);
        CommandRun run = bench.Run("apply", file.Path);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        Assert.AreEqual($"{file.Path}:3:23: the box has no setting \"publish.qos\"; update its firmware, or leave it out\nsidetap: nothing was changed\n", run.Error);
        Assert.IsEmpty(bench.Box.Saved);
        Assert.DoesNotContain("save", bench.Box.Lines);
    }

    [TestMethod]
    public void SettingsThatContradictThoseOfTheBoxChangeNothing()
    {
        ConfigureBench bench = new(new FakeBox());
        using TemporaryFile file = File("""{ "uplink": { "kind": "mqtt" } }""");
        CommandRun run = bench.Run("apply", file.Path, "--only");
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        Assert.Contains("the settings contradict each other: mqtt.host is missing", run.Error);
        Assert.IsEmpty(bench.Box.Saved);
        Assert.IsFalse(bench.Box.IsOnTrial);
        bench.Box.Put("mqtt.host", "broker.example");
        Assert.AreEqual(ExitCode.Ok, bench.Run("apply", file.Path, "--only").ExitCode, "the box has the rest");
    }

    [TestMethod]
    public void WhatTheFileLeavesOutGoesBackToItsDefaultUnlessOnlyIsSaid()
    {
        ConfigureBench bench = new(ConfigureSettingsTests.Furnished());
        using TemporaryFile file = File(Plain);
        CommandRun only = bench.Run("apply", file.Path, "--only", "--dry-run");
        Assert.AreEqual("nothing to do: the box has these settings\n", only.Output, only.Error);
        CommandRun run = bench.Run("apply", file.Path, "--dry-run");
        Assert.Contains("wifi.ssid", run.Output);
        Assert.EndsWith("dry run: 2 settings would change; nothing was changed\n", run.Output);
        Assert.IsTrue(bench.Box.Saved.ContainsKey("wifi.ssid"));
        Assert.AreEqual(ExitCode.Ok, bench.Run("apply", file.Path, "--reboot").ExitCode);
        Assert.IsFalse(bench.Box.Saved.ContainsKey("wifi.ssid"));
        Assert.IsFalse(bench.Box.Saved.ContainsKey("mqttSn.fallbacks"));
        Assert.AreEqual("correct horse", bench.Box.Saved["wifi.password"], "secrets stay");
    }

    [TestMethod]
    public void ATrialIsConfirmedWhenTheBoxIsOnline()
    {
        ConfigureBench bench = new(new FakeBox { OnlineAfterSeconds = 20 });
        using TemporaryFile file = File(Network);
        CommandRun run = bench.Run("apply", file.Path, "--reboot");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.EndsWith("4 settings changed; the box is online; the settings are confirmed\n", run.Output);
        Assert.AreEqual("10.0.0.7:1883", bench.Box.Saved["mqttSn.gateway"]);
        Assert.IsFalse(bench.Box.IsOnTrial);
        Assert.DoesNotContain("correct horse", run.Output + run.Error);
    }

    [TestMethod]
    public void ATrialThatTheGatewayHasConfirmedIsReported()
    {
        ConfigureBench bench = new(new FakeBox { OnlineAfterSeconds = 5, ConfirmsByItself = true });
        using TemporaryFile file = File(Network);
        CommandRun run = bench.Run("apply", file.Path, "--reboot");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.EndsWith("the settings are confirmed: gateway or broker have answered the box\n", run.Output);
    }

    [TestMethod]
    public void ATrialThatFailsIsReported()
    {
        FakeBox box = new() { OnlineAfterSeconds = null };
        box.Put("mqttSn.gateway", "10.0.0.1:1883");
        ConfigureBench bench = new(box);
        using TemporaryFile file = File(Network);
        CommandRun run = bench.Run("apply", file.Path, "--reboot");
        run.CheckLast(ExitCode.Finding, "did not get online with the new settings (connecting) and has the old ones again");
        string[] said = run.Error.Split('\n');
        Assert.AreEqual("the box restarts: waiting until it answers again, 60 s at the most", said[0]);
        StringAssert.Matches(said[1], new Regex("^settings are on trial: waiting until gateway or broker answer the box, (299|298|297) s at the most; then the old ones come back$"));
        StringAssert.Matches(said[2], new Regex("^still on trial, connecting, 26[0-9] s left$"));
        Assert.IsInRange(8, 14, said.Length, "a line every 30 s");
        Assert.AreEqual("10.0.0.1:1883", box.Saved["mqttSn.gateway"]);
        Assert.IsFalse(box.IsOnTrial);
        Assert.IsLessThan(420, bench.Port.Now.TotalSeconds);
    }

    [TestMethod]
    public void WithoutRebootATrialWaits()
    {
        ConfigureBench bench = new(new FakeBox());
        using TemporaryFile file = File(Network);
        Assert.Contains("saved on trial: restart the box", bench.Run("apply", file.Path).Output);
        CommandRun again = bench.Run("apply", file.Path);
        Assert.AreEqual("nothing to do: the box has these settings; settings on trial wait for a restart: sidetap configure reboot --confirm\n", again.Output, again.Error);
        CommandRun reboot = bench.Run("reboot", "--confirm");
        Assert.AreEqual("the box is online; the settings are confirmed\n", reboot.Output, reboot.Error);
        Assert.AreEqual("Hall 2", bench.Box.Saved["wifi.ssid"]);
    }

    [TestMethod]
    public void ABoxThatDoesNotKeepWhatItIsToldIsFound()
    {
        ConfigureBench bench = new(Served(new FakeBox { ForgetsOnSave = "mqttSn.retries" }));
        using TemporaryFile file = File(Plain);
        CommandRun run = bench.Run("apply", file.Path);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        Assert.Contains("the box has another value than it was told: mqttSn.retries", run.Error);
    }

    [TestMethod]
    public void ABoxThatRestartsInTheMiddleHasAllOrNothing()
    {
        FakeBox reference = Served(new FakeBox());
        using TemporaryFile file = File(Plain);
        new ConfigureBench(reference).Run("apply", file.Path);
        for (int at = 0; at < reference.In; at += 5)
        {
            FakeBox box = Served(new FakeBox());
            box.Add(new LineFault(IsToBox: true, at, LineFaultKind.Restart));
            CommandRun run = new ConfigureBench(box).Run("apply", file.Path);
            Assert.AreEqual(ExitCode.Ok, run.ExitCode, $"restart at octet {at}: {run.Error}");
            Assert.HasCount(4, box.Saved, $"restart at octet {at}");
        }
    }

    [TestMethod]
    public void FilesThatAreNoneAreRefusedFirst()
    {
        ConfigureBench bench = new(new FakeBox());
        bench.Run("apply", "no-such.json").CheckFailed(ExitCode.BadInput, "no such file: no-such.json");
        bench.Run("apply", Path.GetTempPath()).CheckFailed(ExitCode.BadInput, "is a folder");
    }

    [TestMethod]
    public void TheExampleIsTaken()
    {
        ConfigureBench bench = new(new FakeBox());
        CommandRun run = bench.Run("apply", Repository.PathOf("docs/box.json"));
        Assert.AreEqual(ExitCode.Finding, run.ExitCode, "the fake box knows few settings");
        Assert.Contains("the box has no setting \"net.address\"", run.Error);
        Assert.IsEmpty(bench.Box.Saved);
    }

    private static FakeBox Served(FakeBox box)
    {
        box.Put("mqttSn.gateway", "10.0.0.7:1883");
        return box;
    }

    private static TemporaryFile File(string text) => new(Encoding.UTF8.GetBytes(text), ".json");
}
