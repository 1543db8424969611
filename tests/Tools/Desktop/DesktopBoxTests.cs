using System.Text;
using System.Text.RegularExpressions;
using System.Text.Json.Nodes;
using Sidetap.Gateway;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Desktop;

/// <summary>The whole way: a box as it comes out of its package, set up over a pseudo-terminal with <c>sidetap configure</c>, and what arrives at the gateway afterwards.</summary>
[TestClass]
public sealed class DesktopBoxTests
{
    [TestMethod]
    public void FromAFreshBoxToPublishedDataOfAnotherMachine()
    {
        using Served gateway = new();
        using TemporaryFile settings = SettingsFile(("box.id", "agv-7"), ("mqttSn.gateway", gateway.Address));
        using RunningBox box = new("--pty", "--machine", "agv");
        Assert.Contains("agv-7", box.Done("apply", settings.Path, "--reboot"));
        gateway.WaitFor(p => p.ClientId == "agv-7");
        box.Done("profile", "send", "agv", "--reboot");
        gateway.WaitFor(p => p.ClientId == "agv-7" && p.Topic.Contains("/data/", StringComparison.Ordinal) && p.Topic.EndsWith("/Machine/Agv", StringComparison.Ordinal));
        Assert.Contains("Agv", box.Done("profile", "show"));
        Assert.Contains("batteryCharge", box.Done("watch", "--once"));
        Assert.AreEqual(ExitCode.Interrupted, box.Interrupt().ExitCode);
    }

    [TestMethod]
    public void TheSameFileAgainIsNothingToDo()
    {
        using TemporaryFile settings = SettingsFile(("box.id", "mill-3"), ("mqttSn.gateway", "127.0.0.1:9"));
        using RunningBox box = new("--console", "tcp:0");
        box.Done("apply", settings.Path);
        box.Done("reboot");
        box.Done("confirm");
        Assert.Contains("nothing to do", box.Done("apply", settings.Path));
    }

    [TestMethod]
    public void AFileWithOneBadValueChangesNothingAndNamesIt()
    {
        using TemporaryFile settings = SettingsFile(("box.id", "mill-3"), ("mqttSn.retry", 5));
        using RunningBox box = new("--console", "tcp:0");
        CommandRun run = box.Configure("apply", settings.Path);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        Assert.Contains("mqttSn.retry", run.Error);
        Assert.DoesNotContain("mill-3", box.Done("get", "box.id"));
    }

    // A box that was given settings with which nobody hears it has to come back by itself.
    [TestMethod]
    public void SettingsThatNobodyConfirmsAreTakenBack()
    {
        using Served gateway = new();
        using RunningBox box = new("--pty", "--speed", "20");
        box.Done("set", "mqttSn.gateway", gateway.Address);
        box.Done("reboot", "--confirm");
        gateway.WaitFor(_ => true);
        box.Done("set", "console.trialTime", "60");
        box.Done("set", "mqttSn.gateway", "127.0.0.1:9");
        box.Done("reboot");
        box.WaitFor(output => output.Contains("settings on trial", StringComparison.Ordinal));
        int before = gateway.Count;
        box.WaitFor(output => output.Split("restarted").Length == 4); // the first setting, the second one, and back
        Assert.Contains(gateway.Address, box.Done("get", "mqttSn.gateway"));
        gateway.WaitFor(_ => true, before);
    }

    // The mill's phases are shown by no field of their own.
    [TestMethod]
    public void ASignalWithoutAFieldIsCalledByItsChannel()
    {
        using RunningBox box = new("--console", "tcp:0");
        Assert.Contains("channel 0", box.Done("calibrate"));
        Assert.Contains("channel 0", box.Done("calibrate", "0", "--clear"));
    }

    [TestMethod]
    public void WhatItWasToldOutlivesTheProcess()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sidetap-");
        using (RunningBox first = new("--console", "tcp:0", "--state", folder.FullName))
        {
            first.Done("set", "box.id", "mill-3");
            Assert.AreEqual(ExitCode.Interrupted, first.Interrupt().ExitCode);
        }

        using (RunningBox second = new("--console", "tcp:0", "--state", folder.FullName))
        {
            Assert.Contains("mill-3", second.Done("get", "box.id"));
            second.Interrupt();
        }

        folder.Delete(recursive: true);
    }

    // A PublisherId that two boxes share mixes their data up at the other end.
    [TestMethod]
    public void AFolderHasAnIdOfItsOwnAndKeepsIt()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sidetap-");
        string[] State(string name) => ["--console", "tcp:0", "--state", Path.Combine(folder.FullName, name)];
        string first = UniqueId(State("a"));
        Assert.AreNotEqual(UniqueId("--console", "tcp:0"), first);
        Assert.AreNotEqual(first, UniqueId(State("b")));
        Assert.AreEqual(first, UniqueId(State("a")));
        string named = UniqueId([.. State("a"), "--id", "mill-3"]);
        Assert.AreEqual(UniqueId("--console", "tcp:0", "--id", "mill-3"), named);
        Assert.AreEqual(named, UniqueId(State("a")));
        folder.Delete(recursive: true);
    }

    [TestMethod]
    [DataRow("--console", "tcp:0")]
    [DataRow("--gateway", "127.0.0.1:9")]
    public void AFolderIsForOneBoxAtATime(string option, string value)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sidetap-");
        using (RunningBox box = new("--console", "tcp:0", "--state", folder.FullName))
        {
            CommandRun.Of("box", option, value, "--state", folder.FullName).CheckFailed(ExitCode.BadInput, "another box runs with the files in");
            CommandRun.Of("console", "--web-port", "0", "--state", folder.FullName).CheckFailed(ExitCode.BadInput, "--state DIR");
            box.Interrupt();
        }

        Assert.AreNotEqual("", UniqueId("--console", "tcp:0", "--state", folder.FullName));
        folder.Delete(recursive: true);
    }

    private static string UniqueId(params string[] options)
    {
        using RunningBox box = new(options);
        using StringReader version = new(box.Configure("diagnose").Output);
        string? line;
        while ((line = version.ReadLine()) is not null && !line.Contains("uniqueId", StringComparison.Ordinal))
        {
        }

        box.Interrupt();
        return Regex.Match(line ?? "", "[0-9a-f]{12}").Value;
    }

    [TestMethod]
    public void ABoxThatCannotBePutTogetherIsSetRightOverItsLine()
    {
        using RunningBox box = new("--console", "tcp:0");
        box.Done("set", "mqttSn.maxFrame", "64");
        box.Done("reboot");
        box.WaitFor(output => output.Contains("could not start", StringComparison.Ordinal));
        Assert.Contains("MaxFrameLength", box.Output);
        box.Done("set", "mqttSn.maxFrame", "512");
        box.Done("reboot");
        box.WaitFor(output => output.TrimEnd().Split('\n').Any(line => line.Contains("restarted", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("--gateway", "127.0.0.1:1885")]
    [DataRow("--qos", "0")]
    [DataRow("--profile", "agv")]
    [DataRow("--settings", "box.json")]
    public void WhatABoxIsToldOverItsLineIsNoOption(string option, string value) =>
        CommandRun.Of("box", "--console", "tcp:0", option, value).CheckFailed(ExitCode.BadInput, $"{option} does not go with --console");

    [TestMethod]
    [DataRow("4001")]
    [DataRow("tcp:70000")]
    [DataRow("tcp:")]
    public void APortThatIsNone(string port) => CommandRun.Of("box", "--console", port).CheckFailed(ExitCode.BadInput, "tcp:PORT");

    [TestMethod]
    public void APortThatIsInUse()
    {
        using RunningBox box = new("--console", "tcp:0");
        string port = box.Port.Split(':')[^1];
        CommandRun.Of("box", "--console", $"tcp:{port}").CheckFailed(ExitCode.BadInput, "tcp:0 takes a port that is free");
    }

    private static TemporaryFile SettingsFile(params (string Name, object Value)[] settings)
    {
        JsonObject file = [];
        foreach ((string name, object value) in settings)
        {
            string[] parts = name.Split('.');
            JsonObject group = file[parts[0]] as JsonObject ?? [];
            file[parts[0]] = group;
            group[parts[1]] = JsonValue.Create(value);
        }

        return new TemporaryFile(Encoding.UTF8.GetBytes(file.ToJsonString()), ".json");
    }
}
