using System.Xml.Linq;
using Sidetap.ModelExport;
using Sidetap.Profiles;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.ModelExport;

/// <summary>What a model export must hold whatever a profile is called and however its sources hang together. tests/Interop loads the result in a server.</summary>
[TestClass]
public sealed class ModelExportTests
{
    [TestMethod]
    public void EveryNodeHasAnIdOfItsOwn()
    {
        // A field's property and another field could have the same path of names.
        ProfileModel profile = Profile() with
        {
            Name = "P",
            Fields =
            [
                Field("A") with { Range = new ProfileRange(0, 1), Limits = new ProfileRange(0, 1) },
                Field("A.EURange") with { Range = new ProfileRange(0, 1) },
                Field("A.EURange.EURange"),
                Field("A%2EEURange"),
                Field("A.LowLimit"),
                Field("A.Definition"),
            ],
        };
        List<string> ids = [.. NodeSetExport.Make(profile, "urn:x").Descendants().Select(node => node.Attribute("NodeId")?.Value).OfType<string>()];
        CollectionAssert.AreEqual(Array.Empty<string>(), ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key).ToArray());
        Assert.Contains("ns=1;s=P.A", ids);
        Assert.Contains("ns=1;s=P.A.EURange", ids);
    }

    [TestMethod]
    public void EveryReferenceLeadsToANode()
    {
        foreach (string name in ShippedProfiles.Names)
        {
            XDocument document = NodeSetExport.Make(ProfileFile.Load(name).Model!, "urn:x");
            HashSet<string> ids = [.. document.Descendants().Select(node => node.Attribute("NodeId")?.Value).OfType<string>()];
            foreach (XElement reference in document.Descendants(NodeSetExport.Schema + "Reference").Where(one => one.Value.StartsWith("ns=1;", StringComparison.Ordinal)))
            {
                Assert.Contains(reference.Value, ids);
            }
        }
    }

    [TestMethod]
    public void AProfileOfAnyNameHasANamespace()
    {
        using TemporaryFile file = new("""
            { "name": "Größe 2 (new)", "category": "Press", "version": { "major": "2026-01-01T00:00:00Z" },
              "sources": [{ "name": "Pressure", "type": "analog", "channel": 3 }],
              "fields": [{ "name": "Pressure", "type": "Float", "source": "Pressure" }] }
            """u8.ToArray(), ".json");
        CommandRun run = CommandRun.Of("model", "export", file.Path, "--format", "nodeset");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        string uri = XDocument.Parse(run.Output).Descendants(NodeSetExport.Schema + "Uri").Single().Value;
        Assert.IsTrue(Uri.TryCreate(uri, UriKind.Absolute, out _), uri);
        Assert.AreEqual("urn:sidetap:profile:Gr%C3%B6%C3%9Fe%202%20%28new%29", uri);
    }

    [TestMethod]
    public void AProfileThatCantBeUsedIsRefusedAsElsewhere()
    {
        using TemporaryFile file = new("""{ "name": "Press" }"""u8.ToArray(), ".json");
        CommandRun.Of("model", "export", file.Path).CheckFailed(ExitCode.BadInput, "the profile has no ");
        CommandRun.Of("model", "export", "nowhere.json").CheckFailed(ExitCode.BadInput, "no such file: nowhere.json");
    }

    [TestMethod]
    public void AChainThatForksAndJoinsIsTold()
    {
        // Each of these reads the one before it twice: told in full, the last one's chain had 2^30 parts.
        string links = string.Join(",", Enumerable.Range(1, 30).Select(i => $$"""{ "name": "S{{i}}", "type": "odometry", "left": "S{{i - 1}}", "right": "S{{i - 1}}", "trackMetres": 1 }"""));
        ProfileDocument document = ProfileFile.Parse(
            $$"""
            { "name": "Chain", "category": "Chain", "version": { "major": "2026-01-01T00:00:00Z" },
              "sources": [{ "name": "S0", "type": "analog", "channel": 3 }, {{links}}],
              "fields": [{ "name": "End", "type": "Float", "source": "S30" }] }
            """,
            "chain.json");
        string text = FieldChain.LineOf(document.Model!, document.Model!.Fields[0]);
        Assert.IsLessThan(10_000, text.Length);
        Assert.Contains("of [analog S0 (channel 3)] and [S0]", text);
    }

    private static ProfileModel Profile() => ProfileFile.Load("cnc-machine-tool").Model!;

    private static ProfileField Field(string name) => new(name, BuiltInType.Float, 0);
}
