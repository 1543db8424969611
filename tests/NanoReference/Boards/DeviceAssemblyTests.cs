using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Sidetap.NanoReference.Size;

namespace Sidetap.NanoReference.Tests.Boards;

/// <summary>The assemblies that device code is divided into: what is in which, that each is one that nanoFramework's metadata processor takes, and that all of them are built.</summary>
[TestClass]
public class DeviceAssemblyTests
{
    private const int EvaluationMs = 120_000;
    private const string NanoFrameworkProject = "{11A8DD76-328B-46DF-9F39-F559912D0360}";

    public static IEnumerable<object[]> Names => BoardProject.Everything.Select(project => new object[] { project.Name });

    [TestMethod]
    public void EverySourceOfTheFirmwareIsInExactlyOneLibrary()
    {
        string[] folders = ["hal", "firmware"];
        string[] expected = [.. folders.SelectMany(Sources)];
        string[] actual = [.. BoardProject.Libraries.SelectMany(library => library.Sources).Where(file => folders.Any(folder => IsIn(file, folder)))];
        Assert.IsTrue(expected.Length > 200);
        Assert.AreEqual(string.Empty, Text(expected.Except(actual)), "Add a line for the folder to one of boards/nano/Sidetap.*.projitems.");
        Assert.AreEqual(string.Empty, Text(actual.GroupBy(file => file).Where(group => group.Count() > 1).Select(group => group.Key)), "In two assemblies.");
    }

    /// <summary>Boards, tests and benchmark compile none of it themselves: a type that were in two assemblies would be two types.</summary>
    [TestMethod]
    public void NothingElseCompilesTheFirmware()
    {
        string[] actual = [.. BoardProject.All.Concat(BoardProject.Device).SelectMany(project => project.Sources).Where(file => IsIn(file, "hal") || IsIn(file, "firmware"))];
        Assert.AreEqual(string.Empty, Text(actual));
    }

    /// <summary>The loader stays when an image goes: it has sources of its own, and no library that an image would bring along in another version.</summary>
    [TestMethod]
    public void TheLoaderHasWhatReadsSlotsAndNoLibrary()
    {
        Assert.IsEmpty(BoardProject.Loader.ProjectReferences());
        string[] actual = [.. BoardProject.Loader.Sources.Where(file => IsIn(file, "hal") || IsIn(file, "firmware")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        string[] expected =
        [
            "Crc32.cs", "FileSlots.cs", "IFileArea.cs", "IUpdateSlots.cs", "ImageHeader.cs", "SlotFiles.cs", "SlotRecord.cs", "TwoCopyRecord.cs", "UaBinary.cs", "UpdateError.cs", "UpdateSlotState.cs",
        ];
        CollectionAssert.AreEqual(expected, actual);
    }

    /// <summary>What an image begins with is found by its name, in the last assembly of its pack: every board has it.</summary>
    [TestMethod]
    public void EveryBoardHasTheLoadersEntry()
    {
        foreach (BoardProject board in BoardProject.All)
        {
            using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(BoardCompilation.Image(BoardCompilation.Of(board, ReferenceSet.Images))));
            MethodDefinition? entry = module.GetType("Sidetap.Boards.Program")?.Methods.SingleOrDefault(method => method.Name == "Start");
            Assert.IsNotNull(entry, board.Name);
            Assert.IsTrue(entry.IsPublic && entry.IsStatic && entry.DeclaringType.IsPublic, board.Name);
            Assert.AreEqual("System.Void Sidetap.Boards.Program::Start(System.Int32)", entry.FullName, board.Name);
            Assert.AreEqual(module.EntryPoint.DeclaringType, entry.DeclaringType, board.Name);
        }
    }

    /// <summary>What is internal in a library is seen by those that are built on it, and by nothing else: no board, no test.</summary>
    [TestMethod]
    public void OnlyLibrariesAboveSeeWhatIsInternal()
    {
        foreach (BoardProject project in BoardProject.Everything)
        {
            string[] friends = [.. project.Sources.SelectMany(file => Regex.Matches(File.ReadAllText(file), @"InternalsVisibleTo\(""([^""]+)""\)")).Select(match => match.Groups[1].Value)];
            string[] above = BoardProject.Libraries.Contains(project)
                ? [.. BoardProject.Libraries.Where(library => library.ProjectReferences().Contains(project)).Select(library => library.Name)]
                : [];
            CollectionAssert.AreEquivalent(above, friends, project.Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void TheMetadataProcessorTakesIt(string name)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("Assembly.dll");
        File.WriteAllBytes(path, BoardCompilation.Image(BoardCompilation.Of(BoardProject.Of(name), ReferenceSet.Images)));
        ImageSize size = ImageSize.Of(path);
        Assert.IsTrue(size.Code is > 1000 and <= ImageSize.TableLimit, $"code: {size.Code}");
        Assert.IsTrue(size.Strings is > 1000 and <= ImageSize.TableLimit, $"strings: {size.Strings}");
    }

    /// <summary>Sizes and counts of instructions are told of what goes onto a board, which is optimized: in a Debug build of the solution too.</summary>
    [TestMethod]
    [DataRow("Boards/Sidetap.Core.csproj")]
    [DataRow("Budget/Budget.csproj")]
    public void TheCompilerIsToldTheSameInEveryConfiguration(string project)
    {
        string release = Properties(project, "Release");
        Assert.AreEqual(release, Properties(project, "Debug"));
        using JsonDocument document = JsonDocument.Parse(release);
        JsonElement properties = document.RootElement.GetProperty("Properties");
        Assert.AreEqual("true", properties.GetProperty("Optimize").GetString());
        Assert.IsFalse(properties.GetProperty("DefineConstants").GetString()!.Split(';').Contains("DEBUG"));
    }

    /// <summary>A project of tools/NanoReference for each .nfproj, in Firmware.sln: so each is compiled and checked in every build.</summary>
    [TestMethod]
    public void EachIsBuiltAgainstTheReferenceAssemblies()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.RootFolder, "Firmware.sln"));
        List<string> built = [];
        foreach (string path in new[] { "Boards", "DeviceTests" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.ToolFolder, folder), "*.csproj")))
        {
            Match project = Regex.Match(File.ReadAllText(path), @"<BoardProject>\$\(RepositoryRoot\)([^<]+)</BoardProject>");
            Assert.IsTrue(project.Success, path);
            built.Add(Path.GetFullPath(project.Groups[1].Value, Repository.RootFolder));
            StringAssert.Contains(solution, Path.GetRelativePath(Repository.RootFolder, path).Replace('/', '\\'));
        }

        CollectionAssert.AreEquivalent(BoardProject.Everything.Select(project => project.Path).ToArray(), built);
    }

    /// <summary>boards/Device.sln is what Visual Studio opens and "nuget restore" restores.</summary>
    [TestMethod]
    public void TheSolutionForVisualStudioHasAllOfThem()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.BoardsFolder, "Device.sln"));
        string[] expected =
        [
            .. BoardProject.Everything.Select(project =>
                $"{Path.GetFileNameWithoutExtension(project.Path)} {Path.GetRelativePath(Repository.BoardsFolder, project.Path).Replace('/', '\\')} {project.Property("ProjectGuid")}"),
        ];
        string[] actual =
        [
            .. Regex.Matches(solution, @"^Project\(""([^""]+)""\) = ""([^""]+)"", ""([^""]+)"", ""([^""]+)""", RegexOptions.Multiline)
                .Select(match => match.Groups[1].Value == NanoFrameworkProject ? $"{match.Groups[2].Value} {match.Groups[3].Value} {match.Groups[4].Value}" : match.Value),
        ];
        CollectionAssert.AreEquivalent(expected, actual);
        foreach (BoardProject project in BoardProject.Everything)
        {
            string prefix = project.Property("ProjectGuid") + ".Release|Any CPU.";
            StringAssert.Contains(solution, prefix + "Build.0 = Release|Any CPU");
            Assert.AreEqual(project.Property("OutputType") == "Exe", solution.Contains(prefix + "Deploy.0", StringComparison.Ordinal), "Applications are deployed, with their libraries.");
        }
    }

    /// <summary>What MSBuild makes of a project, without building it.</summary>
    private static string Properties(string project, string configuration)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        string[] arguments =
        [
            "msbuild", Path.Combine(Repository.ToolFolder, project), "-nologo", "-nodeReuse:false", $"-p:Configuration={configuration}",
            "-getProperty:Optimize", "-getProperty:DebugSymbols", "-getProperty:DebugType", "-getProperty:DefineConstants", "-getProperty:DisableImplicitConfigurationDefines",
        ];
        arguments.ToList().ForEach(start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(EvaluationMs))
        {
            process.Kill();
            Assert.Fail("It takes too long.");
        }

        Assert.AreEqual(0, process.ExitCode, output.Result);
        return output.Result;
    }

    private static bool IsIn(string file, string folder) => file.StartsWith(Path.Combine(Repository.RootFolder, folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static IEnumerable<string> Sources(string folder)
    {
        string root = Path.Combine(Repository.RootFolder, folder);
        string[] built = ["bin", "obj"];
        return Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !built.Contains(Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0]));
    }

    private static string Text(IEnumerable<string> files) => string.Join(", ", files.Select(file => Path.GetRelativePath(Repository.RootFolder, file)));
}
