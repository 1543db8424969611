using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <content>Wills (MQTT-SN 1.2, 6.3 and 6.4).</content>
public sealed partial class BenchGateway
{
    /// <summary>6.3: WILLTOPIC, then WILLMSG; an empty WILLTOPIC means no will.</summary>
    private void HandleConnecting(Frame frame, ClientSession session)
    {
        if (frame.Type == MessageType.WillTopic && session.State == SessionState.AwaitingWillTopic)
        {
            session.EndWaiting();
            TakeWillTopic(frame, session);
        }
        else if (frame.Type == MessageType.WillMsg && session.State == SessionState.AwaitingWillMessage)
        {
            session.EndWaiting();
            session.Will = session.Will! with { Message = DataOf(frame) };
            Accept(session);
        }
        else
        {
            Refuse(GatewayRefusal.Unexpected, session.Peer, session, MessageTypes.NameOf((int)frame.Type));
        }
    }

    private void TakeWillTopic(Frame frame, ClientSession session)
    {
        if (frame.DataLength == 0)
        {
            session.Will = null;
            Accept(session);
        }
        else if (WillOf(frame, []) is { } will)
        {
            session.Will = will;
            session.State = SessionState.AwaitingWillMessage;
            SendAndAwait(session, FrameWriter.Bare(_buffer, 0, MessageType.WillMsgReq), AwaitedAnswer.Will, 0, 0);
        }
        else
        {
            Send(session.Peer, FrameWriter.ConnAck(_buffer, 0, (int)ReturnCode.RejectedNotSupported));
            Refuse(GatewayRefusal.TopicName, session.Peer, session, "WILLTOPIC");
            session.Will = null;
            Leave(session);
        }
    }

    private void HandleWillUpdate(Frame frame, ClientSession session)
    {
        bool isTopic = frame.Type == MessageType.WillTopicUpd;
        Will? will = !isTopic ? session.Will == null ? null : session.Will with { Message = DataOf(frame) }
            : frame.DataLength == 0 ? null
            : WillOf(frame, session.Will?.Message ?? []);
        bool isUsable = will != null || (isTopic && frame.DataLength == 0);
        ReturnCode code = isUsable ? ReturnCode.Accepted : ReturnCode.RejectedNotSupported;
        Send(session.Peer, FrameWriter.WillResp(_buffer, 0, isTopic ? MessageType.WillTopicResp : MessageType.WillMsgResp, (int)code));
        if (isUsable)
        {
            session.Will = will;
            Tell(GatewayEventKind.WillChanged, session, will == null ? "no will any more" : $"{UaText.Quoted(will.Topic)}, {will.Message.Length} octets");
        }
        else
        {
            // A name that is none, or a message for a will that is not there.
            Refuse(isTopic ? GatewayRefusal.TopicName : GatewayRefusal.Unexpected, session.Peer, session, MessageTypes.NameOf((int)frame.Type));
        }
    }

    /// <summary>The will of a WILLTOPIC or WILLTOPICUPD; null when its topic can't be used. A QoS of 11 is taken for 0: a will has none of -1.</summary>
    private Will? WillOf(Frame frame, byte[] message) =>
        TryGetName(frame, out string topic)
            ? new Will(topic, Math.Max(0, Flags.ToQos(frame.Flags)), (frame.Flags & Flags.Retain) != 0, message)
            : null;
}
