using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>An ADXL355 (Analog Devices, data sheet revision C), whose FIFO of 96 entries comes in one burst.</summary>
    /// <remarks>
    /// An entry has 20 bits of one axis, a mark for the x axis and one for "there was none": by these the axes are told apart, whatever was read before.
    /// The settings are read back with every burst, before it and behind it, as with the ADXL345.
    /// </remarks>
    public sealed class Adxl355 : AccelerometerChip
    {
        /// <summary>Places by which a register's number is shifted up on SPI.</summary>
        public const int SpiShift = 1;

        /// <summary>The bit that makes an octet on SPI a read.</summary>
        public const int SpiReadBits = 0x01;

        /// <summary>The most registers that are read at once: the FIFO.</summary>
        public const int LongestRead = 3 * 3 * FifoSamples;

        /// <summary>The highest rate that is used, in Hz; each further one is half as fast. At 4,000 Hz the FIFO is full within 8 ms.</summary>
        public const double HighestRateHz = 2000;

        /// <summary>How many rates: down to 3.90625 Hz.</summary>
        public const int Rates = 10;

        private const int AnalogDevices = 0xAD;
        private const int Mems = 0x1D;
        private const int Part = 0xED;
        private const int CountsPerG = 256000;

        private const int DeviceId = 0x00;
        private const int Status = 0x04;
        private const int FifoData = 0x11;
        private const int Filter = 0x28;
        private const int FifoSamplesRegister = 0x29;
        private const int Range = 0x2C;
        private const int PowerCtl = 0x2D;

        private const int Standby = 0x01;
        private const int Measure = 0x00;
        private const int Overrun = 0x04;
        private const int RangeMask = 0x03;
        private const int HighSpeed = 0x80; // I2C_HS, set after a reset
        private const int Entries = 3 * FifoSamples;
        private const int IsEmpty = 0x02;
        private const int IsX = 0x01;
        private const int FirstRateCode = 1;

        private readonly int _rateCode;
        private readonly int _rangeCode;
        private readonly float _scale;
        private bool _isOutOfStep;

        /// <summary>Makes one.</summary>
        /// <param name="registers">Its registers.</param>
        /// <param name="rangeExponent">The range: 0 for 2.048 g, 1 for 4.096, 2 for 8.192 g.</param>
        /// <param name="rate">The rate: 0 for 2,000 Hz up to 9 for 3.9 Hz.</param>
        public Adxl355(ChipRegisters registers, int rangeExponent, int rate)
            : base(registers)
        {
            _rateCode = FirstRateCode + rate;
            _rangeCode = rangeExponent + 1;
            _scale = (float)(StandardGravity * (1 << rangeExponent) / CountsPerG);
        }

        /// <inheritdoc/>
        public override float Scale
        {
            get { return _scale; }
        }

        /// <inheritdoc/>
        public override int Limit
        {
            get { return 0x7FFFE; }
        }

        /// <summary>How often entries were not in the order x, y, z.</summary>
        public int Misaligned { get; private set; }

        /// <inheritdoc/>
        public override uint Start()
        {
            if (!Registers.Read(DeviceId, 3))
            {
                return StatusCode.BadNoCommunication;
            }

            byte[] data = Registers.Data;
            int at = Registers.At;
            if (data[at] != AnalogDevices || data[at + 1] != Mems || data[at + 2] != Part)
            {
                return StatusOfIdentity(data[at]);
            }

            bool isWritten = Registers.Write(PowerCtl, Standby)
                && Registers.Write(Filter, _rateCode)
                && Registers.Write(FifoSamplesRegister, Entries)
                && Registers.Write(Range, HighSpeed | _rangeCode)
                && Registers.Write(PowerCtl, Measure);
            return isWritten && IsSetUp() ? StatusCode.Good : StatusCode.BadDeviceFailure;
        }

        /// <inheritdoc/>
        public override int Read()
        {
            byte[] data = Registers.Data;
            int at = Registers.At;
            if (!IsSetUp() || !Registers.Read(Status, 2))
            {
                return Lost;
            }

            HasOverrun = (data[at] & Overrun) != 0;
            int entries = data[at + 1];
            if (entries > Entries)
            {
                return Lost;
            }

            // A sample that is being written comes with the next read. Out of step, the end of the FIFO is the end of a sample.
            entries -= _isOutOfStep ? 0 : entries % 3;
            if (entries == 0)
            {
                return 0;
            }

            if (!Registers.Read(FifoData, entries * 3))
            {
                return Lost;
            }

            int count = TakeApart(entries);
            return IsSetUp() ? count : Lost;
        }

        private int TakeApart(int entries)
        {
            byte[] data = Registers.Data;
            int at = Registers.At;
            int axis = 0;
            int count = 0;
            _isOutOfStep = false;
            for (int i = 0; i < entries; i++)
            {
                int low = data[at + 2];
                if ((low & IsEmpty) != 0)
                {
                    break;
                }

                bool isX = (low & IsX) != 0;
                if (isX != (axis == 0))
                {
                    Misaligned++;
                    _isOutOfStep = true;
                    HasOverrun = true; // something is missing before this one
                    count = 0;
                    axis = 0;
                }

                if (isX || axis > 0)
                {
                    int value = (data[at] << 12) | (data[at + 1] << 4) | (low >> 4);
                    Samples[axis][count] = (value << 12) >> 12;
                    axis = axis == 2 ? 0 : axis + 1;
                    count += axis == 0 ? 1 : 0;
                }

                at += 3;
            }

            return count;
        }

        private bool IsSetUp()
        {
            if (!Registers.Read(Filter, 6))
            {
                return false;
            }

            byte[] data = Registers.Data;
            int at = Registers.At;
            return data[at] == _rateCode && data[at + 1] == Entries && (data[at + 4] & RangeMask) == _rangeCode && data[at + 5] == Measure;
        }
    }
}
