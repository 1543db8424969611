namespace Sidetap.Hal
{
    /// <summary>The board's analog channels: converters on the chip or on a bus, each with the front end the board has put before it.</summary>
    public interface IAnalogInput
    {
        /// <summary>How many channels there are; they are numbered from 0.</summary>
        int ChannelCount { get; }

        /// <summary>Reads a channel once, without waiting for longer than one conversion (a millisecond at most).</summary>
        /// <param name="channel">0..<see cref="ChannelCount"/> - 1; any other number is answered with
        /// <see cref="InputStatus.NotConnected"/>.</param>
        /// <param name="value">The reading in the channel's own unit: volts at the terminal of a bare converter, or the quantity itself where
        /// the front end is calibrated or the channel is a recorded one. A profile's scaling turns it into the field's unit.
        /// Only meaningful for <see cref="InputStatus.Good"/> and <see cref="InputStatus.Stale"/>.</param>
        /// <returns>How the reading came about.</returns>
        InputStatus Read(int channel, out float value);
    }
}
