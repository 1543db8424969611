using System.Text;
using Sidetap.Model;
using Sidetap.Profiles.Binary;

namespace Sidetap.Profiles.Tests;

/// <summary>The profile that the firmware brings is firmware/Model/BuiltInProfile.json, compiled.</summary>
[TestClass]
public sealed class BuiltInProfileTests
{
    private const string Source = "firmware/Model/BuiltInProfile.json";
    private const string Begin = "private static readonly byte[] Compiled =\n        {\n";
    private const string End = "        };\n";
    private const int OctetsALine = 20;
    private const int MaxMessage = 512 - 9; // what the PUBLISH header leaves of a frame

    [TestMethod]
    public void ItIsCompiledFromItsJson() => Repository.CheckFile("firmware/Model/BuiltInProfile.cs", text =>
    {
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return text[..begin] + Octets(Compiled()) + text[text.IndexOf(End, begin, StringComparison.Ordinal)..];
    });

    [TestMethod]
    public void TheFirmwareHasIt()
    {
        byte[] octets = new byte[BuiltInProfile.Length];
        BuiltInProfile.CopyTo(octets, 0);
        CollectionAssert.AreEqual(Compiled(), octets, Repository.Writes ? "run these tests again: they were built before the file was written" : "");
    }

    [TestMethod]
    public void ItsLongestMessageFitsAFrame() => Assert.IsLessThanOrEqualTo(MaxMessage, ProfileCheck.LongestMessage(BuiltInProfile.Create()));

    [TestMethod]
    public void ItIsTheBeginningOfTheShippedProfile()
    {
        ProfileDocument shipped = ProfileFile.Load("cnc-machine-tool");
        ProfileDocument own = ProfileFile.Load(Repository.PathOf(Source));
        CollectionAssert.AreEqual(own.Model!.Fields.Select(field => field.Name).ToArray(), shipped.Model!.Fields.Take(own.Model.Fields.Count).Select(field => field.Name).ToArray());
        CollectionAssert.AreEqual(State(shipped), State(own));
    }

    private static double[] State(ProfileDocument document) => [.. document.Model!.Sources.Single(source => source.Kind.Type == "machineState").Parameters];

    private static byte[] Compiled()
    {
        ProfileDocument document = ProfileFile.Load(Repository.PathOf(Source));
        Assert.IsTrue(document.IsValid, string.Join('\n', document.Problems));
        return ProfileCompiler.Compile(document, withDescriptions: true);
    }

    private static string Octets(byte[] octets)
    {
        StringBuilder text = new();
        foreach (byte[] line in octets.Chunk(OctetsALine))
        {
            text.Append("            ").AppendJoin(", ", line.Select(octet => $"0x{octet:X2}")).Append(",\n");
        }

        return text.ToString();
    }
}
