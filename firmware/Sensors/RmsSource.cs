using Sidetap.Analysis;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>The root mean square of a signal over windows of samples; it changes when a window is complete.</summary>
    public sealed class RmsSource : SignalSource
    {
        private readonly int _input;
        private readonly RmsWindow _window;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its signal.</param>
        /// <param name="input">The number of the signal it reads.</param>
        /// <param name="samples">Samples of a window, 1 or more.</param>
        public RmsSource(SignalTable signals, int first, int input, int samples)
            : base(signals, first, 1)
        {
            _input = input;
            _window = new RmsWindow(samples);
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            RmsWindow window = _window;
            if (!window.Add((float)Signals.Values[_input], Signals.Statuses[_input]))
            {
                return;
            }

            if (StatusCode.IsBad(window.Status))
            {
                Fail(0, window.Status);
                return;
            }

            Set(0, window.Value, window.Status);
        }
    }
}
