using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>Makes the sources of what is electrical: kinds 10 to 29.</summary>
    public static class ElectricalSources
    {
        private const int MaxSamples = 65535;

        /// <summary>How many signals a source fills.</summary>
        /// <param name="source">Its description.</param>
        /// <returns>1 or more; 0 when there is no such kind, or inputs and parameters make none.</returns>
        public static int OutputsOf(SourceDescriptor source)
        {
            switch (source.Kind)
            {
                case SourceKind.Analog:
                    return Has(source, 0, 3);

                case SourceKind.Linear:
                    return Has(source, 1, 2);

                case SourceKind.Rms:
                    return Has(source, 1, 1);

                default:
                    return 0;
            }
        }

        /// <summary>Makes a source.</summary>
        /// <param name="source">Its description.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="signals">Where it writes.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <returns>The source; null when a parameter is out of range or the board lacks what it needs.</returns>
        public static SignalSource Create(SourceDescriptor source, MachineInputs inputs, SignalTable signals, int first)
        {
            if (OutputsOf(source) == 0)
            {
                return null;
            }

            switch (source.Kind)
            {
                case SourceKind.Analog:
                    return CreateAnalog(source, inputs, signals, first);

                case SourceKind.Linear:
                    return new LinearSource(signals, first, source.Inputs[0], source.Parameters[0], source.Parameters[1]);

                default:
                    int samples;
                    return source.TryInteger(0, 1, MaxSamples, out samples) ? new RmsSource(signals, first, source.Inputs[0], samples) : null;
            }
        }

        private static SignalSource CreateAnalog(SourceDescriptor source, MachineInputs inputs, SignalTable signals, int first)
        {
            int channel;
            if (inputs.Analog == null || !source.TryInteger(0, 0, inputs.Analog.ChannelCount - 1, out channel))
            {
                return null;
            }

            return new AnalogSource(signals, first, inputs.Analog, channel, (float)source.Parameters[1], (float)source.Parameters[2]);
        }

        private static int Has(SourceDescriptor source, int inputs, int parameters)
        {
            return source.Inputs.Length == inputs && source.Parameters.Length == parameters ? 1 : 0;
        }
    }
}
