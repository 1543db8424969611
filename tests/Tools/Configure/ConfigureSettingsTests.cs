using Sidetap.SettingFiles;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;

namespace Sidetap.Tools.Tests.Configure;

/// <summary><c>sidetap configure get|set|export</c>.</summary>
[TestClass]
public sealed class ConfigureSettingsTests
{
    [TestMethod]
    public void GetShowsAllSettingsAndNoSecret()
    {
        ConfigureBench bench = new(Furnished());
        CommandRun run = bench.Run("get");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        foreach (FakeSetting setting in FakeSetting.Table)
        {
            Assert.Contains(setting.Name, run.Output);
        }

        Assert.Contains("10.0.0.7:1883", run.Output);
        Assert.Contains("(set)", run.Output);
        Assert.DoesNotContain("correct horse", run.Output);
    }

    [TestMethod]
    public void GetOfOneIsItsValueAlone()
    {
        ConfigureBench bench = new(Furnished());
        Assert.AreEqual("mill-3\n", bench.Run("get", "box.id").Output);
        Assert.AreEqual("(set)\n", bench.Run("get", "wifi.password").Output);
        bench.Run("get", "box.name").CheckFailed(ExitCode.Finding, "see what it has: sidetap configure get");
    }

    [TestMethod]
    public void GetAsJson()
    {
        List<System.Text.Json.JsonElement> lines = new ConfigureBench(Furnished()).Run("get", "--json").Json();
        Assert.HasCount(FakeSetting.Table.Count, lines);
        System.Text.Json.JsonElement password = lines.Single(line => line.GetProperty("name").GetString() == "wifi.password");
        Assert.AreEqual("", password.GetProperty("value").GetString());
        Assert.AreEqual("set", password.GetProperty("state").GetString());
        Assert.IsTrue(password.GetProperty("secret").GetBoolean());
    }

    [TestMethod]
    public void SetSavesAndSaysWhatIsToDo()
    {
        ConfigureBench bench = new(new FakeBox());
        CommandRun run = bench.Run("set", "box.id", "mill-4");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.AreEqual("box.id: \"\" -> mill-4; saved; they take effect with the next start: sidetap configure reboot\n", run.Output);
        Assert.AreEqual("mill-4", bench.Box.Saved["box.id"]);
        Assert.AreEqual("box.id; nothing to do: the box has these settings\n", bench.Run("set", "box.id", "mill-4").Output);
        Assert.AreEqual("time.resync: 3600 -> 60; saved, and in effect\n", bench.Run("set", "time.resync", "60").Output);
        Assert.AreEqual("time.resync: 60 -> 3600; saved, and in effect\n", bench.Run("set", "time.resync", "--default").Output);
        Assert.DoesNotContain("time.resync", string.Join(' ', bench.Box.Saved.Keys));
    }

    [TestMethod]
    public void SetOfANetworkSettingGoesOnTrial()
    {
        ConfigureBench bench = new(new FakeBox());
        CommandRun run = bench.Run("set", "mqttSn.gateway", "10.0.0.7:1883");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.StartsWith("mqttSn.gateway: \"\" -> 10.0.0.7:1883; saved on trial: restart the box (sidetap configure reboot --confirm); unless gateway or broker answer it, or you confirm within 300 s", run.Output);
        Assert.IsTrue(bench.Box.IsOnTrial);
        Assert.IsEmpty(bench.Box.Saved);
    }

    [TestMethod]
    public void SetThatIsRefusedChangesNothing()
    {
        ConfigureBench bench = new(new FakeBox());
        bench.Run("set", "mqttSn.retries", "101").CheckFailed(ExitCode.Finding, "the box refuses mqttSn.retries: mqttSn.retries is out of range (0..100)");
        bench.Run("set", "uplink.kind", "mqtt").CheckFailed(ExitCode.Finding, "contradict each other: mqtt.host is missing");
        bench.Run("set", "retries", "1").CheckFailed(ExitCode.BadInput, "no setting retries; did you mean mqttSn.retries?");
        bench.Run("set", "box.id", "a", "--default").CheckFailed(ExitCode.BadInput, "leave one of them out");
        bench.Run("set", "box.id", "a\tb").CheckFailed(ExitCode.Finding, "control characters");
        Assert.IsEmpty(bench.Box.Saved);
        Assert.IsFalse(bench.Box.IsOnTrial);
    }

    [TestMethod]
    public void ASecretIsAskedForOrReadAndNeverShown()
    {
        ConfigureBench bench = new(new FakeBox());
        CommandRun typed = bench.Typing("correct hors\be\b\b\bse horse\r", "set", "wifi.password");
        Assert.AreEqual(ExitCode.Ok, typed.ExitCode, typed.Error);
        Assert.StartsWith("wifi.password: changed; saved on trial", typed.Output);
        Assert.DoesNotContain("horse", typed.Output + typed.Error);
        CommandRun read = bench.Reading("battery staple\n", "set", "wifi.password");
        Assert.AreEqual(ExitCode.Ok, read.ExitCode, read.Error);
        Assert.DoesNotContain("staple", read.Output + read.Error);
        Assert.Contains("set wifi.password \"battery staple\"", bench.Box.Lines);
        bench.Run("set", "wifi.password").CheckFailed(ExitCode.BadInput, "the value of wifi.password is missing");
    }

    [TestMethod]
    public void ExportIsAFileThatApplyTakes()
    {
        ConfigureBench bench = new(Furnished());
        CommandRun run = bench.Run("export");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.AreEqual("left out, because they are secret: wifi.password\n", run.Error);
        SettingDocument document = SettingFile.Parse(run.Output, "box.json");
        Assert.IsTrue(document.IsValid, string.Join('\n', document.Problems));
        Assert.Contains("\"fallbacks\": [", run.Output);
        Assert.Contains("\"retries\": 5", run.Output);
        Assert.Contains("\"cleanSession\": false", run.Output);

        string path = Path.Combine(Directory.CreateTempSubdirectory("sidetap-").FullName, "box.json");
        Assert.AreEqual($"{path}: 6 settings\n", bench.Run("export", path).Output);
        bench.Run("export", path).CheckFailed(ExitCode.BadInput, "is there already");
        Assert.StartsWith("nothing to do", bench.Run("apply", path).Output);
        Assert.AreEqual("correct horse", bench.Box.Saved["wifi.password"], "what an export leaves out stays");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    internal static FakeBox Furnished()
    {
        FakeBox box = new();
        box.Put("box.id", "mill-3");
        box.Put("mqttSn.gateway", "10.0.0.7:1883");
        box.Put("mqttSn.fallbacks", "10.0.0.8:1883,10.0.0.9:1883");
        box.Put("mqttSn.retries", "5");
        box.Put("mqttSn.cleanSession", "false");
        box.Put("wifi.ssid", "Halle \"2\" ä");
        box.Put("wifi.password", "correct horse");
        return box;
    }
}
