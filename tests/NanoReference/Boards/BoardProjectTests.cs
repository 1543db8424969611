using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Sidetap.NanoReference.Tests.Boards;

/// <summary>What the nanoFramework project system will make of a board's project: nothing here can restore or build it.</summary>
[TestClass]
public class BoardProjectTests
{
    private const string TargetFramework = "netnano1.0";
    private const string MsbuildNamespace = "http://schemas.microsoft.com/developer/msbuild/2003";

    public static IEnumerable<object[]> Names => BoardProject.All.Select(project => new object[] { project.Name });

    public static IEnumerable<object[]> WithLibraries => BoardProject.Libraries.Append(BoardProject.Loader).Select(project => new object[] { project.Name }).Concat(Names);

    internal static IReadOnlyDictionary<string, string> ReleasedVersions { get; } = File.ReadLines(Repository.Sources)
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split('\t'))
        .ToDictionary(columns => columns[0], columns => columns[6].TrimStart('v'));

    [TestMethod]
    public void ThereAreThreeBoards() =>
        CollectionAssert.AreEqual(new[] { "esp32", "esp32s3", "stm32f769" }, BoardProject.All.Select(project => project.Name).ToArray());

    [TestMethod]
    public void ThereAreThreeLibraries() =>
        CollectionAssert.AreEqual(new[] { "Sidetap.Console", "Sidetap.Core", "Sidetap.Firmware" }, BoardProject.Libraries.Select(project => project.Name).ToArray());

    [TestMethod]
    public void EachHasItsOwnGuid()
    {
        string[] guids = [.. BoardProject.Everything.Select(project => project.Property("ProjectGuid"))];
        Assert.AreEqual(guids.Length, guids.Distinct().Count());
        Assert.IsTrue(guids.All(guid => Guid.TryParseExact(guid, "B", out _)));
    }

    [TestMethod]
    [DynamicData(nameof(WithLibraries))]
    public void ItIsANanoFrameworkProject(string name)
    {
        BoardProject project = BoardProject.Of(name);
        Assert.AreEqual(MsbuildNamespace, project.Document.Root!.Name.NamespaceName);
        Assert.AreEqual("Current", (string?)project.Document.Root.Attribute("ToolsVersion"));
        Assert.AreEqual(@"$(MSBuildExtensionsPath)\nanoFramework\v1.0\", project.Property("NanoFrameworkProjectSystemPath"));
        Assert.AreEqual("{11A8DD76-328B-46DF-9F39-F559912D0360};{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}", project.Property("ProjectTypeGuids"));
        Assert.AreEqual("v1.0", project.Property("TargetFrameworkVersion"));
        bool isLibrary = BoardProject.Libraries.Contains(project);
        Assert.AreEqual(isLibrary ? "Library" : "Exe", project.Property("OutputType"));
        Assert.AreEqual(BoardProject.All.Contains(project) ? "Sidetap" : name, project.Property("AssemblyName"));
        Assert.AreEqual(1, project.Elements("ProjectConfigurationsDeclaredAsItems").Count());
    }

    [TestMethod]
    [DynamicData(nameof(WithLibraries))]
    public void EveryImportIsGuardedAndInOrder(string name)
    {
        XElement[] imports = [.. BoardProject.Of(name).Elements("Import")];
        foreach (XElement import in imports)
        {
            Assert.AreEqual($"Exists('{(string?)import.Attribute("Project")}')", (string?)import.Attribute("Condition"));
        }

        string[] files = [.. imports.Select(import => ((string)import.Attribute("Project")!).Split('\\', ')')[^1])];
        string[] expected =
        [
            "NFProjectSystem.Default.props", "DeviceCode.props", "NFProjectSystem.props", $"{(name.StartsWith("Sidetap", StringComparison.Ordinal) ? name : "Sidetap.Device")}.projitems",
            "NFProjectSystem.CSharp.targets",
        ];
        CollectionAssert.AreEqual(expected, files);
    }

    [TestMethod]
    [DynamicData(nameof(WithLibraries))]
    public void ImportsOfTheRepositoryAreThere(string name)
    {
        BoardProject project = BoardProject.Of(name);
        foreach (string path in project.Elements("Import").Select(import => (string)import.Attribute("Project")!).Where(path => !path.StartsWith("$(", StringComparison.Ordinal)))
        {
            Assert.IsTrue(File.Exists(Path.GetFullPath(path.Replace('\\', '/'), project.Folder)), path);
        }
    }

    [TestMethod]
    [DynamicData(nameof(WithLibraries))]
    public void EveryListedFileIsThereAndEveryFileIsListed(string name)
    {
        BoardProject project = BoardProject.Of(name);
        string[] listed = [.. project.Listed];
        Assert.AreEqual(listed.Length, listed.Distinct().Count(), "A file is listed twice.");
        foreach (string path in listed)
        {
            Assert.IsTrue(File.Exists(path), path);
        }

        // The project's own folder, and what it shares with boards of its kind, whole.
        IEnumerable<string> folders = listed.Select(path => Path.GetDirectoryName(path)!).Distinct().Where(folder => folder != Path.Combine(Repository.BoardsFolder, "nano"));
        string[] unlisted = [.. folders.SelectMany(folder => Directory.GetFiles(folder, "*.cs")).Except(listed)];
        Assert.AreEqual(0, unlisted.Length, string.Join(", ", unlisted));
    }

    [TestMethod]
    [DynamicData(nameof(WithLibraries))]
    public void ReferencesArePackages(string name)
    {
        BoardProject project = BoardProject.Of(name);
        IReadOnlyDictionary<string, string> packages = project.Packages();
        IReadOnlyDictionary<string, string> references = project.References();
        CollectionAssert.AreEquivalent(packages.Keys.ToArray(), references.Keys.Select(PackageOf).ToArray());
        foreach ((string assembly, string hintPath) in references)
        {
            string package = PackageOf(assembly);
            Assert.AreEqual(HintPath(project, $@"{package}.{packages[package]}\lib\{assembly}.dll"), hintPath);
            Assert.AreEqual(ReleasedVersions[assembly], packages[package], package);
        }
    }

    [TestMethod]
    [DynamicData(nameof(WithLibraries))]
    public void PackagesAreForNanoFramework(string name)
    {
        foreach (XElement package in BoardProject.Of(name).PackageElements())
        {
            Assert.AreEqual("package", package.Name.LocalName);
            Assert.AreEqual(TargetFramework, (string?)package.Attribute("targetFramework"), (string?)package.Attribute("id"));
        }
    }

    /// <summary>The path of a file of a package, as a project has to write it.</summary>
    internal static string HintPath(BoardProject project, string file) =>
        Path.GetRelativePath(project.Folder, BoardProject.PackagesFolder).Replace(Path.DirectorySeparatorChar, '\\') + '\\' + file;

    /// <summary>nanoFramework's packages are named as their assembly, with the project's name before it.</summary>
    internal static string PackageOf(string assembly) => assembly switch
    {
        "mscorlib" => "nanoFramework.CoreLibrary",
        _ when assembly.StartsWith("nanoFramework.", StringComparison.Ordinal) => assembly,
        _ => "nanoFramework." + assembly,
    };
}
