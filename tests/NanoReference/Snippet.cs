using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.NanoReference.Check;

namespace Sidetap.NanoReference.Tests;

/// <summary>A piece of C# that a test compiles, and perhaps checks.</summary>
internal sealed record Snippet(string Source)
{
    public const string FileName = "Snippet.cs";

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp9;

    public IReadOnlyList<MetadataReference> References { get; init; } = ReferenceSet.Nano;

    public OptimizationLevel Optimization { get; init; } = OptimizationLevel.Debug;

    public IReadOnlyList<string> Symbols { get; init; } = [];

    public DebugInformationFormat Pdb { get; init; } = DebugInformationFormat.PortablePdb;

    /// <summary>The codes of the errors, each once, in order; warnings only when asked for.</summary>
    public IReadOnlyList<string> Codes(DiagnosticSeverity least = DiagnosticSeverity.Error)
    {
        using MemoryStream image = new();
        ImmutableArray<Diagnostic> diagnostics = Compile(FileName).Emit(image).Diagnostics;
        return [.. diagnostics.Where(diagnostic => diagnostic.Severity >= least).Select(diagnostic => diagnostic.Id).Distinct().Order()];
    }

    /// <summary>Compiles; a snippet that should compile and does not, fails the test with the compiler's words.</summary>
    public byte[] Image()
    {
        using MemoryStream image = new();
        AssertCompiled(Compile(FileName).Emit(image));
        return image.ToArray();
    }

    /// <summary>Compiles to files, as the build does, and returns the assembly's path.</summary>
    public string CompileInto(TemporaryFolder folder)
    {
        string source = folder.File(FileName);
        string assembly = folder.File("Snippet.dll");
        string symbols = folder.File("Snippet.pdb");
        File.WriteAllText(source, Source);
        EmitOptions options = new(debugInformationFormat: Pdb, pdbFilePath: symbols);
        using FileStream image = File.Create(assembly);
        using FileStream? pdb = Pdb == DebugInformationFormat.Embedded ? null : File.Create(symbols);
        AssertCompiled(Compile(source).Emit(image, pdb, options: options));
        return assembly;
    }

    /// <summary>Compiles and checks.</summary>
    public IReadOnlyList<Finding> Check()
    {
        using TemporaryFolder folder = new();
        return AssemblyCheck.Run(CompileInto(folder));
    }

    private static void AssertCompiled(EmitResult result) =>
        Assert.IsTrue(result.Success, string.Join(Environment.NewLine, result.Diagnostics));

    private CSharpCompilation Compile(string path)
    {
        CSharpParseOptions parse = new(Language, preprocessorSymbols: Symbols);
        SourceText text = SourceText.From(Source, Encoding.UTF8);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text, parse, path);
        CSharpCompilationOptions options = new(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: Optimization,
            allowUnsafe: true,
            deterministic: true);
        return CSharpCompilation.Create("Snippet", [tree], References, options);
    }
}
