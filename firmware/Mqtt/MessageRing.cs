using System;

namespace Sidetap.Mqtt
{
    /// <summary>Messages that have come for subscriptions and wait to be taken, oldest first, in a room that does not grow. One that it has no place for is dropped and
    /// counted. Not for several threads: its owner locks.</summary>
    /// <remarks>Each takes its octets and <see cref="Overhead"/>: number of the subscription (1), length (2).</remarks>
    public sealed class MessageRing
    {
        /// <summary>Octets that each message takes besides its own.</summary>
        public const int Overhead = 3;

        /// <summary>The largest room, in octets.</summary>
        public const int MaxRoom = 65535;

        private readonly byte[] _room;
        private int _first;
        private int _used;

        /// <summary>Makes an empty one.</summary>
        /// <param name="room">Octets for messages and their overhead, 1..<see cref="MaxRoom"/>.</param>
        public MessageRing(int room)
        {
            _room = new byte[room];
        }

        /// <summary>How many messages wait.</summary>
        public int Count { get; private set; }

        /// <summary>How many were dropped: no place was left, or they were longer than who took had room for.</summary>
        public uint Dropped { get; private set; }

        /// <summary>Puts a message behind the others.</summary>
        /// <param name="subscription">The number of its subscription, 0..255.</param>
        /// <param name="message">Holds it; no reference is kept.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets, 0 or more.</param>
        /// <returns>False when there is no place for it: it is dropped.</returns>
        public bool Put(int subscription, byte[] message, int offset, int length)
        {
            if (length > _room.Length - _used - Overhead)
            {
                Dropped++;
                return false;
            }

            PutOctet(subscription);
            PutOctet(length);
            PutOctet(length >> 8);
            int at = Index(_used);
            int untilEnd = _room.Length - at < length ? _room.Length - at : length;
            Array.Copy(message, offset, _room, at, untilEnd);
            Array.Copy(message, offset + untilEnd, _room, 0, length - untilEnd);
            _used += length;
            Count++;
            return true;
        }

        /// <summary>Takes the oldest message that is not too long; longer ones before it are dropped.</summary>
        /// <param name="buffer">Receives it.</param>
        /// <param name="offset">Index at which the first octet is put.</param>
        /// <param name="capacity">Octets there is room for.</param>
        /// <param name="subscription">The number of its subscription; -1 when there is none.</param>
        /// <returns>Its octets, 0 or more; -1 when there is none.</returns>
        public int Take(byte[] buffer, int offset, int capacity, out int subscription)
        {
            while (Count > 0)
            {
                subscription = _room[_first];
                int length = _room[Index(1)] | (_room[Index(2)] << 8);
                int at = Index(Overhead);
                bool fits = length <= capacity;
                if (fits)
                {
                    int untilEnd = _room.Length - at < length ? _room.Length - at : length;
                    Array.Copy(_room, at, buffer, offset, untilEnd);
                    Array.Copy(_room, 0, buffer, offset + untilEnd, length - untilEnd);
                }

                _first = Index(Overhead + length);
                _used -= Overhead + length;
                Count--;
                if (fits)
                {
                    return length;
                }

                Dropped++;
            }

            subscription = -1;
            return -1;
        }

        private void PutOctet(int value)
        {
            _room[Index(_used)] = (byte)value;
            _used++;
        }

        private int Index(int distance)
        {
            int index = _first + distance;
            return index < _room.Length ? index : index - _room.Length;
        }
    }
}
