using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Sidetap.Images;
using Sidetap.Update;

namespace Sidetap.Updates;

/// <summary>An image that boxes may be offered: whole, hashed, signed, and with the name of its board. Nothing else is ever offered.</summary>
public sealed class UpdateImage
{
    private readonly byte[] _octets;

    private UpdateImage(byte[] octets, McubootImage image, string board, byte[] digest, byte[] signature)
    {
        _octets = octets;
        Version = image.Header.Version;
        Board = board;
        Digest = Convert.ToHexStringLower(digest);
        byte[] header = octets[..Update.ImageHeader.Length];
        Session = UpdateMessages.SessionOf(header);
        byte[] offer = new byte[UpdateOffer.MaxLength];
        int length = UpdateOffer.Write(offer, (uint)octets.Length, image.SecurityCounter ?? 0, header, digest, Encoding.UTF8.GetBytes(board), signature);
        Offer = offer[..length];
    }

    /// <summary>Its version.</summary>
    public ImageVersion Version { get; }

    /// <summary>The board it is for.</summary>
    public string Board { get; }

    /// <summary>Its SHA-256, 64 hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>What all messages about it have in common (<see cref="UpdateMessages"/>).</summary>
    public uint Session { get; }

    /// <summary>Its octets.</summary>
    public int Length => _octets.Length;

    /// <summary>The message with which it is offered (<see cref="UpdateOffer"/>).</summary>
    public ReadOnlyMemory<byte> Offer { get; }

    /// <summary>Takes an image, if it is one that a box could take.</summary>
    /// <param name="octets">Anything; must not change afterwards.</param>
    /// <param name="key">The key it has to be signed with; null: that it is signed is enough.</param>
    /// <param name="image">The image; null when it is not to be offered.</param>
    /// <param name="problem">Why not, and what to do: one line that goes on behind the file's name, without a full stop. Empty when nothing is wrong.</param>
    /// <returns>Whether it can be offered.</returns>
    public static bool TryRead(byte[] octets, ImageKey? key, [NotNullWhen(true)] out UpdateImage? image, out string problem)
    {
        image = null;
        if (!McubootImage.TryParse(octets, out McubootImage? read, out ImageFault fault))
        {
            problem = $"is no image: {ImageFaults.Describe(fault)} (sidetap image sign makes one)";
            return false;
        }

        List<ImageTlv> signatures = [.. read.Tlvs.Where(tlv => tlv is { Type: TlvType.EcdsaSignature, IsProtected: false })];
        List<ImageTlv> hashes = [.. read.Tlvs.Where(tlv => tlv is { Type: TlvType.Sha256, IsProtected: false })];
        problem = ProblemOf(octets, read, hashes, signatures);
        if (problem.Length == 0 && key != null && ImageVerifier.Verify(octets, key) is { IsGood: false } verification)
        {
            problem = $"is not to be offered: {ImageFaults.Describe(verification.FirstFault)}";
        }

        if (problem.Length == 0)
        {
            image = new UpdateImage(octets, read, read.Board!, hashes[0].Value.ToArray(), signatures[0].Value.ToArray());
        }

        return image != null;
    }

    /// <summary>Writes a block of it (<see cref="UpdateMessages.WriteBlock"/>).</summary>
    /// <param name="first">Where it begins, within the image.</param>
    /// <param name="count">Its octets: no more than there are from there on.</param>
    /// <returns>The message.</returns>
    internal byte[] Block(int first, int count)
    {
        byte[] block = new byte[count + UpdateMessages.BlockOverhead];
        UpdateMessages.WriteBlock(block, Session, first, _octets, count);
        return block;
    }

    private static string ProblemOf(byte[] octets, McubootImage image, List<ImageTlv> hashes, List<ImageTlv> signatures)
    {
        if (image.TrailingLength > 0)
        {
            return $"is not to be offered: {ImageFaults.Describe(ImageFault.TrailingOctets)}";
        }

        if (image.Header.IsEncrypted)
        {
            return $"is not to be offered: {ImageFaults.Describe(ImageFault.Encrypted)}";
        }

        if (hashes.Count != 1 || !hashes[0].Value.Span.SequenceEqual(SHA256.HashData(image.SignedOctets.Span)))
        {
            return $"is not to be offered: {ImageFaults.Describe(ImageFault.Hash)}";
        }

        if (signatures.Count != 1 || signatures[0].Value.Length is 0 or > UpdateOffer.MaxSignature)
        {
            return "is not to be offered: boxes take images with one ECDSA signature; sign it with sidetap image sign --key";
        }

        if (image.Board is not { } board || Encoding.UTF8.GetByteCount(board) > UpdateOffer.MaxBoard)
        {
            return "is not to be offered: it does not say for which board it is; sign it with sidetap image sign --board";
        }

        UpdateError form = Update.ImageHeader.Check(octets, 0, octets.Length);
        return form == UpdateError.None ? "" : $"is not to be offered: {UpdateErrors.Describe(form)}";
    }
}
