using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>Makes the electrical and temperature sensors, kinds 10 to 21, of what a profile says.</summary>
    public static class ElectricalSources
    {
        private const double Any = 1e15;
        private const double MaxOhms = 1e9;
        private const int MaxSamples = 1000000;

        /// <summary>How many signals a source fills.</summary>
        /// <param name="d">The source.</param>
        /// <returns>1 or more; 0 when an input or parameter is missing, too many or out of range, or the kind is none of these.</returns>
        public static int OutputsOf(SourceDescriptor d)
        {
            switch (d.Kind)
            {
                case SourceKind.Analog:
                    return Has(d, 0, 3) && IsWhole(d, 0, 0, 255) && IsIn(d, 1, -Any, Any) && IsIn(d, 2, -Any, Any) ? 1 : 0;

                case SourceKind.Ads1115:
                    bool converts = Has(d, 0, 4) && IsWhole(d, 0, 72, 75) && IsWhole(d, 1, 0, 1) && GainCodeOf(d) >= 0 && RateCodeOf(d) >= 0;
                    return !converts ? 0 : d.Parameters[1] == 1 ? 2 : 4;

                case SourceKind.Linear:
                    return Has(d, 1, 2) && IsIn(d, 0, -Any, Any) && IsIn(d, 1, -Any, Any) ? 1 : 0;

                case SourceKind.CurrentLoop:
                    return Has(d, 1, 2) && IsIn(d, 0, -Any, Any) && IsIn(d, 1, -Any, Any) && d.Parameters[0] != d.Parameters[1] ? 1 : 0;

                case SourceKind.CurrentClamp:
                    return Has(d, 0, 6) && IsWhole(d, 0, 0, 255) && IsIn(d, 1, 1e-6, 1e6) && IsMains(d, 2) && IsWhole(d, 3, 1, 1000)
                        && IsIn(d, 4, -1e6, 1e6) && IsIn(d, 5, -1e6, 1e6) && d.Parameters[4] <= d.Parameters[5] ? 3 : 0;

                case SourceKind.Rms:
                    return Has(d, 1, 1) && IsWhole(d, 0, 1, MaxSamples) ? 1 : 0;

                case SourceKind.Thermocouple:
                    return Has(d, 2, 1) && IsWhole(d, 0, 0, 7) ? 1 : 0;

                case SourceKind.Max31856:
                    return Has(d, 0, 4) && IsWhole(d, 0, 0, 255) && IsWhole(d, 1, 0, 7) && IsMains(d, 2) && IsWhole(d, 3, 1, 16)
                        && IsPowerOf2((int)d.Parameters[3]) ? 2 : 0;

                case SourceKind.Rtd:
                    return Has(d, 1, 2) && IsIn(d, 0, 10, 10000) && IsIn(d, 1, 0, 1000) ? 1 : 0;

                case SourceKind.Max31865:
                    return Has(d, 0, 5) && IsWhole(d, 0, 0, 255) && IsIn(d, 1, 10, 10000) && IsIn(d, 2, 10, 100000) && IsWhole(d, 3, 2, 4)
                        && IsMains(d, 4) ? 2 : 0;

                case SourceKind.Ntc:
                    return IsNtc(d) ? 1 : 0;

                case SourceKind.Divider:
                    return Has(d, 1, 3) && IsIn(d, 0, 1, MaxOhms) && IsIn(d, 1, 0.1, 1000) && IsWhole(d, 2, 0, 1) ? 1 : 0;

                default:
                    return 0;
            }
        }

        /// <summary>Makes a source.</summary>
        /// <param name="d">What the profile says of it.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The first signal it is to fill.</param>
        /// <returns>The source; null when <see cref="OutputsOf"/> is 0, an input is not an earlier signal, or the board lacks what it needs.</returns>
        public static SignalSource Create(SourceDescriptor d, MachineInputs inputs, SignalTable signals, int first)
        {
            if (OutputsOf(d) == 0 || !AreEarlier(d, first))
            {
                return null;
            }

            double[] p = d.Parameters;
            int input = d.Inputs.Length > 0 ? d.Inputs[0] : 0;
            switch (d.Kind)
            {
                case SourceKind.Analog:
                    return inputs.Analog == null || p[0] >= inputs.Analog.ChannelCount
                        ? null : new AnalogSource(signals, first, inputs.Analog, (int)p[0], (float)p[1], (float)p[2]);

                case SourceKind.Ads1115:
                    return inputs.I2c == null ? null : new Ads1115(signals, first, inputs.I2c, (int)p[0], p[1] == 1, GainCodeOf(d), RateCodeOf(d));

                case SourceKind.Linear:
                    return new LinearSource(signals, first, input, p[0], p[1]);

                case SourceKind.CurrentLoop:
                    return new CurrentLoop(signals, first, input, p[0], p[1]);

                case SourceKind.CurrentClamp:
                    return CreateClamp(p, inputs.Burst, signals, first);

                case SourceKind.Rms:
                    return new RmsSource(signals, first, input, (int)p[0]);

                case SourceKind.Thermocouple:
                    return new Thermocouple(signals, first, input, d.Inputs[1], (ThermocoupleType)(int)p[0]);

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

        private static bool AreEarlier(SourceDescriptor d, int first)
        {
            for (int i = 0; i < d.Inputs.Length; i++)
            {
                if (d.Inputs[i] < 0 || d.Inputs[i] >= first)
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsNtc(SourceDescriptor d)
        {
            if (!Has(d, 1, 6) || !IsWhole(d, 0, 0, 1) || !IsIn(d, 4, -100, 500) || !IsIn(d, 5, -100, 500) || d.Parameters[4] >= d.Parameters[5])
            {
                return false;
            }

            return d.Parameters[0] == 0
                ? IsIn(d, 1, 1, MaxOhms) && IsIn(d, 2, 100, 20000) && IsIn(d, 3, -Any, Any)
                : IsIn(d, 1, -1, 1) && IsIn(d, 2, -1, 1) && IsIn(d, 3, -1, 1);
        }

        // -1: none of the ranges.
        private static int GainCodeOf(SourceDescriptor d)
        {
            for (int code = 0; code <= 5; code++)
            {
                double difference = d.Parameters[2] - Ads1115.FullScaleOf(code);
                if (difference < 1e-6 && difference > -1e-6)
                {
                    return code;
                }
            }

            return -1;
        }

        // -1: none of the rates.
        private static int RateCodeOf(SourceDescriptor d)
        {
            for (int code = 0; code <= 7; code++)
            {
                if (d.Parameters[3] == Ads1115.RateOf(code))
                {
                    return code;
                }
            }

            return -1;
        }

        private static bool Has(SourceDescriptor d, int inputs, int parameters)
        {
            return d.Inputs.Length == inputs && d.Parameters.Length == parameters;
        }

        private static bool IsMains(SourceDescriptor d, int index)
        {
            return d.Parameters[index] == 50 || d.Parameters[index] == 60;
        }

        private static bool IsIn(SourceDescriptor d, int index, double low, double high)
        {
            double value;
            return d.TryNumber(index, low, high, out value);
        }

        private static bool IsWhole(SourceDescriptor d, int index, int low, int high)
        {
            int value;
            return d.TryInteger(index, low, high, out value);
        }

        private static bool IsPowerOf2(int value)
        {
            return (value & (value - 1)) == 0;
        }
    }
}
