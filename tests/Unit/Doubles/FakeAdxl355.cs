namespace Sidetap.Tests
{
    /// <summary>An ADXL355 after its data sheet: the register map and the FIFO's format.</summary>
    public sealed class FakeAdxl355 : FakeAccelerometer
    {
        private int _entry;

        /// <summary>A chip that was just switched on.</summary>
        public FakeAdxl355()
        {
            Reset();
        }

        /// <inheritdoc/>
        protected override int Address
        {
            get { return 0x1D; }
        }

        /// <inheritdoc/>
        protected override bool IsMeasuring
        {
            get { return (Registers[0x2D] & 0x01) == 0; }
        }

        /// <inheritdoc/>
        public override void Reset()
        {
            for (int i = 0; i < Registers.Length; i++)
            {
                Registers[i] = 0;
            }

            Registers[0x00] = 0xAD;
            Registers[0x01] = 0x1D;
            Registers[0x02] = 0xED;
            Registers[0x03] = 0x01;
            Registers[0x29] = 0x60;
            Registers[0x2C] = 0x81;
            Registers[0x2D] = 0x01;
            Waiting = 0;
            _entry = 0;
        }

        /// <summary>Somebody else reads one entry: the FIFO is no longer at an x.</summary>
        public void LoseEntry()
        {
            Advance();
        }

        /// <inheritdoc/>
        protected override void Overrun()
        {
            Registers[0x04] |= 0x04;
        }

        /// <inheritdoc/>
        protected override int RegisterOf(int octet, out bool isRead)
        {
            isRead = (octet & 1) != 0;
            return octet >> 1;
        }

        /// <inheritdoc/>
        protected override byte Get(int register, int index)
        {
            if (register == 0x11)
            {
                return FifoOctet(index % 3);
            }

            register += index;
            if (register == 0x05)
            {
                return (byte)((Waiting * 3) - _entry);
            }

            byte octet = Registers[register];
            if (register == 0x04)
            {
                Registers[0x04] &= 0xFB;
            }

            return octet;
        }

        /// <inheritdoc/>
        protected override void Written(int register)
        {
        }

        private byte FifoOctet(int index)
        {
            if (Waiting == 0)
            {
                return (byte)(index == 2 ? 0x02 : 0);
            }

            int value = Fifo[_entry];
            if (index < 2)
            {
                return (byte)(index == 0 ? value >> 12 : value >> 4);
            }

            int low = ((value & 15) << 4) | (_entry == 0 ? 1 : 0);
            Advance();
            return (byte)low;
        }

        private void Advance()
        {
            if (Waiting > 0 && ++_entry == 3)
            {
                _entry = 0;
                Drop();
            }
        }
    }
}
