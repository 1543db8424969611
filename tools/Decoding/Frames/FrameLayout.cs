using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;

namespace Sidetap.Decoding.Frames;

/// <summary>
/// Lists the fields of an MQTT-SN frame with the octets they occupy. What a frame is and whether it is well formed says the firmware's own
/// <see cref="Frame"/>; which fields a message has says <see cref="MessageTypes.LayoutOf"/>.
/// </summary>
public static class FrameLayout
{
    /// <summary>Reads a datagram and lists it. Of a malformed one the fields before the fault are listed.</summary>
    /// <param name="datagram">Holds it.</param>
    /// <param name="offset">Index of its first octet.</param>
    /// <param name="length">Its octets.</param>
    /// <param name="frame">Receives the frame.</param>
    /// <param name="recorder">Receives the rows.</param>
    /// <param name="nameOf">Finds the topic name a TopicId stands for, or gives null; may be null.</param>
    /// <returns><see cref="FrameError.None"/>, or why it is malformed.</returns>
    public static FrameError Describe(
        byte[] datagram, int offset, int length, Frame frame, LayoutRecorder recorder, Func<int, string?>? nameOf = null)
    {
        FrameError error = frame.Parse(datagram, offset, length);
        int end = offset + length;
        int at = DescribeHeader(datagram, offset, end, recorder, out int code);
        if (code < 0)
        {
            return error;
        }

        MessageType type = (MessageType)code;
        if (type == MessageType.Encapsulated)
        {
            DescribeWrapper(frame, at, error, recorder);
        }
        else if (!MessageTypes.IsReserved(code))
        {
            DescribeFields(datagram, at, end, type, recorder, nameOf);
        }

        return error;
    }

    private static int DescribeHeader(byte[] datagram, int offset, int end, LayoutRecorder recorder, out int code)
    {
        code = -1;
        int at = offset;
        int lengthOctets = end > at && datagram[at] == 1 ? 3 : 1;
        bool isWhole = end - at > lengthOctets;
        recorder.Heading("MQTT-SN frame", offset);
        if (!isWhole)
        {
            return at;
        }

        int claimed = lengthOctets == 3 ? (datagram[at + 1] << 8) | datagram[at + 2] : datagram[at];
        recorder.Field("Length", new OctetRange(at, lengthOctets), $"{claimed}");
        at += lengthOctets;
        code = datagram[at];
        recorder.Field("MsgType", new OctetRange(at, 1), MessageTypes.NameOf(code) ?? "reserved");
        return at + 1;
    }

    private static void DescribeWrapper(Frame frame, int at, FrameError error, LayoutRecorder recorder)
    {
        if (error == FrameError.None)
        {
            recorder.Field(FieldNames.Of(MessageType.Encapsulated, FieldKind.Octet), new OctetRange(at, 1), $"radius {frame.Octet & 3}");
            ReadOnlySpan<byte> nodeId = frame.Buffer.AsSpan(frame.NodeIdOffset, frame.NodeIdLength);
            recorder.Field("WirelessNodeId", new OctetRange(frame.NodeIdOffset, frame.NodeIdLength), UaText.Hex(nodeId));
        }
    }

    private static void DescribeFields(byte[] datagram, int at, int end, MessageType type, LayoutRecorder recorder, Func<int, string?>? nameOf)
    {
        int flags = 0;
        for (int layout = MessageTypes.LayoutOf((int)type); layout != 0; layout >>= 4)
        {
            FieldKind kind = (FieldKind)(layout & 15);
            int size = SizeOf(kind, end - at);
            if (size == 0 && type != MessageType.Publish)
            {
                continue; // a field that is absent, as it may be (PUBLISH always has Data, if of no octets)
            }

            if (size > end - at)
            {
                return;
            }

            ReadOnlySpan<byte> octets = datagram.AsSpan(at, size);
            if (kind is FieldKind.Flags or FieldKind.OptionalFlags)
            {
                flags = octets[0];
            }

            // 5.4.15 and 5.4.17: a name, or for the other id types two octets.
            bool isSubscription = type is MessageType.Subscribe or MessageType.Unsubscribe;
            bool isTopicId = isSubscription && kind == FieldKind.Variable && (flags & Flags.TopicIdTypeMask) != 0;
            string name = isTopicId ? "TopicId" : FieldNames.Of(type, kind);
            string value = isTopicId && size == 2
                ? OfTopicId((octets[0] << 8) | octets[1], flags, nameOf)
                : ValueOf(type, kind, octets, flags, nameOf);
            recorder.Field(name, new OctetRange(at, size), value);
            at += size;
        }
    }

    private static int SizeOf(FieldKind kind, int left) => kind switch
    {
        FieldKind.Flags or FieldKind.Octet or FieldKind.ReturnCode => 1,
        FieldKind.OptionalFlags => Math.Min(left, 1),
        FieldKind.OptionalDuration => left == 0 ? 0 : 2,
        FieldKind.Variable => left,
        _ => 2,
    };

    private static string ValueOf(MessageType type, FieldKind kind, ReadOnlySpan<byte> octets, int flags, Func<int, string?>? nameOf)
    {
        int number = octets.Length switch
        {
            1 => octets[0],
            2 => (octets[0] << 8) | octets[1],
            _ => 0,
        };
        return kind switch
        {
            FieldKind.Flags or FieldKind.OptionalFlags => FrameText.OfFlags(type, number),
            FieldKind.ReturnCode => FrameText.OfReturnCode(number),
            FieldKind.Duration or FieldKind.OptionalDuration => $"{number} s",
            FieldKind.TopicId => OfTopicId(number, flags, nameOf),
            FieldKind.Variable when type is MessageType.Publish or MessageType.GwInfo => $"{octets.Length} octets",
            FieldKind.Variable => FrameText.OfText(octets),
            _ => $"{number}",
        };
    }

    private static string OfTopicId(int id, int flags, Func<int, string?>? nameOf)
    {
        if ((flags & Flags.TopicIdTypeMask) == (int)TopicIdType.ShortName)
        {
            return UaText.Quoted(FrameText.OfShortName(id));
        }

        return nameOf?.Invoke(id) is { } name ? $"{id} = {UaText.Quoted(name)}" : $"{id}";
    }
}
