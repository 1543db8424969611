using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Wire;
using static Sidetap.Conformance.Scripts.Script;

namespace Sidetap.Conformance.Cases;

/// <summary>Registering topic names, from both sides.</summary>
internal static class RegisterCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        new("register.form", "5.4.10", "REGISTER has TopicId 0, a MsgId and a name without wildcards", Need.Register, Form),
        new("register.before-publish", "6.5", "A name is published to after its REGACK only",
            Need.Register | Need.PublishQos1, BeforePublish),
        new("register.uses-given-id", "6.5", "PUBLISH has the TopicId that REGACK gave", Need.Register | Need.PublishQos1, UsesGivenId),
        new("register.repeats", "6.13", "A REGISTER that is not answered is sent again", Need.Register, Repeats, Pace.Retry),
        new("register.same-msgid", "6.13", "The REGISTER that is sent again is the same", Need.Register, SameMsgId, Pace.Retry),
        new("register.gives-up", "6.13", "After Nretry repetitions of REGISTER the gateway is lost", Need.Register, GivesUp, Pace.GiveUp),
        new("register.other-msgid", "5.4.11", "A REGACK with another MsgId answers nothing", Need.Register, OtherMsgId, Pace.Retry),
        new("register.stops", "6.13", "After REGACK the REGISTER is not sent again", Need.Register, Stops, Pace.Retry),
        new("register.congestion", "6.5", "After REGACK: congestion, no REGISTER for Twait", Need.Register, Congestion, Pace.Long),
        new("register.invalid", "5.4.11", "A name refused with ReturnCode 2 is not published to",
            Need.Register | Need.PublishQos1, g => Refused(g, 2), Pace.Retry),
        new("register.not-supported", "5.4.11", "A name refused with ReturnCode 3 is not published to",
            Need.Register | Need.PublishQos1, g => Refused(g, 3), Pace.Retry),
        new("register.reserved-code", "5.3.10", "A REGACK with a reserved ReturnCode gives no id",
            Need.Register | Need.PublishQos1, g => Refused(g, 0x90), Pace.Retry),
        new("register.refused-ends", "5.4.11", "A refused REGISTER is not sent again as if it was lost",
            Need.Register, RefusedEnds, Pace.Retry),
        new("register.id-zero", "5.3.11", "TopicId 0x0000 of a REGACK is not published with",
            Need.Register | Need.PublishQos1, g => ReservedId(g, 0), Pace.Retry),
        new("register.id-ffff", "5.3.11", "TopicId 0xFFFF of a REGACK is not published with",
            Need.Register | Need.PublishQos1, g => ReservedId(g, 0xFFFF), Pace.Retry),
        new("register.gateway", "6.10", "The gateway's REGISTER for a name of a wildcard is acknowledged",
            Need.SubscribeWildcard, FromGateway),
        new("register.gateway-regack", "5.4.11", "REGACK has the TopicId and MsgId of the gateway's REGISTER",
            Need.SubscribeWildcard, FromGatewayForm),
        new("register.gateway-twice", "6.10", "The gateway's REGISTER is acknowledged again when it comes again",
            Need.SubscribeWildcard, FromGatewayTwice),
        new("register.gateway-unknown", "6.10", "The gateway's REGISTER for a name nobody subscribed to is refused",
            Need.SubscribeWildcard, FromGatewayUnknown),
        new("register.gateway-zero", "5.3.11", "The gateway's REGISTER with TopicId 0x0000 is not accepted",
            Need.SubscribeWildcard, g => FromGatewayReserved(g, 0)),
        new("register.gateway-ffff", "5.3.11", "The gateway's REGISTER with TopicId 0xFFFF is not accepted",
            Need.SubscribeWildcard, g => FromGatewayReserved(g, 0xFFFF)),
        new("register.gateway-new-id", "6.10", "A name the gateway registers anew has the new id",
            Need.SubscribeWildcard, FromGatewayNewId),
        new("register.gateway-several", "6.10", "Several names of one wildcard have ids at the same time",
            Need.SubscribeWildcard, FromGatewaySeveral),
    ];

    private static async Task<WireFrame> Registering(Script g)
    {
        await g.Connected();
        return await g.Behaviour(Need.Register, "REGISTER", Is(MsgType.Register));
    }

    private static async Task Form(Script g)
    {
        WireFrame register = await Registering(g);
        Check(register.TopicId == 0, $"TopicId is {register.TopicId}", register);
        Check(register.MsgId != 0, "MsgId is 0", register);
        Check(register.Tail.Length > 0, "no TopicName", register);
        Check(!HasWildcard(register.Text), $"TopicName {register.Text} has wildcards", register);
    }

    private static async Task BeforePublish(Script g)
    {
        WireFrame register = await Registering(g);
        await g.Silence(
            "PUBLISH before REGACK",
            frame => frame.Type == MsgType.Publish && frame.IdType == 0 && frame.Qos >= 0,
            g.Settings.RepeatAfterMs);
        g.Send(Frames.RegAck(g.Gateway(Endpoint.GatewayA).IdOf(register.Text), register.MsgId, 0));
        await g.NextPublish(Need.PublishQos1);
    }

    private static async Task UsesGivenId(Script g)
    {
        WireFrame register = await Registering(g);
        const int Unusual = 0xFEDC;
        g.Send(Frames.RegAck(Unusual, register.MsgId, 0));
        g.Hold(MsgType.Register); // a second topic would have an id of its own
        WireFrame publish = await g.NextPublish(Need.PublishQos1);
        Check(publish.TopicId == Unusual, $"TopicId is 0x{publish.TopicId:X4}, REGACK gave 0x{Unusual:X4}", publish);
    }

    private static async Task Repeats(Script g)
    {
        WireFrame register = await Registering(g);
        await g.Expect("REGISTER again", frame => frame.Type == MsgType.Register && frame.Text == register.Text, g.Settings.RepeatWithinMs);
    }

    private static async Task SameMsgId(Script g)
    {
        WireFrame register = await Registering(g);
        WireFrame again = await g.Expect("REGISTER again", Is(MsgType.Register), g.Settings.RepeatWithinMs);
        Check(again.Content() == register.Content(), $"it differs from {register.Hex}", again);
    }

    private static async Task GivesUp(Script g)
    {
        WireFrame register = await Registering(g);
        g.Hold(MsgType.Register);
        await g.GivenUp(register);
    }

    private static async Task OtherMsgId(Script g)
    {
        WireFrame register = await Registering(g);
        g.Send(Frames.RegAck(0x0BAD, register.MsgId ^ 0x100, 0));
        await g.Expect("REGISTER again", Is(MsgType.Register, register.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task Stops(Script g)
    {
        WireFrame register = await Registering(g);
        g.Send(Frames.RegAck(g.Gateway(Endpoint.GatewayA).IdOf(register.Text), register.MsgId, 0));
        await g.Silence("REGISTER again", Is(MsgType.Register, register.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task Congestion(Script g)
    {
        WireFrame register = await Registering(g);
        g.Send(Frames.RegAck(0, register.MsgId, 1));
        await g.QuietForTwait("REGISTER", Is(MsgType.Register));
    }

    private static async Task Refused(Script g, int code)
    {
        WireFrame register = await Registering(g);
        g.Send(Frames.RegAck(0x0BAD, register.MsgId, code));
        g.Hold(MsgType.Register);
        await g.Silence("PUBLISH to a refused topic", frame => frame.Type == MsgType.Publish && frame.TopicId == 0x0BAD, g.Settings.RepeatWithinMs);
    }

    private static async Task RefusedEnds(Script g)
    {
        WireFrame register = await Registering(g);
        g.Send(Frames.RegAck(0, register.MsgId, 3));
        await g.Silence("the refused REGISTER again", Is(MsgType.Register, register.MsgId), g.Settings.RepeatWithinMs);
    }

    private static async Task ReservedId(Script g, int id)
    {
        WireFrame register = await Registering(g);
        g.Send(Frames.RegAck(id, register.MsgId, 0));
        g.Hold(MsgType.Register);
        await g.Silence(
            $"PUBLISH with TopicId 0x{id:X4}",
            frame => frame.Type == MsgType.Publish && frame.IdType == 0 && frame.TopicId == id,
            g.Settings.RepeatWithinMs);
    }

    /// <summary>Registers a name the wildcard stands for, and awaits the REGACK.</summary>
    private static async Task<WireFrame> Offer(Script g, int topicId, int msgId, string name)
    {
        g.Send(Frames.Register(topicId, msgId, name));
        return await g.Expect("REGACK", Is(MsgType.RegAck, msgId), g.Settings.AnswerMs);
    }

    private static async Task FromGateway(Script g)
    {
        Granted granted = await g.Subscribed(Need.SubscribeWildcard);
        WireFrame ack = await Offer(g, 0x0301, g.NextMsgId(), granted.ConcreteName());
        Check(ack.ReturnCode == 0, $"REGACK with ReturnCode {ack.ReturnCode}", ack);
    }

    private static async Task FromGatewayForm(Script g)
    {
        Granted granted = await g.Subscribed(Need.SubscribeWildcard);
        int msgId = g.NextMsgId();
        g.Send(Frames.Register(0x0302, msgId, granted.ConcreteName()));
        WireFrame ack = await g.Expect("REGACK", Is(MsgType.RegAck), g.Settings.AnswerMs);
        Check(ack.MsgId == msgId, $"MsgId is {ack.MsgId}, REGISTER had {msgId}", ack);
        Check(ack.TopicId == 0x0302, $"TopicId is 0x{ack.TopicId:X4}, REGISTER had 0x0302", ack);
    }

    private static async Task FromGatewayTwice(Script g)
    {
        Granted granted = await g.Subscribed(Need.SubscribeWildcard);
        int msgId = g.NextMsgId();
        await Offer(g, 0x0303, msgId, granted.ConcreteName());
        WireFrame ack = await Offer(g, 0x0303, msgId, granted.ConcreteName());
        Check(ack.ReturnCode == 0, $"second REGACK with ReturnCode {ack.ReturnCode}", ack);
    }

    private static async Task FromGatewayUnknown(Script g)
    {
        Granted granted = await g.Subscribed(Need.SubscribeWildcard);
        string filter = granted.Subscribe.Text;
        if (filter is "#" or "+" or "+/#")
        {
            throw new CaseEnd(Verdict.NotExercised, $"the filter {filter} stands for every name", null, Need.SubscribeWildcard);
        }

        WireFrame ack = await Offer(g, 0x0304, g.NextMsgId(), "no/such/" + granted.ConcreteName("y") + "/subscription");
        Check(ack.ReturnCode != 0, $"REGACK accepts a name that {filter} does not stand for", ack);
    }

    private static async Task FromGatewayReserved(Script g, int id)
    {
        Granted granted = await g.Subscribed(Need.SubscribeWildcard);
        int msgId = g.NextMsgId();
        g.Send(Frames.Register(id, msgId, granted.ConcreteName()));
        WireFrame? ack = await g.Next(Is(MsgType.RegAck, msgId), g.Settings.AnswerMs);
        Check(ack is not { ReturnCode: 0 }, $"REGACK accepts TopicId 0x{id:X4}", ack!);
    }

    private static async Task FromGatewayNewId(Script g)
    {
        Granted granted = await g.Subscribed(Need.SubscribeWildcard);
        await Offer(g, 0x0305, g.NextMsgId(), granted.ConcreteName());
        WireFrame ack = await Offer(g, 0x0306, g.NextMsgId(), granted.ConcreteName());
        Check(ack.ReturnCode == 0, $"REGACK with ReturnCode {ack.ReturnCode} for the new id", ack);
        await g.Deliver((granted with { TopicId = 0x0306 }).Publish, 1);
    }

    private static async Task FromGatewaySeveral(Script g)
    {
        Granted granted = await g.Subscribed(Need.SubscribeWildcard);
        await Offer(g, 0x0307, g.NextMsgId(), granted.ConcreteName("one"));
        await Offer(g, 0x0308, g.NextMsgId(), granted.ConcreteName("two"));
        await g.Deliver((granted with { TopicId = 0x0307 }).Publish, 1);
        await g.Deliver((granted with { TopicId = 0x0308 }).Publish, 1);
    }
}
