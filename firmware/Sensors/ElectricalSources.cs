using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>Makes the electrical and temperature sensors, kinds 10 to 21, of what a profile says.</summary>
    public static class ElectricalSources
    {
        private const double Any = 1e15;
        private const double MaxOhms = 1e9;
        private const int MaxSamples = 65535;

        /// <summary>How many signals a source fills.</summary>
        /// <param name="source">The source.</param>
        /// <returns>1 or more; 0 when an input or parameter is missing, too many or out of range, or the kind is none of these.</returns>
        public static int OutputsOf(SourceDescriptor source)
        {
            switch (source.Kind)
            {
                case SourceKind.Analog:
                    return Has(source, 0, 3) && IsWhole(source, 0, 0, 255) && IsIn(source, 1, -Any, Any) && IsIn(source, 2, -Any, Any) ? 1 : 0;

                case SourceKind.Ads1115:
                    bool converts = Has(source, 0, 4) && IsWhole(source, 0, 72, 75) && IsWhole(source, 1, 0, 1) && GainCodeOf(source) >= 0 && RateCodeOf(source) >= 0;
                    return !converts ? 0 : source.Parameters[1] == 1 ? 2 : 4;

                case SourceKind.Linear:
                    return Has(source, 1, 2) && IsIn(source, 0, -Any, Any) && IsIn(source, 1, -Any, Any) ? 1 : 0;

                case SourceKind.CurrentLoop:
                    return Has(source, 1, 2) && IsIn(source, 0, -Any, Any) && IsIn(source, 1, -Any, Any) && source.Parameters[0] != source.Parameters[1] ? 1 : 0;

                case SourceKind.CurrentClamp:
                    return Has(source, 0, 6) && IsWhole(source, 0, 0, 255) && IsIn(source, 1, 1e-6, 1e6) && IsMains(source, 2) && IsWhole(source, 3, 1, 1000)
                        && IsIn(source, 4, -1e6, 1e6) && IsIn(source, 5, -1e6, 1e6) && source.Parameters[4] <= source.Parameters[5] ? 3 : 0;

                case SourceKind.Rms:
                    return Has(source, 1, 1) && IsWhole(source, 0, 1, MaxSamples) ? 1 : 0;

                case SourceKind.Thermocouple:
                    return Has(source, 2, 1) && IsWhole(source, 0, 0, 7) ? 1 : 0;

                case SourceKind.Max31856:
                    return Has(source, 0, 4) && IsWhole(source, 0, 0, 255) && IsWhole(source, 1, 0, 7) && IsMains(source, 2) && IsWhole(source, 3, 1, 16)
                        && IsPowerOf2((int)source.Parameters[3]) ? 2 : 0;

                case SourceKind.Rtd:
                    return Has(source, 1, 2) && IsIn(source, 0, 10, 10000) && IsIn(source, 1, 0, 1000) ? 1 : 0;

                case SourceKind.Max31865:
                    return Has(source, 0, 5) && IsWhole(source, 0, 0, 255) && IsIn(source, 1, 10, 10000) && IsIn(source, 2, 10, 100000) && IsWhole(source, 3, 2, 4)
                        && IsMains(source, 4) ? 2 : 0;

                case SourceKind.Ntc:
                    return IsNtc(source) ? 1 : 0;

                case SourceKind.Divider:
                    return Has(source, 1, 3) && IsIn(source, 0, 1, MaxOhms) && IsIn(source, 1, 0.1, 1000) && IsWhole(source, 2, 0, 1) ? 1 : 0;

                default:
                    return 0;
            }
        }

        /// <summary>Makes a source.</summary>
        /// <param name="source">What the profile says of it.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The first signal it is to fill.</param>
        /// <returns>The source; null when <see cref="OutputsOf"/> is 0, an input is not an earlier signal, or the board lacks what it needs.</returns>
        public static SignalSource Create(SourceDescriptor source, MachineInputs inputs, SignalTable signals, int first)
        {
            if (OutputsOf(source) == 0 || !AreEarlier(source, first))
            {
                return null;
            }

            double[] p = source.Parameters;
            int input = source.Inputs.Length > 0 ? source.Inputs[0] : 0;
            switch (source.Kind)
            {
                case SourceKind.Analog:
                    return inputs.Analog == null || p[0] >= inputs.Analog.ChannelCount
                        ? null : new AnalogSource(signals, first, inputs.Analog, (int)p[0], (float)p[1], (float)p[2]);

                case SourceKind.Ads1115:
                    return inputs.I2c == null ? null : new Ads1115(signals, first, inputs.I2c, (int)p[0], p[1] == 1, GainCodeOf(source), RateCodeOf(source));

                case SourceKind.Linear:
                    return new LinearSource(signals, first, input, p[0], p[1]);

                case SourceKind.CurrentLoop:
                    return new CurrentLoop(signals, first, input, p[0], p[1]);

                case SourceKind.CurrentClamp:
                    return CreateClamp(p, inputs.Burst, signals, first);

                case SourceKind.Rms:
                    return new RmsSource(signals, first, input, (int)p[0]);

                case SourceKind.Thermocouple:
                    return new Thermocouple(signals, first, input, source.Inputs[1], (ThermocoupleType)(int)p[0]);

                case SourceKind.Max31856:
                    return !HasChip(inputs, p[0])
                        ? null : new Max31856(signals, first, inputs.Spi, (int)p[0], (ThermocoupleType)(int)p[1], p[2] == 50, (int)p[3]);

                case SourceKind.Rtd:
                    return new Rtd(signals, first, input, p[0], p[1]);

                case SourceKind.Max31865:
                    return !HasChip(inputs, p[0]) ? null : new Max31865(signals, first, inputs.Spi, (int)p[0], p[1], p[2], p[3] == 3, p[4] == 50);

                case SourceKind.Ntc:
                    return new Ntc(signals, first, input, p[0] == 1, p[1], p[2], p[3], p[4], p[5]);

                default:
                    return new Divider(signals, first, input, p[0], p[1], p[2] == 1);
            }
        }

        private static SignalSource CreateClamp(double[] p, IBurstInput burst, SignalTable signals, int first)
        {
            int channel = (int)p[0];
            if (burst == null || channel >= burst.ChannelCount)
            {
                return null;
            }

            double samples = burst.RateOf(channel) / p[2];
            bool isFit = samples >= CurrentClamp.MinSamplesPerCycle && samples <= CurrentClamp.MaxSamplesPerCycle; // false for NaN as well
            return isFit ? new CurrentClamp(signals, first, burst, channel, (float)p[1], (float)p[2], (int)p[3], (float)p[4], (float)p[5]) : null;
        }

        private static bool HasChip(MachineInputs inputs, double device)
        {
            return inputs.Spi != null && device < inputs.Spi.DeviceCount;
        }

        private static bool AreEarlier(SourceDescriptor source, int first)
        {
            for (int i = 0; i < source.Inputs.Length; i++)
            {
                if (source.Inputs[i] < 0 || source.Inputs[i] >= first)
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsNtc(SourceDescriptor source)
        {
            if (!Has(source, 1, 6) || !IsWhole(source, 0, 0, 1) || !IsIn(source, 4, -100, 500) || !IsIn(source, 5, -100, 500) || source.Parameters[4] >= source.Parameters[5])
            {
                return false;
            }

            return source.Parameters[0] == 0
                ? IsIn(source, 1, 1, MaxOhms) && IsIn(source, 2, 100, 20000) && IsIn(source, 3, -Any, Any)
                : IsIn(source, 1, -1, 1) && IsIn(source, 2, -1, 1) && IsIn(source, 3, -1, 1);
        }

        // -1: none of the ranges.
        private static int GainCodeOf(SourceDescriptor source)
        {
            for (int code = 0; code <= 5; code++)
            {
                double difference = source.Parameters[2] - Ads1115.FullScaleOf(code);
                if (difference < 1e-6 && difference > -1e-6)
                {
                    return code;
                }
            }

            return -1;
        }

        // -1: none of the rates.
        private static int RateCodeOf(SourceDescriptor source)
        {
            for (int code = 0; code <= 7; code++)
            {
                if (source.Parameters[3] == Ads1115.RateOf(code))
                {
                    return code;
                }
            }

            return -1;
        }

        private static bool Has(SourceDescriptor source, int inputs, int parameters)
        {
            return source.Inputs.Length == inputs && source.Parameters.Length == parameters;
        }

        private static bool IsMains(SourceDescriptor source, int index)
        {
            return source.Parameters[index] == 50 || source.Parameters[index] == 60;
        }

        private static bool IsIn(SourceDescriptor source, int index, double low, double high)
        {
            double value;
            return source.TryNumber(index, low, high, out value);
        }

        private static bool IsWhole(SourceDescriptor source, int index, int low, int high)
        {
            int value;
            return source.TryInteger(index, low, high, out value);
        }

        private static bool IsPowerOf2(int value)
        {
            return (value & (value - 1)) == 0;
        }
    }
}
