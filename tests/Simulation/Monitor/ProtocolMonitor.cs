using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Monitor;

/// <summary>
/// Holds a client to MQTT-SN 1.2 by its frames alone: what it sent, and what it was given before it did. Knows nothing of the firmware. A broken rule
/// is a <see cref="ViolationException"/>, whose name begins with the part of the protocol it is about.
/// </summary>
internal sealed partial class ProtocolMonitor
{
    // A message over which so many connections were lost begins anew, with another MsgId: a rule of the box, which the specification leaves to it.
    private const int MaxLosses = 3;

    private readonly MonitorSettings _settings;
    // Places in MonitorSettings.TopicNames.
    private const int DataTopic = 0;
    private const int EventTopic = 2;

    private readonly IMonitorListener _listener;
    private readonly SnFrame _frame = new();
    private readonly Request _connect = new();
    private readonly Request _register = new();
    private readonly Request _publish = new();
    private readonly Request _ping = new();
    private readonly Request _disconnect = new();
    private readonly Request _subscribe = new();
    private readonly bool[] _isSubscribed;
    private readonly int[] _subscriptionIds;
    private readonly int[] _topicIds;
    private readonly bool[] _hasPublishedQos0;
    private Session _session;
    private int _gateway;
    private bool _isReleasing;
    private int _publishTopic;
    private long _sessionEndMs;
    private long _lastSentMs;
    private int _lastPublishMsgId;
    private long _publishQuietUntilMs;
    private long _registerQuietUntilMs;
    private readonly long[] _connectQuietUntilMs = new long[Place.Count];
    private long _subscribeQuietUntilMs;
    private int _sessionGateway;
    private bool _mayGoOn;
    private int _overtaken;
    private int _losses;
    private bool _isNameRefused;
    private long _step;
    private bool _isInStep;
    private long _connectStep;

    /// <summary>Makes a monitor of a client that has not begun.</summary>
    public ProtocolMonitor(MonitorSettings settings, IMonitorListener listener)
    {
        _settings = settings;
        _listener = listener;
        _topicIds = new int[settings.TopicNames.Length];
        _isSubscribed = new bool[settings.Subscriptions.Length];
        _subscriptionIds = new int[settings.Subscriptions.Length];
        _hasPublishedQos0 = new bool[settings.TopicNames.Length];
        Reset();
    }

    private enum Session
    {
        /// <summary>None: before the first CONNECT, and after the end of a connection.</summary>
        None,

        /// <summary>CONNECT is out.</summary>
        Connecting,

        /// <summary>CONNACK accepted has come.</summary>
        Active,

        /// <summary>DISCONNECT with a Duration is out.</summary>
        FallingAsleep,

        /// <summary>It was answered: nothing is sent until Duration is nearly over.</summary>
        Asleep,

        /// <summary>PINGREQ with the ClientId is out.</summary>
        Awake,
    }

    /// <summary>Milliseconds since the simulation began; set before anything is told.</summary>
    public long NowMs { get; set; }

    /// <summary>When a session was last known to be up, awake or asleep.</summary>
    public long LastSessionMs { get; private set; } = long.MinValue / 2;

    /// <summary>The box has been reset: it knows nothing any more, and the monitor expects nothing of it.</summary>
    public void Reset()
    {
        CloseRequests();
        ForgetIds();
        _publish.IsOpen = false;
        _session = Session.None;
        _gateway = _settings.Gateways.Length > 0 ? _settings.Gateways[0] : Place.Nowhere;
        _sessionGateway = -1;
        _sessionEndMs = long.MinValue / 2;
        _publishQuietUntilMs = _registerQuietUntilMs = _subscribeQuietUntilMs = long.MinValue;
        Array.Fill(_connectQuietUntilMs, long.MinValue);
        ResetSearch();
        ForgetGateways();
        _overtaken = 0;
        MayWake = false;
        MaySleep = false;
        MayLeave = false;
        _lastPublishMsgId = -1;
        _mayGoOn = false;
        _refusedLength = 0;
        _invalidLength = 0;
        _isOwed = false;
    }

    /// <summary>The box is about to be stepped. What it sends before was asked for by its owner.</summary>
    public void BeginStep() => _isInStep = true;

    /// <summary>The box has been stepped: nothing that is due may be left undone.</summary>
    /// <param name="isLinkUp">Whether its link is up.</param>
    /// <param name="nextMs">When it wants to be called next.</param>
    public void EndStep(bool isLinkUp, long nextMs)
    {
        RequireNothingOwed();
        _step++;
        _isInStep = false;
        if (_isNameRefused && _session == Session.Active && NowMs >= Math.Max(_publishQuietUntilMs, Math.Max(_registerQuietUntilMs, _subscribeQuietUntilMs)))
        {
            _mayGoOn = false; // without an id for its topic a message can't go on; it may begin anew
            _isNameRefused = false;
        }

        LastSessionMs = _session is Session.None or Session.Connecting ? LastSessionMs : NowMs;
        if (!isLinkUp)
        {
            // A CONNECT that was tried in this very step: the box sees in the next one whether the link is still down.
            if (_session != Session.Asleep && !(_session == Session.Connecting && _connect.Sends == 1 && _connectStep == _step))
            {
                EndSession();
            }

            return;
        }

        switch (_session)
        {
            case Session.Connecting:
                CheckDue(_connect, "CONNECT", nextMs);
                break;
            case Session.FallingAsleep:
                CheckDue(_disconnect, "DISCONNECT", nextMs);
                break;
            case Session.Asleep:
                CheckWakeUp(nextMs);
                break;
            case Session.Awake:
                CheckDue(_ping, "PINGREQ", nextMs);
                break;
            case Session.Active when IsExhausted(_publish) || IsExhausted(_register) || IsExhausted(_ping) || IsExhausted(_subscribe):
                EndSession();
                break;
            case Session.Active:
                CheckDue(_publish, "PUBLISH", nextMs);
                CheckDue(_register, "REGISTER", nextMs);
                CheckDue(_subscribe, "SUBSCRIBE", nextMs);
                CheckDue(_ping, "PINGREQ", nextMs);
                CheckKeepAlive(nextMs);
                break;
        }
    }

    /// <summary>The box has handed a frame to its link.</summary>
    /// <param name="octets">The frame.</param>
    /// <param name="to">The place it goes to.</param>
    /// <param name="isTaken">Whether the link took it. If not, the box has tried, which is all the timers ask for.</param>
    public void OnSent(ReadOnlySpan<byte> octets, int to, bool isTaken)
    {
        var error = _frame.Read(octets);
        if (error is not null)
        {
            throw new ViolationException("frame.malformed", $"The box sent a malformed frame: {error}.");
        }

        if (to == Place.Broadcast)
        {
            CheckBroadcast(octets);
            return;
        }

        if (_frame.Type != SnFrame.Connect && _frame.Type != SnFrame.SearchGw && to != _gateway)
        {
            throw new ViolationException("frame.destination", $"{FrameText.NameOf(_frame.Type)} went to {Place.NameOf(to)}; the session is with {Place.NameOf(_gateway)}.");
        }

        if (_frame.Type == SnFrame.SearchGw)
        {
            CheckQuestion(to);
            return; // it is not for the gateway of the session
        }

        if (MayLeave && _frame.Type == SnFrame.Disconnect && _frame.Duration < 0)
        {
            EndSession();
            return;
        }

        if (_session is Session.Asleep or Session.Awake or Session.FallingAsleep)
        {
            CheckSilence();
        }

        if (_isOwed && _owed.IsOptional && _frame.Type != SnFrame.PubAck)
        {
            RequireNothingOwed();
        }

        CheckSent(octets, to, isTaken);
        _lastSentMs = NowMs;
    }

    private void CheckSent(ReadOnlySpan<byte> octets, int to, bool isTaken)
    {
        switch (_frame.Type)
        {
            case SnFrame.Connect:
                CheckConnect(octets, to);
                break;
            case SnFrame.Register:
                CheckRegister(octets);
                break;
            case SnFrame.Publish:
                CheckPublish(octets, isTaken);
                break;
            case SnFrame.PubRel when _isReleasing && _publish.Answers(_frame.MsgId) && !_isOwed:
                CheckRepetition(_publish, "PUBREL");
                break;
            case SnFrame.Subscribe:
                CheckSubscribe(octets);
                break;
            case SnFrame.PingReq:
                CheckPing(octets);
                break;
            case SnFrame.Disconnect:
                CheckDisconnect(octets);
                break;
            case SnFrame.RegAck:
                PayOwed();
                TakeName();
                break;
            case SnFrame.PubAck:
            case SnFrame.PubRec:
            case SnFrame.PubRel:
            case SnFrame.PubComp:
            case SnFrame.PingResp:
            case SnFrame.WillTopic:
            case SnFrame.WillMsg:
                PayOwed();
                break;
            default:
                throw new ViolationException("frame.type", $"{FrameText.NameOf(_frame.Type)} is not for a client to send here.");
        }
    }

    private void RequireActive(string what)
    {
        if (_session != Session.Active)
        {
            throw new ViolationException("state.notconnected", $"{what} without a session: no CONNACK has accepted one, or it is over.");
        }
    }

    /// <summary>6.13: what waits for an answer is repeated after Tretry, Nretry times, and then the gateway is lost.</summary>
    private void CheckDue(Request request, string name, long nextMs)
    {
        if (!request.IsOpen || _session == Session.None)
        {
            return;
        }

        if (NowMs >= request.DueMs)
        {
            if (!IsExhausted(request))
            {
                throw new ViolationException("retry.late", $"{name} {request.MsgId} was not repeated {NowMs - request.DueMs} ms after it was due.");
            }

            EndSession();
        }
        else if (nextMs > request.DueMs)
        {
            throw new ViolationException("retry.wakeup", $"The box wants to be called {nextMs - request.DueMs} ms after {name} {request.MsgId} is due.");
        }
    }

    private bool IsExhausted(Request request) => request.IsOpen && NowMs >= request.DueMs && request.Sends > _settings.RetryCount;

    /// <summary>6.11: the gateway hears of the client within Duration.</summary>
    private void CheckKeepAlive(long nextMs)
    {
        var latest = _lastSentMs + (_settings.KeepAliveSeconds * 1000L);
        if (_session != Session.Active)
        {
            return;
        }

        if (NowMs > latest)
        {
            throw new ViolationException("keepalive.missing", $"Nothing was sent for {NowMs - _lastSentMs} ms; Duration is {_settings.KeepAliveSeconds} s.");
        }

        if (nextMs > latest)
        {
            throw new ViolationException("keepalive.missing", $"The box wants to be called {nextMs - latest} ms after Duration is over.");
        }
    }

    private void EndSession()
    {
        if (_session == Session.None)
        {
            return;
        }


        _session = Session.None;
        _sessionEndMs = NowMs;
        SuspendPublish();
        _isOwed = false;
        CloseRequests();
        ForgetIds();
    }

    /// <summary>In a kept session, what was outstanding lives on.</summary>
    private void SuspendPublish()
    {
        _losses += _publish.IsOpen ? 1 : 0;
        _mayGoOn |= !_settings.IsClean && _publish.IsOpen && _losses < MaxLosses;
        _publish.IsOpen = false;
    }

    private void CloseRequests()
    {
        _connect.IsOpen = false;
        _register.IsOpen = false;
        _subscribe.IsOpen = false;
        _ping.IsOpen = false;
        _disconnect.IsOpen = false;
    }

    private void ForgetIds()
    {
        _isNameRefused = false;
        Array.Clear(_isSubscribed);
        Array.Clear(_hasPublishedQos0);
        for (var i = 0; i < _topicIds.Length; i++)
        {
            _topicIds[i] = _settings.PredefinedIds[i];
        }
    }
}
