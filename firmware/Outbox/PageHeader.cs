using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Outbox
{
    /// <summary>What stands at the beginning of a page of messages in flash.</summary>
    /// <remarks>
    /// Mark and version "SOB2" (4 octets), page sequence (4), boot count (4), UTC at start (8, 0 when unknown), number of the first message (4), settled
    /// number (4), lost messages (4), those of them behind the settled number (4), next sequence number (4), flash writes before this page (4), sequence of the
    /// page that went for it (4, its own when none did), next event number (4), CRC-32 of all before (4); least significant octet first. "SOB1" is the header of
    /// a box that had no events yet, without the event number: what waits behind it is read as well.
    /// </remarks>
    internal sealed class PageHeader
    {
        /// <summary>Octets of the header.</summary>
        public const int Length = 56;

        private const uint Mark = 0x32424F53; // "SOB2"
        private const uint FormerMark = 0x31424F53; // "SOB1"
        private const int FormerLength = 52;

        /// <summary>Where the header lies before it is written and after it was read.</summary>
        public readonly byte[] Buffer = new byte[Length];

        /// <summary>Numbers the pages from the oldest to the youngest; wraps.</summary>
        public uint Sequence;

        /// <summary>The start in which the page was written; 0 when starts could not be counted.</summary>
        public uint Boot;

        /// <summary>The UTC time of that start's uptime 0 in 100 ns since 1601-01-01; 0 while it was not known.</summary>
        public long UtcAtStart;

        /// <summary>The number of the first message in the page.</summary>
        public uint First;

        /// <summary>The oldest message that was not settled when the page was begun.</summary>
        public uint Settled;

        /// <summary>All messages that were lost.</summary>
        public uint Lost;

        /// <summary>Of these, the ones behind <see cref="Settled"/>.</summary>
        public uint LostBehind;

        /// <summary>The sequence number of the next data message when the page was begun.</summary>
        public uint NextSequence;

        /// <summary>The number of the next event when the page was begun.</summary>
        public uint NextEvent;

        /// <summary>Pages and batches that were written before.</summary>
        public uint FlashWrites;

        /// <summary>The page that was given up for this one; this one itself when none was.</summary>
        public uint GivesUp;

        /// <summary>Puts the header into <see cref="Buffer"/>.</summary>
        public void Put()
        {
            UaBinary.Put32(Buffer, 0, Mark);
            UaBinary.Put32(Buffer, 4, Sequence);
            UaBinary.Put32(Buffer, 8, Boot);
            UaBinary.Put64(Buffer, 12, (ulong)UtcAtStart);
            UaBinary.Put32(Buffer, 20, First);
            UaBinary.Put32(Buffer, 24, Settled);
            UaBinary.Put32(Buffer, 28, Lost);
            UaBinary.Put32(Buffer, 32, LostBehind);
            UaBinary.Put32(Buffer, 36, NextSequence);
            UaBinary.Put32(Buffer, 40, FlashWrites);
            UaBinary.Put32(Buffer, 44, GivesUp);
            UaBinary.Put32(Buffer, 48, NextEvent);
            UaBinary.Put32(Buffer, Length - 4, Crc32.Of(Buffer, 0, Length - 4));
        }

        /// <summary>Takes the header out of <see cref="Buffer"/>, of which so many octets were read.</summary>
        /// <returns>The header's own octets; 0 when it is not whole.</returns>
        public int Take(int octets)
        {
            int length = octets < FormerLength ? 0 : UaBinary.Get32(Buffer, 0) == Mark ? Length : UaBinary.Get32(Buffer, 0) == FormerMark ? FormerLength : 0;
            if (length == 0 || octets < length || UaBinary.Get32(Buffer, length - 4) != Crc32.Of(Buffer, 0, length - 4))
            {
                return 0;
            }

            Sequence = UaBinary.Get32(Buffer, 4);
            Boot = UaBinary.Get32(Buffer, 8);
            UtcAtStart = (long)UaBinary.Get64(Buffer, 12);
            First = UaBinary.Get32(Buffer, 20);
            Settled = UaBinary.Get32(Buffer, 24);
            Lost = UaBinary.Get32(Buffer, 28);
            LostBehind = UaBinary.Get32(Buffer, 32);
            NextSequence = UaBinary.Get32(Buffer, 36);
            FlashWrites = UaBinary.Get32(Buffer, 40);
            GivesUp = UaBinary.Get32(Buffer, 44);
            NextEvent = length == Length ? UaBinary.Get32(Buffer, 48) : 0;
            return length;
        }
    }
}
