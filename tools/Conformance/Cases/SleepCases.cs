using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Wire;
using static Sidetap.Conformance.Scripts.Script;

namespace Sidetap.Conformance.Cases;

/// <summary>Sleeping, waking for what was kept, and returning.</summary>
internal static class SleepCases
{
    private const Need Name = Need.SubscribeName;

    public static IEnumerable<ConformanceCase> All =>
    [
        new("sleep.form", "5.4.21", "DISCONNECT of a client that goes to sleep has a Duration", Need.Sleep, Form, Pace.Long),
        new("sleep.repeats", "6.13", "A DISCONNECT with a Duration that is not answered is sent again", Need.Sleep, Repeats, Pace.Long),
        new("sleep.silent", "6.14", "From DISCONNECT to PINGREQ nothing is sent", Need.Sleep, Silent, Pace.Long),
        new("sleep.ping-in-time", "6.14", "PINGREQ comes within the Duration", Need.Sleep, PingInTime, Pace.Long),
        new("sleep.ping-client-id", "5.4.19", "PINGREQ of a sleeping client has its ClientId", Need.Sleep, PingClientId, Pace.Long),
        new("sleep.ping-repeats", "6.13", "A sleeping client's PINGREQ that is not answered is sent again",
            Need.Sleep, PingRepeats, Pace.Long),
        new("sleep.ping-lost", "6.13", "A gateway that answers no such PINGREQ is lost", Need.Sleep, PingLost, Pace.Long),
        new("sleep.nothing-kept", "6.14", "After PINGRESP the client sleeps again", Need.Sleep, NothingKept, Pace.Long),
        new("sleep.every-duration", "6.14", "PINGREQ comes in every Duration", Need.Sleep, EveryDuration, Pace.Long),
        new("sleep.kept-qos0", "6.14", "Messages of QoS 0 that were kept are taken", Need.Sleep | Name, g => Kept(g, 0), Pace.Long),
        new("sleep.kept-qos1", "6.14", "A message of QoS 1 that was kept is acknowledged", Need.Sleep | Name, g => Kept(g, 1), Pace.Long),
        new("sleep.kept-qos2", "6.14", "A message of QoS 2 that was kept goes through to PUBCOMP",
            Need.Sleep | Name, g => Kept(g, 2), Pace.Long),
        new("sleep.kept-several", "6.14", "Several messages that were kept are taken before PINGRESP",
            Need.Sleep | Name, KeptSeveral, Pace.Long),
        new("sleep.kept-register", "6.10", "A REGISTER while awake is acknowledged, and its message taken",
            Need.Sleep | Need.SubscribeWildcard, KeptRegister, Pace.Long),
        new("sleep.sleeps-on", "6.14", "After kept messages and PINGRESP the client sleeps again", Need.Sleep | Name, SleepsOn, Pace.Long),
        new("sleep.return", "6.14", "A client that wants to be active sends CONNECT", Need.Sleep | Need.Wake, Return, Pace.Long),
        new("sleep.return-active", "6.14", "After CONNACK it is active: it answers PINGREQ",
            Need.Sleep | Need.Wake, ReturnActive, Pace.Long),
        new("sleep.return-ids", "6.14", "A returned client with CleanSession = 0 may use its topic ids, and only those",
            Need.Sleep | Need.Wake | Need.KeptSession | Need.PublishQos1, ReturnIds, Pace.Long),
        new("sleep.disconnected", "6.12", "A DISCONNECT in answer to PINGREQ: the client connects anew",
            Need.Sleep, Disconnected, Pace.Long),
    ];

    private static async Task Form(Script g)
    {
        WireFrame disconnect = await g.FallingAsleep();
        Check(disconnect.FrameLength == 4, "it is not of four octets", disconnect);
    }

    private static async Task Repeats(Script g)
    {
        WireFrame first = await g.FallingAsleep();
        WireFrame again = await g.Expect("DISCONNECT again", Is(MsgType.Disconnect), g.Settings.RepeatWithinMs);
        Check(first.Content() == again.Content(), $"it differs from {first.Hex}", again);
    }

    private static async Task Silent(Script g)
    {
        WireFrame disconnect = await g.Asleep();
        long limitMs = SleepLimitMs(disconnect);
        g.CheckPatience(limitMs, "the sleep");
        WireFrame frame = await g.Expect("PINGREQ of the sleeping client", _ => true, limitMs);
        Check(
            frame.Type is MsgType.PingReq or MsgType.Connect || (frame.Type == MsgType.Disconnect && frame.Duration > 0),
            $"{frame.Name} while asleep",
            frame);
    }

    private static async Task PingInTime(Script g)
    {
        WireFrame disconnect = await g.Asleep();
        await g.WakeUp(disconnect);
    }

    private static async Task PingClientId(Script g)
    {
        WireFrame ping = await g.Awake();
        Check(ping.Text == g.LastConnect!.Text, $"ClientId is \"{ping.Text}\", CONNECT had \"{g.LastConnect.Text}\"", ping);
    }

    private static async Task PingRepeats(Script g)
    {
        await g.Awake();
        await g.Expect("PINGREQ again", Is(MsgType.PingReq), g.Settings.RepeatWithinMs);
    }

    private static async Task PingLost(Script g)
    {
        await g.Awake();
        g.Hold(MsgType.PingReq);
        await g.Expect("CONNECT", frame => frame.Type is MsgType.Connect or MsgType.SearchGw, g.Settings.GivenUpMs + g.Settings.PatienceMs);
    }

    private static async Task NothingKept(Script g)
    {
        WireFrame ping = await g.Awake();
        g.Send(Frames.Bare(MsgType.PingResp));
        await g.Silence(
            "a frame although it sleeps",
            frame => frame.Type is not (MsgType.Connect or MsgType.PingReq or MsgType.Disconnect),
            g.Settings.AnswerMs / 4);
        Check(ping.Tail.Length > 0, "no ClientId", ping);
    }

    private static async Task EveryDuration(Script g)
    {
        WireFrame disconnect = await g.Asleep();
        for (int i = 0; i < 3; i++)
        {
            await g.WakeUp(disconnect);
            g.Send(Frames.Bare(MsgType.PingResp));
        }
    }

    private static async Task<(Granted Granted, WireFrame Disconnect)> AwakeSubscriber(Script g, Need need)
    {
        Granted granted = await g.Subscribed(need);
        WireFrame disconnect = await g.Behaviour(
            Need.Sleep,
            "DISCONNECT with a Duration",
            frame => frame.Type == MsgType.Disconnect && frame.Duration > 0);
        g.Send(Frames.Bare(MsgType.Disconnect));
        await g.WakeUp(disconnect);
        return (granted, disconnect);
    }

    private static async Task Kept(Script g, int qos)
    {
        (Granted granted, WireFrame disconnect) = await AwakeSubscriber(g, Name);
        if (qos == 0)
        {
            g.Send(granted.Publish(0, 0));
        }
        else
        {
            await g.Deliver(granted.Publish, qos);
        }

        g.Send(Frames.Bare(MsgType.PingResp));
        await g.WakeUp(disconnect);
    }

    private static async Task KeptSeveral(Script g)
    {
        (Granted granted, _) = await AwakeSubscriber(g, Name);
        for (int i = 0; i < 5; i++)
        {
            await g.Deliver(granted.Publish, 1);
        }

        g.Send(Frames.Bare(MsgType.PingResp));
    }

    private static async Task KeptRegister(Script g)
    {
        (Granted granted, _) = await AwakeSubscriber(g, Need.SubscribeWildcard);
        int msgId = g.NextMsgId();
        g.Send(Frames.Register(0x0321, msgId, granted.ConcreteName()));
        WireFrame ack = await g.Expect("REGACK", Is(MsgType.RegAck, msgId), g.Settings.AnswerMs);
        Check(ack.ReturnCode == 0, $"REGACK with ReturnCode {ack.ReturnCode}", ack);
        await g.Deliver((granted with { TopicId = 0x0321 }).Publish, 1);
        g.Send(Frames.Bare(MsgType.PingResp));
    }

    private static async Task SleepsOn(Script g)
    {
        (Granted granted, WireFrame disconnect) = await AwakeSubscriber(g, Name);
        await g.Deliver(granted.Publish, 1);
        g.Send(Frames.Bare(MsgType.PingResp));
        await g.Silence(
            "a frame although it sleeps",
            frame => frame.Type is not (MsgType.Connect or MsgType.PingReq or MsgType.Disconnect),
            g.Settings.AnswerMs / 4);
        await g.WakeUp(disconnect);
    }

    private static async Task<WireFrame> Returning(Script g)
    {
        await g.Asleep();
        return await g.Behaviour(Need.Wake, "CONNECT", Is(MsgType.Connect));
    }

    private static async Task Return(Script g)
    {
        await g.Asleep();
        WireFrame first = g.LastConnect!;
        WireFrame? next;
        do
        {
            next = await g.Behaviour(Need.Wake, "CONNECT", frame => frame.Type is not (MsgType.Disconnect or MsgType.PingReq));
        }
        while (next.Type == MsgType.Publish && next.Qos == -1);

        Check(next.Type == MsgType.Connect, $"{next.Name} before CONNECT", next);
        Check(next.Text == first.Text, $"ClientId was {first.Text}", next);
    }

    private static async Task ReturnActive(Script g)
    {
        WireFrame connect = await Returning(g);
        await g.Finish(connect);
        await g.Probe("the return");
    }

    private static async Task ReturnIds(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 0));
        await g.Behaviour(Need.Sleep, "DISCONNECT with a Duration", frame => frame.Type == MsgType.Disconnect && frame.Duration > 0);
        g.Send(Frames.Bare(MsgType.Disconnect));
        WireFrame connect = await g.Behaviour(Need.Wake, "CONNECT", Is(MsgType.Connect));
        await g.Finish(connect);
        WireFrame next = await g.NextPublish(Need.PublishQos1);
        Check(next.TopicId == publish.TopicId, $"TopicId is 0x{next.TopicId:X4}, it was 0x{publish.TopicId:X4}", next);
    }

    private static async Task Disconnected(Script g)
    {
        await g.Awake();
        g.Send(Frames.Bare(MsgType.Disconnect));
        await g.Expect("CONNECT", Is(MsgType.Connect), g.Settings.PatienceMs);
    }
}
