#nullable enable
using System.Buffers.Binary;

namespace Sidetap.Tests.Host.MqttSn;

/// <summary>
/// When a datagram is a well-formed MQTT-SN 1.2 frame, written from the specification's tables a second time and in another way than the
/// firmware: the sweeps hold one against the other.
/// </summary>
internal static class ReferenceRules
{
    private const int Encapsulated = 0xFE;

    /// <summary>Whether a receiver may take the datagram (5.2, 5.3, 5.4, 5.5).</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < 2 || (datagram[0] == 1 && datagram.Length < 4))
        {
            return false;
        }

        var isLong = datagram[0] == 1;
        int length = isLong ? BinaryPrimitives.ReadUInt16BigEndian(datagram[1..]) : datagram[0];
        var type = datagram[isLong ? 3 : 1];
        var body = datagram[(isLong ? 4 : 2)..];
        if (type == Encapsulated)
        {
            // 5.5: Length ends with the WirelessNodeId; what follows is a frame, of two octets at least.
            return length >= (isLong ? 5 : 3) && length <= datagram.Length - 2;
        }

        return length == datagram.Length && HasItsFields(type, body);
    }

    private static bool HasItsFields(int type, ReadOnlySpan<byte> body) => type switch
    {
        0x00 => body.Length == 3,                                             // ADVERTISE: GwId1 Duration2
        0x01 => body.Length == 1,                                             // SEARCHGW: Radius1
        0x02 => body.Length >= 1,                                             // GWINFO: GwId1 [GwAdd]
        0x04 => body.Length is >= 4 + 1 and <= 4 + 23,                        // CONNECT: Flags1 ProtocolId1 Duration2 ClientId
        0x05 or 0x1B or 0x1D => body.Length == 1,                             // CONNACK, WILLTOPICRESP, WILLMSGRESP: ReturnCode1
        0x06 or 0x08 or 0x17 => body.IsEmpty,                                 // WILLTOPICREQ, WILLMSGREQ, PINGRESP
        0x07 or 0x1A or 0x09 or 0x1C => true,                                 // wills: any length, also none
        0x0A => body.Length >= 5 && Integer(body) != 0xFFFF,                  // REGISTER: TopicId2 MsgId2 TopicName
        0x0B or 0x0D => body.Length == 5,                                     // REGACK, PUBACK: TopicId2 MsgId2 ReturnCode1
        0x0C => body.Length >= 5 && IsTopic(body[0] & 3, Integer(body[1..])), // PUBLISH: Flags1 TopicId2 MsgId2 Data
        0x0E or 0x0F or 0x10 or 0x15 => body.Length == 2,                     // PUBCOMP, PUBREC, PUBREL, UNSUBACK: MsgId2
        0x12 or 0x14 => body.Length >= 4 && ((body[0] & 3) == 0 || (body.Length == 5 && IsTopic(body[0] & 3, Integer(body[3..])))),
        0x13 => body.Length == 6,                                             // SUBACK: Flags1 TopicId2 MsgId2 ReturnCode1
        0x16 => body.Length <= 23,                                            // PINGREQ: [ClientId]
        0x18 => body.Length is 0 or 2,                                        // DISCONNECT: [Duration2]
        _ => false,                                                           // reserved
    };

    private static bool IsTopic(int topicIdType, int topicId) => topicIdType switch
    {
        0 or 1 => topicId is not (0 or 0xFFFF),
        2 => true,
        _ => false,
    };

    private static int Integer(ReadOnlySpan<byte> octets) => BinaryPrimitives.ReadUInt16BigEndian(octets);
}
