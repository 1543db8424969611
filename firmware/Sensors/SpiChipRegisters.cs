using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>A chip's registers on SPI: an octet of address and direction goes before the data, and the address counts up by itself.</summary>
    public sealed class SpiChipRegisters : ChipRegisters
    {
        private readonly ISpiBus _bus;
        private readonly int _device;
        private readonly int _shift;
        private readonly int _readBits;
        private readonly int _writeBits;
        private readonly byte[] _sent;

        /// <summary>Makes one.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="device">Which chip.</param>
        /// <param name="shift">Places by which a register's number is shifted up in the first octet.</param>
        /// <param name="readBits">The bits that make the first octet a read.</param>
        /// <param name="writeBits">The bits that make it a write.</param>
        /// <param name="longest">The most registers that are read at once.</param>
        public SpiChipRegisters(ISpiBus bus, int device, int shift, int readBits, int writeBits, int longest)
            : base(1, longest)
        {
            _bus = bus;
            _device = device;
            _shift = shift;
            _readBits = readBits;
            _writeBits = writeBits;
            _sent = new byte[1 + longest];
        }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return Data.Length + _sent.Length; }
        }

        /// <inheritdoc/>
        public override bool Read(int register, int count)
        {
            _sent[0] = (byte)((register << _shift) | _readBits);
            _sent[1] = 0;
            return _bus.Transfer(_device, _sent, Data, 1 + count);
        }

        /// <summary>Reads registers in one selection, so that no conversion comes between them, of a chip that never has them all alike.</summary>
        /// <param name="register">The first one.</param>
        /// <param name="count">How many.</param>
        /// <returns>False when the bus failed or there is no chip: then the line stays where it is, and every register reads as all 0 or all 1.</returns>
        public bool ReadOfChip(int register, int count)
        {
            if (!Read(register, count))
            {
                return false;
            }

            byte line = Data[At];
            if (line != 0x00 && line != 0xFF)
            {
                return true;
            }

            for (int i = At + 1; i < At + count; i++)
            {
                if (Data[i] != line)
                {
                    return true;
                }
            }

            return false;
        }

        /// <inheritdoc/>
        public override bool Write(int register, int value)
        {
            _sent[0] = (byte)((register << _shift) | _writeBits);
            _sent[1] = (byte)value;
            return _bus.Transfer(_device, _sent, Data, 2);
        }
    }
}
