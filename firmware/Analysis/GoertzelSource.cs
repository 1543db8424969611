using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>
    /// The amplitudes of a signal at up to four frequencies over windows of samples, one after the other. A sample that is Bad is taken to be like the one before,
    /// and the window is Uncertain_SubNormal; a window of which less than half is usable is Bad. Where samples are missing in time the window begins anew.
    /// </summary>
    public sealed class GoertzelSource : SignalSource
    {
        private readonly int _input;
        private readonly int _samples;
        private readonly long _gapMs;
        private readonly GoertzelFilter[] _filters;
        private readonly WindowStatus _status = new WindowStatus();
        private float _value;
        private long _lastMs;
        private int _taken;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <param name="input">The number of the signal it reads.</param>
        /// <param name="rateHz">Samples per second.</param>
        /// <param name="samples">Samples of a window.</param>
        /// <param name="filters">One filter per frequency, made for this rate and window.</param>
        public GoertzelSource(SignalTable signals, int first, int input, double rateHz, int samples, GoertzelFilter[] filters)
            : base(signals, first, filters.Length)
        {
            _input = input;
            _samples = samples;
            _filters = filters;
            _gapMs = (long)(1750 / rateHz) + 1;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            if (_taken > 0 && nowMs - _lastMs > _gapMs)
            {
                Reset();
            }

            _lastMs = nowMs;
            if (_status.Add(Inputs.StatusOf(Signals, _input)))
            {
                _value = (float)Signals.Values[_input];
            }

            GoertzelFilter[] filters = _filters;
            for (int i = 0; i < filters.Length; i++)
            {
                filters[i].Add(_value);
            }

            if (++_taken >= _samples)
            {
                Publish();
                Reset();
            }
        }

        private void Publish()
        {
            uint status = _status.Value;
            if (_status.Usable * 2 < _samples)
            {
                FailAll(_status.LastBad);
                return;
            }

            for (int i = 0; i < _filters.Length; i++)
            {
                Set(i, _filters[i].Amplitude, status);
            }
        }

        private void Reset()
        {
            _taken = 0;
            _status.Reset();
            for (int i = 0; i < _filters.Length; i++)
            {
                _filters[i].Reset();
            }
        }
    }
}
