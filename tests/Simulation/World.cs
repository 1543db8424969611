using System.Text;
using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;
using Sidetap.Simulation.Ledger;
using Sidetap.Simulation.Models;
using Sidetap.Simulation.Monitor;
using Sidetap.Simulation.Updates;

namespace Sidetap.Simulation;

/// <summary>One seed: a box, its board, its file area, the network, the gateways, and what goes wrong with them. One thread, one virtual clock.</summary>
internal sealed partial class World
{
    // What a step may cost on the box, and how often one may follow another at the same time before that counts as a hang.
    private const int MaxStepsAtOnce = 2000;

    // What a slice of a verification may take.
    private const int MaxSliceMs = 20;

    // How likely somebody asks in a step how soon the gateway answers.
    private const int Curiosity = 1000; // in a million

    private readonly Prng _random;
    private readonly Prng _curiosity;
    private readonly ModelBoard _board;
    private readonly ModelFiles _files;
    private readonly BoxLink _link;
    private readonly ModelGateway[] _gateways = new ModelGateway[2];
    private readonly Neighbour _neighbour;
    private readonly NodeSettings _nodeSettings;
    private readonly Sidetap.Model.MachineProfile _profile;
    private readonly Action _step;
    private Node? _node;
    private int _boots;
    private long _bootMs;
    private long _dueMs;
    private long _utcAtStart;
    private int _stepsAtOnce;
    private long _lastStepMs = -1;
    private bool _isStopped;

    /// <summary>Makes the world of a seed.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="hours">How long it lasts.</param>
    /// <param name="output">Where every event is printed, or null.</param>
    public World(ulong seed, double hours, TextWriter? output)
    {
        EndMs = (long)(hours * 3600000);
        Settings = new SeedSettings(seed);
        _step = StepNode;
        Trace = new Trace(output);
        _random = new Prng(seed, 6);
        _curiosity = new Prng(seed, 8);
        Network = new Network(this, seed);
        _link = new BoxLink(this, seed);
        _updatePlan = new UpdatePlan(seed, Settings);
        _updateRandom = new Prng(seed, 22);
        _files = new ModelFiles(this, Settings.FileCapacity + UpdateOctets, seed);
        _gateways[0] = new ModelGateway(this, Place.FirstGateway, seed);
        _gateways[1] = new ModelGateway(this, Place.SecondGateway, seed);
        _neighbour = new Neighbour(this, seed);
        DataTopic = Encoding.UTF8.GetBytes(Settings.DataTopic);
        EventTopic = Encoding.UTF8.GetBytes(Settings.EventTopic);
        Ledger = new MessageLedger(this);
        Monitor = new ProtocolMonitor(MakeMonitorSettings(), Ledger);
        _nodeSettings = Settings.MakeNodeSettings();
        MakeUpdates(seed);
        _profile = Settings.MakeProfile();
        _board = new ModelBoard(Settings, seed) { Sampled = OnSampled };
        Weather.Clear(Settings.LatencyMs);
    }

    /// <summary>Milliseconds since the beginning.</summary>
    public long NowMs { get; private set; }

    /// <summary>When it is over.</summary>
    public long EndMs { get; }

    /// <summary>What the seed decided.</summary>
    public SeedSettings Settings { get; }

    /// <summary>What goes wrong at the moment.</summary>
    public Weather Weather { get; } = new();

    /// <summary>What happens next.</summary>
    public EventQueue Events { get; } = new();

    /// <summary>Datagrams that are not under way.</summary>
    public DatagramPool Pool { get; } = new();

    /// <summary>All that happened.</summary>
    public Trace Trace { get; }

    /// <summary>What is between the box and the gateways.</summary>
    public Network Network { get; }

    /// <summary>Who watches the protocol.</summary>
    public ProtocolMonitor Monitor { get; }

    /// <summary>Who counts the messages.</summary>
    public MessageLedger Ledger { get; }

    /// <summary>The data topic's name in UTF-8.</summary>
    public byte[] DataTopic { get; }

    /// <summary>The event topic's name in UTF-8.</summary>
    public byte[] EventTopic { get; }

    /// <summary>Whether something was taken from the file area beyond its contract, or could not be stored: then messages may vanish uncounted.</summary>
    public bool IsStorageBroken => _files.HasBrokenContract;

    /// <summary>Whether the box knows the time.</summary>
    public bool IsTimeKnown => _node is { UtcAtStart: not 0 };

    /// <summary>Messages that wait in the box.</summary>
    public int Waiting => _node?.QueuedMessages ?? 0;

    /// <summary>Frames the box sent.</summary>
    public long Frames { get; set; }

    /// <summary>How often the box has started.</summary>
    public int Boots => _boots;

    /// <summary>How often each kind of fault was injected.</summary>
    public long[] FaultCounts { get; } = new long[FaultKinds.Count];

    /// <summary>Lets time pass in which nothing happens.</summary>
    public void Skip(long ms) => NowMs += ms;

    /// <summary>Counts a fault that is being injected.</summary>
    public void Fault(FaultKind kind, long detail = 0)
    {
        FaultCounts[(int)kind]++;
        Trace.Add(NowMs, TraceKind.Fault, (long)kind, detail);
    }

    /// <summary>Lets everything happen.</summary>
    /// <exception cref="ViolationException">The box broke a rule.</exception>
    public void Run()
    {
        PlanAll();
        Server?.Begin();
        Boot();
        while (true)
        {
            var next = Math.Min(Events.NextMs, _dueMs);
            if (next >= EndMs)
            {
                break;
            }

            NowMs = Math.Max(NowMs, next);
            Monitor.NowMs = NowMs;
            if (Events.NextMs <= next)
            {
                Handle(Events.Take());
            }
            else
            {
                StepBox();
            }
        }

        CheckEnd();
    }

    private void Handle(SimulatedEvent happening)
    {
        switch (happening.Kind)
        {
            case EventKind.Arrival:
                Arrive(happening.Datagram!, happening.Argument);
                break;
            case EventKind.ToServer or EventKind.FromServer:
                Carry(happening);
                break;
            default:
                HandlePlanned(happening.Kind, happening.Argument);
                break;
        }
    }

    private void Arrive(Datagram datagram, int place)
    {
        if (place == Place.Box)
        {
            if (!_link.IsUp || _node is null)
            {
                Pool.Return(datagram);
                return;
            }

            _link.Deliver(datagram);
            _dueMs = Math.Min(_dueMs, NowMs + _random.Below(10));
            return;
        }

        if (place is Place.FirstGateway or Place.SecondGateway)
        {
            _gateways[place - 1].Receive(datagram.Octets.AsSpan(0, datagram.Length), datagram.From, datagram.IsDamaged);
        }
        else if (place == Place.Neighbour && Settings.HasNeighbour)
        {
            _neighbour.Receive(datagram.Octets.AsSpan(0, datagram.Length));
        }

        Pool.Return(datagram);
    }

    private void StepBox()
    {
        if (_node is null)
        {
            Boot();
            return;
        }

        _stepsAtOnce = NowMs == _lastStepMs ? _stepsAtOnce + 1 : 0;
        _lastStepMs = NowMs;
        if (_stepsAtOnce > MaxStepsAtOnce)
        {
            throw new ViolationException("step.hang", $"The box wants to be called again and again at uptime {NowMs - _bootMs} ms.");
        }

        Guard(_step);
    }

    private void StepNode()
    {
        Monitor.BeginStep();
        _node!.UtcAtStart = _utcAtStart == 0 ? 0 : _utcAtStart + (_bootMs * 10000);
        if (_node.UtcAtStart != 0)
        {
            Ledger.OnTime(_node.UtcAtStart);
        }

        if (_curiosity.Chance(Curiosity))
        {
            _node.Client.TryPing(NowMs - _bootMs);
        }

        EndStep(_node.Step(NowMs - _bootMs));
        EndUpdateStep();
    }

    /// <summary>Lets the firmware do something, which may cost it its power; anything else it throws is a violation.</summary>
    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (PowerCutException)
        {
            LosePower();
        }
        catch (Exception e) when (e is not ViolationException)
        {
            throw new ViolationException("exception", $"The box threw {e.GetType().Name}: {e.Message} {e.StackTrace}");
        }
    }

    private void EndStep(long due)
    {
        var node = _node!;
        var next = due == long.MaxValue ? long.MaxValue : _bootMs + due;
        Monitor.EndStep(_link.IsUp, next);
        Ledger.EndStep(node.Statistics, node.QueuedMessages, node.StoredMessages);
        if (!_isStopped)
        {
            CheckSampling(node);
        }

        _dueMs = _link.Waiting > 0 ? NowMs + 1 : Math.Max(NowMs, next);
        if (_dueMs == NowMs && node.Update is { KeepsAwake: true })
        {
            _dueMs += _updateRandom.Below(MaxSliceMs); // what is verified in slices takes its time
        }

        if (_dueMs > NowMs && _dueMs != long.MaxValue)
        {
            _dueMs += _random.Below(10);
            if (_random.Chance(Weather.LateStep))
            {
                Fault(FaultKind.LateStep);
                _dueMs += _random.Below(5 * Settings.SamplingMs);
            }
        }
    }

    /// <summary>Every instant of the sampling grid is either sampled or counted as missed.</summary>
    private void CheckSampling(Node node)
    {
        var instants = ((NowMs - _bootMs) / Settings.SamplingMs) + 1;
        if (node.Statistics.Samples + node.Statistics.MissedSamples != instants)
        {
            throw new ViolationException(
                "sampling.count",
                $"{node.Statistics.Samples} samples taken and {node.Statistics.MissedSamples} missed at uptime {NowMs - _bootMs} ms; there were {instants} instants.");
        }
    }

    private void OnSampled(int counter)
    {
        var node = _node!;
        Trace.Add(NowMs, TraceKind.Sample, counter, NowMs - _bootMs);
        Ledger.OnSampled(counter, NowMs - _bootMs, node.UtcAtStart, node.Statistics.Lost, _board.SilentChannel >= 0);
        if (_board.IsCutArmed)
        {
            Fault(FaultKind.ResetInSample);
        }
    }

    private void Boot()
    {
        _bootMs = NowMs;
        _boots++;
        _stepsAtOnce = 0;
        _lastStepMs = -1;
        Monitor.Reset();
        Monitor.MaySleep = Monitor.MayWake = Settings.SleepSeconds > 0;
        _nodeSettings.Client.RandomSeed = Settings.HasJitter ? (uint)_random.Next() | 1 : 0;
        Guard(() =>
        {
            OpenSlots();
            var node = new Node(_nodeSettings, _profile, _board, _link, new MachineInputs { Analog = _board, Digital = _board }, _files);
            _node = node;
            Prepare(node);
            CheckNames(node);
            Trace.Add(NowMs, TraceKind.Boot, _boots, node.QueuedMessages);
            Ledger.BeginBoot(node.QueuedMessages, node.Statistics.Lost, node.BootCount);
            node.Start(0);
            _dueMs = NowMs;
            if (_isStopped)
            {
                node.StopSampling();
            }
        });
    }

    private void Prepare(Node node)
    {
        for (var i = 0; i < Settings.SubscriptionCount; i++)
        {
            node.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes(SeedSettings.Subscriptions[i]), 2 - i));
        }
    }

    private void LosePower()
    {
        if (_node is not null)
        {
            Updates?.OnPowerLoss(NowMs - _bootMs, Ledger.AcknowledgedInBoot);
            Ledger.EndBoot(_node.Statistics, _node.QueuedMessages - _node.StoredMessages, _node.StoredMessages);
        }

        _node = null;
        _link.LosePower();
        _files.LosePower();
        _dueMs = NowMs + _random.Between(200, 60000);
    }

    private void CheckNames(Node node)
    {
        if (node.DataTopicName != Settings.DataTopic || node.MetaDataTopicName != Settings.MetaDataTopic)
        {
            throw new ViolationException("topic.name", $"The box publishes to {node.DataTopicName}; it should be {Settings.DataTopic}.");
        }

        if (Settings.PublishesEvents && (node.EventTopicName != Settings.EventTopic || node.EventMetaDataTopicName != Settings.EventMetaDataTopic))
        {
            throw new ViolationException("topic.name", $"The box publishes events to {node.EventTopicName}; it should be {Settings.EventTopic}.");
        }
    }

    private MonitorSettings MakeMonitorSettings() => new()
    {
        ClientId = Encoding.ASCII.GetBytes(SeedSettings.ClientId),
        KeepAliveSeconds = Settings.KeepAliveSeconds,
        RetryMs = Settings.RetryMs,
        RetryCount = Settings.RetryCount,
        WaitMs = Settings.WaitMs,
        ReconnectMinMs = 1000,
        IsClean = Settings.IsClean,
        Gateways = Settings.Gateways,
        Discovers = Settings.Discovers,
        SearchMs = 5000,
        SearchMaxMs = 320000,
        Subscriptions =
        [
            .. SeedSettings.Subscriptions.Take(Settings.SubscriptionCount).Select(Encoding.UTF8.GetBytes),
            .. HasUpdates ? new[] { OfferTopic, BlockTopic } : [],
        ],
        HasWill = Settings.HasWill,
        Qos = Settings.Qos,
        TopicNames = [DataTopic, Encoding.UTF8.GetBytes(Settings.MetaDataTopic), EventTopic, Encoding.UTF8.GetBytes(Settings.EventMetaDataTopic), AskTopic, StatusTopic],
        PredefinedIds = Settings.UsesPredefinedIds
            ? [SeedSettings.PredefinedData, SeedSettings.PredefinedMetaData, SeedSettings.PredefinedEvents, SeedSettings.PredefinedEventMetaData, 0, 0]
            : [0, 0, 0, 0, 0, 0],
        FirstUpdateTopic = 4,
    };
}
