using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A signal times a gain plus an offset.</summary>
    public sealed class LinearSource : SignalSource
    {
        private readonly int _input;
        private readonly double _gain;
        private readonly double _offset;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its signal.</param>
        /// <param name="input">The number of the signal it reads.</param>
        /// <param name="gain">Units per unit of the input.</param>
        /// <param name="offset">What is added, in the signal's unit.</param>
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
            if (StatusCode.IsBad(status))
            {
                Fail(0, status);
                return;
            }

            Set(0, (Signals.Values[_input] * _gain) + _offset, status);
        }
    }
}
