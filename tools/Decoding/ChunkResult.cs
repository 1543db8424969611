namespace Sidetap.Decoding;

/// <summary>What became of a chunk.</summary>
public enum ChunkResult
{
    /// <summary>Taken; others are still missing.</summary>
    Taken,

    /// <summary>Taken, and the payload is whole.</summary>
    Complete,

    /// <summary>Had been taken before, with the same octets.</summary>
    Duplicate,

    /// <summary>Refused, with a reason.</summary>
    Refused,
}
