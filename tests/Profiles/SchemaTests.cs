using Sidetap.Profiles.Catalogue;

namespace Sidetap.Profiles.Tests;

/// <summary>The schema says of sources and units what the tables say.</summary>
[TestClass]
public sealed class SchemaTests
{
    [TestMethod]
    public void SchemaIsUpToDate() => Repository.CheckFile("profiles/machine-profile.schema.json", SchemaText.Update);

    [TestMethod]
    public void KindsAreThoseOfTheFirmware()
    {
        foreach (Sensors.SourceKind kind in Enum.GetValues<Sensors.SourceKind>())
        {
            SourceKindInfo? info = SourceCatalog.Find((int)kind);
            Assert.IsNotNull(info, $"{kind}");
            Assert.AreEqual($"{kind}", info.Type, ignoreCase: true);
        }
    }
}
