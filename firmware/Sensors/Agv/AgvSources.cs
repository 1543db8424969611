using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>Makes the sources of a vehicle of their descriptions.</summary>
    internal static class AgvSources
    {
        private const int BatteryHead = 4;
        private const int MinPoints = 2;
        private const int MaxPoints = 16;
        private const int OdometryParameters = 3;
        private const int MaxMs = 3600000;
        private const int MaxTag = 32;
        private const double MaxVolts = 2000;
        private const double LeastTrack = 0.01;
        private const double MaxTrack = 20;

        /// <summary>The speed that no wheel has where a profile gives none, in m/s: twice that of a fast industrial truck.</summary>
        private const double DefaultMaximumSpeed = 10;

        private const double HighestMaximumSpeed = 100;

        /// <summary>Whether a battery can have so many parameters.</summary>
        /// <param name="parameters">How many.</param>
        /// <returns>True for capacity, efficiency, rest current, rest minutes and 2 to 16 points.</returns>
        public static bool IsBattery(int parameters)
        {
            int points = parameters - BatteryHead;
            return points % 2 == 0 && points >= 2 * MinPoints && points <= 2 * MaxPoints;
        }

        /// <summary>Whether odometry can have so many parameters.</summary>
        /// <param name="parameters">How many.</param>
        /// <returns>True for track, standstill, window, and where it is given the maximum speed.</returns>
        public static bool IsOdometry(int parameters)
        {
            return parameters == OdometryParameters || parameters == OdometryParameters + 1;
        }

        /// <summary>Makes a source.</summary>
        /// <param name="source">Its description.</param>
        /// <param name="ports">Who uses which port.</param>
        /// <param name="signals">Where it writes.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <returns>The source; null when it can't be had.</returns>
        public static SignalSource Create(SourceDescriptor source, SerialPorts ports, SignalTable signals, int first)
        {
            switch (source.Kind)
            {
                case SourceKind.Battery:
                    return HasBothInputs(source) ? CreateBattery(source, signals, first) : null;

                case SourceKind.Odometry:
                    return HasBothInputs(source) ? CreateOdometry(source, signals, first) : null;

                case SourceKind.SafetyState:
                    return IoSources.HasInput(source, 0) ? CreateSafetyState(source, signals, first) : null;

                case SourceKind.TagReader:
                    return CreateTagReader(source, ports, signals, first);

                default:
                    return null;
            }
        }

        private static bool HasBothInputs(SourceDescriptor source)
        {
            return IoSources.HasInput(source, 0) && IoSources.HasInput(source, 1);
        }

        private static SignalSource CreateBattery(SourceDescriptor source, SignalTable signals, int first)
        {
            double capacity;
            double efficiency;
            double restCurrent;
            double restMinutes;
            if (!source.TryNumber(0, 0.1, 100000, out capacity)
                || !source.TryNumber(1, 0.5, 1, out efficiency)
                || !source.TryNumber(2, 0.001, 1000, out restCurrent)
                || !source.TryNumber(3, 0, 1440, out restMinutes))
            {
                return null;
            }

            int count = (source.Parameters.Length - BatteryHead) / 2;
            double[] volts = new double[count];
            double[] percents = new double[count];
            for (int i = 0; i < count; i++)
            {
                int at = BatteryHead + (2 * i);
                if (!source.TryNumber(at, 0.1, MaxVolts, out volts[i])
                    || !source.TryNumber(at + 1, 0, 100, out percents[i])
                    || (i > 0 && (volts[i] <= volts[i - 1] || percents[i] < percents[i - 1])))
                {
                    return null;
                }
            }

            RestVoltage table = new RestVoltage(volts, percents);
            return new BatterySource(signals, first, source.Inputs[0], source.Inputs[1], capacity, efficiency, restCurrent, restMinutes, table);
        }

        private static SignalSource CreateOdometry(SourceDescriptor source, SignalTable signals, int first)
        {
            double track;
            double standstill;
            int windowMs;
            double maximumSpeed = DefaultMaximumSpeed;
            if (!source.TryNumber(0, LeastTrack, MaxTrack, out track)
                || !source.TryNumber(1, 0, 10, out standstill)
                || !source.TryInteger(2, 1, MaxMs, out windowMs)
                || (source.Parameters.Length > OdometryParameters && !source.TryNumber(3, 0.01, HighestMaximumSpeed, out maximumSpeed)))
            {
                return null;
            }

            return new OdometrySource(signals, first, source.Inputs[0], source.Inputs[1], track, standstill, windowMs, maximumSpeed);
        }

        private static SignalSource CreateSafetyState(SourceDescriptor source, SignalTable signals, int first)
        {
            int type;
            int eStopLevel;
            int bumperLevel;
            if (!source.TryInteger(0, 0, SafetyStateSource.NoStop - 1, out type)
                || !source.TryInteger(1, 0, 1, out eStopLevel)
                || !source.TryInteger(2, 0, 1, out bumperLevel))
            {
                return null;
            }

            return new SafetyStateSource(signals, first, source.Inputs[0], source.Inputs[1], type, eStopLevel == 1, bumperLevel == 1);
        }

        private static SignalSource CreateTagReader(SourceDescriptor source, SerialPorts ports, SignalTable signals, int first)
        {
            int port;
            int baud;
            int maxLength;
            int timeoutMs;
            if (!source.TryInteger(0, 0, ports.Count - 1, out port)
                || !source.TryInteger(1, SerialPorts.MinBaud, SerialPorts.MaxBaud, out baud)
                || !source.TryInteger(2, 1, MaxTag, out maxLength)
                || !source.TryInteger(3, 0, MaxMs, out timeoutMs))
            {
                return null;
            }

            ISerialPort free = ports.Take(port);
            return free == null ? null : new TagReaderSource(signals, first, free, baud, maxLength, timeoutMs);
        }
    }
}
