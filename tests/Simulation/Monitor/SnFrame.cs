namespace Sidetap.Simulation.Monitor;

/// <summary>
/// An MQTT-SN 1.2 frame as the monitor and the modelled gateways read it: written from the specification, without a line of the firmware. One object is
/// filled again and again.
/// </summary>
internal sealed class SnFrame
{
    public const int Advertise = 0x00;
    public const int SearchGw = 0x01;
    public const int GwInfo = 0x02;
    public const int Connect = 0x04;
    public const int ConnAck = 0x05;
    public const int WillTopicReq = 0x06;
    public const int WillTopic = 0x07;
    public const int WillMsgReq = 0x08;
    public const int WillMsg = 0x09;
    public const int Register = 0x0A;
    public const int RegAck = 0x0B;
    public const int Publish = 0x0C;
    public const int PubAck = 0x0D;
    public const int PubComp = 0x0E;
    public const int PubRec = 0x0F;
    public const int PubRel = 0x10;
    public const int Subscribe = 0x12;
    public const int SubAck = 0x13;
    public const int Unsubscribe = 0x14;
    public const int UnsubAck = 0x15;
    public const int PingReq = 0x16;
    public const int PingResp = 0x17;
    public const int Disconnect = 0x18;
    public const int WillTopicUpd = 0x1A;
    public const int WillTopicResp = 0x1B;
    public const int WillMsgUpd = 0x1C;
    public const int WillMsgResp = 0x1D;
    public const int Encapsulated = 0xFE;

    public int Type;
    public int Flags;
    public int TopicId;
    public int MsgId;
    public int ReturnCode;

    /// <summary>Seconds; -1 when a DISCONNECT has none.</summary>
    public int Duration;

    /// <summary>GwId, Radius or ProtocolId.</summary>
    public int Octet;

    public int DataAt;
    public int DataLength;

    public bool IsDup => (Flags & 0x80) != 0;

    /// <summary>0, 1, 2, or -1.</summary>
    public int Qos => ((Flags >> 5) & 3) == 3 ? -1 : (Flags >> 5) & 3;

    public bool IsRetained => (Flags & 0x10) != 0;

    public bool HasWill => (Flags & 0x08) != 0;

    public bool IsClean => (Flags & 0x04) != 0;

    public int TopicIdType => Flags & 3;

    /// <summary>Reads a datagram.</summary>
    /// <returns>Null, or in a few words why it is no frame.</returns>
    public string? Read(ReadOnlySpan<byte> octets)
    {
        Flags = TopicId = MsgId = ReturnCode = Octet = DataLength = 0;
        Duration = -1;
        if (octets.Length < 2)
        {
            return "shorter than 2 octets";
        }

        var at = 1;
        int length = octets[0];
        if (length == 1)
        {
            if (octets.Length < 4)
            {
                return "three-octet Length cut short";
            }

            length = (octets[1] << 8) | octets[2];
            at = 3;
        }

        Type = octets[at++];
        DataAt = octets.Length;
        if (Type == Encapsulated)
        {
            return null; // who uses it looks at it himself
        }

        return length != octets.Length ? "Length differs from the datagram's" : ReadBody(octets, at);
    }

    private string? ReadBody(ReadOnlySpan<byte> o, int at)
    {
        switch (Type)
        {
            case Publish:
                if (o.Length - at < 5)
                {
                    return "fields are missing";
                }

                Flags = o[at];
                TopicId = (o[at + 1] << 8) | o[at + 2];
                MsgId = (o[at + 3] << 8) | o[at + 4];
                Rest(o, at + 5);
                return CheckTopicId();
            case PubAck:
            case RegAck:
                if (o.Length - at != 5)
                {
                    return "not five octets of fields";
                }

                TopicId = (o[at] << 8) | o[at + 1];
                MsgId = (o[at + 2] << 8) | o[at + 3];
                ReturnCode = o[at + 4];
                return null;
            case SubAck:
                if (o.Length - at != 6)
                {
                    return "not six octets of fields";
                }

                Flags = o[at];
                TopicId = (o[at + 1] << 8) | o[at + 2];
                MsgId = (o[at + 3] << 8) | o[at + 4];
                ReturnCode = o[at + 5];
                return null;
            case PubComp:
            case PubRec:
            case PubRel:
            case UnsubAck:
                if (o.Length - at != 2)
                {
                    return "not two octets of fields";
                }

                MsgId = (o[at] << 8) | o[at + 1];
                return null;
            case ConnAck:
            case WillTopicResp:
            case WillMsgResp:
                if (o.Length - at != 1)
                {
                    return "not one octet of fields";
                }

                ReturnCode = o[at];
                return null;
            case SearchGw:
                if (o.Length - at != 1)
                {
                    return "not one octet of fields";
                }

                Octet = o[at];
                return null;
            case Advertise:
                if (o.Length - at != 3)
                {
                    return "not three octets of fields";
                }

                Octet = o[at];
                Duration = (o[at + 1] << 8) | o[at + 2];
                return null;
            case GwInfo:
                if (o.Length - at < 1)
                {
                    return "no GwId";
                }

                Octet = o[at];
                Rest(o, at + 1);
                return null;
            case PingResp:
            case WillTopicReq:
            case WillMsgReq:
                return o.Length == at ? null : "octets behind the type";
            default:
                return ReadLongBody(o, at);
        }
    }

    private string? ReadLongBody(ReadOnlySpan<byte> o, int at)
    {
        switch (Type)
        {
            case Connect:
                if (o.Length - at < 5)
                {
                    return "fields are missing";
                }

                Flags = o[at];
                Octet = o[at + 1];
                Duration = (o[at + 2] << 8) | o[at + 3];
                Rest(o, at + 4);
                return DataLength > 23 ? "ClientId of more than 23 characters" : null;
            case PingReq:
                Rest(o, at);
                return DataLength > 23 ? "ClientId of more than 23 characters" : null;
            case Disconnect:
                if (o.Length == at)
                {
                    return null;
                }

                if (o.Length - at != 2)
                {
                    return "not two octets of Duration";
                }

                Duration = (o[at] << 8) | o[at + 1];
                return null;
            case Register:
                if (o.Length - at < 5)
                {
                    return "fields are missing";
                }

                TopicId = (o[at] << 8) | o[at + 1];
                MsgId = (o[at + 2] << 8) | o[at + 3];
                Rest(o, at + 4);
                return TopicId == 0xFFFF ? "topic id FFFF" : null;
            case Subscribe:
            case Unsubscribe:
                if (o.Length - at < 4)
                {
                    return "fields are missing";
                }

                Flags = o[at];
                MsgId = (o[at + 1] << 8) | o[at + 2];
                Rest(o, at + 3);
                if (TopicIdType == 0)
                {
                    return null;
                }

                TopicId = (o[DataAt] << 8) | o[Math.Min(DataAt + 1, o.Length - 1)];
                return DataLength != 2 ? "a topic id of not two octets" : CheckTopicId();
            case WillTopic:
            case WillTopicUpd:
                if (o.Length == at)
                {
                    return null;
                }

                Flags = o[at];
                Rest(o, at + 1);
                return null;
            case WillMsg:
            case WillMsgUpd:
                Rest(o, at);
                return null;
            default:
                return "a reserved type";
        }
    }

    private string? CheckTopicId() => TopicIdType == 3 ? "reserved TopicIdType"
        : TopicIdType != 2 && TopicId is 0 or 0xFFFF ? "reserved topic id" : null;

    private void Rest(ReadOnlySpan<byte> o, int at)
    {
        DataAt = at;
        DataLength = o.Length - at;
    }
}
