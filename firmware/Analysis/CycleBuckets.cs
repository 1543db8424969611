namespace Sidetap.Analysis
{
    /// <summary>
    /// The course of a quantity over a time of unknown length, in fixed memory: means over intervals of equal length, which are merged in pairs whenever the
    /// time outgrows them. So the last half of the intervals at least is in use, however long it took.
    /// </summary>
    internal sealed class CycleBuckets
    {
        private const long FirstWidthMs = 10; // the shortest sampling interval

        private readonly float[] _means;
        private readonly int[] _counts;
        private long _widthMs;

        /// <summary>Makes them empty.</summary>
        /// <param name="count">How many intervals, even.</param>
        public CycleBuckets(int count)
        {
            _means = new float[count];
            _counts = new int[count];
            Clear();
        }

        /// <summary>Octets of the tables.</summary>
        public int Octets
        {
            get { return _means.Length * 8; }
        }

        /// <summary>Begins a new course.</summary>
        public void Clear()
        {
            _widthMs = FirstWidthMs;
            for (int i = 0; i < _counts.Length; i++)
            {
                _counts[i] = 0;
            }
        }

        /// <summary>Takes a value.</summary>
        /// <param name="atMs">Its time since the beginning in milliseconds, 0 or more.</param>
        /// <param name="value">The value.</param>
        public void Add(long atMs, float value)
        {
            while (atMs >= _widthMs * _means.Length)
            {
                Merge();
            }

            int index = (int)(atMs / _widthMs);
            int count = ++_counts[index];
            _means[index] = count == 1 ? value : _means[index] + ((value - _means[index]) / count);
        }

        /// <summary>The mean over a part of the course. An interval without a value counts like the one before it, the first ones like the first with a value.</summary>
        /// <param name="fromMs">The beginning of the part.</param>
        /// <param name="toMs">Its end, more than <paramref name="fromMs"/>.</param>
        /// <returns>The mean by time.</returns>
        public float MeanOf(float fromMs, float toMs)
        {
            float sum = 0;
            float weights = 0;
            int index = (int)(fromMs / _widthMs);
            float value = ValueBefore(index);
            for (; index < _means.Length && index * _widthMs < toMs; index++)
            {
                if (_counts[index] > 0)
                {
                    value = _means[index];
                }

                float begin = index * _widthMs;
                float end = begin + _widthMs;
                float weight = (end < toMs ? end : toMs) - (begin > fromMs ? begin : fromMs);
                sum += weight * value;
                weights += weight;
            }

            return weights > 0 ? sum / weights : value;
        }

        private float ValueBefore(int index)
        {
            int last = _means.Length - 1;
            for (int i = index < last ? index : last; i >= 0; i--)
            {
                if (_counts[i] > 0)
                {
                    return _means[i];
                }
            }

            for (int i = 0; i <= last; i++)
            {
                if (_counts[i] > 0)
                {
                    return _means[i];
                }
            }

            return 0;
        }

        private void Merge()
        {
            int half = _means.Length / 2;
            for (int i = 0; i < half; i++)
            {
                int low = i * 2;
                int count = _counts[low] + _counts[low + 1];
                if (count > 0)
                {
                    float share = (float)_counts[low + 1] / count;
                    float mean = _counts[low] == 0 ? _means[low + 1] : _means[low] + ((_means[low + 1] - _means[low]) * share);
                    _means[i] = _counts[low + 1] == 0 ? _means[low] : mean;
                }

                _counts[i] = count;
            }

            for (int i = half; i < _counts.Length; i++)
            {
                _counts[i] = 0;
            }

            _widthMs *= 2;
        }
    }
}
