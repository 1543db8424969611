namespace Sidetap.MqttSn
{
    /// <summary>What the TopicId field holds (MQTT-SN 1.2, 5.3.4): bits 1-0 of Flags.</summary>
    public enum TopicIdType : byte
    {
        /// <summary>An id the gateway gave for a registered name; in SUBSCRIBE and UNSUBSCRIBE, the name itself.</summary>
        Normal = 0,

        /// <summary>An id both sides know beforehand.</summary>
        Predefined = 1,

        /// <summary>A topic name of exactly two octets.</summary>
        ShortName = 2,
    }
}
