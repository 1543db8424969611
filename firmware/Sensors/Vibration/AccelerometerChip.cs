using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A three-axis accelerometer with a FIFO.</summary>
    public abstract class AccelerometerChip
    {
        /// <summary>Samples of each axis that the FIFO holds.</summary>
        public const int FifoSamples = 32;

        /// <summary>What <see cref="Read"/> returns for a chip that is gone, or is no longer set up as it was: it lost its supply.</summary>
        public const int Lost = -1;

        /// <summary>The acceleration of 1 g in m/s².</summary>
        protected const double StandardGravity = 9.80665;

        /// <summary>The chip's registers.</summary>
        protected readonly ChipRegisters Registers;

        /// <summary>The samples of the last read by axis (x, y, z), in the chip's counts.</summary>
        public readonly int[][] Samples = { new int[FifoSamples], new int[FifoSamples], new int[FifoSamples] };

        /// <summary>Whether samples before the last read are missing.</summary>
        public bool HasOverrun;

        /// <summary>Makes one.</summary>
        /// <param name="registers">Its registers.</param>
        protected AccelerometerChip(ChipRegisters registers)
        {
            Registers = registers;
        }

        /// <summary>Octets of its buffers.</summary>
        public int BufferOctets
        {
            get { return Registers.BufferOctets + (3 * FifoSamples * 4); }
        }

        /// <summary>m/s² per count.</summary>
        public abstract float Scale { get; }

        /// <summary>The count from which on an axis is at the end of its range, in either direction.</summary>
        public abstract int Limit { get; }

        /// <summary>Looks whether the chip is the right one, and sets it up to measure.</summary>
        /// <returns>Good; Bad_NoCommunication when nothing is there (an empty SPI line reads as all 0 or all 1), Bad_DeviceFailure when it is something else, or
        /// does not take the settings.</returns>
        public abstract uint Start();

        /// <summary>Empties the FIFO into <see cref="Samples"/>.</summary>
        /// <returns>How many samples of each axis came, 0 or more; <see cref="Lost"/>.</returns>
        public abstract int Read();

        /// <summary>What an identity other than the right one means.</summary>
        /// <param name="identity">The octet that was read.</param>
        /// <returns>A Bad StatusCode.</returns>
        protected static uint StatusOfIdentity(int identity)
        {
            return identity == 0 || identity == 0xFF ? StatusCode.BadNoCommunication : StatusCode.BadDeviceFailure;
        }
    }
}
