using System.Text.RegularExpressions;
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
    private const string TestAssembly = "NFUnitTest"; // the launcher loads the assembly of this name

    public static IEnumerable<object[]> Names => BoardProject.Device.Select(project => new object[] { project.Name });

    public static IEnumerable<object[]> TestNames => Tests.Select(project => new object[] { project.Name });

    private static IEnumerable<BoardProject> Tests => BoardProject.Device.Where(project => project.Property("AssemblyName") == TestAssembly);

    /// <summary>The tests and their doubles.</summary>
    private static IEnumerable<BoardProject> Tested => BoardProject.Device.Where(project => project.Name != "Bench");

    private static string UnitFolder => Path.Combine(Repository.RootFolder, "tests", "Unit");

    [TestMethod]
    public void ThereAreTestsAndABenchmark()
    {
        string[] others = ["Bench", "Doubles"];
        CollectionAssert.IsSubsetOf(others, BoardProject.Device.Select(project => project.Name).ToArray());
        CollectionAssert.AreEquivalent(BoardProject.Device.Select(project => project.Name).Except(others).ToArray(), Tests.Select(project => project.Name).ToArray());
        Assert.IsTrue(Tests.Count() > 1);
    }

    [TestMethod]
    public void TheBenchmarkListsItsFiles()
    {
        BoardProject project = BoardProject.Of("Bench");
        string[] expected = [.. Directory.GetFiles(project.Folder, "*.cs"), Path.Combine(project.Folder, "packages.config")];
        CollectionAssert.AreEquivalent(expected, project.Listed.ToArray());
    }

    /// <summary>What a desktop runs every day, a device can run: all of tests/Unit, without what gives the desktop the device's names.</summary>
    [TestMethod]
    public void EverySourceOfATestIsInExactlyOneAssembly()
    {
        string[] leftOut = [Path.Combine(UnitFolder, "Host"), Path.Combine(UnitFolder, "bin"), Path.Combine(UnitFolder, "obj")];
        string[] expected =
        [
            .. Directory.GetFiles(UnitFolder, "*.cs", SearchOption.AllDirectories)
                .Where(file => !leftOut.Any(folder => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))),
        ];
        string[] actual = [.. BoardProject.Device.SelectMany(project => project.Listed).Where(file => file.StartsWith(UnitFolder, StringComparison.Ordinal))];
        Assert.IsTrue(expected.Length > 50);
        string[] missing = [.. expected.Except(actual)];
        string[] gone = [.. actual.Except(expected)];
        if (Environment.GetEnvironmentVariable("SIDETAP_WRITE") == "1")
        {
            gone.ToList().ForEach(file => Write(Tested.Single(project => project.Listed.Contains(file)), file, isThere: false));
            missing = [.. missing.Where(file => !AddBesideItsFolder(file))];
            gone = [];
        }

        Assert.AreEqual(string.Empty, Names(missing), "Add a line for each to the list of a project in tests/Device, or run this test with SIDETAP_WRITE=1 and commit what it writes.");
        Assert.AreEqual(string.Empty, Names(gone), "Not there any more, or not for a device: take its line out, or run this test with SIDETAP_WRITE=1.");
        Assert.AreEqual(string.Empty, Names(actual.GroupBy(file => file).Where(group => group.Count() > 1).Select(group => group.Key)), "In two assemblies.");

        static string Names(IEnumerable<string> files) => string.Join(", ", files.Select(file => Path.GetRelativePath(UnitFolder, file)));
    }

    /// <summary>The test adapter reads the project's text for the sources of its tests: what stands from the first quote to the last of the line, a path of a file. Neither a
    /// pattern nor a further attribute is one, and it ends without a test.</summary>
    [TestMethod]
    [DynamicData(nameof(TestNames))]
    public void TheAdapterCanReadTheListOfSources(string name)
    {
        BoardProject project = BoardProject.Of(name);
        int lines = 0;
        foreach (Match line in Regex.Matches(File.ReadAllText(project.Path), "<Compile Include=\"(?<path>.+)\"", RegexOptions.IgnoreCase))
        {
            lines++;
            string path = Path.GetFullPath(line.Groups["path"].Value.Replace('\\', '/'), project.Folder);
            Assert.IsTrue(File.Exists(path), path);
        }

        Assert.AreEqual(project.Sources.Count(), lines);
        Assert.AreEqual(1, Directory.GetFiles(project.Folder, "*.nfproj").Length, "The adapter takes those of the first folder above the assembly that has one.");
        CollectionAssert.Contains(project.Elements("ProjectCapability").Select(item => (string?)item.Attribute("Include")).ToArray(), "TestContainer");
        CollectionAssert.Contains(project.References().Keys.ToArray(), Launcher);
        Assert.IsTrue(File.Exists(Path.GetFullPath("../nano.runsettings", project.Folder)));
        Assert.AreEqual(@"$(MSBuildProjectDirectory)\..\nano.runsettings", project.Property("RunSettingsFilePath"));
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
            Assert.AreEqual(BoardProjectTests.HintPath(project, $@"{package}.{packages[package]}\lib\{file}"), hintPath);
            Assert.AreEqual(BoardProjectTests.ReleasedVersions[assembly == Launcher ? TestPackage : assembly], packages[package], package);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ItCompilesAgainstExactlyItsPackagesAndLibraries(string name)
    {
        BoardProject project = BoardProject.Of(name);
        CSharpCompilation compilation = BoardCompilation.Of(project, ReferenceSet.Images);
        Assert.AreEqual(string.Empty, string.Join(", ", BoardCompilation.Errors(compilation)));
        string[] references =
        [
            .. project.References().Keys.Where(assembly => assembly != Launcher),
            .. project.ProjectReferences().Select(library => library.Property("AssemblyName")),
        ];
        CollectionAssert.AreEquivalent(BoardCompilation.Needed(compilation).ToArray(), references);
    }

    /// <summary>Lists a file where most files of its folder are; false: none of them is listed yet.</summary>
    private static bool AddBesideItsFolder(string file)
    {
        BoardProject project = Tested.MaxBy(candidate => Siblings(candidate))!;
        if (Siblings(project) == 0)
        {
            return false;
        }

        Write(project, file, isThere: true);
        return true;

        int Siblings(BoardProject candidate) => candidate.Listed.Count(other => Path.GetDirectoryName(other) == Path.GetDirectoryName(file));
    }

    /// <summary>Writes a file's line into a project's list, which stays in order, or takes it out.</summary>
    private static void Write(BoardProject project, string file, bool isThere)
    {
        string line = $"    <Compile Include=\"{Path.GetRelativePath(project.Folder, file).Replace('/', '\\')}\" />";
        List<string> lines = [.. File.ReadAllLines(project.Path).Where(other => other != line)];
        int first = lines.FindIndex(IsSource);
        int last = lines.FindLastIndex(IsSource);
        if (isThere)
        {
            string folder = line[..(line.LastIndexOf('\\') + 1)];
            int place = lines.FindLastIndex(last, last - first + 1, other => other.StartsWith(folder, StringComparison.Ordinal) && string.CompareOrdinal(other, line) < 0);
            lines.Insert((place < 0 ? lines.FindIndex(other => other.StartsWith(folder, StringComparison.Ordinal)) - 1 : place) + 1, line);
        }

        File.WriteAllText(project.Path, string.Join('\n', lines) + "\n");

        static bool IsSource(string text) => text.StartsWith("    <Compile Include=", StringComparison.Ordinal);
    }

    private static string PackageOf(string assembly) => assembly == Launcher ? TestPackage : BoardProjectTests.PackageOf(assembly);
}
