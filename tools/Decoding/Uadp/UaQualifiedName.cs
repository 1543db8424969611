namespace Sidetap.Decoding.Uadp;

/// <summary>A QualifiedName (OPC 10000-6, 5.2.2.13).</summary>
/// <param name="NamespaceIndex">Index of the namespace.</param>
/// <param name="Name">The name; may be null.</param>
public sealed record UaQualifiedName(ushort NamespaceIndex, string? Name)
{
    /// <summary>The name in OPC UA's notation.</summary>
    /// <returns>For example "EURange" or "2:Tool".</returns>
    public override string ToString() => NamespaceIndex == 0 ? Name ?? "" : $"{NamespaceIndex}:{Name}";
}
