using Sidetap.Decoding.Frames;
using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <content>Names, subscriptions and what clients publish (MQTT-SN 1.2, 6.5 to 6.9).</content>
public sealed partial class BenchGateway
{
    private void HandleRegister(Frame frame, ClientSession session)
    {
        int id = 0;
        ReturnCode code = ReturnCode.RejectedNotSupported;
        if (!TryGetName(frame, out string name))
        {
            Refuse(GatewayRefusal.TopicName, session.Peer, session, "REGISTER");
        }
        else if ((id = session.Topics.IdOf(name)) == 0)
        {
            code = ReturnCode.RejectedCongestion;
            Refuse(GatewayRefusal.TooManyTopics, session.Peer, session, $"REGISTER {UaText.Quoted(name)}");
        }
        else
        {
            code = ReturnCode.Accepted;
            session.Topics.SetKnown(id, true);
            Tell(GatewayEventKind.Registered, session, $"{UaText.Quoted(name)} is id {id}");
        }

        Send(session.Peer, FrameWriter.TopicAck(_buffer, 0, MessageType.RegAck, id, frame.MsgId, (int)code));
    }

    private void HandlePublish(Frame frame, Peer peer, ClientSession? session)
    {
        int qos = Flags.ToQos(frame.Flags);
        string? topic = TopicOf(frame, session);
        if (topic == null || topic.Length == 0 || TopicFilter.HasWildcard(topic))
        {
            Refuse(GatewayRefusal.UnknownTopicId, peer, session, $"PUBLISH id {frame.TopicId} ({FrameText.OfTopicIdType(frame.Flags)})");
            if (qos >= 0)
            {
                // 5.4.13: a PUBACK also says that a PUBLISH of QoS 0 was refused.
                Answer(peer, frame, ReturnCode.RejectedInvalidTopicId);
            }

            return;
        }

        if (qos == 2 && !BeginQos2(frame, session!))
        {
            return;
        }

        bool retain = (frame.Flags & Flags.Retain) != 0;
        bool dup = (frame.Flags & Flags.Dup) != 0;
        int msgId = frame.MsgId;
        int topicId = frame.TopicId;
        AcceptedPublish publish = new(topic, DataOf(frame), qos, retain, dup, session?.ClientId, peer.Endpoint, NodeId: peer.NodeId);
        if (qos == 1)
        {
            Send(peer, FrameWriter.TopicAck(_buffer, 0, MessageType.PubAck, topicId, msgId, (int)ReturnCode.Accepted));
        }
        else if (qos == 2)
        {
            Send(peer, FrameWriter.MsgIdAck(_buffer, 0, MessageType.PubRec, msgId));
        }

        Distribute(publish);
    }

    /// <summary>Whether a QoS 2 message is new: it is delivered when it comes first, and its MsgId kept until PUBREL so that it is delivered once.</summary>
    private bool BeginQos2(Frame frame, ClientSession session)
    {
        if (session.IsOpenQos2(frame.MsgId))
        {
            Send(session.Peer, FrameWriter.MsgIdAck(_buffer, 0, MessageType.PubRec, frame.MsgId));
            return false;
        }

        session.OpenQos2(frame.MsgId);
        return true;
    }

    private void Answer(Peer peer, Frame frame, ReturnCode code) =>
        Send(peer, FrameWriter.TopicAck(_buffer, 0, MessageType.PubAck, frame.TopicId, frame.MsgId, (int)code));

    private string? TopicOf(Frame frame, ClientSession? session) => (frame.Flags & Flags.TopicIdTypeMask) switch
    {
        (int)TopicIdType.Predefined => _settings.PredefinedTopics.GetValueOrDefault(frame.TopicId),
        (int)TopicIdType.ShortName => ShortNameOf(frame.TopicId),
        _ => session?.Topics.NameOf(frame.TopicId),
    };

    private static string? ShortNameOf(int id) => FrameText.TryGetText([(byte)(id >> 8), (byte)id], out string? name) ? name : null;

    private void HandleSubscribe(Frame frame, ClientSession session)
    {
        Subscription? subscription = SubscriptionOf(frame, out ReturnCode code);
        int id = 0;
        if (subscription == null)
        {
            Refuse(
                code == ReturnCode.RejectedInvalidTopicId ? GatewayRefusal.UnknownTopicId : GatewayRefusal.TopicName, session.Peer, session, "SUBSCRIBE");
        }
        else
        {
            code = AddSubscription(session, subscription, out id);
        }

        int granted = subscription == null ? 0 : Flags.FromQos(subscription.Qos);
        Send(session.Peer, FrameWriter.SubAck(_buffer, 0, granted, id, frame.MsgId, (int)code));
        if (subscription != null && code == ReturnCode.Accepted)
        {
            Tell(GatewayEventKind.Subscribed, session, $"{UaText.Quoted(subscription.Filter)}, QoS {subscription.Qos}");
            foreach ((string topic, ReadOnlyMemory<byte> payload, int qos) in _retained.Matching(subscription).ToList())
            {
                Enqueue(session, subscription, topic, payload, qos, retain: true);
            }

            Pump(session);
        }
    }

    private ReturnCode AddSubscription(ClientSession session, Subscription subscription, out int id)
    {
        id = subscription.Id;
        int index = session.Subscriptions.FindIndex(one => one.Filter == subscription.Filter && one.IdType == subscription.IdType);
        if (index < 0 && session.Subscriptions.Count >= _settings.MaxSubscriptionsPerClient)
        {
            Refuse(GatewayRefusal.TooManySubscriptions, session.Peer, session, $"SUBSCRIBE {UaText.Quoted(subscription.Filter)}");
            return ReturnCode.RejectedCongestion;
        }

        if (subscription.IdType == TopicIdType.Normal && !TopicFilter.HasWildcard(subscription.Filter))
        {
            id = session.Topics.IdOf(subscription.Filter);
            if (id == 0)
            {
                Refuse(GatewayRefusal.TooManyTopics, session.Peer, session, $"SUBSCRIBE {UaText.Quoted(subscription.Filter)}");
                return ReturnCode.RejectedCongestion;
            }

            session.Topics.SetKnown(id, true);
        }

        if (index >= 0)
        {
            session.Subscriptions[index] = subscription;
        }
        else
        {
            session.Subscriptions.Add(subscription);
        }

        return ReturnCode.Accepted;
    }

    private void HandleUnsubscribe(Frame frame, ClientSession session)
    {
        Subscription? subscription = SubscriptionOf(frame, out _);
        if (subscription != null)
        {
            session.Subscriptions.RemoveAll(one => one.Filter == subscription.Filter && one.IdType == subscription.IdType);
            Tell(GatewayEventKind.Unsubscribed, session, UaText.Quoted(subscription.Filter));
        }

        // UNSUBACK has no ReturnCode: there is nothing else to say (5.4.18).
        Send(session.Peer, FrameWriter.MsgIdAck(_buffer, 0, MessageType.UnsubAck, frame.MsgId));
    }

    private Subscription? SubscriptionOf(Frame frame, out ReturnCode code)
    {
        code = ReturnCode.RejectedNotSupported;
        int qos = Math.Max(0, Flags.ToQos(frame.Flags));
        switch (frame.Flags & Flags.TopicIdTypeMask)
        {
            case (int)TopicIdType.Predefined:
                code = ReturnCode.RejectedInvalidTopicId;
                return _settings.PredefinedTopics.TryGetValue(frame.TopicId, out string? name)
                    ? new Subscription(name, TopicIdType.Predefined, frame.TopicId, qos)
                    : null;

            case (int)TopicIdType.ShortName:
                return ShortNameOf(frame.TopicId) is { } shortName && !TopicFilter.HasWildcard(shortName)
                    ? new Subscription(shortName, TopicIdType.ShortName, frame.TopicId, qos)
                    : null;

            default:
                ReadOnlySpan<byte> octets = frame.Buffer.AsSpan(frame.DataOffset, frame.DataLength);
                return octets.Length <= _settings.MaxTopicNameLength && FrameText.TryGetText(octets, out string? filter) && TopicFilter.IsValid(filter)
                    ? new Subscription(filter, TopicIdType.Normal, 0, qos)
                    : null;
        }
    }

    /// <summary>The topic name in a frame's variable part; false for one that is too long, no UTF-8, or has wildcards.</summary>
    private bool TryGetName(Frame frame, out string name)
    {
        ReadOnlySpan<byte> octets = frame.Buffer.AsSpan(frame.DataOffset, frame.DataLength);
        name = "";
        if (octets.Length > _settings.MaxTopicNameLength || !FrameText.TryGetText(octets, out string? text))
        {
            return false;
        }

        name = text;
        return !TopicFilter.HasWildcard(text) && !text.Contains('\0');
    }
}
