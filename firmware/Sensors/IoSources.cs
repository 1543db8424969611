using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>Makes the sources of digital signals and devices on buses: kinds 30 to 49.</summary>
    public static class IoSources
    {
        private const int MaxDebounceMs = 60000;

        /// <summary>How many signals a source fills.</summary>
        /// <param name="source">Its description.</param>
        /// <returns>1 or more; 0 when there is no such kind, or inputs and parameters make none.</returns>
        public static int OutputsOf(SourceDescriptor source)
        {
            return source.Kind == SourceKind.Digital && source.Inputs.Length == 0 && source.Parameters.Length == 3 ? 1 : 0;
        }

        /// <summary>Makes a source.</summary>
        /// <param name="source">Its description.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="signals">Where it writes.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <returns>The source; null when a parameter is out of range or the board lacks what it needs.</returns>
        public static SignalSource Create(SourceDescriptor source, MachineInputs inputs, SignalTable signals, int first)
        {
            int channel;
            int debounceMs;
            int inverted;
            if (OutputsOf(source) == 0 || inputs.Digital == null
                || !source.TryInteger(0, 0, inputs.Digital.ChannelCount - 1, out channel)
                || !source.TryInteger(1, 0, MaxDebounceMs, out debounceMs)
                || !source.TryInteger(2, 0, 1, out inverted))
            {
                return null;
            }

            return new DigitalSource(signals, first, inputs.Digital, channel, debounceMs, inverted == 1);
        }
    }
}
