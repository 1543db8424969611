namespace Sidetap.Gateway;

/// <summary>What the gateway knows of one client.</summary>
internal sealed class ClientSession
{
    private readonly BenchGatewaySettings _settings;
    private int _lastMsgId;
    private int _queuedOctets;

    public ClientSession(string clientId, BenchGatewaySettings settings)
    {
        ClientId = clientId;
        _settings = settings;
        Topics = new TopicTable(settings.MaxTopicsPerClient);
    }

    public string ClientId { get; }

    public string Endpoint { get; set; } = "";

    public SessionState State { get; set; }

    public bool IsClean { get; set; }

    public int KeepAliveSeconds { get; set; }

    public long LastHeardMs { get; set; }

    public TopicTable Topics { get; private set; }

    public List<Subscription> Subscriptions { get; } = [];

    public Will? Will { get; set; }

    /// <summary>MsgIds of QoS 2 messages that were delivered and not yet released with PUBREL.</summary>
    public HashSet<int> OpenQos2 { get; } = [];

    public Queue<QueuedMessage> Queue { get; } = new();

    /// <summary>The frame that waits for an answer; null when none does. There is one at a time.</summary>
    public byte[]? Outstanding { get; private set; }

    public int OutstandingMsgId { get; private set; }

    /// <summary>Whether the outstanding frame is a REGISTER, and for which id; 0 for other frames.</summary>
    public int OutstandingRegisterId { get; private set; }

    public long RetryDueMs { get; private set; }

    public int RetriesLeft { get; private set; }

    /// <summary>When the client counts as lost: 1.5 x Duration after its last frame (MQTT-SN 1.2, 6.11); 0 stands for no limit.</summary>
    public long ExpiresMs => State == SessionState.Active && KeepAliveSeconds > 0 ? LastHeardMs + (KeepAliveSeconds * 1500L) : long.MaxValue;

    /// <summary>When something falls due.</summary>
    public long DueMs => Math.Min(ExpiresMs, Outstanding == null ? long.MaxValue : RetryDueMs);

    public int NextMsgId()
    {
        _lastMsgId = _lastMsgId == 0xFFFF ? 1 : _lastMsgId + 1;
        return _lastMsgId;
    }

    public void Await(byte[] frame, int msgId, int registerId, long nowMs)
    {
        Outstanding = frame;
        OutstandingMsgId = msgId;
        OutstandingRegisterId = registerId;
        RetryDueMs = nowMs + _settings.RetryMs;
        RetriesLeft = _settings.RetryCount;
    }

    public void CountRetry(long nowMs)
    {
        RetriesLeft--;
        RetryDueMs = nowMs + _settings.RetryMs;
    }

    public void EndWaiting() => Outstanding = null;

    /// <summary>Queues a message; false when there is no room.</summary>
    public bool TryEnqueue(QueuedMessage message)
    {
        if (Queue.Count >= _settings.MaxQueuedPerClient || _queuedOctets + message.Payload.Length > _settings.MaxQueuedOctetsPerClient)
        {
            return false;
        }

        Queue.Enqueue(message);
        _queuedOctets += message.Payload.Length;
        return true;
    }

    public void Dequeue() => _queuedOctets -= Queue.Dequeue().Payload.Length;

    /// <summary>Begins a connection: a clean one forgets everything, a kept one goes on with what the last one had (MQTT-SN 1.2, 6.3).</summary>
    public void Renew(bool clean)
    {
        EndWaiting();
        if (!clean)
        {
            return;
        }

        Topics = new TopicTable(_settings.MaxTopicsPerClient);
        OpenQos2.Clear();
        Subscriptions.Clear();
        Will = null;
        Queue.Clear();
        _queuedOctets = 0;
    }
}
