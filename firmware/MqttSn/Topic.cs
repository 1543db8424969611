namespace Sidetap.MqttSn
{
    /// <summary>A topic the client publishes to, or a filter it subscribes to. Made at start-up and given to the client.</summary>
    public sealed class Topic
    {
        /// <summary>The topic name or filter in UTF-8; null for a predefined id.</summary>
        public readonly byte[] Name;

        /// <summary>What <see cref="Id"/> is.</summary>
        public readonly TopicIdType IdType;

        /// <summary>Whether <see cref="Name"/> has wildcards; then it can only be subscribed to.</summary>
        public readonly bool IsWildcard;

        /// <summary>For a subscription, the highest QoS asked for: 0, 1 or 2.</summary>
        public readonly int Qos;

        /// <summary>The id on the wire; 0 while a normal topic has none.</summary>
        public int Id;

        /// <summary>Whether it can be used: registered, subscribed, or in no need of it.</summary>
        public bool IsReady;

        /// <summary>The gateway refused it; the ReturnCode tells why. It is tried again after a pause.</summary>
        public bool IsRefused;

        /// <summary>ReturnCode of the last REGACK, SUBACK or PUBACK that concerned it.</summary>
        public int ReturnCode;

        /// <summary>How often in a row the gateway called its id invalid although it had been registered.</summary>
        internal int InvalidIdCount;

        /// <summary>Uptime at which the id was last called invalid, in milliseconds.</summary>
        internal long InvalidIdAtMs;

        /// <summary>Uptime at which a refused topic is tried again, in milliseconds.</summary>
        internal long RetryAtMs;

        /// <summary>How long the next refusal will be respected, in milliseconds; 0 before the first.</summary>
        internal int RefusalPauseMs;

        /// <summary>Whether something was published to it at QoS 0 in this connection: only then a PUBACK without a MsgId can be about it.</summary>
        internal bool HasSentQos0;

        /// <summary>Whether its id was given to another name, and when that was last, in milliseconds of uptime.</summary>
        internal bool WasClaimed;

        internal long ClaimedAtMs;

        /// <summary>The session is kept, so the gateway may hold the subscription from earlier and deliver before it is made again.</summary>
        internal bool IsKept;

        /// <summary>The subscription is to end: UNSUBSCRIBE is due or under way.</summary>
        internal bool IsLeaving;

        private Topic(byte[] name, TopicIdType idType, int id, int qos)
        {
            Name = name;
            IdType = idType;
            Id = id;
            Qos = qos;
            IsWildcard = idType == TopicIdType.Normal && TopicFilter.HasWildcard(name);
        }

        /// <summary>A topic that is registered by its name (5.4.10), or a filter that is subscribed to by name (5.4.15).</summary>
        /// <param name="name">Name or filter in UTF-8, 1 octet or more.</param>
        /// <param name="qos">For a subscription, the highest QoS: 0, 1 or 2.</param>
        /// <returns>The topic, not ready.</returns>
        public static Topic Named(byte[] name, int qos)
        {
            return new Topic(name, TopicIdType.Normal, 0, qos);
        }

        /// <summary>A topic whose id both sides know (5.3.4).</summary>
        /// <param name="id">1..65,534.</param>
        /// <param name="qos">For a subscription, the highest QoS: 0, 1 or 2.</param>
        /// <returns>The topic, ready for publishing.</returns>
        public static Topic Predefined(int id, int qos)
        {
            return new Topic(null, TopicIdType.Predefined, id, qos);
        }

        /// <summary>A topic whose name is two octets and goes in place of the id (5.3.4).</summary>
        /// <param name="first">The name's first octet.</param>
        /// <param name="second">The name's second octet.</param>
        /// <param name="qos">For a subscription, the highest QoS: 0, 1 or 2.</param>
        /// <returns>The topic, ready for publishing.</returns>
        public static Topic Short(byte first, byte second, int qos)
        {
            return new Topic(new byte[] { first, second }, TopicIdType.ShortName, (first << 8) | second, qos);
        }

        /// <summary>Whether messages for this subscription are expected.</summary>
        internal bool IsDelivered
        {
            get { return IsReady || IsKept; }
        }

        /// <summary>Whether this is its name.</summary>
        internal bool HasName(byte[] buffer, int offset, int length)
        {
            if (Name == null || Name.Length != length)
            {
                return false;
            }

            for (int i = 0; i < length; i++)
            {
                if (Name[i] != buffer[offset + i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Forgets what a connection has brought: ids are the gateway's, and the next gateway gives others.</summary>
        internal void Reset()
        {
            IsRefused = false;
            IsReady = false;
            InvalidIdCount = 0;
            RefusalPauseMs = 0;
            HasSentQos0 = false;
            if (IdType == TopicIdType.Normal)
            {
                Id = 0;
            }
        }
    }
}
