using Sidetap.Analysis;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>The root mean square of a signal over windows of a fixed number of samples. See <see cref="RmsWindow"/> for missing samples.</summary>
    public sealed class RmsSource : SignalSource
    {
        private readonly int _input;
        private readonly RmsWindow _window;

        /// <summary>Makes a source of one signal, the RMS.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The signal it fills.</param>
        /// <param name="input">The signal it reads.</param>
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
            if (_window.Add((float)Signals.Values[_input], Signals.Statuses[_input]))
            {
                if (StatusCode.IsBad(_window.Status))
                {
                    Fail(0, _window.Status);
                    return;
                }

                Set(0, _window.Value, _window.Status);
            }
        }
    }
}
