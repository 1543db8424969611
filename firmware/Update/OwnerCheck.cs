using System;
using Sidetap.Crypto;

namespace Sidetap.Update
{
    /// <summary>Whether a digest was signed by one of the owner's keys, in slices.</summary>
    internal sealed class OwnerCheck
    {
        private const int KeyOctets = 64;
        private const int NumbersOctets = 64;

        // SubjectPublicKeyInfo of a key on P-256 up to its X: id-ecPublicKey, prime256v1, an uncompressed point (RFC 5480, 2).
        private static readonly byte[] KeyHead =
        {
            0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
        };

        private readonly EcdsaP256 _curve = new EcdsaP256();
        private readonly byte[][] _keys;
        private readonly byte[][] _hashes;
        private readonly byte[] _numbers = new byte[NumbersOctets];
        private readonly byte[] _digest = new byte[UpdateOffer.DigestLength];
        private byte[] _keyHash;
        private int _keyHashAt;
        private int _key;
        private bool _isRunning;
        private bool _isValid;

        /// <summary>Makes it.</summary>
        /// <param name="key">The owner's key.</param>
        /// <param name="nextKey">A second one; null: there is none.</param>
        /// <param name="hash">Is used here and free again.</param>
        public OwnerCheck(byte[] key, byte[] nextKey, Sha256 hash)
        {
            _keys = nextKey == null ? new byte[][] { key } : new byte[][] { key, nextKey };
            _hashes = new byte[_keys.Length][];
            for (int i = 0; i < _keys.Length; i++)
            {
                _hashes[i] = new byte[UpdateOffer.DigestLength];
                hash.Reset();
                hash.Add(KeyHead, 0, KeyHead.Length);
                hash.Add(_keys[i], 0, KeyOctets);
                hash.Finish(_hashes[i], 0);
            }
        }

        /// <summary>Whether it has ended well for this digest, and not for another one that somebody has begun with since.</summary>
        public bool HasSigned(byte[] digest, int offset)
        {
            return _isValid && IsSame(_digest, digest, offset);
        }

        /// <summary>Whether one of the keys has this SHA-256 (MCUboot's KEYHASH: of the key's SubjectPublicKeyInfo).</summary>
        public bool HasKey(byte[] hash, int offset)
        {
            for (int i = 0; i < _hashes.Length; i++)
            {
                if (IsSame(_hashes[i], hash, offset))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Begins.</summary>
        /// <param name="digest">Holds the digest.</param>
        /// <param name="digestOffset">Index of its first octet.</param>
        /// <param name="signature">Holds the signature, DER.</param>
        /// <param name="signatureOffset">Index of its first octet.</param>
        /// <param name="signatureLength">Its octets.</param>
        /// <param name="keyHash">Holds the hash of the key it is to be by, and has to stay as it is; null: any.</param>
        /// <param name="keyHashOffset">Index of its first octet.</param>
        public void Begin(byte[] digest, int digestOffset, byte[] signature, int signatureOffset, int signatureLength, byte[] keyHash, int keyHashOffset)
        {
            _isValid = false;
            _isRunning = false;
            _keyHash = keyHash;
            _keyHashAt = keyHashOffset;
            Array.Copy(digest, digestOffset, _digest, 0, _digest.Length);
            _key = EcdsaSignature.TryRead(signature, signatureOffset, signatureLength, _numbers) ? -1 : _keys.Length;
        }

        /// <summary>Does a slice.</summary>
        /// <returns>True when it has ended, and <see cref="HasSigned"/> says how.</returns>
        public bool Step()
        {
            if (_isRunning)
            {
                _isRunning = !_curve.Step();
                _isValid = !_isRunning && _curve.IsValid;
                return _isValid;
            }

            _key++;
            if (_key >= _keys.Length)
            {
                return true;
            }

            bool isMeant = _keyHash == null || IsSame(_hashes[_key], _keyHash, _keyHashAt);
            _isRunning = isMeant && _curve.Begin(_keys[_key], 0, _digest, 0, _numbers, 0);
            return false;
        }

        private static bool IsSame(byte[] hash, byte[] other, int offset)
        {
            for (int i = 0; i < hash.Length; i++)
            {
                if (hash[i] != other[offset + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
