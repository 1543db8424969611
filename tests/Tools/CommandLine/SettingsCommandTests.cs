using System.Text;
using System.Text.Json;
using Sidetap.SettingFiles;
using Sidetap.Settings;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.CommandLine;

/// <summary><c>sidetap settings</c>, and <c>sidetap box</c> with a file of settings.</summary>
[TestClass]
public sealed class SettingsCommandTests
{
    private const string Sound = """
        { "box.id": "mill-3", "mqttSn": { "gateway": "10.0.0.7:1883", "fallbacks": ["10.0.0.8:1883"] },
          "wifi": { "ssid": "Hall 2", "password": "correct horse" } }
        """;

    [TestMethod]
    public void ListHasEverySetting()
    {
        SettingTable table = SettingTable.Create();
        CommandRun run = CommandRun.Of("settings", "list");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        List<JsonElement> lines = CommandRun.Of("settings", "list", "--json").Json();
        Assert.HasCount(table.Count, lines);
        for (int i = 0; i < table.Count; i++)
        {
            Assert.Contains($" {table.NameOf(i)} ", run.Output);
            Assert.AreEqual(table.NameOf(i), lines[i].GetProperty("name").GetString());
            Assert.AreEqual(table.IdOf(i), lines[i].GetProperty("id").GetInt32());
            Assert.AreEqual(table.IsSecret(i), lines[i].GetProperty("secret").GetBoolean());
        }

        JsonElement retry = lines.Single(line => line.GetProperty("name").GetString() == "mqttSn.retry");
        Assert.AreEqual(10000, retry.GetProperty("default").GetInt32());
        Assert.AreEqual(60000, retry.GetProperty("maximum").GetInt32());
        Assert.AreEqual("ms", retry.GetProperty("unit").GetString());
    }

    [TestMethod]
    public void CheckTellsThatSettingsAreGood()
    {
        using TemporaryFile file = File(Sound);
        CommandRun run = CommandRun.Of("settings", "check", file.Path, Repository.PathOf("docs/box.json"));
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Output);
        Assert.StartsWith($"{file.Path}: good; 5 settings are not at the default, ", run.Output);
        Assert.IsTrue(CommandRun.Of("settings", "check", file.Path, "--json").Json().Single().GetProperty("valid").GetBoolean());
    }

    [TestMethod]
    public void CheckTellsEverythingThatIsWrong()
    {
        using TemporaryFile file = File(Sound.Replace("10.0.0.7:1883", "gateway").Replace("ssid", "sid"));
        CommandRun run = CommandRun.Of("settings", "check", file.Path);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.HasCount(3, lines);
        Assert.AreEqual($"{file.Path}:1:46: \"mqttSn.gateway\" is not an IPv4 address with a port; write it like 10.0.0.7:1883", lines[0]);
        Assert.AreEqual($"{file.Path}:2:13: \"sid\" is no setting; did you mean \"ssid\"?", lines[1]);
        Assert.AreEqual($"{file.Path}: 2 errors", lines[2]);
        JsonElement json = CommandRun.Of("settings", "check", file.Path, "--json").Json().Single();
        Assert.AreEqual(46, json.GetProperty("problems")[0].GetProperty("column").GetInt32());
    }

    // What the tool writes is what a box loads: from either of its two files.
    [TestMethod]
    [DataRow("settings.a")]
    [DataRow("settings.b")]
    public void ABoxLoadsWhatWasCompiled(string name)
    {
        using TemporaryFile file = File(Sound);
        using TemporaryFile target = File("");
        CommandRun run = CommandRun.Of("settings", "compile", file.Path, "-o", target.Path);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        byte[] octets = System.IO.File.ReadAllBytes(target.Path);
        Assert.AreEqual($"{target.Path}: {octets.Length} octets; a box keeps it as settings.a and settings.b", run.Output.TrimEnd());

        Boards.Host.MemoryFileArea files = new();
        files.Write(name, octets, 0, octets.Length);
        SettingStore store = new(files, SettingTable.Create());
        Assert.AreEqual(SettingStatus.Loaded, store.Load());
        BoxSettings box = new(store.Values, 1, files);
        Assert.AreEqual("Hall 2/correct horse", $"{box.Wifi.Ssid}/{box.Wifi.Password}");
        Assert.AreEqual("mill-3", Encoding.UTF8.GetString(box.Node.Client.ClientId));
        Assert.AreEqual("10.0.0.7:1883", $"{Boards.Host.UdpLink.ToEndPoint(box.Node.Gateway)}");
    }

    [TestMethod]
    public void BadSettingsAreToldLineByLineAndNotCompiled()
    {
        using TemporaryFile file = File(Sound.Replace("10.0.0.7:1883", "gateway").Replace("ssid", "sid"));
        string target = file.Path + ".set";
        CommandRun run = CommandRun.Of("settings", "compile", file.Path, "-o", target);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        Assert.AreEqual("", run.Output);
        string[] lines = run.Error.TrimEnd().Split('\n');
        Assert.HasCount(2, lines);
        Assert.IsTrue(lines.All(line => line.StartsWith($"{file.Path}:", StringComparison.Ordinal)));
        Assert.IsFalse(System.IO.File.Exists(target));
    }

    [TestMethod]
    public void CompileLeavesTheSettingsAlone()
    {
        using TemporaryFile file = File(Sound);
        CommandRun.Of("settings", "compile", file.Path, "-o", file.Path).CheckFailed(ExitCode.BadInput, "is the input; name another output file");
        Assert.AreEqual(Sound, System.IO.File.ReadAllText(file.Path));
    }

    [TestMethod]
    public void ShowHidesPasswordsInTextAndJsonOfBothForms()
    {
        using TemporaryFile file = File(Sound);
        using TemporaryFile target = File("");
        CommandRun.Of("settings", "compile", file.Path, "-o", target.Path);
        foreach (string path in (string[])[file.Path, target.Path])
        {
            foreach (string[] more in (string[][])[[], ["--all"], ["--json"], ["--all", "--json"]])
            {
                CommandRun run = CommandRun.Of(["settings", "show", path, .. more]);
                Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
                Assert.DoesNotContain("horse", run.Output);
                Assert.Contains("Hall 2", run.Output);
                Assert.AreEqual(more.Contains("--all"), run.Output.Contains("supervisor.ackTimeout", StringComparison.Ordinal));
            }

            JsonElement json = CommandRun.Of("settings", "show", path, "--json").Json().Single();
            Assert.AreEqual("10.0.0.8:1883", json.GetProperty("settings").GetProperty("mqttSn.fallbacks")[0].GetString());
            Assert.AreEqual("wifi.password", json.GetProperty("secrets")[0].GetString());
            Assert.Contains("(set)", CommandRun.Of("settings", "show", path).Output);
        }
    }

    [TestMethod]
    [DataRow("check")]
    [DataRow("show")]
    [DataRow("compile")]
    public void AMissingFileIsBadInput(string verb) => CommandRun.Of("settings", verb, "nowhere.json").CheckFailed(ExitCode.BadInput, "no such file: nowhere.json; docs/box.json is an example");

    [TestMethod]
    public void EveryVerbHasHelpWithExamples()
    {
        foreach (string verb in (string[])["list", "check", "compile", "show"])
        {
            Assert.Contains($"  sidetap settings {verb}", CommandRun.Of("settings", verb, "--help").Output);
        }
    }

    [TestMethod]
    public void ABoxIsToldByItsSettings()
    {
        using Served gateway = new();
        using TemporaryFile file = File($$"""{ "box.id": "told", "mqttSn.gateway": "{{gateway.Address}}", "publish.topicPrefix": "hall/2", "profile.samplingInterval": 500 }""");
        CommandRun run = CommandRun.Of("box", "--settings", file.Path, "--speed", "50", "--seconds", "10", "--json");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.IsTrue(gateway.Published.Count > 0 && gateway.Published.All(p => p.ClientId == "told" && p.Topic.StartsWith("hall/2/", StringComparison.Ordinal)));
        Assert.AreEqual(20, run.Json()[^1].GetProperty("samples").GetInt32());
    }

    [TestMethod]
    public void TheCommandLineGoesBeforeTheSettings()
    {
        using Served gateway = new();
        using TemporaryFile file = File("""{ "box.id": "told", "mqttSn.gateway": "127.0.0.1:9", "publish.topicPrefix": "hall/2" }""");
        CommandRun run = CommandRun.Of(
            "box", "--settings", file.Path, "--gateway", gateway.Address, "--id", "mill-3", "--prefix", "opcua", "--speed", "50", "--seconds", "5", "--json");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.IsTrue(gateway.Published.Count > 0 && gateway.Published.All(p => p.ClientId == "mill-3" && p.Topic.StartsWith("opcua/", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void SettingsWithoutAGatewayLookForOne()
    {
        using TemporaryFile file = File("""{ "box.id": "told", "mqttSn.discoveryGroup": "239.255.7.7:18831" }""");
        CommandRun.Of("box", "--settings", file.Path, "--interface", "127.0.0.1", "--speed", "100", "--connect-timeout", "1")
            .CheckFailed(ExitCode.NoGateway, "no gateway was found in 239.255.7.7:18831");
        Assert.AreEqual(ExitCode.Ok, CommandRun.Of("settings", "check", file.Path).ExitCode);
    }

    [TestMethod]
    public void AGatewayOnTheCommandLineIsEnoughForThem()
    {
        using TemporaryFile file = File("{}");
        CommandRun.Of("box", "--settings", file.Path, "--gateway", "127.0.0.1:9", "--interface", "127.0.0.1").CheckFailed(ExitCode.BadInput, "--interface goes with --discover");
    }

    [TestMethod]
    public void ABoxWithBadSettingsDoesNotStart()
    {
        using TemporaryFile file = File("{ \"outbox.pages\": 1, \"net.dhcp\": false }");
        CommandRun.Of("box", "--settings", file.Path).CheckFailed(ExitCode.Finding, $"{file.Path}:1:1: \"net.address\" is missing: net.dhcp is off (and 1 more: sidetap settings check ");
        CommandRun.Of("box", "--settings", "nowhere.json").CheckFailed(ExitCode.BadInput, "no such file: nowhere.json");
    }

    private static TemporaryFile File(string text) => new(Encoding.UTF8.GetBytes(text), ".json");
}
