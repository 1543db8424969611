using Sidetap.MqttSn;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>Registering, subscribing and their acknowledgements (MQTT-SN 1.2, 5.4.10, 5.4.11, 5.4.15 to 5.4.18).</summary>
internal static class TopicCases
{
    /// <summary>All of them.</summary>
    /// <returns>The frames.</returns>
    public static IEnumerable<FrameCase> All()
    {
        return [.. Registers(), .. RegAcks(), .. SubscribesByName(), .. SubscribesById(), .. SubAcks(), .. UnsubAcks()];
    }

    private static IEnumerable<FrameCase> Registers()
    {
        return
            from topicId in (int[])[0, .. SampleValues.TopicIds] // 0 from a client
            from msgId in SampleValues.MsgIds
            from name in SampleValues.TopicNames
            where topicId == 0 || msgId == 1 || name.Length == 1 // every value with every field, but not all with all
            select FrameCase.Write(
                MessageType.Register,
                new FrameFields().With(FrameField.TopicId, topicId).With(FrameField.MsgId, msgId).With(FrameField.TopicName, name),
                (b, o) => FrameWriter.Register(b, o, topicId, msgId, name));
    }

    private static IEnumerable<FrameCase> RegAcks()
    {
        return
            from topicId in (int[])[0, .. SampleValues.TopicIds]
            from msgId in SampleValues.MsgIds
            from code in SampleValues.ReturnCodes
            select FrameCase.Write(
                MessageType.RegAck,
                new FrameFields().With(FrameField.TopicId, topicId).With(FrameField.MsgId, msgId).With(FrameField.ReturnCode, code),
                (b, o) => FrameWriter.TopicAck(b, o, MessageType.RegAck, topicId, msgId, code));
    }

    private static IEnumerable<FrameCase> SubscribesByName()
    {
        byte[][] wildcards = [SampleValues.Utf8("#"), SampleValues.Utf8("+/uadp/data/#")];
        return
            from type in (MessageType[])[MessageType.Subscribe, MessageType.Unsubscribe]
            from dup in (bool[])[false, true]
            from qos in (int[])[0, 1, 2]
            from msgId in SampleValues.MsgIds
            from name in (byte[][])[.. wildcards, .. SampleValues.TopicNames]
            where msgId == 1 || name.Length == 1
            let flags = new FlagBits(dup, qos)
            select FrameCase.Write(
                type,
                new FrameFields().With(flags).With(FrameField.MsgId, msgId).With(FrameField.TopicName, name),
                (b, o) => FrameWriter.SubscribeName(b, o, type, flags.Octet, msgId, name));
    }

    private static IEnumerable<FrameCase> SubscribesById()
    {
        return
            from type in (MessageType[])[MessageType.Subscribe, MessageType.Unsubscribe]
            from idType in (TopicIdType[])[TopicIdType.Predefined, TopicIdType.ShortName]
            from dup in (bool[])[false, true]
            from qos in (int[])[0, 1, 2]
            from topicId in idType == TopicIdType.ShortName ? (int[])[('a' << 8) | 'b', ('T' << 8) | '1'] : SampleValues.TopicIds
            let flags = new FlagBits(dup, qos, TopicIdType: idType)
            select FrameCase.Write(
                type,
                new FrameFields().With(flags).With(FrameField.MsgId, 0x1234).With(FrameField.TopicId, topicId),
                (b, o) => FrameWriter.SubscribeId(b, o, type, flags.Octet, 0x1234, topicId));
    }

    private static IEnumerable<FrameCase> SubAcks()
    {
        return
            from qos in (int[])[0, 1, 2]
            from topicId in (int[])[0, .. SampleValues.TopicIds] // 0 for a wildcard
            from msgId in SampleValues.MsgIds
            from code in SampleValues.ReturnCodes
            let flags = new FlagBits(QoS: qos)
            select FrameCase.Write(
                MessageType.SubAck,
                new FrameFields()
                    .With(flags)
                    .With(FrameField.TopicId, topicId)
                    .With(FrameField.MsgId, msgId)
                    .With(FrameField.ReturnCode, code),
                (b, o) => FrameWriter.SubAck(b, o, flags.Octet, topicId, msgId, code));
    }

    private static IEnumerable<FrameCase> UnsubAcks()
    {
        return
            from msgId in SampleValues.MsgIds
            select FrameCase.Write(
                MessageType.UnsubAck,
                new FrameFields().With(FrameField.MsgId, msgId),
                (b, o) => FrameWriter.MsgIdAck(b, o, MessageType.UnsubAck, msgId));
    }
}
