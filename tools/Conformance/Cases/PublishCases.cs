using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Wire;
using static Sidetap.Conformance.Scripts.Script;

namespace Sidetap.Conformance.Cases;

/// <summary>Publishing at QoS -1, 0 and 1.</summary>
internal static class PublishCases
{
    private const int Invalid = 2;

    public static IEnumerable<ConformanceCase> All =>
    [
        new("publish.qos0.form", "5.4.12", "PUBLISH of QoS 0 has MsgId 0 and no DUP",
            Need.PublishQos0, g => UnansweredForm(g, Need.PublishQos0)),
        new("publish.qos0.not-repeated", "6.6", "PUBLISH of QoS 0 is not sent again", Need.PublishQos0, Qos0NotRepeated, Pace.Retry),
        new("publish.qos0.invalid-id", "6.6", "A topic id refused at QoS 0 is registered again",
            Need.PublishQos0 | Need.Register, Qos0Invalid),
        new("publish.qos0.congestion", "6.6", "After a PUBACK: congestion to QoS 0, no PUBLISH for Twait",
            Need.PublishQos0, Qos0Congestion, Pace.Long),
        new("publish.qos1.form", "5.4.12", "PUBLISH of QoS 1 has a MsgId, and no DUP at first",
            Need.PublishQos1, g => AnsweredForm(g, Need.PublishQos1)),
        new("publish.qos1.next", "6.6", "After PUBACK the next PUBLISH has another MsgId", Need.PublishQos1, Next),
        new("publish.qos1.waits", "6.6", "No other PUBLISH of QoS 1 or 2 is sent before PUBACK",
            Need.PublishQos1, g => Waits(g, Need.PublishQos1), Pace.Retry),
        new("publish.qos1.repeats", "6.13", "A PUBLISH that is not answered is sent again after Tretry",
            Need.PublishQos1, Repeats, Pace.Retry),
        new("publish.qos1.dup", "5.3.4", "The PUBLISH that is sent again has DUP",
            Need.PublishQos1, g => RepeatHasDup(g, Need.PublishQos1), Pace.Retry),
        new("publish.qos1.same-msgid", "6.13", "The PUBLISH that is sent again has the same MsgId",
            Need.PublishQos1, SameMsgId, Pace.Retry),
        new("publish.qos1.same-content", "6.13", "The PUBLISH that is sent again has the same topic and data",
            Need.PublishQos1, SameContent, Pace.Retry),
        new("publish.qos1.gives-up", "6.13", "After Nretry repetitions the gateway is lost",
            Need.PublishQos1, g => GivesUp(g, Need.PublishQos1), Pace.GiveUp),
        new("publish.qos1.stops", "6.13", "After PUBACK the PUBLISH is not sent again", Need.PublishQos1, Stops, Pace.Retry),
        new("publish.qos1.late-puback", "6.13", "PUBACK to the second PUBLISH ends it", Need.PublishQos1, LatePubAck, Pace.Retry),
        new("publish.qos1.other-msgid", "5.4.13", "A PUBACK with another MsgId acknowledges nothing",
            Need.PublishQos1, OtherMsgId, Pace.Retry),
        new("publish.qos1.puback-twice", "5.4.13", "A PUBACK that comes twice does no harm", Need.PublishQos1, PubAckTwice),
        new("publish.qos1.pubrec", "5.4.14", "A PUBREC does not acknowledge QoS 1", Need.PublishQos1, PubRecForQos1, Pace.Retry),
        new("publish.qos1.congestion", "6.6", "After PUBACK: congestion, no PUBLISH for Twait", Need.PublishQos1, Congestion, Pace.Long),
        new("publish.qos1.invalid-id", "6.6", "After PUBACK: invalid topic id, the name is registered again",
            Need.PublishQos1 | Need.Register, InvalidRegisters),
        new("publish.qos1.invalid-id-resends", "6.6", "Then it publishes with the new id",
            Need.PublishQos1 | Need.Register, InvalidResends),
        new("publish.qos1.invalid-id-no-old", "6.6", "The refused id is not used again before it is given again",
            Need.PublishQos1 | Need.Register, InvalidNotUsed, Pace.Retry),
        new("publish.qos1.invalid-id-once", "6.6", "An id that is refused after that is not registered on and on",
            Need.PublishQos1 | Need.Register, InvalidOnce, Pace.Retry),
        new("publish.qos1.not-supported", "5.4.13", "A PUBLISH refused as not supported is not sent again",
            Need.PublishQos1, g => RefusedEnds(g, 3), Pace.Retry),
        new("publish.qos1.reserved-code", "5.3.10", "A PUBLISH refused with a reserved ReturnCode is not sent again",
            Need.PublishQos1, g => RefusedEnds(g, 0x7F), Pace.Retry),
        new("publish.predefined.form", "6.7", "A predefined id goes with TopicIdType 1",
            Need.PublishPredefined, g => AnsweredForm(g, Need.PublishPredefined)),
        new("publish.predefined.unregistered", "6.7", "A predefined id needs no REGISTER",
            Need.PublishPredefined, g => Unregistered(g, Need.PublishPredefined)),
        new("publish.predefined.invalid-id", "6.6", "A predefined id that is refused is neither registered nor sent again",
            Need.PublishPredefined, PredefinedInvalid, Pace.Retry),
        new("publish.short.form", "6.7", "A short topic name goes with TopicIdType 2",
            Need.PublishShort, g => AnsweredForm(g, Need.PublishShort)),
        new("publish.short.unregistered", "6.7", "A short topic name needs no REGISTER",
            Need.PublishShort, g => Unregistered(g, Need.PublishShort)),
        new("publish.qos-1.form", "6.8", "PUBLISH of QoS -1 has MsgId 0 and a predefined id or short name",
            Need.PublishQosMinus1, MinusOneForm),
        new("publish.qos-1.unconnected", "6.8", "PUBLISH of QoS -1 needs no connection", Need.PublishQosMinus1, MinusOneUnconnected),
        new("publish.qos-1.not-repeated", "6.8", "PUBLISH of QoS -1 is not sent again",
            Need.PublishQosMinus1, MinusOneNotRepeated, Pace.Retry),
    ];

    private static async Task UnansweredForm(Script g, Need need)
    {
        WireFrame publish = await g.Published(need);
        Check(publish.MsgId == 0, $"MsgId is {publish.MsgId}", publish);
        Check(!publish.Dup, "DUP is set", publish);
    }

    private static async Task Qos0NotRepeated(Script g)
    {
        await g.Published(Need.PublishQos0);
        await g.Silence("PUBLISH of QoS 0 with DUP", frame => IsPublish(frame, Need.PublishQos0) && frame.Dup, g.Settings.RepeatWithinMs);
    }

    private static async Task Qos0Invalid(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos0);
        g.Gateway(Endpoint.GatewayA).Forget();
        g.Send(Frames.PubAck(publish.TopicId, 0, Invalid));
        await g.Expect("REGISTER", Is(MsgType.Register), g.Settings.AnswerMs);
    }

    private static async Task Qos0Congestion(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos0);
        g.Send(Frames.PubAck(publish.TopicId, 0, 1));
        await g.QuietForTwait("PUBLISH", frame => frame.Type == MsgType.Publish && frame.Qos >= 0);
    }

    private static async Task AnsweredForm(Script g, Need need)
    {
        WireFrame publish = await g.Published(need);
        Check(publish.MsgId != 0, "MsgId is 0", publish);
        Check(!publish.Dup, "DUP is set", publish);
        Check(publish.IdType == 2 || publish.TopicId is not (0 or 0xFFFF), $"TopicId is 0x{publish.TopicId:X4}", publish);
    }

    private static async Task Next(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 0));
        WireFrame next = await g.NextPublish(Need.PublishQos1);
        Check(next.MsgId != publish.MsgId, "the same MsgId again", next);
        Check(!next.Dup, "DUP on a new PUBLISH", next);
    }

    internal static async Task Waits(Script g, Need need)
    {
        WireFrame publish = await g.Published(need);
        g.Hold(MsgType.Publish);
        await g.Silence(
            "another PUBLISH",
            frame => frame.Type == MsgType.Publish && frame.Qos > 0 && frame.MsgId != publish.MsgId && frame.At == publish.At,
            g.Settings.RepeatWithinMs);
    }

    private static async Task Repeats(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        await g.Expect("PUBLISH again", frame => IsPublish(frame, Need.PublishQos1) && frame.TopicId == publish.TopicId, g.Settings.RepeatWithinMs);
    }

    internal static async Task RepeatHasDup(Script g, Need need)
    {
        await g.Published(need);
        WireFrame again = await g.Expect("PUBLISH again", frame => IsPublish(frame, need), g.Settings.RepeatWithinMs);
        Check(again.Dup, "no DUP", again);
    }

    private static async Task SameMsgId(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        WireFrame again = await g.Expect("PUBLISH again", frame => IsPublish(frame, Need.PublishQos1), g.Settings.RepeatWithinMs);
        Check(again.MsgId == publish.MsgId, $"MsgId was {publish.MsgId}, now it is {again.MsgId}", again);
    }

    private static async Task SameContent(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        WireFrame again = await g.Expect("PUBLISH again", frame => IsPublish(frame, Need.PublishQos1), g.Settings.RepeatWithinMs);
        Check(
            again.TopicId == publish.TopicId && again.Tail.AsSpan().SequenceEqual(publish.Tail) && again.IdType == publish.IdType,
            $"it differs from {publish.Hex}",
            again);
    }

    internal static async Task GivesUp(Script g, Need need)
    {
        WireFrame publish = await g.Published(need);
        g.Hold(MsgType.Publish);
        await g.GivenUp(publish);
    }

    private static async Task Stops(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 0));
        await g.Silence("PUBLISH again", Is(MsgType.Publish, publish.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task LatePubAck(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        await g.Expect("PUBLISH again", Is(MsgType.Publish, publish.MsgId), g.Settings.RepeatWithinMs);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 0));
        WireFrame next = await g.NextPublish(Need.PublishQos1);
        Check(next.MsgId != publish.MsgId, "PUBLISH again, although it was answered", next);
    }

    private static async Task OtherMsgId(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId ^ 0x100, 0));
        await g.Expect("PUBLISH again", Is(MsgType.Publish, publish.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task PubAckTwice(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 0));
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 0));
        await g.Probe("a second PUBACK");
    }

    private static async Task PubRecForQos1(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Hold(MsgType.PubRel);
        g.Send(Frames.WithMsgId(MsgType.PubRec, publish.MsgId));
        await g.Expect("PUBLISH again", Is(MsgType.Publish, publish.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task Congestion(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 1));
        await g.QuietForTwait("PUBLISH", frame => frame.Type == MsgType.Publish && frame.Qos >= 0);
    }

    private static async Task<WireFrame> RegisteredAgain(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Gateway(Endpoint.GatewayA).Forget();
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, Invalid));
        return await g.Expect("REGISTER", Is(MsgType.Register), g.Settings.AnswerMs);
    }

    private static async Task InvalidRegisters(Script g)
    {
        WireFrame register = await RegisteredAgain(g);
        Check(register.Tail.Length > 0, "no TopicName", register);
    }

    private static async Task InvalidResends(Script g)
    {
        WireFrame register = await RegisteredAgain(g);
        int id = g.Gateway(Endpoint.GatewayA).IdOf(register.Text);
        g.Send(Frames.RegAck(id, register.MsgId, 0));
        await g.Expect("PUBLISH with the new id", frame => frame.Type == MsgType.Publish && frame.TopicId == id, g.Settings.PatienceMs);
    }

    private static async Task InvalidNotUsed(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Hold(MsgType.Register);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, Invalid));
        await g.Pause(g.Settings.InFlightMs);
        await g.Silence(
            "PUBLISH with the refused id",
            frame => frame.Type == MsgType.Publish && frame.IdType == 0 && frame.TopicId == publish.TopicId,
            g.Settings.RepeatWithinMs);
    }

    private static async Task InvalidOnce(Script g)
    {
        WireFrame register = await RegisteredAgain(g);
        int id = g.Gateway(Endpoint.GatewayA).IdOf(register.Text);
        g.Send(Frames.RegAck(id, register.MsgId, 0));
        WireFrame publish = await g.Expect(
            "PUBLISH with the new id",
            frame => frame.Type == MsgType.Publish && frame.TopicId == id,
            g.Settings.PatienceMs);
        g.Send(Frames.PubAck(id, publish.MsgId, Invalid));
        await g.Silence(
            "REGISTER at once, for the second time",
            frame => frame.Type == MsgType.Register && frame.Text == register.Text,
            g.Settings.RepeatAfterMs);
    }

    private static async Task RefusedEnds(Script g, int code)
    {
        WireFrame publish = await g.Published(Need.PublishQos1);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, code));
        await g.Silence("the refused PUBLISH again", Is(MsgType.Publish, publish.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task Unregistered(Script g, Need need)
    {
        await g.Connected();
        g.Hold(MsgType.Register); // what else the client registers must not matter
        await g.NextPublish(need);
    }

    private static async Task PredefinedInvalid(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishPredefined);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, Invalid));
        await g.Silence("the refused PUBLISH again", Is(MsgType.Publish, publish.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task MinusOneForm(Script g)
    {
        WireFrame publish = await g.NextPublish(Need.PublishQosMinus1);
        Check(publish.MsgId == 0, $"MsgId is {publish.MsgId}", publish);
        Check(publish.IdType is 1 or 2, $"TopicIdType is {publish.IdType}", publish);
        Check(!publish.Dup, "DUP is set", publish);
    }

    private static async Task MinusOneUnconnected(Script g)
    {
        g.GoSilent();
        await g.NextPublish(Need.PublishQosMinus1);
        await g.NextPublish(Need.PublishQosMinus1);
    }

    private static async Task MinusOneNotRepeated(Script g)
    {
        await g.NextPublish(Need.PublishQosMinus1);
        await g.Silence("PUBLISH of QoS -1 with DUP", frame => IsPublish(frame, Need.PublishQosMinus1) && frame.Dup, g.Settings.RepeatWithinMs);
    }
}
