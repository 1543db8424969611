namespace Sidetap.Decoding.Uadp;

/// <summary>What a decoder may be given besides the octets.</summary>
public sealed record DecodeOptions
{
    /// <summary>Takes a row for everything that is read; null for none.</summary>
    public LayoutRecorder? Recorder { get; init; }

    /// <summary>Added to every octet index that is reported: where the message begins in the frame that is shown.</summary>
    public int BaseOffset { get; init; }

    /// <summary>Gives field names, and types to RawData; null for none.</summary>
    public IMetaDataSource? MetaData { get; init; }
}
