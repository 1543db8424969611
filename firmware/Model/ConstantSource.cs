using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Model
{
    /// <summary>A number that never changes: a nominal value, or what a machine can't tell.</summary>
    internal sealed class ConstantSource : SignalSource
    {
        private readonly double _value;

        /// <summary>Makes the source.</summary>
        public ConstantSource(SignalTable signals, int first, double value)
            : base(signals, first, 1)
        {
            _value = value;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            Set(0, _value, StatusCode.Good);
        }
    }
}
