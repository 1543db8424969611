using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Outbox
{
    /// <summary>
    /// The outbox's small record that survives a restart without a page of messages: the accounts, the sequence numbers that are spoken for, the wear, and
    /// when the last starts were.
    /// </summary>
    /// <remarks>
    /// Settled number (4 octets), lost (4), lost behind it (4), end of the reserved sequence numbers (4), flash writes (4), the start that saved it (4), then <see cref="Starts"/> times boot count (4) and
    /// UTC at start (8), the youngest first; end of the reserved event numbers (4), which a record of a box that had no events yet ends before. Kept with
    /// <see cref="TwoCopyRecord"/>.
    /// </remarks>
    internal sealed class OutboxState
    {
        /// <summary>The record's name.</summary>
        internal const string Name = "outbox";

        /// <summary>How many starts are remembered.</summary>
        public const int Starts = 4;

        private const int StartLength = 12;
        private const int StartsAt = 24;
        private const int EventEndAt = StartsAt + (Starts * StartLength);

        /// <summary>Octets of the record.</summary>
        public const int Length = EventEndAt + 4;

        /// <summary>Octets of the record's buffer and of the table of starts.</summary>
        public const int BufferOctets = Length + TwoCopyRecord.Overhead + (Starts * StartLength);

        private readonly TwoCopyRecord _record;
        private readonly uint[] _boots = new uint[Starts];
        private readonly long[] _utcAtStart = new long[Starts];

        /// <summary>Makes an empty state; reads nothing yet.</summary>
        public OutboxState(IFileArea files)
        {
            _record = new TwoCopyRecord(files, Name, Length);
        }

        /// <summary>The oldest message that was not settled.</summary>
        public uint Settled { get; set; }

        /// <summary>All messages that were lost.</summary>
        public uint Lost { get; set; }

        /// <summary>Of these, the ones behind <see cref="Settled"/>.</summary>
        public uint LostBehind { get; set; }

        /// <summary>The first sequence number that no message may have used yet.</summary>
        public uint SequenceEnd { get; set; }

        /// <summary>The first number that no event may have used yet.</summary>
        public uint EventEnd { get; set; }

        /// <summary>Pages and batches written in the box's life.</summary>
        public uint FlashWrites { get; set; }

        /// <summary>The start that saved it; 0 when starts could not be counted.</summary>
        public uint Boot { get; set; }

        /// <summary>Reads what was saved last; nothing changes when there is nothing.</summary>
        public void Load()
        {
            int length;
            if (!_record.TryLoad(out length) || (length != Length && length != EventEndAt))
            {
                return;
            }

            byte[] buffer = _record.Buffer;
            int at = _record.Offset;
            Settled = UaBinary.Get32(buffer, at);
            Lost = UaBinary.Get32(buffer, at + 4);
            LostBehind = UaBinary.Get32(buffer, at + 8);
            SequenceEnd = UaBinary.Get32(buffer, at + 12);
            FlashWrites = UaBinary.Get32(buffer, at + 16);
            Boot = UaBinary.Get32(buffer, at + 20);
            EventEnd = length == Length ? UaBinary.Get32(buffer, at + EventEndAt) : 0;
            at += StartsAt;
            for (int i = 0; i < Starts; i++)
            {
                _boots[i] = UaBinary.Get32(buffer, at);
                _utcAtStart[i] = (long)UaBinary.Get64(buffer, at + 4);
                at += StartLength;
            }
        }

        /// <summary>Saves it.</summary>
        /// <returns>False when the file area failed; the last save stands.</returns>
        public bool Save()
        {
            byte[] buffer = _record.Buffer;
            int at = _record.Offset;
            UaBinary.Put32(buffer, at, Settled);
            UaBinary.Put32(buffer, at + 4, Lost);
            UaBinary.Put32(buffer, at + 8, LostBehind);
            UaBinary.Put32(buffer, at + 12, SequenceEnd);
            UaBinary.Put32(buffer, at + 16, FlashWrites);
            UaBinary.Put32(buffer, at + 20, Boot);
            UaBinary.Put32(buffer, at + EventEndAt, EventEnd);
            at += StartsAt;
            for (int i = 0; i < Starts; i++)
            {
                UaBinary.Put32(buffer, at, _boots[i]);
                UaBinary.Put64(buffer, at + 4, (ulong)_utcAtStart[i]);
                at += StartLength;
            }

            return _record.Save(Length);
        }

        /// <summary>When a start was, in 100 ns since 1601-01-01 UTC; 0 when that is not known.</summary>
        public long UtcOf(uint boot)
        {
            for (int i = 0; i < Starts; i++)
            {
                if (_boots[i] == boot && boot != 0)
                {
                    return _utcAtStart[i];
                }
            }

            return 0;
        }

        /// <summary>Notes when a start was; the oldest of the others is forgotten.</summary>
        public void SetUtc(uint boot, long utcAtStart)
        {
            if (boot == 0)
            {
                return; // the box could not count its starts: this one would be taken for another
            }

            if (_boots[0] != boot)
            {
                for (int i = Starts - 1; i > 0; i--)
                {
                    _boots[i] = _boots[i - 1];
                    _utcAtStart[i] = _utcAtStart[i - 1];
                }
            }

            _boots[0] = boot;
            _utcAtStart[0] = utcAtStart;
        }
    }
}
