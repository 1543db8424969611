using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Scripts;

/// <content>The beginnings that many scripts share.</content>
internal sealed partial class Script
{
    private const Need SubscribeKinds = Need.SubscribeName | Need.SubscribeWildcard | Need.SubscribeShort | Need.SubscribePredefined;

    /// <summary>A predicate for a type.</summary>
    public static Func<WireFrame, bool> Is(MsgType type) => frame => frame.Type == type;

    /// <summary>A predicate for a type with a MsgId.</summary>
    public static Func<WireFrame, bool> Is(MsgType type, int msgId) => frame => frame.Type == type && frame.MsgId == msgId;

    public static bool HasWildcard(string name) => name.AsSpan().ContainsAny('+', '#');

    /// <summary>Awaits CONNECT and leaves it unanswered.</summary>
    public Task<WireFrame> Connecting() => Behaviour(Need.Connect, "CONNECT", Is(MsgType.Connect));

    /// <summary>Awaits CONNECT and accepts it, after the will where there is one.</summary>
    public async Task<WireFrame> Connected(Endpoint at = Endpoint.GatewayA)
    {
        WireFrame connect = await Behaviour(Need.Connect, "CONNECT", frame => frame.Type == MsgType.Connect && frame.At == at);
        await Finish(connect);
        return connect;
    }

    /// <summary>Accepts a CONNECT that has come.</summary>
    public async Task Finish(WireFrame connect)
    {
        if ((connect.Flags & WireFlags.Will) != 0)
        {
            Send(Frames.Bare(MsgType.WillTopicReq), connect.At);
            await Expect("WILLTOPIC", Is(MsgType.WillTopic), Settings.AnswerMs);
            Send(Frames.Bare(MsgType.WillMsgReq), connect.At);
            await Expect("WILLMSG", Is(MsgType.WillMsg), Settings.AnswerMs);
        }

        Gateway(connect.At).Accept();
    }

    /// <summary>Connects, and awaits a PUBLISH that the need stands for; it stays unanswered.</summary>
    public async Task<WireFrame> Published(Need need)
    {
        await Connected();
        return await NextPublish(need);
    }

    /// <summary>The next PUBLISH that the need stands for.</summary>
    public Task<WireFrame> NextPublish(Need need) => Behaviour(need, $"PUBLISH ({Needs.NameOf(need)})", frame => IsPublish(frame, need));

    /// <summary>Whether a frame is a PUBLISH of the kind.</summary>
    public static bool IsPublish(WireFrame frame, Need need) => frame.Type == MsgType.Publish && need switch
    {
        Need.PublishQos0 => frame.Qos == 0 && frame.IdType == 0,
        Need.PublishQos1 => frame.Qos == 1 && frame.IdType == 0,
        Need.PublishQos2 => frame.Qos == 2 && frame.IdType == 0,
        Need.PublishQosMinus1 => frame.Qos == -1,
        Need.PublishPredefined => frame.Qos == 1 && frame.IdType == 1,
        Need.PublishShort => frame.Qos == 1 && frame.IdType == 2,
        _ => false,
    };

    /// <summary>Connects, and awaits the SUBSCRIBE that the need stands for; it stays unanswered.</summary>
    public async Task<WireFrame> Subscribing(Need need)
    {
        await Connected();
        return await Behaviour(need, $"SUBSCRIBE ({Needs.NameOf(need)})", frame => frame.Type == MsgType.Subscribe && IsTopic(frame, need));
    }

    /// <summary>The same, and accepts it. The topic id to publish with is in the result.</summary>
    public async Task<Granted> Subscribed(Need need)
    {
        WireFrame subscribe = await Subscribing(need);
        return Grant(subscribe);
    }

    /// <summary>Accepts a SUBSCRIBE.</summary>
    public Granted Grant(WireFrame subscribe)
    {
        PlainGateway gateway = Gateway(subscribe.At);
        int id = gateway.GrantedId(subscribe);
        Send(Frames.SubAck(Math.Max(subscribe.Qos, 0), id, subscribe.MsgId, 0), subscribe.At);
        return new Granted(subscribe, subscribe.IdType, subscribe.IdType == 2 ? subscribe.TopicId : id);
    }

    /// <summary>Awaits the UNSUBSCRIBE for a subscription; it stays unanswered.</summary>
    public async Task<WireFrame> Unsubscribing(Need need)
    {
        await Subscribed(need);
        return await Behaviour(Need.Unsubscribe, "UNSUBSCRIBE", frame => frame.Type == MsgType.Unsubscribe && IsTopic(frame, need));
    }

    /// <summary>Connects, and awaits the DISCONNECT with a Duration; it stays unanswered.</summary>
    public async Task<WireFrame> FallingAsleep()
    {
        await Connected();
        return await Behaviour(Need.Sleep, "DISCONNECT with a Duration", frame => frame.Type == MsgType.Disconnect && frame.Duration > 0);
    }

    /// <summary>The same, and answers it. The wait for the next PINGREQ must be bearable.</summary>
    public async Task<WireFrame> Asleep()
    {
        WireFrame disconnect = await FallingAsleep();
        Send(Frames.Bare(MsgType.Disconnect));
        return disconnect;
    }

    /// <summary>Falls asleep, and awaits the PINGREQ of the sleeping client; it stays unanswered.</summary>
    public async Task<WireFrame> Awake()
    {
        WireFrame disconnect = await Asleep();
        return await WakeUp(disconnect);
    }

    /// <summary>The next PINGREQ of a client that sleeps.</summary>
    public Task<WireFrame> WakeUp(WireFrame disconnect)
    {
        long withinMs = SleepLimitMs(disconnect);
        CheckPatience(withinMs, "the sleep");
        return Expect("PINGREQ of the sleeping client", Is(MsgType.PingReq), withinMs);
    }

    /// <summary>Duration, with the tolerance of 6.14's keep-alive: 10 % above a minute, 50 % below.</summary>
    public static long SleepLimitMs(WireFrame frame) => frame.Duration * (frame.Duration > 60 ? 1100L : 1500L);

    /// <summary>A PINGREQ shows that the client is connected and well: it has to answer (5.4.20).</summary>
    public async Task Probe(string after)
    {
        Send(Frames.Bare(MsgType.PingReq));
        WireFrame? answer = await Next(frame => frame.Type is MsgType.PingResp or MsgType.Connect or MsgType.Disconnect, Settings.AnswerMs);
        if (answer == null)
        {
            Fail($"no PINGRESP within {Settings.AnswerMs} ms after {after}");
        }

        Check(answer.Type == MsgType.PingResp, $"{answer.Name} after {after}", answer);
    }

    private static bool IsTopic(WireFrame frame, Need need) => (need & SubscribeKinds) switch
    {
        Need.SubscribePredefined => frame.IdType == 1,
        Need.SubscribeShort => frame.IdType == 2,
        Need.SubscribeWildcard => frame.IdType == 0 && HasWildcard(frame.Text),
        _ => frame.IdType == 0 && !HasWildcard(frame.Text),
    };
}
