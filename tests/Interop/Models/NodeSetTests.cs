using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.ModelExport;
using Sidetap.Profiles;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Models;

/// <summary>The exported NodeSets in a server of node-opcua, seen by a client: every field with its type, unit, range and names.</summary>
[TestClass]
public sealed class NodeSetTests
{
    private const string HowToInstall = "Install it: apt-get install nodejs npm, then npm ci --prefix tests/Interop/node";

    /// <summary>The shipped profiles.</summary>
    public static IEnumerable<object[]> Profiles => ShippedProfiles.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Profiles))]
    public void AServerLoadsItAndAClientReadsEveryField(string name)
    {
        ProfileModel profile = ProfileFile.Load(name).Model!;
        ServedModel served = Serve(profile);
        Assert.HasCount(1, served.Machines);
        Assert.AreEqual(profile.Name, served.Machines[0].Name);
        CollectionAssert.AreEquivalent(profile.Fields.Select(field => field.Name).ToList(), served.Machines[0].Fields.Select(field => field.Name).ToList());
        foreach (ProfileField field in profile.Fields)
        {
            Compare(field, served.Machines[0].Fields.Single(one => one.Name == field.Name));
        }
    }

    [TestMethod]
    public void EveryKindOfField()
    {
        ProfileField Field(string name, BuiltInType type) => new(name, type, 0) { Description = $"<{name}> & more" };
        ProfileEnumeration names = new("Names", ["Off", "On \"quoted\"", "Größe"]);
        ProfileUnit unit = new("CEL", "°C", "degree Celsius");
        ProfileModel profile = ProfileFile.Load("cnc-machine-tool").Model! with
        {
            Name = "Kinds",
            Fields =
            [
                Field("Boolean", BuiltInType.Boolean),
                Field("Text", BuiltInType.String) with { MaxLength = 16 },
                Field("Time", BuiltInType.DateTime),
                Field("UnsignedNames", BuiltInType.Byte) with { Enumeration = names },
                Field("SignedNames", BuiltInType.Int32) with { Enumeration = names },
                Field("UnitOnly", BuiltInType.Double) with { Unit = unit },
                Field("RangeOnly", BuiltInType.Int16) with { Range = new ProfileRange(-5.5, 1e9) },
                Field("UnitAndRange", BuiltInType.Float) with { Unit = unit, Range = new ProfileRange(-270, 1372), Limits = new ProfileRange(-1, 0.1) },
                Field("Array", BuiltInType.Float) with { Length = 16, Unit = unit, Range = new ProfileRange(0, 1) },
                Field("Long", BuiltInType.UInt64),
            ],
        };
        ServedModel served = Serve(profile);
        foreach (ProfileField field in profile.Fields)
        {
            Compare(field, served.Machines[0].Fields.Single(one => one.Name == field.Name));
        }
    }

    private static ServedModel Serve(ProfileModel profile)
    {
        string uri = NodeSetExport.DefaultNamespace(profile);
        string file = Path.GetTempFileName();
        try
        {
            NodeSetExport.Make(profile, uri).Save(file);
            string output = HelperProcess.Run("node", HowToInstall, [HelperFiles.PathOf("node/server.js"), file, uri]);
            return JsonSerializer.Deserialize<ServedModel>(output, JsonSerializerOptions.Web)!;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Compare(ProfileField field, ServedField served)
    {
        Assert.AreEqual(field.Type.ToString(), served.Type, field.Name);
        Assert.AreEqual(field.Length > 0 ? 1 : -1, served.ValueRank, field.Name);
        if (field.Length > 0)
        {
            CollectionAssert.AreEqual(new[] { field.Length }, served.ArrayDimensions!.ToArray(), field.Name);
        }

        Assert.AreEqual(field.Description, served.Description ?? "", field.Name);
        Assert.AreEqual(field.Unit != null, served.Properties.ContainsKey("EngineeringUnits"), field.Name);
        Assert.AreEqual(field.Range != null, served.Properties.ContainsKey("EURange"), field.Name);
        Assert.AreEqual(field.Enumeration != null, served.Properties.ContainsKey("EnumStrings"), field.Name);
        Assert.AreEqual(field.Limits != null, served.Properties.ContainsKey("HighLimit"), field.Name);
        if (field.Unit is { } unit)
        {
            JsonElement found = served.Properties["EngineeringUnits"];
            Assert.AreEqual("http://www.opcfoundation.org/UA/units/un/cefact", found.GetProperty("namespaceUri").GetString(), field.Name);
            Assert.AreEqual(unit.UnitId, found.GetProperty("unitId").GetInt32(), field.Name);
            Assert.AreEqual(unit.DisplayName, found.GetProperty("displayName").GetString() ?? "", field.Name);
        }

        if (field.Range is { } range)
        {
            Assert.AreEqual(range.Low, served.Properties["EURange"].GetProperty("low").GetDouble(), field.Name);
            Assert.AreEqual(range.High, served.Properties["EURange"].GetProperty("high").GetDouble(), field.Name);
        }

        if (field.Enumeration is { } names)
        {
            CollectionAssert.AreEqual(names.Names.ToList(), served.Properties["EnumStrings"].EnumerateArray().Select(name => name.GetString()).ToList(), field.Name);
        }

        if (field.Limits is { } limits)
        {
            Assert.AreEqual(limits.Low, served.Properties["LowLimit"].GetDouble(), field.Name);
            Assert.AreEqual(limits.High, served.Properties["HighLimit"].GetDouble(), field.Name);
        }
    }
}
