namespace Sidetap.Tests.Interop.Decoders;

/// <summary>A NetworkMessage as node-opcua decoded it. Two are compared by their text, which has everything.</summary>
internal sealed record DecodedNetworkMessage
{
    /// <summary>UADPVersion.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The built-in type's name; null when there is no PublisherId.</summary>
    public string? PublisherIdType { get; init; }

    /// <summary>The PublisherId as text.</summary>
    public string? PublisherId { get; init; }

    /// <summary>The GroupHeader; null when there is none.</summary>
    public DecodedGroupHeader? GroupHeader { get; init; }

    /// <summary>The DataSetWriterIds of the PayloadHeader; none when there is no PayloadHeader.</summary>
    public IReadOnlyList<int> DataSetWriterIds { get; init; } = [];

    /// <summary>100 ns since 1601; 0 when there is none.</summary>
    public string Timestamp { get; init; } = "0";

    /// <summary>The DataSetMessages.</summary>
    public IReadOnlyList<DecodedDataSetMessage> DataSetMessages { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString()
    {
        string writers = string.Join(",", DataSetWriterIds);
        return $"version={Version} publisher={PublisherIdType} {PublisherId} group={GroupHeader} writers={writers} "
            + $"timestamp={Timestamp}\n  {string.Join("\n  ", DataSetMessages)}";
    }
}
