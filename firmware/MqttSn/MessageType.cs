namespace Sidetap.MqttSn
{
    /// <summary>The MsgType octet (MQTT-SN 1.2, 5.2.2, Table 3). Codes not listed here are reserved.</summary>
    public enum MessageType : byte
    {
        /// <summary>A gateway announces itself (5.4.1).</summary>
        Advertise = 0x00,

        /// <summary>A client looks for a gateway (5.4.2).</summary>
        SearchGw = 0x01,

        /// <summary>The answer to SEARCHGW (5.4.3).</summary>
        GwInfo = 0x02,

        /// <summary>Sets up a connection (5.4.4).</summary>
        Connect = 0x04,

        /// <summary>The answer to CONNECT (5.4.5).</summary>
        ConnAck = 0x05,

        /// <summary>The gateway asks for the will topic (5.4.6).</summary>
        WillTopicReq = 0x06,

        /// <summary>The will topic (5.4.7).</summary>
        WillTopic = 0x07,

        /// <summary>The gateway asks for the will message (5.4.8).</summary>
        WillMsgReq = 0x08,

        /// <summary>The will message (5.4.9).</summary>
        WillMsg = 0x09,

        /// <summary>Binds a topic name to a topic id (5.4.10).</summary>
        Register = 0x0A,

        /// <summary>The answer to REGISTER (5.4.11).</summary>
        RegAck = 0x0B,

        /// <summary>Application data (5.4.12).</summary>
        Publish = 0x0C,

        /// <summary>The answer to a PUBLISH of QoS 1, or its refusal at any QoS (5.4.13).</summary>
        PubAck = 0x0D,

        /// <summary>Fourth step of QoS 2 (5.4.14).</summary>
        PubComp = 0x0E,

        /// <summary>Second step of QoS 2 (5.4.14).</summary>
        PubRec = 0x0F,

        /// <summary>Third step of QoS 2 (5.4.14).</summary>
        PubRel = 0x10,

        /// <summary>Asks for the messages of a topic (5.4.15).</summary>
        Subscribe = 0x12,

        /// <summary>The answer to SUBSCRIBE (5.4.16).</summary>
        SubAck = 0x13,

        /// <summary>Ends a subscription (5.4.17).</summary>
        Unsubscribe = 0x14,

        /// <summary>The answer to UNSUBSCRIBE (5.4.18).</summary>
        UnsubAck = 0x15,

        /// <summary>Are you alive; with a ClientId, a sleeping client's wake-up (5.4.19).</summary>
        PingReq = 0x16,

        /// <summary>The answer to PINGREQ (5.4.20).</summary>
        PingResp = 0x17,

        /// <summary>Ends the connection, or goes to sleep for a time (5.4.21).</summary>
        Disconnect = 0x18,

        /// <summary>Changes the will topic (5.4.22).</summary>
        WillTopicUpd = 0x1A,

        /// <summary>The answer to WILLTOPICUPD (5.4.24).</summary>
        WillTopicResp = 0x1B,

        /// <summary>Changes the will message (5.4.23).</summary>
        WillMsgUpd = 0x1C,

        /// <summary>The answer to WILLMSGUPD (5.4.25).</summary>
        WillMsgResp = 0x1D,

        /// <summary>A frame wrapped by a forwarder (5.5).</summary>
        Encapsulated = 0xFE,
    }
}
