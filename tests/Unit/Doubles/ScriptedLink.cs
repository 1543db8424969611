using System;
using Sidetap.Hal;

namespace Sidetap.Tests
{
    /// <summary>A link whose other end is the test: it keeps what was sent and delivers what the test puts in.</summary>
    public sealed class ScriptedLink : IDatagramLink
    {
        private const int Slots = 64;

        private readonly byte[][] _sent = new byte[Slots][];
        private readonly LinkAddress[] _destinations = new LinkAddress[Slots];
        private readonly byte[][] _arriving = new byte[Slots][];
        private readonly LinkAddress[] _senders = new LinkAddress[Slots];
        private int _sentHead;
        private int _arrivingHead;
        private int _arrivingCount;

        /// <summary>The gateway's address.</summary>
        public readonly LinkAddress Gateway = Address(1);

        /// <summary>How many datagrams were sent and not yet looked at.</summary>
        public int SentCount;

        /// <summary>Whether the network is there.</summary>
        public bool Up = true;

        /// <summary>Whether the link takes datagrams.</summary>
        public bool Takes = true;

        /// <summary>Whether datagrams to others than <see cref="Gateway"/> are taken as well.</summary>
        public bool TakesAnyAddress;

        /// <summary>Where the datagram went that was taken last; null for a broadcast.</summary>
        public LinkAddress LastTo;

        /// <summary>The radius of the broadcast that was sent last; -1 before the first.</summary>
        public int LastRadius = -1;

        /// <inheritdoc/>
        public int MaxDatagramLength
        {
            get { return 1024; }
        }

        /// <inheritdoc/>
        public bool IsUp
        {
            get { return Up; }
        }

        /// <summary>An address of six octets.</summary>
        public static LinkAddress Address(int last)
        {
            LinkAddress address = new LinkAddress();
            address.Octets[5] = (byte)last;
            address.Length = 6;
            return address;
        }

        /// <inheritdoc/>
        public bool Send(byte[] buffer, int offset, int length, LinkAddress to)
        {
            if (!Up || !Takes || !(TakesAnyAddress || to.SameAs(Gateway)))
            {
                return false;
            }

            LinkAddress destination = new LinkAddress();
            destination.CopyFrom(to);
            Keep(buffer, offset, length, destination);
            return true;
        }

        /// <inheritdoc/>
        public bool Broadcast(byte[] buffer, int offset, int length, int radius)
        {
            if (!Up || !Takes)
            {
                return false;
            }

            LastRadius = radius;
            Keep(buffer, offset, length, null);
            return true;
        }

        private void Keep(byte[] buffer, int offset, int length, LinkAddress destination)
        {
            if (SentCount == Slots)
            {
                throw new InvalidOperationException();
            }

            byte[] datagram = new byte[length];
            Array.Copy(buffer, offset, datagram, 0, length);
            int slot = (_sentHead + SentCount) % Slots;
            _sent[slot] = datagram;
            _destinations[slot] = destination;
            SentCount++;
        }

        /// <inheritdoc/>
        public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
        {
            if (_arrivingCount == 0)
            {
                return -1;
            }

            byte[] datagram = _arriving[_arrivingHead];
            from.CopyFrom(_senders[_arrivingHead]);
            _arrivingHead = (_arrivingHead + 1) % Slots;
            _arrivingCount--;
            Array.Copy(datagram, 0, buffer, offset, datagram.Length < capacity ? datagram.Length : capacity);
            return datagram.Length;
        }

        /// <summary>Lets a datagram of the gateway arrive.</summary>
        public void Arrive(string hex)
        {
            Arrive(Hex.Parse(hex), Gateway);
        }

        /// <summary>Lets a datagram arrive.</summary>
        public void Arrive(byte[] datagram, LinkAddress from)
        {
            int slot = (_arrivingHead + _arrivingCount) % Slots;
            _arriving[slot] = datagram;
            _senders[slot] = from;
            _arrivingCount++;
        }

        /// <summary>Takes the oldest datagram that was sent, or null.</summary>
        public byte[] TakeSent()
        {
            if (SentCount == 0)
            {
                return null;
            }

            byte[] datagram = _sent[_sentHead];
            LastTo = _destinations[_sentHead];
            _sentHead = (_sentHead + 1) % Slots;
            SentCount--;
            return datagram;
        }

        /// <summary>Takes the oldest datagram that was sent as text; "" when there is none.</summary>
        public string TakeSentHex()
        {
            byte[] datagram = TakeSent();
            return datagram == null ? "" : Hex.Of(datagram, 0, datagram.Length);
        }

        /// <summary>Forgets what was sent.</summary>
        public void ClearSent()
        {
            SentCount = 0;
        }
    }
}
