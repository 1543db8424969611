using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Wire;
using static Sidetap.Conformance.Scripts.Script;

namespace Sidetap.Conformance.Cases;

/// <summary>Setting up a connection, keeping it and ending it.</summary>
internal static class ConnectCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        new("connect.protocol-id", "5.3.8", "ProtocolId of CONNECT is 0x01", Need.None, ProtocolId),
        new("connect.client-id", "5.3.1", "ClientId of CONNECT has 1 to 23 characters", Need.None, ClientId),
        new("connect.flags", "5.4.4", "CONNECT sets no flags but Will and CleanSession", Need.None, ConnectFlags),
        new("connect.clean-session", "6.3", "A clean session is asked for with CleanSession = 1",
            Need.CleanSession, g => SessionFlag(g, Need.CleanSession)),
        new("connect.first", "6.2", "CONNECT comes before anything that needs a connection", Need.None, First),
        new("connect.waits-for-connack", "6.2", "Nothing but CONNECT is sent until CONNACK", Need.None, WaitsForConnAck, Pace.Retry),
        new("connect.repeats", "6.13", "CONNECT is sent again after Tretry", Need.None, Repeats, Pace.Retry),
        new("connect.repeats-same", "6.13", "The CONNECT that is sent again is the same", Need.None, RepeatsSame, Pace.Retry),
        new("connect.keeps-trying", "6.13", "A client whose CONNECT nobody answers goes on trying", Need.None, KeepsTrying, Pace.Long),
        new("connect.accepted-late", "6.2", "A CONNACK to the second CONNECT connects", Need.None, AcceptedLate, Pace.Retry),
        new("connect.congestion", "5.3.10", "After CONNACK: congestion, no CONNECT for Twait", Need.None, Congestion, Pace.Long),
        new("connect.invalid-topic-code", "5.4.5", "CONNACK with ReturnCode 2 does not connect", Need.None, g => Refused(g, 2), Pace.Retry),
        new("connect.not-supported", "5.4.5", "CONNACK: not supported does not connect", Need.None, g => Refused(g, 3), Pace.Retry),
        new("connect.reserved-code", "5.3.10", "CONNACK with a reserved ReturnCode does not connect",
            Need.None, g => Refused(g, 0x55), Pace.Retry),
        new("connect.connack-twice", "6.2", "A CONNACK that comes twice changes nothing", Need.None, ConnAckTwice),
        new("connect.disconnect-instead", "6.12", "DISCONNECT in place of CONNACK: the client connects anew",
            Need.None, DisconnectInstead, Pace.Long),
        new("disconnect.unsolicited", "6.12", "After the gateway's DISCONNECT the client connects anew", Need.None, Unsolicited),
        new("disconnect.connect-first", "6.12", "After the gateway's DISCONNECT nothing is sent before CONNECT",
            Need.PublishQos1, ConnectFirst),
        new("disconnect.while-publishing", "6.12", "A DISCONNECT ends the PUBLISH that waits, too", Need.PublishQos1, WhilePublishing),
        new("disconnect.form", "5.4.21", "A DISCONNECT that means no sleep has no Duration", Need.Goodbye, GoodbyeForm, Pace.Long),
        new("disconnect.quiet-after", "6.12", "After DISCONNECT nothing but CONNECT is sent", Need.Goodbye, QuietAfter, Pace.Long),
        new("disconnect.repeats", "6.13", "A DISCONNECT that is not answered is sent again", Need.Goodbye, GoodbyeRepeats, Pace.Long),
        new("keepalive.ping-form", "5.4.19", "PINGREQ of a client that is awake has no ClientId", Need.Idle, PingForm, Pace.Long),
        new("keepalive.ping-in-time", "6.11", "An idle client sends PINGREQ within its Duration", Need.Idle, PingInTime, Pace.Long),
        new("keepalive.again", "6.11", "PINGREQ comes in every Duration", Need.Idle, PingAgain, Pace.Long),
        new("keepalive.answers", "5.4.20", "The gateway's PINGREQ is answered with PINGRESP", Need.None, AnswersPing),
        new("keepalive.repeats", "6.13", "A PINGREQ that is not answered is sent again", Need.Idle, PingRepeats, Pace.Long),
        new("keepalive.lost", "6.13", "A gateway that answers no PINGREQ is lost: the client connects anew",
            Need.Idle, PingLost, Pace.Long),
    ];

    private static async Task ProtocolId(Script g)
    {
        WireFrame connect = await g.Connecting();
        Check(connect.ProtocolId == 1, $"ProtocolId is 0x{connect.ProtocolId:X2}", connect);
    }

    private static async Task ClientId(Script g)
    {
        WireFrame connect = await g.Connecting();
        Check(connect.Tail.Length is >= 1 and <= 23, $"ClientId has {connect.Tail.Length} octets", connect);
    }

    private static async Task ConnectFlags(Script g)
    {
        WireFrame connect = await g.Connecting();
        Check((connect.Flags & ~(WireFlags.Will | WireFlags.CleanSession)) == 0, $"Flags are 0x{connect.Flags:X2}", connect);
    }

    private static async Task SessionFlag(Script g, Need need) =>
        await g.Behaviour(
            need,
            "CONNECT with CleanSession = 1",
            frame => frame.Type == MsgType.Connect && (frame.Flags & WireFlags.CleanSession) != 0);

    private static async Task First(Script g)
    {
        WireFrame first = await g.Behaviour(
            Need.Connect, "frame", frame => frame.Type != MsgType.SearchGw && !IsPublish(frame, Need.PublishQosMinus1));
        Check(first.Type == MsgType.Connect, $"{first.Name} without a connection", first);
    }

    private static async Task WaitsForConnAck(Script g)
    {
        g.Hold(MsgType.Connect);
        await g.Connecting();
        await g.Silence(
            "a frame before CONNACK",
            frame => frame.Type is not (MsgType.Connect or MsgType.SearchGw or MsgType.GwInfo) && frame.At == Endpoint.GatewayA
                && !IsPublish(frame, Need.PublishQosMinus1),
            g.Settings.RepeatWithinMs);
    }

    private static async Task Repeats(Script g)
    {
        await g.Connecting();
        await g.Expect("CONNECT again", Is(MsgType.Connect), g.Settings.RepeatWithinMs);
    }

    private static async Task RepeatsSame(Script g)
    {
        WireFrame first = await g.Connecting();
        WireFrame second = await g.Expect("CONNECT again", Is(MsgType.Connect), g.Settings.RepeatWithinMs);
        Check(first.Content() == second.Content(), $"it differs from {first.Hex}", second);
    }

    private static async Task KeepsTrying(Script g)
    {
        g.Hold(MsgType.Connect);
        await g.Connecting();
        await g.Pause(g.Settings.GivenUpMs);
        await g.Expect("CONNECT", Is(MsgType.Connect), Math.Max(g.Settings.PatienceMs, g.Settings.GivenUpMs));
    }

    private static async Task AcceptedLate(Script g)
    {
        await g.Connecting();
        WireFrame second = await g.Expect("CONNECT again", Is(MsgType.Connect), g.Settings.RepeatWithinMs);
        await g.Finish(second);
        await g.Probe("CONNACK to the second CONNECT");
    }

    private static async Task Congestion(Script g)
    {
        await g.Connecting();
        g.Send(Frames.ConnAck(1));
        g.Hold(MsgType.Connect);
        await g.QuietForTwait("CONNECT", frame => frame.Type == MsgType.Connect && frame.At == Endpoint.GatewayA);
    }

    private static async Task Refused(Script g, int code)
    {
        await g.Connecting();
        g.Hold(MsgType.Connect);
        g.Send(Frames.ConnAck(code));
        await g.Silence(
            "the client behaves as connected",
            frame => frame.Type is MsgType.Register or MsgType.Subscribe or MsgType.PingReq or MsgType.Unsubscribe
                || (frame.Type == MsgType.Publish && frame.Qos >= 0),
            g.Settings.RepeatWithinMs);
    }

    private static async Task ConnAckTwice(Script g)
    {
        await g.Connected();
        g.Send(Frames.ConnAck(0));
        await g.Probe("a second CONNACK");
    }

    private static async Task DisconnectInstead(Script g)
    {
        await g.Connecting();
        g.Send(Frames.Bare(MsgType.Disconnect));
        await g.Expect("CONNECT", Is(MsgType.Connect), g.Settings.PatienceMs);
    }

    private static async Task Unsolicited(Script g)
    {
        await g.Connected();
        await g.Probe("CONNACK");
        g.Send(Frames.Bare(MsgType.Disconnect));
        await g.Expect("CONNECT", Is(MsgType.Connect), g.Settings.PatienceMs);
    }

    private static async Task ConnectFirst(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 0));
        g.Send(Frames.Bare(MsgType.Disconnect));
        await g.Pause(g.Settings.InFlightMs);
        WireFrame next = await g.Expect(
            "CONNECT",
            frame => !IsPublish(frame, Need.PublishQosMinus1) && frame.Type != MsgType.SearchGw,
            g.Settings.PatienceMs);
        Check(next.Type is MsgType.Connect or MsgType.Disconnect, $"{next.Name} without a connection", next);
    }

    private static async Task WhilePublishing(Script g)
    {
        await g.Published(Need.PublishQos1);
        g.Send(Frames.Bare(MsgType.Disconnect));
        await g.Connected();
        await g.Probe("the new connection");
    }

    private static async Task<WireFrame> Goodbye(Script g)
    {
        await g.Connected();
        return await g.Behaviour(Need.Goodbye, "DISCONNECT", Is(MsgType.Disconnect));
    }

    private static async Task GoodbyeForm(Script g)
    {
        WireFrame disconnect = await Goodbye(g);
        Check(disconnect.FrameLength == 2 || disconnect.Duration > 0, "a Duration of 0", disconnect);
    }

    private static async Task QuietAfter(Script g)
    {
        await Goodbye(g);
        g.Send(Frames.Bare(MsgType.Disconnect));
        await g.Pause(g.Settings.InFlightMs);
        WireFrame? next = await g.Next(frame => !IsPublish(frame, Need.PublishQosMinus1), g.Settings.RepeatWithinMs);
        if (next != null)
        {
            Check(next.Type is MsgType.Connect or MsgType.SearchGw, $"{next.Name} after DISCONNECT", next);
        }
    }

    private static async Task GoodbyeRepeats(Script g)
    {
        await Goodbye(g);
        await g.Expect("DISCONNECT again", Is(MsgType.Disconnect), g.Settings.RepeatWithinMs);
    }

    private static async Task<WireFrame> Ping(Script g)
    {
        WireFrame connect = await g.Connected();
        g.CheckPatience(connect.Duration * 1500L, "the keep-alive");
        return await g.Behaviour(Need.Idle, "PINGREQ", Is(MsgType.PingReq), connect.Duration * 1500L + g.Settings.RepeatWithinMs);
    }

    private static async Task PingForm(Script g)
    {
        WireFrame ping = await Ping(g);
        Check(ping.FrameLength == 2, "PINGREQ has a ClientId, which only a sleeping client's has", ping);
    }

    private static async Task PingInTime(Script g)
    {
        WireFrame connect = await g.Connected();
        long limitMs = (connect.Duration * 1100L) + g.Settings.InFlightMs;
        g.CheckPatience(limitMs, "the keep-alive");
        long lastMs = g.NowMs;
        WireFrame? frame;
        while ((frame = await g.Next(_ => true, limitMs)) != null && frame.Type != MsgType.PingReq)
        {
            g.Gateway(Endpoint.GatewayA).Serve(frame); // not idle yet
            if (g.NowMs - lastMs > g.Settings.PatienceMs)
            {
                throw new CaseEnd(Verdict.NotExercised, "the client was never idle", null, Need.Idle);
            }
        }

        if (frame == null)
        {
            Fail($"nothing was sent for {limitMs} ms; Duration is {connect.Duration} s");
        }
    }

    private static async Task PingAgain(Script g)
    {
        WireFrame ping = await Ping(g);
        WireFrame connect = g.LastConnect!;
        g.Send(Frames.Bare(MsgType.PingResp));
        WireFrame next = await g.Expect("frame in the next Duration", _ => true, (connect.Duration * 1100L) + g.Settings.InFlightMs);
        Check(next.Type != MsgType.Connect, $"CONNECT, although {ping.Name} was answered", next);
    }

    private static async Task AnswersPing(Script g)
    {
        await g.Connected();
        g.Send(Frames.Bare(MsgType.PingReq));
        WireFrame answer = await g.Expect("PINGRESP", Is(MsgType.PingResp), g.Settings.AnswerMs);
        Check(answer.FrameLength == 2, "PINGRESP has no fields", answer);
    }

    private static async Task PingRepeats(Script g)
    {
        await Ping(g);
        WireFrame next = await g.Expect("PINGREQ again", frame => frame.Type is MsgType.PingReq or MsgType.Connect, g.Settings.RepeatWithinMs);
        Check(next.Type == MsgType.PingReq, "CONNECT before a second PINGREQ", next);
    }

    private static async Task PingLost(Script g)
    {
        await Ping(g);
        g.Hold(MsgType.PingReq);
        await g.Expect("CONNECT", Is(MsgType.Connect), g.Settings.GivenUpMs + g.Settings.PatienceMs);
    }
}
