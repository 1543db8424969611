using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Sidetap.NanoReference.Tests.Boards;

/// <summary>The projects of tests/Device: the tests and the benchmark on a nanoCLR. They are compiled here as their project files say.</summary>
[TestClass]
public class DeviceProjectTests
{
    private const string Launcher = "nanoFramework.UnitTestLauncher";
    private const string TestPackage = "nanoFramework.TestFramework";

    public static IEnumerable<object[]> Names => BoardProject.Device.Select(project => new object[] { project.Name });

    private static string UnitFolder => Path.Combine(Repository.RootFolder, "tests", "Unit");

    [TestMethod]
    public void ThereAreTestsAndABenchmark()
    {
        CollectionAssert.AreEqual(new[] { "Bench", "Device" }, BoardProject.Device.Select(project => project.Name).ToArray());
        Assert.AreEqual("NFUnitTest", BoardProject.Of("Device").Property("AssemblyName"), "The adapter looks for this name.");
        string[] guids = [.. BoardProject.All.Concat(BoardProject.Device).Select(project => project.Property("ProjectGuid"))];
        Assert.AreEqual(guids.Length, guids.Distinct().Count());
    }

    [TestMethod]
    public void TheBenchmarkListsItsFiles()
    {
        BoardProject project = BoardProject.Of("Bench");
        string[] expected = [.. Directory.GetFiles(project.Folder, "*.cs"), Path.Combine(project.Folder, "packages.config")];
        CollectionAssert.AreEquivalent(expected, project.Listed.ToArray());
    }

    [TestMethod]
    public void TheTestsAreThoseOfTheDesktopWithoutWhatNeedsOne()
    {
        string host = Path.Combine(UnitFolder, "Host") + Path.DirectorySeparatorChar;
        string[] excluded = ["bin", "obj"];
        string[] expected =
        [
            .. Directory.GetFiles(UnitFolder, "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.StartsWith(host, StringComparison.Ordinal))
                .Where(file => !excluded.Any(Path.GetRelativePath(UnitFolder, file).Split(Path.DirectorySeparatorChar).Contains)),
        ];
        string[] actual = [.. BoardProject.Of("Device").Sources.Where(file => file.StartsWith(UnitFolder, StringComparison.Ordinal))];
        Assert.IsTrue(expected.Length > 50);
        CollectionAssert.AreEquivalent(expected, actual);

        // The build that compiles them every day has the same pattern: it is what shows a host-only API.
        string build = File.ReadAllText(Path.Combine(Repository.ToolFolder, "DeviceTests", "DeviceTests.csproj"));
        StringAssert.Contains(build, "tests/Unit/**/*.cs");
        StringAssert.Contains(build, "tests/Unit/Host/**");
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ImportsAreGuardedAndThere(string name)
    {
        BoardProject project = BoardProject.Of(name);
        foreach (XElement import in project.Elements("Import"))
        {
            string path = (string)import.Attribute("Project")!;
            Assert.AreEqual($"Exists('{path}')", (string?)import.Attribute("Condition"));
            Assert.IsTrue(path.StartsWith("$(", StringComparison.Ordinal) || File.Exists(Path.GetFullPath(path.Replace('\\', '/'), project.Folder)), path);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ReferencesAreReleasedPackages(string name)
    {
        BoardProject project = BoardProject.Of(name);
        IReadOnlyDictionary<string, string> packages = project.Packages();
        CollectionAssert.AreEquivalent(packages.Keys.ToArray(), project.References().Keys.Select(PackageOf).Distinct().ToArray());
        foreach ((string assembly, string hintPath) in project.References())
        {
            string package = PackageOf(assembly);
            string file = assembly == Launcher ? assembly + ".exe" : assembly + ".dll";
            Assert.AreEqual($@"packages\{package}.{packages[package]}\lib\{file}", hintPath);
            Assert.AreEqual(BoardProjectTests.ReleasedVersions[assembly == Launcher ? TestPackage : assembly], packages[package], package);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ItCompilesAgainstExactlyItsPackages(string name)
    {
        BoardProject project = BoardProject.Of(name);
        CSharpCompilation compilation = BoardCompilation.Of(project, ReferenceSet.Images);
        Assert.AreEqual(string.Empty, string.Join(", ", BoardCompilation.Errors(compilation)));
        CollectionAssert.AreEquivalent(BoardCompilation.Needed(compilation).ToArray(), project.References().Keys.Where(assembly => assembly != Launcher).ToArray());
    }

    private static string PackageOf(string assembly) => assembly == Launcher ? TestPackage : BoardProjectTests.PackageOf(assembly);
}
