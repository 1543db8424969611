using System.Text;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;
using Sidetap.Simulation.Core;

namespace Sidetap.Simulation;

/// <summary>What a seed decides at the start: the box's settings, its machine, and how its world is.</summary>
internal sealed class SeedSettings
{
    /// <summary>The PublisherId of every box.</summary>
    public const ulong PublisherId = 4711;

    /// <summary>The ClientId of every box.</summary>
    public const string ClientId = "box-4711";

    /// <summary>Predefined topic ids, where a seed uses them.</summary>
    public const int PredefinedData = 21;
    public const int PredefinedMetaData = 22;
    public const int PredefinedEvents = 23;
    public const int PredefinedEventMetaData = 24;

    /// <summary>What the profile says of its events.</summary>
    public const int EventSeverity = 321;
    public const string EventCause = "sim";

    private static readonly string[] FieldNames = ["Temperature", "Load", "Vibration", "Feed", "Torque", "Pressure"];

    /// <summary>Chooses everything.</summary>
    public SeedSettings(ulong seed)
    {
        var random = new Prng(seed, 1);
        SamplingMs = 1000 * random.Pick([2, 3, 5, 5, 10, 10, 15, 20, 30, 60]);
        FieldCount = random.Between(0, FieldNames.Length);
        HoldSamples = random.Between(1, 20);
        KeyFrameMs = 1000 * random.Pick([60, 300, 1800]);
        Qos = random.Pick([1, 1, 1, 1, 1, 1, 1, 1, 0, -1]);
        IsFixedLayout = random.Below(8) == 0;
        UsesPredefinedIds = Qos < 0 || random.Below(8) == 0;
        KeepAliveSeconds = random.Pick([10, 20, 60, 60, 120, 300]);
        RetryMs = random.Pick([10000, 10000, 12000, 15000]);
        RetryCount = random.Between(3, 5);
        WaitMs = random.Pick([301000, 301000, 600000]);
        MaxFrameLength = random.Pick([256, 256, 320, 512, 1024]);
        QueueCapacity = random.Pick([2400, 4096, 16384]);
        HasWill = random.Below(6) == 0;
        LatencyMs = random.Between(2, 300);
        GatewayAnswersStrangers = random.Below(3) > 0;
        StormPercent = random.Pick([10, 25, 25, 50]);
        ResetMeanMs = random.Pick([0, 0, 1, 3, 8]) * 3600000;
        Pages = random.Pick([0, 3, 8, 24, 56]);
        PageOctets = random.Pick([2048, 4096]);
        FileCapacity = 4096 + (random.Below(4) == 0 ? Pages * PageOctets / 2 : Pages * PageOctets);
        BreaksStorage = random.Below(3) == 0;
        SpillAfterMs = random.Pick([10000, 60000, 60000, 300000]);
        TimeWaitMs = random.Pick([0, 10000, 10000, 60000]);
        ClockFate = random.Below(6);
        IsClean = random.Below(3) > 0;
        HasSecondGateway = random.Below(3) == 0;
        Discovers = random.Below(4) == 0;
        HasGateway = !Discovers || random.Below(2) == 0 || Qos < 0; // without a connection nothing is looked for
        HasNeighbour = Discovers || random.Below(8) == 0;
        SubscriptionCount = Qos < 0 ? 0 : random.Pick([0, 0, 1, 2]);
        Sleeps = Qos >= 0 && random.Below(6) == 0;
        SleepSeconds = Qos >= 0 && !Sleeps && random.Below(8) == 0 ? random.Between(30, 900) : 0;
        IsForwarded = random.Below(10) == 0;
        HasJitter = random.Below(2) == 0;
        Will = HasWill ? Encoding.UTF8.GetBytes("sim/will") : [];
        PublishesEvents = random.Below(10) > 0;
    }

    public int SamplingMs { get; }

    public int FieldCount { get; }

    /// <summary>For how many samples a field keeps its value.</summary>
    public int HoldSamples { get; }

    public int KeyFrameMs { get; }

    public int Qos { get; }

    public bool IsFixedLayout { get; }

    public bool UsesPredefinedIds { get; }

    public int KeepAliveSeconds { get; }

    public int RetryMs { get; }

    public int RetryCount { get; }

    public int WaitMs { get; }

    public int MaxFrameLength { get; }

    public int QueueCapacity { get; }

    public bool HasWill { get; }

    public byte[] Will { get; }

    public int LatencyMs { get; }

    /// <summary>Whether a gateway sends DISCONNECT to a client it does not know, or says nothing.</summary>
    public bool GatewayAnswersStrangers { get; }

    /// <summary>How much of the time something goes wrong.</summary>
    public int StormPercent { get; }

    /// <summary>Mean time between resets outside of storms; 0: none.</summary>
    public int ResetMeanMs { get; }

    public int FileCapacity { get; }

    /// <summary>Pages of the outbox in flash.</summary>
    public int Pages { get; }

    /// <summary>Octets of a page.</summary>
    public int PageOctets { get; }

    /// <summary>Whether the file area breaks its contract: wears out, rots, forgets. If not, the books have to be exact.</summary>
    public bool BreaksStorage { get; }

    public int SpillAfterMs { get; }

    public int TimeWaitMs { get; }

    /// <summary>The pause between messages of a backlog.</summary>
    public int DrainIntervalMs => 20;

    /// <summary>0: the clock is never known; 1 and 2: late; 3: known late and corrected; else: known at start.</summary>
    public int ClockFate { get; }

    /// <summary>Whether the session is a clean one.</summary>
    public bool IsClean { get; }

    /// <summary>Whether a second gateway is in the list.</summary>
    public bool HasSecondGateway { get; }

    /// <summary>Whether the first one is.</summary>
    public bool HasGateway { get; }

    /// <summary>Whether gateways are looked for.</summary>
    public bool Discovers { get; }

    /// <summary>Whether another client looks for gateways, and knows some.</summary>
    public bool HasNeighbour { get; }

    /// <summary>How many of <see cref="Subscriptions"/> the box makes.</summary>
    public int SubscriptionCount { get; }

    /// <summary>Whether the box is put to sleep now and then.</summary>
    public bool Sleeps { get; }

    /// <summary>For how long the box sleeps by itself whenever nothing waits; 0: it does not.</summary>
    public int SleepSeconds { get; }

    /// <summary>Whether a forwarder stands between the box and the network (5.5).</summary>
    public bool IsForwarded { get; }

    /// <summary>Whether the client's delays are random.</summary>
    public bool HasJitter { get; }

    /// <summary>Whether the box publishes events.</summary>
    public bool PublishesEvents { get; }

    /// <summary>What boxes subscribe to: a name and a wildcard.</summary>
    public static string[] Subscriptions { get; } = ["sim/command", "sim/+/setpoint"];

    /// <summary>WirelessNodeId of a forwarded box.</summary>
    public static byte[] NodeId { get; } = [0xB0, 0x42];

    /// <summary>The configured gateways, in order of preference.</summary>
    public int[] Gateways => !HasGateway ? [] : HasSecondGateway ? [Place.FirstGateway, Place.SecondGateway] : [Place.FirstGateway];

    /// <summary>Where the box's data go.</summary>
    public string DataTopic => $"opcua/uadp/data/{PublisherId}/sim/counter";

    /// <summary>Where its DataSetMetaData go.</summary>
    public string MetaDataTopic => $"opcua/uadp/metadata/{PublisherId}/sim/counter";

    /// <summary>Where its events go.</summary>
    public string EventTopic => DataTopic + "Events";

    /// <summary>Where their DataSetMetaData go.</summary>
    public string EventMetaDataTopic => MetaDataTopic + "Events";

    /// <summary>The name of the field that a channel is.</summary>
    public static string FieldName(int channel) => FieldNames[channel - 1];

    /// <summary>The firmware's settings.</summary>
    public NodeSettings MakeNodeSettings()
    {
        var settings = new NodeSettings
        {
            Qos = Qos,
            Layout = IsFixedLayout ? HeaderLayout.PeriodicFixed : HeaderLayout.Dynamic,
            PublisherId = PublisherId,
            QueueCapacity = QueueCapacity,
            OutboxPages = Pages,
            OutboxPageOctets = PageOctets,
            SpillAfterMs = SpillAfterMs,
            TimeWaitMs = TimeWaitMs,
            DrainIntervalMs = DrainIntervalMs,
            SleepSeconds = SleepSeconds,
            DataTopicId = UsesPredefinedIds ? PredefinedData : 0,
            MetaDataTopicId = UsesPredefinedIds ? PredefinedMetaData : 0,
            EventTopicId = UsesPredefinedIds ? PredefinedEvents : 0,
            EventMetaDataTopicId = UsesPredefinedIds ? PredefinedEventMetaData : 0,
            PublishesEvents = PublishesEvents,
        };
        if (HasGateway)
        {
            Place.Fill(settings.Gateway, Place.FirstGateway);
        }

        if (Gateways.Length > 1)
        {
            settings.FallbackGateways = [new LinkAddress()];
            Place.Fill(settings.FallbackGateways[0], Place.SecondGateway);
        }

        var client = settings.Client;
        client.ClientId = Encoding.UTF8.GetBytes(ClientId);
        client.KeepAliveSeconds = KeepAliveSeconds;
        client.RetryMs = RetryMs;
        client.RetryCount = RetryCount;
        client.WaitMs = WaitMs;
        client.MaxFrameLength = MaxFrameLength;
        client.CleanSession = IsClean;
        client.Discover = Discovers;
        client.WirelessNodeId = IsForwarded ? NodeId : [];
        client.WillTopic = Will;
        client.WillMessage = HasWill ? Encoding.UTF8.GetBytes("gone") : [];
        client.WillQos = HasWill ? 1 : 0;
        return settings;
    }

    /// <summary>The machine: a counter of samples, the lost messages, and some fields that follow from the counter.</summary>
    public MachineProfile MakeProfile()
    {
        var fields = new FieldBinding[2 + FieldCount];
        var sources = new SourceDescriptor[2 + FieldCount];
        fields[0] = new FieldBinding(new FieldMetaData("Counter", BuiltInType.Float), 0);
        fields[1] = new FieldBinding(new FieldMetaData("LostMessages", BuiltInType.UInt32), 1 + FieldCount);
        sources[0] = Channel(0);
        sources[1 + FieldCount] = new SourceDescriptor { Kind = SourceKind.Box };
        for (var i = 0; i < FieldCount; i++)
        {
            sources[1 + i] = Channel(1 + i);
            fields[2 + i] = new FieldBinding(new FieldMetaData(FieldNames[i], BuiltInType.Float), 1 + i) { Deadband = Deadband };
        }

        return new MachineProfile
        {
            DataSetName = "counter",
            Description = "Samples counted",
            WriterGroupName = "sim",
            MajorVersion = 1,
            MinorVersion = 1,
            SamplingIntervalMs = SamplingMs,
            KeyFrameIntervalMs = KeyFrameMs,
            Sources = sources,
            Fields = fields,
            Events = Events(),
        };
    }

    /// <summary>The first of the other fields is the machine's state, the second one its mode.</summary>
    private EventBinding[] Events()
    {
        EventBinding[] all = [new(Model.EventKind.State, 2, EventSeverity, EventCause), new(Model.EventKind.Mode, 3, EventSeverity, EventCause)];
        return all[..Math.Min(FieldCount, all.Length)];
    }

    private static SourceDescriptor Channel(int channel) => new() { Kind = SourceKind.Analog, Parameters = [channel, 1, 0] };

    /// <summary>The deadband of the fields that follow from the counter.</summary>
    public const float Deadband = 5;

    /// <summary>The true value of an analog channel when so many samples had been taken, the present one included.</summary>
    public float ValueOf(int channel, int counter)
    {
        if (channel == 0)
        {
            return counter;
        }

        if (channel <= 2)
        {
            return counter / (HoldSamples + (2 * (channel - 1))); // state and mode: a value that comes but once, so that its event has a name
        }

        var bits = ((ulong)(counter / HoldSamples) * 0x9E3779B97F4A7C15) ^ ((ulong)channel << 40);
        bits = (bits ^ (bits >> 31)) * 0xD6E8FEB86659FD93;
        return (int)((bits >> 40) % 64);
    }
}
