using System.Text;
using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <content>From publishers to subscribers (MQTT-SN 1.2, 6.6 and 6.10).</content>
public sealed partial class BenchGateway
{
    private void Distribute(AcceptedPublish publish)
    {
        Statistics.Published++;
        Published?.Invoke(publish);
        if (publish.Retain && !_retained.Set(publish.Topic, publish.Payload, publish.Qos))
        {
            Statistics.Count(GatewayRefusal.RetainedFull);
        }

        foreach (ClientSession session in _byClientId.Values)
        {
            // MQTT 3.1.1, 3.1.2.4: for an absent client only what has to arrive waits; for a sleeping one everything (6.14).
            Subscription? subscription = BestFor(session, publish.Topic);
            if (subscription != null && (session.IsPresent || (publish.Qos > 0 && subscription.Qos > 0)))
            {
                Enqueue(session, subscription, publish.Topic, publish.Payload, publish.Qos, retain: false);
                Pump(session);
            }
        }
    }

    /// <summary>Of overlapping subscriptions the one that says most: the highest QoS, and of those one without wildcards. Delivered once.</summary>
    private static Subscription? BestFor(ClientSession session, string topic)
    {
        Subscription? best = null;
        foreach (Subscription one in session.Subscriptions)
        {
            if (one.Matches(topic) && (best == null || one.Qos > best.Qos || (one.Qos == best.Qos && TopicFilter.HasWildcard(best.Filter))))
            {
                best = one;
            }
        }

        return best;
    }

    private void Enqueue(ClientSession session, Subscription subscription, string topic, ReadOnlyMemory<byte> payload, int qos, bool retain)
    {
        int granted = Math.Min(Math.Max(qos, 0), subscription.Qos);
        if (payload.Length > MaxPayload)
        {
            Refuse(GatewayRefusal.TooLong, session.Peer, session, $"message of {payload.Length} octets");
        }
        else if (!session.TryEnqueue(new QueuedMessage(topic, payload, granted, retain, subscription.IdType, subscription.Id)))
        {
            Refuse(GatewayRefusal.QueueFull, session.Peer, session, $"message for {UaText.Quoted(session.ClientId)}");
        }
    }

    /// <summary>Sends what waits for a client, until a frame needs an answer: a client has one REGISTER or PUBLISH to answer at a time.</summary>
    private void Pump(ClientSession session)
    {
        while (session.IsReachable && session.Outstanding == null)
        {
            bool isServed = session.State == SessionState.Awake && session.AwakeLeft == 0;
            if (!isServed && session.Queue.TryPeek(out QueuedMessage? message))
            {
                SendNext(session, message);
            }
            else if (session.State == SessionState.Awake)
            {
                EndAwake(session);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Sends the next frame a message needs: PUBREL for one that has arrived, REGISTER before its topic has an id, else PUBLISH.</summary>
    private void SendNext(ClientSession session, QueuedMessage message)
    {
        if (message.IsReceived)
        {
            SendAndAwait(session, FrameWriter.MsgIdAck(_buffer, 0, MessageType.PubRel, message.MsgId), AwaitedAnswer.PubComp, message.MsgId, 0);
            return;
        }

        if (message.IdType != TopicIdType.Normal)
        {
            SendMessage(session, message, message.Id);
            return;
        }

        int id = session.Topics.IdOf(message.Topic);
        if (id == 0)
        {
            session.Dequeue();
            Refuse(GatewayRefusal.TooManyTopics, session.Peer, session, $"message on {UaText.Quoted(message.Topic)}");
        }
        else if (!session.Topics.IsKnown(id))
        {
            // 6.10: a name that came in through a wildcard is registered before it is used.
            int msgId = session.NextMsgId();
            int length = FrameWriter.Register(_buffer, 0, id, msgId, Encoding.UTF8.GetBytes(message.Topic));
            SendAndAwait(session, length, AwaitedAnswer.RegAck, msgId, id);
        }
        else
        {
            SendMessage(session, message, id);
        }
    }

    private void SendMessage(ClientSession session, QueuedMessage message, int id)
    {
        int flags = Flags.FromQos(message.Qos) | (int)message.IdType | (message.Retain ? Flags.Retain : 0);
        if (message.MsgId != 0)
        {
            flags |= Flags.Dup; // it was sent in an earlier connection, or before the client slept
        }
        else
        {
            Statistics.Delivered++;
            message.MsgId = message.Qos > 0 ? session.NextMsgId() : 0;
        }

        byte[] payload = message.Payload.ToArray();
        int length = FrameWriter.Publish(_buffer, 0, flags, id, message.MsgId, payload, 0, payload.Length);
        if (message.Qos > 0)
        {
            SendAndAwait(session, length, AwaitedAnswer.Publish, message.MsgId, 0);
        }
        else
        {
            session.Dequeue();
            Send(session.Peer, length);
        }

        string marks = (message.Retain ? ", retained" : "") + ((flags & Flags.Dup) != 0 ? ", again" : "");
        Tell(GatewayEventKind.Delivered, session, $"{UaText.Quoted(message.Topic)}, QoS {message.Qos}{marks}, {payload.Length} octets");
    }

    private void HandleRegAck(Frame frame, ClientSession session)
    {
        if (!session.Awaits(AwaitedAnswer.RegAck, frame.MsgId))
        {
            Refuse(GatewayRefusal.Unexpected, session.Peer, session, "REGACK");
            return;
        }

        int id = session.OutstandingTopicId;
        session.EndWaiting();
        if (frame.ReturnCode == (int)ReturnCode.Accepted)
        {
            session.Topics.SetKnown(id, true);
        }
        else
        {
            session.Dequeue();
            Refuse(GatewayRefusal.RefusedByClient, session.Peer, session, $"REGISTER {UaText.Quoted(session.Topics.NameOf(id) ?? "")}");
        }

        Pump(session);
    }

    private void HandlePubAck(Frame frame, ClientSession session)
    {
        bool isInvalidId = frame.ReturnCode == (int)ReturnCode.RejectedInvalidTopicId;
        bool isAccepted = frame.ReturnCode == (int)ReturnCode.Accepted;
        QueuedMessage? message = session.Awaits(AwaitedAnswer.Publish, frame.MsgId) ? session.Queue.Peek() : null;
        if (message == null || (message.Qos == 2 && isAccepted))
        {
            if (frame.MsgId == 0 && isInvalidId)
            {
                session.Topics.SetKnown(frame.TopicId, false); // a PUBLISH of QoS 0; its name is registered again with the next one
            }

            // QoS 2 is acknowledged with PUBREC; PUBACK can only refuse it.
            Refuse(frame.MsgId == 0 && !isAccepted ? GatewayRefusal.RefusedByClient : GatewayRefusal.Unexpected, session.Peer, session, "PUBACK");
            return;
        }

        session.EndWaiting();
        if (isInvalidId && message.IdType == TopicIdType.Normal && !message.WasRegisteredAgain)
        {
            message.WasRegisteredAgain = true;
            message.MsgId = 0; // the client has not taken it: what follows is no repetition
            session.Topics.SetKnown(session.Topics.IdOf(message.Topic), false);
        }
        else
        {
            session.Dequeue();
            if (!isAccepted)
            {
                Refuse(GatewayRefusal.RefusedByClient, session.Peer, session, $"PUBLISH {UaText.Quoted(message.Topic)}");
            }
        }

        Pump(session);
    }

    /// <summary>QoS 2: the client has the message; from now on PUBREL is repeated and the message not (6.6).</summary>
    private void HandlePubRec(Frame frame, ClientSession session)
    {
        if (session.Awaits(AwaitedAnswer.Publish, frame.MsgId) && session.Queue.Peek() is { Qos: 2 } message)
        {
            session.EndWaiting();
            message.IsReceived = true;
            Pump(session);
        }
        else
        {
            // Released in any case, so that the client need not keep the MsgId of a message the gateway has forgotten.
            Send(session.Peer, FrameWriter.MsgIdAck(_buffer, 0, MessageType.PubRel, frame.MsgId));
            if (!session.Awaits(AwaitedAnswer.PubComp, frame.MsgId))
            {
                Refuse(GatewayRefusal.Unexpected, session.Peer, session, "PUBREC");
            }
        }
    }

    private void HandlePubComp(Frame frame, ClientSession session)
    {
        if (!session.Awaits(AwaitedAnswer.PubComp, frame.MsgId))
        {
            Refuse(GatewayRefusal.Unexpected, session.Peer, session, "PUBCOMP");
            return;
        }

        session.EndWaiting();
        session.Dequeue();
        Pump(session);
    }
}
