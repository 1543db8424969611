using Sidetap.MqttSn;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>
/// Finding a gateway, connecting, the will, keeping alive and sleeping (MQTT-SN 1.2, 5.4.1 to 5.4.9 and 5.4.19 to 5.4.25).
/// </summary>
internal static class ConnectionCases
{
    /// <summary>All of them.</summary>
    /// <returns>The frames.</returns>
    public static IEnumerable<FrameCase> All()
    {
        return [.. Gateways(), .. Connects(), .. Wills(), .. ReturnCodes(), .. Bares(), .. Pings(), .. Disconnects()];
    }

    private static IEnumerable<FrameCase> Gateways()
    {
        foreach (int gwId in (int[])[0, 1, 255])
        {
            foreach (int duration in SampleValues.Durations)
            {
                yield return FrameCase.Write(
                    MessageType.Advertise,
                    new FrameFields().With(FrameField.GwId, gwId).With(FrameField.Duration, duration),
                    (b, o) => FrameWriter.Advertise(b, o, gwId, duration));
            }

            // The gateway itself answers without its address; a client that answers for it adds it (5.4.3): IPv4, IPv6, or a radio's.
            foreach (byte[] address in (byte[][])[[], [0x7F], [192, 0, 2, 1], SampleValues.Octets(16)])
            {
                yield return FrameCase.Write(
                    MessageType.GwInfo,
                    new FrameFields().With(FrameField.GwId, gwId).With(FrameField.GwAdd, address),
                    (b, o) => FrameWriter.GwInfo(b, o, gwId, address, address.Length));
            }
        }

        foreach (int radius in (int[])[0, 1, 255])
        {
            yield return FrameCase.Write(
                MessageType.SearchGw,
                new FrameFields().With(FrameField.Radius, radius),
                (b, o) => FrameWriter.SearchGw(b, o, radius));
        }
    }

    private static IEnumerable<FrameCase> Connects()
    {
        return
            from will in (bool[])[false, true]
            from clean in (bool[])[false, true]
            from duration in SampleValues.Durations
            from clientId in SampleValues.ClientIds
            let flags = new FlagBits(Will: will, CleanSession: clean)
            select FrameCase.Write(
                MessageType.Connect,
                new FrameFields()
                    .With(flags)
                    .With(FrameField.ProtocolId, 1)
                    .With(FrameField.Duration, duration)
                    .With(FrameField.ClientId, clientId),
                (b, o) => FrameWriter.Connect(b, o, flags.Octet, duration, clientId));
    }

    private static IEnumerable<FrameCase> Wills()
    {
        foreach (MessageType type in (MessageType[])[MessageType.WillTopic, MessageType.WillTopicUpd])
        {
            foreach (byte[] topic in SampleValues.TopicNames)
            {
                foreach (FlagBits flags in (FlagBits[])[new(), new(QoS: 1), new(QoS: 2, Retain: true)])
                {
                    yield return FrameCase.Write(
                        type,
                        new FrameFields().With(flags).With(FrameField.WillTopic, topic),
                        (b, o) => FrameWriter.WillTopic(b, o, type, flags.Octet, topic));
                }
            }

            // Two octets, no Flags: delete the will (5.4.7, 5.4.22).
            yield return FrameCase.Write(type, new FrameFields(), (b, o) => FrameWriter.WillTopic(b, o, type, 0, []));
        }

        foreach (MessageType type in (MessageType[])[MessageType.WillMsg, MessageType.WillMsgUpd])
        {
            foreach (int length in (int[])[0, 1, 253, 254, 255, 256, 257, 1000])
            {
                byte[] message = SampleValues.Octets(length);
                yield return FrameCase.Write(
                    type,
                    new FrameFields().With(FrameField.WillMsg, message),
                    (b, o) => FrameWriter.Tail(b, o, type, message));
            }
        }
    }

    private static IEnumerable<FrameCase> ReturnCodes()
    {
        foreach (int code in SampleValues.ReturnCodes)
        {
            FrameFields Fields() => new FrameFields().With(FrameField.ReturnCode, code);
            yield return FrameCase.Write(MessageType.ConnAck, Fields(), (b, o) => FrameWriter.ConnAck(b, o, code));
            foreach (MessageType type in (MessageType[])[MessageType.WillTopicResp, MessageType.WillMsgResp])
            {
                yield return FrameCase.Write(type, Fields(), (b, o) => FrameWriter.WillResp(b, o, type, code));
            }
        }
    }

    private static IEnumerable<FrameCase> Bares()
    {
        return
            from type in (MessageType[])[MessageType.WillTopicReq, MessageType.WillMsgReq, MessageType.PingResp]
            select FrameCase.Write(type, new FrameFields(), (b, o) => FrameWriter.Bare(b, o, type));
    }

    private static IEnumerable<FrameCase> Pings()
    {
        return
            from clientId in (byte[][])[[], .. SampleValues.ClientIds]
            select FrameCase.Write(
                MessageType.PingReq,
                new FrameFields().With(FrameField.ClientId, clientId),
                (b, o) => FrameWriter.Tail(b, o, MessageType.PingReq, clientId));
    }

    private static IEnumerable<FrameCase> Disconnects()
    {
        foreach (int duration in SampleValues.Durations)
        {
            yield return FrameCase.Write(
                MessageType.Disconnect,
                new FrameFields().With(FrameField.Duration, duration),
                (b, o) => FrameWriter.Disconnect(b, o, duration));
        }

        yield return FrameCase.Write(MessageType.Disconnect, new FrameFields(), (b, o) => FrameWriter.Disconnect(b, o, -1));
    }
}
