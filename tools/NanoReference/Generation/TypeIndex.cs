using Sidetap.NanoReference.Api;

namespace Sidetap.NanoReference.Generation;

/// <summary>Which assembly of the table a type's name means, as seen from another assembly.</summary>
internal sealed class TypeIndex
{
    private readonly ApiTable table;
    private readonly Dictionary<(string Assembly, string Type), ApiType> types = [];

    public TypeIndex(ApiTable table)
    {
        this.table = table;
        foreach (ApiAssembly assembly in table.Assemblies)
        {
            foreach (ApiType type in assembly.Types)
            {
                types.Add((assembly.Name, type.FullName), type);
            }
        }
    }

    /// <summary>Finds a type in the assembly itself or in one that it references.</summary>
    /// <param name="from">The assembly whose row names the type.</param>
    /// <param name="fullName">The CLR name, without array or reference marks.</param>
    /// <param name="line">The row, for the message.</param>
    public (string Assembly, ApiType Type) Find(ApiAssembly from, string fullName, int line)
    {
        foreach (string candidate in from.ReferenceNames.Prepend(from.Name))
        {
            if (types.TryGetValue((candidate, fullName), out ApiType? type))
            {
                return (candidate, type);
            }
        }

        throw new ApiTableException(table.Path, line, $"'{fullName}' is neither in {from.Name} nor in an assembly that it references");
    }
}
