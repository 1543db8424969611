using System.Xml.Linq;

namespace Sidetap.NanoReference.Tests.Boards;

/// <summary>A .nfproj and its packages.config as they are written, and the files that they stand for.</summary>
internal sealed class BoardProject
{
    private static readonly XNamespace Msbuild = "http://schemas.microsoft.com/developer/msbuild/2003";

    private BoardProject(string path, bool isNamedByFolder)
    {
        Path = path;
        Folder = System.IO.Path.GetDirectoryName(path)!;
        Name = isNamedByFolder ? System.IO.Path.GetFileName(Folder) : System.IO.Path.GetFileNameWithoutExtension(path);
        Document = XDocument.Load(path);
    }

    /// <summary>The boards: a folder of boards/ each.</summary>
    public static IReadOnlyList<BoardProject> All { get; } = [.. In(Repository.BoardsFolder, isNamedByFolder: true).Where(project => !IsLibrary(project) && project.Folder != LoaderFolder)];

    /// <summary>What is flashed instead of the application on a board that is updated over the air.</summary>
    public static BoardProject Loader { get; } = In(LoaderFolder, isNamedByFolder: false).Single();

    /// <summary>The assemblies that boards, tests and benchmark refer to.</summary>
    public static IReadOnlyList<BoardProject> Libraries { get; } = [.. In(Repository.BoardsFolder, isNamedByFolder: false).Where(IsLibrary)];

    /// <summary>What runs on a nanoCLR and is no board: tests with their doubles, and the benchmark. A folder of tests/Device each.</summary>
    public static IReadOnlyList<BoardProject> Device { get; } = [.. In(System.IO.Path.Combine(Repository.RootFolder, "tests", "Device"), isNamedByFolder: true)];

    /// <summary>Every project that nanoFramework's project system builds.</summary>
    public static IReadOnlyList<BoardProject> Everything { get; } = [.. Libraries, .. All, Loader, .. Device];

    /// <summary>Where packages are restored to: beside the solution that has all of these projects.</summary>
    public static string PackagesFolder => System.IO.Path.Combine(Repository.BoardsFolder, "packages");

    private static string LoaderFolder => System.IO.Path.Combine(Repository.BoardsFolder, "loader");

    public string Path { get; }

    public string Folder { get; }

    /// <summary>A board, a test project or the benchmark by its folder; a library by its assembly.</summary>
    public string Name { get; }

    public XDocument Document { get; }

    /// <summary>The files that the project itself lists, with full paths.</summary>
    public IEnumerable<string> Listed => Elements("Compile").Concat(Elements("None")).Select(item => FullPath((string)item.Attribute("Include")!));

    /// <summary>All sources: the board's and the shared ones.</summary>
    public IEnumerable<string> Sources => Imported(Document, Folder).Prepend((Document, Folder)).SelectMany(Files);

    public static BoardProject Of(string name) => Everything.Single(project => project.Name == name);

    public IEnumerable<XElement> Elements(string name) => Document.Descendants(Msbuild + name);

    public string Property(string name) => Elements(name).Single().Value;

    /// <summary>The assemblies it refers to, with the path of each.</summary>
    public IReadOnlyDictionary<string, string> References() =>
        Elements("Reference").ToDictionary(item => (string)item.Attribute("Include")!, item => item.Element(Msbuild + "HintPath")!.Value);

    /// <summary>Our own assemblies that it refers to.</summary>
    public IReadOnlyList<BoardProject> ProjectReferences() =>
        [.. Elements("ProjectReference").Select(item => Everything.Single(project => project.Path == FullPath((string)item.Attribute("Include")!)))];

    /// <summary>The packages, with the version of each.</summary>
    public IReadOnlyDictionary<string, string> Packages() =>
        PackageElements().ToDictionary(package => (string)package.Attribute("id")!, package => (string)package.Attribute("version")!);

    public IEnumerable<XElement> PackageElements() => XDocument.Load(System.IO.Path.Combine(Folder, "packages.config")).Root!.Elements();

    private static IEnumerable<BoardProject> In(string folder, bool isNamedByFolder) => Directory
        .GetFiles(folder, "*.nfproj", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => new BoardProject(path, isNamedByFolder));

    private static bool IsLibrary(BoardProject project) => project.Path.StartsWith(System.IO.Path.Combine(Repository.BoardsFolder, "nano") + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The lists of sources that a project imports, and those that they import.</summary>
    private static IEnumerable<(XDocument Document, string Folder)> Imported(XDocument document, string folder)
    {
        foreach (string import in document.Descendants(Msbuild + "Import").Select(item => (string)item.Attribute("Project")!))
        {
            if (import.EndsWith(".projitems", StringComparison.Ordinal))
            {
                string path = Resolve(import, folder);
                XDocument imported = XDocument.Load(path);
                string importedFolder = System.IO.Path.GetDirectoryName(path)!;
                yield return (imported, importedFolder);
                foreach ((XDocument Document, string Folder) further in Imported(imported, importedFolder))
                {
                    yield return further;
                }
            }
        }
    }

    /// <summary>The files that a list's patterns stand for: one, every .cs of a folder, or those of the folders below it too.</summary>
    private static IEnumerable<string> Files((XDocument Document, string Folder) list)
    {
        foreach (XElement item in list.Document.Descendants(Msbuild + "Compile"))
        {
            string path = Resolve((string)item.Attribute("Include")!, list.Folder);
            string folder = System.IO.Path.GetDirectoryName(path)!;
            bool isDeep = folder.EndsWith("**", StringComparison.Ordinal);
            folder = isDeep ? System.IO.Path.GetDirectoryName(folder)! : folder;
            SearchOption option = isDeep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
            foreach (string file in GetFiles(folder, System.IO.Path.GetFileName(path), option).Order(StringComparer.Ordinal))
            {
                yield return file;
            }
        }
    }

    /// <summary>A pattern over a folder that is not there stands for nothing, as in MSBuild; a file that is listed by its name has to be there.</summary>
    private static string[] GetFiles(string folder, string pattern, SearchOption option) =>
        pattern.Contains('*') && !Directory.Exists(folder) ? [] : Directory.GetFiles(folder, pattern, option);

    private static string Resolve(string path, string folder) => System.IO.Path.GetFullPath(
        path.Replace('\\', '/')
            .Replace("$(SidetapRoot)", Repository.RootFolder + "/", StringComparison.Ordinal)
            .Replace("$(MSBuildThisFileDirectory)", folder + "/", StringComparison.Ordinal),
        folder);

    private string FullPath(string include) => Resolve(include, Folder);
}
