using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Wire;
using static Sidetap.Conformance.Scripts.Script;

namespace Sidetap.Conformance.Cases;

/// <summary>The will: set up with the connection, changed, deleted.</summary>
internal static class WillCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        new("will.flag", "5.4.4", "A client with a will sets Will in CONNECT", Need.Will, async g => await ConnectingWithWill(g)),
        new("will.topic", "5.4.7", "WILLTOPICREQ is answered with WILLTOPIC", Need.Will, async g => await TopicAsked(g)),
        new("will.topic-form", "5.4.7", "WILLTOPIC has a topic name, and no flags but QoS and Retain", Need.Will, TopicForm),
        new("will.message", "5.4.9", "WILLMSGREQ is answered with WILLMSG", Need.Will, async g => await MessageAsked(g)),
        new("will.waits-for-connack", "6.2", "After WILLMSG the client waits for CONNACK", Need.Will, WaitsForConnAck),
        new("will.connack-connects", "6.2", "CONNACK after the will connects", Need.Will, ConnAckConnects),
        new("will.topicreq-twice", "6.2", "A WILLTOPICREQ that comes again is answered again", Need.Will, TopicTwice),
        new("will.msgreq-twice", "6.2", "A WILLMSGREQ that comes again is answered again", Need.Will, MessageTwice),
        new("will.other-order", "6.2", "WILLMSGREQ before WILLTOPICREQ: both are answered", Need.Will, OtherOrder),
        new("will.not-asked", "6.2", "A CONNACK that comes without asking for the will connects", Need.Will, NotAsked, Pace.Retry),
        new("will.lost-topicreq", "6.13", "A client that is not asked for its will sends CONNECT again",
            Need.Will, LostTopicReq, Pace.Retry),
        new("will.lost-msgreq", "6.13", "After WILLTOPIC without WILLMSGREQ, WILLTOPIC or CONNECT comes again",
            Need.Will, LostMsgReq, Pace.Retry),
        new("will.lost-connack", "6.13", "After WILLMSG without CONNACK, WILLMSG or CONNECT comes again",
            Need.Will, LostConnAck, Pace.Retry),
        new("will.none", "5.4.7", "A client without a will does not make one up when asked", Need.NoWill, None, Pace.Retry),
        new("will.update-topic", "5.4.22", "WILLTOPICUPD has a topic name, and no flags but QoS and Retain",
            Need.Will | Need.UpdateWillTopic, UpdateTopic),
        new("will.update-topic-repeats", "6.13", "A WILLTOPICUPD that is not answered is sent again",
            Need.Will | Need.UpdateWillTopic, g => UpdateRepeats(g, Need.UpdateWillTopic), Pace.Retry),
        new("will.update-topic-answered", "5.4.24", "WILLTOPICRESP ends it",
            Need.Will | Need.UpdateWillTopic, g => UpdateEnds(g, Need.UpdateWillTopic, 0), Pace.Retry),
        new("will.update-topic-refused", "5.4.24", "A refused WILLTOPICUPD is not sent again",
            Need.Will | Need.UpdateWillTopic, g => UpdateEnds(g, Need.UpdateWillTopic, 3), Pace.Retry),
        new("will.update-message", "5.4.23", "WILLMSGUPD carries the new message", Need.Will | Need.UpdateWillMessage, UpdateMessage),
        new("will.update-message-repeats", "6.13", "A WILLMSGUPD that is not answered is sent again",
            Need.Will | Need.UpdateWillMessage, g => UpdateRepeats(g, Need.UpdateWillMessage), Pace.Retry),
        new("will.update-message-answered", "5.4.25", "WILLMSGRESP ends it",
            Need.Will | Need.UpdateWillMessage, g => UpdateEnds(g, Need.UpdateWillMessage, 0), Pace.Retry),
        new("will.update-message-refused", "5.4.25", "A refused WILLMSGUPD is not sent again",
            Need.Will | Need.UpdateWillMessage, g => UpdateEnds(g, Need.UpdateWillMessage, 3), Pace.Retry),
        new("will.delete", "5.4.22", "A will is deleted with a WILLTOPICUPD of two octets", Need.Will | Need.DeleteWill, Delete),
        new("will.update-keeps-connection", "6.4", "The client stays connected while its will changes",
            Need.Will | Need.UpdateWillTopic, UpdateStays),
    ];

    private static Task<WireFrame> ConnectingWithWill(Script g) =>
        g.Behaviour(Need.Will, "CONNECT with Will", frame => frame.Type == MsgType.Connect && (frame.Flags & WireFlags.Will) != 0);

    private static async Task<WireFrame> TopicAsked(Script g)
    {
        await ConnectingWithWill(g);
        g.Send(Frames.Bare(MsgType.WillTopicReq));
        return await g.Expect("WILLTOPIC", Is(MsgType.WillTopic), g.Settings.AnswerMs);
    }

    private static async Task<WireFrame> MessageAsked(Script g)
    {
        await TopicAsked(g);
        g.Send(Frames.Bare(MsgType.WillMsgReq));
        return await g.Expect("WILLMSG", Is(MsgType.WillMsg), g.Settings.AnswerMs);
    }

    private static void CheckTopic(WireFrame frame)
    {
        Check(frame.Tail.Length > 0, "no WillTopic", frame);
        Check(!HasWildcard(frame.Text), $"WillTopic {frame.Text} has wildcards", frame);
        Check((frame.Flags & ~(WireFlags.QosMask | WireFlags.Retain)) == 0, $"Flags are 0x{frame.Flags:X2}", frame);
        Check(frame.Qos >= 0, "QoS is -1", frame);
    }

    private static async Task TopicForm(Script g) => CheckTopic(await TopicAsked(g));

    private static async Task WaitsForConnAck(Script g)
    {
        await MessageAsked(g);
        await g.Silence(
            "a frame before CONNACK",
            frame => frame.Type is not (MsgType.Connect or MsgType.WillMsg or MsgType.WillTopic),
            g.Settings.RepeatAfterMs);
    }

    private static async Task ConnAckConnects(Script g)
    {
        await MessageAsked(g);
        g.Send(Frames.ConnAck(0));
        await g.Probe("CONNACK");
    }

    private static async Task TopicTwice(Script g)
    {
        WireFrame first = await TopicAsked(g);
        g.Send(Frames.Bare(MsgType.WillTopicReq));
        WireFrame second = await g.Expect("WILLTOPIC again", Is(MsgType.WillTopic), g.Settings.AnswerMs);
        Check(first.Content() == second.Content(), $"it differs from {first.Hex}", second);
    }

    private static async Task MessageTwice(Script g)
    {
        WireFrame first = await MessageAsked(g);
        g.Send(Frames.Bare(MsgType.WillMsgReq));
        WireFrame second = await g.Expect("WILLMSG again", Is(MsgType.WillMsg), g.Settings.AnswerMs);
        Check(first.Content() == second.Content(), $"it differs from {first.Hex}", second);
    }

    private static async Task OtherOrder(Script g)
    {
        await ConnectingWithWill(g);
        g.Send(Frames.Bare(MsgType.WillMsgReq));
        await g.Expect("WILLMSG", Is(MsgType.WillMsg), g.Settings.AnswerMs);
        g.Send(Frames.Bare(MsgType.WillTopicReq));
        await g.Expect("WILLTOPIC", Is(MsgType.WillTopic), g.Settings.AnswerMs);
        g.Send(Frames.ConnAck(0));
        await g.Probe("CONNACK");
    }

    private static async Task NotAsked(Script g)
    {
        await ConnectingWithWill(g);
        g.Send(Frames.ConnAck(0));
        await g.Silence("CONNECT again", Is(MsgType.Connect), g.Settings.RepeatWithinMs);
    }

    private static async Task LostTopicReq(Script g)
    {
        await ConnectingWithWill(g);
        await g.Expect("CONNECT again", Is(MsgType.Connect), g.Settings.RepeatWithinMs);
    }

    private static async Task LostMsgReq(Script g)
    {
        await TopicAsked(g);
        await g.Expect("WILLTOPIC or CONNECT again", frame => frame.Type is MsgType.WillTopic or MsgType.Connect, g.Settings.RepeatWithinMs);
    }

    private static async Task LostConnAck(Script g)
    {
        await MessageAsked(g);
        await g.Expect("WILLMSG or CONNECT again", frame => frame.Type is MsgType.WillMsg or MsgType.Connect, g.Settings.RepeatWithinMs);
    }

    private static async Task None(Script g)
    {
        await g.Behaviour(Need.NoWill, "CONNECT without Will", frame => frame.Type == MsgType.Connect && (frame.Flags & WireFlags.Will) == 0);
        g.Send(Frames.Bare(MsgType.WillTopicReq));
        WireFrame? answer = await g.Next(frame => frame.Type is MsgType.WillTopic or MsgType.Connect, g.Settings.RepeatWithinMs);
        Check(answer == null || answer.Tail.Length == 0 || answer.Type == MsgType.Connect, "WILLTOPIC with a topic", answer!);
    }

    private static async Task<WireFrame> Updating(Script g, Need need)
    {
        await g.Connected();
        return await g.Behaviour(
            need,
            need == Need.UpdateWillMessage ? "WILLMSGUPD" : "WILLTOPICUPD",
            frame => frame.Type == (need == Need.UpdateWillMessage ? MsgType.WillMsgUpd : MsgType.WillTopicUpd)
                && (need != Need.DeleteWill || frame.FrameLength == 2));
    }

    private static async Task UpdateTopic(Script g) => CheckTopic(await Updating(g, Need.UpdateWillTopic));

    private static async Task UpdateMessage(Script g)
    {
        g.Hold(MsgType.WillMsgUpd);
        WireFrame update = await Updating(g, Need.UpdateWillMessage);
        g.Send(Frames.WillResp(MsgType.WillMsgResp, 0));
        Check(update.Tail.Length > 0, "no WillMsg", update);
    }

    private static async Task UpdateRepeats(Script g, Need need)
    {
        WireFrame first = await Updating(g, need);
        WireFrame second = await g.Expect($"{first.Name} again", Is(first.Type), g.Settings.RepeatWithinMs);
        Check(first.Content() == second.Content(), $"it differs from {first.Hex}", second);
    }

    private static async Task UpdateEnds(Script g, Need need, int code)
    {
        WireFrame update = await Updating(g, need);
        g.Send(Frames.WillResp(need == Need.UpdateWillMessage ? MsgType.WillMsgResp : MsgType.WillTopicResp, code));
        await g.Silence(
            $"{update.Name} again",
            frame => frame.Type == update.Type && frame.Content() == update.Content(),
            g.Settings.RepeatWithinMs);
    }

    private static async Task Delete(Script g)
    {
        WireFrame update = await Updating(g, Need.DeleteWill);
        Check(update.FrameLength == 2, "it has more than two octets", update);
        g.Send(Frames.WillResp(MsgType.WillTopicResp, 0));
        await g.Probe("WILLTOPICRESP");
    }

    private static async Task UpdateStays(Script g)
    {
        await Updating(g, Need.UpdateWillTopic);
        g.Send(Frames.WillResp(MsgType.WillTopicResp, 0));
        await g.Probe("WILLTOPICRESP");
    }
}
