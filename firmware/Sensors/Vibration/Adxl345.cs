using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>An ADXL345 (Analog Devices, data sheet revision E) in full resolution, its FIFO in stream mode.</summary>
    /// <remarks>
    /// A FIFO entry needs a read of its own: reading the six data registers at once takes it out. 5 µs must pass from the end of it to the next look at data or
    /// FIFO_STATUS; every read is a transfer of its own, and taking its octets apart takes an interpreter longer than that.
    /// The settings are read back with every burst, before it and behind it: a chip that lost its supply has forgotten them, and one that was unplugged answers
    /// with all 0 or all 1.
    /// </remarks>
    public sealed class Adxl345 : AccelerometerChip
    {
        /// <summary>The bits that make an octet on SPI a read of more than one register.</summary>
        public const int SpiReadBits = 0xC0;

        /// <summary>The most registers that are read at once.</summary>
        public const int LongestRead = 6;

        /// <summary>The lowest rate that is used, in Hz; each further one is twice as fast.</summary>
        public const double LowestRateHz = 12.5;

        /// <summary>How many rates: up to 1,600 Hz. At 3,200 Hz the FIFO is full within the 10 ms that an uptime clock ticks.</summary>
        public const int Rates = 8;

        private const int Identity = 0xE5;
        private const int CountsPerG = 256;

        private const int DeviceId = 0x00;
        private const int BwRate = 0x2C;
        private const int PowerCtl = 0x2D;
        private const int IntEnable = 0x2E;
        private const int DataFormat = 0x31;
        private const int DataX0 = 0x32;
        private const int FifoCtl = 0x38;

        private const int FirstRateCode = 0x07;
        private const int Measure = 0x08;
        private const int FullResolution = 0x08;
        private const int Stream = 0x90; // watermark at 16, which nobody waits for
        private const int Overrun = 0x01;
        private const int EntriesMask = 0x3F;

        private readonly int _rateCode;
        private readonly int _format;
        private readonly int _limit;

        /// <summary>Makes one.</summary>
        /// <param name="registers">Its registers.</param>
        /// <param name="rangeExponent">The range: 0 for 2 g, 1 for 4, 2 for 8, 3 for 16 g.</param>
        /// <param name="rate">The rate: 0 for 12.5 Hz up to 7 for 1,600 Hz.</param>
        public Adxl345(ChipRegisters registers, int rangeExponent, int rate)
            : base(registers)
        {
            _rateCode = FirstRateCode + rate;
            _format = FullResolution | rangeExponent;
            _limit = ((2 * CountsPerG) << rangeExponent) - 2; // the lowest bit is always 0 at 1,600 Hz
        }

        /// <inheritdoc/>
        public override float Scale
        {
            get { return (float)(StandardGravity / CountsPerG); }
        }

        /// <inheritdoc/>
        public override int Limit
        {
            get { return _limit; }
        }

        /// <inheritdoc/>
        public override uint Start()
        {
            if (!Registers.Read(DeviceId, 1))
            {
                return StatusCode.BadNoCommunication;
            }

            int identity = Registers.Data[Registers.At];
            if (identity != Identity)
            {
                return StatusOfIdentity(identity);
            }

            bool isWritten = Registers.Write(PowerCtl, 0)
                && Registers.Write(IntEnable, 0)
                && Registers.Write(DataFormat, _format)
                && Registers.Write(BwRate, _rateCode)
                && Registers.Write(FifoCtl, 0) // empties it
                && Registers.Write(FifoCtl, Stream)
                && Registers.Write(PowerCtl, Measure);
            bool hasOverrun;
            return isWritten && IsSetUp(out hasOverrun) ? StatusCode.Good : StatusCode.BadDeviceFailure;
        }

        /// <inheritdoc/>
        public override int Read()
        {
            byte[] data = Registers.Data;
            int at = Registers.At;
            if (!IsSetUp(out HasOverrun) || !Registers.Read(FifoCtl, 2) || data[at] != Stream)
            {
                return Lost;
            }

            int entries = data[at + 1] & EntriesMask;
            if (entries > FifoSamples)
            {
                entries = FifoSamples; // one more may wait in the output registers; it comes with the next read
            }

            int[] x = Samples[0];
            int[] y = Samples[1];
            int[] z = Samples[2];
            for (int i = 0; i < entries; i++)
            {
                if (!Registers.Read(DataX0, 6))
                {
                    return Lost;
                }

                x[i] = (short)(data[at] | (data[at + 1] << 8));
                y[i] = (short)(data[at + 2] | (data[at + 3] << 8));
                z[i] = (short)(data[at + 4] | (data[at + 5] << 8));
            }

            bool hasOverrun;
            return IsSetUp(out hasOverrun) ? entries : Lost;
        }

        /// <summary>Reads BW_RATE, POWER_CTL, INT_ENABLE, INT_MAP, INT_SOURCE and DATA_FORMAT, which lie side by side.</summary>
        private bool IsSetUp(out bool hasOverrun)
        {
            hasOverrun = false;
            if (!Registers.Read(BwRate, 6))
            {
                return false;
            }

            byte[] data = Registers.Data;
            int at = Registers.At;
            hasOverrun = (data[at + 4] & Overrun) != 0;
            return data[at] == _rateCode && data[at + 1] == Measure && data[at + 5] == _format;
        }
    }
}
