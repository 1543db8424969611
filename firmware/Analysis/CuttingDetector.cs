using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>Tells cutting from moving in air by the spindle's power or current and a feed drive's current, with hysteresis and a hold time.</summary>
    public sealed class CuttingDetector
    {
        private readonly int _spindleInput;
        private readonly int _feedInput;
        private readonly Thresholds _spindle;
        private readonly Thresholds _feed;
        private readonly int _holdMs;
        private long _pendingMs;
        private bool _isPending;

        /// <summary>Whether it cuts.</summary>
        public bool IsCutting;

        /// <summary>Makes a detector.</summary>
        /// <param name="spindleInput">The number of the signal of the spindle; <see cref="SignalTable.None"/>: there is none.</param>
        /// <param name="feedInput">The number of the signal of the feed drive; <see cref="SignalTable.None"/>: there is none.</param>
        /// <param name="spindle">From where on the spindle is under load.</param>
        /// <param name="feed">From where on the feed drive pushes.</param>
        /// <param name="holdMs">How long a change has to last, in milliseconds, 0 or more.</param>
        public CuttingDetector(int spindleInput, int feedInput, Thresholds spindle, Thresholds feed, int holdMs)
        {
            _spindleInput = spindleInput;
            _feedInput = feedInput;
            _spindle = spindle;
            _feed = feed;
            _holdMs = holdMs;
        }

        /// <summary>Takes a sample.</summary>
        /// <param name="signals">Holds spindle and feed.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <param name="executes">Whether the machine executes; while it doesn't, it doesn't cut.</param>
        /// <param name="status">The status of that, not Bad.</param>
        /// <returns>The status of <see cref="IsCutting"/>.</returns>
        public uint Update(SignalTable signals, long nowMs, bool executes, uint status)
        {
            uint spindleStatus = StatusOf(signals, _spindleInput);
            uint feedStatus = StatusOf(signals, _feedInput);
            bool hasSpindle = !StatusCode.IsBad(spindleStatus);
            bool hasFeed = !StatusCode.IsBad(feedStatus);
            if (!executes)
            {
                IsCutting = false;
                _isPending = false;
                return status; // whatever the other two are
            }

            if (!hasSpindle && !hasFeed)
            {
                _isPending = false;
                return _spindleInput != SignalTable.None ? spindleStatus : feedStatus;
            }

            bool loaded = !hasSpindle || _spindle.Says((float)signals.Values[_spindleInput], IsCutting);
            bool pushed = !hasFeed || _feed.Says((float)signals.Values[_feedInput], IsCutting);
            Decide(nowMs, loaded && pushed);
            if ((!hasSpindle && _spindleInput != SignalTable.None) || (!hasFeed && _feedInput != SignalTable.None))
            {
                return StatusCode.UncertainSubNormal;
            }

            uint both = hasSpindle && hasFeed ? Inputs.Worse(spindleStatus, feedStatus) : hasSpindle ? spindleStatus : feedStatus;
            return Inputs.Worse(status, both);
        }

        private static uint StatusOf(SignalTable signals, int input)
        {
            return input == SignalTable.None ? StatusCode.BadNotConnected : Inputs.StatusOf(signals, input);
        }

        private void Decide(long nowMs, bool isCutting)
        {
            if (isCutting == IsCutting)
            {
                _isPending = false;
                return;
            }

            if (!_isPending)
            {
                _isPending = true;
                _pendingMs = nowMs;
            }

            if (nowMs - _pendingMs >= _holdMs)
            {
                IsCutting = isCutting;
                _isPending = false;
            }
        }
    }
}
