namespace Sidetap.Analysis
{
    /// <summary>
    /// The time from one known sample to the next, for counting durations: what a sample has shown holds until the next one, but no longer than a limit, so
    /// that a gap in which nobody looked is not counted whole.
    /// </summary>
    internal sealed class CountedTime
    {
        private readonly long _limitMs;
        private long _lastMs;
        private bool _hasLast;

        /// <summary>Makes one that knows no sample yet.</summary>
        /// <param name="limitMs">The longest time that counts between two samples, in milliseconds.</param>
        public CountedTime(int limitMs)
        {
            _limitMs = limitMs;
        }

        /// <summary>Takes the instant of a known sample.</summary>
        /// <returns>Milliseconds to be counted for what the sample before has shown; 0 for the first one.</returns>
        public long Advance(long nowMs)
        {
            long passed = _hasLast ? nowMs - _lastMs : 0;
            _hasLast = true;
            _lastMs = nowMs;
            return passed < _limitMs ? passed : _limitMs;
        }
    }
}
