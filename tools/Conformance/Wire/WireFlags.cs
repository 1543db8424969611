namespace Sidetap.Conformance.Wire;

/// <summary>The bits of the Flags octet (MQTT-SN 1.2, 5.3.4).</summary>
internal static class WireFlags
{
    public const int Dup = 0x80;
    public const int QosMask = 0x60;
    public const int Retain = 0x10;
    public const int Will = 0x08;
    public const int CleanSession = 0x04;
    public const int IdTypeMask = 0x03;

    /// <summary>The bits that a message has a use for; the others are sent as 0.</summary>
    public static int UsedBy(MsgType type) => type switch
    {
        MsgType.Connect => Will | CleanSession,
        MsgType.WillTopic or MsgType.WillTopicUpd => QosMask | Retain,
        MsgType.Publish => Dup | QosMask | Retain | IdTypeMask,
        MsgType.Subscribe => Dup | QosMask | IdTypeMask,
        MsgType.Unsubscribe => IdTypeMask,
        MsgType.SubAck => QosMask,
        _ => 0,
    };

    /// <summary>QoS in its place.</summary>
    public static int OfQos(int qos) => (qos & 3) << 5;
}
