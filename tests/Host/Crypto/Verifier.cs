#nullable enable
using Sidetap.Crypto;

namespace Sidetap.Tests.Host.Crypto;

/// <summary>Runs a verification to its end.</summary>
internal sealed class Verifier
{
    private const int MostSlices = 60;

    private readonly byte[] _rs = new byte[EcdsaP256.SignatureLength];
    private readonly byte[] _digest = new byte[EcdsaP256.DigestLength];
    private readonly Sha256 _hash = new();

    /// <summary>What is tested.</summary>
    public EcdsaP256 Ecdsa { get; } = new();

    /// <summary>Whether a signature of a message in DER is good.</summary>
    public bool IsGoodDer(byte[] key, byte[] message, byte[] der) => EcdsaSignature.TryRead(der, 0, der.Length, _rs) && IsGood(key, message, _rs);

    /// <summary>Whether a signature of a message is good.</summary>
    public bool IsGood(byte[] key, byte[] message, byte[] rs)
    {
        _hash.Add(message, 0, message.Length);
        _hash.Finish(_digest, 0);
        return IsGoodDigest(key, _digest, rs);
    }

    /// <summary>Whether a signature of a digest is good.</summary>
    public bool IsGoodDigest(byte[] key, byte[] digest, byte[] rs)
    {
        if (!Ecdsa.Begin(key, 0, digest, 0, rs, 0))
        {
            return Ecdsa.Step() ? Ecdsa.IsValid : throw new InvalidOperationException("nothing was begun, and there is something to do");
        }

        for (var i = 0; i < MostSlices; i++)
        {
            if (Ecdsa.Step())
            {
                return Ecdsa.IsValid;
            }

            if (Ecdsa.IsValid)
            {
                throw new InvalidOperationException("valid before its end");
            }
        }

        throw new InvalidOperationException("no end");
    }
}
