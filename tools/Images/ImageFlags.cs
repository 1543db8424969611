namespace Sidetap.Images;

/// <summary>Flags of an image's header (MCUboot, image.h: IMAGE_F_…).</summary>
[Flags]
public enum ImageFlags : uint
{
    /// <summary>None: an image that runs from the place it is at.</summary>
    None = 0,

    /// <summary>Position independent.</summary>
    Pic = 0x0000_0001,

    /// <summary>The payload is encrypted with AES-128.</summary>
    EncryptedAes128 = 0x0000_0004,

    /// <summary>The payload is encrypted with AES-256.</summary>
    EncryptedAes256 = 0x0000_0008,

    /// <summary>Not to be started by itself.</summary>
    NonBootable = 0x0000_0010,

    /// <summary>Copied to RAM, to the load address, before it starts.</summary>
    RamLoad = 0x0000_0020,

    /// <summary>Built for the load address in flash, and for no other.</summary>
    RomFixed = 0x0000_0100,

    /// <summary>The payload is compressed with LZMA1.</summary>
    CompressedLzma1 = 0x0000_0200,

    /// <summary>The payload is compressed with LZMA2.</summary>
    CompressedLzma2 = 0x0000_0400,

    /// <summary>The payload went through the filter for ARM Thumb before it was compressed.</summary>
    CompressedArmThumb = 0x0000_0800,
}
