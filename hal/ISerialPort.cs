namespace Sidetap.Hal
{
    /// <summary>An asynchronous serial port to the machine: RS-485 (the board switches the direction) or a reader's line. Nothing here blocks.</summary>
    public interface ISerialPort
    {
        /// <summary>Opens the port, or opens it again with other settings. 8 data bits.</summary>
        /// <param name="baud">1,200..921,600 bit/s.</param>
        /// <param name="parity">0 none, 1 odd, 2 even.</param>
        /// <param name="stopBits">1 or 2.</param>
        /// <returns>False when the board can't do that.</returns>
        bool Open(int baud, int parity, int stopBits);

        /// <summary>Takes octets that have arrived, without waiting.</summary>
        /// <param name="buffer">Receives them.</param>
        /// <param name="offset">Index at which the first one is put.</param>
        /// <param name="capacity">Octets to take at the most.</param>
        /// <returns>How many were taken, 0 or more; -1 when the port failed or isn't open.</returns>
        int Read(byte[] buffer, int offset, int capacity);

        /// <summary>Sends octets. The port takes them all at once and sends them while the firmware goes on.</summary>
        /// <param name="buffer">Holds them; the port keeps no reference.</param>
        /// <param name="offset">Index of the first one.</param>
        /// <param name="length">How many, 1..256.</param>
        /// <returns>False when the port failed, isn't open, or still sends so much that they don't fit.</returns>
        bool Write(byte[] buffer, int offset, int length);
    }
}
