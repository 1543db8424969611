using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>Which of a board's channels a source reads: what to say where the board has no such channel.</summary>
    internal static class BoardChannels
    {
        /// <summary>How many channels a board has of what a kind of source reads.</summary>
        /// <param name="inputs">What the board has.</param>
        /// <param name="kind">The kind of source.</param>
        /// <returns>0 or more; -1: the kind's first parameter is no channel.</returns>
        public static int CountOf(MachineInputs inputs, SourceKind kind)
        {
            switch (kind)
            {
                case SourceKind.Analog:
                    return inputs.Analog == null ? 0 : inputs.Analog.ChannelCount;

                case SourceKind.CurrentClamp:
                    return inputs.Burst == null ? 0 : inputs.Burst.ChannelCount;

                case SourceKind.Digital:
                    return inputs.Digital == null ? 0 : inputs.Digital.ChannelCount;

                case SourceKind.PulseCounter:
                case SourceKind.Quadrature:
                    return inputs.Counters == null ? 0 : inputs.Counters.ChannelCount;

                case SourceKind.Max31856:
                case SourceKind.Max31865:
                    return inputs.Spi == null ? 0 : inputs.Spi.DeviceCount;

                case SourceKind.Modbus:
                case SourceKind.TagReader:
                    return inputs.Serial.Length;

                default:
                    return -1;
            }
        }

        /// <summary>What a channel of a kind of source is called.</summary>
        /// <param name="kind">A kind for which <see cref="CountOf"/> is not -1.</param>
        /// <returns>For example "analog channel".</returns>
        public static string NameOf(SourceKind kind)
        {
            switch (kind)
            {
                case SourceKind.Analog:
                    return "analog channel";

                case SourceKind.CurrentClamp:
                    return "burst channel";

                case SourceKind.Digital:
                    return "digital channel";

                case SourceKind.PulseCounter:
                case SourceKind.Quadrature:
                    return "counter";

                case SourceKind.Max31856:
                case SourceKind.Max31865:
                    return "SPI device";

                default:
                    return "serial port";
            }
        }

        /// <summary>Whether a source wants a channel beyond those of its board.</summary>
        /// <param name="source">The source, with the parameters of its kind.</param>
        /// <param name="inputs">What the board has.</param>
        /// <returns>False where it has the channel, or reads none.</returns>
        public static bool IsBeyond(SourceDescriptor source, MachineInputs inputs)
        {
            int channel;
            int count = CountOf(inputs, source.Kind);
            return count > 0 && source.TryInteger(0, count, int.MaxValue, out channel);
        }
    }
}
