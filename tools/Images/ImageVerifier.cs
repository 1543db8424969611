using System.Security.Cryptography;

namespace Sidetap.Images;

/// <summary>
/// Verifies images as a boot loader does that knows one ECDSA key over P-256 (MCUboot design, "Integrity check"), and stricter where a bootloader can't be: nothing may follow the image, and the board has to be named.
/// </summary>
public static class ImageVerifier
{
    /// <summary>Verifies an image.</summary>
    /// <param name="octets">Anything.</param>
    /// <param name="key">The key it has to be signed with; its public half is enough.</param>
    /// <param name="board">The board it has to be for; null: any, or none.</param>
    /// <returns>Every check, and whether it was passed.</returns>
    public static ImageVerification Verify(ReadOnlyMemory<byte> octets, ImageKey key, string? board = null)
    {
        List<ImageCheck> checks = [];
        bool isImage = McubootImage.TryParse(octets, out McubootImage? image, out ImageFault form);
        for (ImageFault fault = ImageFault.Magic; fault <= ImageFault.TlvArea; fault++)
        {
            checks.Add(new ImageCheck(fault, fault != form));
            if (fault == form)
            {
                break;
            }
        }

        if (!isImage)
        {
            return new ImageVerification(null, checks);
        }

        byte[] hash = SHA256.HashData(image!.SignedOctets.Span);
        checks.Add(new ImageCheck(ImageFault.TrailingOctets, image.TrailingLength == 0));
        checks.Add(new ImageCheck(ImageFault.Encrypted, !image.Header.IsEncrypted));
        checks.Add(new ImageCheck(ImageFault.Hash, IsHash(image, hash)));
        List<ImageTlv> signatures = Signatures(image, key, out bool isNamed);
        checks.Add(new ImageCheck(ImageFault.KeyHash, isNamed));
        checks.Add(new ImageCheck(ImageFault.Signature, signatures.Exists(tlv => key.VerifyHash(hash, tlv.Value.Span))));
        if (board != null)
        {
            checks.Add(new ImageCheck(ImageFault.Board, image.Board == board));
        }

        return new ImageVerification(image, checks);
    }

    private static bool IsHash(McubootImage image, byte[] hash)
    {
        List<ImageTlv> hashes = [.. image.Tlvs.Where(tlv => tlv is { Type: TlvType.Sha256, IsProtected: false })];
        return hashes.Count > 0 && hashes.TrueForAll(tlv => tlv.Value.Span.SequenceEqual(hash));
    }

    /// <summary>The ECDSA signatures that name the key by its hash, or by itself, in front of them. Where none does, all there are: a check of the signature alone then still tells something.</summary>
    private static List<ImageTlv> Signatures(McubootImage image, ImageKey key, out bool isNamed)
    {
        List<ImageTlv> all = [];
        List<ImageTlv> named = [];
        bool isKey = false;
        isNamed = false;
        foreach (ImageTlv tlv in image.Tlvs.Where(tlv => !tlv.IsProtected))
        {
            if (tlv.Type is TlvType.KeyHash or TlvType.PublicKey)
            {
                isKey = tlv.Value.Span.SequenceEqual(tlv.Type == TlvType.KeyHash ? key.KeyHash : key.SubjectPublicKeyInfo);
                isNamed |= isKey;
            }
            else if (tlv.Type == TlvType.EcdsaSignature)
            {
                all.Add(tlv);
                if (isKey)
                {
                    named.Add(tlv);
                }
            }
        }

        return named.Count > 0 ? named : all;
    }
}
