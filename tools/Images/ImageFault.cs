namespace Sidetap.Images;

/// <summary>What is wrong with an image, in the order in which it is looked at.</summary>
public enum ImageFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It does not begin with MCUboot's magic.</summary>
    Magic,

    /// <summary>Its header says that it is shorter than a header is.</summary>
    Header,

    /// <summary>It ends before the header, the payload or the TLVs that it says it has.</summary>
    Truncated,

    /// <summary>The protected TLV area is not there where the header tells of one, is there where it does not, has another size, or is malformed (MCUboot design, "Protected TLVs").</summary>
    ProtectedArea,

    /// <summary>The TLV area does not begin as one does, or is malformed.</summary>
    TlvArea,

    /// <summary>Something follows the TLV area: padding up to the size of a slot, or octets that nothing covers.</summary>
    TrailingOctets,

    /// <summary>The payload is encrypted: its hash can't be checked.</summary>
    Encrypted,

    /// <summary>There is no SHA-256, or it is not that of header, payload and protected TLVs.</summary>
    Hash,

    /// <summary>No signature says that it was made with the key.</summary>
    KeyHash,

    /// <summary>No signature is that of the key over the image.</summary>
    Signature,

    /// <summary>It is for another board, or does not say for which.</summary>
    Board,
}
