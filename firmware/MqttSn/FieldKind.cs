namespace Sidetap.MqttSn
{
    /// <summary>A field of a message as the layout table of <see cref="MessageTypes"/> lists it. Integers are sent most significant octet first.</summary>
    public enum FieldKind
    {
        /// <summary>No further field.</summary>
        End = 0,

        /// <summary>Flags, 1 octet (5.3.4).</summary>
        Flags = 1,

        /// <summary>GwId, Radius, ProtocolId or Ctrl, 1 octet.</summary>
        Octet = 2,

        /// <summary>TopicId, 2 octets (5.3.11).</summary>
        TopicId = 3,

        /// <summary>MsgId, 2 octets (5.3.8).</summary>
        MsgId = 4,

        /// <summary>ReturnCode, 1 octet (5.3.10).</summary>
        ReturnCode = 5,

        /// <summary>Duration in seconds, 2 octets (5.3.3).</summary>
        Duration = 6,

        /// <summary>Duration in seconds, 2 octets or absent.</summary>
        OptionalDuration = 7,

        /// <summary>Flags, 1 octet, absent from an empty WILLTOPIC or WILLTOPICUPD (5.4.7, 5.4.22).</summary>
        OptionalFlags = 8,

        /// <summary>All that remains, 0 or more octets: ClientId, TopicName, WillTopic, WillMsg, Data, GwAdd or the wrapped frame.</summary>
        Variable = 9,
    }
}
