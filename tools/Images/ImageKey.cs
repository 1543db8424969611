using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Sidetap.Images;

/// <summary>A key that images are signed or verified with: ECDSA over NIST P-256, whole or its public half alone.</summary>
public sealed class ImageKey
{
    /// <summary>Octets of X and Y.</summary>
    public const int PublicLength = 64;

    /// <summary>Digits of X and Y in hexadecimal, as a box's setting takes them.</summary>
    public const int PublicTextLength = 2 * PublicLength;

    private const string P256 = "1.2.840.10045.3.1.7";
    private const int Iterations = 600_000;

    private readonly ECParameters _parameters;

    private ImageKey(ECParameters parameters)
    {
        _parameters = parameters;
        PublicOctets = [.. parameters.Q.X!, .. parameters.Q.Y!];
        using ECDsa ecdsa = ECDsa.Create(parameters);
        SubjectPublicKeyInfo = ecdsa.ExportSubjectPublicKeyInfo();
        KeyHash = SHA256.HashData(SubjectPublicKeyInfo);
    }

    /// <summary>Whether it can sign.</summary>
    public bool HasPrivate => _parameters.D != null;

    /// <summary>The public key: X and Y, big endian, 64 octets.</summary>
    public byte[] PublicOctets { get; }

    /// <summary><see cref="PublicOctets"/> in hexadecimal: 128 digits.</summary>
    public string PublicText => Convert.ToHexStringLower(PublicOctets);

    /// <summary>The public key as SubjectPublicKeyInfo in DER (RFC 5480), 91 octets.</summary>
    public byte[] SubjectPublicKeyInfo { get; }

    /// <summary>SHA-256 of <see cref="SubjectPublicKeyInfo"/>, by which an image names the key.</summary>
    public byte[] KeyHash { get; }

    /// <summary>Makes a new key.</summary>
    /// <returns>It.</returns>
    public static ImageKey Generate()
    {
        using ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new ImageKey(ecdsa.ExportParameters(includePrivateParameters: true));
    }

    /// <summary>Reads a key: PEM (PKCS#8, encrypted or not, SEC 1, or a public key), or the 128 digits of a box's setting.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="password">Opens an encrypted key; else it is not looked at.</param>
    /// <param name="key">The key; null when there is none.</param>
    /// <param name="problem">What is wrong, and what to do: one line that goes on behind the file's name, without a full stop. Empty when nothing is.</param>
    /// <returns>Whether there is a key.</returns>
    public static bool TryRead(string text, string? password, [NotNullWhen(true)] out ImageKey? key, out string problem)
    {
        key = null;
        problem = "";
        string trimmed = text.Trim();
        Span<byte> octets = stackalloc byte[PublicLength];
        if (trimmed.Length == PublicTextLength && Convert.FromHexString(trimmed, octets, out _, out _) == OperationStatus.Done)
        {
            ECPoint point = new() { X = octets[..(PublicLength / 2)].ToArray(), Y = octets[(PublicLength / 2)..PublicLength].ToArray() };
            problem = "is not a point of the curve P-256; compare it with what sidetap image keygen printed";
            return TryImport(ecdsa => ecdsa.ImportParameters(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point }), ref key, ref problem);
        }

        if (!trimmed.Contains("-----BEGIN ", StringComparison.Ordinal))
        {
            problem = $"is no key: give a PEM file, or the {PublicTextLength} digits of the public key";
            return false;
        }

        bool isEncrypted = trimmed.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        if (isEncrypted && password == null)
        {
            problem = "is encrypted; add --password-file";
            return false;
        }

        problem = isEncrypted ? "can't be opened: wrong password, or no ECDSA key over P-256" : "is no ECDSA key over P-256; sidetap image keygen makes one";
        return TryImport(
            ecdsa =>
            {
                if (isEncrypted)
                {
                    ecdsa.ImportFromEncryptedPem(trimmed, password);
                }
                else
                {
                    ecdsa.ImportFromPem(trimmed);
                }
            },
            ref key,
            ref problem);
    }

    /// <summary>The whole key as PKCS#8 in PEM.</summary>
    /// <param name="password">Encrypts it (PBES2: AES-256-CBC, PBKDF2 with SHA-256); null: it is not encrypted.</param>
    /// <returns>The text, with a line feed at its end.</returns>
    /// <exception cref="InvalidOperationException">It is a public key.</exception>
    public string ToPrivatePem(string? password = null)
    {
        using ECDsa ecdsa = OpenPrivate();
        string pem = password == null
            ? ecdsa.ExportPkcs8PrivateKeyPem()
            : ecdsa.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations));
        return pem + "\n";
    }

    /// <summary>The public key as SubjectPublicKeyInfo in PEM.</summary>
    /// <returns>The text, with a line feed at its end.</returns>
    public string ToPublicPem() => PemEncoding.WriteString("PUBLIC KEY", SubjectPublicKeyInfo) + "\n";

    /// <summary>The public half.</summary>
    /// <returns>A key that can't sign.</returns>
    public ImageKey ToPublic() => new(new ECParameters { Curve = _parameters.Curve, Q = _parameters.Q });

    /// <summary>Signs a hash, with the nonce of RFC 6979.</summary>
    /// <param name="hash">SHA-256, 32 octets.</param>
    /// <returns>The signature in DER.</returns>
    /// <exception cref="InvalidOperationException">It is a public key.</exception>
    internal byte[] SignHash(byte[] hash)
    {
        byte[] number = _parameters.D ?? throw new InvalidOperationException("a public key can't sign");
        return DerSignature.Encode(DeterministicEcdsa.Sign(hash, number));
    }

    /// <summary>Verifies a signature.</summary>
    /// <param name="hash">SHA-256, 32 octets.</param>
    /// <param name="signature">Anything.</param>
    /// <returns>Whether it is this key's over the hash.</returns>
    internal bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        Span<byte> numbers = stackalloc byte[2 * DerSignature.NumberLength];
        if (!DerSignature.TryDecode(signature, numbers))
        {
            return false;
        }

        using ECDsa ecdsa = ECDsa.Create(new ECParameters { Curve = _parameters.Curve, Q = _parameters.Q });
        return ecdsa.VerifyHash(hash, numbers, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static bool TryImport(Action<ECDsa> import, ref ImageKey? key, ref string problem)
    {
        using ECDsa ecdsa = ECDsa.Create();
        try
        {
            import(ecdsa);
            ECParameters whole;
            try
            {
                whole = ecdsa.ExportParameters(includePrivateParameters: true);
            }
            catch (CryptographicException)
            {
                whole = ecdsa.ExportParameters(includePrivateParameters: false); // a public key alone
            }

            if (!whole.Curve.IsNamed || (whole.Curve.Oid.Value != P256 && whole.Curve.Oid.FriendlyName != ECCurve.NamedCurves.nistP256.Oid.FriendlyName))
            {
                return false;
            }

            key = new ImageKey(whole);
            problem = "";
            return true;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return false; // what .NET says of it does not tell more
        }
    }

    private ECDsa OpenPrivate() => HasPrivate ? ECDsa.Create(_parameters) : throw new InvalidOperationException("it is a public key alone");
}
