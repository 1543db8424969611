using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Sidetap.NanoReference.Api;
using Sidetap.NanoReference.Generation;

namespace Sidetap.NanoReference.Tests;

/// <summary>The generated assemblies say what the table says: no member more, no member less.</summary>
[TestClass]
public class GeneratedAssemblyTests
{
    private const int AssemblyCount = 36;

    public static IEnumerable<object[]> Assemblies => ReferenceSet.Table.Assemblies.Select(assembly => new object[] { assembly.Name });

    [TestMethod]
    public void ThereAre36() => Assert.AreEqual(AssemblyCount, ReferenceSet.Images.Count);

    [TestMethod]
    [DynamicData(nameof(Assemblies))]
    public void IdentityIsTheRealOne(string name)
    {
        using ModuleDefinition module = Read(name);
        ApiAssembly api = Api(name);
        Assert.AreEqual(name + ".dll", module.Name);
        Assert.AreEqual(name, module.Assembly.Name.Name);
        Assert.AreEqual(api.Version, module.Assembly.Name.Version);
        Assert.AreEqual("c07d481e9758c731", Token(module.Assembly.Name));
        foreach (AssemblyNameReference reference in module.AssemblyReferences)
        {
            Assert.AreEqual("c07d481e9758c731", Token(reference), reference.Name);
            Assert.AreEqual(Api(reference.Name).Version, reference.Version, reference.Name);
        }

        AssertSame(api.ReferenceNames, module.AssemblyReferences.Select(reference => reference.Name));
    }

    [TestMethod]
    [DynamicData(nameof(Assemblies))]
    public void TypesAreTheTables(string name)
    {
        using ModuleDefinition module = Read(name);
        AssertSame(Api(name).Types.Select(type => type.FullName), VisibleTypes(module).Select(type => type.FullName));
    }

    [TestMethod]
    [DynamicData(nameof(Assemblies))]
    public void MembersAreTheTables(string name)
    {
        using ModuleDefinition module = Read(name);
        IEnumerable<string> expected = Api(name).Types
            .SelectMany(type => type.Members.Select(member => MetadataSignature.Of(type, member)));
        IEnumerable<string> actual = VisibleTypes(module).SelectMany(MetadataSignature.Of);
        AssertSame(expected, actual);
    }

    [TestMethod]
    public void RowsOfTheFileAreAllThere()
    {
        // Counted in the text, past the reader that the other tests trust.
        string[] typeKinds = ["class", "struct", "interface", "enum", "delegate"];
        string[] otherKinds = ["publickey", "assembly", "underlying", .. typeKinds];
        IEnumerable<string> rows = File.ReadAllLines(Repository.ApiTable).Where(line => !line.StartsWith('#'));
        string[] kinds = [.. rows.Select(line => line.Split('\t')[2])];
        int types = 0;
        int members = 0;
        foreach (string name in ReferenceSet.Images.Keys)
        {
            using ModuleDefinition module = Read(name);
            types += VisibleTypes(module).Count();
            members += VisibleTypes(module).SelectMany(MetadataSignature.Of).Count();
        }

        Assert.AreEqual(kinds.Count(typeKinds.Contains), types);
        Assert.AreEqual(kinds.Count(kind => !otherKinds.Contains(kind)), members);
    }

    [TestMethod]
    public void TwoGenerationsAreTheSameOctets()
    {
        IReadOnlyDictionary<string, byte[]> again = ReferenceAssemblyGenerator.Generate(ApiTableReader.Read(Repository.ApiTable));
        foreach ((string name, byte[] image) in ReferenceSet.Images)
        {
            CollectionAssert.AreEqual(image, again[name], name);
        }
    }

    [TestMethod]
    public void AFileThatWouldNotChangeIsNotWritten()
    {
        using TemporaryFolder folder = new();
        DateTime old = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        Assert.AreEqual(new GenerationResult(AssemblyCount, 0), ReferenceAssemblyGenerator.Generate(ReferenceSet.Table, folder.Path));
        File.WriteAllText(folder.File("mscorlib.dll"), "damaged");
        File.SetLastWriteTimeUtc(folder.File("System.Math.dll"), old);

        Assert.AreEqual(new GenerationResult(1, AssemblyCount - 1), ReferenceAssemblyGenerator.Generate(ReferenceSet.Table, folder.Path));

        Assert.AreEqual(old, File.GetLastWriteTimeUtc(folder.File("System.Math.dll")));
        CollectionAssert.AreEqual(ReferenceSet.Images["mscorlib"], File.ReadAllBytes(folder.File("mscorlib.dll")));
        Assert.AreEqual(AssemblyCount, Directory.GetFiles(folder.Path).Length);
    }

    private static ApiAssembly Api(string name) => ReferenceSet.Table.Assemblies.Single(assembly => assembly.Name == name);

    private static ModuleDefinition Read(string name) => ModuleDefinition.ReadModule(new MemoryStream(ReferenceSet.Images[name]));

    private static IEnumerable<TypeDefinition> VisibleTypes(ModuleDefinition module) =>
        module.GetTypes().Where(type => type.IsPublic || type.IsNestedPublic || type.IsNestedFamily);

    private static string Token(AssemblyNameReference name) => Convert.ToHexStringLower(name.PublicKeyToken);

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual) =>
        CollectionAssert.AreEqual(expected.Order(StringComparer.Ordinal).ToArray(), actual.Order(StringComparer.Ordinal).ToArray());
}
