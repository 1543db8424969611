using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Model
{
    /// <summary>The box's own figures: lost messages, seconds since it started, messages waiting.</summary>
    internal sealed class BoxSource : SignalSource
    {
        /// <summary>How many signals it fills.</summary>
        public const int Outputs = 3;

        private readonly BoxCounts _counts;

        /// <summary>Makes the source.</summary>
        public BoxSource(SignalTable signals, int first, BoxCounts counts)
            : base(signals, first, Outputs)
        {
            _counts = counts;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            Set(0, _counts.LostMessages, StatusCode.Good);
            Set(1, nowMs / 1000, StatusCode.Good);
            Set(2, _counts.WaitingMessages, StatusCode.Good);
        }
    }
}
