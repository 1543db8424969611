using System.Globalization;
using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;

namespace Sidetap.Decoding.Frames;

/// <summary>Frames and messages in a line.</summary>
public static class FrameSummary
{
    /// <summary>A frame other than PUBLISH.</summary>
    /// <param name="frame">A well-formed frame.</param>
    /// <returns>Its name and what matters in it.</returns>
    public static string Of(Frame frame)
    {
        string name = MessageTypes.NameOf((int)frame.Type);
        string text = FrameText.OfText(frame.Buffer.AsSpan(frame.DataOffset, frame.DataLength));
        string details = frame.Type switch
        {
            MessageType.Connect => $"{text}, keep-alive {frame.Duration} s, {FrameText.OfFlags(frame.Type, frame.Flags)}",
            MessageType.Advertise => $"gateway {frame.Octet}, next in {frame.Duration} s",
            MessageType.SearchGw => $"radius {frame.Octet}",
            MessageType.GwInfo => $"gateway {frame.Octet}",
            MessageType.Register when frame.TopicId != 0 => $"{text} is id {frame.TopicId}, MsgId {frame.MsgId}",
            MessageType.Register => $"{text}, MsgId {frame.MsgId}",
            MessageType.RegAck or MessageType.PubAck or MessageType.SubAck =>
                $"id {frame.TopicId}, MsgId {frame.MsgId}, {FrameText.OfReturnCode(frame.ReturnCode)}",
            MessageType.Subscribe or MessageType.Unsubscribe => $"{OfSubscription(frame, text)}, MsgId {frame.MsgId}",
            MessageType.ConnAck or MessageType.WillTopicResp or MessageType.WillMsgResp => FrameText.OfReturnCode(frame.ReturnCode),
            MessageType.PubComp or MessageType.PubRec or MessageType.PubRel or MessageType.UnsubAck => $"MsgId {frame.MsgId}",
            MessageType.Disconnect => frame.Duration < 0 ? "" : $"sleeps {frame.Duration} s",
            _ => frame.DataLength == 0 ? "" : text,
        };
        return details.Length == 0 ? name : $"{name} {details}";
    }

    /// <summary>A PUBLISH, without its payload.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="topic">Its topic name; null when not known.</param>
    /// <returns>Topic and QoS.</returns>
    public static string OfPublish(Frame frame, string? topic)
    {
        string name = topic != null ? UaText.Quoted(topic) : $"id {frame.TopicId}";
        string dup = (frame.Flags & Flags.Dup) != 0 ? " DUP" : "";
        string retain = (frame.Flags & Flags.Retain) != 0 ? " retain" : "";
        string msgId = frame.MsgId != 0 ? $", MsgId {frame.MsgId}" : "";
        return $"PUBLISH {name}, QoS {Flags.ToQos(frame.Flags)}{dup}{retain}{msgId}";
    }

    /// <summary>A UADP message.</summary>
    /// <param name="message">The message.</param>
    /// <returns>What it carries.</returns>
    public static string Of(NetworkMessage message)
    {
        if (message.Security is { IsProtected: true } security)
        {
            return security.IsEncrypted ? "encrypted UADP" : "signed UADP";
        }

        if (message.Announcement is { } announcement)
        {
            string what = DiscoveryAnnouncement.NameOf(announcement.Type) ?? "announcement";
            string last = message.Chunk != null ? " complete with this chunk" : "";
            return announcement.MetaData is { } metaData ? $"{what} {UaText.Quoted(metaData.Name ?? "")}, {metaData.Fields.Count} fields{last}" : what;
        }

        if (message.Chunk is { } chunk)
        {
            return $"chunk {chunk.Offset}-{chunk.Offset + chunk.Data.Length - 1} of {chunk.TotalSize} octets";
        }

        return message.Type == NetworkMessageType.DiscoveryProbe ? "discovery probe" : string.Join(" + ", message.DataSetMessages.Select(Of));
    }

    /// <summary>A DataSetMessage.</summary>
    /// <param name="message">The message.</param>
    /// <returns>What it is, and its sequence number.</returns>
    public static string Of(DataSetMessage message)
    {
        if (!message.IsValid)
        {
            return "invalid DataSetMessage";
        }

        string number = message.SequenceNumber is { } sequence ? $" #{sequence}" : "";
        string time = message.Timestamp is { } timestamp && timestamp != 0
            ? string.Create(CultureInfo.InvariantCulture, $" of {UaTime.ToDateTime(timestamp):yyyy-MM-dd HH:mm:ss.f}")
            : "";
        string name = message switch
        {
            { IsHeartbeat: true } => "heartbeat",
            { Type: DataSetMessageType.KeyFrame } => "key frame",
            { Type: DataSetMessageType.DeltaFrame } => "delta frame",
            { Type: DataSetMessageType.Event } => "event",
            _ => "keep-alive",
        };
        string fields = message.IsHeartbeat || message.Type == DataSetMessageType.KeepAlive ? ""
            : message is { Encoding: FieldEncoding.RawData, Fields.Count: 0 } ? $", {message.RawData.Count} octets of RawData"
            : message.Fields.Count == 1 ? ", 1 field"
            : $", {message.Fields.Count} fields";
        string status = message.Status is { } code && code != 0 ? $", {StatusCodeNames.Of(code)}" : "";
        return $"{name}{number}{time}{fields}{status}";
    }

    private static string OfSubscription(Frame frame, string text) => (frame.Flags & Flags.TopicIdTypeMask) switch
    {
        (int)TopicIdType.Normal => text,
        (int)TopicIdType.Predefined => $"predefined id {frame.TopicId}",
        _ => UaText.Quoted(FrameText.OfShortName(frame.TopicId)),
    };
}
