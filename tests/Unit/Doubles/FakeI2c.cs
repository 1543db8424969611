using Sidetap.Hal;

namespace Sidetap.Tests
{
    /// <summary>An I²C bus with one chip: the first octet written is the register, what follows goes there and onward.</summary>
    public sealed class FakeI2c : II2cBus
    {
        /// <summary>The chip's registers, one behind the other.</summary>
        public readonly byte[] Memory;

        /// <summary>What of it can be read as 1.</summary>
        public readonly byte[] ReadMask;

        /// <summary>Whether the chip acknowledges.</summary>
        public bool IsPresent = true;

        /// <summary>Whether the chip ignores what is written.</summary>
        public bool IsStuck;

        /// <summary>How often something was transferred, or should have been.</summary>
        public int Transfers;

        private readonly int _address;
        private readonly int _width;

        /// <summary>Makes a bus.</summary>
        /// <param name="address">The chip's address.</param>
        /// <param name="registers">How many registers it has.</param>
        /// <param name="width">Octets of a register.</param>
        public FakeI2c(int address, int registers, int width)
        {
            _address = address;
            _width = width;
            Memory = new byte[registers * width];
            ReadMask = new byte[registers * width];
            for (int i = 0; i < ReadMask.Length; i++)
            {
                ReadMask[i] = 0xFF;
            }
        }

        /// <inheritdoc/>
        public bool Transfer(int address, byte[] write, int writeLength, byte[] read, int readLength)
        {
            Transfers++;
            if (!IsPresent || address != _address)
            {
                return false;
            }

            int at = writeLength > 0 ? write[0] * _width : 0;
            for (int i = 1; i < writeLength && !IsStuck; i++)
            {
                Memory[(at + i - 1) % Memory.Length] = write[i];
            }

            for (int i = 0; i < readLength; i++)
            {
                int from = (at + i) % Memory.Length;
                read[i] = (byte)(Memory[from] & ReadMask[from]);
            }

            return true;
        }
    }
}
