using Sidetap.Hal;

namespace Sidetap.Outbox
{
    /// <summary>
    /// Pages of messages in the file area: begun, added to, read from the oldest on, and deleted when their last message has left.
    /// </summary>
    /// <remarks>
    /// <para>A page is a file "out-00".."out-98": a <see cref="PageHeader"/>, written, then records (<see cref="OutboxRecord"/>), appended in batches. A cut
    /// during an Append leaves the page as it was, with part of the batch behind it (<see cref="IFileArea"/>), and part of a record has no right check sum.
    /// So nothing is appended to a page behind which such a part may lie: one of an earlier start, or one whose last append failed; nor to one that
    /// messages have left.</para>
    /// <para>One slot is kept free: where the oldest page has to go, the new one is begun first, and says in its header what went. A slot that failed
    /// <see cref="SlotPatience"/> times in a row is left alone until the next start. When two slots in a row have, the area as a whole is taken for worn
    /// out, and no page is given up any more to make room in it.</para>
    /// </remarks>
    internal sealed partial class PageStore
    {
        /// <summary>How many slots there may be; their names have two digits.</summary>
        public const int MaxSlots = 99;

        private const int None = -1;
        private const int SlotPatience = 3;
        private const int NameOctets = 12 + 7; // an object's header, "out-00" and its terminator

        private readonly IFileArea _files;
        private readonly NodeStatistics _statistics;
        private readonly int _pageOctets;
        private readonly string[] _names;
        private readonly uint[] _sequences;
        private readonly int[] _counts;
        private readonly int[] _lengths; // 0: the slot is free
        private readonly byte[] _headers; // octets of the page's header
        private readonly uint[] _ends; // the number behind the page's last message
        private readonly byte[] _failures;
        private int _open = None;
        private int _draining = None;
        private int _lastSlot = None;
        private int _position;
        private int _recordLength;
        private int _consecutiveFailures;
        private uint _nextSequence;
        private uint _firstOfThisStart;

        /// <summary>Makes a store; reads nothing yet.</summary>
        /// <param name="files">Where the pages are.</param>
        /// <param name="slots">0..<see cref="MaxSlots"/>.</param>
        /// <param name="pageOctets">Octets of a page, its header included.</param>
        /// <param name="statistics">Where writes, failures and damage are counted.</param>
        public PageStore(IFileArea files, int slots, int pageOctets, NodeStatistics statistics)
        {
            _files = files;
            _statistics = statistics;
            _pageOctets = pageOctets;
            _names = new string[slots];
            _sequences = new uint[slots];
            _counts = new int[slots];
            _lengths = new int[slots];
            _headers = new byte[slots];
            _ends = new uint[slots];
            _failures = new byte[slots];
            for (int i = 0; i < slots; i++)
            {
                _names[i] = NameOf(i);
            }

            Header = new PageHeader();
        }

        /// <summary>The name of a page's file.</summary>
        internal static string NameOf(int slot)
        {
            return (slot < 10 ? "out-0" : "out-") + slot.ToString();
        }

        /// <summary>The header that is written next, or was read last: that of the page that is being read.</summary>
        public PageHeader Header { get; }

        /// <summary>Messages in all pages that have not left.</summary>
        public int Count { get; private set; }

        /// <summary>Pages in use.</summary>
        public int Pages { get; private set; }

        /// <summary>How many pages there may be.</summary>
        public int Slots
        {
            get { return _names.Length; }
        }

        /// <summary>Octets of the tables: per slot four integers, two octets, a reference and a name of seven octets with its terminator; the header.</summary>
        public int TableOctets
        {
            get { return (_names.Length * ((4 * 4) + 2 + 4 + NameOctets)) + PageHeader.Length; }
        }

        /// <summary>Octets of records that fit behind those of the page that is open; a whole page's when none is.</summary>
        public int Room
        {
            get { return _pageOctets - (_open == None ? PageHeader.Length : _lengths[_open]); }
        }

        /// <summary>Whether a page is open.</summary>
        public bool IsOpen
        {
            get { return _open != None; }
        }

        /// <summary>Pages that can be begun without giving one up.</summary>
        public int FreeSlots
        {
            get
            {
                int free = 0;
                for (int i = 0; i < _names.Length; i++)
                {
                    free += IsFree(i) ? 1 : 0;
                }

                return free;
            }
        }

        /// <summary>Whether the area is worn out as a whole.</summary>
        public bool IsWornOut
        {
            get { return _consecutiveFailures >= 2 * SlotPatience; }
        }

        /// <summary>Begins a page in a free slot with what <see cref="Header"/> says; its sequence is set here.</summary>
        /// <param name="givesUp">The page that is given up for it and deleted next, or -1.</param>
        /// <returns>False when the file area failed.</returns>
        public bool Begin(int givesUp)
        {
            int slot = FreeSlot();
            _open = None;
            if (slot == None)
            {
                return false;
            }

            _lastSlot = slot;
            Header.Sequence = _nextSequence;
            Header.GivesUp = givesUp < 0 ? _nextSequence : _sequences[givesUp];
            Header.Put();
            if (!_files.Write(_names[slot], Header.Buffer, 0, PageHeader.Length))
            {
                CountFailure(slot);
                return false;
            }

            _statistics.FlashWrites++;
            _nextSequence++;
            _sequences[slot] = Header.Sequence;
            _lengths[slot] = PageHeader.Length;
            _headers[slot] = PageHeader.Length;
            _counts[slot] = 0;
            _open = slot;
            Pages++;
            return true;
        }

        /// <summary>Adds records to the page that is open.</summary>
        /// <param name="buffer">Holds them, one behind the other.</param>
        /// <param name="offset">Index of the first octet.</param>
        /// <param name="octets">Their octets.</param>
        /// <param name="records">How many they are.</param>
        /// <param name="end">The number behind that of the last one.</param>
        /// <returns>False when the file area failed: the page takes no more, and what it had before stays.</returns>
        public bool Append(byte[] buffer, int offset, int octets, int records, uint end)
        {
            int slot = _open;
            if (!_files.Append(_names[slot], buffer, offset, octets))
            {
                _open = None;
                CountFailure(slot);
                if (_counts[slot] == 0)
                {
                    Free(slot);
                }

                return false;
            }

            _statistics.FlashWrites++;
            _consecutiveFailures = 0;
            _failures[slot] = 0;
            _lengths[slot] += octets;
            _counts[slot] += records;
            _ends[slot] = end;
            Count += records;
            return true;
        }

        /// <summary>Takes no more into the page that is open.</summary>
        public void Close()
        {
            _open = None;
        }

        /// <summary>The page to give up: the oldest, but not the one that a message is under way from, unless it is the only one.</summary>
        /// <param name="isUnderWay">Whether a message is.</param>
        /// <returns>The slot, or -1 when no page is in use.</returns>
        public int ToDrop(bool isUnderWay)
        {
            int oldest = Oldest(isUnderWay ? _draining : None);
            return oldest == None ? Oldest(None) : oldest;
        }

        /// <summary>Messages in a page that have not left.</summary>
        public int CountIn(int slot)
        {
            return _counts[slot];
        }

        /// <summary>Whether it is the page that is being read.</summary>
        public bool IsDraining(int slot)
        {
            return slot == _draining;
        }

        /// <summary>Gives up a page.</summary>
        public void Drop(int slot)
        {
            Free(slot);
        }

        /// <summary>The slot after the one that was begun last that is free and has not failed too often.</summary>
        private int FreeSlot()
        {
            int slots = _names.Length;
            for (int i = 1; i <= slots; i++)
            {
                int slot = (_lastSlot + i) % slots;
                if (IsFree(slot))
                {
                    return slot;
                }
            }

            return None;
        }

        private bool IsFree(int slot)
        {
            return _lengths[slot] == 0 && (_failures[slot] < SlotPatience || IsWornOut);
        }

        private int Oldest(int except)
        {
            int oldest = None;
            for (int i = 0; i < _names.Length; i++)
            {
                if (_counts[i] > 0 && i != except && (oldest == None || (int)(_sequences[i] - _sequences[oldest]) < 0))
                {
                    oldest = i;
                }
            }

            return oldest;
        }

        private void CountFailure(int slot)
        {
            _statistics.FlashFailures++;
            _consecutiveFailures += IsWornOut ? 0 : 1;
            _failures[slot] += (byte)(_failures[slot] < SlotPatience ? 1 : 0);
        }

        /// <summary>Deletes a page. Where that fails the page is out of the books all the same: its messages are settled, and a younger page says so.</summary>
        private void Free(int slot)
        {
            if (!_files.Delete(_names[slot]))
            {
                _statistics.FlashFailures++;
            }

            Count -= _counts[slot];
            _counts[slot] = 0;
            _lengths[slot] = 0;
            Pages--;
            _draining = _draining == slot ? None : _draining;
            _open = _open == slot ? None : _open;
        }
    }
}
