using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Wire;
using static Sidetap.Conformance.Scripts.Script;

namespace Sidetap.Conformance.Cases;

/// <summary>Publishing at QoS 2.</summary>
internal static class Qos2Cases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        new("publish.qos2.form", "5.4.12", "PUBLISH of QoS 2 has a MsgId, and no DUP at first", Need.PublishQos2, Form),
        new("publish.qos2.pubrel", "5.4.14", "PUBREC is answered with PUBREL of the same MsgId",
            Need.PublishQos2, async g => await Released(g)),
        new("publish.qos2.next", "6.6", "After PUBCOMP the next PUBLISH has another MsgId", Need.PublishQos2, Next),
        new("publish.qos2.waits-for-pubcomp", "6.6", "No other PUBLISH of QoS 1 or 2 is sent before PUBCOMP",
            Need.PublishQos2, WaitsForPubComp),
        new("publish.qos2.waits", "6.6", "No other PUBLISH of QoS 1 or 2 is sent before PUBREC",
            Need.PublishQos2, g => PublishCases.Waits(g, Need.PublishQos2), Pace.Retry),
        new("publish.qos2.dup", "5.3.4", "A PUBLISH without PUBREC is sent again, with DUP",
            Need.PublishQos2, g => PublishCases.RepeatHasDup(g, Need.PublishQos2), Pace.Retry),
        new("publish.qos2.pubrel-repeats", "6.13", "A PUBREL without PUBCOMP is sent again", Need.PublishQos2, PubRelRepeats, Pace.Retry),
        new("publish.qos2.no-publish-after-pubrec", "5.4.14", "After PUBREC the PUBLISH is not sent again",
            Need.PublishQos2, NoPublishAfterPubRec, Pace.Retry),
        new("publish.qos2.pubrec-twice", "5.4.14", "A PUBREC that comes again is answered with PUBREL again",
            Need.PublishQos2, PubRecTwice),
        new("publish.qos2.pubrec-other-msgid", "5.4.14", "A PUBREC with another MsgId takes nothing over",
            Need.PublishQos2, PubRecOther, Pace.Retry),
        new("publish.qos2.pubcomp-other-msgid", "5.4.14", "A PUBCOMP with another MsgId ends nothing",
            Need.PublishQos2, PubCompOther, Pace.Retry),
        new("publish.qos2.pubcomp-too-soon", "5.4.14", "A PUBCOMP before PUBREC ends nothing",
            Need.PublishQos2, PubCompTooSoon, Pace.Retry),
        new("publish.qos2.gives-up", "6.13", "After Nretry repetitions of PUBLISH the gateway is lost",
            Need.PublishQos2, g => PublishCases.GivesUp(g, Need.PublishQos2), Pace.GiveUp),
        new("publish.qos2.pubrel-gives-up", "6.13", "After Nretry repetitions of PUBREL the gateway is lost",
            Need.PublishQos2, PubRelGivesUp, Pace.GiveUp),
        new("publish.qos2.invalid-id", "6.6", "A PUBACK: invalid topic id ends QoS 2, and the name is registered again",
            Need.PublishQos2 | Need.Register, Invalid),
        new("publish.qos2.congestion", "6.6", "After PUBACK: congestion to QoS 2, no PUBLISH for Twait",
            Need.PublishQos2, Congestion, Pace.Long),
    ];

    private static async Task Form(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos2);
        Check(publish.MsgId != 0, "MsgId is 0", publish);
        Check(!publish.Dup, "DUP is set", publish);
    }

    /// <summary>PUBLISH, PUBREC, PUBREL; PUBCOMP is still to come.</summary>
    private static async Task<WireFrame> Released(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos2);
        g.Send(Frames.WithMsgId(MsgType.PubRec, publish.MsgId));
        return await g.Expect($"PUBREL with MsgId {publish.MsgId}", Is(MsgType.PubRel, publish.MsgId), g.Settings.AnswerMs);
    }

    private static async Task Next(Script g)
    {
        WireFrame release = await Released(g);
        g.Send(Frames.WithMsgId(MsgType.PubComp, release.MsgId));
        WireFrame next = await g.NextPublish(Need.PublishQos2);
        Check(next.MsgId != release.MsgId, "the same MsgId again", next);
        Check(!next.Dup, "DUP on a new PUBLISH", next);
    }

    private static async Task WaitsForPubComp(Script g)
    {
        await Released(g);
        await g.Silence("PUBLISH before PUBCOMP", frame => frame.Type == MsgType.Publish && frame.Qos > 0, g.Settings.RepeatAfterMs);
    }

    private static async Task PubRelRepeats(Script g)
    {
        WireFrame release = await Released(g);
        await g.Expect("PUBREL again", Is(MsgType.PubRel, release.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task NoPublishAfterPubRec(Script g)
    {
        WireFrame release = await Released(g);
        g.Hold(MsgType.PubRel);
        await g.Silence("PUBLISH again after PUBREC", Is(MsgType.Publish, release.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task PubRecTwice(Script g)
    {
        WireFrame release = await Released(g);
        g.Send(Frames.WithMsgId(MsgType.PubRec, release.MsgId));
        await g.Expect("PUBREL again", Is(MsgType.PubRel, release.MsgId), g.Settings.AnswerMs);
    }

    private static async Task PubRecOther(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos2);
        g.Hold(MsgType.PubRel);
        g.Send(Frames.WithMsgId(MsgType.PubRec, publish.MsgId ^ 0x100));
        await g.Expect("PUBLISH again", Is(MsgType.Publish, publish.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task PubCompOther(Script g)
    {
        WireFrame release = await Released(g);
        g.Send(Frames.WithMsgId(MsgType.PubComp, release.MsgId ^ 0x100));
        await g.Expect("PUBREL again", Is(MsgType.PubRel, release.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task PubCompTooSoon(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos2);
        g.Send(Frames.WithMsgId(MsgType.PubComp, publish.MsgId));
        await g.Expect("PUBLISH again", Is(MsgType.Publish, publish.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task PubRelGivesUp(Script g)
    {
        WireFrame release = await Released(g);
        g.Hold(MsgType.PubRel);
        await g.GivenUp(release);
    }

    private static async Task Invalid(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos2);
        g.Gateway(Endpoint.GatewayA).Forget();
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 2));
        await g.Expect("REGISTER", Is(MsgType.Register), g.Settings.AnswerMs);
    }

    private static async Task Congestion(Script g)
    {
        WireFrame publish = await g.Published(Need.PublishQos2);
        g.Send(Frames.PubAck(publish.TopicId, publish.MsgId, 1));
        await g.QuietForTwait("PUBLISH", frame => frame.Type == MsgType.Publish && frame.Qos >= 0);
    }
}
