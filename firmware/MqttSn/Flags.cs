namespace Sidetap.MqttSn
{
    /// <summary>The Flags octet (MQTT-SN 1.2, 5.3.4): b7 DUP, b6-5 QoS, b4 Retain, b3 Will, b2 CleanSession, b1-0 TopicIdType.</summary>
    public static class Flags
    {
        /// <summary>Sent again.</summary>
        public const int Dup = 0x80;

        /// <summary>Where the QoS bits are; 11 stands for -1.</summary>
        public const int QosMask = 0x60;

        /// <summary>Keep as the topic's retained message.</summary>
        public const int Retain = 0x10;

        /// <summary>In CONNECT: ask me for a will.</summary>
        public const int Will = 0x08;

        /// <summary>In CONNECT: forget subscriptions, registrations and will of an earlier session.</summary>
        public const int CleanSession = 0x04;

        /// <summary>Where the topic id type is.</summary>
        public const int TopicIdTypeMask = 0x03;

        /// <summary>The two bits for a QoS.</summary>
        /// <param name="qos">-1, 0, 1 or 2.</param>
        /// <returns>0x60, 0x00, 0x20 or 0x40.</returns>
        public static int FromQos(int qos)
        {
            return (qos & 3) << 5;
        }

        /// <summary>The QoS of a Flags octet.</summary>
        /// <param name="flags">The octet.</param>
        /// <returns>-1, 0, 1 or 2.</returns>
        public static int ToQos(int flags)
        {
            int bits = (flags >> 5) & 3;
            return bits == 3 ? -1 : bits;
        }
    }
}
