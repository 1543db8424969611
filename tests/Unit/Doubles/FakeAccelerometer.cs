using Sidetap.Hal;

namespace Sidetap.Tests
{
    /// <summary>What two accelerometers on a bus have in common: registers, a FIFO of 32 samples, and ways to be gone.</summary>
    public abstract class FakeAccelerometer : ISpiBus, II2cBus
    {
        /// <summary>Samples that the FIFO holds.</summary>
        protected const int Depth = 32;

        /// <summary>The registers.</summary>
        public readonly byte[] Registers = new byte[64];

        /// <summary>The samples in the FIFO, oldest first: x, y, z.</summary>
        protected readonly int[] Fifo = new int[3 * Depth];

        /// <summary>How many samples are in the FIFO.</summary>
        public int Waiting;

        /// <summary>Whether nothing is connected.</summary>
        public bool IsAbsent;

        /// <summary>What an SPI line without a chip reads.</summary>
        public byte Floating;

        /// <summary>Whether the bus itself fails.</summary>
        public bool BusFails;

        /// <summary>Whether the chip ignores what is written.</summary>
        public bool IgnoresWrites;

        /// <summary>The chip is unplugged after so many transfers; -1: never.</summary>
        public int UnplugAfter = -1;

        /// <summary>How many transfers there were.</summary>
        public int Transfers;

        /// <inheritdoc/>
        public int DeviceCount
        {
            get { return 1; }
        }

        /// <summary>The chip's address on I²C.</summary>
        protected abstract int Address { get; }

        /// <summary>Whether it measures: a chip in standby fills no FIFO.</summary>
        protected abstract bool IsMeasuring { get; }

        /// <summary>The supply comes back: everything is as after power-on.</summary>
        public abstract void Reset();

        /// <summary>The chip takes a sample, in its counts.</summary>
        public void Push(int x, int y, int z)
        {
            if (!IsMeasuring)
            {
                return;
            }

            if (Waiting == Depth)
            {
                Drop();
                Overrun();
            }

            Fifo[3 * Waiting] = x;
            Fifo[(3 * Waiting) + 1] = y;
            Fifo[(3 * Waiting) + 2] = z;
            Waiting++;
        }

        /// <inheritdoc/>
        public bool Transfer(int device, byte[] write, byte[] read, int length)
        {
            if (!Begin())
            {
                return false;
            }

            if (IsAbsent)
            {
                for (int i = 0; i < length; i++)
                {
                    read[i] = Floating;
                }

                return true;
            }

            bool isRead;
            int register = RegisterOf(write[0], out isRead);
            for (int i = 1; i < length; i++)
            {
                if (isRead)
                {
                    read[i] = Get(register, i - 1);
                }
                else
                {
                    Put(register + i - 1, write[i]);
                }
            }

            return true;
        }

        /// <inheritdoc/>
        public bool Transfer(int address, byte[] write, int writeLength, byte[] read, int readLength)
        {
            if (!Begin() || IsAbsent || address != Address)
            {
                return false;
            }

            for (int i = 1; i < writeLength; i++)
            {
                Put(write[0] + i - 1, write[i]);
            }

            for (int i = 0; i < readLength; i++)
            {
                read[i] = Get(write[0], i);
            }

            return true;
        }

        /// <summary>Takes the oldest sample out of the FIFO.</summary>
        protected void Drop()
        {
            for (int i = 3; i < 3 * Waiting; i++)
            {
                Fifo[i - 3] = Fifo[i];
            }

            Waiting--;
        }

        /// <summary>A sample was lost.</summary>
        protected abstract void Overrun();

        /// <summary>Takes the first octet on SPI apart.</summary>
        protected abstract int RegisterOf(int octet, out bool isRead);

        /// <summary>The octet at an index of a read.</summary>
        protected abstract byte Get(int register, int index);

        /// <summary>Something was written.</summary>
        protected abstract void Written(int register);

        private bool Begin()
        {
            Transfers++;
            if (UnplugAfter >= 0 && UnplugAfter-- == 0)
            {
                IsAbsent = true;
            }

            return !BusFails;
        }

        private void Put(int register, byte value)
        {
            if (!IgnoresWrites)
            {
                Registers[register & 63] = value;
                Written(register);
            }
        }
    }
}
