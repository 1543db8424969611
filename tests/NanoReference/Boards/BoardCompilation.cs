using System.Collections.Concurrent;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;

namespace Sidetap.NanoReference.Tests.Boards;

/// <summary>A board compiled in process: all of its sources against the assemblies that its project refers to.</summary>
internal static class BoardCompilation
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<SyntaxTree>> Parsed = new();
    private static readonly ConcurrentDictionary<string, byte[]> Built = new();

    public static CSharpCompilation Of(BoardProject project, IReadOnlyDictionary<string, byte[]> images)
    {
        IReadOnlyList<SyntaxTree> trees = Parsed.GetOrAdd(project.Name, _ => Parse(project));
        IEnumerable<MetadataReference> references = project.References().Keys
            .Where(images.ContainsKey)
            .Select(name => images[name])
            .Concat(project.ProjectReferences().Select(Library))
            .Select(image => MetadataReference.CreateFromImage(image));
        OutputKind kind = project.Property("OutputType") == "Exe" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        CSharpCompilationOptions options = new(kind, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true);
        return CSharpCompilation.Create(project.Property("AssemblyName"), trees, references, options);
    }

    /// <summary>All errors, as file and code: NanoClock.cs CS0117.</summary>
    public static string[] Errors(CSharpCompilation compilation) => Describe(compilation.GetDiagnostics());

    /// <summary>The errors in files of boards/: firmware/ and hal/ use nothing of a board's assemblies, and looking at all of it takes ten times as long.</summary>
    public static string[] ErrorsOfBoardFiles(CSharpCompilation compilation) => Describe(compilation.SyntaxTrees
        .Where(tree => tree.FilePath.StartsWith(Repository.BoardsFolder, StringComparison.Ordinal))
        .SelectMany(tree => compilation.GetSemanticModel(tree).GetDiagnostics()));

    /// <summary>A library's image, made against the table as it is.</summary>
    public static byte[] Library(BoardProject project) => Built.GetOrAdd(project.Name, _ => Image(Of(project, ReferenceSet.Images)));

    /// <summary>The compiled assembly.</summary>
    public static byte[] Image(CSharpCompilation compilation)
    {
        using MemoryStream image = new();
        Assert.AreEqual(string.Empty, string.Join(", ", Errors(compilation)));
        Assert.IsTrue(compilation.Emit(image).Success);
        return image.ToArray();
    }

    /// <summary>What the compiled code refers to, and what that refers to in turn: all of it has to be on the device.</summary>
    public static IReadOnlySet<string> Needed(CSharpCompilation compilation)
    {
        HashSet<string> needed = [];
        Queue<string> toVisit = new(ReferencesOf(Image(compilation)));
        while (toVisit.TryDequeue(out string? assembly))
        {
            if (needed.Add(assembly))
            {
                BoardProject? own = BoardProject.Everything.SingleOrDefault(project => project.Property("AssemblyName") == assembly);
                IEnumerable<string> references = own is null
                    ? ReferenceSet.Table.Assemblies.Single(candidate => candidate.Name == assembly).ReferenceNames
                    : ReferencesOf(Library(own));
                references.ToList().ForEach(toVisit.Enqueue);
            }
        }

        return needed;
    }

    private static string[] ReferencesOf(byte[] image)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(image));
        return [.. module.AssemblyReferences.Select(reference => reference.Name)];
    }

    private static string[] Describe(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{Path.GetFileName(diagnostic.Location.SourceTree?.FilePath)} {diagnostic.Id}")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static SyntaxTree[] Parse(BoardProject project)
    {
        CSharpParseOptions parse = new(LanguageVersion.CSharp9, preprocessorSymbols: ["NANOFRAMEWORK_1_0"]);
        return [.. project.Sources.Select(path => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path), Encoding.UTF8), parse, path))];
    }
}
