using Sidetap.Analysis;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>The features of one axis of an accelerometer over a window: about its mean, so that gravity is not taken for vibration.</summary>
    public sealed class VibrationWindow
    {
        private readonly WindowFeatures _features = new WindowFeatures();
        private readonly float _scale;
        private readonly int _limit;
        private int _low;
        private int _high;

        /// <summary>The root mean square about the mean, in m/s².</summary>
        public float Rms;

        /// <summary>The largest distance from the mean, in m/s².</summary>
        public float Peak;

        /// <summary><see cref="Peak"/> by <see cref="Rms"/>.</summary>
        public float Crest;

        /// <summary>The kurtosis: 3 for noise, 1.5 for a sine.</summary>
        public float Kurtosis;

        /// <summary>Bad_SensorFailure when all samples are equal, which no living sensor's are; Uncertain_SensorNotAccurate with LimitBits High when one was at the end
        /// of the range: there was more than was measured. Else Good.</summary>
        public uint Status;

        /// <summary>Makes one.</summary>
        /// <param name="scale">m/s² per count.</param>
        /// <param name="limit">The count at the end of the range.</param>
        public VibrationWindow(float scale, int limit)
        {
            _scale = scale;
            _limit = limit;
            Reset();
        }

        /// <summary>Begins a new window.</summary>
        public void Reset()
        {
            _features.Reset();
            _low = int.MaxValue;
            _high = int.MinValue;
        }

        /// <summary>Takes samples.</summary>
        /// <param name="counts">Holds them in counts.</param>
        /// <param name="values">Holds them in m/s².</param>
        /// <param name="offset">Index of the first one, in both.</param>
        /// <param name="count">How many.</param>
        public void Add(int[] counts, float[] values, int offset, int count)
        {
            int low = _low;
            int high = _high;
            int end = offset + count;
            for (int i = offset; i < end; i++)
            {
                int value = counts[i];
                low = value < low ? value : low;
                high = value > high ? value : high;
            }

            _low = low;
            _high = high;
            _features.AddAll(values, offset, count);
        }

        /// <summary>Computes the features of a window that is full.</summary>
        public void Finish()
        {
            _features.Finish();
            if (_low == _high)
            {
                Status = StatusCode.BadSensorFailure;
                return;
            }

            bool isClipped = _high >= _limit || _low <= -_limit;
            Status = isClipped ? StatusCode.UncertainSensorNotAccurate | StatusCode.LimitHigh : StatusCode.Good;
            float above = (_high * _scale) - _features.Mean;
            float below = _features.Mean - (_low * _scale);
            Rms = _features.StandardDeviation;
            Peak = above > below ? above : below;
            Crest = Rms > 0 ? Peak / Rms : 0;
            Kurtosis = _features.Kurtosis;
        }
    }
}
