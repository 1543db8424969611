namespace Sidetap.Analysis
{
    /// <summary>
    /// Finds the cycles of a machine in a drive's signal: each begins where the drive starts, with a hold time, after the minimum since the last beginning, and
    /// lasts until the next one. What the drive does before the minimum is over belongs to the cycle: a pump has several peaks in one.
    /// </summary>
    /// <remarks>
    /// A cycle counts when it has been seen from beginning to end: a drive that runs at the first sample, or after a time in which it wasn't seen for longer than
    /// the minimum and a quarter of the maximum, has begun nobody knows when. When none has begun for the maximum, the machine has stopped: the last cycle is
    /// counted if its drive came to rest, but nobody can tell how long it took. Between two known samples that are closer nothing is taken to have happened, so
    /// the maximum should be less than two cycles: two that were taken for one are then seen to be too long.
    /// </remarks>
    public sealed class CycleDetector
    {
        private readonly Thresholds _drive;
        private readonly int _minimumMs;
        private readonly int _maximumMs;
        private readonly int _holdMs;
        private readonly int _gapMs;
        private long _startMs;
        private long _changeMs;
        private long _seenMs;
        private bool _wasSeen;
        private bool _isOn;
        private bool _isDriven;
        private bool _hasRested;
        private bool _hasStart;

        /// <summary>Cycles that came to their end.</summary>
        public double Count;

        /// <summary>What the last complete cycle took, in milliseconds.</summary>
        public long CycleMs;

        /// <summary>Whether <see cref="CycleMs"/> is that of the last cycle: false before the first complete one, and after a stop until the next one.</summary>
        public bool IsCurrent;

        /// <summary>Whether there has been a complete cycle.</summary>
        public bool HasCycle;

        /// <summary>
        /// True from a cycle's beginning until the drive rests after the minimum; then false until the next beginning, for one sample at least. So it turns true
        /// once per cycle.
        /// </summary>
        public bool InCycle;

        /// <summary>Makes a detector.</summary>
        /// <param name="drive">The signal from which on the drive runs, and below which it rests.</param>
        /// <param name="minimumMs">The shortest cycle in milliseconds: longer than from a cycle's beginning to the last start of the drive within it.</param>
        /// <param name="maximumMs">The longest cycle in milliseconds; more than <paramref name="minimumMs"/>.</param>
        /// <param name="holdMs">How long the drive has to stay beyond a threshold, in milliseconds. It delays what is reported, not the times.</param>
        public CycleDetector(Thresholds drive, int minimumMs, int maximumMs, int holdMs)
        {
            _drive = drive;
            _minimumMs = minimumMs;
            _maximumMs = maximumMs;
            _holdMs = holdMs;
            _gapMs = minimumMs > maximumMs / 4 ? minimumMs : maximumMs / 4;
        }

        /// <summary>Takes a known sample of the drive; when it is not known, nothing is to be called.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <param name="drive">The drive's power, pressure, or 1 for a mould that is closed.</param>
        public void Update(long nowMs, float drive)
        {
            if (!_wasSeen || nowMs - _seenMs > _gapMs)
            {
                Lose(nowMs, drive);
            }

            bool isOn = _drive.Says(drive, _isOn);
            if (isOn != _isOn)
            {
                _isOn = isOn;
                _changeMs = nowMs;
            }

            _wasSeen = true;
            _seenMs = nowMs;
            bool starts = false;
            if (isOn != _isDriven && nowMs - _changeMs >= _holdMs)
            {
                _isDriven = isOn;
                starts = _isDriven;
            }

            if (starts && !(_hasStart && _changeMs - _startMs < _minimumMs))
            {
                Begin();
                return;
            }

            Continue(nowMs);
        }

        /// <summary>The drive has not been seen for too long, or never: it is at rest, or in a cycle of which the beginning is not known.</summary>
        private void Lose(long nowMs, float drive)
        {
            _isOn = _drive.Says(drive, false);
            _isDriven = _isOn;
            _changeMs = nowMs;
            _hasStart = false;
            _hasRested = false;
            InCycle = false;
            IsCurrent = false;
        }

        private void Begin()
        {
            if (_hasStart && _changeMs - _startMs > _maximumMs)
            {
                Stop();
            }

            if (_hasStart)
            {
                CycleMs = _changeMs - _startMs;
                Count++;
                HasCycle = true;
                IsCurrent = true;
            }

            // Where the drive rested for less than the pace of the samples after the minimum, InCycle is still true: it must turn false for a sample.
            InCycle = !InCycle;
            _hasStart = true;
            _hasRested = false;
            _startMs = _changeMs;
        }

        private void Continue(long nowMs)
        {
            if (!_hasStart)
            {
                return;
            }

            long passed = nowMs - _startMs;
            if (!_isDriven)
            {
                _hasRested = true;
            }

            InCycle = passed < _minimumMs || _isDriven;
            if (passed > _maximumMs)
            {
                Stop();
            }
        }

        private void Stop()
        {
            Count += _hasRested ? 1 : 0;
            IsCurrent = false;
            InCycle = false;
            _hasStart = false;
        }
    }
}
