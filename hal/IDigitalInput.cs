namespace Sidetap.Hal
{
    /// <summary>The board's two-state inputs: opto-coupled terminals, relay contacts, stack-light taps.</summary>
    public interface IDigitalInput
    {
        /// <summary>How many channels there are; they are numbered from 0.</summary>
        int ChannelCount { get; }

        /// <summary>Reads a channel, at once and without debouncing.</summary>
        /// <param name="channel">0..<see cref="ChannelCount"/> - 1; any other number is answered with
        /// <see cref="InputStatus.NotConnected"/>.</param>
        /// <param name="active">True while the terminal is energised; the board has already undone an inverting circuit.</param>
        /// <returns>How the reading came about.</returns>
        InputStatus Read(int channel, out bool active);
    }
}
