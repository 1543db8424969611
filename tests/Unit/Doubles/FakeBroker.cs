using System;
using Sidetap.Hal;
using Sidetap.Mqtt;

namespace Sidetap.Tests
{
    /// <summary>A connection to a broker that takes everything, or does what a test says. What it took before it was told to be deaf, it has acknowledged.</summary>
    public sealed class FakeBroker : IBrokerConnection
    {
        private const int MaxMessages = 4096;
        private const int MessageRoom = 32768;

        /// <summary>Messages that were taken, in order.</summary>
        public readonly byte[][] Payloads = new byte[MaxMessages][];

        /// <summary>Their topics.</summary>
        public readonly int[] TopicOf = new int[MaxMessages];

        /// <summary>Whether they are to be retained.</summary>
        public readonly bool[] IsRetained = new bool[MaxMessages];

        /// <summary>How many there are.</summary>
        public int Count;

        /// <summary>The topics' names.</summary>
        public readonly byte[][] Names = new byte[8][];

        /// <summary>How many topics there are.</summary>
        public int Topics;

        /// <summary>How many topics there may be.</summary>
        public int MaxTopics = 8;

        /// <summary>The names that were subscribed to.</summary>
        public readonly byte[][] Filters = new byte[8][];

        /// <summary>Their highest QoS.</summary>
        public readonly int[] FilterQos = new int[8];

        /// <summary>How many there are.</summary>
        public int Subscriptions;

        /// <summary>How many there may be.</summary>
        public int MaxSubscriptions = 4;

        /// <summary>What the next attempts to connect come to; Connecting: to nothing.</summary>
        public BrokerState Answer = BrokerState.Open;

        /// <summary>The reason of a refusal.</summary>
        public int Reason;

        /// <summary>Whether Open says that it can't.</summary>
        public bool IsUnable;

        /// <summary>Whether there is no room for messages.</summary>
        public bool IsFull;

        /// <summary>Whether PUBACKs are lost.</summary>
        public bool IsDeaf;

        /// <summary>How often Open was called, and when last.</summary>
        public int Opens;

        /// <summary>How often Close was called.</summary>
        public int Closes;

        private MessageRing _messages; // there with the first subscription
        private readonly int[] _acknowledged = new int[MaxMessages];
        private int _acknowledgedCount;
        private int _lastPacketId;

        /// <inheritdoc/>
        public BrokerState State { get; private set; }

        /// <inheritdoc/>
        public int RefusalCode
        {
            get { return State == BrokerState.Refused ? Reason : 0; }
        }

        /// <inheritdoc/>
        public bool Open()
        {
            Opens++;
            if (IsUnable)
            {
                return false;
            }

            _lastPacketId = 0; // as a client does that is made anew
            State = Answer;
            return true;
        }

        /// <inheritdoc/>
        public void Close()
        {
            Closes++;
            State = BrokerState.Closed;
        }

        /// <summary>The connection breaks.</summary>
        public void Break()
        {
            State = BrokerState.Closed;
        }

        /// <inheritdoc/>
        public int AddTopic(byte[] name)
        {
            if (Topics == MaxTopics)
            {
                return -1;
            }

            Names[Topics] = name;
            return Topics++;
        }

        /// <inheritdoc/>
        public int Publish(int topic, byte[] buffer, int offset, int length, int qos, bool retain)
        {
            if (State != BrokerState.Open || IsFull || Count == MaxMessages)
            {
                return 0;
            }

            Payloads[Count] = new byte[length];
            Array.Copy(buffer, offset, Payloads[Count], 0, length);
            TopicOf[Count] = topic;
            IsRetained[Count] = retain;
            Count++;
            if (qos == 0)
            {
                return -1;
            }

            _lastPacketId++;
            if (!IsDeaf)
            {
                Acknowledge(_lastPacketId);
            }

            return _lastPacketId;
        }

        /// <summary>Puts a PUBACK where it waits to be taken.</summary>
        public void Acknowledge(int packetId)
        {
            _acknowledged[_acknowledgedCount++] = packetId;
        }

        /// <summary>Whether a PUBACK waits to be taken.</summary>
        public bool HasAcknowledged
        {
            get { return _acknowledgedCount > 0; }
        }

        /// <inheritdoc/>
        public int AddSubscription(byte[] filter, int qos)
        {
            if (Subscriptions == MaxSubscriptions)
            {
                return -1;
            }

            if (_messages == null)
            {
                _messages = new MessageRing(MessageRoom);
            }

            Filters[Subscriptions] = filter;
            FilterQos[Subscriptions] = qos;
            return Subscriptions++;
        }

        /// <summary>A message comes for a subscription; where there is no connection or no room, it does not.</summary>
        /// <param name="subscription">The number of the subscription.</param>
        /// <param name="message">Its octets.</param>
        /// <returns>Whether it came.</returns>
        public bool Deliver(int subscription, byte[] message)
        {
            return State == BrokerState.Open && _messages.Put(subscription, message, 0, message.Length);
        }

        /// <summary>How many messages wait to be taken.</summary>
        public int Waiting
        {
            get { return _messages.Count; }
        }

        /// <inheritdoc/>
        public int TakeMessage(byte[] buffer, int offset, int capacity, out int subscription)
        {
            subscription = -1;
            return _messages == null ? -1 : _messages.Take(buffer, offset, capacity, out subscription);
        }

        /// <inheritdoc/>
        public int TakeAcknowledged()
        {
            if (_acknowledgedCount == 0)
            {
                return 0;
            }

            int packetId = _acknowledged[0];
            _acknowledgedCount--;
            Array.Copy(_acknowledged, 1, _acknowledged, 0, _acknowledgedCount);
            return packetId;
        }
    }
}
