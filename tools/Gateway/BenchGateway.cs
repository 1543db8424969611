using Sidetap.Decoding.Frames;
using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <summary>
/// An MQTT-SN 1.2 gateway that is its own broker, for development and tests: a box can be tried on a desk, with no other software. Plants run Paho's
/// gateway, EMQX's or another one; this one has no link to an MQTT broker.
/// </summary>
/// <remarks>
/// No thread, no clock, no socket: datagrams go in with <see cref="Receive"/> and out through the callback, time is told. Whatever arrives is data: it is
/// answered, or counted and left, and nothing throws. Everything is bounded by <see cref="BenchGatewaySettings"/>.
/// <para>Not there yet: sleeping clients. A DISCONNECT with a Duration is answered and handled as one without, except that the subscriptions of a session
/// that is not clean wait for the client's return, as they would anyway. Forwarder encapsulation, ADVERTISE and QoS 2 towards subscribers are left out;
/// a subscription for QoS 2 is granted QoS 1.</para>
/// </remarks>
public sealed partial class BenchGateway
{
    private const int MaxOpenQos2 = 16;
    private const int MaxPayload = 65535 - FrameWriter.PublishHeaderRoom;

    private readonly BenchGatewaySettings _settings;
    private readonly Action<string, ReadOnlyMemory<byte>> _send;
    private readonly Dictionary<string, ClientSession> _byEndpoint = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClientSession> _byClientId = new(StringComparer.Ordinal);
    private readonly RetainedMessages _retained;
    private readonly Frame _frame = new();
    private readonly byte[] _buffer = new byte[65535];
    private long _nowMs;

    /// <summary>Makes a gateway without clients.</summary>
    /// <param name="settings">Its settings; they must not change afterwards.</param>
    /// <param name="send">Sends a datagram to an endpoint. The octets are valid during the call only.</param>
    public BenchGateway(BenchGatewaySettings settings, Action<string, ReadOnlyMemory<byte>> send)
    {
        _settings = settings;
        _send = send;
        _retained = new RetainedMessages(settings.MaxRetained, settings.MaxRetainedOctets);
    }

    /// <summary>Is told of every PUBLISH that was accepted, before it goes to subscribers.</summary>
    public event Action<AcceptedPublish>? Published;

    /// <summary>Is told of everything else.</summary>
    public event Action<GatewayEvent>? Happened;

    /// <summary>What has been counted.</summary>
    public GatewayStatistics Statistics { get; } = new();

    /// <summary>ClientIds of the clients that are connected.</summary>
    public IReadOnlyList<string> ConnectedClients =>
        _byEndpoint.Values.Where(session => session.State == SessionState.Active).Select(session => session.ClientId).Order(StringComparer.Ordinal).ToList();

    /// <summary>How many sessions are held, those of absent clients included.</summary>
    public int SessionCount => _byClientId.Count;

    /// <summary>Takes a datagram.</summary>
    /// <param name="datagram">Its octets, which may be anything.</param>
    /// <param name="endpoint">Its sender: any text that tells senders apart and that the send callback understands.</param>
    /// <param name="nowMs">The time in milliseconds; never less than before.</param>
    public void Receive(ReadOnlySpan<byte> datagram, string endpoint, long nowMs)
    {
        _nowMs = nowMs;
        Statistics.Received++;
        byte[] octets = datagram.ToArray();
        FrameError error = _frame.Parse(octets, 0, octets.Length);
        if (error != FrameError.None)
        {
            Statistics.Count(error);
            ClientSession? sender = _byEndpoint.GetValueOrDefault(endpoint);
            Happened?.Invoke(new GatewayEvent(GatewayEventKind.Malformed, endpoint, sender?.ClientId, $"{octets.Length} octets: {FrameText.Of(error)}"));
            return;
        }

        if (_byEndpoint.TryGetValue(endpoint, out ClientSession? session))
        {
            session.LastHeardMs = nowMs;
        }

        Handle(_frame, endpoint, session);
    }

    /// <summary>Does what is due: sends again, gives up lost clients.</summary>
    /// <param name="nowMs">The time in milliseconds.</param>
    /// <returns>When to call again at the latest, or <see cref="long.MaxValue"/>.</returns>
    public long Step(long nowMs)
    {
        _nowMs = nowMs;
        foreach (ClientSession session in _byEndpoint.Values.ToList())
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

        return _byEndpoint.Count == 0 ? long.MaxValue : _byEndpoint.Values.Min(session => session.DueMs);
    }

    private void Handle(Frame frame, string endpoint, ClientSession? session)
    {
        switch (frame.Type)
        {
            case MessageType.SearchGw:
                Send(endpoint, FrameWriter.GwInfo(_buffer, 0, _settings.GwId, [], 0));
                return;

            case MessageType.Connect:
                HandleConnect(frame, endpoint);
                return;

            case MessageType.Disconnect:
                HandleDisconnect(frame, endpoint, session);
                return;

            case MessageType.Publish when Flags.ToQos(frame.Flags) < 0:
                HandlePublish(frame, endpoint, session); // 6.8: needs no connection
                return;

            case MessageType.Encapsulated:
                Refuse(GatewayRefusal.Encapsulated, endpoint, session, "forwarder encapsulation");
                return;
        }

        if (session == null)
        {
            // Not in the specification, and what other gateways do: the client learns at once that its connection is gone.
            Send(endpoint, FrameWriter.Disconnect(_buffer, 0, -1));
            Refuse(GatewayRefusal.NotConnected, endpoint, null, MessageTypes.NameOf((int)frame.Type));
        }
        else if (session.State == SessionState.Active)
        {
            HandleActive(frame, session);
        }
        else
        {
            HandleConnecting(frame, session);
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
                HandlePublish(frame, session.Endpoint, session);
                break;
            case MessageType.PubRel:
                session.OpenQos2.Remove(frame.MsgId);
                Send(session.Endpoint, FrameWriter.MsgIdAck(_buffer, 0, MessageType.PubComp, frame.MsgId));
                break;
            case MessageType.Subscribe:
                HandleSubscribe(frame, session);
                break;
            case MessageType.Unsubscribe:
                HandleUnsubscribe(frame, session);
                break;
            case MessageType.RegAck:
                HandleRegAck(frame, session);
                break;
            case MessageType.PubAck:
                HandlePubAck(frame, session);
                break;
            case MessageType.PingReq:
                Send(session.Endpoint, FrameWriter.Bare(_buffer, 0, MessageType.PingResp));
                break;
            case MessageType.WillTopicUpd:
            case MessageType.WillMsgUpd:
                HandleWillUpdate(frame, session);
                break;
            default:
                Refuse(GatewayRefusal.Unexpected, session.Endpoint, session, MessageTypes.NameOf((int)frame.Type));
                break;
        }
    }

    private void Retry(ClientSession session)
    {
        if (session.RetriesLeft == 0)
        {
            Lose(session, "does not answer");
            return;
        }

        session.CountRetry(_nowMs);
        Statistics.Retransmitted++;
        byte[] frame = session.Outstanding!;
        int type = frame[0] == 1 ? 3 : 1;
        if (frame[type] == (byte)MessageType.Publish)
        {
            frame[type + 1] |= Flags.Dup; // 5.3.4
        }

        Send(session.Endpoint, frame);
    }

    private void Refuse(GatewayRefusal refusal, string endpoint, ClientSession? session, string detail)
    {
        Statistics.Count(refusal);
        Happened?.Invoke(new GatewayEvent(GatewayEventKind.Refused, endpoint, session?.ClientId, $"{detail}: {TextOf(refusal)}"));
    }

    private void Tell(GatewayEventKind kind, ClientSession session, string detail) =>
        Happened?.Invoke(new GatewayEvent(kind, session.Endpoint, session.ClientId, detail));

    private void Send(string endpoint, int length) => Send(endpoint, _buffer.AsMemory(0, length));

    private void Send(string endpoint, ReadOnlyMemory<byte> frame)
    {
        if (!frame.IsEmpty)
        {
            Statistics.Sent++;
            _send(endpoint, frame);
        }
    }

    /// <summary>Sends a frame that must be answered.</summary>
    private void SendAndAwait(ClientSession session, int length, int msgId, int registerId)
    {
        session.Await(_buffer.AsSpan(0, length).ToArray(), msgId, registerId, _nowMs);
        Send(session.Endpoint, length);
    }

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
        _ => "refused by the client",
    };
}
