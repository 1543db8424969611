using System;

namespace Sidetap.Crypto
{
    /// <summary>
    /// A number of 256 bits as signed digits, the non-adjacent form of width 5: digit i counts 2^i and is 0 or odd, -15 to 15, and of five that follow each other one at most is not
    /// 0 (D. Hankerson, A. Menezes, S. Vanstone, Guide to Elliptic Curve Cryptography, 3.3.1). A multiple of a point then takes an addition in six bits.
    /// </summary>
    public static class SignedDigits
    {
        /// <summary>Digits of a number.</summary>
        public const int Count = Bits + 1;

        /// <summary>The largest digit.</summary>
        public const int Largest = (1 << (Width - 1)) - 1;

        private const int Bits = 256;
        private const int Width = 5;

        /// <summary>Finds a number's digits.</summary>
        /// <param name="number">Holds the number in 32 octets, most significant first.</param>
        /// <param name="digits">Takes <see cref="Count"/> digits, the least significant first.</param>
        public static void Write(byte[] number, sbyte[] digits)
        {
            Array.Clear(digits, 0, Count);
            int carry = 0;
            int i = 0;
            while (i < Bits)
            {
                if (Bit(number, i) == carry)
                {
                    i++;
                    continue;
                }

                int digit = carry;
                for (int j = 0; j < Width && i + j < Bits; j++)
                {
                    digit += Bit(number, i + j) << j;
                }

                carry = digit > Largest ? 1 : 0;
                digits[i] = (sbyte)(digit - (carry << Width));
                i += Width;
            }

            digits[Bits] = (sbyte)carry;
        }

        private static int Bit(byte[] number, int i)
        {
            return (number[P256Number.Octets - 1 - (i >> 3)] >> (i & 7)) & 1;
        }
    }
}
