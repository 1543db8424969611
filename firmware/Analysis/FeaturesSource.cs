using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>
    /// Mean, RMS, peak, crest factor and kurtosis of a signal over windows of samples, one after the other; they change when a window is complete. A window with
    /// missing samples is made of the rest and Uncertain_SubNormal; one without any is as bad as its last sample.
    /// </summary>
    public sealed class FeaturesSource : SignalSource
    {
        /// <summary>How many signals it fills.</summary>
        public const int Outputs = 5;

        private readonly int _input;
        private readonly int _samples;
        private readonly WindowFeatures _features = new WindowFeatures();
        private readonly WindowStatus _status = new WindowStatus();
        private int _taken;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <param name="input">The number of the signal it reads.</param>
        /// <param name="samples">Samples of a window, 2 or more.</param>
        public FeaturesSource(SignalTable signals, int first, int input, int samples)
            : base(signals, first, Outputs)
        {
            _input = input;
            _samples = samples;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            if (_status.Add(Inputs.StatusOf(Signals, _input)))
            {
                _features.Add((float)Signals.Values[_input]);
            }

            if (++_taken < _samples)
            {
                return;
            }

            uint status = _status.Value;
            if (StatusCode.IsBad(status))
            {
                FailAll(status);
            }
            else
            {
                Publish(status);
            }

            _taken = 0;
            _status.Reset();
            _features.Reset();
        }

        private void Publish(uint status)
        {
            WindowFeatures features = _features;
            features.Finish();
            Set(0, features.Mean, status);
            Set(1, features.Rms, status);
            Set(2, features.Peak, status);
            Set(3, features.CrestFactor, status);
            Set(4, features.Kurtosis, status);
        }
    }
}
