using System;

namespace Sidetap.MqttSn
{
    /// <summary>The topic names a gateway has registered for wildcard subscriptions (6.10), by their ids. Of fixed size; the oldest makes room.</summary>
    internal sealed class NameTable
    {
        private readonly int[] _ids;
        private readonly int[] _lengths;
        private readonly Topic[] _subscriptions;
        private readonly int _maxLength;
        private int _next;

        /// <summary>Makes an empty table.</summary>
        public NameTable(int capacity, int maxLength)
        {
            _ids = new int[capacity];
            _lengths = new int[capacity];
            _subscriptions = new Topic[capacity];
            _maxLength = maxLength;
            Octets = new byte[capacity * maxLength];
        }

        /// <summary>All names, each in a slot of its own.</summary>
        public byte[] Octets { get; }

        /// <summary>Forgets everything: ids are the connection's.</summary>
        public void Clear()
        {
            Array.Clear(_ids, 0, _ids.Length);
        }

        /// <summary>Forgets the names of a subscription that ended.</summary>
        public void Remove(Topic subscription)
        {
            for (int i = 0; i < _ids.Length; i++)
            {
                if (_subscriptions[i] == subscription)
                {
                    _ids[i] = 0;
                }
            }
        }

        /// <summary>Takes a name; returns false when it is too long to keep.</summary>
        public bool Add(int id, Topic subscription, byte[] buffer, int offset, int length)
        {
            if (length > _maxLength)
            {
                return false;
            }

            int slot = Find(id);
            if (slot < 0)
            {
                slot = Find(0);
            }

            if (slot < 0)
            {
                slot = _next;
                _next = (_next + 1) % _ids.Length;
            }

            _ids[slot] = id;
            _lengths[slot] = length;
            _subscriptions[slot] = subscription;
            Array.Copy(buffer, offset, Octets, OffsetOf(slot), length);
            return true;
        }

        /// <summary>The slot of an id, or -1.</summary>
        public int Find(int id)
        {
            for (int i = 0; i < _ids.Length; i++)
            {
                if (_ids[i] == id)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Index of a slot's name in <see cref="Octets"/>.</summary>
        public int OffsetOf(int slot)
        {
            return slot * _maxLength;
        }

        /// <summary>Octets of a slot's name.</summary>
        public int LengthOf(int slot)
        {
            return _lengths[slot];
        }

        /// <summary>The subscription a slot's name belongs to.</summary>
        public Topic SubscriptionOf(int slot)
        {
            return _subscriptions[slot];
        }
    }
}
