namespace Sidetap.MqttSn
{
    /// <summary>Why a datagram was not taken as an MQTT-SN frame. Each has its own counter in the client.</summary>
    public enum FrameError : byte
    {
        /// <summary>The frame is well formed.</summary>
        None = 0,

        /// <summary>Fewer octets than a length and a type need.</summary>
        TooShort = 1,

        /// <summary>The Length field is 0 or 1, or differs from the datagram's length (5.2.1: no fragmentation, one frame a datagram).</summary>
        LengthMismatch = 2,

        /// <summary>A reserved MsgType (5.2.2).</summary>
        ReservedType = 3,

        /// <summary>The message ends before its fields do.</summary>
        FieldsMissing = 4,

        /// <summary>Octets follow the last field of a message of fixed length.</summary>
        ExtraOctets = 5,

        /// <summary>TopicIdType 11 (5.3.4).</summary>
        ReservedTopicIdType = 6,

        /// <summary>Topic id 0x0000 or 0xFFFF where an assigned id is due (5.3.11).</summary>
        ReservedTopicId = 7,

        /// <summary>A ClientId of more than 23 characters, or an empty one (5.3.1).</summary>
        ClientIdLength = 8,

        /// <summary>A topic name that is missing.</summary>
        TopicNameLength = 9,
    }
}
