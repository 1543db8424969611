using Sidetap.Decoding.Frames;
using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <summary>
/// An MQTT-SN 1.2 gateway that is its own broker, for development and tests: a box can be tried on a desk, with no other software. Plants run Paho's
/// gateway, EMQX's or another one; this one has no link to an MQTT broker.
/// </summary>
/// <remarks>
/// No thread, no clock, no socket: datagrams go in with <see cref="Receive"/> and out through the callbacks, time is told. Whatever arrives is data: it is
/// answered, or counted and left, and nothing throws. Everything is bounded by <see cref="BenchGatewaySettings"/>, for each client and for all together, and
/// every client has a part of the totals that others can't take.
/// <para>A session that is not clean outlives its connection: topic ids, subscriptions, will, and messages of QoS 1 and 2, which go on with the MsgId they
/// had. It is forgotten when a new client needs the room.</para>
/// </remarks>
public sealed partial class BenchGateway
{
    // The longest datagram of UDP over IPv4, less the longest headers: PUBLISH and forwarder encapsulation.
    private const int MaxPayload = 65507 - FrameWriter.PublishHeaderRoom - 255;

    private readonly BenchGatewaySettings _settings;
    private readonly Action<string, ReadOnlyMemory<byte>> _send;
    private readonly Action<ReadOnlyMemory<byte>>? _broadcast;
    private readonly Dictionary<Peer, ClientSession> _byPeer = [];
    private readonly Dictionary<string, ClientSession> _byClientId = new(StringComparer.Ordinal);
    private readonly List<ClientSession> _visited = [];
    private readonly SharedLimit _queuedOctets;
    private readonly SharedLimit _topics;
    private readonly RetainedMessages _retained;
    private readonly Frame _frame = new();
    private readonly byte[] _buffer = new byte[65535];
    private readonly byte[] _wrapped = new byte[65535];
    private long _advertiseDueMs;
    private long _nowMs;

    /// <summary>Makes a gateway without clients.</summary>
    /// <param name="settings">Its settings; they must not change afterwards.</param>
    /// <param name="send">Sends a datagram to an endpoint. The octets are valid during the call only.</param>
    /// <param name="broadcast">Sends a datagram to whoever listens: ADVERTISE and GWINFO (6.1). Null where the network has no such thing.</param>
    public BenchGateway(BenchGatewaySettings settings, Action<string, ReadOnlyMemory<byte>> send, Action<ReadOnlyMemory<byte>>? broadcast = null)
    {
        _settings = settings;
        _send = send;
        _broadcast = broadcast;
        _queuedOctets = new SharedLimit(settings.MaxQueuedOctets, settings.MaxClients);
        _topics = new SharedLimit(settings.MaxTopics, settings.MaxClients);
        _retained = new RetainedMessages(settings.MaxRetained, settings.MaxRetainedOctets);
        _advertiseDueMs = broadcast != null && settings.AdvertiseSeconds > 0 ? 0 : long.MaxValue;
    }

    /// <summary>Is told of every PUBLISH that was accepted, before it goes to subscribers.</summary>
    public event Action<AcceptedPublish>? Published;

    /// <summary>Is told of everything else.</summary>
    public event Action<GatewayEvent>? Happened;

    /// <summary>What has been counted.</summary>
    public GatewayStatistics Statistics { get; } = new();

    /// <summary>ClientIds of the clients that are connected and not asleep.</summary>
    public IReadOnlyList<string> ConnectedClients => ClientsIn(SessionState.Active, SessionState.Active);

    /// <summary>ClientIds of the clients that are asleep, or awake for their messages.</summary>
    public IReadOnlyList<string> SleepingClients => ClientsIn(SessionState.Asleep, SessionState.Awake);

    /// <summary>How many sessions are held, those of absent clients included.</summary>
    public int SessionCount => _byClientId.Count;

    /// <summary>Messages that wait for all clients.</summary>
    public int QueuedMessages => _byClientId.Values.Sum(session => session.Queue.Count);

    /// <summary>Octets of payload that wait for all clients.</summary>
    public int QueuedOctets => _queuedOctets.Used;

    /// <summary>Topic ids of all clients.</summary>
    public int TopicCount => _topics.Used;

    /// <summary>Takes a datagram.</summary>
    /// <param name="datagram">Its octets, which may be anything.</param>
    /// <param name="endpoint">Its sender: any text that tells senders apart and that the send callback understands.</param>
    /// <param name="nowMs">The time in milliseconds; never less than before.</param>
    /// <param name="isBroadcast">Whether it was sent to all. Of such datagrams only SEARCHGW is answered: the others are not for this gateway.</param>
    public void Receive(ReadOnlySpan<byte> datagram, string endpoint, long nowMs, bool isBroadcast = false)
    {
        _nowMs = nowMs;
        Statistics.Received++;
        byte[] octets = datagram.ToArray();
        Peer peer = new(endpoint, null);
        FrameError error = _frame.Parse(octets, 0, octets.Length);
        if (error == FrameError.None && _frame.Type == MessageType.Encapsulated)
        {
            error = Unwrap(ref peer);
        }

        ClientSession? session = _byPeer.GetValueOrDefault(peer);
        if (error != FrameError.None)
        {
            Statistics.Count(error);
            Tell(GatewayEventKind.Malformed, peer, session?.ClientId, $"{octets.Length} octets: {FrameText.Of(error)}");
        }
        else if (_frame.Type == MessageType.Encapsulated)
        {
            Refuse(GatewayRefusal.Encapsulated, peer, session, "forwarder encapsulation");
        }
        else if (isBroadcast && _frame.Type != MessageType.SearchGw)
        {
            Statistics.Overheard++;
        }
        else
        {
            if (session != null)
            {
                session.LastHeardMs = nowMs;
            }

            Handle(_frame, peer, session, isBroadcast);
        }
    }

    /// <summary>Does what is due: sends again, gives up lost clients, advertises.</summary>
    /// <param name="nowMs">The time in milliseconds.</param>
    /// <returns>When to call again at the latest, or <see cref="long.MaxValue"/>.</returns>
    public long Step(long nowMs)
    {
        _nowMs = nowMs;
        if (nowMs >= _advertiseDueMs)
        {
            Advertise();
        }

        _visited.Clear();
        _visited.AddRange(_byPeer.Values);
        foreach (ClientSession session in _visited)
        {
            if (nowMs >= session.ExpiresMs)
            {
                Lose(session, $"not heard of for {(nowMs - session.LastHeardMs) / 1000} s");
            }
            else if (session.Outstanding != null && nowMs >= session.RetryDueMs)
            {
                Retry(session);
            }
        }

        long dueMs = _advertiseDueMs;
        foreach (ClientSession session in _byPeer.Values)
        {
            dueMs = Math.Min(dueMs, session.DueMs);
        }

        return dueMs;
    }

    private void Handle(Frame frame, Peer peer, ClientSession? session, bool isBroadcast)
    {
        switch (frame.Type)
        {
            case MessageType.SearchGw:
                HandleSearchGw(peer, isBroadcast);
                return;

            case MessageType.Connect:
                HandleConnect(frame, peer);
                return;

            case MessageType.Disconnect:
                HandleDisconnect(frame, peer, session);
                return;

            case MessageType.Publish when Flags.ToQos(frame.Flags) < 0:
                HandlePublish(frame, peer, session); // 6.8: needs no connection
                return;

            case MessageType.PingReq when frame.DataLength > 0:
                HandleWakeUp(frame, peer, session);
                return;
        }

        switch (session?.State)
        {
            case null:
                // Not in the specification, and what other gateways do: the client learns at once that its connection is gone.
                Send(peer, FrameWriter.Disconnect(_buffer, 0, -1));
                Refuse(GatewayRefusal.NotConnected, peer, null, MessageTypes.NameOf((int)frame.Type));
                break;

            case SessionState.Active:
                HandleActive(frame, session);
                break;

            case SessionState.Asleep:
            case SessionState.Awake:
                HandleSleeping(frame, session);
                break;

            default:
                HandleConnecting(frame, session);
                break;
        }
    }

    private void HandleActive(Frame frame, ClientSession session)
    {
        switch (frame.Type)
        {
            case MessageType.Register:
                HandleRegister(frame, session);
                break;
            case MessageType.Publish:
                HandlePublish(frame, session.Peer, session);
                break;
            case MessageType.Subscribe:
                HandleSubscribe(frame, session);
                break;
            case MessageType.Unsubscribe:
                HandleUnsubscribe(frame, session);
                break;
            case MessageType.PingReq:
                Send(session.Peer, FrameWriter.Bare(_buffer, 0, MessageType.PingResp));
                break;
            case MessageType.WillTopicUpd:
            case MessageType.WillMsgUpd:
                HandleWillUpdate(frame, session);
                break;
            default:
                if (!TryHandleAnswer(frame, session))
                {
                    Refuse(GatewayRefusal.Unexpected, session.Peer, session, MessageTypes.NameOf((int)frame.Type));
                }

                break;
        }
    }

    /// <summary>What carries on or ends an exchange that has begun; false for any other message.</summary>
    private bool TryHandleAnswer(Frame frame, ClientSession session)
    {
        switch (frame.Type)
        {
            case MessageType.RegAck:
                HandleRegAck(frame, session);
                return true;
            case MessageType.PubAck:
                HandlePubAck(frame, session);
                return true;
            case MessageType.PubRec:
                HandlePubRec(frame, session);
                return true;
            case MessageType.PubComp:
                HandlePubComp(frame, session);
                return true;
            case MessageType.PubRel:
                session.CloseQos2(frame.MsgId);
                Send(session.Peer, FrameWriter.MsgIdAck(_buffer, 0, MessageType.PubComp, frame.MsgId));
                return true;
            default:
                return false;
        }
    }

    private void Retry(ClientSession session)
    {
        if (session.RetriesLeft > 0)
        {
            session.CountRetry(_nowMs);
            SendAgain(session);
        }
        else if (session.State == SessionState.Awake)
        {
            // It may have gone back to sleep without having heard PINGRESP: what waits for it still does, and its sleep is still watched.
            FallAsleep(session, "did not answer; its messages wait");
        }
        else
        {
            Lose(session, "does not answer");
        }
    }

    private void SendAgain(ClientSession session)
    {
        Statistics.Retransmitted++;
        byte[] frame = session.Outstanding!;
        if (session.Awaited == AwaitedAnswer.Publish)
        {
            frame[frame[0] == 1 ? 4 : 2] |= Flags.Dup; // 5.3.4
        }

        Send(session.Peer, frame);
    }

    private void Refuse(GatewayRefusal refusal, Peer peer, ClientSession? session, string detail)
    {
        Statistics.Count(refusal);
        Tell(GatewayEventKind.Refused, peer, session?.ClientId, $"{detail}: {TextOf(refusal)}");
    }

    private void Tell(GatewayEventKind kind, ClientSession session, string detail) => Tell(kind, session.Peer, session.ClientId, detail);

    private void Tell(GatewayEventKind kind, Peer peer, string? clientId, string detail) =>
        Happened?.Invoke(new GatewayEvent(kind, peer.Endpoint, clientId, detail, peer.NodeId));

    private List<string> ClientsIn(SessionState one, SessionState other) =>
        [.. _byPeer.Values.Where(session => session.State == one || session.State == other).Select(session => session.ClientId).Order(StringComparer.Ordinal)];

    private static string TextOf(GatewayRefusal refusal) => refusal switch
    {
        GatewayRefusal.NotConnected => "not connected",
        GatewayRefusal.Unexpected => "not expected here",
        GatewayRefusal.ProtocolId => "unknown ProtocolId",
        GatewayRefusal.TooManyClients => "too many clients",
        GatewayRefusal.TooManyTopics => "too many topics",
        GatewayRefusal.TooManySubscriptions => "too many subscriptions",
        GatewayRefusal.TopicName => "no usable topic name",
        GatewayRefusal.UnknownTopicId => "unknown topic id",
        GatewayRefusal.QueueFull => "queue full",
        GatewayRefusal.RetainedFull => "no room to retain it",
        GatewayRefusal.Encapsulated => "not supported",
        GatewayRefusal.Asleep => "the client is asleep",
        GatewayRefusal.TooLong => "too long",
        _ => "refused by the client",
    };
}
