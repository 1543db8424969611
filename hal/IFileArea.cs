namespace Sidetap.Hal
{
    /// <summary>
    /// A small flat area of files in non-volatile memory (littlefs on ESP32, a folder on the desktop). A name is 1..15 characters out of
    /// a-z, 0-9, '-' and '.'. Nothing throws: a failure is a return value.
    /// </summary>
    /// <remarks>
    /// What a write promises: when <see cref="Write"/> or <see cref="Append"/> has returned true the octets survive a power cut. A cut during
    /// <see cref="Write"/> may leave the file as it was, empty, or holding any part of the new octets; a cut during <see cref="Append"/> leaves what
    /// was there before, and behind it any part of the new octets. Other files are untouched. There is no atomic replace, so whoever needs one keeps
    /// two copies with a sequence number and a CRC-32.
    /// </remarks>
    public interface IFileArea
    {
        /// <summary>Octets still free for file contents; an estimate, 0 or more.</summary>
        int FreeOctets { get; }

        /// <summary>Reads from a file.</summary>
        /// <param name="name">The file.</param>
        /// <param name="position">Octets to skip from its start, 0 or more.</param>
        /// <param name="buffer">Receives the octets.</param>
        /// <param name="offset">Index at which the first octet is put.</param>
        /// <param name="capacity">Octets to read at the most.</param>
        /// <returns>Octets read: fewer than <paramref name="capacity"/> at the end of the file, 0 behind it, -1 when there is no such file or it
        /// can't be read.</returns>
        int Read(string name, int position, byte[] buffer, int offset, int capacity);

        /// <summary>Makes a file hold exactly these octets.</summary>
        /// <param name="name">The file; created when absent.</param>
        /// <param name="buffer">Holds the octets.</param>
        /// <param name="offset">Index of the first octet.</param>
        /// <param name="length">Octets to write, 0 or more.</param>
        /// <returns>True when all octets are stored; false when the area is full, worn out or absent, or the name is not allowed.</returns>
        bool Write(string name, byte[] buffer, int offset, int length);

        /// <summary>Adds octets at the end of a file.</summary>
        /// <param name="name">The file; created when absent.</param>
        /// <param name="buffer">Holds the octets.</param>
        /// <param name="offset">Index of the first octet.</param>
        /// <param name="length">Octets to add, 0 or more.</param>
        /// <returns>True when all octets are stored.</returns>
        bool Append(string name, byte[] buffer, int offset, int length);

        /// <summary>Removes a file.</summary>
        /// <param name="name">The file.</param>
        /// <returns>True when it is gone, also when it was never there; false when it could not be removed or the name is not allowed.</returns>
        bool Delete(string name);

        /// <summary>A file's length.</summary>
        /// <param name="name">The file.</param>
        /// <returns>Octets, or -1 when there is no such file.</returns>
        int Length(string name);
    }
}
