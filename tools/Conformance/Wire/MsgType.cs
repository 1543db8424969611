namespace Sidetap.Conformance.Wire;

/// <summary>MsgType (MQTT-SN 1.2, 5.2.2, Table 3).</summary>
public enum MsgType : byte
{
    /// <summary>5.4.1.</summary>
    Advertise = 0x00,

    /// <summary>5.4.2.</summary>
    SearchGw = 0x01,

    /// <summary>5.4.3.</summary>
    GwInfo = 0x02,

    /// <summary>5.4.4.</summary>
    Connect = 0x04,

    /// <summary>5.4.5.</summary>
    ConnAck = 0x05,

    /// <summary>5.4.6.</summary>
    WillTopicReq = 0x06,

    /// <summary>5.4.7.</summary>
    WillTopic = 0x07,

    /// <summary>5.4.8.</summary>
    WillMsgReq = 0x08,

    /// <summary>5.4.9.</summary>
    WillMsg = 0x09,

    /// <summary>5.4.10.</summary>
    Register = 0x0A,

    /// <summary>5.4.11.</summary>
    RegAck = 0x0B,

    /// <summary>5.4.12.</summary>
    Publish = 0x0C,

    /// <summary>5.4.13.</summary>
    PubAck = 0x0D,

    /// <summary>5.4.14.</summary>
    PubComp = 0x0E,

    /// <summary>5.4.14.</summary>
    PubRec = 0x0F,

    /// <summary>5.4.14.</summary>
    PubRel = 0x10,

    /// <summary>5.4.15.</summary>
    Subscribe = 0x12,

    /// <summary>5.4.16.</summary>
    SubAck = 0x13,

    /// <summary>5.4.17.</summary>
    Unsubscribe = 0x14,

    /// <summary>5.4.18.</summary>
    UnsubAck = 0x15,

    /// <summary>5.4.19.</summary>
    PingReq = 0x16,

    /// <summary>5.4.20.</summary>
    PingResp = 0x17,

    /// <summary>5.4.21.</summary>
    Disconnect = 0x18,

    /// <summary>5.4.22.</summary>
    WillTopicUpd = 0x1A,

    /// <summary>5.4.24.</summary>
    WillTopicResp = 0x1B,

    /// <summary>5.4.23.</summary>
    WillMsgUpd = 0x1C,

    /// <summary>5.4.25.</summary>
    WillMsgResp = 0x1D,

    /// <summary>5.5.</summary>
    Encapsulated = 0xFE,
}
