namespace Sidetap.Simulation.Monitor;

/// <summary>What the monitor has to know of the box it watches.</summary>
internal sealed class MonitorSettings
{
    /// <summary>ClientId in ASCII.</summary>
    public required byte[] ClientId { get; init; }

    /// <summary>Keep-alive Duration in seconds.</summary>
    public required int KeepAliveSeconds { get; init; }

    /// <summary>Tretry in milliseconds.</summary>
    public required int RetryMs { get; init; }

    /// <summary>Nretry.</summary>
    public required int RetryCount { get; init; }

    /// <summary>Twait in milliseconds.</summary>
    public required int WaitMs { get; init; }

    /// <summary>The least pause before a new CONNECT to the same gateway, in milliseconds.</summary>
    public required int ReconnectMinMs { get; init; }

    /// <summary>The configured gateways, in order of preference.</summary>
    public required int[] Gateways { get; init; }

    /// <summary>Whether gateways are looked for.</summary>
    public required bool Discovers { get; init; }

    /// <summary>Tsearchgw, and Tgwinfo, in milliseconds.</summary>
    public required int SearchMs { get; init; }

    /// <summary>The longest time between two SEARCHGW in milliseconds.</summary>
    public required int SearchMaxMs { get; init; }

    /// <summary>Names the box subscribes to, wildcards among them.</summary>
    public required byte[][] Subscriptions { get; init; }

    /// <summary>Whether CONNECT carries CleanSession.</summary>
    public required bool IsClean { get; init; }

    /// <summary>Whether CONNECT carries Will.</summary>
    public required bool HasWill { get; init; }

    /// <summary>QoS of what the box publishes.</summary>
    public required int Qos { get; init; }

    /// <summary>The topics the box publishes to: data, its metadata, events, their metadata.</summary>
    public required byte[][] TopicNames { get; init; }

    /// <summary>Their predefined ids; 0: they are registered by name.</summary>
    public required int[] PredefinedIds { get; init; }

    /// <summary>From this one on the topics are those for the update server, at QoS 0: asks, and a status that is retained.</summary>
    public int FirstUpdateTopic { get; init; } = int.MaxValue;
}
