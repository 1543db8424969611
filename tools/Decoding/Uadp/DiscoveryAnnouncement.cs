namespace Sidetap.Decoding.Uadp;

/// <summary>A discovery announcement (OPC 10000-14, 7.2.4.6.3).</summary>
public sealed record DiscoveryAnnouncement
{
    /// <summary>AnnouncementType of a DataSetMetaData message.</summary>
    public const byte DataSetMetaDataType = 2;

    /// <summary>AnnouncementType.</summary>
    public required byte Type { get; init; }

    /// <summary>Sequence number in the scope of the publisher.</summary>
    public required ushort SequenceNumber { get; init; }

    /// <summary>The DataSetWriter the metadata is for; null for the other types.</summary>
    public ushort? DataSetWriterId { get; init; }

    /// <summary>The metadata; null for the other types.</summary>
    public DataSetMetaData? MetaData { get; init; }

    /// <summary>Whether the publisher could provide it; null for the other types.</summary>
    public uint? Status { get; init; }

    /// <summary>The octets behind the header, for the types that are not decoded.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The type's name (7.2.4.6.3, Table 168).</summary>
    /// <param name="type">An AnnouncementType.</param>
    /// <returns>The name, or null for a reserved type.</returns>
    public static string? NameOf(byte type) => type switch
    {
        1 => "Publisher Endpoints",
        DataSetMetaDataType => "DataSetMetaData",
        3 => "DataSetWriter configuration",
        4 => "PubSubConnection configuration",
        5 => "Application information",
        6 => "ActionResponder configuration",
        7 => "ActionMetaData",
        _ => null,
    };
}
