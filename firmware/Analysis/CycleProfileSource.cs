using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>
    /// A quantity's course over the last whole cycle, at a fixed number of points however long the cycle took: point k of n is the mean over the k-th n-th part of
    /// it. A cycle lasts from where the signal "in cycle" turns true to where it does so again.
    /// </summary>
    /// <remarks>
    /// The points change when a cycle ends. A cycle of which the beginning has not been seen, during which "in cycle" was Bad, or which took longer than the longest
    /// is never published; after the last two the points are Uncertain_LastUsableValue until a whole one has ended. A cycle with some Bad values is made of the others and
    /// Uncertain_SubNormal.
    /// </remarks>
    public sealed class CycleProfileSource : SignalSource
    {
        private const int BucketsPerPoint = 4; // two at least when they have just been merged

        private readonly int _value;
        private readonly int _inCycle;
        private readonly int _longestMs;
        private readonly CycleBuckets _buckets;
        private readonly WindowStatus _status = new WindowStatus();
        private long _startMs;
        private bool _hasStart;
        private bool _wasInCycle;
        private bool _isKnown;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <param name="value">The number of the quantity's signal.</param>
        /// <param name="inCycle">The number of the signal that is not 0 in a cycle and turns 0 before the next one.</param>
        /// <param name="points">How many points.</param>
        /// <param name="longestMs">The longest cycle in milliseconds.</param>
        public CycleProfileSource(SignalTable signals, int first, int value, int inCycle, int points, int longestMs)
            : base(signals, first, points)
        {
            _value = value;
            _inCycle = inCycle;
            _longestMs = longestMs;
            _buckets = new CycleBuckets(points * BucketsPerPoint);
        }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return _buckets.Octets; }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            if (StatusCode.IsBad(Inputs.StatusOf(Signals, _inCycle)))
            {
                GiveUp();
                _isKnown = false;
                return;
            }

            bool inCycle = Signals.Values[_inCycle] != 0;
            bool begins = inCycle && !_wasInCycle && _isKnown;
            _wasInCycle = inCycle;
            _isKnown = true;
            long passed = nowMs - _startMs;
            if (_hasStart && passed > _longestMs)
            {
                GiveUp();
            }

            if (begins)
            {
                if (_hasStart)
                {
                    Publish(passed);
                }

                _hasStart = true;
                _startMs = nowMs;
                passed = 0;
                _buckets.Clear();
                _status.Reset();
            }

            if (_hasStart && _status.Add(Inputs.StatusOf(Signals, _value)))
            {
                _buckets.Add(passed, (float)Signals.Values[_value]);
            }
        }

        private void Publish(long lengthMs)
        {
            uint status = _status.Value;
            if (StatusCode.IsBad(status))
            {
                FailAll(status);
                return;
            }

            int points = OutputCount;
            float step = (float)lengthMs / points;
            for (int i = 0; i < points; i++)
            {
                Set(i, _buckets.MeanOf(i * step, (i + 1) * step), status);
            }
        }

        private void GiveUp()
        {
            _hasStart = false;
            for (int i = 0; i < OutputCount; i++)
            {
                if (!StatusCode.IsBad(Signals.Statuses[First + i]))
                {
                    Signals.Statuses[First + i] = StatusCode.UncertainLastUsableValue;
                }
            }
        }
    }
}
