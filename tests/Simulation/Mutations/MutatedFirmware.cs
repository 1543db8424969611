using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Sidetap.Hal;

namespace Sidetap.Simulation.Mutations;

/// <summary>
/// The firmware compiled with a mutation, in memory, and a second copy of this assembly bound to it. Both can be unloaded.
/// </summary>
internal sealed class MutatedFirmware : AssemblyLoadContext
{
    private const string FirmwareName = "Sidetap.Firmware";

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp9);
    private static readonly Lazy<List<SyntaxTree>> Trees = new(ParseFirmware);
    private static readonly Lazy<List<MetadataReference>> References = new(FindReferences);

    private readonly Assembly _firmware;

    private MutatedFirmware(byte[] image)
        : base(isCollectible: true)
    {
        _firmware = LoadFromStream(new MemoryStream(image));
    }

    /// <summary>Runs seeds on the mutated firmware until a rule is broken.</summary>
    /// <param name="mutation">The mutation.</param>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="seeds">How many at the most.</param>
    /// <param name="hours">Simulated hours of each.</param>
    /// <returns>The rule, the sentence, and the seed; or null.</returns>
    public static MutationResult? Run(Mutation mutation, ulong firstSeed, long seeds, double hours)
    {
        var context = new MutatedFirmware(Compile(mutation));
        try
        {
            var copy = context.LoadFromAssemblyPath(typeof(MutatedFirmware).Assembly.Location);
            var runner = copy.GetType(typeof(SeedRunner).FullName!, true)!;
            var find = runner.GetMethod(nameof(SeedRunner.FindViolation), BindingFlags.Static | BindingFlags.Public)!;
            var found = (string[]?)find.Invoke(null, [firstSeed, seeds, hours]);
            return found is null ? null : new MutationResult(ulong.Parse(found[0]), found[1], found[2], found[3..]);
        }
        finally
        {
            context.Unload();
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == FirmwareName ? _firmware : null;

    /// <summary>Compiles firmware/ as firmware/Firmware.csproj does, with one file changed.</summary>
    private static byte[] Compile(Mutation mutation)
    {
        var changed = Path.GetFullPath(Path.Combine(Mutation.Root, mutation.File));
        var trees = new List<SyntaxTree>();
        var isChanged = false;
        foreach (var tree in Trees.Value)
        {
            if (tree.FilePath != changed)
            {
                trees.Add(tree);
                continue;
            }

            trees.Add(CSharpSyntaxTree.ParseText(mutation.ApplyTo(tree.GetText().ToString()), Parsing, changed));
            isChanged = true;
        }

        if (!isChanged)
        {
            throw new InvalidDataException($"Mutation '{mutation.Name}' changes {mutation.File}, which is not there.");
        }

        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, deterministic: true);
        var image = new MemoryStream();
        var result = CSharpCompilation.Create(FirmwareName, trees, References.Value, options).Emit(image);
        if (!result.Success)
        {
            var errors = string.Join(" ", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
            throw new InvalidDataException($"Mutation '{mutation.Name}' does not compile: {errors}");
        }

        return image.ToArray();
    }

    private static List<SyntaxTree> ParseFirmware()
    {
        var root = Mutation.Root;
        var trees = new List<SyntaxTree>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(root, "firmware"), "*.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar)[1];
            if (folder is not ("obj" or "bin"))
            {
                trees.Add(CSharpSyntaxTree.ParseText(File.ReadAllText(path), Parsing, path));
            }
        }

        return trees;
    }

    private static List<MetadataReference> FindReferences()
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var references = new List<MetadataReference>();
        foreach (var path in platform)
        {
            if (Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "netstandard.dll")
            {
                references.Add(MetadataReference.CreateFromFile(path));
            }
        }

        references.Add(MetadataReference.CreateFromFile(typeof(IClock).Assembly.Location));
        return references;
    }
}

/// <summary>What a mutated firmware did wrong first.</summary>
/// <param name="Seed">The seed that found it.</param>
/// <param name="Rule">The broken rule.</param>
/// <param name="Text">What was broken.</param>
/// <param name="LastEvents">The events before that.</param>
internal sealed record MutationResult(ulong Seed, string Rule, string Text, string[] LastEvents);
