namespace Sidetap.Events
{
    /// <summary>
    /// How often a source may have an event: some in a row, then one every so often. Kept as one time per source, behind which its events would lie if each
    /// took an interval.
    /// </summary>
    internal sealed class Pace
    {
        private readonly int _intervalMs;
        private readonly int _aheadMs;
        private readonly long[] _endMs;
        private readonly long[] _sinceMs;
        private readonly ushort[] _changes;

        /// <summary>Makes the pace of some sources.</summary>
        /// <param name="sources">How many there are.</param>
        /// <param name="intervalMs">Milliseconds from event to event in the long run.</param>
        /// <param name="inARow">So many may come at once.</param>
        public Pace(int sources, int intervalMs, int inARow)
        {
            _intervalMs = intervalMs;
            _aheadMs = intervalMs * (inARow - 1);
            _endMs = new long[sources];
            _sinceMs = new long[sources];
            _changes = new ushort[sources];
        }

        /// <summary>Octets of the tables.</summary>
        public int BufferOctets
        {
            get { return _endMs.Length * (8 + 8 + 2); }
        }

        /// <summary>Whether something has changed that no event has told of.</summary>
        public bool HasChanged(int source)
        {
            return _changes[source] != 0;
        }

        /// <summary>How often it has changed.</summary>
        public int ChangesOf(int source)
        {
            return _changes[source];
        }

        /// <summary>When the last change was, in milliseconds of uptime.</summary>
        public long SinceMsOf(int source)
        {
            return _sinceMs[source];
        }

        /// <summary>Counts a change; up to what fits.</summary>
        public void Change(int source, long nowMs)
        {
            _sinceMs[source] = nowMs;
            _changes[source] += (ushort)(_changes[source] < ushort.MaxValue ? 1 : 0);
        }

        /// <summary>Whether there may be an event now.</summary>
        public bool MayTell(int source, long nowMs)
        {
            return _endMs[source] - nowMs <= _aheadMs;
        }

        /// <summary>There was one.</summary>
        public void Tell(int source, long nowMs)
        {
            _endMs[source] = (_endMs[source] > nowMs ? _endMs[source] : nowMs) + _intervalMs;
            _changes[source] = 0;
        }
    }
}
