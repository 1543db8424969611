namespace Sidetap.Outbox
{
    /// <content>Reading: at the start, and when messages leave.</content>
    internal sealed partial class PageStore
    {
        /// <summary>No page has a message any more.</summary>
        public const int Empty = 0;

        /// <summary>A record or a page is damaged and was given up with what lay behind it in the page.</summary>
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
        public void Recover(byte[] scratch, Recovery recovery)
        {
            for (int i = 0; i < _names.Length; i++)
            {
                if (ReadHeader(i))
                {
                    recovery.TakeHeader(Header);
                    _sequences[i] = Header.Sequence;
                    _lengths[i] = PageHeader.Length;
                    Pages++;
                }
            }

            for (int i = 0; i < _names.Length; i++)
            {
                int octets = _files.Length(_names[i]);
                if (_lengths[i] > 0)
                {
                    RecoverRecords(i, scratch, recovery);
                    _statistics.DamagedRecords += octets > _lengths[i] ? 1u : 0u;
                }
                else if (octets > PageHeader.Length)
                {
                    _statistics.DamagedRecords++; // less than that is a page whose first write was cut short
                }

                if (octets >= 0 && _counts[i] == 0)
                {
                    Pages += _lengths[i] > 0 ? 0 : 1; // Free counts it out
                    Free(i); // all of it was settled before the restart, or none of it is whole
                }
            }

            _nextSequence = recovery.NextPage;
            _firstOfThisStart = _nextSequence;
        }

        /// <summary>Reads the oldest record in flash, which then is the one that <see cref="Advance"/> passes.</summary>
        /// <param name="buffer">Receives the record.</param>
        /// <param name="at">Index of its first octet.</param>
        /// <param name="capacity">Octets of the longest record there is room for.</param>
        /// <returns>The record's octets, <see cref="Empty"/> or <see cref="Damaged"/>.</returns>
        public int Read(byte[] buffer, int at, int capacity)
        {
            if (Pages == 0)
            {
                return Empty;
            }

            if (_draining == None && !BeginDraining())
            {
                return Damaged;
            }

            int left = _lengths[_draining] - _position;
            int octets = _files.Read(_names[_draining], _position, buffer, at, left < capacity ? left : capacity);
            if (!OutboxRecord.IsWhole(buffer, at, octets))
            {
                _statistics.DamagedRecords++;
                Free(_draining);
                return Damaged;
            }

            _recordLength = OutboxRecord.LengthOf(buffer, at);
            return _recordLength;
        }

        /// <summary>The first record of the open page is the message under way, which has come there from RAM.</summary>
        public void DrainOpenPage(int recordLength)
        {
            _draining = _open;
            _position = PageHeader.Length;
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

        private bool BeginDraining()
        {
            int slot = Oldest();
            _open = _open == slot ? None : _open;
            if (!ReadHeader(slot) || Header.Sequence != _sequences[slot])
            {
                _statistics.DamagedRecords++;
                Free(slot);
                return false;
            }

            _draining = slot;
            _position = PageHeader.Length;
            DrainingBoot = Header.Boot;
            DrainingUtcAtStart = Header.UtcAtStart;
            return true;
        }

        private bool ReadHeader(int slot)
        {
            return Header.TryTake(_files.Read(_names[slot], 0, Header.Buffer, 0, PageHeader.Length));
        }

        /// <summary>Counts the whole records of a page. They are read through a window, which may be shorter than the page.</summary>
        private void RecoverRecords(int slot, byte[] window, Recovery recovery)
        {
            int at;
            do
            {
                int octets = _files.Read(_names[slot], _lengths[slot], window, 0, window.Length);
                at = 0;
                while (OutboxRecord.IsWhole(window, at, octets - at))
                {
                    uint number = OutboxRecord.NumberOf(window, at);
                    recovery.TakeNumber(number);
                    int unsettled = recovery.IsSettled(number) ? 0 : 1;
                    _counts[slot] += unsettled;
                    Count += unsettled;
                    at += OutboxRecord.LengthOf(window, at);
                }

                _lengths[slot] += at;
            }
            while (at > 0);
        }
    }
}
