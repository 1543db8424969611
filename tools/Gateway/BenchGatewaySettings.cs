namespace Sidetap.Gateway;

/// <summary>What a bench gateway is told at start-up. Every limit bounds what a hostile peer can make it hold.</summary>
public sealed class BenchGatewaySettings
{
    /// <summary>GwId, 0..255 (MQTT-SN 1.2, 5.3.6).</summary>
    public int GwId { get; init; } = 1;

    /// <summary>The predefined topic ids, 1..65,534, and their names (5.3.4).</summary>
    public IReadOnlyDictionary<int, string> PredefinedTopics { get; init; } = new Dictionary<int, string>();

    /// <summary>Tretry: milliseconds until a frame is sent again. The specification says 10 to 15 s (7.2, Table 30).</summary>
    public int RetryMs { get; init; } = 10000;

    /// <summary>Nretry: how often a frame is sent again before its client counts as lost. The specification says 3 to 5.</summary>
    public int RetryCount { get; init; } = 3;

    /// <summary>Tadv: seconds from one ADVERTISE to the next, 1..65,535; 0: none is sent. The specification says more than 15 min (6.1).</summary>
    public int AdvertiseSeconds { get; init; }

    /// <summary>The most sessions, those of absent clients included; 0: every CONNECT is rejected.</summary>
    public int MaxClients { get; init; } = 64;

    /// <summary>The most nodes behind one forwarder that can be connected or asleep.</summary>
    public int MaxNodesPerForwarder { get; init; } = 32;

    /// <summary>The most topic ids a client can have.</summary>
    public int MaxTopicsPerClient { get; init; } = 256;

    /// <summary>The most topic ids all clients can have. A client can always have its part of one half.</summary>
    public int MaxTopics { get; init; } = 4096;

    /// <summary>The most subscriptions a client can have.</summary>
    public int MaxSubscriptionsPerClient { get; init; } = 32;

    /// <summary>The most messages that wait for a client.</summary>
    public int MaxQueuedPerClient { get; init; } = 64;

    /// <summary>The most octets of payload that wait for a client.</summary>
    public int MaxQueuedOctetsPerClient { get; init; } = 262144;

    /// <summary>The most octets of payload that wait for all clients together. A client can always have its part of one half.</summary>
    public int MaxQueuedOctets { get; init; } = 4194304;

    /// <summary>The most retained messages.</summary>
    public int MaxRetained { get; init; } = 256;

    /// <summary>The most octets of retained payloads.</summary>
    public int MaxRetainedOctets { get; init; } = 1048576;

    /// <summary>The longest topic name, in octets.</summary>
    public int MaxTopicNameLength { get; init; } = 256;
}
