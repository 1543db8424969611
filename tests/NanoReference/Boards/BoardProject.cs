using System.Xml.Linq;

namespace Sidetap.NanoReference.Tests.Boards;

/// <summary>A board's .nfproj and packages.config as they are written, and the files that they stand for.</summary>
internal sealed class BoardProject
{
    private static readonly XNamespace Msbuild = "http://schemas.microsoft.com/developer/msbuild/2003";

    private BoardProject(string path)
    {
        Path = path;
        Folder = System.IO.Path.GetDirectoryName(path)!;
        Name = System.IO.Path.GetFileName(Folder);
        Document = XDocument.Load(path);
    }

    public static IReadOnlyList<BoardProject> All { get; } =
    [
        .. Directory.GetFiles(Repository.BoardsFolder, "*.nfproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new BoardProject(path)),
    ];

    public string Path { get; }

    public string Folder { get; }

    /// <summary>The board's folder below boards/.</summary>
    public string Name { get; }

    public XDocument Document { get; }

    public static string SharedItems => System.IO.Path.Combine(Repository.BoardsFolder, "nano", "Sidetap.Device.projitems");

    /// <summary>The files that the project itself lists, with full paths.</summary>
    public IEnumerable<string> Listed => Elements("Compile").Concat(Elements("None")).Select(item => FullPath((string)item.Attribute("Include")!));

    /// <summary>All sources: the board's and the shared ones.</summary>
    public IEnumerable<string> Sources => Elements("Compile").Select(item => FullPath((string)item.Attribute("Include")!)).Concat(SharedSources());

    public static BoardProject Of(string name) => All.Single(project => project.Name == name);

    public IEnumerable<XElement> Elements(string name) => Document.Descendants(Msbuild + name);

    public string Property(string name) => Elements(name).Single().Value;

    /// <summary>The assemblies it refers to, with the path of each.</summary>
    public IReadOnlyDictionary<string, string> References() =>
        Elements("Reference").ToDictionary(item => (string)item.Attribute("Include")!, item => item.Element(Msbuild + "HintPath")!.Value);

    /// <summary>The packages, with the version of each.</summary>
    public IReadOnlyDictionary<string, string> Packages() =>
        PackageElements().ToDictionary(package => (string)package.Attribute("id")!, package => (string)package.Attribute("version")!);

    public IEnumerable<XElement> PackageElements() => XDocument.Load(System.IO.Path.Combine(Folder, "packages.config")).Root!.Elements();

    /// <summary>The files that the shared list's patterns stand for: every .cs of a folder, or of the folders below it too.</summary>
    private static IEnumerable<string> SharedSources()
    {
        foreach (XElement item in XDocument.Load(SharedItems).Descendants(Msbuild + "Compile"))
        {
            string pattern = ((string)item.Attribute("Include")!)
                .Replace("$(SidetapRoot)", Repository.RootFolder + "/", StringComparison.Ordinal)
                .Replace("$(MSBuildThisFileDirectory)", System.IO.Path.GetDirectoryName(SharedItems) + "/", StringComparison.Ordinal);
            bool isDeep = pattern.EndsWith("/**/*.cs", StringComparison.Ordinal);
            string folder = pattern[..^(isDeep ? "/**/*.cs" : "/*.cs").Length];
            SearchOption option = isDeep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
            string[] excluded = item.Attribute("Exclude") is null ? [] : ["bin", "obj"];
            foreach (string path in Directory.GetFiles(folder, "*.cs", option))
            {
                if (!excluded.Any(System.IO.Path.GetRelativePath(folder, path).Split(System.IO.Path.DirectorySeparatorChar).Contains))
                {
                    yield return path;
                }
            }
        }
    }

    private string FullPath(string include) => System.IO.Path.GetFullPath(include.Replace('\\', '/'), Folder);
}
