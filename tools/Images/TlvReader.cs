using System.Buffers.Binary;

namespace Sidetap.Images;

/// <summary>Reads the TLV areas behind a payload (MCUboot design, "Image format" and "Protected TLVs"). Lengths are believed only as far as the octets reach.</summary>
internal static class TlvReader
{
    /// <summary>Begins the TLV area.</summary>
    public const ushort AreaMagic = 0x6907;

    /// <summary>Begins the protected TLV area.</summary>
    public const ushort ProtectedMagic = 0x6908;

    /// <summary>Octets in front of an area: its magic, and its size with these.</summary>
    public const int AreaHeaderLength = 4;

    /// <summary>Octets in front of a value: its type, and its length without these.</summary>
    public const int TlvHeaderLength = 4;

    /// <summary>Reads both areas.</summary>
    /// <param name="octets">The image.</param>
    /// <param name="at">Where its payload ends.</param>
    /// <param name="protectedLength">Octets of the protected area, as the header tells.</param>
    /// <param name="tlvs">Gets the records, in their order.</param>
    /// <param name="end">Where the last area ends.</param>
    /// <returns>What is wrong.</returns>
    public static ImageFault Read(ReadOnlyMemory<byte> octets, int at, ushort protectedLength, List<ImageTlv> tlvs, out int end)
    {
        end = at;
        if (!TryHeader(octets.Span, at, out ushort magic, out ushort length))
        {
            return ImageFault.Truncated;
        }

        if ((magic == ProtectedMagic) != (protectedLength != 0))
        {
            // Without either, it is the area itself that is not there.
            return magic is ProtectedMagic or AreaMagic ? ImageFault.ProtectedArea : ImageFault.TlvArea;
        }

        if (magic == ProtectedMagic)
        {
            if (length != protectedLength)
            {
                return ImageFault.ProtectedArea;
            }

            ImageFault fault = ReadArea(octets, at, length, isProtected: true, tlvs);
            if (fault != ImageFault.None)
            {
                return fault;
            }

            at += length;
            if (!TryHeader(octets.Span, at, out magic, out length))
            {
                return ImageFault.Truncated;
            }
        }

        if (magic != AreaMagic)
        {
            return ImageFault.TlvArea;
        }

        end = at + length;
        return ReadArea(octets, at, length, isProtected: false, tlvs);
    }

    private static ImageFault ReadArea(ReadOnlyMemory<byte> octets, int start, int length, bool isProtected, List<ImageTlv> tlvs)
    {
        ImageFault malformed = isProtected ? ImageFault.ProtectedArea : ImageFault.TlvArea;
        if (length < AreaHeaderLength)
        {
            return malformed;
        }

        if (length > octets.Length - start)
        {
            return ImageFault.Truncated;
        }

        int end = start + length;
        for (int at = start + AreaHeaderLength; at < end;)
        {
            if (end - at < TlvHeaderLength)
            {
                return malformed;
            }

            ReadOnlySpan<byte> header = octets.Span[at..];
            ushort type = BinaryPrimitives.ReadUInt16LittleEndian(header);
            int valueLength = BinaryPrimitives.ReadUInt16LittleEndian(header[2..]);
            int value = at + TlvHeaderLength;
            if (valueLength > end - value)
            {
                return malformed;
            }

            tlvs.Add(new ImageTlv(type, isProtected, at, octets.Slice(value, valueLength)));
            at = value + valueLength;
        }

        return ImageFault.None;
    }

    private static bool TryHeader(ReadOnlySpan<byte> octets, int at, out ushort magic, out ushort length)
    {
        magic = length = 0;
        if (octets.Length - at < AreaHeaderLength)
        {
            return false;
        }

        magic = BinaryPrimitives.ReadUInt16LittleEndian(octets[at..]);
        length = BinaryPrimitives.ReadUInt16LittleEndian(octets[(at + 2)..]);
        return true;
    }
}
