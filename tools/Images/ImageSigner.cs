using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sidetap.Images;

/// <summary>Makes signed images. The same input gives the same octets.</summary>
public static class ImageSigner
{
    /// <summary>The most dependencies that an image takes here.</summary>
    public const int MaxDependencies = 256;

    private const byte Erased = 0xFF;

    /// <summary>
    /// Puts an image together: header, payload, protected TLVs (SEC_CNT, DEPENDENCY, board), TLVs (SHA256, KEYHASH, ECDSA_SIG), in the order in which imgtool has them. Version, board and counter are under the
    /// signature, so nobody can change them.
    /// </summary>
    /// <param name="payload">The payload.</param>
    /// <param name="options">What the image says of itself.</param>
    /// <param name="key">A key that can sign; null: the image is not signed, and has a SHA256 alone.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or the key is a public one.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> payload, SigningOptions options, ImageKey? key)
    {
        Check(options, key);
        TlvWriter protectedTlvs = ProtectedTlvs(options);
        ImageHeader header = new(0, (ushort)options.HeaderLength, (ushort)protectedTlvs.Length, (uint)payload.Length, ImageFlags.None, options.Version);
        byte[] headerOctets = new byte[options.HeaderLength];
        headerOctets.AsSpan().Fill(Erased);
        header.Write(headerOctets);

        using MemoryStream image = new();
        image.Write(headerOctets);
        image.Write(payload);
        protectedTlvs.WriteTo(image);

        byte[] hash = SHA256.HashData(image.GetBuffer().AsSpan(0, (int)image.Length));
        TlvWriter tlvs = new(TlvReader.AreaMagic);
        tlvs.Add(TlvType.Sha256, hash);
        if (key != null)
        {
            tlvs.Add(TlvType.KeyHash, key.KeyHash);
            tlvs.Add(TlvType.EcdsaSignature, key.SignHash(hash));
        }

        tlvs.WriteTo(image);
        return image.ToArray();
    }

    private static TlvWriter ProtectedTlvs(SigningOptions options)
    {
        TlvWriter tlvs = new(TlvReader.ProtectedMagic);
        Span<byte> value = stackalloc byte[ImageDependency.Length];
        if (options.SecurityCounter is { } counter)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(value, counter);
            tlvs.Add(TlvType.SecurityCounter, value[..sizeof(uint)]);
        }

        foreach (ImageDependency dependency in options.Dependencies)
        {
            value.Clear();
            value[0] = dependency.Image;
            ImageHeader.WriteVersion(value[4..], dependency.Version);
            tlvs.Add(TlvType.Dependency, value);
        }

        if (options.Board is { } board)
        {
            tlvs.Add(TlvType.Board, BoardName.Octets(board));
        }

        return tlvs;
    }

    private static void Check(SigningOptions options, ImageKey? key)
    {
        if (options.HeaderLength is < ImageHeader.MinLength or > ushort.MaxValue || options.HeaderLength % 4 != 0)
        {
            throw new ArgumentException($"a header has {ImageHeader.MinLength} to 65532 octets, a multiple of four", nameof(options));
        }

        if (options.Board != null && !BoardName.IsName(options.Board))
        {
            throw new ArgumentException($"a board's name has 1 to {BoardName.MaxLength} octets of UTF-8 and no control characters", nameof(options));
        }

        if (options.Dependencies.Count > MaxDependencies)
        {
            throw new ArgumentException($"an image has {MaxDependencies} dependencies at the most", nameof(options));
        }

        if (key is { HasPrivate: false })
        {
            throw new ArgumentException("a public key can't sign", nameof(key));
        }
    }
}
