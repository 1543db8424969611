using System;

namespace Sidetap.Analysis
{
    /// <summary>
    /// The amplitude of one frequency in windows of a fixed number of samples, one after the other: Goertzel's algorithm in the form of Reinsch, which
    /// keeps its digits at low frequencies and at those near half the rate.
    /// </summary>
    /// <remarks>
    /// What it computes is 2/n times the magnitude of the Fourier sum of the samples less their mean. So a constant offset shows in no frequency, whether or
    /// not the window holds whole periods. A sine between two whole numbers of periods per window shows in its neighbours too, as with any window of equal
    /// weights: at one whole number of periods beside it nothing is left, at a half 64 %.
    /// </remarks>
    public sealed class GoertzelFilter
    {
        private readonly int _samples;
        private readonly bool _isLow;
        private readonly float _cosine;
        private readonly float _sine;
        private readonly float _factor;
        private readonly float _offsetReal;
        private readonly float _offsetImaginary;
        private float _first;
        private float _sum;
        private float _state;
        private float _step;
        private int _taken;

        /// <summary>The amplitude (peak, not RMS) in the last complete window, in the samples' unit; 0 before there was one.</summary>
        public float Amplitude;

        /// <summary>Makes a filter.</summary>
        /// <param name="rateHz">Samples per second, more than 0.</param>
        /// <param name="frequencyHz">The frequency: at least one period per window, less than half the rate.</param>
        /// <param name="samples">Samples in a window, 3 or more.</param>
        /// <exception cref="ArgumentException">They do not fit: see <see cref="Fits"/>.</exception>
        public GoertzelFilter(float rateHz, float frequencyHz, int samples)
        {
            if (!Fits(rateHz, frequencyHz, samples))
            {
                throw new ArgumentException();
            }

            _samples = samples;
            double angle = 2 * Math.PI * frequencyHz / rateHz;
            double cosine = Math.Cos(angle);
            double sine = Math.Sin(angle);
            _isLow = cosine >= 0;
            _cosine = (float)cosine;
            _sine = (float)sine;
            double half = _isLow ? Math.Sin(angle / 2) : Math.Cos(angle / 2);
            _factor = (float)(4 * half * half); // 2 - 2 cos, or 2 + 2 cos, without loss of digits

            // What a constant 1 would leave: the sum of e^(j angle k), k = 0 to n - 1, which is a sine ratio at half of the last angle.
            double ratio = Math.Sin(angle * samples / 2) / Math.Sin(angle / 2);
            double middle = angle * (samples - 1) / 2;
            _offsetReal = (float)(ratio * Math.Cos(middle));
            _offsetImaginary = (float)(ratio * Math.Sin(middle));
        }

        /// <summary>Whether a frequency can be measured so.</summary>
        /// <param name="rateHz">Samples per second.</param>
        /// <param name="frequencyHz">The frequency.</param>
        /// <param name="samples">Samples in a window.</param>
        /// <returns>True when the window holds at least one period and a period more than two samples.</returns>
        public static bool Fits(float rateHz, float frequencyHz, int samples)
        {
            return rateHz > 0 && samples >= 3 && frequencyHz * samples >= rateHz && frequencyHz * 2 < rateHz;
        }

        /// <summary>Forgets the samples of a begun window; <see cref="Amplitude"/> stays.</summary>
        public void Reset()
        {
            _taken = 0;
        }

        /// <summary>Takes a sample.</summary>
        /// <param name="value">The sample. One that is no number makes an amplitude that is none.</param>
        /// <returns>True when it completed a window: <see cref="Amplitude"/> is new, and the next sample begins the next one.</returns>
        public bool Add(float value)
        {
            if (_taken == 0)
            {
                Begin(value);
            }

            float difference = value - _first; // a large offset would cost digits
            _sum += difference;
            if (_isLow)
            {
                _step = difference - (_factor * _state) + _step;
                _state += _step;
            }
            else
            {
                _step = difference + (_factor * _state) - _step;
                _state = _step - _state;
            }

            if (++_taken < _samples)
            {
                return false;
            }

            Finish();
            return true;
        }

        private void Begin(float value)
        {
            _first = value;
            _sum = 0;
            _state = 0;
            _step = 0;
        }

        private void Finish()
        {
            float before = _isLow ? _state - _step : _step - _state;
            float real = _isLow ? (_factor * _state / 2) + (_cosine * _step) : (_factor * _state / 2) - (_cosine * _step);
            float mean = _sum / _samples;
            real -= mean * _offsetReal;
            float imaginary = (_sine * before) - (mean * _offsetImaginary);
            Amplitude = 2 * (float)Math.Sqrt((real * real) + (imaginary * imaginary)) / _samples;
            _taken = 0;
        }
    }
}
