using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Tests;

/// <summary>UnitId is the code's characters as a number (OPC 10000-8, 5.6.3); these are published pairs.</summary>
[TestClass]
public sealed class UnitTests
{
    [TestMethod]
    [DataRow("CEL", 4408652, "°C")]
    [DataRow("KEL", 4932940, "K")]
    [DataRow("4H", 13384, "µm")]
    [DataRow("MMT", 5066068, "mm")]
    [DataRow("C16", 4403510, "mm/s")]
    [DataRow("MSK", 5067595, "m/s²")]
    [DataRow("MTS", 5067859, "m/s")]
    [DataRow("2A", 12865, "rad/s")]
    [DataRow("RPM", 5394509, "r/min")]
    [DataRow("HTZ", 4740186, "Hz")]
    [DataRow("AMP", 4279632, "A")]
    [DataRow("VLT", 5655636, "V")]
    [DataRow("P1", 20529, "%")]
    [DataRow("HUR", 4740434, "h")]
    [DataRow("SEC", 5457219, "s")]
    [DataRow("C26", 4403766, "ms")]
    [DataRow("C62", 4404786, "")]
    [DataRow("BAR", 4342098, "bar")]
    [DataRow("MPA", 5066817, "MPa")]
    [DataRow("NU", 20053, "N·m")]
    [DataRow("AD", 16708, "byte")]
    public void HasItsPublishedId(string code, int unitId, string displayName)
    {
        ProfileUnit unit = UneceUnits.ByCode[code];
        Assert.AreEqual(unitId, unit.UnitId);
        Assert.AreEqual(displayName, unit.DisplayName);
    }

    [TestMethod]
    public void AnUnknownCodeCanBeDescribed()
    {
        string text = TestProfiles.With("\"BAR\"", "{ \"code\": \"X1\", \"displayName\": \"ch\", \"description\": \"chain\" }");
        ProfileModel profile = ProfileFile.Parse(text, "press.json").Model!;
        Assert.AreEqual(new ProfileUnit("X1", "ch", "chain"), profile.Fields[0].Unit);
        Assert.AreEqual(('X' << 8) | '1', profile.Fields[0].Unit!.UnitId);
    }
}
