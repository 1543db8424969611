namespace Sidetap.Hal
{
    /// <summary>
    /// Where firmware images are: the one that runs, and a second one that arrives, is tried, and stays or goes. The verbs are those of nanoFramework's In-Field Update
    /// (<c>UpdateManager</c> over MCUboot): start, resume, append, complete, abort, confirm, revert. Nothing throws: a failure is a return value.
    /// </summary>
    /// <remarks>
    /// Whatever happens in between, a power cut at any octet included, the next start finds an image that was complete: the one that ran, or, once after
    /// <see cref="Complete"/>, the second one. An implementation that does not verify by itself checks lengths, not
    /// contents: what may be tried is for its caller to say, before <see cref="Complete"/>.
    /// </remarks>
    public interface IUpdateSlots
    {
        /// <summary>Octets of an image's header that tell it from others (MCUboot's image_header).</summary>
        /// <value>The header of the second image, 32 octets; of no meaning in <see cref="UpdateSlotState.None"/>.</value>
        byte[] Header { get; }

        /// <summary>The longest image, in octets.</summary>
        int Capacity { get; }

        /// <summary>Whether the second image can't be read here, and hash and signature are looked at by <see cref="Complete"/> and by what starts the box, as MCUboot
        /// does.</summary>
        bool VerifiesItself { get; }

        /// <summary>How far the second image is.</summary>
        UpdateSlotState State { get; }

        /// <summary>Octets of the second image; 0 in <see cref="UpdateSlotState.None"/>.</summary>
        int TotalLength { get; }

        /// <summary>How many of them are here, from the first on. A power cut takes back what was not yet written.</summary>
        int NextOffset { get; }

        /// <summary>Begins a new second image; what was in its place is erased first.</summary>
        /// <param name="totalLength">Its octets, header and TLVs included, 1..<see cref="Capacity"/>.</param>
        /// <param name="header">Its first 32 octets.</param>
        /// <returns>False in a trial, when it is too long, and when the memory failed.</returns>
        bool Start(int totalLength, byte[] header);

        /// <summary>Goes on with a second image that was begun, also before a restart, and with one that was reverted.</summary>
        /// <param name="totalLength">Its octets.</param>
        /// <param name="header">Its first 32 octets.</param>
        /// <returns>False when there is no such image: it has to be started.</returns>
        bool Resume(int totalLength, byte[] header);

        /// <summary>Adds octets to the second image, at <see cref="NextOffset"/>.</summary>
        /// <param name="buffer">Holds them.</param>
        /// <param name="offset">Index of the first.</param>
        /// <param name="count">How many.</param>
        /// <returns>False when it is not arriving, when there are more than announced, and when the memory failed; the second and third change nothing that can't be
        /// appended again after <see cref="Resume"/>.</returns>
        bool Append(byte[] buffer, int offset, int count);

        /// <summary>Reads from the second image.</summary>
        /// <param name="position">Its octets to skip.</param>
        /// <param name="buffer">Receives the octets.</param>
        /// <param name="offset">Index at which the first is put.</param>
        /// <param name="capacity">How many.</param>
        /// <returns>How many were read: fewer behind <see cref="NextOffset"/>; -1 when it can't be read.</returns>
        int Read(int position, byte[] buffer, int offset, int capacity);

        /// <summary>Reads from the image that runs.</summary>
        /// <param name="position">Its octets to skip.</param>
        /// <param name="buffer">Receives the octets.</param>
        /// <param name="offset">Index at which the first is put.</param>
        /// <param name="capacity">How many.</param>
        /// <returns>How many were read; -1 when it can't be read, or was not put there as an image.</returns>
        int ReadRunning(int position, byte[] buffer, int offset, int capacity);

        /// <summary>Has the second image tried with the next start. Its caller has verified it, unless <see cref="VerifiesItself"/>.</summary>
        /// <returns>False when it is not all here, or the memory failed.</returns>
        bool Complete();

        /// <summary>Gives the second image up.</summary>
        /// <param name="erase">Whether its octets are erased as well.</param>
        /// <returns>False in a trial, and when the memory failed.</returns>
        bool Abort(bool erase);

        /// <summary>Ends a trial: the image that runs stays.</summary>
        /// <returns>False when there is no trial, or the memory failed: it is on trial still.</returns>
        bool Confirm();

        /// <summary>Ends a trial: with the next start, the image before runs again. Without it that happens too.</summary>
        /// <returns>False when there is no trial, or the memory failed.</returns>
        bool Revert();
    }
}
