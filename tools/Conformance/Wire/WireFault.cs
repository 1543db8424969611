namespace Sidetap.Conformance.Wire;

/// <summary>What is wrong with a datagram as such, whatever the conversation.</summary>
public enum WireFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Length is not that of the datagram (5.2.1).</summary>
    Length,

    /// <summary>A reserved MsgType (5.2.2).</summary>
    Type,

    /// <summary>A field is missing, or there are octets too many (5.4).</summary>
    Fields,
}
