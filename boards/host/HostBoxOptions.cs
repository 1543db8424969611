using System.Net;
using Sidetap.PubSub;

namespace Sidetap.Boards.Host;

/// <summary>What a box on the desktop is told.</summary>
public sealed record HostBoxOptions
{
    /// <summary>The gateway's address and port.</summary>
    public required IPEndPoint Gateway { get; init; }

    /// <summary>ClientId, 1..23 octets in UTF-8; the box's unique id follows from it.</summary>
    public string Id { get; init; } = "sidetap";

    /// <summary>QoS of everything: -1, 0 or 1.</summary>
    public int Qos { get; init; } = 1;

    /// <summary>The layout of data messages.</summary>
    public HeaderLayout Layout { get; init; }

    /// <summary>First levels of the topics.</summary>
    public string TopicPrefix { get; init; } = "opcua";

    /// <summary>Predefined topic id for data; 0: the name is registered.</summary>
    public int DataTopicId { get; init; }

    /// <summary>Predefined topic id for DataSetMetaData; 0: the name is registered.</summary>
    public int MetaDataTopicId { get; init; }

    /// <summary>Octets of the longest frame.</summary>
    public int MaxFrameLength { get; init; } = 512;

    /// <summary>Keep-alive in seconds.</summary>
    public int KeepAliveSeconds { get; init; } = 60;

    /// <summary>Tretry in milliseconds; the specification says 10 to 15 s.</summary>
    public int RetryMs { get; init; } = 10000;

    /// <summary>A recording to replay; null for the simulated mill.</summary>
    public string? Replay { get; init; }

    /// <summary>Columns of the recording that differ from <see cref="ReplayBoard.Signals"/>, by signal.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Milliseconds from row to row of the recording, and from sample to sample.</summary>
    public int IntervalMs { get; init; } = ReplayBoard.DefaultIntervalMs;

    /// <summary>Box time per real time.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>A folder for the box's files; null keeps them in memory.</summary>
    public string? StateFolder { get; init; }

    /// <summary>The UTC time of uptime 0; null for a box that does not know the time.</summary>
    public DateTime? UtcAtStart { get; init; }
}
