using Sidetap.Analysis;
using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>Makes accelerometer sources of their descriptions: chip, device or address, range, rate, window, axis of the bands, four bands.</summary>
    internal static class AccelerometerSources
    {
        /// <summary>How many parameters there are.</summary>
        public const int Parameters = 10;

        private const int LastChip = 3;
        private const int MinWindow = 32;
        private const int MaxWindow = 1024;
        private const int FirstAddress = 8;
        private const int LastAddress = 119;
        private const double RateTolerance = 0.001;

        /// <summary>Makes the source.</summary>
        /// <param name="source">Its description.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="signals">Where it writes.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <returns>The source; null when it can't be had. So is one whose interval is longer than it takes the FIFO to fill.</returns>
        public static SignalSource Create(SourceDescriptor source, MachineInputs inputs, SignalTable signals, int first)
        {
            int kind;
            int range;
            double rateHz;
            int window;
            int bandAxis;
            if (!source.TryInteger(0, 0, LastChip, out kind)
                || !source.TryInteger(2, 2, 16, out range)
                || !source.TryNumber(3, 0, Adxl355.HighestRateHz, out rateHz)
                || !source.TryInteger(4, MinWindow, MaxWindow, out window)
                || !source.TryInteger(5, 0, 2, out bandAxis))
            {
                return null;
            }

            float[] bands = BandsOf(source, (float)rateHz, window);
            AccelerometerChip chip = bands == null ? null : ChipOf(source, kind, range, rateHz, inputs);
            return chip == null || source.IntervalMs * rateHz > AccelerometerChip.FifoSamples * 1000
                ? null
                : new AccelerometerSource(signals, first, chip, (float)rateHz, window, bandAxis, bands);
        }

        private static float[] BandsOf(SourceDescriptor source, float rateHz, int window)
        {
            float[] bands = new float[AccelerometerSource.MaxBands];
            for (int i = 0; i < bands.Length; i++)
            {
                double band;
                if (!source.TryNumber(6 + i, 0, rateHz, out band) || (band > 0 && !GoertzelFilter.Fits(rateHz, (float)band, window)))
                {
                    return null;
                }

                bands[i] = (float)band;
            }

            return bands;
        }

        private static AccelerometerChip ChipOf(SourceDescriptor source, int kind, int range, double rateHz, MachineInputs inputs)
        {
            bool is345 = kind <= 1;
            int exponent = Exponent(range, 2, is345 ? 4 : 3);
            int rate = is345 ? RateOf(rateHz, Adxl345.LowestRateHz, 2, Adxl345.Rates) : RateOf(rateHz, Adxl355.HighestRateHz, 0.5, Adxl355.Rates);
            ChipRegisters registers = exponent < 0 || rate < 0 ? null : RegistersOf(source, is345, (kind & 1) == 0, inputs);
            if (registers == null)
            {
                return null;
            }

            if (is345)
            {
                return new Adxl345(registers, exponent, rate);
            }

            return new Adxl355(registers, exponent, rate);
        }

        private static ChipRegisters RegistersOf(SourceDescriptor source, bool is345, bool isSpi, MachineInputs inputs)
        {
            int number;
            int longest = is345 ? Adxl345.LongestRead : Adxl355.LongestRead;
            if (!isSpi)
            {
                bool isThere = inputs.I2c != null && source.TryInteger(1, FirstAddress, LastAddress, out number);
                return isThere ? new I2cChipRegisters(inputs.I2c, (int)source.Parameters[1], longest) : null;
            }

            if (inputs.Spi == null || !source.TryInteger(1, 0, inputs.Spi.DeviceCount - 1, out number))
            {
                return null;
            }

            return is345
                ? new SpiChipRegisters(inputs.Spi, number, 0, Adxl345.SpiReadBits, 0, longest)
                : new SpiChipRegisters(inputs.Spi, number, Adxl355.SpiShift, Adxl355.SpiReadBits, 0, longest);
        }

        /// <summary>Which power of two a range is, in units of the lowest; -1 for none of so many.</summary>
        private static int Exponent(int range, int lowest, int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (range == lowest << i)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Which of a chip's rates a number is; -1 for none. 3.906 is as good as 3.90625.</summary>
        private static int RateOf(double rateHz, double first, double ratio, int count)
        {
            for (int i = 0; i < count; i++)
            {
                double part = rateHz / first;
                if (part > 1 - RateTolerance && part < 1 + RateTolerance)
                {
                    return i;
                }

                first *= ratio;
            }

            return -1;
        }
    }
}
