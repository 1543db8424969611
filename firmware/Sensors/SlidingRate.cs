namespace Sidetap.Sensors
{
    /// <summary>How fast a total changes, over a window that slides along in steps of a fifteenth.</summary>
    public sealed class SlidingRate
    {
        private const int Points = 16;

        private readonly int _windowMs;
        private readonly int _stepMs;
        private readonly long[] _times = new long[Points];
        private readonly double[] _totals = new double[Points];
        private int _newest;
        private int _count;

        /// <summary>The change per second; only meaningful when <see cref="Add"/> returned true.</summary>
        public double Value;

        /// <summary>Makes one.</summary>
        /// <param name="windowMs">The window in milliseconds, 1 or more.</param>
        public SlidingRate(int windowMs)
        {
            _windowMs = windowMs;
            _stepMs = (windowMs / (Points - 1)) + 1; // so that all points together reach over the window
        }

        /// <summary>Octets of its tables.</summary>
        public int BufferOctets
        {
            get { return Points * 16; }
        }

        /// <summary>Forgets what it has seen.</summary>
        public void Reset()
        {
            _count = 0;
        }

        /// <summary>Takes a total.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        /// <param name="total">The total.</param>
        /// <returns>True when there is a rate: from the second instant on, at first over what there is of the window.</returns>
        public bool Add(long nowMs, double total)
        {
            // The oldest point that is left is the last one at least a window old: the window is never shorter, and longer by one step at the most.
            int oldest = Oldest();
            while (_count > 1 && nowMs - _times[(oldest + 1) % Points] >= _windowMs)
            {
                _count--;
                oldest = Oldest();
            }

            bool hasRate = _count > 0 && nowMs > _times[oldest];
            if (hasRate)
            {
                Value = (total - _totals[oldest]) * 1000 / (nowMs - _times[oldest]);
            }

            if (_count == 0 || nowMs - _times[_newest] >= _stepMs)
            {
                _newest = (_newest + 1) % Points;
                _times[_newest] = nowMs;
                _totals[_newest] = total;
                _count = _count < Points ? _count + 1 : Points;
            }

            return hasRate;
        }

        private int Oldest()
        {
            return (_newest + Points + 1 - _count) % Points;
        }
    }
}
