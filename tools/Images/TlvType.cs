using System.Globalization;

namespace Sidetap.Images;

/// <summary>Types of the records behind an image (MCUboot, image.h: IMAGE_TLV_…), and the one of Sidetap's own.</summary>
public static class TlvType
{
    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo, DER) that the signature behind it was made with.</summary>
    public const ushort KeyHash = 0x01;

    /// <summary>That public key itself.</summary>
    public const ushort PublicKey = 0x02;

    /// <summary>SHA-256 of header, payload and protected TLVs.</summary>
    public const ushort Sha256 = 0x10;

    /// <summary>SHA-384 of the same.</summary>
    public const ushort Sha384 = 0x11;

    /// <summary>SHA-512 of the same.</summary>
    public const ushort Sha512 = 0x12;

    /// <summary>RSA-PSS signature, 2048 bits.</summary>
    public const ushort Rsa2048 = 0x20;

    /// <summary>ECDSA signature of the hash, DER.</summary>
    public const ushort EcdsaSignature = 0x22;

    /// <summary>RSA-PSS signature, 3072 bits.</summary>
    public const ushort Rsa3072 = 0x23;

    /// <summary>Ed25519 signature.</summary>
    public const ushort Ed25519 = 0x24;

    /// <summary>Another image that has to be there, and its version at the least: 12 octets, protected.</summary>
    public const ushort Dependency = 0x40;

    /// <summary>Security counter: 4 octets, protected.</summary>
    public const ushort SecurityCounter = 0x50;

    /// <summary>Name of the board that the image is for, in UTF-8, protected: Sidetap's own, the first type of the range that MCUboot leaves to vendors.</summary>
    public const ushort Board = 0x00A0;

    private static readonly (ushort Type, string Name)[] Known =
    [
        (KeyHash, "KEYHASH"), (PublicKey, "PUBKEY"), (0x03, "KEYID"),
        (Sha256, "SHA256"), (Sha384, "SHA384"), (Sha512, "SHA512"),
        (Rsa2048, "RSA2048_PSS"), (0x21, "ECDSA224"), (EcdsaSignature, "ECDSA_SIG"), (Rsa3072, "RSA3072_PSS"), (Ed25519, "ED25519"), (0x25, "SIG_PURE"),
        (0x30, "ENC_RSA2048"), (0x31, "ENC_KW"), (0x32, "ENC_EC256"), (0x33, "ENC_X25519"), (0x34, "ENC_X25519_SHA512"),
        (Dependency, "DEPENDENCY"), (SecurityCounter, "SEC_CNT"), (0x60, "BOOT_RECORD"),
        (0x70, "DECOMP_SIZE"), (0x71, "DECOMP_SHA"), (0x72, "DECOMP_SIGNATURE"), (0x73, "COMP_DEC_SIZE"),
        (0x80, "UUID_VID"), (0x81, "UUID_CID"),
    ];

    /// <summary>Whether a type is one that MCUboot leaves to vendors: a low octet of 0xA0 or more.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Whether.</returns>
    public static bool IsVendor(ushort type) => (type & 0xFF) >= 0xA0 && type != 0xFFFF;

    /// <summary>What a type is called.</summary>
    /// <param name="type">The type.</param>
    /// <returns>MCUboot's name without its prefix, "vendor 0x00a0" or "unknown 0x0099".</returns>
    public static string NameOf(ushort type)
    {
        foreach ((ushort known, string name) in Known)
        {
            if (known == type)
            {
                return name;
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(IsVendor(type) ? "vendor" : "unknown")} 0x{type:x4}");
    }
}
