namespace Sidetap.NanoReference.Api;

/// <summary>The whole table, read and parsed; whether its names resolve shows when it is generated from.</summary>
/// <param name="Path">The file it came from, for messages.</param>
/// <param name="PublicKey">The public key of all its assemblies.</param>
/// <param name="Assemblies">The assemblies, in the table's order.</param>
public sealed record ApiTable(string Path, byte[] PublicKey, IReadOnlyList<ApiAssembly> Assemblies);
