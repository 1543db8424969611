using Sidetap.Hal;
using Sidetap.Sensors;

namespace Sidetap.Model
{
    /// <summary>A board's inputs with as many analog and digital channels as a profile names. Those that the board does not have are not connected.</summary>
    internal static class ExtendedInputs
    {
        /// <summary>Adds what is missing.</summary>
        /// <param name="inputs">What the board has.</param>
        /// <param name="sources">What the profile wants.</param>
        /// <returns>The board's inputs themselves where nothing is missing.</returns>
        public static MachineInputs Of(MachineInputs inputs, SourceDescriptor[] sources)
        {
            int analog = ChannelsOf(sources, SourceKind.Analog);
            int digital = ChannelsOf(sources, SourceKind.Digital);
            bool hasAnalog = analog == 0 || (inputs.Analog != null && inputs.Analog.ChannelCount >= analog);
            bool hasDigital = digital == 0 || (inputs.Digital != null && inputs.Digital.ChannelCount >= digital);
            if (hasAnalog && hasDigital)
            {
                return inputs;
            }

            return new MachineInputs
            {
                Analog = hasAnalog ? inputs.Analog : new ExtendedAnalogInput(inputs.Analog, analog),
                Digital = hasDigital ? inputs.Digital : new ExtendedDigitalInput(inputs.Digital, digital),
                Burst = inputs.Burst,
                Counters = inputs.Counters,
                Spi = inputs.Spi,
                I2c = inputs.I2c,
                Serial = inputs.Serial,
            };
        }

        /// <summary>The channels that sources of a kind name, and those before them.</summary>
        private static int ChannelsOf(SourceDescriptor[] sources, SourceKind kind)
        {
            int count = 0;
            for (int i = 0; i < sources.Length; i++)
            {
                double[] parameters = sources[i].Parameters;
                if (sources[i].Kind == kind && parameters.Length > 0 && parameters[0] >= count && parameters[0] < SignalTable.MaxSignals)
                {
                    count = (int)parameters[0] + 1;
                }
            }

            return count;
        }
    }
}
