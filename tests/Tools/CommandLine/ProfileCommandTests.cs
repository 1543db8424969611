using System.Text.Json;
using Sidetap.Profiles;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.CommandLine;

/// <summary><c>sidetap profile</c>.</summary>
[TestClass]
public sealed class ProfileCommandTests
{
    private const string Sound = """
        { "name": "Press", "category": "Press", "version": { "major": "2026-01-01T00:00:00Z" },
          "sources": [{ "name": "Pressure", "type": "analog", "channel": 3 }],
          "fields": [{ "name": "Pressure", "type": "Float", "source": "Pressure", "unit": "BAR" }] }
        """;

    public static IEnumerable<object[]> Shipped => ShippedProfiles.Names.Select(name => new object[] { name });

    [TestMethod]
    public void ListNamesEveryShippedProfile()
    {
        CommandRun run = CommandRun.Of("profile", "list");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode);
        ShippedProfiles.Names.ToList().ForEach(name => Assert.Contains(name, run.Output));
        List<JsonElement> lines = CommandRun.Of("profile", "list", "--json").Json();
        CollectionAssert.AreEqual(ShippedProfiles.Names.ToArray(), lines.Select(line => line.GetProperty("name").GetString()).ToArray());
    }

    [TestMethod]
    public void CheckTellsThatAProfileIsGood()
    {
        CommandRun run = CommandRun.Of("profile", "check", "agv", "cnc-machine-tool");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Output);
        Assert.HasCount(2, run.Output.TrimEnd().Split('\n'));
        Assert.StartsWith("agv.json: good; 19 fields of ", run.Output);
    }

    [TestMethod]
    public void CheckTellsEverythingThatIsWrong()
    {
        using TemporaryFile file = File(Sound.Replace("\"channel\": 3", "\"channel\": -3").Replace("BAR", "BARS"));
        CommandRun run = CommandRun.Of("profile", "check", file.Path);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.HasCount(3, lines);
        Assert.AreEqual($"{file.Path}:2:66: \"channel\" is out of range; take 0..63", lines[0]);
        Assert.StartsWith($"{file.Path}:3:83: \"BARS\" is not among ", lines[1]);
        Assert.AreEqual($"{file.Path}: 2 errors", lines[2]);

        JsonElement json = CommandRun.Of("profile", "check", file.Path, "--json").Json().Single();
        Assert.IsFalse(json.GetProperty("valid").GetBoolean());
        Assert.AreEqual(66, json.GetProperty("problems")[0].GetProperty("column").GetInt32());
    }

    [TestMethod]
    [DataRow("check", "nowhere.json")]
    [DataRow("show", "nowhere.json")]
    [DataRow("compile", "nowhere.json")]
    public void AMissingFileIsBadInput(params string[] args) =>
        CommandRun.Of(["profile", .. args]).CheckFailed(ExitCode.BadInput, "no such file: nowhere.json; shipped profiles are agv, ");

    [TestMethod]
    public void AnUnknownVerbIsNamed() =>
        CommandRun.Of("profile", "chek").CheckFailed(ExitCode.BadInput, "there is no command 'profile chek': check, compile, show, list (try: sidetap profile --help)");

    [TestMethod]
    public void EveryVerbHasHelpWithExamples()
    {
        foreach (string verb in (string[])["check", "compile", "show", "list"])
        {
            CommandRun help = CommandRun.Of("profile", verb, "--help");
            Assert.AreEqual(ExitCode.Ok, help.ExitCode);
            Assert.Contains($"  sidetap profile {verb}", help.Output);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shipped))]
    public void CompiledProfilesShowTheSame(string name)
    {
        using TemporaryFile target = File("");
        CommandRun run = CommandRun.Of("profile", "compile", name, "-o", target.Path, "--descriptions", "--json");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        JsonElement sizes = run.Json().Single().GetProperty("octets");
        Assert.AreEqual(new FileInfo(target.Path).Length, sizes.GetProperty("total").GetInt64());
        Assert.AreEqual(sizes.GetProperty("total").GetInt32(), sizes.EnumerateObject().Where(one => one.Name != "total").Sum(one => one.Value.GetInt32()));

        JsonElement source = CommandRun.Of("profile", "show", name, "--json").Json().Single();
        JsonElement compiled = CommandRun.Of("profile", "show", target.Path, "--json").Json().Single();
        foreach (string same in (string[])["name", "category", "description", "majorVersion", "minorVersion", "keyFrameOctets", "events"])
        {
            Assert.AreEqual(source.GetProperty(same).GetRawText(), compiled.GetProperty(same).GetRawText());
        }

        CollectionAssert.AreEqual(Names(source), Names(compiled));
    }

    [TestMethod]
    public void CompileLeavesTheProfileAlone()
    {
        using TemporaryFile file = File(Sound);
        CommandRun.Of("profile", "compile", file.Path, "-o", file.Path).CheckFailed(ExitCode.BadInput, "is the input; name another output file");
        Assert.AreEqual(Sound, System.IO.File.ReadAllText(file.Path));
    }

    [TestMethod]
    public void ABadProfileIsNotCompiled()
    {
        using TemporaryFile file = File(Sound.Replace("\"channel\": 3", "\"channel\": -3"));
        string target = file.Path + ".stp";
        CommandRun.Of("profile", "compile", file.Path, "-o", target).CheckFailed(ExitCode.BadInput, ":2:66: \"channel\" is out of range; take 0..63");
        Assert.IsFalse(System.IO.File.Exists(target));
    }

    [TestMethod]
    public void ADamagedCompiledProfileIsRefused()
    {
        using TemporaryFile target = File("");
        CommandRun.Of("profile", "compile", "agv", "-o", target.Path);
        byte[] octets = System.IO.File.ReadAllBytes(target.Path);
        octets[100] ^= 1;
        System.IO.File.WriteAllBytes(target.Path, octets);
        CommandRun.Of("profile", "show", target.Path).CheckFailed(ExitCode.BadInput, "octet 6: the check sum does not match; compile it again");
    }

    [TestMethod]
    public void ShowHasFieldsSourcesAndEvents()
    {
        CommandRun run = CommandRun.Of("profile", "show", "injection-molding-machine");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode);
        foreach (string part in (string[])["ActualTemperature", "Float[6]", "thermocouple(input = ZoneVoltage1, coldJunction = ColdJunction; thermocouple J)", "generaltypes:6111", "Thermocouple broken", "total"])
        {
            Assert.Contains(part, run.Output);
        }
    }

    [TestMethod]
    public void ATraceGoesFromTheChannelToTheNode()
    {
        CommandRun run = CommandRun.Of("profile", "show", "cnc-machine-tool", "--trace", "SpindleBearingTemperature");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode);
        string[] inOrder =
        [
            "analog(channel 9", "analog(channel 10", "thermocouple(input = BearingVoltage, coldJunction = ColdJunction; thermocouple K)", "degree Celsius (UNECE CEL, unitId 4408652)",
            "nsu=http://opcfoundation.org/UA/Machinery/ProcessValues/;i=6033", "<prefix>/uadp/data/<PublisherId>/Machine/CncMachineTool", "UADP-Dynamic",
        ];
        int at = 0;
        foreach (string step in inOrder)
        {
            int found = run.Output.IndexOf(step, at, StringComparison.Ordinal);
            Assert.IsGreaterThanOrEqualTo(0, found, $"{step}\n{run.Output}");
            at = found;
        }

        Assert.DoesNotContain("SpindleCurrentSignal", run.Output);
        CommandRun.Of("profile", "show", "agv", "--trace", "none").CheckFailed(ExitCode.BadInput, "there is no field none; there are operatingMode, ");
    }

    /// <summary>The octets a trace names are where an independent decoder finds the field.</summary>
    [TestMethod]
    [DynamicData(nameof(Shipped))]
    public void OctetsAreThoseOfAKeyFrame(string name)
    {
        ProfileModel profile = ProfileFile.Load(name).Model!;
        foreach (HeaderLayout layout in (HeaderLayout[])[HeaderLayout.Dynamic, HeaderLayout.PeriodicFixed])
        {
            if (layout == HeaderLayout.PeriodicFixed && profile.Fields.Any(field => field.Length > 0 || field.MaxLength > 0))
            {
                continue;
            }

            byte[] message = KeyFrameOf(profile, layout, out DataSet dataSet);
            for (int i = 0; i < profile.Fields.Count; i++)
            {
                JsonElement trace = CommandRun.Of("profile", "show", name, "--json", "--trace", profile.Fields[i].Name).Json().Single();
                JsonElement place = trace.GetProperty(layout == HeaderLayout.Dynamic ? "dynamic" : "fixed");
                byte[] changed = KeyFrameOf(profile, layout, out _, changedField: i);
                Assert.HasCount(message.Length, changed);
                int first = Enumerable.Range(0, message.Length).First(at => message[at] != changed[at]);
                int last = Enumerable.Range(0, message.Length).Last(at => message[at] != changed[at]);
                int start = place.GetProperty("start").GetInt32();
                Assert.IsGreaterThanOrEqualTo(start, first, profile.Fields[i].Name);
                Assert.AreEqual(start + place.GetProperty("length").GetInt32() - 1, last, profile.Fields[i].Name);
            }

            Assert.AreEqual(dataSet.Count, profile.Fields.Count);
        }
    }

    private static byte[] KeyFrameOf(ProfileModel profile, HeaderLayout layout, out DataSet dataSet, int changedField = -1)
    {
        dataSet = new DataSet([.. profile.Fields.Select(field => new FieldMetaData(field.Name, field.Type, field.Length, field.MaxLength))]);
        for (int i = 0; i < profile.Fields.Count; i++)
        {
            Fill(dataSet, profile.Fields[i], i, i == changedField ? -1 : 0);
            dataSet.SetStatus(i, StatusCode.Good);
        }

        byte[] buffer = new byte[2048];
        int length = new DataSetWriter(new PublisherSettings { Layout = layout, PublisherId = 7 }, dataSet).WriteKeyFrame(buffer, 0, 1);
        return buffer[..length];
    }

    /// <summary>All octets of the value 0, or all of them something else.</summary>
    private static void Fill(DataSet dataSet, ProfileField field, int index, int octet)
    {
        if (field.Type == BuiltInType.String)
        {
            byte[] text = new byte[field.MaxLength];
            Array.Fill(text, (byte)('z' + octet));
            dataSet.SetText(index, text, text.Length);
        }
        else if (field.Length > 0)
        {
            for (int i = 0; i < field.Length; i++)
            {
                dataSet.SetFloatElement(index, i, octet);
            }
        }
        else if (field.Type == BuiltInType.Float)
        {
            dataSet.SetFloat(index, octet);
        }
        else if (field.Type == BuiltInType.Double)
        {
            dataSet.SetDouble(index, octet);
        }
        else
        {
            dataSet.SetInteger(index, octet);
        }
    }

    private static string?[] Names(JsonElement profile) => [.. profile.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString())];

    private static TemporaryFile File(string text) => new(System.Text.Encoding.UTF8.GetBytes(text), ".json");
}
