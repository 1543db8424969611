namespace Sidetap.Outbox
{
    /// <summary>
    /// Messages that wait in RAM, oldest first, in one ring of octets that is allocated once. A payload is encoded straight into its place, and a run of the
    /// oldest messages can be written to flash as it lies there (<see cref="OutboxRecord"/> says how).
    /// </summary>
    /// <remarks>
    /// An entry never wraps: what is left at the end of the ring when the next one does not fit is skipped.
    /// </remarks>
    public sealed class FrameQueue
    {
        /// <summary>Octets an entry takes besides its payload.</summary>
        public const int EntryOverhead = OutboxRecord.HeaderLength;

        private readonly byte[] _ring;
        private int _tail;
        private int _wrapAt;
        private int _reserved;
        private int _sealedOctets;

        /// <summary>Makes an empty queue.</summary>
        /// <param name="capacity">Octets of the ring, 64 or more.</param>
        public FrameQueue(int capacity)
        {
            _ring = new byte[capacity];
            _wrapAt = capacity;
        }

        /// <summary>The ring; payloads are written into it and taken from it.</summary>
        public byte[] Buffer
        {
            get { return _ring; }
        }

        /// <summary>Messages that wait.</summary>
        public int Count { get; private set; }

        /// <summary>Octets of the messages that wait, with their overhead.</summary>
        public int UsedOctets { get; private set; }

        /// <summary>Index of the oldest entry in <see cref="Buffer"/>. Only while <see cref="Count"/> is not 0.</summary>
        public int Head { get; private set; }

        /// <summary>Octets of the oldest entry. Only while <see cref="Count"/> is not 0.</summary>
        public int HeadLength
        {
            get { return OutboxRecord.LengthOf(_ring, Head); }
        }

        /// <summary>The oldest message's number. Only while <see cref="Count"/> is not 0.</summary>
        public uint HeadNumber
        {
            get { return OutboxRecord.NumberOf(_ring, Head); }
        }

        /// <summary>The oldest message's flags. Only while <see cref="Count"/> is not 0.</summary>
        public int HeadFlags
        {
            get { return OutboxRecord.FlagsOf(_ring, Head); }
        }

        /// <summary>The messages of the run that <see cref="Seal"/> found last.</summary>
        public int SealedCount { get; private set; }

        /// <summary>Finds room for one more message behind the youngest.</summary>
        /// <param name="maxPayloadLength">The longest the payload may become.</param>
        /// <returns>Index in <see cref="Buffer"/> at which to write the payload, then call <see cref="Commit"/>; or -1 when the oldest message has to
        /// go first.</returns>
        public int Reserve(int maxPayloadLength)
        {
            int need = EntryOverhead + maxPayloadLength;
            int at = -1;
            if (Count == 0)
            {
                Head = 0;
                _tail = 0;
                _wrapAt = _ring.Length;
                at = need <= _ring.Length ? 0 : -1;
            }
            else if (_tail > Head)
            {
                at = need <= _ring.Length - _tail ? _tail : need <= Head ? 0 : -1;
            }
            else
            {
                at = need <= Head - _tail ? _tail : -1;
            }

            _reserved = at;
            return at < 0 ? -1 : at + EntryOverhead;
        }

        /// <summary>Adds the message that was written where <see cref="Reserve"/> said.</summary>
        /// <param name="payloadLength">Its octets, no more than were reserved.</param>
        /// <param name="number">Its number: one more than the last one's.</param>
        /// <param name="flags">Its flags, one octet.</param>
        public void Commit(int payloadLength, uint number, int flags)
        {
            if (_reserved == 0 && Count > 0)
            {
                _wrapAt = _tail;
            }

            OutboxRecord.Put(_ring, _reserved, payloadLength, number, flags);
            _tail = _reserved + EntryOverhead + payloadLength;
            UsedOctets += EntryOverhead + payloadLength;
            Count++;
        }

        /// <summary>Removes the oldest message. Only while <see cref="Count"/> is not 0.</summary>
        public void RemoveHead()
        {
            Remove(HeadLength, 1);
        }

        /// <summary>Finds the longest run of whole entries from the oldest one on that lie one behind the other, and fills in their check sums.</summary>
        /// <param name="maxOctets">The run's octets at the most.</param>
        /// <returns>The run's octets from <see cref="Head"/> on; 0 when the oldest entry alone is longer.</returns>
        public int Seal(int maxOctets)
        {
            int end = Count == 0 ? Head : _tail > Head ? _tail : _wrapAt;
            end = end - Head > maxOctets ? Head + maxOctets : end;
            int at = Head;
            SealedCount = 0;
            while (at < end && at + OutboxRecord.LengthOf(_ring, at) <= end)
            {
                OutboxRecord.Seal(_ring, at);
                at += OutboxRecord.LengthOf(_ring, at);
                SealedCount++;
            }

            _sealedOctets = at - Head;
            return _sealedOctets;
        }

        /// <summary>Removes the run that <see cref="Seal"/> found last; nothing was removed since.</summary>
        public void RemoveSealed()
        {
            Remove(_sealedOctets, SealedCount);
        }

        private void Remove(int octets, int count)
        {
            Head += octets;
            UsedOctets -= octets;
            Count -= count;
            if (Count > 0 && Head == _wrapAt && _tail <= Head)
            {
                Head = 0;
                _wrapAt = _ring.Length;
            }
        }
    }
}
