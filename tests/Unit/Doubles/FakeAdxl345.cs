namespace Sidetap.Tests
{
    /// <summary>An ADXL345 after its data sheet: tables 19 (registers) and 21 (FIFO modes), figure 37 (SPI).</summary>
    public sealed class FakeAdxl345 : FakeAccelerometer
    {
        /// <summary>A chip that was just switched on.</summary>
        public FakeAdxl345()
        {
            Reset();
        }

        /// <inheritdoc/>
        protected override int Address
        {
            get { return 0x53; }
        }

        /// <inheritdoc/>
        protected override bool IsMeasuring
        {
            get { return (Registers[0x2D] & 0x08) != 0; }
        }

        /// <inheritdoc/>
        public override void Reset()
        {
            for (int i = 0; i < Registers.Length; i++)
            {
                Registers[i] = 0;
            }

            Registers[0x00] = 0xE5;
            Registers[0x2C] = 0x0A;
            Registers[0x30] = 0x02;
            Waiting = 0;
        }

        /// <inheritdoc/>
        protected override void Overrun()
        {
            Registers[0x30] |= 0x01;
        }

        /// <inheritdoc/>
        protected override int RegisterOf(int octet, out bool isRead)
        {
            isRead = (octet & 0x80) != 0;
            return octet & 0x3F;
        }

        /// <inheritdoc/>
        protected override byte Get(int register, int index)
        {
            register += index;
            if (register == 0x39)
            {
                return (byte)Waiting;
            }

            if (register < 0x32 || register > 0x37)
            {
                return Registers[register];
            }

            int axis = (register - 0x32) / 2;
            int value = Waiting == 0 ? 0 : Fifo[axis];
            byte octet = (byte)((register & 1) == 0 ? value : value >> 8);
            if (register == 0x37 && Waiting > 0)
            {
                Drop();
                Registers[0x30] &= 0xFE; // reading data clears the overrun
            }

            return octet;
        }

        /// <inheritdoc/>
        protected override void Written(int register)
        {
            if (register == 0x38 && (Registers[0x38] & 0xC0) == 0)
            {
                Waiting = 0;
                Registers[0x30] &= 0xFE;
            }
        }
    }
}
