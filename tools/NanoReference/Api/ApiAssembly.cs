namespace Sidetap.NanoReference.Api;

/// <summary>One assembly row and the types of that assembly.</summary>
/// <param name="Name">The simple name.</param>
/// <param name="Version">The assembly version.</param>
/// <param name="ReferenceNames">The assemblies it references.</param>
/// <param name="Line">The row's line in the table, from 1.</param>
public sealed record ApiAssembly(string Name, Version Version, IReadOnlyList<string> ReferenceNames, int Line)
{
    /// <summary>The types, in the table's order.</summary>
    public List<ApiType> Types { get; } = [];
}
