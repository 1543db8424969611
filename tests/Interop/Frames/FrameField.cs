namespace Sidetap.Tests.Interop.Frames;

/// <summary>The fields of MQTT-SN 1.2 by the names of 5.3 and 5.4. The Flags octet counts as six.</summary>
internal enum FrameField
{
    Dup,
    QoS,
    Retain,
    Will,
    CleanSession,
    TopicIdType,
    GwId,
    Radius,
    ProtocolId,
    Duration,
    ReturnCode,
    TopicId,
    MsgId,
    Ctrl,
    GwAdd,
    ClientId,
    TopicName,
    WillTopic,
    WillMsg,
    Data,
    WirelessNodeId,
}
