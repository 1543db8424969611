using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>Two analog inputs as one: the channels of the first, then those of the second.</summary>
    public sealed class JoinedAnalogInput : IAnalogInput
    {
        private readonly IAnalogInput _first;
        private readonly IAnalogInput _second;

        /// <summary>Makes the input.</summary>
        /// <param name="first">Its channels keep their numbers.</param>
        /// <param name="second">Its channels follow.</param>
        public JoinedAnalogInput(IAnalogInput first, IAnalogInput second)
        {
            _first = first;
            _second = second;
        }

        /// <inheritdoc/>
        public int ChannelCount
        {
            get { return _first.ChannelCount + _second.ChannelCount; }
        }

        /// <inheritdoc/>
        public InputStatus Read(int channel, out float value)
        {
            int count = _first.ChannelCount;
            return channel < count ? _first.Read(channel, out value) : _second.Read(channel - count, out value);
        }
    }
}
