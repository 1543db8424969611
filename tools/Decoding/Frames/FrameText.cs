using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;

namespace Sidetap.Decoding.Frames;

/// <summary>Field values of MQTT-SN frames, and why a frame is malformed, for people.</summary>
public static class FrameText
{
    /// <summary>The Flags octet, as far as the message uses it (MQTT-SN 1.2, 5.3.4).</summary>
    /// <param name="type">The message.</param>
    /// <param name="flags">The octet.</param>
    /// <returns>For example "QoS 1, retain, topic id: predefined".</returns>
    public static string OfFlags(MessageType type, int flags)
    {
        List<string> parts = [];
        bool hasTopicId = type is MessageType.Publish or MessageType.Subscribe or MessageType.Unsubscribe;
        if (hasTopicId || type is MessageType.SubAck or MessageType.WillTopic or MessageType.WillTopicUpd)
        {
            parts.Add(type == MessageType.Unsubscribe ? "" : $"QoS {Flags.ToQos(flags)}");
        }

        parts.Add((flags & Flags.Dup) != 0 ? "DUP" : "");
        parts.Add((flags & Flags.Retain) != 0 ? "retain" : "");
        parts.Add((flags & Flags.Will) != 0 ? "will" : "");
        parts.Add((flags & Flags.CleanSession) != 0 ? "clean session" : "");
        if (hasTopicId)
        {
            parts.Add($"topic id: {OfTopicIdType(flags)}");
        }

        parts.RemoveAll(part => part.Length == 0);
        return parts.Count == 0 ? "none" : string.Join(", ", parts);
    }

    /// <summary>The TopicIdType.</summary>
    /// <param name="flags">A Flags octet.</param>
    /// <returns>"normal", "predefined", "short name" or "reserved".</returns>
    public static string OfTopicIdType(int flags) => (flags & Flags.TopicIdTypeMask) switch
    {
        (int)TopicIdType.Normal => "normal",
        (int)TopicIdType.Predefined => "predefined",
        (int)TopicIdType.ShortName => "short name",
        _ => "reserved",
    };

    /// <summary>A short topic name's two octets as they stand in the TopicId field.</summary>
    /// <param name="topicId">The field.</param>
    /// <returns>The name.</returns>
    public static string OfShortName(int topicId) => Encoding.UTF8.GetString([(byte)(topicId >> 8), (byte)topicId]);

    /// <summary>A ReturnCode (MQTT-SN 1.2, 5.3.10).</summary>
    /// <param name="code">The octet.</param>
    /// <returns>The code's meaning in the specification's words.</returns>
    public static string OfReturnCode(int code) => code switch
    {
        (int)ReturnCode.Accepted => "accepted",
        (int)ReturnCode.RejectedCongestion => "rejected: congestion",
        (int)ReturnCode.RejectedInvalidTopicId => "rejected: invalid topic id",
        (int)ReturnCode.RejectedNotSupported => "rejected: not supported",
        _ => $"reserved ({code})",
    };

    /// <summary>Octets that are text, or in hexadecimal when they are not.</summary>
    /// <param name="octets">The octets.</param>
    /// <returns>The text in quotation marks, or the octets.</returns>
    public static string OfText(ReadOnlySpan<byte> octets) =>
        TryGetText(octets, out string? text) ? UaText.Quoted(text) : $"not UTF-8: {UaText.Hex(octets)}";

    /// <summary>Octets as text.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="text">Receives the text.</param>
    /// <returns>False when they are not UTF-8.</returns>
    public static bool TryGetText(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out string? text)
    {
        text = Utf8.IsValid(octets) ? Encoding.UTF8.GetString(octets) : null;
        return text != null;
    }

    /// <summary>Why a datagram is no MQTT-SN frame.</summary>
    /// <param name="error">The reason.</param>
    /// <returns>The reason in words.</returns>
    public static string Of(FrameError error) => error switch
    {
        FrameError.None => "well formed",
        FrameError.TooShort => "too short for a Length and a MsgType",
        FrameError.LengthMismatch => "Length differs from the datagram's length",
        FrameError.ReservedType => "MsgType is reserved",
        FrameError.FieldsMissing => "ends before its fields do",
        FrameError.ExtraOctets => "octets follow the last field",
        FrameError.ReservedTopicIdType => "TopicIdType 11 is reserved",
        FrameError.ReservedTopicId => "topic id 0x0000 or 0xFFFF is reserved",
        FrameError.ClientIdLength => "ClientId does not have 1 to 23 octets",
        FrameError.TopicNameLength => "the topic name is missing",
        _ => $"{error}",
    };
}
