using System.Buffers.Binary;
using Sidetap.Tests.Host.MqttSn;

namespace Sidetap.Tests.Fuzz;

/// <summary>Whether a frame is one a client or a gateway may send (MQTT-SN 1.2, 5.3 to 5.5). Shares no code with what it judges.</summary>
internal static class SentFrameRules
{
    private const uint ByBoth = (1u << 0x0A) | (1u << 0x0B) | (1u << 0x0C) | (1u << 0x0D) | (1u << 0x0E) | (1u << 0x0F) | (1u << 0x10) | (1u << 0x16)
        | (1u << 0x17) | (1u << 0x18) | (1u << 0x02);

    private const uint ByClient = ByBoth | (1u << 0x01) | (1u << 0x04) | (1u << 0x07) | (1u << 0x09) | (1u << 0x12) | (1u << 0x14) | (1u << 0x1A)
        | (1u << 0x1C);

    private const uint ByGateway = ByBoth | (1u << 0x00) | (1u << 0x05) | (1u << 0x06) | (1u << 0x08) | (1u << 0x13) | (1u << 0x15) | (1u << 0x1B)
        | (1u << 0x1D);

    /// <summary>What is wrong with a datagram; null for nothing.</summary>
    public static string? FaultOf(ReadOnlySpan<byte> datagram, bool isGateway, int nodeIdLength)
    {
        if (!ReferenceRules.IsWellFormed(datagram))
        {
            return "malformed";
        }

        bool isWrapped = datagram[0] != 1 && datagram[1] == 0xFE;
        if (isWrapped != nodeIdLength >= 0)
        {
            return isWrapped ? "wrapped, but there is no forwarder" : "not wrapped";
        }

        if (isWrapped)
        {
            if (datagram[0] != 3 + nodeIdLength || datagram[2] > 3)
            {
                return "wrapped wrongly";
            }

            datagram = datagram[datagram[0]..];
            if (!ReferenceRules.IsWellFormed(datagram))
            {
                return "malformed inside";
            }
        }

        bool isLong = datagram[0] == 1;
        int type = datagram[isLong ? 3 : 1];
        if (type >= 32 || (((isGateway ? ByGateway : ByClient) >> type) & 1) == 0)
        {
            return "a message of the other side";
        }

        return FaultOfFields(type, datagram[(isLong ? 4 : 2)..], isGateway);
    }

    private static string? FaultOfFields(int type, ReadOnlySpan<byte> body, bool isGateway)
    {
        switch (type)
        {
            case 0x04: // CONNECT: DUP, QoS, Retain and TopicIdType are not used; ProtocolId
                return (body[0] & ~0x0C) != 0 || body[1] != 1 ? "wrong Flags or ProtocolId" : null;

            case 0x0A: // REGISTER: TopicId 0 from a client, an assigned one from a gateway
                return (Integer(body) != 0) != isGateway ? "wrong TopicId" : Integer(body[2..]) == 0 ? "no MsgId" : null;

            case 0x0C: // PUBLISH: a MsgId at QoS 1 and 2 only, DUP there only; QoS -1 from clients only
                int qos = (body[0] >> 5) & 3;
                bool isAnswered = qos is 1 or 2;
                return (Integer(body[3..]) != 0) != isAnswered ? "MsgId does not go with QoS"
                    : (body[0] & 0x80) != 0 && !isAnswered ? "DUP does not go with QoS"
                    : qos == 3 && (isGateway || (body[0] & 3) == 0) ? "QoS -1 has no place here"
                    : (body[0] & 0x0C) != 0 ? "wrong Flags" : null;

            case 0x12: // SUBSCRIBE and UNSUBSCRIBE: a MsgId
            case 0x14:
                return Integer(body[1..]) == 0 ? "no MsgId" : null;

            case 0x07 when body.Length == 1: // WILLTOPIC and WILLTOPICUPD: Flags only with a topic
            case 0x1A when body.Length == 1:
                return "a will without a topic has no Flags";

            case 0x05 or 0x0B or 0x0D or 0x13 or 0x1B or 0x1D: // ReturnCode is the last octet of all
                return body[^1] > 3 ? "reserved ReturnCode" : null;

            case 0x18 when isGateway && body.Length != 0: // DISCONNECT: a gateway does not sleep
            case 0x16 when isGateway && body.Length != 0: // PINGREQ: a gateway has no ClientId
                return "a field only clients use";

            default:
                return null;
        }
    }

    private static int Integer(ReadOnlySpan<byte> octets) => BinaryPrimitives.ReadUInt16BigEndian(octets);
}
