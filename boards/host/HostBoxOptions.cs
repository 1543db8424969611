using System.Net;
using Sidetap.Boards.Host.Machines;
using Sidetap.Model;
using Sidetap.Mqtt;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Boards.Host;

/// <summary>What a box on the desktop is told.</summary>
public sealed record HostBoxOptions
{
    /// <summary>Settings as a board's box has them, for everything that the other options don't say; null: the defaults, and a queue as a desktop has room for.</summary>
    public BoxSettings? Settings { get; init; }

    /// <summary>The gateway's address and port; null: one is found in <see cref="DiscoveryGroup"/>.</summary>
    public IPEndPoint? Gateway { get; init; }

    /// <summary>The MQTT broker that takes the place of a gateway; null: there is none. Its name at the broker is <see cref="Id"/>.</summary>
    public MqttSettings? Broker { get; init; }

    /// <summary>Further gateways, in order of preference, three at most; of the same address family.</summary>
    public IReadOnlyList<IPEndPoint> FallbackGateways { get; init; } = [];

    /// <summary>The IPv4 multicast group in which gateways are looked for; null: nowhere.</summary>
    public IPEndPoint? DiscoveryGroup { get; init; }

    /// <summary>This machine's address on the network of the group; null: the system chooses.</summary>
    public IPAddress? DiscoveryInterface { get; init; }

    /// <summary>ClientId, 1..23 octets in UTF-8; the box's unique id follows from it.</summary>
    public string Id { get; init; } = "sidetap";

    /// <summary>QoS of everything: -1, 0, 1 or 2.</summary>
    public int Qos { get; init; } = 1;

    /// <summary>The layout of data messages.</summary>
    public HeaderLayout Layout { get; init; }

    /// <summary>First levels of the topics.</summary>
    public string TopicPrefix { get; init; } = "opcua";

    /// <summary>Predefined topic id for data; 0: the name is registered.</summary>
    public int DataTopicId { get; init; }

    /// <summary>Predefined topic id for DataSetMetaData; 0: the name is registered.</summary>
    public int MetaDataTopicId { get; init; }

    /// <summary>Predefined topic id for events; 0: the name is registered.</summary>
    public int EventTopicId { get; init; }

    /// <summary>Predefined topic id for the DataSetMetaData of events; 0: the name is registered.</summary>
    public int EventMetaDataTopicId { get; init; }

    /// <summary>Whether events are published.</summary>
    public bool PublishesEvents { get; init; } = true;

    /// <summary>Octets of the longest frame.</summary>
    public int MaxFrameLength { get; init; } = 512;

    /// <summary>Keep-alive in seconds.</summary>
    public int KeepAliveSeconds { get; init; } = 60;

    /// <summary>Tretry in milliseconds; the specification says 10 to 15 s.</summary>
    public int RetryMs { get; init; } = 10000;

    /// <summary>Nretry: repetitions before the gateway counts as lost.</summary>
    public int RetryCount { get; init; } = 3;

    /// <summary>Twait in milliseconds: how long a congested gateway is left alone.</summary>
    public int WaitMs { get; init; } = 301000;

    /// <summary>Milliseconds after which an earlier gateway is asked whether it is back; 0: never.</summary>
    public int ReturnMs { get; init; } = 300000;

    /// <summary>Whether each connection begins a new session.</summary>
    public bool CleanSession { get; init; } = true;

    /// <summary>Seconds to sleep whenever everything is handed over; 0: never.</summary>
    public int SleepSeconds { get; init; }

    /// <summary>WirelessNodeId for a forwarder; of no octets: frames are sent as they are.</summary>
    public IReadOnlyList<byte> WirelessNodeId { get; init; } = [];

    /// <summary>What the machine is; null for the built-in profile of a CNC machine tool. The box's own: it may be changed.</summary>
    public MachineProfile? Profile { get; init; }

    /// <summary>Which machine is simulated: one of <see cref="SimulatedMachines.Names"/>. Of no use with <see cref="Replay"/>.</summary>
    public string Machine { get; init; } = SimulatedMachines.Mill;

    /// <summary>Faults of the simulated machine that come by themselves.</summary>
    public IReadOnlyList<FaultPlan> Faults { get; init; } = [];

    /// <summary>A recording to replay; null for a simulated machine.</summary>
    public string? Replay { get; init; }

    /// <summary>Columns of the recording that differ from <see cref="ReplayBoard.Signals"/>, by signal.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Milliseconds from row to row of the recording, and from sample to sample; null: what the profile says.</summary>
    public int? IntervalMs { get; init; }

    /// <summary>Box time per real time.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>A folder for the box's files; null keeps them in memory.</summary>
    public string? StateFolder { get; init; }

    /// <summary>The UTC time of uptime 0; null for a box that does not know the time.</summary>
    public DateTime? UtcAtStart { get; init; }
}
