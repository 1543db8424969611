using Sidetap.Analysis;

namespace Sidetap.Device.Bench
{
    /// <summary>Mean, RMS, peak, crest factor and kurtosis of 256 samples.</summary>
    public sealed class FeaturesScenario : Scenario
    {
        private readonly float[] _samples = new float[256];
        private readonly WindowFeatures _features = new WindowFeatures();

        /// <summary>Makes a window: a triangle with a spike.</summary>
        public FeaturesScenario()
        {
            for (int i = 0; i < _samples.Length; i++)
            {
                int phase = i & 31;
                _samples[i] = phase < 16 ? phase : 32 - phase;
            }

            _samples[100] = 60;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "features of 256 samples"; }
        }

        /// <inheritdoc/>
        public override void Run()
        {
            _features.Reset();
            _features.AddAll(_samples, 0, _samples.Length);
            _features.Finish();
        }
    }
}
