namespace Sidetap.Decoding.Uadp;

/// <summary>A UADP NetworkMessage (OPC 10000-14, 7.2.4.4.2). Parts that are absent are null or empty.</summary>
public sealed record NetworkMessage
{
    /// <summary>What it carries.</summary>
    public required NetworkMessageType Type { get; init; }

    /// <summary>Who published it.</summary>
    public PublisherId? PublisherId { get; init; }

    /// <summary>The DataSetClass all its data sets belong to.</summary>
    public Guid? DataSetClassId { get; init; }

    /// <summary>The GroupHeader.</summary>
    public GroupHeader? GroupHeader { get; init; }

    /// <summary>The DataSetWriterIds of the PayloadHeader.</summary>
    public IReadOnlyList<ushort> DataSetWriterIds { get; init; } = [];

    /// <summary>100 ns since 1601-01-01 UTC.</summary>
    public long? Timestamp { get; init; }

    /// <summary>Tens of picoseconds to add to the timestamp.</summary>
    public ushort? PicoSeconds { get; init; }

    /// <summary>The promoted fields.</summary>
    public IReadOnlyList<UaVariant> PromotedFields { get; init; } = [];

    /// <summary>The SecurityHeader.</summary>
    public SecurityHeader? Security { get; init; }

    /// <summary>The DataSetMessages of a data message that is neither protected nor a chunk.</summary>
    public IReadOnlyList<DataSetMessage> DataSetMessages { get; init; } = [];

    /// <summary>A piece of a payload; null for a whole one.</summary>
    public MessageChunk? Chunk { get; init; }

    /// <summary>The announcement of a discovery message that is neither protected nor a chunk.</summary>
    public DiscoveryAnnouncement? Announcement { get; init; }

    /// <summary>Payload and signature of a signed or encrypted message, or the body of a discovery probe: octets that were not decoded.</summary>
    public ReadOnlyMemory<byte> OpaquePayload { get; init; }
}
