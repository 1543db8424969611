using Sidetap.Simulation.Core;
using Sidetap.Simulation.Monitor;

namespace Sidetap.Simulation.Ledger;

/// <summary>
/// Books for every sample: when it was taken, whether its message went out, arrived, was acknowledged or refused, and whether the box's own counts
/// agree. Every sample makes one message, because the counter on channel 0 always moves; so the counter names the message. The events that a sample has
/// brought are in a book of their own (<see cref="EventBook"/>), and go before it.
/// </summary>
internal sealed partial class MessageLedger : IMonitorListener
{
    // UADPFlags of a NetworkMessage without a PayloadHeader: DataSetMetaData.
    private const int Announcement = 0x91;

    private const int LossMemoryMs = 600000;

    private readonly World _world;
    private readonly UadpReader _reader;
    private readonly List<int> _sequenceOfBoot = [];
    private Entry[] _entries;
    private int _sampled;
    private int _made;
    private int _found;
    private int _acknowledged;
    private long _lastPublished; // its rank
    private int _sampledInStep;
    private readonly List<int> _madeInBoot = [];
    private readonly List<(int Boot, long UtcAtStart)> _times = [];
    private readonly Queue<(long Ms, uint Count)> _losses = new();
    private long _endedMs;
    private uint _lostAtStart;
    private long _forgotten;
    private int _stored;
    private int _inRamAtStep;
    private bool _wasCutInDelete;
    private bool _beganAfterCutInDelete;
    private long _totalMade;
    private long _totalAcknowledged;
    private long _lastPublishedMs;
    private long _secondLastPublishedMs;
    private int _repeatedInBoot;

    /// <summary>Makes an empty ledger.</summary>
    public MessageLedger(World world)
    {
        _world = world;
        Subscriber = new Subscriber(world.Settings);
        _events = new EventBook(world.Settings);
        _eventReader = new UadpEventReader(world.Settings.IsFixedLayout, SeedSettings.PublisherId);
        _reader = new UadpReader(2 + world.Settings.FieldCount, world.Settings.IsFixedLayout, SeedSettings.PublisherId);
        _entries = new Entry[(world.EndMs / world.Settings.SamplingMs) + 64];
    }

    /// <summary>Who has subscribed to the box's data.</summary>
    public Subscriber Subscriber { get; }

    /// <summary>Samples taken in all lives of the box.</summary>
    public int Samples => _sampled;

    /// <summary>Messages that arrived, each counted once.</summary>
    public int Arrived { get; private set; }

    /// <summary>Messages that arrived again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Messages the box counts as lost, over all its lives.</summary>
    public uint Lost { get; private set; }

    /// <summary>When messages were last counted as lost.</summary>
    public long LastLossMs { get; private set; }

    /// <summary>Messages that were in RAM when the box lost its power.</summary>
    public int TakenByResets { get; private set; }

    /// <summary>Messages that flash gave back after a start.</summary>
    public int Recovered { get; private set; }

    /// <summary>Messages that were acknowledged in this life of the box.</summary>
    public int AcknowledgedInBoot => _acknowledged;

    /// <summary>A box begins its life.</summary>
    /// <param name="found">Messages it found in its file area.</param>
    /// <param name="lost">What it remembers to have lost.</param>
    /// <param name="bootCount">The number it gives this life; 0 when it does not know.</param>
    public void BeginBoot(int found, uint lost, uint bootCount = 0)
    {
        _events.BeginBoot(bootCount);
        // It may have forgotten the losses of its last minutes: they are not saved one by one.
        _forgotten += Lost > lost ? Lost - lost : 0;
        CheckMemory(lost);
        _beganAfterCutInDelete = _wasCutInDelete;
        if (_wasCutInDelete)
        {
            // A page that was dropped for want of room went with the power: what it held counts as the losses of the last minutes.
            _forgotten += Math.Max(0, _stored - found);
            _wasCutInDelete = false;
        }

        _sequenceOfBoot.Add(-1);
        _madeInBoot.Add(0);
        _made = 0;
        _found = found;
        Recovered += found;
        _lostAtStart = lost;
        Lost = lost;
        _inRamAtStep = 0;
        _acknowledged = 0;
        _lastPublished = 0;
        _lastPublishedMs = _secondLastPublishedMs = long.MinValue / 2;
        _repeatedInBoot = 0;
        _sampledInStep = 0;
    }

    /// <summary>The box has lost its power.</summary>
    /// <param name="statistics">What it had counted.</param>
    /// <param name="inRam">Messages that were in RAM only.</param>
    /// <param name="stored">Messages that were in flash.</param>
    /// <param name="isOrderly">Whether it was stopped first: then its own numbers are all there is to know.</param>
    public void EndBoot(NodeStatistics statistics, int inRam, int stored, bool isOrderly = false)
    {
        _stored = stored;
        // A sample may have become a message in the very step that ended so.
        _madeInBoot[^1] = (int)(statistics.KeyFrames + statistics.DeltaFrames + statistics.KeepAlives);
        _totalMade += _madeInBoot[^1] + statistics.Events;
        Lost = statistics.Lost;
        _endedMs = _world.NowMs;
        // In the middle of a step the box's own numbers need not agree: those of the last whole step, and what was made since, do.
        TakenByResets += isOrderly ? inRam : Math.Max(inRam, _inRamAtStep + _madeInBoot[^1] - _made + (int)statistics.Events - _events.Made);
        _events.EndBoot((int)statistics.Events);
    }

    /// <summary>The power goes while a file is being deleted.</summary>
    public void OnCutInDelete() => _wasCutInDelete = true;

    /// <summary>The box has learned the time.</summary>
    public void OnTime(long utcAtStart)
    {
        var boot = _sequenceOfBoot.Count - 1;
        if (_times.Count == 0 || _times[^1].Boot != boot || _times[^1].UtcAtStart != utcAtStart)
        {
            _times.Add((boot, utcAtStart));
        }
    }

    /// <summary>A sample is being taken.</summary>
    public void OnSampled(int counter, long uptimeMs, long utcAtStart, uint lost, bool isSilent = false)
    {
        if (counter >= _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        _sampled = counter;
        _sampledInStep++;
        _events.OnSampled(counter, uptimeMs, utcAtStart);
        _entries[counter] = new Entry
        {
            Boot = _sequenceOfBoot.Count - 1,
            Index = _made,
            UptimeMs = uptimeMs,
            UtcAtStart = utcAtStart,
            Lost = lost,
            IsSilent = isSilent,
        };
    }

    /// <summary>The box has been stepped: its counts have to agree with the books.</summary>
    /// <param name="statistics">What it counts.</param>
    /// <param name="waiting">Messages that wait.</param>
    /// <param name="stored">Of these, messages in flash.</param>
    public void EndStep(NodeStatistics statistics, int waiting, int stored)
    {
        var made = (int)(statistics.KeyFrames + statistics.DeltaFrames + statistics.KeepAlives);
        if (made - _made != _sampledInStep || _sampledInStep > 1)
        {
            throw new ViolationException("made.count", $"{_sampledInStep} samples were taken in a step, and {made - _made} messages made.");
        }

        if (_sampledInStep > 0)
        {
            _world.Trace.Add(_world.NowMs, TraceKind.Account, _sampled, (int)AccountKind.Made);
        }

        _events.EndStep((int)statistics.Events);
        _made = made;
        _inRamAtStep = waiting - stored;
        _sampledInStep = 0;
        NoteLosses(statistics.Lost);
        var accounted = _acknowledged + (long)(statistics.Lost - _lostAtStart) + waiting;
        if (!_world.IsStorageBroken && _found + _made + _events.Made != accounted)
        {
            throw new ViolationException(
                "books",
                $"{_found} messages found and {_made} and {_events.Made} events made are not {_acknowledged} acknowledged, {statistics.Lost - _lostAtStart} counted as lost and {waiting} waiting.");
        }
    }

    /// <summary>At the end, when nothing waits: what was made and never acknowledged is what the box counts as lost and what was in RAM at resets.</summary>
    public void CheckTotals()
    {
        var missing = _totalMade - _totalAcknowledged;
        if (!_world.IsStorageBroken && missing > Lost + TakenByResets + _forgotten)
        {
            throw new ViolationException(
                "lost.uncounted",
                $"{missing} of {_totalMade} messages were never acknowledged; {Lost} were counted as lost, {TakenByResets} were in RAM at a reset, "
                + $"the count of {_forgotten} went with the power. Never acknowledged: {Missing()}.");
        }
    }

    /// <summary>The last runs of samples whose messages were never acknowledged.</summary>
    private string Missing()
    {
        const int Runs = 20;
        var text = "";
        var to = _sampled;
        for (var runs = 0; to > 0 && runs < Runs; runs++)
        {
            while (to > 0 && _entries[to].AcknowledgedInBoot > 0)
            {
                to--;
            }

            var from = to;
            while (from > 1 && _entries[from - 1].AcknowledgedInBoot == 0)
            {
                from--;
            }

            text = to == 0 ? text : $"{from}-{to} {text}";
            to = from - 1;
        }

        return text.TrimEnd();
    }

    /// <inheritdoc/>
    public void OnPublished(ReadOnlySpan<byte> payload, bool isEventTopic)
    {
        if (_eventReader.IsEvent(payload) != isEventTopic)
        {
            throw new ViolationException("message.topic", isEventTopic ? "A data message goes to the topic of events." : "An event goes to the topic of data.");
        }

        if (isEventTopic)
        {
            OnEventPublished(payload);
            return;
        }

        var counter = Read(payload);
        ref var entry = ref _entries[counter];
        CheckOrder(RankOf(counter), entry.AcknowledgedInBoot);
        CheckContent(counter, ref entry);
    }

    /// <inheritdoc/>
    public void OnUpdateMessage(ReadOnlySpan<byte> payload, bool isStatus) => _world.OnUpdateMessage(payload, isStatus);

    /// <inheritdoc/>
    public void OnAcknowledged(ReadOnlySpan<byte> payload)
    {
        if (_eventReader.IsEvent(payload))
        {
            OnEventAcknowledged(payload);
            return;
        }

        var counter = Read(payload);
        _totalAcknowledged += _entries[counter].AcknowledgedInBoot == 0 ? 1 : 0;
        _entries[counter].AcknowledgedInBoot = _sequenceOfBoot.Count;
        _acknowledged++;
        _world.Trace.Add(_world.NowMs, TraceKind.Account, counter, (int)AccountKind.Acknowledged);
    }

    /// <inheritdoc/>
    public void OnRefused(ReadOnlySpan<byte> payload)
    {
        var counter = _eventReader.IsEvent(payload) ? ReadEvent(payload)?.Counter ?? 0 : Read(payload);
        _world.Trace.Add(_world.NowMs, TraceKind.Account, counter, (int)AccountKind.Refused);
    }

    /// <summary>A gateway has taken a message, and hands it to those who subscribed.</summary>
    /// <param name="payload">Its payload.</param>
    /// <param name="isData">Whether it was published on the topic of data or of events.</param>
    /// <param name="isDamaged">Whether the network changed it on its way, which MQTT-SN has no means to notice.</param>
    public void OnArrived(ReadOnlySpan<byte> payload, bool isData, bool isDamaged)
    {
        if (!isData || isDamaged || payload.Length == 0 || payload[0] == Announcement)
        {
            return; // what a forged REGACK sent to the wrong topic is no fault of the box
        }

        if (_eventReader.IsEvent(payload))
        {
            OnEventArrived(payload);
            return;
        }

        var counter = Read(payload);
        ref var entry = ref _entries[counter];
        _world.Trace.Add(_world.NowMs, TraceKind.Account, counter, (int)AccountKind.Arrived);
        if (entry.HasArrived)
        {
            Repeated++;
            return;
        }

        entry.HasArrived = true;
        Arrived++;
        Subscriber.Take(_reader, counter, in entry);
    }

    private int Read(ReadOnlySpan<byte> payload)
    {
        var error = _reader.Read(payload);
        if (error is not null)
        {
            throw new ViolationException("message.malformed", $"A data message can't be read: {error}.");
        }

        if (_reader.Kind == UadpKind.KeepAlive || !_reader.IsThere[0])
        {
            throw new ViolationException("message.counter", "A data message without the counter, which has always moved.");
        }

        var counter = _reader.Values[0];
        if (counter < 1 || counter > _sampled || counter != (int)counter)
        {
            throw new ViolationException("message.counter", $"A message about sample {counter}; {_sampled} were taken.");
        }

        return (int)counter;
    }

    /// <summary>What is known of a sample and its message.</summary>
    internal struct Entry
    {
        /// <summary>In which of its lives the box took it.</summary>
        public int Boot;

        /// <summary>How many messages the box had made before in that life.</summary>
        public int Index;

        /// <summary>Uptime in milliseconds.</summary>
        public long UptimeMs;

        /// <summary>The UTC time of uptime 0 as the box knew it; 0: not.</summary>
        public long UtcAtStart;

        /// <summary>The lost messages at the time.</summary>
        public uint Lost;

        /// <summary>Whether the last sensor had nothing new to say.</summary>
        public bool IsSilent;

        /// <summary>In which life, counted from 1, the box was told that the gateway has it; 0: in none.</summary>
        public int AcknowledgedInBoot;

        /// <summary>Whether it was sent with its uptime in place of a time.</summary>
        public bool WentOutUncorrected;

        /// <summary>Whether a gateway took it.</summary>
        public bool HasArrived;
    }
}
