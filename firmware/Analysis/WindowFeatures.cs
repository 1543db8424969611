using System;

namespace Sidetap.Analysis
{
    /// <summary>
    /// Mean, RMS, standard deviation, peak, crest factor and kurtosis of a window of samples, in one pass and without keeping them.
    /// </summary>
    /// <remarks>
    /// The powers are summed about the window's first sample, so a large offset costs no digits: among n samples none lies farther from the mean than
    /// the root of n - 1 standard deviations. Meant for windows of up to some thousand samples that differ by no more than 10^8 and no less than 10^-7.
    /// Samples that are no numbers make results that are none.
    /// </remarks>
    public sealed class WindowFeatures
    {
        // Below this variance its square comes near the smallest numbers a float has.
        private const float LeastVariance = 1e-16f;

        private float _first;
        private float _low;
        private float _high;
        private float _sum1;
        private float _sum2;
        private float _sum3;
        private float _sum4;
        private int _count;

        /// <summary>The mean, in the samples' unit.</summary>
        public float Mean;

        /// <summary>The root mean square about zero: an offset is part of it.</summary>
        public float Rms;

        /// <summary>The standard deviation of the window itself: divided by n, not by n - 1.</summary>
        public float StandardDeviation;

        /// <summary>The largest magnitude.</summary>
        public float Peak;

        /// <summary><see cref="Peak"/> by <see cref="Rms"/>, 1 or more; 0 for a window of zeros.</summary>
        public float CrestFactor;

        /// <summary>
        /// The fourth central moment by the square of the variance (Pearson's): 3 for a normal distribution, 1.5 for a sine, never less than 1. A window that
        /// doesn't vary has none: 0.
        /// </summary>
        public float Kurtosis;

        /// <summary>Samples in the window so far.</summary>
        public int Count
        {
            get { return _count; }
        }

        /// <summary>Begins a new window. The features keep the values of the last one.</summary>
        public void Reset()
        {
            _count = 0;
        }

        /// <summary>Takes a sample.</summary>
        /// <param name="value">The sample.</param>
        public void Add(float value)
        {
            if (_count++ == 0)
            {
                Begin(value);
                return;
            }

            float difference = value - _first;
            float square = difference * difference;
            _sum1 += difference;
            _sum2 += square;
            _sum3 += square * difference;
            _sum4 += square * square;
            if (value < _low)
            {
                _low = value;
            }
            else if (value > _high)
            {
                _high = value;
            }
        }

        /// <summary>Takes many samples: the same as <see cref="Add"/> with each, and cheaper.</summary>
        /// <param name="samples">Holds them.</param>
        /// <param name="offset">Index of the first.</param>
        /// <param name="count">How many, 0 or more.</param>
        public void AddAll(float[] samples, int offset, int count)
        {
            int end = offset + count;
            if (_count == 0 && offset < end)
            {
                Begin(samples[offset++]);
                _count = 1;
            }

            float first = _first;
            float low = _low;
            float high = _high;
            float sum1 = _sum1;
            float sum2 = _sum2;
            float sum3 = _sum3;
            float sum4 = _sum4;
            _count += end - offset;
            while (offset < end)
            {
                float value = samples[offset++];
                float difference = value - first;
                float square = difference * difference;
                sum1 += difference;
                sum2 += square;
                sum3 += square * difference;
                sum4 += square * square;
                if (value < low)
                {
                    low = value;
                }
                else if (value > high)
                {
                    high = value;
                }
            }

            _low = low;
            _high = high;
            _sum1 = sum1;
            _sum2 = sum2;
            _sum3 = sum3;
            _sum4 = sum4;
        }

        /// <summary>Computes the features of the samples since <see cref="Reset"/>. More samples may follow.</summary>
        /// <returns>False when there were none: the features keep their values.</returns>
        public bool Finish()
        {
            if (_count == 0)
            {
                return false;
            }

            float mean = _sum1 / _count; // from here on about the first sample
            float square = _sum2 / _count;
            float variance = square - (mean * mean);
            if (variance < 0)
            {
                variance = 0; // rounding
            }

            Mean = _first + mean;
            Rms = (float)Math.Sqrt((Mean * Mean) + variance);
            StandardDeviation = (float)Math.Sqrt(variance);
            Peak = -_low > _high ? -_low : _high;
            if (float.IsNaN(Rms))
            {
                Peak = Rms; // a comparison passes over what is no number
            }

            CrestFactor = Rms == 0 ? 0 : Peak < Rms ? 1 : Peak / Rms; // less than 1 is rounding
            Kurtosis = KurtosisOf(mean, square, variance);
            return true;
        }

        private void Begin(float value)
        {
            _first = value;
            _low = value;
            _high = value;
            _sum1 = value - value; // 0, or no number if the sample is none
            _sum2 = _sum1;
            _sum3 = _sum1;
            _sum4 = _sum1;
        }

        private float KurtosisOf(float mean, float square, float variance)
        {
            if (variance < LeastVariance)
            {
                return 0;
            }

            float cube = _sum3 / _count;
            float fourth = _sum4 / _count;
            float moment = fourth - (mean * ((4 * cube) - (mean * ((6 * square) - (3 * mean * mean)))));
            float kurtosis = moment / variance / variance;
            return kurtosis < 1 ? 1 : kurtosis; // rounding
        }
    }
}
