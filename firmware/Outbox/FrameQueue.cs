using Sidetap.PubSub;

namespace Sidetap.Outbox
{
    /// <summary>
    /// Messages that wait for the gateway, oldest first, in one ring of octets that is allocated once. A payload is encoded straight into its place.
    /// </summary>
    /// <remarks>
    /// Each entry: length of the payload (2 octets), payload. An entry never wraps: what is left at the end of the ring when the next one does not fit is skipped.
    /// </remarks>
    public sealed class FrameQueue
    {
        private const int PrefixLength = 2;

        private readonly byte[] _ring;
        private int _head;
        private int _tail;
        private int _wrapAt;
        private int _reserved;

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

        /// <summary>Index of the oldest message's payload in <see cref="Buffer"/>. Only while <see cref="Count"/> is not 0.</summary>
        public int HeadPayloadOffset
        {
            get { return _head + PrefixLength; }
        }

        /// <summary>Octets of the oldest message's payload. Only while <see cref="Count"/> is not 0.</summary>
        public int HeadPayloadLength
        {
            get { return UaBinary.Get16(_ring, _head); }
        }

        /// <summary>Finds room for one more message behind the youngest.</summary>
        /// <param name="maxPayloadLength">The longest the payload may become.</param>
        /// <returns>Index in <see cref="Buffer"/> at which to write the payload, then call <see cref="Commit"/>; or -1 when the oldest message has to
        /// go first.</returns>
        public int Reserve(int maxPayloadLength)
        {
            int need = PrefixLength + maxPayloadLength;
            int at = -1;
            if (Count == 0)
            {
                _head = 0;
                _tail = 0;
                _wrapAt = _ring.Length;
                at = need <= _ring.Length ? 0 : -1;
            }
            else if (_tail > _head)
            {
                at = need <= _ring.Length - _tail ? _tail : need <= _head ? 0 : -1;
            }
            else
            {
                at = need <= _head - _tail ? _tail : -1;
            }

            _reserved = at;
            return at < 0 ? -1 : at + PrefixLength;
        }

        /// <summary>Adds the message that was written where <see cref="Reserve"/> said.</summary>
        /// <param name="payloadLength">Its octets, no more than were reserved.</param>
        public void Commit(int payloadLength)
        {
            if (_reserved == 0 && Count > 0)
            {
                _wrapAt = _tail;
            }

            UaBinary.Put16(_ring, _reserved, payloadLength);
            _tail = _reserved + PrefixLength + payloadLength;
            Count++;
        }

        /// <summary>Removes the oldest message. Only while <see cref="Count"/> is not 0.</summary>
        public void RemoveHead()
        {
            _head += PrefixLength + UaBinary.Get16(_ring, _head);
            Count--;
            if (Count > 0 && _head == _wrapAt && _tail <= _head)
            {
                _head = 0;
                _wrapAt = _ring.Length;
            }
        }
    }
}
