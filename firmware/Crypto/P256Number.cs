namespace Sidetap.Crypto
{
    /// <summary>
    /// An integer of some 256 bits: the sum of <c>Li</c> times 2^(29 i). The device interprets, so the arithmetic is written for few instructions: nine limbs of 29 bits leave
    /// a sum of nine products within a long, and nothing is carried in between.
    /// </summary>
    /// <remarks>L0 to L7 are 0 to 2^29 - 1. L8 has what is left, with the sign.</remarks>
    public sealed class P256Number
    {
        /// <summary>Limbs of a number.</summary>
        public const int Limbs = 9;

        /// <summary>Octets of a number in a key, a digest or a signature.</summary>
        public const int Octets = 32;

        /// <summary>The bits of a limb.</summary>
        public const long Mask = 0x1FFFFFFF;

        /// <summary>The limbs, the least significant first.</summary>
        public long L0, L1, L2, L3, L4, L5, L6, L7, L8;

        /// <summary>Becomes another number.</summary>
        /// <param name="other">The other.</param>
        public void Set(P256Number other)
        {
            L0 = other.L0;
            L1 = other.L1;
            L2 = other.L2;
            L3 = other.L3;
            L4 = other.L4;
            L5 = other.L5;
            L6 = other.L6;
            L7 = other.L7;
            L8 = other.L8;
        }

        /// <summary>Takes its limbs from a table.</summary>
        /// <param name="table">Holds them, the least significant first.</param>
        /// <param name="index">Index of the first.</param>
        public void Load(int[] table, int index)
        {
            L0 = table[index];
            L1 = table[index + 1];
            L2 = table[index + 2];
            L3 = table[index + 3];
            L4 = table[index + 4];
            L5 = table[index + 5];
            L6 = table[index + 6];
            L7 = table[index + 7];
            L8 = table[index + 8];
        }

        /// <summary>Puts its limbs into a table, from which <see cref="Load"/> takes them; L8 has to have less than 32 bits.</summary>
        /// <param name="table">Takes <see cref="Limbs"/> of them.</param>
        /// <param name="index">Index of the first.</param>
        public void Save(int[] table, int index)
        {
            table[index] = (int)L0;
            table[index + 1] = (int)L1;
            table[index + 2] = (int)L2;
            table[index + 3] = (int)L3;
            table[index + 4] = (int)L4;
            table[index + 5] = (int)L5;
            table[index + 6] = (int)L6;
            table[index + 7] = (int)L7;
            table[index + 8] = (int)L8;
        }

        /// <summary>Reads a number, most significant octet first (SEC 1, 2.3.8).</summary>
        /// <param name="octets">Holds it.</param>
        /// <param name="offset">Index of the first of <see cref="Octets"/>.</param>
        public void Read(byte[] octets, int offset)
        {
            long w0 = Get(octets, offset + 28);
            long w1 = Get(octets, offset + 24);
            long w2 = Get(octets, offset + 20);
            long w3 = Get(octets, offset + 16);
            long w4 = Get(octets, offset + 12);
            long w5 = Get(octets, offset + 8);
            long w6 = Get(octets, offset + 4);
            long w7 = Get(octets, offset);
            L0 = w0 & Mask;
            L1 = ((w1 << 3) | (w0 >> 29)) & Mask;
            L2 = ((w2 << 6) | (w1 >> 26)) & Mask;
            L3 = ((w3 << 9) | (w2 >> 23)) & Mask;
            L4 = ((w4 << 12) | (w3 >> 20)) & Mask;
            L5 = ((w5 << 15) | (w4 >> 17)) & Mask;
            L6 = ((w6 << 18) | (w5 >> 14)) & Mask;
            L7 = ((w7 << 21) | (w6 >> 11)) & Mask;
            L8 = w7 >> 8;
        }

        /// <summary>Writes the number, most significant octet first.</summary>
        /// <param name="octets">Takes <see cref="Octets"/>; the number has to be 0 to 2^256 - 1.</param>
        /// <param name="offset">Index of the first.</param>
        public void Write(byte[] octets, int offset)
        {
            Put(octets, offset + 28, L0 | (L1 << 29));
            Put(octets, offset + 24, (L1 >> 3) | (L2 << 26));
            Put(octets, offset + 20, (L2 >> 6) | (L3 << 23));
            Put(octets, offset + 16, (L3 >> 9) | (L4 << 20));
            Put(octets, offset + 12, (L4 >> 12) | (L5 << 17));
            Put(octets, offset + 8, (L5 >> 15) | (L6 << 14));
            Put(octets, offset + 4, (L6 >> 18) | (L7 << 11));
            Put(octets, offset, (L7 >> 21) | (L8 << 8));
        }

        private static long Get(byte[] octets, int offset)
        {
            return ((long)octets[offset] << 24) | ((long)octets[offset + 1] << 16) | ((long)octets[offset + 2] << 8) | octets[offset + 3];
        }

        private static void Put(byte[] octets, int offset, long word)
        {
            octets[offset] = (byte)(word >> 24);
            octets[offset + 1] = (byte)(word >> 16);
            octets[offset + 2] = (byte)(word >> 8);
            octets[offset + 3] = (byte)word;
        }
    }
}
