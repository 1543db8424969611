namespace Sidetap.Gateway;

/// <summary>What a client has to answer. There is one such frame at a time.</summary>
internal enum AwaitedAnswer
{
    /// <summary>WILLTOPICREQ or WILLMSGREQ (MQTT-SN 1.2, 6.3).</summary>
    Will,

    /// <summary>REGISTER, with REGACK (6.10).</summary>
    RegAck,

    /// <summary>PUBLISH of QoS 1 or 2, with PUBACK or PUBREC.</summary>
    Publish,

    /// <summary>PUBREL, with PUBCOMP.</summary>
    PubComp,
}
