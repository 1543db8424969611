using Mono.Cecil;

namespace Sidetap.NanoReference.Generation;

/// <summary>Lets Cecil look from one assembly in the making into another: it does so to learn the integer type of an enum.</summary>
internal sealed class GeneratedAssemblies : IAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> assemblies = [];

    public void Add(AssemblyDefinition assembly) => assemblies.Add(assembly.Name.Name, assembly);

    public AssemblyDefinition Resolve(AssemblyNameReference name) =>
        assemblies.TryGetValue(name.Name, out AssemblyDefinition? assembly) ? assembly : throw new AssemblyResolutionException(name);

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    public void Dispose()
    {
        foreach (AssemblyDefinition assembly in assemblies.Values)
        {
            assembly.Dispose();
        }
    }
}
