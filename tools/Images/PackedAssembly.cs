namespace Sidetap.Images;

/// <summary>An assembly in a pack.</summary>
/// <param name="Name">Its file's name, without a folder.</param>
/// <param name="Octets">The file.</param>
public readonly record struct PackedAssembly(string Name, ReadOnlyMemory<byte> Octets);
