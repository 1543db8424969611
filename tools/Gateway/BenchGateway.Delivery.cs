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

        foreach (ClientSession session in _byClientId.Values.ToList())
        {
            Subscription? subscription = BestFor(session, publish.Topic);
            bool waits = session.State == SessionState.Active || (publish.Qos > 0 && subscription is { Qos: > 0 }); // MQTT 3.1.1, 3.1.2.4
            if (subscription != null && waits)
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
        if (payload.Length > MaxPayload || !session.TryEnqueue(new QueuedMessage(topic, payload, granted, retain, subscription.IdType, subscription.Id)))
        {
            Refuse(GatewayRefusal.QueueFull, session.Endpoint, session, $"message for {UaText.Quoted(session.ClientId)}");
        }
    }

    /// <summary>Sends what waits for a client, until a frame needs an answer: a client has one REGISTER or PUBLISH to answer at a time.</summary>
    private void Pump(ClientSession session)
    {
        while (session.State == SessionState.Active && session.Outstanding == null && session.Queue.TryPeek(out QueuedMessage? message))
        {
            int id = message.Id;
            if (message.IdType == TopicIdType.Normal)
            {
                id = session.Topics.IdOf(message.Topic);
                if (id == 0)
                {
                    session.Dequeue();
                    Refuse(GatewayRefusal.TooManyTopics, session.Endpoint, session, $"message on {UaText.Quoted(message.Topic)}");
                    continue;
                }

                if (!session.Topics.IsKnown(id))
                {
                    // 6.10: a name that came in through a wildcard is registered before it is used.
                    int registerMsgId = session.NextMsgId();
                    int length = FrameWriter.Register(_buffer, 0, id, registerMsgId, Encoding.UTF8.GetBytes(message.Topic));
                    SendAndAwait(session, length, registerMsgId, id);
                    return;
                }
            }

            SendMessage(session, message, id);
        }
    }

    private void SendMessage(ClientSession session, QueuedMessage message, int id)
    {
        int msgId = message.Qos > 0 ? session.NextMsgId() : 0;
        int flags = Flags.FromQos(message.Qos) | (int)message.IdType | (message.Retain ? Flags.Retain : 0);
        byte[] payload = message.Payload.ToArray();
        int length = FrameWriter.Publish(_buffer, 0, flags, id, msgId, payload, 0, payload.Length);
        Statistics.Delivered++;
        if (message.Qos > 0)
        {
            SendAndAwait(session, length, msgId, 0);
        }
        else
        {
            session.Dequeue();
            Send(session.Endpoint, length);
        }

        string retained = message.Retain ? ", retained" : "";
        Tell(GatewayEventKind.Delivered, session, $"{UaText.Quoted(message.Topic)}, QoS {message.Qos}{retained}, {payload.Length} octets");
    }

    private void HandleRegAck(Frame frame, ClientSession session)
    {
        int id = session.OutstandingRegisterId;
        if (session.Outstanding == null || id == 0 || frame.MsgId != session.OutstandingMsgId)
        {
            Refuse(GatewayRefusal.Unexpected, session.Endpoint, session, "REGACK");
            return;
        }

        session.EndWaiting();
        if (frame.ReturnCode == (int)ReturnCode.Accepted)
        {
            session.Topics.SetKnown(id, true);
        }
        else
        {
            session.Dequeue();
            Refuse(GatewayRefusal.RefusedByClient, session.Endpoint, session, $"REGISTER {UaText.Quoted(session.Topics.NameOf(id) ?? "")}");
        }

        Pump(session);
    }

    private void HandlePubAck(Frame frame, ClientSession session)
    {
        bool isInvalidId = frame.ReturnCode == (int)ReturnCode.RejectedInvalidTopicId;
        if (session.Outstanding == null || session.OutstandingRegisterId != 0 || frame.MsgId != session.OutstandingMsgId)
        {
            if (frame.MsgId == 0 && isInvalidId)
            {
                session.Topics.SetKnown(frame.TopicId, false); // a PUBLISH of QoS 0; its name is registered again with the next one
            }

            Refuse(frame.MsgId == 0 ? GatewayRefusal.RefusedByClient : GatewayRefusal.Unexpected, session.Endpoint, session, "PUBACK");
            return;
        }

        session.EndWaiting();
        QueuedMessage message = session.Queue.Peek();
        if (isInvalidId && message.IdType == TopicIdType.Normal && !message.WasRegisteredAgain)
        {
            message.WasRegisteredAgain = true;
            session.Topics.SetKnown(frame.TopicId, false);
        }
        else
        {
            session.Dequeue();
            if (frame.ReturnCode != (int)ReturnCode.Accepted)
            {
                Refuse(GatewayRefusal.RefusedByClient, session.Endpoint, session, $"PUBLISH {UaText.Quoted(message.Topic)}");
            }
        }

        Pump(session);
    }
}
