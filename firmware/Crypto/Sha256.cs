using System;

namespace Sidetap.Crypto
{
    /// <summary>SHA-256 (FIPS 180-4, 5.1.1, 5.3.3 and 6.2) of octets that come piece by piece; nanoFramework v1 has none of its own. Takes no heap after it was made.</summary>
    public sealed partial class Sha256
    {
        /// <summary>Octets of a digest.</summary>
        public const int DigestLength = 32;

        private const int BlockLength = 64;
        private const int LengthAt = BlockLength - 8;

        private readonly uint[] _state = new uint[8];
        private readonly byte[] _block = new byte[BlockLength];
        private int _filled;
        private long _length;

        /// <summary>Makes one, at the start of a message.</summary>
        public Sha256()
        {
            Reset();
        }

        /// <summary>Begins a message; what was added before is forgotten.</summary>
        public void Reset()
        {
            uint[] state = _state;
            state[0] = 0x6A09E667;
            state[1] = 0xBB67AE85;
            state[2] = 0x3C6EF372;
            state[3] = 0xA54FF53A;
            state[4] = 0x510E527F;
            state[5] = 0x9B05688C;
            state[6] = 0x1F83D9AB;
            state[7] = 0x5BE0CD19;
            _filled = 0;
            _length = 0;
        }

        /// <summary>Adds the message's next octets.</summary>
        /// <param name="octets">Holds them; they are not kept.</param>
        /// <param name="offset">Index of the first.</param>
        /// <param name="count">How many, 0 or more. Whole blocks of 64 that begin where the last one ended are not copied.</param>
        public void Add(byte[] octets, int offset, int count)
        {
            _length += count;
            int end = offset + count;
            if (_filled > 0)
            {
                int missing = BlockLength - _filled;
                int taken = count < missing ? count : missing;
                Array.Copy(octets, offset, _block, _filled, taken);
                _filled += taken;
                offset += taken;
                if (_filled < BlockLength)
                {
                    return;
                }

                Compress(_state, _block, 0);
                _filled = 0;
            }

            while (end - offset >= BlockLength)
            {
                Compress(_state, octets, offset);
                offset += BlockLength;
            }

            _filled = end - offset;
            Array.Copy(octets, offset, _block, 0, _filled);
        }

        /// <summary>Ends the message and begins the next one.</summary>
        /// <param name="digest">Takes <see cref="DigestLength"/> octets, in the order of FIPS 180-4.</param>
        /// <param name="offset">Index of the first.</param>
        public void Finish(byte[] digest, int offset)
        {
            // 5.1.1: a 1, as many 0 as a block leaves room for, and the length in bits in the last 8 octets.
            byte[] block = _block;
            block[_filled] = 0x80;
            _filled++;
            if (_filled > LengthAt)
            {
                Array.Clear(block, _filled, BlockLength - _filled);
                Compress(_state, block, 0);
                _filled = 0;
            }

            Array.Clear(block, _filled, LengthAt - _filled);
            long bits = _length << 3;
            Put(block, LengthAt, (uint)(bits >> 32));
            Put(block, LengthAt + 4, (uint)bits);
            Compress(_state, block, 0);
            for (int i = 0; i < 8; i++)
            {
                Put(digest, offset + (4 * i), _state[i]);
            }

            Reset();
        }

        private static void Put(byte[] octets, int offset, uint word)
        {
            octets[offset] = (byte)(word >> 24);
            octets[offset + 1] = (byte)(word >> 16);
            octets[offset + 2] = (byte)(word >> 8);
            octets[offset + 3] = (byte)word;
        }
    }
}
