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

    public static CSharpCompilation Of(BoardProject project, IReadOnlyDictionary<string, byte[]> images)
    {
        IReadOnlyList<SyntaxTree> trees = Parsed.GetOrAdd(project.Name, _ => Parse(project));
        IEnumerable<MetadataReference> references = project.References().Keys.Where(images.ContainsKey).Select(name => MetadataReference.CreateFromImage(images[name]));
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

    /// <summary>What the compiled code refers to, and what that refers to in turn: all of it has to be on the device.</summary>
    public static IReadOnlySet<string> Needed(CSharpCompilation compilation)
    {
        using MemoryStream image = new();
        Assert.IsTrue(compilation.Emit(image).Success);
        image.Position = 0;
        using ModuleDefinition module = ModuleDefinition.ReadModule(image);
        HashSet<string> needed = [];
        Queue<string> toVisit = new(module.AssemblyReferences.Select(reference => reference.Name));
        while (toVisit.TryDequeue(out string? assembly))
        {
            if (needed.Add(assembly))
            {
                ReferenceSet.Table.Assemblies.Single(candidate => candidate.Name == assembly).ReferenceNames.ToList().ForEach(toVisit.Enqueue);
            }
        }

        return needed;
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
