using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Sidetap.Images;

/// <summary>
/// An image for MCUboot: header, payload, protected TLVs, TLVs (MCUboot design, "Image format"). Reading checks the form alone; <see cref="ImageVerifier"/> checks hash, signature and board. Everything is a
/// part of the octets that were read, so nothing is allocated that they only claim.
/// </summary>
public sealed class McubootImage
{
    private readonly ReadOnlyMemory<byte> _octets;
    private readonly int _signedLength;

    private McubootImage(ReadOnlyMemory<byte> octets, ImageHeader header, IReadOnlyList<ImageTlv> tlvs, int length)
    {
        _octets = octets;
        _signedLength = header.HeaderLength + (int)header.PayloadLength + header.ProtectedLength;
        Header = header;
        Tlvs = tlvs;
        Length = length;
    }

    /// <summary>The header.</summary>
    public ImageHeader Header { get; }

    /// <summary>The records of both TLV areas, the protected ones first, each in the order it has.</summary>
    public IReadOnlyList<ImageTlv> Tlvs { get; }

    /// <summary>Octets from the header to the last TLV.</summary>
    public int Length { get; }

    /// <summary>Octets behind the last TLV.</summary>
    public int TrailingLength => _octets.Length - Length;

    /// <summary>The payload.</summary>
    public ReadOnlyMemory<byte> Payload => _octets.Slice(Header.HeaderLength, (int)Header.PayloadLength);

    /// <summary>Header, payload and protected TLVs: what hash and signature are over.</summary>
    public ReadOnlyMemory<byte> SignedOctets => _octets[.._signedLength];

    /// <summary>The security counter, out of the protected TLVs; null: there is none of four octets.</summary>
    public uint? SecurityCounter => FindProtected(TlvType.SecurityCounter) is { Value.Length: 4 } tlv ? BinaryPrimitives.ReadUInt32LittleEndian(tlv.Value.Span) : null;

    /// <summary>The board the image is for, out of the protected TLVs; null: there is no name that can be read.</summary>
    public string? Board => FindProtected(TlvType.Board) is { } tlv && BoardName.TryRead(tlv.Value.Span, out string? name) ? name : null;

    /// <summary>The images it needs, out of the protected TLVs; records of another length are left out.</summary>
    public IReadOnlyList<ImageDependency> Dependencies =>
    [
        .. from tlv in Tlvs
           where tlv is { Type: TlvType.Dependency, IsProtected: true, Value.Length: ImageDependency.Length }
           select new ImageDependency(tlv.Value.Span[0], ImageHeader.ReadVersion(tlv.Value.Span[4..])),
    ];

    /// <summary>The hash in the TLV area: the first of SHA-256, SHA-384 and SHA-512; null: there is none.</summary>
    public ImageTlv? Hash => Find(tlv => tlv is { Type: TlvType.Sha256 or TlvType.Sha384 or TlvType.Sha512, IsProtected: false });

    /// <summary>The key hash in the TLV area, the first one; null: there is none.</summary>
    public ImageTlv? KeyHash => Find(tlv => tlv is { Type: TlvType.KeyHash, IsProtected: false });

    /// <summary>Whether <see cref="Hash"/> is right; null: there is none, or it can't be checked because the payload is encrypted.</summary>
    public bool? IsHashRight => Hash is not { } hash || Header.IsEncrypted ? null : hash.Value.Span.SequenceEqual(hash.Type switch
    {
        TlvType.Sha256 => SHA256.HashData(SignedOctets.Span),
        TlvType.Sha384 => SHA384.HashData(SignedOctets.Span),
        _ => SHA512.HashData(SignedOctets.Span),
    });

    /// <summary>Reads an image.</summary>
    /// <param name="octets">Anything. The image refers to them, so they must not change.</param>
    /// <param name="image">The image; null when it is none.</param>
    /// <param name="fault">What is wrong with its form: one of <see cref="ImageFault.Magic"/> to <see cref="ImageFault.TlvArea"/>, or none.</param>
    /// <returns>Whether it is an image.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> octets, [NotNullWhen(true)] out McubootImage? image, out ImageFault fault)
    {
        image = null;
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, ImageHeader.Magic);
        int common = Math.Min(magic.Length, octets.Length);
        if (!octets.Span[..common].SequenceEqual(magic[..common]))
        {
            fault = ImageFault.Magic;
            return false;
        }

        if (octets.Length < ImageHeader.MinLength)
        {
            fault = ImageFault.Truncated;
            return false;
        }

        ImageHeader header = ImageHeader.Read(octets.Span);
        if (header.HeaderLength < ImageHeader.MinLength)
        {
            fault = ImageFault.Header;
            return false;
        }

        long payloadEnd = (long)header.HeaderLength + header.PayloadLength;
        if (payloadEnd > octets.Length)
        {
            fault = ImageFault.Truncated;
            return false;
        }

        List<ImageTlv> tlvs = [];
        fault = TlvReader.Read(octets, (int)payloadEnd, header.ProtectedLength, tlvs, out int end);
        if (fault == ImageFault.None)
        {
            image = new McubootImage(octets, header, tlvs, end);
        }

        return image != null;
    }

    private ImageTlv? FindProtected(ushort type) => Find(tlv => tlv.IsProtected && tlv.Type == type);

    private ImageTlv? Find(Func<ImageTlv, bool> isIt)
    {
        foreach (ImageTlv tlv in Tlvs)
        {
            if (isIt(tlv))
            {
                return tlv;
            }
        }

        return null;
    }
}
