namespace Sidetap.Hal
{
    /// <summary>The board's hardware counters: pulses of a meter or proximity switch, or the four edges of a quadrature encoder.</summary>
    public interface ICounterInput
    {
        /// <summary>How many counters there are; they are numbered from 0.</summary>
        int ChannelCount { get; }

        /// <summary>How wide a counter is: it wraps from 2^bits - 1 to 0, and a quadrature counter back.</summary>
        /// <param name="channel">0..<see cref="ChannelCount"/> - 1.</param>
        /// <returns>8..32 bits.</returns>
        int BitsOf(int channel);

        /// <summary>Reads a counter. Reading does not reset it.</summary>
        /// <param name="channel">0..<see cref="ChannelCount"/> - 1; any other number is answered with <see cref="InputStatus.NotConnected"/>.</param>
        /// <param name="count">The count, 0..2^bits - 1.</param>
        /// <returns>How the reading came about.</returns>
        InputStatus Read(int channel, out uint count);
    }
}
