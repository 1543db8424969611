using Sidetap.Hal;

namespace Sidetap.Model
{
    /// <summary>A board's analog channels, and behind them some that are not connected.</summary>
    internal sealed class ExtendedAnalogInput : IAnalogInput
    {
        private readonly IAnalogInput _input;
        private readonly int _own;
        private readonly int _count;

        /// <summary>Makes it.</summary>
        /// <param name="input">The board's channels; null: it has none.</param>
        /// <param name="count">How many there shall be; more than the board has.</param>
        public ExtendedAnalogInput(IAnalogInput input, int count)
        {
            _input = input;
            _own = input == null ? 0 : input.ChannelCount;
            _count = count;
        }

        /// <inheritdoc/>
        public int ChannelCount
        {
            get { return _count; }
        }

        /// <inheritdoc/>
        public InputStatus Read(int channel, out float value)
        {
            if (channel >= 0 && channel < _own)
            {
                return _input.Read(channel, out value);
            }

            value = 0;
            return InputStatus.NotConnected;
        }
    }
}
