using System.Text;
using System.Text.Json.Nodes;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Tests;

/// <summary>What profiles take, and what they may take.</summary>
[TestClass]
public sealed class SizeTests
{
    [TestMethod]
    public void FortyEightFieldsFitTwoKilobytes()
    {
        ProfileModel profile = ProfileFile.Parse(Plant(48), "plant.json").Model!;
        Assert.HasCount(48, profile.Fields);
        foreach (ProfileField field in profile.Fields)
        {
            Assert.IsTrue(field.Unit != null && field.Range != null && field.Deadband > 0 && field.Node != null && field.Heartbeat > 0);
        }

        Assert.IsLessThanOrEqualTo(2048, ProfileCompiler.Compile(profile).Octets.Length, string.Join(", ", ProfileCompiler.Compile(profile).Sections));
    }

    [TestMethod]
    public void SectionsAddUp()
    {
        CompiledProfile compiled = ProfileCompiler.Compile(ProfileFile.Load("cnc-machine-tool").Model!, withDescriptions: true);
        Assert.AreEqual(compiled.Octets.Length, compiled.Sections.Sum(section => section.Octets));
    }

    [TestMethod]
    public void ACheckSumIsTheUsualOne() => Assert.AreEqual(0xCBF43926, ProfileLayout.Crc32(Encoding.ASCII.GetBytes("123456789"))); // the check value of CRC-32/ISO-HDLC

    [TestMethod]
    public void AKeyFrameThatFitsNoFrameIsRefused()
    {
        ProfileDocument document = ProfileFile.Parse(WithTexts(3, 200), "texts.json");
        Assert.StartsWith("a key frame takes 648 octets, and 503 fit a frame; ", document.Errors.Single().Message); // 31 + 2 + 3 x (1 + 4 + 200)
    }

    [TestMethod]
    public void AKeyFrameThatMayNotFitIsAWarning()
    {
        ProfileDocument document = ProfileFile.Parse(WithTexts(2, 200), "texts.json");
        Assert.IsTrue(document.IsValid);

        // 33 + 2 x 205 while Good; the firmware provides for 64 + 2 x (204 + 7).
        Assert.IsEmpty(document.Problems, string.Join('\n', document.Problems));
        document = ProfileFile.Parse(WithTexts(2, 225), "texts.json");
        Assert.StartsWith("a key frame takes 493 octets while all fields are Good and up to 536 when all are Uncertain, and 503 fit a frame; the box needs a MaxFrameLength of 545",
            document.Problems.Single().Message);
    }

    [TestMethod]
    public void TooManySignalsAreRefused()
    {
        JsonObject[] sources = [.. Enumerable.Range(0, 17).Select(i => new JsonObject
        {
            ["name"] = $"A{i}", ["type"] = "accelerometer", ["chip"] = "ADXL345-I2C", ["device"] = 8 + i, ["rangeG"] = 2, ["rateHz"] = 100,
        })];
        ProfileDocument document = ProfileFile.Parse(TestProfiles.Of(sources), "signals.json");
        Assert.AreEqual("the sources fill 272 signals, and 254 are possible; leave some out", document.Errors.Single().Message);
    }

    [TestMethod]
    public void MoreThan64FieldsAreRefused() => Assert.Contains("\"fields\" has too many items; take 1..64", ProfileFile.Parse(Plant(65), "plant.json").Errors.Select(error => error.Message));

    private static string WithTexts(int count, int octets)
    {
        JsonObject profile = JsonNode.Parse(TestProfiles.Of([.. Enumerable.Range(0, count).Select(i => new JsonObject { ["name"] = $"T{i}", ["type"] = "tagReader", ["port"] = i })]))!.AsObject();
        foreach (JsonNode? field in profile["fields"]!.AsArray())
        {
            field!["maxLength"] = octets;
        }

        return profile.ToJsonString();
    }

    /// <summary>Pumps by their tags, each with the six quantities that are usual, as a pumping station has them.</summary>
    private static string Plant(int fields)
    {
        (string Name, string Unit, double High, double Deadband)[] quantities =
            [("Current", "AMP", 63, 0.2), ("Power", "KWT", 22, 0.05), ("Temperature", "CEL", 155, 0.5), ("Pressure", "BAR", 250, 0.5), ("Speed", "RPM", 2950, 5), ("Vibration", "C16", 11.2, 0.1)];
        JsonArray sourceList = [];
        JsonArray fieldList = [];
        for (int i = 0; i < fields; i++)
        {
            (string name, string unit, double high, double deadband) = quantities[i % quantities.Length];
            string full = $"P{101 + (i / quantities.Length)}{name}";
            sourceList.Add(new JsonObject { ["name"] = full, ["type"] = "analog", ["channel"] = i % 64 });
            fieldList.Add(new JsonObject
            {
                ["name"] = full,
                ["type"] = "Float",
                ["source"] = full,
                ["unit"] = unit,
                ["range"] = new JsonArray(0, high),
                ["deadband"] = deadband,
                ["publishingInterval"] = 1000,
                ["heartbeat"] = 30000,
                ["node"] = "processvalues:6033",
            });
        }

        return new JsonObject
        {
            ["name"] = "PumpingStation",
            ["category"] = "Pumping station",
            ["version"] = new JsonObject { ["major"] = "2026-01-01T00:00:00Z" },
            ["namespaces"] = new JsonObject { ["processvalues"] = "http://opcfoundation.org/UA/Machinery/ProcessValues/" },
            ["sources"] = sourceList,
            ["fields"] = fieldList,
        }.ToJsonString();
    }
}
