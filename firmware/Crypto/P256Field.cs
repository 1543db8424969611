namespace Sidetap.Crypto
{
    /// <summary>
    /// Arithmetic modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1, the field of P-256 (SP 800-186, 3.2.1.3), on elements in Montgomery's form: a stands for a / R, R = 2^261
    /// (P. L. Montgomery, Modular multiplication without trial division, 1985).
    /// </summary>
    /// <remarks>
    /// An element is any number of its residue class from -p/16 to p + p/16; every method takes and leaves such numbers. The products of two sum up to less than 9 * 2^58 in a
    /// limb, and a reduced product lies between -p/28 and p + p/28. p ends in 96 bits of 1, so -1/p is 1 modulo 2^29: a limb itself says which multiple of p makes it 0, and
    /// the multiple is four shifts. The result may be an operand too.
    /// </remarks>
    public static class P256Field
    {
        /// <summary>r = a b / R.</summary>
        /// <param name="r">The product.</param>
        /// <param name="a">A factor.</param>
        /// <param name="b">A factor.</param>
        public static void Multiply(P256Number r, P256Number a, P256Number b)
        {
            long mask = P256Number.Mask;
            long a0 = a.L0;
            long a1 = a.L1;
            long a2 = a.L2;
            long a3 = a.L3;
            long a4 = a.L4;
            long a5 = a.L5;
            long a6 = a.L6;
            long a7 = a.L7;
            long a8 = a.L8;
            long b0 = b.L0;
            long b1 = b.L1;
            long b2 = b.L2;
            long b3 = b.L3;
            long b4 = b.L4;
            long b5 = b.L5;
            long b6 = b.L6;
            long b7 = b.L7;
            long b8 = b.L8;
            long t = a0 * b0;
            long m0 = t & mask;
            t = (t >> 29) + (a0 * b1) + (a1 * b0);
            long m1 = t & mask;
            t = (t >> 29) + (a0 * b2) + (a1 * b1) + (a2 * b0);
            long m2 = t & mask;
            t = (t >> 29) + (a0 * b3) + (a1 * b2) + (a2 * b1) + (a3 * b0) + (m0 << 9);
            long m3 = t & mask;
            t = (t >> 29) + (a0 * b4) + (a1 * b3) + (a2 * b2) + (a3 * b1) + (a4 * b0) + (m1 << 9);
            long m4 = t & mask;
            t = (t >> 29) + (a0 * b5) + (a1 * b4) + (a2 * b3) + (a3 * b2) + (a4 * b1) + (a5 * b0) + (m2 << 9);
            long m5 = t & mask;
            t = (t >> 29) + (a0 * b6) + (a1 * b5) + (a2 * b4) + (a3 * b3) + (a4 * b2) + (a5 * b1) + (a6 * b0) + (m3 << 9) + (m0 << 18);
            long m6 = t & mask;
            t = (t >> 29) + (a0 * b7) + (a1 * b6) + (a2 * b5) + (a3 * b4) + (a4 * b3) + (a5 * b2) + (a6 * b1) + (a7 * b0) + (m4 << 9) + (m1 << 18) - (m0 << 21);
            long m7 = t & mask;
            t = (t >> 29) + (a0 * b8) + (a1 * b7) + (a2 * b6) + (a3 * b5) + (a4 * b4) + (a5 * b3) + (a6 * b2) + (a7 * b1) + (a8 * b0) + (m5 << 9) + (m2 << 18) - (m1 << 21) + (m0 << 24);
            long m8 = t & mask;
            t = (t >> 29) + (a1 * b8) + (a2 * b7) + (a3 * b6) + (a4 * b5) + (a5 * b4) + (a6 * b3) + (a7 * b2) + (a8 * b1) + (m6 << 9) + (m3 << 18) - (m2 << 21) + (m1 << 24);
            r.L0 = t & mask;
            t = (t >> 29) + (a2 * b8) + (a3 * b7) + (a4 * b6) + (a5 * b5) + (a6 * b4) + (a7 * b3) + (a8 * b2) + (m7 << 9) + (m4 << 18) - (m3 << 21) + (m2 << 24);
            r.L1 = t & mask;
            t = (t >> 29) + (a3 * b8) + (a4 * b7) + (a5 * b6) + (a6 * b5) + (a7 * b4) + (a8 * b3) + (m8 << 9) + (m5 << 18) - (m4 << 21) + (m3 << 24);
            r.L2 = t & mask;
            t = (t >> 29) + (a4 * b8) + (a5 * b7) + (a6 * b6) + (a7 * b5) + (a8 * b4) + (m6 << 18) - (m5 << 21) + (m4 << 24);
            r.L3 = t & mask;
            t = (t >> 29) + (a5 * b8) + (a6 * b7) + (a7 * b6) + (a8 * b5) + (m7 << 18) - (m6 << 21) + (m5 << 24);
            r.L4 = t & mask;
            t = (t >> 29) + (a6 * b8) + (a7 * b7) + (a8 * b6) + (m8 << 18) - (m7 << 21) + (m6 << 24);
            r.L5 = t & mask;
            t = (t >> 29) + (a7 * b8) + (a8 * b7) - (m8 << 21) + (m7 << 24);
            r.L6 = t & mask;
            t = (t >> 29) + (a8 * b8) + (m8 << 24);
            r.L7 = t & mask;
            r.L8 = t >> 29;
        }

        /// <summary>r = a a / R.</summary>
        /// <param name="r">The square.</param>
        /// <param name="a">The root.</param>
        public static void Square(P256Number r, P256Number a)
        {
            long mask = P256Number.Mask;
            long a0 = a.L0;
            long a1 = a.L1;
            long a2 = a.L2;
            long a3 = a.L3;
            long a4 = a.L4;
            long a5 = a.L5;
            long a6 = a.L6;
            long a7 = a.L7;
            long a8 = a.L8;
            long d0 = a0 + a0;
            long d1 = a1 + a1;
            long d2 = a2 + a2;
            long d3 = a3 + a3;
            long d4 = a4 + a4;
            long d5 = a5 + a5;
            long d6 = a6 + a6;
            long d7 = a7 + a7;
            long t = a0 * a0;
            long m0 = t & mask;
            t = (t >> 29) + (d0 * a1);
            long m1 = t & mask;
            t = (t >> 29) + (d0 * a2) + (a1 * a1);
            long m2 = t & mask;
            t = (t >> 29) + (d0 * a3) + (d1 * a2) + (m0 << 9);
            long m3 = t & mask;
            t = (t >> 29) + (d0 * a4) + (d1 * a3) + (a2 * a2) + (m1 << 9);
            long m4 = t & mask;
            t = (t >> 29) + (d0 * a5) + (d1 * a4) + (d2 * a3) + (m2 << 9);
            long m5 = t & mask;
            t = (t >> 29) + (d0 * a6) + (d1 * a5) + (d2 * a4) + (a3 * a3) + (m3 << 9) + (m0 << 18);
            long m6 = t & mask;
            t = (t >> 29) + (d0 * a7) + (d1 * a6) + (d2 * a5) + (d3 * a4) + (m4 << 9) + (m1 << 18) - (m0 << 21);
            long m7 = t & mask;
            t = (t >> 29) + (d0 * a8) + (d1 * a7) + (d2 * a6) + (d3 * a5) + (a4 * a4) + (m5 << 9) + (m2 << 18) - (m1 << 21) + (m0 << 24);
            long m8 = t & mask;
            t = (t >> 29) + (d1 * a8) + (d2 * a7) + (d3 * a6) + (d4 * a5) + (m6 << 9) + (m3 << 18) - (m2 << 21) + (m1 << 24);
            r.L0 = t & mask;
            t = (t >> 29) + (d2 * a8) + (d3 * a7) + (d4 * a6) + (a5 * a5) + (m7 << 9) + (m4 << 18) - (m3 << 21) + (m2 << 24);
            r.L1 = t & mask;
            t = (t >> 29) + (d3 * a8) + (d4 * a7) + (d5 * a6) + (m8 << 9) + (m5 << 18) - (m4 << 21) + (m3 << 24);
            r.L2 = t & mask;
            t = (t >> 29) + (d4 * a8) + (d5 * a7) + (a6 * a6) + (m6 << 18) - (m5 << 21) + (m4 << 24);
            r.L3 = t & mask;
            t = (t >> 29) + (d5 * a8) + (d6 * a7) + (m7 << 18) - (m6 << 21) + (m5 << 24);
            r.L4 = t & mask;
            t = (t >> 29) + (d6 * a8) + (a7 * a7) + (m8 << 18) - (m7 << 21) + (m6 << 24);
            r.L5 = t & mask;
            t = (t >> 29) + (d7 * a8) - (m8 << 21) + (m7 << 24);
            r.L6 = t & mask;
            t = (t >> 29) + (a8 * a8) + (m8 << 24);
            r.L7 = t & mask;
            r.L8 = t >> 29;
        }

        /// <summary>r = x a + y b.</summary>
        /// <param name="r">The sum.</param>
        /// <param name="x">How many times a, -8 to 8.</param>
        /// <param name="a">A summand.</param>
        /// <param name="y">How many times b, -8 to 8.</param>
        /// <param name="b">A summand.</param>
        public static void Combine(P256Number r, long x, P256Number a, long y, P256Number b)
        {
            // Less q p, where q is the sum's bits from 2^256 on: what is left is 0 to 2^256 but for some 2^237.
            long mask = P256Number.Mask;
            long top = (x * a.L8) + (y * b.L8);
            long q = top >> 24;
            long t = (x * a.L0) + (y * b.L0) + q;
            r.L0 = t & mask;
            t = (t >> 29) + (x * a.L1) + (y * b.L1);
            r.L1 = t & mask;
            t = (t >> 29) + (x * a.L2) + (y * b.L2);
            r.L2 = t & mask;
            t = (t >> 29) + (x * a.L3) + (y * b.L3) - (q << 9);
            r.L3 = t & mask;
            t = (t >> 29) + (x * a.L4) + (y * b.L4);
            r.L4 = t & mask;
            t = (t >> 29) + (x * a.L5) + (y * b.L5);
            r.L5 = t & mask;
            t = (t >> 29) + (x * a.L6) + (y * b.L6) - (q << 18);
            r.L6 = t & mask;
            t = (t >> 29) + (x * a.L7) + (y * b.L7) + (q << 21);
            r.L7 = t & mask;
            r.L8 = (t >> 29) + top - (q << 24);
        }

        /// <summary>Whether an element is 0.</summary>
        /// <param name="a">The element.</param>
        /// <returns>True when it is 0 or p, the two multiples of p that an element can be.</returns>
        public static bool IsZero(P256Number a)
        {
            if (a.L0 == 0)
            {
                return (a.L1 | a.L2 | a.L3 | a.L4 | a.L5 | a.L6 | a.L7 | a.L8) == 0;
            }

            return (a.L0 & a.L1 & a.L2) == P256Number.Mask && a.L3 == 0x1FF && (a.L4 | a.L5) == 0 && a.L6 == 0x40000 && a.L7 == 0x1FE00000 && a.L8 == 0xFFFFFF;
        }
    }
}
