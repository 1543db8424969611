namespace Sidetap.Hal
{
    /// <summary>A serial peripheral interface with its chips, each selected by the board: mode, clock and select line are the board's business.</summary>
    public interface ISpiBus
    {
        /// <summary>How many chips there are; they are numbered from 0.</summary>
        int DeviceCount { get; }

        /// <summary>Exchanges octets with a chip in one selection: what is read at index 0 was clocked in while index 0 was clocked out.</summary>
        /// <param name="device">0..<see cref="DeviceCount"/> - 1; any other number fails.</param>
        /// <param name="write">The octets to send, from index 0.</param>
        /// <param name="read">Receives as many octets, from index 0; another array than <paramref name="write"/>.</param>
        /// <param name="length">Octets, 1..64 for a register, up to 1,024 for a FIFO.</param>
        /// <returns>True when the bus did it. An absent chip is not noticed here: it answers with all 0 or all 1.</returns>
        bool Transfer(int device, byte[] write, byte[] read, int length);
    }
}
