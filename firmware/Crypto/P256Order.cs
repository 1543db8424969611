namespace Sidetap.Crypto
{
    /// <summary>
    /// Arithmetic modulo n, the order of P-256's base point (SP 800-186, 3.2.1.3), on numbers in Montgomery's form as in <see cref="P256Field"/>, R = 2^261. Every method takes and
    /// leaves numbers from 0 to n + n/16, or to 2^256.
    /// </summary>
    public static class P256Order
    {
        private const long N0 = 0x1C632551;
        private const long N1 = 0x1DCE5617;
        private const long N2 = 0x05E7A13C;
        private const long N3 = 0x0DF55B4E;
        private const long N4 = 0x1FFFFBCE;
        private const long N5 = 0x1FFFFFFF;
        private const long N6 = 0x0003FFFF;
        private const long N7 = 0x1FE00000;
        private const long N8 = 0x00FFFFFF;

        // -1/n modulo 2^29.
        private const long NegatedInverse = 0x0E00BC4F;

        /// <summary>r = a b / R. The result may be a factor too.</summary>
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
            long m0 = (t * NegatedInverse) & mask;
            t += m0 * N0;
            t = (t >> 29) + (a0 * b1) + (a1 * b0) + (m0 * N1);
            long m1 = (t * NegatedInverse) & mask;
            t += m1 * N0;
            t = (t >> 29) + (a0 * b2) + (a1 * b1) + (a2 * b0) + (m0 * N2) + (m1 * N1);
            long m2 = (t * NegatedInverse) & mask;
            t += m2 * N0;
            t = (t >> 29) + (a0 * b3) + (a1 * b2) + (a2 * b1) + (a3 * b0) + (m0 * N3) + (m1 * N2) + (m2 * N1);
            long m3 = (t * NegatedInverse) & mask;
            t += m3 * N0;
            t = (t >> 29) + (a0 * b4) + (a1 * b3) + (a2 * b2) + (a3 * b1) + (a4 * b0) + (m0 * N4) + (m1 * N3) + (m2 * N2) + (m3 * N1);
            long m4 = (t * NegatedInverse) & mask;
            t += m4 * N0;
            t = (t >> 29) + (a0 * b5) + (a1 * b4) + (a2 * b3) + (a3 * b2) + (a4 * b1) + (a5 * b0)
                + (m0 * N5) + (m1 * N4) + (m2 * N3) + (m3 * N2) + (m4 * N1);
            long m5 = (t * NegatedInverse) & mask;
            t += m5 * N0;
            t = (t >> 29) + (a0 * b6) + (a1 * b5) + (a2 * b4) + (a3 * b3) + (a4 * b2) + (a5 * b1) + (a6 * b0)
                + (m0 * N6) + (m1 * N5) + (m2 * N4) + (m3 * N3) + (m4 * N2) + (m5 * N1);
            long m6 = (t * NegatedInverse) & mask;
            t += m6 * N0;
            t = (t >> 29) + (a0 * b7) + (a1 * b6) + (a2 * b5) + (a3 * b4) + (a4 * b3) + (a5 * b2) + (a6 * b1) + (a7 * b0)
                + (m0 * N7) + (m1 * N6) + (m2 * N5) + (m3 * N4) + (m4 * N3) + (m5 * N2) + (m6 * N1);
            long m7 = (t * NegatedInverse) & mask;
            t += m7 * N0;
            t = (t >> 29) + (a0 * b8) + (a1 * b7) + (a2 * b6) + (a3 * b5) + (a4 * b4) + (a5 * b3) + (a6 * b2) + (a7 * b1) + (a8 * b0)
                + (m0 * N8) + (m1 * N7) + (m2 * N6) + (m3 * N5) + (m4 * N4) + (m5 * N3) + (m6 * N2) + (m7 * N1);
            long m8 = (t * NegatedInverse) & mask;
            t += m8 * N0;
            t = (t >> 29) + (a1 * b8) + (a2 * b7) + (a3 * b6) + (a4 * b5) + (a5 * b4) + (a6 * b3) + (a7 * b2) + (a8 * b1)
                + (m1 * N8) + (m2 * N7) + (m3 * N6) + (m4 * N5) + (m5 * N4) + (m6 * N3) + (m7 * N2) + (m8 * N1);
            r.L0 = t & mask;
            t = (t >> 29) + (a2 * b8) + (a3 * b7) + (a4 * b6) + (a5 * b5) + (a6 * b4) + (a7 * b3) + (a8 * b2)
                + (m2 * N8) + (m3 * N7) + (m4 * N6) + (m5 * N5) + (m6 * N4) + (m7 * N3) + (m8 * N2);
            r.L1 = t & mask;
            t = (t >> 29) + (a3 * b8) + (a4 * b7) + (a5 * b6) + (a6 * b5) + (a7 * b4) + (a8 * b3)
                + (m3 * N8) + (m4 * N7) + (m5 * N6) + (m6 * N5) + (m7 * N4) + (m8 * N3);
            r.L2 = t & mask;
            t = (t >> 29) + (a4 * b8) + (a5 * b7) + (a6 * b6) + (a7 * b5) + (a8 * b4) + (m4 * N8) + (m5 * N7) + (m6 * N6) + (m7 * N5) + (m8 * N4);
            r.L3 = t & mask;
            t = (t >> 29) + (a5 * b8) + (a6 * b7) + (a7 * b6) + (a8 * b5) + (m5 * N8) + (m6 * N7) + (m7 * N6) + (m8 * N5);
            r.L4 = t & mask;
            t = (t >> 29) + (a6 * b8) + (a7 * b7) + (a8 * b6) + (m6 * N8) + (m7 * N7) + (m8 * N6);
            r.L5 = t & mask;
            t = (t >> 29) + (a7 * b8) + (a8 * b7) + (m7 * N8) + (m8 * N7);
            r.L6 = t & mask;
            t = (t >> 29) + (a8 * b8) + (m8 * N8);
            r.L7 = t & mask;
            r.L8 = t >> 29;
        }

        /// <summary>Makes a number the one of its residue class that is less than n.</summary>
        /// <param name="a">The number.</param>
        public static void Reduce(P256Number a)
        {
            long mask = P256Number.Mask;
            long t = a.L0 - N0;
            long d0 = t & mask;
            t = (t >> 29) + a.L1 - N1;
            long d1 = t & mask;
            t = (t >> 29) + a.L2 - N2;
            long d2 = t & mask;
            t = (t >> 29) + a.L3 - N3;
            long d3 = t & mask;
            t = (t >> 29) + a.L4 - N4;
            long d4 = t & mask;
            t = (t >> 29) + a.L5 - N5;
            long d5 = t & mask;
            t = (t >> 29) + a.L6 - N6;
            long d6 = t & mask;
            t = (t >> 29) + a.L7 - N7;
            long d7 = t & mask;
            t = (t >> 29) + a.L8 - N8;
            if (t < 0)
            {
                return;
            }

            a.L0 = d0;
            a.L1 = d1;
            a.L2 = d2;
            a.L3 = d3;
            a.L4 = d4;
            a.L5 = d5;
            a.L6 = d6;
            a.L7 = d7;
            a.L8 = t;
        }
    }
}
