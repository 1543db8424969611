using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Wire;
using static Sidetap.Conformance.Scripts.Script;

namespace Sidetap.Conformance.Cases;

/// <summary>Subscribing and unsubscribing.</summary>
internal static class SubscribeCases
{
    private const Need Name = Need.SubscribeName;

    public static IEnumerable<ConformanceCase> All =>
    [
        new("subscribe.name.form", "5.4.15", "A topic name is subscribed to with TopicIdType 0", Name, g => Form(g, Name)),
        new("subscribe.wildcard.form", "5.4.15", "A filter is subscribed to with TopicIdType 0, its wildcards where they belong",
            Need.SubscribeWildcard, WildcardForm),
        new("subscribe.short.form", "5.4.15", "A short topic name is subscribed to with TopicIdType 2",
            Need.SubscribeShort, g => Form(g, Need.SubscribeShort)),
        new("subscribe.predefined.form", "5.4.15", "A predefined id is subscribed to with TopicIdType 1",
            Need.SubscribePredefined, g => Form(g, Need.SubscribePredefined)),
        new("subscribe.repeats", "6.13", "A SUBSCRIBE that is not answered is sent again", Name, g => Repeats(g, Name), Pace.Retry),
        new("subscribe.wildcard.repeats", "6.13", "A SUBSCRIBE to a filter is sent again the same",
            Need.SubscribeWildcard, g => Repeats(g, Need.SubscribeWildcard), Pace.Retry),
        new("subscribe.dup", "5.3.4", "The SUBSCRIBE that is sent again has DUP", Name, Dup, Pace.Retry),
        new("subscribe.same-msgid", "6.13", "The SUBSCRIBE that is sent again has the same MsgId", Name, SameMsgId, Pace.Retry),
        new("subscribe.gives-up", "6.13", "After Nretry repetitions of SUBSCRIBE the gateway is lost", Name, GivesUp, Pace.GiveUp),
        new("subscribe.stops", "6.13", "After SUBACK the SUBSCRIBE is not sent again", Name, Stops, Pace.Retry),
        new("subscribe.other-msgid", "5.4.16", "A SUBACK with another MsgId answers nothing", Name, OtherMsgId, Pace.Retry),
        new("subscribe.congestion", "6.9", "After SUBACK: congestion, no SUBSCRIBE for Twait", Name, Congestion, Pace.Long),
        new("subscribe.invalid", "5.4.16", "A SUBSCRIBE refused with ReturnCode 2 is not sent again as if it was lost",
            Name, g => Refused(g, 2), Pace.Retry),
        new("subscribe.not-supported", "5.4.16", "A SUBSCRIBE refused as not supported is not sent again as if it was lost",
            Name, g => Refused(g, 3), Pace.Retry),
        new("subscribe.refused-refuses", "5.4.13", "A message for a refused subscription is not accepted", Name, RefusedRefuses),
        new("subscribe.lower-qos", "5.4.16", "A SUBACK with a lower QoS is taken", Name, LowerQos, Pace.Retry),
        new("unsubscribe.name", "5.4.17", "UNSUBSCRIBE names what was subscribed to",
            Name | Need.Unsubscribe, g => Unsubscribe(g, Name), Pace.Long),
        new("unsubscribe.wildcard", "5.4.17", "UNSUBSCRIBE names the filter that was subscribed to",
            Need.SubscribeWildcard | Need.Unsubscribe, g => Unsubscribe(g, Need.SubscribeWildcard), Pace.Long),
        new("unsubscribe.short", "5.4.17", "UNSUBSCRIBE of a short topic name has TopicIdType 2",
            Need.SubscribeShort | Need.Unsubscribe, g => Unsubscribe(g, Need.SubscribeShort), Pace.Long),
        new("unsubscribe.predefined", "5.4.17", "UNSUBSCRIBE of a predefined id has TopicIdType 1",
            Need.SubscribePredefined | Need.Unsubscribe, g => Unsubscribe(g, Need.SubscribePredefined), Pace.Long),
        new("unsubscribe.flags", "5.4.17", "UNSUBSCRIBE sets no flags but TopicIdType",
            Name | Need.Unsubscribe, UnsubscribeFlags, Pace.Long),
        new("unsubscribe.repeats", "6.13", "An UNSUBSCRIBE that is not answered is sent again the same",
            Name | Need.Unsubscribe, UnsubscribeRepeats, Pace.Long),
        new("unsubscribe.other-msgid", "5.4.18", "An UNSUBACK with another MsgId answers nothing",
            Name | Need.Unsubscribe, UnsubAckOther, Pace.Long),
        new("unsubscribe.stops", "5.4.18", "After UNSUBACK the UNSUBSCRIBE is not sent again",
            Name | Need.Unsubscribe, UnsubscribeStops, Pace.Long),
        new("unsubscribe.ends", "6.9", "After UNSUBACK a message for the topic is not accepted",
            Name | Need.Unsubscribe, UnsubscribeEnds, Pace.Long),
    ];

    private static async Task Form(Script g, Need need)
    {
        WireFrame subscribe = await g.Subscribing(need);
        Check(subscribe.MsgId != 0, "MsgId is 0", subscribe);
        Check(!subscribe.Dup, "DUP is set", subscribe);
        Check(subscribe.Qos >= 0, "QoS is -1", subscribe);
        Check(subscribe.IdType != 1 || subscribe.TopicId is not (0 or 0xFFFF), $"TopicId is 0x{subscribe.TopicId:X4}", subscribe);
    }

    private static async Task WildcardForm(Script g)
    {
        WireFrame subscribe = await g.Subscribing(Need.SubscribeWildcard);
        string[] levels = subscribe.Text.Split('/');
        for (int i = 0; i < levels.Length; i++)
        {
            bool isWhole = !HasWildcard(levels[i]) || levels[i].Length == 1;
            Check(isWhole, $"a wildcard shares the level {levels[i]}", subscribe);
            Check(levels[i] != "#" || i == levels.Length - 1, "# is not the last level", subscribe);
        }
    }

    private static async Task<(WireFrame First, WireFrame Again)> Twice(Script g, Need need)
    {
        WireFrame first = await g.Subscribing(need);
        g.Hold(MsgType.Subscribe);
        WireFrame again = await g.Expect("SUBSCRIBE again", Is(MsgType.Subscribe), g.Settings.RepeatWithinMs);
        return (first, again);
    }

    private static async Task Repeats(Script g, Need need)
    {
        (WireFrame first, WireFrame again) = await Twice(g, need);
        Check(first.Tail.AsSpan().SequenceEqual(again.Tail), $"it differs from {first.Hex}", again);
    }

    private static async Task Dup(Script g)
    {
        (_, WireFrame again) = await Twice(g, Name);
        Check(again.Dup, "no DUP", again);
    }

    private static async Task SameMsgId(Script g)
    {
        (WireFrame first, WireFrame again) = await Twice(g, Name);
        Check(first.MsgId == again.MsgId, $"MsgId was {first.MsgId}, now it is {again.MsgId}", again);
    }

    private static async Task GivesUp(Script g)
    {
        WireFrame subscribe = await g.Subscribing(Name);
        g.Hold(MsgType.Subscribe);
        await g.GivenUp(subscribe);
    }

    private static async Task Stops(Script g)
    {
        Granted granted = await g.Subscribed(Name);
        await g.Silence("SUBSCRIBE again", Is(MsgType.Subscribe, granted.Subscribe.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task OtherMsgId(Script g)
    {
        WireFrame subscribe = await g.Subscribing(Name);
        g.Send(Frames.SubAck(0, 0x0BAD, subscribe.MsgId ^ 0x100, 0));
        await g.Expect("SUBSCRIBE again", Is(MsgType.Subscribe, subscribe.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task Congestion(Script g)
    {
        WireFrame subscribe = await g.Subscribing(Name);
        g.Send(Frames.SubAck(0, 0, subscribe.MsgId, 1));
        await g.QuietForTwait("SUBSCRIBE", Is(MsgType.Subscribe));
    }

    private static async Task Refused(Script g, int code)
    {
        WireFrame subscribe = await g.Subscribing(Name);
        g.Send(Frames.SubAck(0, 0, subscribe.MsgId, code));
        await g.Silence("the refused SUBSCRIBE again", Is(MsgType.Subscribe, subscribe.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task RefusedRefuses(Script g)
    {
        WireFrame subscribe = await g.Subscribing(Name);
        g.Hold(MsgType.Subscribe);
        g.Send(Frames.SubAck(0, 0x0BAD, subscribe.MsgId, 3));
        int msgId = g.NextMsgId();
        g.Send(Frames.Publish(WireFlags.OfQos(1), 0x0BAD, msgId, 1));
        WireFrame? ack = await g.Next(Is(MsgType.PubAck, msgId), g.Settings.AnswerMs);
        Check(ack is not { ReturnCode: 0 }, "PUBACK accepts it", ack!);
    }

    private static async Task LowerQos(Script g)
    {
        WireFrame subscribe = await g.Subscribing(Name);
        int id = g.Gateway(Endpoint.GatewayA).GrantedId(subscribe);
        g.Send(Frames.SubAck(0, id, subscribe.MsgId, 0));
        await g.Silence("SUBSCRIBE again", Is(MsgType.Subscribe, subscribe.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task Unsubscribe(Script g, Need need)
    {
        WireFrame unsubscribe = await g.Unsubscribing(need);
        Check(unsubscribe.MsgId != 0, "MsgId is 0", unsubscribe);
        g.Send(Frames.WithMsgId(MsgType.UnsubAck, unsubscribe.MsgId));
        await g.Probe("UNSUBACK");
    }

    private static async Task UnsubscribeFlags(Script g)
    {
        WireFrame unsubscribe = await g.Unsubscribing(Name);
        Check((unsubscribe.Flags & ~WireFlags.IdTypeMask) == 0, $"Flags are 0x{unsubscribe.Flags:X2}", unsubscribe);
    }

    private static async Task UnsubscribeRepeats(Script g)
    {
        WireFrame first = await g.Unsubscribing(Name);
        WireFrame again = await g.Expect("UNSUBSCRIBE again", Is(MsgType.Unsubscribe), g.Settings.RepeatWithinMs);
        Check(first.Content() == again.Content(), $"it differs from {first.Hex}", again);
    }

    private static async Task UnsubAckOther(Script g)
    {
        WireFrame unsubscribe = await g.Unsubscribing(Name);
        g.Send(Frames.WithMsgId(MsgType.UnsubAck, unsubscribe.MsgId ^ 0x100));
        await g.Expect("UNSUBSCRIBE again", Is(MsgType.Unsubscribe, unsubscribe.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task UnsubscribeStops(Script g)
    {
        WireFrame unsubscribe = await g.Unsubscribing(Name);
        g.Send(Frames.WithMsgId(MsgType.UnsubAck, unsubscribe.MsgId));
        await g.Silence("UNSUBSCRIBE again", Is(MsgType.Unsubscribe, unsubscribe.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task UnsubscribeEnds(Script g)
    {
        Granted granted = await g.Subscribed(Name);
        WireFrame unsubscribe = await g.Behaviour(Need.Unsubscribe, "UNSUBSCRIBE", Is(MsgType.Unsubscribe));
        g.Send(Frames.WithMsgId(MsgType.UnsubAck, unsubscribe.MsgId));
        int msgId = g.NextMsgId();
        g.Send(granted.Publish(1, msgId));
        WireFrame? ack = await g.Next(Is(MsgType.PubAck, msgId), g.Settings.AnswerMs);
        Check(ack is not { ReturnCode: 0 }, "PUBACK accepts it", ack!);
    }
}
