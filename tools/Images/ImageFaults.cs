namespace Sidetap.Images;

/// <summary>What people and programs call a fault.</summary>
public static class ImageFaults
{
    /// <summary>The name in output for programs: "trailingOctets".</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>The name.</returns>
    public static string NameOf(ImageFault fault)
    {
        string name = $"{fault}";
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>What a person is told.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>One line, without a full stop.</returns>
    public static string Describe(ImageFault fault) => fault switch
    {
        ImageFault.None => "nothing",
        ImageFault.Magic => "it does not begin with the magic of an MCUboot image",
        ImageFault.Header => "the header's size is less than a header's 32 octets",
        ImageFault.Truncated => "it ends before the header, payload or TLVs that it tells of; fetch it again",
        ImageFault.ProtectedArea => "the protected TLV area is not what the header says, or malformed",
        ImageFault.TlvArea => "the TLV area is missing or malformed",
        ImageFault.TrailingOctets => "something follows the TLV area, which neither hash nor signature covers",
        ImageFault.Encrypted => "the payload is encrypted, so its hash can't be checked",
        ImageFault.Hash => "the SHA-256 is missing, or not that of header, payload and protected TLVs",
        ImageFault.KeyHash => "no signature names this key; it was signed with another one, or not at all",
        ImageFault.Signature => "no signature is this key's over this image",
        ImageFault.Board => "it is for another board, or does not say for which",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
