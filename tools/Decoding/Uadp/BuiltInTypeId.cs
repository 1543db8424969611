namespace Sidetap.Decoding.Uadp;

/// <summary>The built-in types of OPC UA by their id (OPC 10000-6, 5.1.2, Table 1).</summary>
public enum BuiltInTypeId : byte
{
    /// <summary>No value.</summary>
    Null = 0,

    /// <summary>True or false.</summary>
    Boolean = 1,

    /// <summary>8 bits, signed.</summary>
    SByte = 2,

    /// <summary>8 bits.</summary>
    Byte = 3,

    /// <summary>16 bits, signed.</summary>
    Int16 = 4,

    /// <summary>16 bits.</summary>
    UInt16 = 5,

    /// <summary>32 bits, signed.</summary>
    Int32 = 6,

    /// <summary>32 bits.</summary>
    UInt32 = 7,

    /// <summary>64 bits, signed.</summary>
    Int64 = 8,

    /// <summary>64 bits.</summary>
    UInt64 = 9,

    /// <summary>IEEE 754, 32 bits.</summary>
    Float = 10,

    /// <summary>IEEE 754, 64 bits.</summary>
    Double = 11,

    /// <summary>UTF-8 text.</summary>
    String = 12,

    /// <summary>100 ns since 1601-01-01 UTC.</summary>
    DateTime = 13,

    /// <summary>16 octets.</summary>
    Guid = 14,

    /// <summary>Octets.</summary>
    ByteString = 15,

    /// <summary>An XML fragment in UTF-8.</summary>
    XmlElement = 16,

    /// <summary>A node's id.</summary>
    NodeId = 17,

    /// <summary>A node's id with namespace URI and server.</summary>
    ExpandedNodeId = 18,

    /// <summary>How an operation or a reading went.</summary>
    StatusCode = 19,

    /// <summary>A name in a namespace.</summary>
    QualifiedName = 20,

    /// <summary>Text with a locale.</summary>
    LocalizedText = 21,

    /// <summary>A structure, as octets with the id of its encoding.</summary>
    ExtensionObject = 22,

    /// <summary>A value with status and timestamps.</summary>
    DataValue = 23,

    /// <summary>A value of any type; only as an array's elements.</summary>
    Variant = 24,

    /// <summary>Details of a fault.</summary>
    DiagnosticInfo = 25,
}
