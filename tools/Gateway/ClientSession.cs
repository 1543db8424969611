namespace Sidetap.Gateway;

/// <summary>What the gateway knows of one client.</summary>
internal sealed class ClientSession
{
    private const int MaxOpenQos2 = 16;

    private readonly BenchGatewaySettings _settings;
    private readonly Allowance _queuedOctets;
    private readonly List<int> _openQos2 = [];
    private int _lastMsgId;

    public ClientSession(string clientId, BenchGatewaySettings settings, SharedLimit queuedOctets, SharedLimit topics)
    {
        ClientId = clientId;
        _settings = settings;
        _queuedOctets = new Allowance(queuedOctets, settings.MaxQueuedOctetsPerClient);
        Topics = new TopicTable(new Allowance(topics, settings.MaxTopicsPerClient));
    }

    public string ClientId { get; }

    public Peer Peer { get; set; }

    public SessionState State { get; set; }

    public bool IsClean { get; set; }

    public int KeepAliveSeconds { get; set; }

    /// <summary>How long the client said it would sleep.</summary>
    public int SleepSeconds { get; set; }

    public long LastHeardMs { get; set; }

    public TopicTable Topics { get; }

    public List<Subscription> Subscriptions { get; } = [];

    public Will? Will { get; set; }

    public Queue<QueuedMessage> Queue { get; } = new();

    /// <summary>
    /// While awake: how many messages the client gets before PINGRESP; those that waited when it asked, so that it can't be kept from sleeping.
    /// </summary>
    public int AwakeLeft { get; set; }

    /// <summary>The frame that waits for an answer; null when none does. There is one at a time.</summary>
    public byte[]? Outstanding { get; private set; }

    /// <summary>What answers it.</summary>
    public AwaitedAnswer Awaited { get; private set; }

    public int OutstandingMsgId { get; private set; }

    /// <summary>The id of an outstanding REGISTER.</summary>
    public int OutstandingTopicId { get; private set; }

    public long RetryDueMs { get; private set; }

    public int RetriesLeft { get; private set; }

    /// <summary>Whether the client is there: connected, asleep or awake. Only then it can be lost.</summary>
    public bool IsPresent => State is SessionState.Active or SessionState.Asleep or SessionState.Awake;

    /// <summary>Whether frames can be sent to it that it has to answer.</summary>
    public bool IsReachable => State is SessionState.Active or SessionState.Awake;

    /// <summary>When the client counts as lost (MQTT-SN 1.2, 6.11 and 6.14); a Duration of 0 stands for no limit.</summary>
    public long ExpiresMs
    {
        get
        {
            int seconds = State == SessionState.Active ? KeepAliveSeconds : SleepSeconds;
            return IsPresent && seconds > 0 ? LastHeardMs + WithTolerance(seconds) : long.MaxValue;
        }
    }

    /// <summary>When something falls due.</summary>
    public long DueMs => Math.Min(ExpiresMs, Outstanding == null ? long.MaxValue : RetryDueMs);

    /// <summary>Whether the session holds nothing its client would miss.</summary>
    public bool IsEmpty => Subscriptions.Count == 0 && Queue.Count == 0 && Topics.Count == 0 && Will == null && _openQos2.Count == 0;

    public int NextMsgId()
    {
        _lastMsgId = _lastMsgId == 0xFFFF ? 1 : _lastMsgId + 1;
        return _lastMsgId;
    }

    public void Await(byte[] frame, AwaitedAnswer answer, int msgId, int topicId, long nowMs)
    {
        Outstanding = frame;
        Awaited = answer;
        OutstandingMsgId = msgId;
        OutstandingTopicId = topicId;
        RetryDueMs = nowMs + _settings.RetryMs;
        RetriesLeft = _settings.RetryCount;
    }

    public void CountRetry(long nowMs)
    {
        RetriesLeft--;
        RetryDueMs = nowMs + _settings.RetryMs;
    }

    public void EndWaiting() => Outstanding = null;

    public bool Awaits(AwaitedAnswer answer, int msgId) => Outstanding != null && Awaited == answer && OutstandingMsgId == msgId;

    /// <summary>Queues a message; false when there is no room for it, the client's own or that of all clients.</summary>
    public bool TryEnqueue(QueuedMessage message)
    {
        if (Queue.Count >= _settings.MaxQueuedPerClient || !_queuedOctets.TryTake(message.Payload.Length))
        {
            return false;
        }

        Queue.Enqueue(message);
        return true;
    }

    public void Dequeue()
    {
        _queuedOctets.Return(Queue.Dequeue().Payload.Length);
        AwakeLeft = Math.Max(0, AwakeLeft - 1);
    }

    /// <summary>Of the waiting messages only those that must arrive are kept for an absent client (MQTT 3.1.1, 3.1.2.4).</summary>
    public void DropQos0()
    {
        for (int i = Queue.Count; i > 0; i--)
        {
            QueuedMessage message = Queue.Dequeue();
            if (message.Qos > 0)
            {
                Queue.Enqueue(message);
            }
            else
            {
                _queuedOctets.Return(message.Payload.Length);
            }
        }
    }

    /// <summary>Whether a QoS 2 message with this MsgId was taken and has not been released with PUBREL.</summary>
    public bool IsOpenQos2(int msgId) => _openQos2.Contains(msgId);

    /// <summary>Notes a QoS 2 message. A client has one under way (MQTT-SN 1.2, 6.6); what it has not released long since it has given up.</summary>
    public void OpenQos2(int msgId)
    {
        if (_openQos2.Count == MaxOpenQos2)
        {
            _openQos2.RemoveAt(0);
        }

        _openQos2.Add(msgId);
    }

    public void CloseQos2(int msgId) => _openQos2.Remove(msgId);

    /// <summary>Begins a connection: a clean one forgets everything, a kept one goes on with what the last one had (MQTT-SN 1.2, 6.3).</summary>
    public void Renew(bool clean)
    {
        EndWaiting();
        if (clean)
        {
            Clear();
        }
    }

    /// <summary>Forgets everything, and gives back what was taken of the totals.</summary>
    public void Clear()
    {
        Topics.Clear();
        _openQos2.Clear();
        Subscriptions.Clear();
        Will = null;
        Queue.Clear();
        _queuedOctets.ReturnAll();
    }

    /// <summary>Table 30: half as long again up to a minute, a tenth above.</summary>
    private static long WithTolerance(int seconds) => seconds * (seconds <= 60 ? 1500L : 1100L);
}
