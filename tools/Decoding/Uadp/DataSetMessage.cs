namespace Sidetap.Decoding.Uadp;

/// <summary>One DataSetMessage (OPC 10000-14, 7.2.4.5.4). Header fields that are absent are null.</summary>
public sealed record DataSetMessage
{
    /// <summary>The DataSetWriter, from the PayloadHeader; null without one.</summary>
    public ushort? DataSetWriterId { get; init; }

    /// <summary>Bit 0 of DataSetFlags1. Of an invalid message nothing but this is known.</summary>
    public required bool IsValid { get; init; }

    /// <summary>What the message is.</summary>
    public DataSetMessageType Type { get; init; }

    /// <summary>How the fields are encoded.</summary>
    public FieldEncoding Encoding { get; init; }

    /// <summary>A key frame that is its header only, to say that the publisher is alive (7.2.4.5.5).</summary>
    public bool IsHeartbeat { get; init; }

    /// <summary>DataSetMessageSequenceNumber.</summary>
    public ushort? SequenceNumber { get; init; }

    /// <summary>100 ns since 1601-01-01 UTC.</summary>
    public long? Timestamp { get; init; }

    /// <summary>Tens of picoseconds to add to the timestamp.</summary>
    public ushort? PicoSeconds { get; init; }

    /// <summary>The message's StatusCode; the low half, which is not sent, is 0.</summary>
    public uint? Status { get; init; }

    /// <summary>ConfigurationVersion.MajorVersion.</summary>
    public uint? MajorVersion { get; init; }

    /// <summary>ConfigurationVersion.MinorVersion.</summary>
    public uint? MinorVersion { get; init; }

    /// <summary>The fields; none for RawData without fitting DataSetMetaData.</summary>
    public IReadOnlyList<FieldValue> Fields { get; init; } = [];

    /// <summary>The octets of RawData fields, whether understood or not; else none.</summary>
    public IReadOnlyList<byte> RawData { get; init; } = [];

    /// <summary>Where the message lies in the input.</summary>
    public OctetRange Octets { get; init; }
}
