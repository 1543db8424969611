using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A number chosen by digital signals, as by a mode switch: that of the first one that is active.</summary>
    /// <remarks>The signals behind it don't matter. One before it that is Bad makes the number Bad: it might have been the one.</remarks>
    public sealed class SelectorSource : SignalSource
    {
        private readonly int[] _inputs;
        private readonly double _none;
        private readonly double[] _values;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its signal.</param>
        /// <param name="inputs">The digital signals.</param>
        /// <param name="none">The number when none is active.</param>
        /// <param name="values">A number for each.</param>
        public SelectorSource(SignalTable signals, int first, int[] inputs, double none, double[] values)
            : base(signals, first, 1)
        {
            _inputs = inputs;
            _none = none;
            _values = values;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            uint status = StatusCode.Good;
            for (int i = 0; i < _inputs.Length; i++)
            {
                uint inputStatus = Signals.Statuses[_inputs[i]];
                if (StatusCode.IsBad(inputStatus))
                {
                    Fail(0, inputStatus);
                    return;
                }

                status = LevelSignal.Worse(status, inputStatus);
                if (LevelSignal.IsActive(Signals, _inputs[i]))
                {
                    Set(0, _values[i], status);
                    return;
                }
            }

            Set(0, _none, status);
        }
    }
}
