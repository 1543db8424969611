using System.Buffers.Binary;

namespace Sidetap.Images;

/// <summary>An image's header, little endian (MCUboot design, "Image format": image_header).</summary>
/// <param name="LoadAddress">Where the image runs, with <see cref="ImageFlags.RamLoad"/> or <see cref="ImageFlags.RomFixed"/>; else 0.</param>
/// <param name="HeaderLength">Octets from the image's start to its payload: 32 at least.</param>
/// <param name="ProtectedLength">Octets of the protected TLV area with its own four octets in front; 0: there is none.</param>
/// <param name="PayloadLength">Octets of the payload.</param>
/// <param name="Flags">Flags.</param>
/// <param name="Version">Version.</param>
public sealed record ImageHeader(uint LoadAddress, ushort HeaderLength, ushort ProtectedLength, uint PayloadLength, ImageFlags Flags, ImageVersion Version)
{
    /// <summary>The first four octets of an image, as a number.</summary>
    public const uint Magic = 0x96F3_B83D;

    /// <summary>Octets that a header has at least, and that its fields take.</summary>
    public const int MinLength = 32;

    /// <summary>Whether the payload is encrypted. The image's hash is that of the plain payload then, and can't be checked without the key.</summary>
    public bool IsEncrypted => (Flags & (ImageFlags.EncryptedAes128 | ImageFlags.EncryptedAes256)) != 0;

    /// <summary>Reads the fields of a header, whatever they claim.</summary>
    /// <param name="octets">At least <see cref="MinLength"/> octets that begin with the magic.</param>
    /// <returns>The header.</returns>
    internal static ImageHeader Read(ReadOnlySpan<byte> octets) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]),
        BinaryPrimitives.ReadUInt16LittleEndian(octets[8..]),
        BinaryPrimitives.ReadUInt16LittleEndian(octets[10..]),
        BinaryPrimitives.ReadUInt32LittleEndian(octets[12..]),
        (ImageFlags)BinaryPrimitives.ReadUInt32LittleEndian(octets[16..]),
        ReadVersion(octets[20..]));

    /// <summary>Writes the header's fields.</summary>
    /// <param name="octets">At least <see cref="MinLength"/> octets.</param>
    internal void Write(Span<byte> octets)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(octets, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[4..], LoadAddress);
        BinaryPrimitives.WriteUInt16LittleEndian(octets[8..], HeaderLength);
        BinaryPrimitives.WriteUInt16LittleEndian(octets[10..], ProtectedLength);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[12..], PayloadLength);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[16..], (uint)Flags);
        WriteVersion(octets[20..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[28..], 0);
    }

    /// <summary>Reads a version.</summary>
    /// <param name="octets">At least <see cref="ImageVersion.Length"/> octets.</param>
    /// <returns>It.</returns>
    internal static ImageVersion ReadVersion(ReadOnlySpan<byte> octets) => new(
        octets[0],
        octets[1],
        BinaryPrimitives.ReadUInt16LittleEndian(octets[2..]),
        BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]));

    /// <summary>Writes a version.</summary>
    /// <param name="octets">At least <see cref="ImageVersion.Length"/> octets.</param>
    /// <param name="version">The version.</param>
    internal static void WriteVersion(Span<byte> octets, ImageVersion version)
    {
        octets[0] = version.Major;
        octets[1] = version.Minor;
        BinaryPrimitives.WriteUInt16LittleEndian(octets[2..], version.Revision);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[4..], version.Build);
    }
}
