using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Sidetap.Profiles;
using Sidetap.Profiles.Model;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Wear;

/// <summary><c>sidetap wear</c> from the outside.</summary>
[TestClass]
public sealed class WearCommandTests
{
    private const string Profile =
        """
        {
          "name": "Lathe", "category": "CNC machine tool",
          "version": { "major": "2026-11-24T00:00:00Z", "minor": "2026-11-24T00:00:00Z" },
          "samplingInterval": 100, "keyFrameInterval": 60000, "keepAliveTime": 10000,
          "sources": [
            { "name": "Iz", "type": "analog", "channel": 0 },
            { "name": "State", "type": "machineState", "power": "Iz", "onPower": 2, "offPower": 1 },
            { "name": "Cut", "type": "cutting", "state": "State", "feed": "Iz", "onFeed": 3, "offFeed": 2 },
            { "name": "Wear", "type": "toolWear", "feedCurrent": "Iz", "cutting": "Cut", "toolChanges": "Cut.ToolChanges", "wearLimit": 400 }
          ],
          "fields":   [ { "name": "Index", "type": "Float", "source": "Wear.Index", "unit": "P1" } ]
        }
        """;

    private static readonly string[] Columns = ["--wear", "VB", "--tool", "insert", "--feed-current", "Iz", "--cut", "pass"];

    [TestMethod]
    public void Fit_puts_the_calibration_into_the_profile_and_leaves_the_rest_as_it_is()
    {
        using TemporaryFile data = Data();
        using TemporaryFile profile = Text(Profile, ".json");
        string output = profile.Path + ".out.json";
        try
        {
            CommandRun run = CommandRun.Of(["wear", "fit", "--data", data.Path, .. Columns, "--profile", profile.Path, "-o", output]);
            Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
            Assert.Contains("current + entry 5 s + time", run.Output);
            string written = File.ReadAllText(output);
            int at = Profile.IndexOf("{ \"name\": \"Wear\"", StringComparison.Ordinal);
            Assert.StartsWith(Profile[..at], written);
            Assert.EndsWith(Profile[Profile.IndexOf("\n  ],", StringComparison.Ordinal)..], written);
            ProfileSource source = ProfileFile.Load(output).Model!.Sources[3];
            Assert.AreEqual(400, source.Parameters[1], "the profile's own wear limit");
            Assert.AreEqual(1, source.Parameters[4], "calibrated");
            Assert.AreEqual(SyntheticTools.Truth.PerAmpere, source.Parameters[6], 3);
            Assert.AreEqual(Profile, File.ReadAllText(profile.Path), "the input");

            CommandRun again = CommandRun.Of(["wear", "fit", "--data", data.Path, .. Columns, "--profile", profile.Path, "-o", output]);
            again.CheckFailed(ExitCode.BadInput, "is there already; name another file, or add --force to write over it");

            again = CommandRun.Of(["wear", "fit", "--data", data.Path, .. Columns, "--profile", profile.Path, "-o", output, "--force"]);
            Assert.AreEqual(ExitCode.Ok, again.ExitCode, again.Error);
            Assert.AreEqual(written, File.ReadAllText(output));

            CommandRun evaluated = CommandRun.Of(["wear", "evaluate", "--data", data.Path, .. Columns, "--profile", output, "--json"]);
            Assert.AreEqual(ExitCode.Ok, evaluated.ExitCode, evaluated.Error);
            Assert.IsLessThan(25, evaluated.Json()[^1].GetProperty("meanAbsoluteErrorUm").GetDouble());
        }
        finally
        {
            File.Delete(output);
        }
    }

    [TestMethod]
    public void Fit_without_a_profile_prints_the_calibration_alone()
    {
        using TemporaryFile data = Data();
        CommandRun run = CommandRun.Of(["wear", "fit", "--data", data.Path, .. Columns, "--wear-limit", "250"]);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.AreEqual("toolWear", json.GetProperty("type").GetString());
        Assert.AreEqual(250, json.GetProperty("wearLimit").GetDouble());
        Assert.IsTrue(json.GetProperty("calibrated").GetBoolean());
        Assert.AreEqual(SyntheticTools.Truth.Offset, json.GetProperty("offset").GetDouble(), 40);
    }

    [TestMethod]
    public void Evaluate_prints_a_line_for_each_tool_and_draws()
    {
        using TemporaryFile data = Data();
        string plot = data.Path + ".svg";
        try
        {
            CommandRun run = CommandRun.Of(["wear", "evaluate", "--data", data.Path, .. Columns, "--plot", plot]);
            Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
            Assert.Contains("inside 80 % interval", run.Output);
            Assert.Contains("worst segments", run.Output);
            XElement drawing = XDocument.Load(plot).Root!;
            Assert.AreEqual("svg", drawing.Name.LocalName);
            Assert.AreEqual(8, drawing.Descendants().Count(one => one.Name.LocalName == "polyline"), "measured and estimated, of four tools");
            Assert.AreEqual(4, drawing.Descendants().Count(one => one.Name.LocalName == "polygon"), "intervals");
            Check($"{plot} is there already", ["wear", "evaluate", "--data", data.Path, .. Columns, "--plot", plot]);
        }
        finally
        {
            File.Delete(plot);
        }
    }

    [TestMethod]
    public void Evaluate_for_programs_has_an_object_for_each_tool_and_one_for_all()
    {
        using TemporaryFile data = Data();
        List<JsonElement> lines = CommandRun.Of(["wear", "evaluate", "--data", data.Path, .. Columns, "--json"]).Json();
        Assert.AreEqual("T0 T1 T2 T3 ", string.Join(' ', lines.Select(line => line.GetProperty("tool").GetString())));
        Assert.AreEqual(360, lines[^1].GetProperty("segments").GetInt32());
        Assert.AreEqual(5, lines[^1].GetProperty("worst").GetArrayLength());
        Assert.IsTrue(lines[0].GetProperty("coverage").GetDouble() is >= 0 and <= 1);
    }

    [TestMethod]
    public void What_can_not_be_done_is_one_line_with_advice()
    {
        using TemporaryFile data = Data();
        using TemporaryFile profile = Text(Profile, ".json");
        using TemporaryFile other = Text(Profile.Replace("toolWear", "toolwear"), ".json");
        string[] evaluate = ["wear", "evaluate", "--data", data.Path, .. Columns];
        string[] fit = ["wear", "fit", "--data", data.Path, .. Columns];
        Check("no such file: nowhere.csv", "wear", "evaluate", "--data", "nowhere.csv");
        Check("is a folder; name a file in it", "wear", "evaluate", "--data", Path.GetTempPath());
        Check("no column Vb; name it with --wear", "wear", "evaluate", "--data", data.Path);
        Check("--plot x.png: drawings are SVG", [.. evaluate, "--plot", "x.png"]);
        Check("source Wear is not calibrated", [.. evaluate, "--profile", profile.Path]);
        Check($"{other.Path}:9:", [.. evaluate, "--profile", other.Path]);
        Check("has no source Dull of type toolWear; there is Wear", [.. evaluate, "--profile", profile.Path, "--source", "Dull"]);
        Check("--source goes with --profile", [.. evaluate, "--source", "Wear"]);
        Check("--row-seconds 60 is not within 0.2 to 10", [.. evaluate, "--row-seconds", "60"]);
        Check("--wear-limit 0 is not within 10 to 5000", [.. evaluate, "--wear-limit", "0"]);
        Check("-o says where the new profile goes", [.. fit, "--profile", profile.Path]);
        Check("is the input; name another output file", [.. fit, "--profile", profile.Path, "-o", profile.Path, "--force"]);
        Check("is the input; name another output file", [.. fit, "-o", data.Path, "--force"]);
        Check("differs from the profile's wearLimit", [.. fit, "--profile", profile.Path, "-o", "x.json", "--wear-limit", "300"]);
        Check("'speed'", [.. fit, "--without", "speed"]);
    }

    private static void Check(string reason, params string[] args) => CommandRun.Of(args).CheckFailed(ExitCode.BadInput, reason);

    private static TemporaryFile Data() => Text(new SyntheticTools(11) { Noise = 2 }.Text(tools: 4, seconds: 90), ".csv");

    private static TemporaryFile Text(string text, string extension) => new(Encoding.UTF8.GetBytes(text), extension);
}
