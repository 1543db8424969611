namespace Sidetap.Crypto
{
    /// <content>The compression function. An image has thousands of blocks and the device interprets, so sixteen rounds are written out, over locals alone.</content>
    public sealed partial class Sha256
    {
        // A word times this is the word twice, side by side: a shift to the right by n then has in its lower half the word rotated by n.
        private const ulong Twice = 0x0000000100000001;

        // FIPS 180-4, 4.2.2.
        private static readonly uint[] Constants =
        {
            0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
            0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
            0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
            0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
            0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
            0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
            0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
            0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
        };

        // 6.2.2. Instead of moving eight words a round, each round names them one place further; Ch is g ^ (e & (f ^ g)), Maj is (a & b) | (c & (a | b)).
        private static void Compress(uint[] state, byte[] octets, int offset)
        {
            uint[] k = Constants;
            uint w0 = Get(octets, offset);
            uint w1 = Get(octets, offset + 4);
            uint w2 = Get(octets, offset + 8);
            uint w3 = Get(octets, offset + 12);
            uint w4 = Get(octets, offset + 16);
            uint w5 = Get(octets, offset + 20);
            uint w6 = Get(octets, offset + 24);
            uint w7 = Get(octets, offset + 28);
            uint w8 = Get(octets, offset + 32);
            uint w9 = Get(octets, offset + 36);
            uint w10 = Get(octets, offset + 40);
            uint w11 = Get(octets, offset + 44);
            uint w12 = Get(octets, offset + 48);
            uint w13 = Get(octets, offset + 52);
            uint w14 = Get(octets, offset + 56);
            uint w15 = Get(octets, offset + 60);
            uint a = state[0];
            uint b = state[1];
            uint c = state[2];
            uint d = state[3];
            uint e = state[4];
            uint f = state[5];
            uint g = state[6];
            uint h = state[7];
            ulong x;
            ulong y;
            int round = 0;
            while (true)
            {
                x = e * Twice;
                h += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (g ^ (e & (f ^ g))) + k[round] + w0;
                d += h;
                x = a * Twice;
                h += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((a & b) | (c & (a | b)));
                x = d * Twice;
                g += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (f ^ (d & (e ^ f))) + k[round + 1] + w1;
                c += g;
                x = h * Twice;
                g += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((h & a) | (b & (h | a)));
                x = c * Twice;
                f += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (e ^ (c & (d ^ e))) + k[round + 2] + w2;
                b += f;
                x = g * Twice;
                f += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((g & h) | (a & (g | h)));
                x = b * Twice;
                e += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (d ^ (b & (c ^ d))) + k[round + 3] + w3;
                a += e;
                x = f * Twice;
                e += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((f & g) | (h & (f | g)));
                x = a * Twice;
                d += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (c ^ (a & (b ^ c))) + k[round + 4] + w4;
                h += d;
                x = e * Twice;
                d += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((e & f) | (g & (e | f)));
                x = h * Twice;
                c += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (b ^ (h & (a ^ b))) + k[round + 5] + w5;
                g += c;
                x = d * Twice;
                c += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((d & e) | (f & (d | e)));
                x = g * Twice;
                b += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (a ^ (g & (h ^ a))) + k[round + 6] + w6;
                f += b;
                x = c * Twice;
                b += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((c & d) | (e & (c | d)));
                x = f * Twice;
                a += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (h ^ (f & (g ^ h))) + k[round + 7] + w7;
                e += a;
                x = b * Twice;
                a += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((b & c) | (d & (b | c)));
                x = e * Twice;
                h += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (g ^ (e & (f ^ g))) + k[round + 8] + w8;
                d += h;
                x = a * Twice;
                h += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((a & b) | (c & (a | b)));
                x = d * Twice;
                g += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (f ^ (d & (e ^ f))) + k[round + 9] + w9;
                c += g;
                x = h * Twice;
                g += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((h & a) | (b & (h | a)));
                x = c * Twice;
                f += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (e ^ (c & (d ^ e))) + k[round + 10] + w10;
                b += f;
                x = g * Twice;
                f += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((g & h) | (a & (g | h)));
                x = b * Twice;
                e += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (d ^ (b & (c ^ d))) + k[round + 11] + w11;
                a += e;
                x = f * Twice;
                e += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((f & g) | (h & (f | g)));
                x = a * Twice;
                d += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (c ^ (a & (b ^ c))) + k[round + 12] + w12;
                h += d;
                x = e * Twice;
                d += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((e & f) | (g & (e | f)));
                x = h * Twice;
                c += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (b ^ (h & (a ^ b))) + k[round + 13] + w13;
                g += c;
                x = d * Twice;
                c += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((d & e) | (f & (d | e)));
                x = g * Twice;
                b += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (a ^ (g & (h ^ a))) + k[round + 14] + w14;
                f += b;
                x = c * Twice;
                b += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((c & d) | (e & (c | d)));
                x = f * Twice;
                a += (uint)((x >> 6) ^ (x >> 11) ^ (x >> 25)) + (h ^ (f & (g ^ h))) + k[round + 15] + w15;
                e += a;
                x = b * Twice;
                a += (uint)((x >> 2) ^ (x >> 13) ^ (x >> 22)) + ((b & c) | (d & (b | c)));
                if (round == 48)
                {
                    break;
                }

                round += 16;

                // The schedule of the next sixteen rounds: word t takes the place of word t - 16.
                x = w1 * Twice;
                y = w14 * Twice;
                w0 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w1 >> 3)) + w9 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w14 >> 10));
                x = w2 * Twice;
                y = w15 * Twice;
                w1 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w2 >> 3)) + w10 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w15 >> 10));
                x = w3 * Twice;
                y = w0 * Twice;
                w2 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w3 >> 3)) + w11 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w0 >> 10));
                x = w4 * Twice;
                y = w1 * Twice;
                w3 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w4 >> 3)) + w12 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w1 >> 10));
                x = w5 * Twice;
                y = w2 * Twice;
                w4 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w5 >> 3)) + w13 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w2 >> 10));
                x = w6 * Twice;
                y = w3 * Twice;
                w5 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w6 >> 3)) + w14 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w3 >> 10));
                x = w7 * Twice;
                y = w4 * Twice;
                w6 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w7 >> 3)) + w15 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w4 >> 10));
                x = w8 * Twice;
                y = w5 * Twice;
                w7 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w8 >> 3)) + w0 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w5 >> 10));
                x = w9 * Twice;
                y = w6 * Twice;
                w8 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w9 >> 3)) + w1 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w6 >> 10));
                x = w10 * Twice;
                y = w7 * Twice;
                w9 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w10 >> 3)) + w2 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w7 >> 10));
                x = w11 * Twice;
                y = w8 * Twice;
                w10 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w11 >> 3)) + w3 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w8 >> 10));
                x = w12 * Twice;
                y = w9 * Twice;
                w11 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w12 >> 3)) + w4 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w9 >> 10));
                x = w13 * Twice;
                y = w10 * Twice;
                w12 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w13 >> 3)) + w5 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w10 >> 10));
                x = w14 * Twice;
                y = w11 * Twice;
                w13 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w14 >> 3)) + w6 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w11 >> 10));
                x = w15 * Twice;
                y = w12 * Twice;
                w14 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w15 >> 3)) + w7 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w12 >> 10));
                x = w0 * Twice;
                y = w13 * Twice;
                w15 += ((uint)((x >> 7) ^ (x >> 18)) ^ (w0 >> 3)) + w8 + ((uint)((y >> 17) ^ (y >> 19)) ^ (w13 >> 10));
            }

            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
            state[4] += e;
            state[5] += f;
            state[6] += g;
            state[7] += h;
        }

        private static uint Get(byte[] octets, int offset)
        {
            return ((uint)octets[offset] << 24) | ((uint)octets[offset + 1] << 16) | ((uint)octets[offset + 2] << 8) | octets[offset + 3];
        }
    }
}
