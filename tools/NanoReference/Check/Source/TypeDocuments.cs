using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Sidetap.NanoReference.Check.Source;

/// <summary>
/// The source files of types that have no code, as portable symbols list them: an interface, an empty class. Cecil gives no
/// access to that list.
/// </summary>
internal sealed class TypeDocuments
{
    /// <summary>No symbols, no files.</summary>
    public static readonly TypeDocuments None = new();

    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly Dictionary<int, List<string>> documents = [];

    private TypeDocuments()
    {
    }

    public static TypeDocuments Read(string assemblyPath)
    {
        using FileStream stream = File.OpenRead(assemblyPath);
        using PEReader reader = new(stream);
        bool found = reader.TryOpenAssociatedPortablePdb(assemblyPath, OpenIfThere, out MetadataReaderProvider? provider, out _);
        if (!found || provider is null)
        {
            return None;
        }

        using (provider)
        {
            return Read(provider.GetMetadataReader());
        }
    }

    /// <summary>The files of a type.</summary>
    /// <param name="token">Its metadata token.</param>
    public IReadOnlyList<string> Of(int token) => documents.TryGetValue(token, out List<string>? files) ? files : [];

    private static FileStream? OpenIfThere(string path) => File.Exists(path) ? File.OpenRead(path) : null;

    private static TypeDocuments Read(MetadataReader reader)
    {
        TypeDocuments result = new();
        foreach (CustomDebugInformation information in reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation))
        {
            if (reader.GetGuid(information.Kind) != TypeDefinitionDocuments)
            {
                continue;
            }

            List<string> files = [];
            BlobReader rows = reader.GetBlobReader(information.Value);
            while (rows.RemainingBytes > 0)
            {
                Document document = reader.GetDocument(MetadataTokens.DocumentHandle(rows.ReadCompressedInteger()));
                files.Add(reader.GetString(document.Name));
            }

            result.documents.Add(MetadataTokens.GetToken(information.Parent), files);
        }

        return result;
    }
}
