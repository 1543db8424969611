using Mono.Cecil;
using Sidetap.NanoReference.Api;

namespace Sidetap.NanoReference.Generation;

/// <summary>Makes the reference assemblies of a table.</summary>
public static class ReferenceAssemblyGenerator
{
    /// <summary>Writes one .dll for each assembly of the table; leaves a file alone that has the same content.</summary>
    /// <param name="table">The table.</param>
    /// <param name="directory">The folder; it is created when it is not there.</param>
    /// <exception cref="ApiTableException">A row names what makes no sense. Nothing is written then.</exception>
    public static GenerationResult Generate(ApiTable table, string directory)
    {
        IReadOnlyDictionary<string, byte[]> images = Generate(table);
        Directory.CreateDirectory(directory);
        int written = 0;
        foreach ((string name, byte[] image) in images)
        {
            string path = Path.Combine(directory, name + ".dll");
            if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(image))
            {
                continue;
            }

            // A compiler that runs at the same time sees the old file or the new one, never half of one.
            string temporary = $"{path}.{Environment.ProcessId}.new";
            File.WriteAllBytes(temporary, image);
            File.Move(temporary, path, overwrite: true);
            written++;
        }

        return new GenerationResult(written, images.Count - written);
    }

    /// <summary>Makes the assemblies in memory.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The images by assembly name: the same bytes for the same table, on any machine.</returns>
    /// <exception cref="ApiTableException">A row names a type, an assembly or a value that makes no sense.</exception>
    public static IReadOnlyDictionary<string, byte[]> Generate(ApiTable table)
    {
        TypeIndex index = new(table);
        using GeneratedAssemblies assemblies = new();
        List<AssemblyBuilder> builders = [];
        foreach (ApiAssembly api in table.Assemblies)
        {
            AssemblyBuilder builder = new(table, api, index, assemblies);
            assemblies.Add(builder.Assembly);
            builders.Add(builder);
        }

        // Names first, everywhere; then members, which name types; then attributes, which call constructors.
        builders.ForEach(builder => builder.BuildTypes());
        builders.ForEach(builder => builder.BuildMembers());
        builders.ForEach(builder => builder.BuildAttributes());
        return builders.ToDictionary(builder => builder.Assembly.Name.Name, Write);
    }

    private static byte[] Write(AssemblyBuilder builder)
    {
        using MemoryStream image = new();
        builder.Assembly.Write(image, new WriterParameters { DeterministicMvid = true, Timestamp = 0 });
        return image.ToArray();
    }
}
