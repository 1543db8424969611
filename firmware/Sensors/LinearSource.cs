using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A signal times a gain plus an offset: volts to millivolts, milliamperes of a shunt, a linear transmitter.</summary>
    public sealed class LinearSource : SignalSource
    {
        private readonly int _input;
        private readonly double _gain;
        private readonly double _offset;

        /// <summary>Makes a source of one signal.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The signal it fills.</param>
        /// <param name="input">The signal it reads.</param>
        /// <param name="gain">Units per unit of the input.</param>
        /// <param name="offset">What is added, in the output's unit.</param>
        public LinearSource(SignalTable signals, int first, int input, double gain, double offset)
            : base(signals, first, 1)
        {
            _input = input;
            _gain = gain;
            _offset = offset;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            uint status = Signals.Statuses[_input];
            if (_gain < 0)
            {
                status = Quality.Mirrored(status);
            }

            if (StatusCode.IsBad(status))
            {
                Fail(0, status);
                return;
            }

            Set(0, (Signals.Values[_input] * _gain) + _offset, status);
        }
    }
}
