using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Tests;

/// <summary>Every profile that is shipped can be used as it is.</summary>
[TestClass]
public sealed class ShippedProfileTests
{
    public static IEnumerable<object[]> Names => ShippedProfiles.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void HasNoProblems(string name)
    {
        ProfileDocument document = ProfileFile.Load(name);
        Assert.IsEmpty(document.Problems, string.Join('\n', document.Problems));
        Assert.IsTrue(document.IsValid);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void SurvivesCompiling(string name)
    {
        ProfileModel profile = ProfileFile.Load(name).Model!;
        foreach (bool withDescriptions in (bool[])[false, true])
        {
            byte[] octets = ProfileCompiler.Compile(profile, withDescriptions).Octets;
            Assert.IsTrue(ProfileDecompiler.TryRead(octets, out ProfileModel? read, out int octet, out string? reason), $"octet {octet}: {reason}");
            Assert.AreEqual(ProfileText.Of(profile, withDescriptions), ProfileText.Of(read, withDescriptions));
            CollectionAssert.AreEqual(octets, ProfileCompiler.Compile(read, withDescriptions).Octets);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void FitsABox(string name)
    {
        ProfileModel profile = ProfileFile.Load(name).Model!;
        int octets = ProfileCompiler.Compile(profile).Octets.Length;
        Assert.IsLessThanOrEqualTo(2048, octets);
        Assert.IsLessThanOrEqualTo(ProfileBounds.MaxOctets, ProfileCompiler.Compile(profile, withDescriptions: true).Octets.Length);
    }

    [TestMethod]
    public void CncProfileBeginsWithTheFieldsItAlwaysHad()
    {
        string[] names = ["MachineryItemState", "SpindleCurrent", "FeedDriveCurrentX", "FeedDriveCurrentY", "SpindlePower", "FeedRate", "PositionX", "PositionY", "PositionZ", "LostMessages"];
        ProfileModel profile = ProfileFile.Load("cnc-machine-tool").Model!;
        CollectionAssert.AreEqual(names, profile.Fields.Take(names.Length).Select(field => field.Name).ToArray());
        Assert.AreEqual(848793600u, profile.MajorVersion);
        Assert.IsGreaterThan(profile.MajorVersion, profile.MinorVersion);
    }
}
