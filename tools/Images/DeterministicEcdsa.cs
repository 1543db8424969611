using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Sidetap.Images;

/// <summary>ECDSA over P-256 with the nonce of RFC 6979 for SHA-256: the same key and hash give the same signature, so a build can be made again and compared.</summary>
internal static class DeterministicEcdsa
{
    private static readonly ECDomainParameters P256 = new(ECNamedCurveTable.GetByName("P-256"));

    /// <summary>Signs a hash.</summary>
    /// <param name="hash">SHA-256, 32 octets.</param>
    /// <param name="privateKey">The private key, big endian, 32 octets.</param>
    /// <returns>r and s, big endian, 32 octets each.</returns>
    public static byte[] Sign(byte[] hash, byte[] privateKey)
    {
        ECDsaSigner signer = new(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(forSigning: true, new ECPrivateKeyParameters(new BigInteger(1, privateKey), P256));
        byte[] numbers = new byte[2 * DerSignature.NumberLength];
        int end = 0;
        foreach (BigInteger number in signer.GenerateSignature(hash))
        {
            byte[] octets = number.ToByteArrayUnsigned();
            end += DerSignature.NumberLength;
            octets.CopyTo(numbers, end - octets.Length);
        }

        return numbers;
    }
}
