namespace Sidetap.Decoding;

/// <summary>Where something lies in the octets that were decoded.</summary>
/// <param name="Start">Index of the first octet.</param>
/// <param name="Length">How many octets, 0 or more.</param>
public readonly record struct OctetRange(int Start, int Length)
{
    /// <summary>Index behind the last octet.</summary>
    public int End => Start + Length;

    /// <summary>First and last index, as a table shows them.</summary>
    /// <returns>"7", "7-14", or "-" for no octets.</returns>
    public override string ToString() => Length switch
    {
        0 => "-",
        1 => $"{Start}",
        _ => $"{Start}-{End - 1}",
    };
}
