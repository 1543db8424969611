namespace Sidetap.Outbox
{
    /// <content>Reading: at the start, and when messages leave.</content>
    internal sealed partial class PageStore
    {
        /// <summary>No page has a message any more.</summary>
        public const int Empty = 0;

        /// <summary>A record is damaged, or a page's header: call <see cref="GiveUp"/>.</summary>
        public const int Damaged = -1;

        /// <summary>The start in which the page that is being read was written.</summary>
        public uint DrainingBoot { get; private set; }

        /// <summary>The UTC time of that start's uptime 0 in 100 ns since 1601-01-01; 0 when the page does not know.</summary>
        public long DrainingUtcAtStart { get; private set; }

        /// <summary>Whether the page that is being read was written before this start.</summary>
        public bool IsFromEarlierStart
        {
            get { return (int)(_sequences[_draining] - _firstOfThisStart) < 0; }
        }

        /// <summary>Finds out what every slot holds: first from the headers what was settled, then which records are whole and not settled.</summary>
        /// <param name="scratch">Room for the longest record at least.</param>
        /// <param name="recovery">Is told what the headers and records say.</param>
        /// <remarks>Nothing is deleted yet: <see cref="FreeEmpty"/> does that when what was found is saved.</remarks>
        public void Recover(byte[] scratch, Recovery recovery)
        {
            for (int i = 0; i < _names.Length; i++)
            {
                int header = ReadHeader(i);
                if (header > 0)
                {
                    recovery.TakeHeader(Header);
                    _sequences[i] = Header.Sequence;
                    _headers[i] = (byte)header;
                    _lengths[i] = header;
                    Pages++;
                }
            }

            for (int i = 0; i < _names.Length; i++)
            {
                int octets = _files.Length(_names[i]);
                if (octets >= 0)
                {
                    RecoverPage(i, octets, scratch, recovery);
                }
            }

            recovery.End();
            _nextSequence = recovery.NextPage;
            _firstOfThisStart = _nextSequence;
        }

        /// <summary>Deletes the pages in which nothing waits: of no use, settled before the restart, or counted as lost.</summary>
        public void FreeEmpty()
        {
            for (int i = 0; i < _names.Length; i++)
            {
                if (_lengths[i] > 0 && _counts[i] == 0 && i != _open)
                {
                    Free(i);
                }
            }
        }

        /// <summary>Reads the oldest record in flash, which then is the one that <see cref="Advance"/> passes.</summary>
        /// <param name="buffer">Receives the record.</param>
        /// <param name="at">Index of its first octet.</param>
        /// <param name="capacity">Octets of the longest record there is room for.</param>
        /// <returns>The record's octets, <see cref="Empty"/> or <see cref="Damaged"/>.</returns>
        public int Read(byte[] buffer, int at, int capacity)
        {
            if (Count == 0)
            {
                return Empty;
            }

            if (_draining == None && !BeginDraining())
            {
                return Damaged;
            }

            int left = _lengths[_draining] - _position;
            int octets = ReadFile(_draining, _position, buffer, at, left < capacity ? left : capacity);
            if (!OutboxRecord.IsWhole(buffer, at, octets))
            {
                return Damaged;
            }

            _recordLength = OutboxRecord.LengthOf(buffer, at);
            return _recordLength;
        }

        /// <summary>The first record of the open page is the message under way, which has come there from RAM.</summary>
        public void DrainOpenPage(int recordLength)
        {
            _draining = _open;
            _position = _headers[_open];
            _recordLength = recordLength;
        }

        /// <summary>The record that was read last has left; behind the last one of a page, the page is deleted.</summary>
        public void Advance()
        {
            int slot = _draining;
            _open = _open == slot ? None : _open;
            _position += _recordLength;
            _counts[slot]--;
            Count--;
            if (_position >= _lengths[slot])
            {
                Free(slot);
            }
        }

        /// <summary>The record that was read last had left before the restart.</summary>
        public void Skip()
        {
            _position += _recordLength;
            if (_position >= _lengths[_draining])
            {
                Free(_draining);
            }
        }

        /// <summary>The number behind the last message of the page that is being read.</summary>
        public uint End
        {
            get { return _ends[_draining]; }
        }

        /// <summary>Whether the record that was read last is the last of its page.</summary>
        public bool IsLast
        {
            get { return _position + _recordLength >= _lengths[_draining]; }
        }

        /// <summary>The rest of the page that is being read is of no use.</summary>
        public void GiveUp()
        {
            _statistics.DamagedRecords++;
            Free(_draining);
        }

        private bool BeginDraining()
        {
            int slot = Oldest(None);
            _open = _open == slot ? None : _open;
            _draining = slot;
            _position = _headers[slot];
            bool isWhole = ReadHeader(slot) > 0 && Header.Sequence == _sequences[slot];
            DrainingBoot = Header.Boot;
            DrainingUtcAtStart = Header.UtcAtStart;
            return isWhole;
        }

        /// <summary>Octets of the page's header; 0 when it is not whole.</summary>
        private int ReadHeader(int slot)
        {
            return Header.Take(ReadFile(slot, 0, Header.Buffer, 0, PageHeader.Length));
        }

        /// <summary>A read that fails once is no damage.</summary>
        private int ReadFile(int slot, int position, byte[] buffer, int offset, int capacity)
        {
            int octets = _files.Read(_names[slot], position, buffer, offset, capacity);
            return octets >= 0 ? octets : _files.Read(_names[slot], position, buffer, offset, capacity);
        }

        private void RecoverPage(int slot, int octets, byte[] scratch, Recovery recovery)
        {
            bool hasHeader = _lengths[slot] > 0;
            Pages += hasHeader ? 0 : 1;
            _headers[slot] = hasHeader ? _headers[slot] : (byte)PageHeader.Length;
            _lengths[slot] = _headers[slot];
            if (hasHeader && _sequences[slot] == recovery.GivenUp && recovery.GivenUp + 1 != recovery.NextPage)
            {
                return; // counted as lost in the youngest page's header, and not deleted any more
            }

            bool hasRecords = RecoverRecords(slot, scratch, hasHeader, recovery);
            if (octets > _lengths[slot] || (hasRecords && !hasHeader))
            {
                // The end was torn, or something is damaged. (A page shorter than its header is one whose first write was cut short.)
                _statistics.DamagedRecords++;
            }

            if (hasHeader && !hasRecords && octets > _lengths[slot] && ReadHeader(slot) > 0 && !recovery.IsSettled(Header.First))
            {
                recovery.TakeOldest(Header.First);
            }
        }

        /// <summary>Finds the whole records of a page. They are read through a window, which may be shorter than the page.</summary>
        private bool RecoverRecords(int slot, byte[] window, bool isOfUse, Recovery recovery)
        {
            int at;
            do
            {
                int octets = ReadFile(slot, _lengths[slot], window, 0, window.Length);
                at = 0;
                while (OutboxRecord.IsWhole(window, at, octets - at))
                {
                    uint number = OutboxRecord.NumberOf(window, at);
                    int waiting = recovery.TakeRecord(number, isOfUse) ? 1 : 0;
                    _ends[slot] = number + 1;
                    _counts[slot] += waiting;
                    Count += waiting;
                    at += OutboxRecord.LengthOf(window, at);
                }

                _lengths[slot] += at;
            }
            while (at > 0);
            return _lengths[slot] > _headers[slot];
        }
    }
}
