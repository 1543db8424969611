using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Model
{
    /// <summary>The box's health: octets free on the heap, how often it has started, why the firmware restarted it last.</summary>
    internal sealed class DiagnosticsSource : SignalSource
    {
        /// <summary>How many signals it fills.</summary>
        public const int Outputs = 3;

        private readonly BoxCounts _counts;

        /// <summary>Makes the source.</summary>
        public DiagnosticsSource(SignalTable signals, int first, BoxCounts counts)
            : base(signals, first, Outputs)
        {
            _counts = counts;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            Set(0, _counts.FreeHeapOctets, _counts.FreeHeapOctets < 0 ? StatusCode.BadNotSupported : StatusCode.Good);
            Set(1, _counts.Starts, _counts.Starts == 0 ? StatusCode.BadNotSupported : StatusCode.Good);
            Set(2, _counts.LastRestart, StatusCode.Good);
        }
    }
}
