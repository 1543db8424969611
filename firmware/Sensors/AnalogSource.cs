using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A quantity on an analog channel: reading times gain plus offset, with the status the reading came with.</summary>
    public sealed class AnalogSource : SignalSource
    {
        private readonly IAnalogInput _input;
        private readonly int _channel;
        private readonly float _gain;
        private readonly float _offset;

        /// <summary>Makes a source of one signal, the quantity.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The signal it fills.</param>
        /// <param name="input">The board's analog channels, or a snapshot of them.</param>
        /// <param name="channel">Which of them.</param>
        /// <param name="gain">Units per unit of the channel.</param>
        /// <param name="offset">What is added, in the quantity's unit.</param>
        public AnalogSource(SignalTable signals, int first, IAnalogInput input, int channel, float gain, float offset)
            : base(signals, first, 1)
        {
            _input = input;
            _channel = channel;
            _gain = gain;
            _offset = offset;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            float raw;
            uint status = InputStatusCodes.Of(_input.Read(_channel, out raw));
            if (StatusCode.IsBad(status))
            {
                Fail(0, status);
                return;
            }

            // A Float: what leaves its range is as little a reading as what is no number.
            float value = (raw * _gain) + _offset;
            Set(0, value, status);
        }
    }
}
