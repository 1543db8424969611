using Sidetap.Hal;

namespace Sidetap.Tests
{
    /// <summary>Counters that the test sets.</summary>
    public sealed class FakeCounters : ICounterInput
    {
        private const int Channels = 4;

        /// <summary>What the counters read.</summary>
        public readonly uint[] Counts = new uint[Channels];

        /// <summary>How the readings come about.</summary>
        public readonly InputStatus[] Statuses = new InputStatus[Channels];

        /// <summary>How wide the counters are.</summary>
        public int Bits = 16;

        /// <inheritdoc/>
        public int ChannelCount
        {
            get { return Channels; }
        }

        /// <summary>Lets a counter go on, or back, as it would: it wraps.</summary>
        public void Move(int channel, long steps)
        {
            long range = 1L << Bits;
            long count = (Counts[channel] + steps) % range;
            Counts[channel] = (uint)(count < 0 ? count + range : count);
        }

        /// <inheritdoc/>
        public int BitsOf(int channel)
        {
            return Bits;
        }

        /// <inheritdoc/>
        public InputStatus Read(int channel, out uint count)
        {
            count = Counts[channel];
            return Statuses[channel];
        }
    }
}
