using Microsoft.CodeAnalysis;
using Sidetap.NanoReference.Api;
using Sidetap.NanoReference.Generation;

namespace Sidetap.NanoReference.Tests;

/// <summary>References to compile against.</summary>
internal static class ReferenceSet
{
    private static readonly Lazy<ApiTable> LazyTable = new(() => ApiTableReader.Read(Repository.ApiTable));
    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> LazyImages = new(() => ReferenceAssemblyGenerator.Generate(LazyTable.Value));
    private static readonly Lazy<IReadOnlyList<MetadataReference>> LazyNano = new(() => Of(LazyImages.Value));
    private static readonly Lazy<IReadOnlyList<MetadataReference>> LazyHost = new(ReadHost);

    /// <summary>The table that the firmware is built with.</summary>
    public static ApiTable Table => LazyTable.Value;

    /// <summary>The assemblies generated from it.</summary>
    public static IReadOnlyDictionary<string, byte[]> Images => LazyImages.Value;

    /// <summary>nanoFramework v1, all 36 assemblies.</summary>
    public static IReadOnlyList<MetadataReference> Nano => LazyNano.Value;

    /// <summary>The .NET that runs the tests: for what cannot be compiled against v1 and must be refused if it ever can.</summary>
    public static IReadOnlyList<MetadataReference> Host => LazyHost.Value;

    public static IReadOnlyList<MetadataReference> Of(IReadOnlyDictionary<string, byte[]> images) =>
        [.. images.Values.Select(image => MetadataReference.CreateFromImage(image))];

    /// <summary>The assemblies of the firmware's table with some of its rows changed.</summary>
    public static IReadOnlyList<MetadataReference> FromChangedTable(Func<IEnumerable<string>, IEnumerable<string>> change)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("changed.tsv");
        File.WriteAllLines(path, change(File.ReadAllLines(Repository.ApiTable)));
        return Of(ReferenceAssemblyGenerator.Generate(ApiTableReader.Read(path)));
    }

    private static IReadOnlyList<MetadataReference> ReadHost()
    {
        string core = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] names = ["System.Private.CoreLib.dll", "System.Runtime.dll", "System.Collections.dll"];
        return [.. names.Select(name => MetadataReference.CreateFromFile(Path.Combine(core, name)))];
    }
}
