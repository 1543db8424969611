using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Wire;
using static Sidetap.Conformance.Scripts.Script;

namespace Sidetap.Conformance.Cases;

/// <summary>Several gateways, sessions that outlive a connection, and forwarders.</summary>
internal static class GatewayCases
{
    private const Need Two = Need.SecondGateway;

    public static IEnumerable<ConformanceCase> All =>
    [
        new("session.clean-registers", "6.3", "In a new clean session topic names are registered again",
            Need.CleanSession | Need.PublishQos1, CleanRegisters),
        new("session.clean-subscribes", "6.3", "In a new clean session subscriptions are made again",
            Need.CleanSession | Need.SubscribeName, CleanSubscribes),
        new("session.kept-flag", "6.3", "A session is kept with CleanSession = 0", Need.KeptSession, KeptFlag),
        new("session.kept-flag-again", "6.3", "The CONNECT after a loss asks for the kept session again", Need.KeptSession, KeptFlagAgain),
        new("session.kept-publish", "6.13", "A PUBLISH under way when the connection was lost goes on with DUP and its MsgId",
            Need.KeptSession | Need.PublishQos1, g => KeptPublish(g, Need.PublishQos1)),
        new("session.kept-publish-qos2", "6.13", "The same at QoS 2, before PUBREC",
            Need.KeptSession | Need.PublishQos2, g => KeptPublish(g, Need.PublishQos2)),
        new("session.kept-pubrel", "5.4.14", "After PUBREC it goes on with PUBREL", Need.KeptSession | Need.PublishQos2, KeptPubRel),
        new("session.kept-once", "5.4.14", "A PUBREL for a message of before the loss is answered",
            Need.KeptSession | Need.SubscribeName, KeptPubComp),
        new("session.forgotten", "6.6", "A gateway that forgot the session refuses the id; the name is registered again",
            Need.KeptSession | Need.PublishQos1, Forgotten),
        new("failover.next", "6.13", "When the gateway is lost, the next is connected to", Two, Next, Pace.GiveUp),
        new("failover.registers", "6.5", "At the next gateway topic names are registered again",
            Two | Need.PublishQos1, Registers, Pace.GiveUp),
        new("failover.subscribes", "6.9", "At the next gateway subscriptions are made again",
            Two | Need.SubscribeName, Subscribes, Pace.GiveUp),
        new("failover.after-nretry", "6.13", "The next gateway is not tried before Nretry repetitions", Two, AfterNretry, Pace.GiveUp),
        new("failover.back", "6.13", "When the next gateway does not answer, the first is tried again", Two, Back, Pace.Long),
        new("failover.stays", "6.13", "What is published goes to the gateway that answered", Two | Need.PublishQos1, Stays, Pace.GiveUp),
        new("failover.returns", "6.1", "When the first gateway answers a SEARCHGW again, the client returns to it",
            Two | Need.ReturnToFirst, Returns, Pace.Long),
        new("forwarder.wrapped", "5.5", "Every frame is sent in the encapsulation", Need.Forwarder, Wrapped),
        new("forwarder.ctrl", "5.5", "Ctrl uses no bits but those of the radius", Need.Forwarder, Ctrl),
        new("forwarder.node-id", "5.5", "WirelessNodeId stays the same", Need.Forwarder | Need.PublishQos1, NodeId),
        new("forwarder.taken", "5.5", "A frame for the client in the encapsulation is taken", Need.Forwarder, Taken),
        new("forwarder.other-node", "5.5", "A frame for another node is not taken", Need.Forwarder, OtherNode, Pace.Retry),
        new("forwarder.cut", "5.5", "An encapsulation without a frame does no harm", Need.Forwarder, Cut),
        new("forwarder.publish", "5.5", "PUBLISH and PUBACK go through a forwarder", Need.Forwarder | Need.PublishQos1, ForwardedPublish),
    ];

    private static async Task CleanRegisters(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 0));
        g.Send(Frames.Bare(MsgType.Disconnect));
        await g.Connected();
        WireFrame next = await g.Behaviour(
            Need.PublishQos1, "REGISTER", frame => frame.Type == MsgType.Register || IsPublish(frame, Need.PublishQos1));
        Check(next.Type == MsgType.Register, "PUBLISH before REGISTER", next);
    }

    private static async Task CleanSubscribes(Script g)
    {
        Granted granted = await g.Subscribed(Need.SubscribeName);
        g.Send(Frames.Bare(MsgType.Disconnect));
        await g.Connected();
        WireFrame again = await g.Expect(
            "SUBSCRIBE", frame => frame.Type == MsgType.Subscribe && frame.Text == granted.Subscribe.Text, g.Settings.PatienceMs);
        Check(!again.Dup, "DUP in a new session", again);
    }

    private static Task<WireFrame> KeptConnect(Script g) =>
        g.Behaviour(
            Need.KeptSession,
            "CONNECT with CleanSession = 0",
            frame => frame.Type == MsgType.Connect && (frame.Flags & WireFlags.CleanSession) == 0);

    private static Task KeptFlag(Script g) => KeptConnect(g);

    private static async Task KeptFlagAgain(Script g)
    {
        await g.Finish(await KeptConnect(g));
        g.Send(Frames.Bare(MsgType.Disconnect));
        WireFrame again = await g.Connecting();
        Check((again.Flags & WireFlags.CleanSession) == 0, "CleanSession = 1", again);
    }

    private static async Task KeptPublish(Script g, Need need)
    {
        await g.Finish(await KeptConnect(g));
        WireFrame publish = await g.NextPublish(need);
        g.Send(Frames.Bare(MsgType.Disconnect));
        await g.Finish(await KeptConnect(g));
        WireFrame again = await g.NextPublish(need);
        Check(again.MsgId == publish.MsgId, $"MsgId was {publish.MsgId}", again);
        Check(again.Tail.AsSpan().SequenceEqual(publish.Tail), $"it differs from {publish.Hex}", again);
        Check(again.Dup, "no DUP", again);
    }

    private static async Task KeptPubRel(Script g)
    {
        await g.Finish(await KeptConnect(g));
        WireFrame publish = await g.NextPublish(Need.PublishQos2);
        g.Send(Frames.WithMsgId(MsgType.PubRec, publish.MsgId));
        await g.Expect("PUBREL", Is(MsgType.PubRel, publish.MsgId), g.Settings.AnswerMs);
        g.Send(Frames.Bare(MsgType.Disconnect));
        await g.Finish(await KeptConnect(g));
        WireFrame next = await g.Expect(
            "PUBREL", frame => frame.Type == MsgType.PubRel || IsPublish(frame, Need.PublishQos2), g.Settings.PatienceMs);
        Check(next.Type == MsgType.PubRel && next.MsgId == publish.MsgId, $"it is not PUBREL {publish.MsgId}", next);
    }

    private static async Task KeptPubComp(Script g)
    {
        await g.Finish(await KeptConnect(g));
        Granted granted = g.Grant(await g.Behaviour(Need.SubscribeName, "SUBSCRIBE", Is(MsgType.Subscribe)));
        int msgId = g.NextMsgId();
        g.Hold(MsgType.PubRec);
        g.Send(granted.Publish(2, msgId));
        await g.Expect("PUBREC", Is(MsgType.PubRec, msgId), g.Settings.AnswerMs);
        g.Send(Frames.Bare(MsgType.Disconnect));
        await g.Finish(await KeptConnect(g));
        g.Send(Frames.WithMsgId(MsgType.PubRel, msgId));
        await g.Expect("PUBCOMP", Is(MsgType.PubComp, msgId), g.Settings.AnswerMs);
    }

    private static async Task Forgotten(Script g)
    {
        await g.Finish(await KeptConnect(g));
        WireFrame publish = await g.NextPublish(Need.PublishQos1);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 0));
        g.Send(Frames.Bare(MsgType.Disconnect));
        g.Gateway(Endpoint.GatewayA).Forget();
        await g.Finish(await KeptConnect(g));
        WireFrame next = await g.Behaviour(
            Need.PublishQos1, "PUBLISH or REGISTER", frame => frame.Type == MsgType.Register || IsPublish(frame, Need.PublishQos1));
        if (next.Type == MsgType.Publish)
        {
            g.Send(Frames.PubAck(next.TopicId, next.MsgId, 2));
            next = await g.Expect("REGISTER", Is(MsgType.Register), g.Settings.AnswerMs);
        }

        int id = g.Gateway(Endpoint.GatewayA).IdOf(next.Text);
        g.Send(Frames.RegAck(id, next.MsgId, 0));
        await g.Expect("PUBLISH with the new id", frame => frame.Type == MsgType.Publish && frame.TopicId == id, g.Settings.PatienceMs);
    }

    /// <summary>Connected to A, which falls silent; the CONNECT to B is still to be answered.</summary>
    private static async Task<WireFrame> Lost(Script g)
    {
        WireFrame connect = await g.Connected();
        g.GoSilent();
        long withinMs = (connect.Duration * 1500L) + (2 * g.Settings.GivenUpMs) + g.Settings.PatienceMs;
        return await g.Behaviour(Two, "CONNECT to gateway B", frame => frame.Type == MsgType.Connect && frame.At == Endpoint.GatewayB, withinMs);
    }

    private static Task Next(Script g) => Lost(g);

    private static async Task<WireFrame> FailedOver(Script g)
    {
        WireFrame connect = await Lost(g);
        g.Gateway(Endpoint.GatewayB).IsServing = true;
        await g.Finish(connect);
        return connect;
    }

    private static async Task Registers(Script g)
    {
        await FailedOver(g);
        WireFrame next = await g.Behaviour(
            Need.PublishQos1,
            "REGISTER",
            frame => frame.At == Endpoint.GatewayB && (frame.Type == MsgType.Register || IsPublish(frame, Need.PublishQos1)));
        Check(next.Type == MsgType.Register, "PUBLISH before REGISTER", next);
    }

    private static async Task Subscribes(Script g)
    {
        await FailedOver(g);
        await g.Expect("SUBSCRIBE at gateway B", frame => frame.At == Endpoint.GatewayB && frame.Type == MsgType.Subscribe, g.Settings.PatienceMs);
    }

    private static async Task AfterNretry(Script g)
    {
        g.GoSilent();
        await g.Connecting();
        int repeats = 0;
        long limitMs = g.Settings.GivenUpMs + g.Settings.PatienceMs;
        WireFrame? frame;
        while ((frame = await g.Next(Is(MsgType.Connect), limitMs)) != null && frame.At == Endpoint.GatewayA)
        {
            if (++repeats > 4 * g.Settings.NretryMax)
            {
                throw new CaseEnd(Verdict.NotExercised, "gateway B was never tried", null, Two);
            }
        }

        if (frame == null)
        {
            throw new CaseEnd(Verdict.NotExercised, "gateway B was never tried", null, Two);
        }

        Check(repeats >= g.Settings.NretryMin, $"gateway B after {repeats} repetitions of CONNECT", frame);
    }

    private static async Task Back(Script g)
    {
        await Lost(g);
        await g.Expect(
            "CONNECT to gateway A",
            frame => frame.Type == MsgType.Connect && frame.At == Endpoint.GatewayA,
            (2 * g.Settings.GivenUpMs) + g.Settings.PatienceMs);
    }

    private static async Task Stays(Script g)
    {
        await FailedOver(g);
        WireFrame publish = await g.NextPublish(Need.PublishQos1);
        Check(publish.At == Endpoint.GatewayB, $"PUBLISH to {publish.At}", publish);
    }

    private static async Task Returns(Script g)
    {
        await FailedOver(g);
        await g.Behaviour(
            Need.ReturnToFirst,
            "SEARCHGW to gateway A",
            frame => frame.Type == MsgType.SearchGw && (frame.At == Endpoint.GatewayA || frame.IsBroadcast));
        g.Gateway(Endpoint.GatewayA).IsServing = true;
        g.Send(Frames.GwInfo(1));
        WireFrame next = await g.Expect(
            "DISCONNECT at gateway B",
            frame => frame.Type is MsgType.Connect || (frame.Type == MsgType.Disconnect && frame.At == Endpoint.GatewayB),
            g.Settings.PatienceMs);
        Check(next.Type == MsgType.Disconnect, "CONNECT before DISCONNECT at the other gateway", next);
        g.Send(Frames.Bare(MsgType.Disconnect), Endpoint.GatewayB);
        await g.Expect("CONNECT to gateway A", frame => frame.Type == MsgType.Connect && frame.At == Endpoint.GatewayA, g.Settings.PatienceMs);
    }

    private static Task<WireFrame> WrappedConnect(Script g) =>
        g.Behaviour(Need.Forwarder, "CONNECT in the encapsulation", frame => frame.Type == MsgType.Connect && frame.NodeId != null);

    private static async Task Wrapped(Script g)
    {
        await g.Finish(await WrappedConnect(g));
        g.Send(Frames.Bare(MsgType.PingReq));
        WireFrame answer = await g.Expect("PINGRESP", Is(MsgType.PingResp), g.Settings.AnswerMs);
        Check(answer.NodeId is { Length: > 0 }, "no encapsulation", answer);
    }

    private static async Task Ctrl(Script g)
    {
        WireFrame connect = await WrappedConnect(g);
        Check((connect.Ctrl & ~3) == 0, $"Ctrl is 0x{connect.Ctrl:X2}", connect);
    }

    private static async Task NodeId(Script g)
    {
        WireFrame connect = await WrappedConnect(g);
        await g.Finish(connect);
        WireFrame publish = await g.NextPublish(Need.PublishQos1);
        Check(publish.NodeId.AsSpan().SequenceEqual(connect.NodeId), $"it was {Convert.ToHexStringLower(connect.NodeId!)}", publish);
    }

    private static async Task Taken(Script g)
    {
        WireFrame connect = await WrappedConnect(g);
        await g.Finish(connect);
        await g.Probe("CONNACK in the encapsulation");
    }

    private static async Task OtherNode(Script g)
    {
        WireFrame connect = await WrappedConnect(g);
        byte[] other = [.. connect.NodeId!];
        other[^1] ^= 0xFF;
        g.SendRaw(Frames.Encapsulated(0, other, Frames.ConnAck(0)));
        await g.Expect("CONNECT again", Is(MsgType.Connect), g.Settings.RepeatWithinMs);
    }

    private static async Task Cut(Script g)
    {
        WireFrame connect = await WrappedConnect(g);
        await g.Finish(connect);
        g.SendRaw(Frames.Encapsulated(0, connect.NodeId!, []));
        g.SendRaw([2, (byte)MsgType.Encapsulated]);
        g.SendRaw([200, (byte)MsgType.Encapsulated, 0, 1]);
        await g.Probe("cut encapsulations");
    }

    private static async Task ForwardedPublish(Script g)
    {
        await g.Finish(await WrappedConnect(g));
        WireFrame publish = await g.NextPublish(Need.PublishQos1);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 0));
        WireFrame next = await g.NextPublish(Need.PublishQos1);
        Check(next.MsgId != publish.MsgId, "PUBLISH again, although it was answered", next);
    }
}
