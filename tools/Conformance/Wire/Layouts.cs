namespace Sidetap.Conformance.Wire;

/// <summary>
/// The fields of every message, in order (MQTT-SN 1.2, 5.4): F Flags, P ProtocolId, D Duration, G GwId, A Radius, T TopicId, M MsgId, R ReturnCode; * the
/// rest of the frame, which may be of no octets. A ? in front: the frame may also have no field at all.
/// </summary>
internal static class Layouts
{
    private static readonly Dictionary<MsgType, string> Fields = new()
    {
        [MsgType.Advertise] = "GD",
        [MsgType.SearchGw] = "A",
        [MsgType.GwInfo] = "G*",
        [MsgType.Connect] = "FPD*",
        [MsgType.ConnAck] = "R",
        [MsgType.WillTopicReq] = "",
        [MsgType.WillTopic] = "?F*",
        [MsgType.WillMsgReq] = "",
        [MsgType.WillMsg] = "*",
        [MsgType.Register] = "TM*",
        [MsgType.RegAck] = "TMR",
        [MsgType.Publish] = "FTM*",
        [MsgType.PubAck] = "TMR",
        [MsgType.PubComp] = "M",
        [MsgType.PubRec] = "M",
        [MsgType.PubRel] = "M",
        [MsgType.Subscribe] = "FM*",
        [MsgType.SubAck] = "FTMR",
        [MsgType.Unsubscribe] = "FM*",
        [MsgType.UnsubAck] = "M",
        [MsgType.PingReq] = "*",
        [MsgType.PingResp] = "",
        [MsgType.Disconnect] = "?D",
        [MsgType.WillTopicUpd] = "?F*",
        [MsgType.WillTopicResp] = "R",
        [MsgType.WillMsgUpd] = "*",
        [MsgType.WillMsgResp] = "R",
    };

    /// <summary>The fields of a message, or null for a reserved MsgType.</summary>
    public static string? Of(MsgType type) => Fields.GetValueOrDefault(type);

    /// <summary>Octets of a field of fixed length.</summary>
    public static int WidthOf(char field) => field is 'D' or 'T' or 'M' ? 2 : 1;
}
