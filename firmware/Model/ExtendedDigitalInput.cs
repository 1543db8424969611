using Sidetap.Hal;

namespace Sidetap.Model
{
    /// <summary>A board's digital channels, and behind them some that are not connected.</summary>
    internal sealed class ExtendedDigitalInput : IDigitalInput
    {
        private readonly IDigitalInput _input;
        private readonly int _own;
        private readonly int _count;

        /// <summary>Makes it.</summary>
        /// <param name="input">The board's channels; null: it has none.</param>
        /// <param name="count">How many there shall be; more than the board has.</param>
        public ExtendedDigitalInput(IDigitalInput input, int count)
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
        public InputStatus Read(int channel, out bool active)
        {
            if (channel >= 0 && channel < _own)
            {
                return _input.Read(channel, out active);
            }

            active = false;
            return InputStatus.NotConnected;
        }
    }
}
