namespace Sidetap.Hal
{
    /// <summary>An I²C bus, of which the box is the only master.</summary>
    public interface II2cBus
    {
        /// <summary>Writes to a chip, then reads from it after a repeated start.</summary>
        /// <param name="address">The chip's address, 7 bits: 8..119.</param>
        /// <param name="write">The octets to send, from index 0.</param>
        /// <param name="writeLength">Octets to send; 0: none, read at once.</param>
        /// <param name="read">Receives the octets, from index 0; may be null when nothing is read.</param>
        /// <param name="readLength">Octets to read; 0: none.</param>
        /// <returns>True when the chip acknowledged everything; false when it is absent or the bus is stuck.</returns>
        bool Transfer(int address, byte[] write, int writeLength, byte[] read, int readLength);
    }
}
