using System.Text.Json.Nodes;
using Sidetap.Model;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;
using Sidetap.Sensors;

namespace Sidetap.Profiles.Tests;

/// <summary>What the sources of a profile may take of a box: the tool counts as the box does, and both refuse the same.</summary>
[TestClass]
public sealed class SourceBoundsTests
{
    private const int ClampOctets = 2048;
    private const int Fitting = SourceSet.MaxBufferOctets / ClampOctets;

    public static IEnumerable<object[]> Kinds => SourceCatalog.Kinds.Select(kind => new object[] { kind.Type });

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void TheToolCountsAsABoxDoes(string type)
    {
        SourceKindInfo kind = SourceCatalog.Find(type)!;
        int most = Math.Min(kind.List?.Most ?? 1, 6);
        for (int items = Math.Max(kind.List?.Least ?? 1, 1); items <= most; items++)
        {
            for (int seed = 0; seed < 10; seed++)
            {
                AssertSame(TestProfiles.Of(Input(), SampleSources.Of(kind, items)));
                RandomProfile random = new(seed);
                JsonObject source = random.Source(SourceCatalog.Find("analog")!, 0);
                AssertSame(TestProfiles.Of(source, random.Source(kind, 1)));
            }
        }
    }

    [TestMethod]
    [DataRow(Fitting, "")]
    [DataRow(Fitting + 1, "with \"Clamp12\" the sources' buffers take more than the 24576 octets that a box has for them; this one takes 2048. Leave out current clamps or accelerometers")]
    [DataRow(60, "with \"Clamp12\" the sources' buffers take more than the 24576 octets that a box has for them; this one takes 2048. Leave out current clamps or accelerometers")]
    public void TooManyClampsAreRefusedByToolAndBox(int count, string expected)
    {
        ProfileDocument document = ProfileFile.Parse(TestProfiles.Of([.. Enumerable.Range(0, count).Select(i => Clamp(i, i))]), "");
        Assert.AreEqual(expected, string.Join('\n', document.Errors.Select(error => error.Message)));
        AssertBinary(Enumerable.Range(0, count), expected.Length == 0 ? null : "source 13 (currentClamp) the sources' buffers take more than 24576 octets", ProfileError.TooMuchMemory, Fitting);
    }

    [TestMethod]
    public void TwoClampsOnOneChannelAreRefusedByToolAndBox()
    {
        string json = TestProfiles.Of(Clamp(0, 0), Clamp(1, 3), Clamp(2, 3));
        ProfileDocument document = ProfileFile.Parse(json, "");
        ProfileProblem problem = document.Errors.Single();
        Assert.AreEqual((1, json.LastIndexOf("\"channel\":", StringComparison.Ordinal) + 11), (problem.Line, problem.Column));
        Assert.AreEqual("\"Clamp1\" reads burst channel 3 already; take another channel, or read \"Clamp1\" instead", problem.Message);
        AssertBinary([0, 3, 3], "source 3 (currentClamp) reads the burst channel of currentClamp2", ProfileError.ChannelInUse, 2);
    }

    [TestMethod]
    public void TwoSourcesOnOneChipHaveToAgreeForToolAndBox()
    {
        Assert.IsEmpty(ProfileFile.Parse(TestProfiles.Of(Converter("A", 1, "K"), Converter("B", 1, "K"), Converter("C", 2, "J")), "").Errors);
        string json = TestProfiles.Of(Converter("A", 1, "K"), Converter("B", 0, "J"), Converter("C", 1, "J"));
        ProfileProblem problem = ProfileFile.Parse(json, "").Errors.Single();
        Assert.AreEqual((1, json.LastIndexOf("\"device\":", StringComparison.Ordinal) + 10), (problem.Line, problem.Column));
        Assert.AreEqual("\"A\" uses this chip with other settings; make them the same, or read \"A\" instead", problem.Message);
        ProfileModel model = ProfileFile.Parse(TestProfiles.Of(Converter("A", 1, "K"), Converter("B", 2, "J")), "").Model!;
        ProfileSource[] both = [model.Sources[0], model.Sources[1] with { Parameters = [1, .. model.Sources[1].Parameters.Skip(1)] }];
        byte[] octets = ProfileCompiler.Compile(model with { Sources = both }).Octets;
        Assert.IsFalse(ProfileDecompiler.TryRead(octets, out _, out _, out string? reason));
        Assert.Contains("source 2 (max31856) uses the chip of max318561", reason);
        Assert.AreEqual(ProfileError.ChipInUse, ProfileCheck.Build(new ProfileReader().Read(octets, 0, octets.Length), WholeBoard.Inputs(), out _, out int refused));
        Assert.AreEqual(1, refused);
        ProfileDocument vibration = ProfileFile.Parse(TestProfiles.Of(Accelerometer("A", "ADXL345-I2C", 8), Accelerometer("B", "ADXL345-SPI", 8), Accelerometer("C", "ADXL345-I2C", 8)), "");
        Assert.AreEqual("\"A\" uses this chip already; read \"A\" instead", vibration.Errors.Single().Message);
    }

    /// <summary>Compiles clamps on these channels past all checks, and asks the tool's reader and the box.</summary>
    private static void AssertBinary(IEnumerable<int> channels, string? refusal, ProfileError error, int item)
    {
        ProfileModel one = ProfileFile.Parse(TestProfiles.Of(Clamp(0, 0)), "").Model!;
        ProfileSource clamp = one.Sources[0];
        List<ProfileSource> sources = [.. channels.Select(channel => clamp with { Parameters = [channel, .. clamp.Parameters.Skip(1)] })];
        byte[] octets = ProfileCompiler.Compile(one with { Sources = sources }).Octets;
        bool isRead = ProfileDecompiler.TryRead(octets, out _, out _, out string? reason);
        Assert.AreEqual(refusal == null, isRead, reason);
        Assert.Contains(refusal ?? "", reason ?? "");
        MachineProfile profile = new ProfileReader().Read(octets, 0, octets.Length);
        ProfileError answer = ProfileCheck.Build(profile, WholeBoard.Inputs(), out _, out int refused);
        Assert.AreEqual((refusal == null ? ProfileError.None : error, refusal == null ? -1 : item), (answer, refused));
    }

    private static void AssertSame(string json)
    {
        ProfileDocument document = ProfileFile.Parse(json, "");
        Assert.IsNotNull(document.Model, string.Join('\n', document.Problems));
        byte[] octets = ProfileCompiler.Compile(document.Model).Octets;
        MachineProfile profile = new ProfileReader().Read(octets, 0, octets.Length);
        Assert.AreEqual(ProfileError.None, ProfileCheck.Build(profile, WholeBoard.Inputs(), out SourceSet sources, out _));
        int box = BufferOctets(sources, document.Model.Sources.Count - 1);
        int tool = SourceMemory.Of(document.Model.Sources[^1]);
        bool isModbus = document.Model.Sources[^1].Kind.Type == "modbus";
        Assert.IsTrue(isModbus ? tool >= box && tool - box < 100 : tool == box, $"{document.Model.Sources[^1].Kind.Type}: {tool} by the tool, {box} by the box");
    }

    private static int BufferOctets(SourceSet set, int index)
    {
        System.Reflection.FieldInfo field = typeof(SourceSet).GetField("_sources", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!;
        return ((SignalSource[])field.GetValue(set)!)[index].BufferOctets;
    }

    private static JsonObject Input() => new() { ["name"] = "In", ["type"] = "analog", ["channel"] = 0 };

    private static JsonObject Converter(string name, int device, string thermocouple) => new() { ["name"] = name, ["type"] = "max31856", ["device"] = device, ["thermocouple"] = thermocouple };

    private static JsonObject Accelerometer(string name, string chip, int device) =>
        new() { ["name"] = name, ["type"] = "accelerometer", ["chip"] = chip, ["device"] = device, ["rangeG"] = 2, ["rateHz"] = 100 };

    private static JsonObject Clamp(int number, int channel) =>
        new() { ["name"] = $"Clamp{number}", ["type"] = "currentClamp", ["channel"] = channel, ["amperesPerUnit"] = 30 };
}
