using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>Makes the sources of digital signals, counters, serial lines and vehicles: kinds 30 to 49.</summary>
    public static class IoSources
    {
        private const int MaxMs = 3600000;
        private const int MaxDebounceMs = 60000;
        private const int MaxSelectorInputs = 6;
        private const int MaxState = 3; // MachineryItemState
        private const double MaxUnits = 1e12;

        /// <summary>How many signals a source fills.</summary>
        /// <param name="source">Its description.</param>
        /// <returns>1 or more; 0 when there is no such kind, or inputs and parameters make none.</returns>
        public static int OutputsOf(SourceDescriptor source)
        {
            int inputs = source.Inputs.Length;
            int parameters = source.Parameters.Length;
            switch (source.Kind)
            {
                case SourceKind.Digital:
                    return inputs == 0 && parameters == 3 ? 1 : 0;

                case SourceKind.PulseCounter:
                case SourceKind.Quadrature:
                    return inputs == 0 && parameters == 3 ? 2 : 0;

                case SourceKind.Modbus:
                    return inputs == 0 ? ModbusSources.PointsOf(parameters) : 0;

                case SourceKind.Accelerometer:
                    return inputs == 0 && parameters == AccelerometerSources.Parameters ? AccelerometerSource.Outputs : 0;

                case SourceKind.Battery:
                    return inputs == 2 && AgvSources.IsBattery(parameters) ? BatterySource.Outputs : 0;

                case SourceKind.Odometry:
                    return inputs == 2 && AgvSources.IsOdometry(parameters) ? OdometrySource.Outputs : 0;

                case SourceKind.SafetyState:
                    return inputs == 2 && parameters == 3 ? 2 : 0;

                case SourceKind.TagReader:
                    return inputs == 0 && parameters == 4 ? TagReaderSource.Outputs : 0;

                case SourceKind.StackLight:
                    return inputs == 3 && parameters == 1 + StackLightSource.States ? 3 : 0;

                case SourceKind.Selector:
                    return inputs >= 1 && inputs <= MaxSelectorInputs && parameters == inputs + 1 ? 1 : 0;

                default:
                    return 0;
            }
        }

        /// <summary>Makes a source. Nothing is read from the board, and nothing sent to it, before its first sample.</summary>
        /// <param name="source">Its description.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="ports">Who uses the board's serial ports: one for all sources of a box.</param>
        /// <param name="signals">Where it writes.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <returns>The source; null when a parameter is out of range, the board lacks what it needs, or another source has it.</returns>
        public static SignalSource Create(SourceDescriptor source, MachineInputs inputs, SerialPorts ports, SignalTable signals, int first)
        {
            if (OutputsOf(source) == 0)
            {
                return null;
            }

            switch (source.Kind)
            {
                case SourceKind.Digital:
                    return CreateDigital(source, inputs.Digital, signals, first);

                case SourceKind.PulseCounter:
                case SourceKind.Quadrature:
                    return CreateCounter(source, inputs.Counters, signals, first);

                case SourceKind.Modbus:
                    return ModbusSources.Create(source, ports, signals, first);

                case SourceKind.Accelerometer:
                    return AccelerometerSources.Create(source, inputs, signals, first);

                case SourceKind.StackLight:
                    return CreateStackLight(source, signals, first);

                case SourceKind.Selector:
                    return CreateSelector(source, signals, first);

                default:
                    return AgvSources.Create(source, ports, signals, first);
            }
        }

        /// <summary>Whether an input is a signal rather than left out.</summary>
        /// <param name="source">The source.</param>
        /// <param name="input">Which input.</param>
        /// <returns>True when it is there.</returns>
        internal static bool HasInput(SourceDescriptor source, int input)
        {
            return source.Inputs[input] != SignalTable.None;
        }

        private static SignalSource CreateDigital(SourceDescriptor source, IDigitalInput input, SignalTable signals, int first)
        {
            int channel;
            int debounceMs;
            int inverted;
            if (input == null
                || !source.TryInteger(0, 0, input.ChannelCount - 1, out channel)
                || !source.TryInteger(1, 0, MaxDebounceMs, out debounceMs)
                || !source.TryInteger(2, 0, 1, out inverted))
            {
                return null;
            }

            return new DigitalSource(signals, first, input, channel, debounceMs, inverted == 1);
        }

        private static SignalSource CreateCounter(SourceDescriptor source, ICounterInput input, SignalTable signals, int first)
        {
            int channel;
            double units;
            int windowMs;
            if (input == null
                || !source.TryInteger(0, 0, input.ChannelCount - 1, out channel)
                || !source.TryNumber(1, -MaxUnits, MaxUnits, out units)
                || !source.TryInteger(2, 1, MaxMs, out windowMs))
            {
                return null;
            }

            if (source.Kind == SourceKind.Quadrature)
            {
                return new QuadratureSource(signals, first, input, channel, units, windowMs);
            }

            return new PulseCounterSource(signals, first, input, channel, units, windowMs);
        }

        private static SignalSource CreateStackLight(SourceDescriptor source, SignalTable signals, int first)
        {
            int windowMs;
            if (!source.TryInteger(0, 1, MaxMs, out windowMs) || !(HasInput(source, 0) || HasInput(source, 1) || HasInput(source, 2)))
            {
                return null;
            }

            double[] states = new double[StackLightSource.States];
            for (int i = 0; i < states.Length; i++)
            {
                int state;
                if (!source.TryInteger(1 + i, 0, MaxState, out state))
                {
                    return null;
                }

                states[i] = state;
            }

            return new StackLightSource(signals, first, source.Inputs, windowMs, states);
        }

        private static SignalSource CreateSelector(SourceDescriptor source, SignalTable signals, int first)
        {
            double[] values = new double[source.Inputs.Length];
            double none;
            if (!source.TryNumber(0, -MaxUnits, MaxUnits, out none))
            {
                return null;
            }

            for (int i = 0; i < values.Length; i++)
            {
                if (!HasInput(source, i) || !source.TryNumber(1 + i, -MaxUnits, MaxUnits, out values[i]))
                {
                    return null;
                }
            }

            return new SelectorSource(signals, first, source.Inputs, none, values);
        }
    }
}
