namespace Sidetap.Decoding.Uadp;

/// <summary>A NodeId or ExpandedNodeId (OPC 10000-6, 5.2.2.9 and 5.2.2.10).</summary>
/// <param name="NamespaceIndex">Index of the namespace; 0 is OPC UA's own.</param>
/// <param name="Identifier">A <see cref="uint"/>, <see cref="string"/>, <see cref="Guid"/> or octets.</param>
/// <param name="NamespaceUri">The namespace by name, where an ExpandedNodeId gives it.</param>
/// <param name="ServerIndex">The server, where an ExpandedNodeId gives it.</param>
public sealed record UaNodeId(ushort NamespaceIndex, object? Identifier, string? NamespaceUri = null, uint ServerIndex = 0)
{
    /// <summary>Whether this is the numeric id in namespace 0.</summary>
    /// <param name="id">The id.</param>
    /// <returns>True when it is.</returns>
    public bool IsStandard(uint id) => NamespaceIndex == 0 && NamespaceUri == null && Identifier is uint number && number == id;

    /// <summary>The id in OPC UA's notation.</summary>
    /// <returns>For example "i=889" or "ns=2;s=Spindle".</returns>
    public override string ToString()
    {
        string prefix = NamespaceUri != null ? $"nsu={NamespaceUri};" : NamespaceIndex == 0 ? "" : $"ns={NamespaceIndex};";
        return prefix + Identifier switch
        {
            uint number => $"i={number}",
            Guid guid => $"g={guid}",
            byte[] octets => $"b={Convert.ToBase64String(octets)}",
            _ => $"s={Identifier}",
        };
    }
}
