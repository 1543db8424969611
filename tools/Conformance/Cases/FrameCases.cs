using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Wire;
using static Sidetap.Conformance.Scripts.Script;

namespace Sidetap.Conformance.Cases;

/// <summary>The form of frames, and octets that are none. A client must neither fail over them nor believe them.</summary>
internal static class FrameCases
{
    // Any will do; the same in every run.
    private const int NoiseSeed = 20131114;

    public static IEnumerable<ConformanceCase> All =>
    [
        new("frame.long-form-connack", "5.2.1", "A CONNACK with a Length of three octets is taken", Need.None, LongConnAck, Pace.Retry),
        new("frame.long-form-regack", "5.2.1", "A REGACK with a Length of three octets is taken",
            Need.Register | Need.PublishQos1, LongRegAck),
        new("frame.long-form-puback", "5.2.1", "A PUBACK with a Length of three octets is taken", Need.PublishQos1, LongPubAck),
        new("frame.long-form-publish", "5.2.1", "A PUBLISH with a Length of three octets is taken", Need.SubscribeName, LongPublish),
        new("frame.long-form-pingreq", "5.2.1", "A PINGREQ with a Length of three octets is answered", Need.None, LongPing),
        new("frame.reserved-types", "5.2.2", "A reserved MsgType does no harm", Need.None, g => Harmless(g, ReservedTypes())),
        new("frame.empty", "5.2.1", "A datagram of no octets does no harm", Need.None, g => Harmless(g, [[]])),
        new("frame.one-octet", "5.2", "A datagram without a MsgType does no harm", Need.None, g => Harmless(g, [[0], [1], [2], [0xFF]])),
        new("frame.length-zero", "5.2.1", "A Length of 0 does no harm", Need.None, g => Harmless(g, [[0, 0x18], [0, 0x17, 0x18]])),
        new("frame.long-form-cut", "5.2.1", "A three-octet Length that is cut off does no harm",
            Need.None, g => Harmless(g, [[1, 0], [1, 0, 4], [1, 0, 0, 0x18]])),
        new("frame.length-beyond", "5.2.1", "A Length beyond the datagram does no harm",
            Need.None, g => Harmless(g, [[3, 0x18], [255, 0x0C, 0], [1, 0xFF, 0xFF, 0x18]])),
        new("frame.length-short", "5.2.1", "Octets behind the frame do no harm",
            Need.None, g => Harmless(g, [[2, 0x17, 0, 0], [7, 0x0D, 0, 1, 0, 1, 0, 9, 9]])),
        new("frame.fields-missing", "5.4", "Messages that end before their fields do no harm", Need.None, g => Harmless(g, Truncated())),
        new("frame.puback-cut", "5.4.13", "A PUBACK without a ReturnCode acknowledges nothing", Need.PublishQos1, CutPubAck, Pace.Retry),
        new("frame.noise", "5.2", "Random octets do no harm", Need.None, g => Harmless(g, Noise())),
        new("frame.longest", "5.2.1", "A PUBLISH as long as a datagram does no harm", Need.None, g => Harmless(g, [Longest()])),
        new("frame.clients-messages", "5.4", "Messages that only clients send do no harm", Need.None, g => Harmless(g, ClientsMessages())),
        new("frame.unasked-answers", "5.4", "Answers nobody asked for do no harm", Need.None, g => Harmless(g, UnaskedAnswers())),
        new("frame.stranger-disconnect", "6.12", "A DISCONNECT from another address ends nothing", Need.None, StrangerDisconnect),
        new("frame.stranger-puback", "5.4.13", "A PUBACK from another address acknowledges nothing",
            Need.PublishQos1, StrangerPubAck, Pace.Retry),
        new("frame.stranger-connack", "5.4.5", "A CONNACK from another address connects nobody", Need.None, StrangerConnAck, Pace.Retry),
        new("frame.stranger-publish", "6.10", "A PUBLISH from another address is not acknowledged", Need.SubscribeName, StrangerPublish),
    ];

    private static async Task LongConnAck(Script g)
    {
        await g.Connecting();
        g.Send(Frames.Lengthened(Frames.ConnAck(0)));
        await g.Silence("CONNECT again", Is(MsgType.Connect), g.Settings.RepeatWithinMs);
    }

    private static async Task LongRegAck(Script g)
    {
        await g.Connected();
        WireFrame register = await g.Behaviour(Need.Register, "REGISTER", Is(MsgType.Register));
        int id = g.Gateway(Endpoint.GatewayA).IdOf(register.Text);
        g.Send(Frames.Lengthened(Frames.RegAck(id, register.MsgId, 0)));
        WireFrame next = await g.Behaviour(
            Need.PublishQos1,
            "PUBLISH",
            frame => (frame.Type == MsgType.Publish && frame.TopicId == id) || Is(MsgType.Register, register.MsgId)(frame));
        Check(next.Type == MsgType.Publish, "REGISTER again, although it was answered", next);
    }

    private static async Task LongPubAck(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Send(Frames.Lengthened(Frames.PubAck(publish.TopicId, publish.MsgId, 0)));
        WireFrame next = await g.NextPublish(Need.PublishQos1);
        Check(next.MsgId != publish.MsgId, "PUBLISH again, although it was answered", next);
    }

    private static async Task LongPublish(Script g)
    {
        Granted granted = await g.Subscribed(Need.SubscribeName);
        int msgId = g.NextMsgId();
        g.Send(Frames.Lengthened(granted.Publish(1, msgId)));
        WireFrame ack = await g.Expect("PUBACK", Is(MsgType.PubAck, msgId), g.Settings.AnswerMs);
        Check(ack.ReturnCode == 0, $"PUBACK with ReturnCode {ack.ReturnCode}", ack);
    }

    private static async Task LongPing(Script g)
    {
        await g.Connected();
        g.Send(Frames.LongOf(MsgType.PingReq));
        await g.Expect("PINGRESP", Is(MsgType.PingResp), g.Settings.AnswerMs);
    }

    /// <summary>The client is connected, gets this, and is still well: it answers a PINGREQ and has not left.</summary>
    private static async Task Harmless(Script g, IEnumerable<byte[]> datagrams)
    {
        await g.Connected();
        await g.Probe("CONNACK");
        foreach (byte[] datagram in datagrams)
        {
            g.SendRaw(datagram);
            await g.Probe($"{datagram.Length} octets {Convert.ToHexStringLower(datagram.AsSpan(0, Math.Min(datagram.Length, 12)))}");
        }
    }

    private static async Task CutPubAck(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        byte[] ack = Frames.PubAck(publish.TopicId, publish.MsgId, 0);
        g.Send([6, .. ack[1..6]]);
        await g.Expect("PUBLISH again", Is(MsgType.Publish, publish.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task StrangerDisconnect(Script g)
    {
        await g.Connected();
        g.Send(Frames.Bare(MsgType.Disconnect), Endpoint.Stranger);
        await g.Probe("a stranger's DISCONNECT");
    }

    private static async Task StrangerPubAck(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 0), Endpoint.Stranger);
        await g.Expect("PUBLISH again", Is(MsgType.Publish, publish.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task StrangerConnAck(Script g)
    {
        await g.Connecting();
        g.Send(Frames.ConnAck(0), Endpoint.Stranger);
        await g.Expect("CONNECT again", Is(MsgType.Connect), g.Settings.RepeatWithinMs);
    }

    private static async Task StrangerPublish(Script g)
    {
        Granted granted = await g.Subscribed(Need.SubscribeName);
        int msgId = g.NextMsgId();
        g.Send(granted.Publish(1, msgId), Endpoint.Stranger);
        await g.Silence("PUBACK for a stranger", Is(MsgType.PubAck, msgId), g.Settings.AnswerMs / 4);
    }

    private static IEnumerable<byte[]> ReservedTypes()
    {
        foreach (byte type in (byte[])[0x03, 0x11, 0x19, 0x1E, 0x40, 0x7F, 0x80, 0xFD, 0xFF])
        {
            yield return [2, type];
            yield return [7, type, 0, 1, 0, 1, 0];
        }
    }

    private static IEnumerable<byte[]> Truncated() =>
    [
        [2, 0x05], [6, 0x0B, 0, 1, 0, 1], [3, 0x0C, 0], [6, 0x0C, 0x20, 0, 1, 0], [3, 0x0F, 1], [3, 0x10, 1], [5, 0x13, 0, 0, 1], [3, 0x15, 0],
        [4, 0x0A, 0, 1], [2, 0x1B],
    ];

    private static IEnumerable<byte[]> Noise()
    {
        Random random = new(NoiseSeed);
        for (int i = 0; i < 40; i++)
        {
            byte[] octets = new byte[random.Next(2, 64)];
            random.NextBytes(octets);

            // A MsgType no version gives a meaning to: what comes by chance must not be a DISCONNECT.
            octets[octets[0] == 1 && octets.Length > 3 ? 3 : 1] = (byte)(0x40 + i);
            yield return octets;
        }
    }

    private static byte[] Longest()
    {
        byte[] body = new byte[1400];
        body[2] = 0x77;
        return Frames.LongOf(MsgType.Publish, body);
    }

    private static IEnumerable<byte[]> ClientsMessages() =>
    [
        Frames.Of(MsgType.Connect, [4, 1, 0, 60, .. "other"u8]),
        Frames.Of(MsgType.WillTopic, [0, .. "a"u8]),
        Frames.Of(MsgType.WillMsg, "b"u8),
        Frames.Of(MsgType.Subscribe, [0, 0, 1, .. "a"u8]),
        Frames.Of(MsgType.Unsubscribe, [0, 0, 2, .. "a"u8]),
        Frames.Of(MsgType.WillTopicUpd, [0, .. "a"u8]),
        Frames.Of(MsgType.WillMsgUpd, "b"u8),
    ];

    private static IEnumerable<byte[]> UnaskedAnswers() =>
    [
        Frames.ConnAck(0),
        Frames.RegAck(0x77, 0x7777, 0),
        Frames.PubAck(0x77, 0x7777, 2),
        Frames.WithMsgId(MsgType.PubComp, 0x7777),
        Frames.SubAck(0, 0x77, 0x7777, 0),
        Frames.WithMsgId(MsgType.UnsubAck, 0x7777),
        Frames.Bare(MsgType.PingResp),
        Frames.WillResp(MsgType.WillTopicResp, 0),
        Frames.WillResp(MsgType.WillMsgResp, 0),
    ];
}
