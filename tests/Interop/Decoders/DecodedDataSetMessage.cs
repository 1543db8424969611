namespace Sidetap.Tests.Interop.Decoders;

/// <summary>A DataSetMessage as node-opcua decoded it.</summary>
internal sealed record DecodedDataSetMessage
{
    /// <summary>Whether DataSetFlags1 calls it valid.</summary>
    public bool IsValid { get; init; } = true;

    /// <summary>0 key frame, 1 delta frame, 2 event, 3 keep-alive.</summary>
    public int Type { get; init; }

    /// <summary>0 Variant, 1 RawData, 2 DataValue.</summary>
    public int FieldEncoding { get; init; }

    /// <summary>DataSetMessageSequenceNumber; -1 when there is none.</summary>
    public int SequenceNumber { get; init; } = -1;

    /// <summary>100 ns since 1601; null when there is none.</summary>
    public string? Timestamp { get; init; }

    /// <summary>StatusCode; only its high half travels. 0 when there is none.</summary>
    public uint Status { get; init; }

    /// <summary>ConfigurationVersion.MajorVersion; 0 when there is none.</summary>
    public uint MajorVersion { get; init; }

    /// <summary>ConfigurationVersion.MinorVersion; 0 when there is none.</summary>
    public uint MinorVersion { get; init; }

    /// <summary>The fields of a RawData message, in hexadecimal.</summary>
    public string? RawData { get; init; }

    /// <summary>The fields of the other encodings.</summary>
    public IReadOnlyList<DecodedField> Fields { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString()
    {
        return $"valid={IsValid} type={Type} encoding={FieldEncoding} sequence={SequenceNumber} timestamp={Timestamp} status={Status:X8} "
            + $"version={MajorVersion}.{MinorVersion} raw={RawData}\n    {string.Join("\n    ", Fields)}";
    }
}
