using System.Buffers.Binary;
using System.Text;

namespace Sidetap.Conformance.Wire;

/// <summary>Builds the frames a gateway sends, right ones and, from octets, wrong ones.</summary>
internal static class Frames
{
    /// <summary>A frame of any type with any body, in the one-octet form where it fits.</summary>
    public static byte[] Of(MsgType type, params ReadOnlySpan<byte> body)
    {
        int length = body.Length + 2;
        return length < 256 ? [(byte)length, (byte)type, .. body] : LongOf(type, body);
    }

    /// <summary>The same in the three-octet form (5.2.1).</summary>
    public static byte[] LongOf(MsgType type, params ReadOnlySpan<byte> body)
    {
        int length = body.Length + 4;
        return [1, (byte)(length >> 8), (byte)length, (byte)type, .. body];
    }

    /// <summary>A frame with its Length in the three-octet form.</summary>
    public static byte[] Lengthened(byte[] frame) => LongOf((MsgType)frame[1], frame.AsSpan(2));

    public static byte[] Advertise(int gwId, int duration) => Of(MsgType.Advertise, (byte)gwId, (byte)(duration >> 8), (byte)duration);

    public static byte[] SearchGw(int radius) => Of(MsgType.SearchGw, (byte)radius);

    public static byte[] GwInfo(int gwId, params byte[] address) => Of(MsgType.GwInfo, [(byte)gwId, .. address]);

    public static byte[] ConnAck(int code) => Of(MsgType.ConnAck, (byte)code);

    public static byte[] Bare(MsgType type) => Of(type);

    public static byte[] RegAck(int topicId, int msgId, int code) => Of(MsgType.RegAck, [.. Two(topicId), .. Two(msgId), (byte)code]);

    public static byte[] PubAck(int topicId, int msgId, int code) => Of(MsgType.PubAck, [.. Two(topicId), .. Two(msgId), (byte)code]);

    /// <summary>PUBREC, PUBREL, PUBCOMP, UNSUBACK.</summary>
    public static byte[] WithMsgId(MsgType type, int msgId) => Of(type, Two(msgId));

    public static byte[] SubAck(int qos, int topicId, int msgId, int code) =>
        Of(MsgType.SubAck, [(byte)WireFlags.OfQos(qos), .. Two(topicId), .. Two(msgId), (byte)code]);

    public static byte[] Register(int topicId, int msgId, string name) =>
        Of(MsgType.Register, [.. Two(topicId), .. Two(msgId), .. Encoding.UTF8.GetBytes(name)]);

    public static byte[] Publish(int flags, int topicId, int msgId, params byte[] data) =>
        Of(MsgType.Publish, [(byte)flags, .. Two(topicId), .. Two(msgId), .. data]);

    /// <summary>WILLTOPICRESP, WILLMSGRESP.</summary>
    public static byte[] WillResp(MsgType type, int code) => Of(type, (byte)code);

    /// <summary>5.5: a frame for the node behind a forwarder.</summary>
    public static byte[] Encapsulated(int ctrl, byte[] nodeId, byte[] frame) =>
        [(byte)(3 + nodeId.Length), (byte)MsgType.Encapsulated, (byte)ctrl, .. nodeId, .. frame];

    private static byte[] Two(int value)
    {
        byte[] octets = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)value);
        return octets;
    }
}
