using Sidetap.MqttSn;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>PUBLISH and what answers it (MQTT-SN 1.2, 5.4.12 to 5.4.14).</summary>
internal static class PublishCases
{
    /// <summary>
    /// Payloads of a frame of 7, 8, 254 and 255 octets, the first ones with three octets of Length (5.2.1), one that fills an Ethernet
    /// frame, and the longest a datagram can carry.
    /// </summary>
    private static readonly int[] PayloadLengths = [0, 1, 247, 248, 249, 250, 1463, PcapFile.MaxDatagramLength - 9];

    /// <summary>All of them.</summary>
    /// <returns>The frames.</returns>
    public static IEnumerable<FrameCase> All()
    {
        return [.. FlagsAndIds(), .. Lengths(), .. PubAcks(), .. MsgIdAcks()];
    }

    /// <summary>A PUBLISH by <see cref="FrameWriter.Publish"/>.</summary>
    /// <param name="flags">DUP, QoS, Retain and TopicIdType.</param>
    /// <param name="topicId">TopicId.</param>
    /// <param name="msgId">MsgId.</param>
    /// <param name="data">Data.</param>
    /// <returns>The frame.</returns>
    public static FrameCase Publish(FlagBits flags, int topicId, int msgId, byte[] data)
    {
        return FrameCase.Write(
            MessageType.Publish,
            Fields(flags, topicId, msgId, data),
            (b, o) => FrameWriter.Publish(b, o, flags.Octet, topicId, msgId, data, 0, data.Length));
    }

    private static FrameFields Fields(FlagBits flags, int topicId, int msgId, byte[] data)
    {
        return new FrameFields()
            .With(flags)
            .With(FrameField.TopicId, topicId)
            .With(FrameField.MsgId, msgId)
            .With(FrameField.Data, data);
    }

    private static IEnumerable<FrameCase> FlagsAndIds()
    {
        return
            from flags in FlagBits.OfPublish
            from topicId in flags.TopicIdType == TopicIdType.ShortName ? (int[])[('a' << 8) | 'b'] : SampleValues.TopicIds
            from msgId in flags.QoS > 0 ? SampleValues.MsgIds : [0]
            select Publish(flags, topicId, msgId, SampleValues.Octets(11));
    }

    /// <summary>Both ways of writing a PUBLISH: with a payload from elsewhere, and around one that lies in the buffer already.</summary>
    private static IEnumerable<FrameCase> Lengths()
    {
        var flags = new FlagBits(QoS: 1);
        foreach (int length in PayloadLengths)
        {
            byte[] data = SampleValues.Octets(length);
            yield return Publish(flags, 7, 9, data);
            yield return FrameCase.Write(MessageType.Publish, Fields(flags, 7, 9, data), (buffer, offset) =>
            {
                int headerLength = length > 248 ? 9 : 7;
                data.CopyTo(buffer, offset + headerLength);
                int start = FrameWriter.PublishHeader(buffer, offset + headerLength, length, flags.Octet, 7, 9);
                Assert.AreEqual(offset, start, "where the frame begins");
                return headerLength + length;
            });
        }
    }

    private static IEnumerable<FrameCase> PubAcks()
    {
        return
            from topicId in SampleValues.TopicIds
            from msgId in SampleValues.MsgIds
            from code in SampleValues.ReturnCodes
            select FrameCase.Write(
                MessageType.PubAck,
                new FrameFields().With(FrameField.TopicId, topicId).With(FrameField.MsgId, msgId).With(FrameField.ReturnCode, code),
                (b, o) => FrameWriter.TopicAck(b, o, MessageType.PubAck, topicId, msgId, code));
    }

    private static IEnumerable<FrameCase> MsgIdAcks()
    {
        return
            from type in (MessageType[])[MessageType.PubRec, MessageType.PubRel, MessageType.PubComp]
            from msgId in SampleValues.MsgIds
            select FrameCase.Write(
                type,
                new FrameFields().With(FrameField.MsgId, msgId),
                (b, o) => FrameWriter.MsgIdAck(b, o, type, msgId));
    }
}
