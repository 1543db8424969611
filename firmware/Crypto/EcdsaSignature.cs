using System;

namespace Sidetap.Crypto
{
    /// <summary>An ECDSA signature in DER: <c>ECDSA-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }</c> (SEC 1, C.5; RFC 3279, 2.2.3).</summary>
    public static class EcdsaSignature
    {
        private const int SequenceTag = 0x30;
        private const int IntegerTag = 0x02;
        private const int HeadLength = 2;

        /// <summary>Reads r and s. Only the one encoding that DER has of them is taken (X.690, 8.3, 10.1): lengths in one octet, no octet too many in a number, nothing behind.</summary>
        /// <param name="der">Holds the signature.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Octets that it has; whatever is claimed, none outside of <paramref name="der"/> is read.</param>
        /// <param name="rs">Takes r and s, 32 octets each, most significant first; undefined when they are refused.</param>
        /// <returns>False: it is something else, or a number is negative or has more than 256 bits. Whether 0 and n are good numbers is for <see cref="EcdsaP256"/> to say.</returns>
        public static bool TryRead(byte[] der, int offset, int length, byte[] rs)
        {
            if (offset < 0 || length < HeadLength || length > der.Length - offset || der[offset] != SequenceTag || der[offset + 1] != length - HeadLength)
            {
                return false;
            }

            // A length of 128 or more would have been a long form, and no such signature is that long.
            int end = offset + length;
            int next = ReadInteger(der, offset + HeadLength, end, rs, 0);
            return next >= 0 && ReadInteger(der, next, end, rs, P256Number.Octets) == end;
        }

        // Returns where the next one begins; -1: it is none.
        private static int ReadInteger(byte[] der, int offset, int end, byte[] number, int at)
        {
            if (end - offset <= HeadLength || der[offset] != IntegerTag)
            {
                return -1;
            }

            int octets = der[offset + 1];
            offset += HeadLength;
            if (octets == 0 || octets > end - offset || der[offset] >= 0x80)
            {
                return -1;
            }

            end = offset + octets;
            if (der[offset] == 0 && octets > 1)
            {
                offset++;
                octets--;
                if (der[offset] < 0x80)
                {
                    return -1;
                }
            }

            if (octets > P256Number.Octets)
            {
                return -1;
            }

            Array.Clear(number, at, P256Number.Octets - octets);
            Array.Copy(der, offset, number, at + P256Number.Octets - octets, octets);
            return end;
        }
    }
}
