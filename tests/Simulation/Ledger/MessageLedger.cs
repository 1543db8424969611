using Sidetap.Simulation.Core;
using Sidetap.Simulation.Monitor;

namespace Sidetap.Simulation.Ledger;

/// <summary>
/// Books for every sample: when it was taken, whether its message went out, arrived, was acknowledged or refused, and whether the box's own counts
/// agree. Every sample makes one message, because the counter on channel 0 always moves; so the counter names the message.
/// </summary>
internal sealed class MessageLedger : IMonitorListener
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
    private int _lastPublished;
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

    /// <summary>A box begins its life.</summary>
    /// <param name="found">Messages it found in its file area.</param>
    /// <param name="lost">What it remembers to have lost.</param>
    public void BeginBoot(int found, uint lost)
    {
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

    /// <summary>The count of losses survives restarts, but for the last ten minutes.</summary>
    private void CheckMemory(uint lost)
    {
        uint remembered = 0;
        foreach (var (ms, count) in _losses)
        {
            remembered = ms < _endedMs - LossMemoryMs - (6 * _world.Settings.SamplingMs) ? count : remembered;
        }

        if (lost < remembered && !_world.IsStorageBroken)
        {
            throw new ViolationException("lost.forgotten", $"{remembered} messages had been lost ten minutes before the power went; the next start knows of {lost}.");
        }

        _losses.Clear();
        _losses.Enqueue((_world.NowMs, lost));
    }

    private void NoteLosses(uint lost)
    {
        if (lost != Lost)
        {
            Lost = lost;
            LastLossMs = _world.NowMs;
            _losses.Enqueue((_world.NowMs, lost));
        }

        while (_losses.Count > 1 && _losses.Peek().Ms < _world.NowMs - (3L * LossMemoryMs) && _losses.Count > 4096)
        {
            _losses.Dequeue();
        }
    }

    /// <summary>The box has lost its power.</summary>
    /// <param name="statistics">What it had counted.</param>
    /// <param name="inRam">Messages that were in RAM only.</param>
    /// <param name="stored">Messages that were in flash.</param>
    public void EndBoot(NodeStatistics statistics, int inRam, int stored)
    {
        _stored = stored;
        // A sample may have become a message in the very step that ended so.
        _madeInBoot[^1] = (int)(statistics.KeyFrames + statistics.DeltaFrames + statistics.KeepAlives);
        _totalMade += _madeInBoot[^1];
        Lost = statistics.Lost;
        _endedMs = _world.NowMs;
        // In the middle of a step the box's own numbers need not agree: those of the last whole step, and what was made since, do.
        TakenByResets += Math.Max(inRam, _inRamAtStep + _madeInBoot[^1] - _made);
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
    public void OnSampled(int counter, long uptimeMs, long utcAtStart, uint lost)
    {
        if (counter >= _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        _sampled = counter;
        _sampledInStep++;
        _entries[counter] = new Entry
        {
            Boot = _sequenceOfBoot.Count - 1,
            Index = _made,
            UptimeMs = uptimeMs,
            UtcAtStart = utcAtStart,
            Lost = lost,
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

        _made = made;
        _inRamAtStep = waiting - stored;
        _sampledInStep = 0;
        NoteLosses(statistics.Lost);
        var accounted = _acknowledged + (long)(statistics.Lost - _lostAtStart) + waiting;
        if (!_world.IsStorageBroken && _found + _made != accounted)
        {
            throw new ViolationException(
                "books",
                $"{_found} messages found and {_made} made are not {_acknowledged} acknowledged, {statistics.Lost - _lostAtStart} counted as lost and {waiting} waiting.");
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
                $"{missing} of {_totalMade} messages were never acknowledged; {Lost} were counted as lost, {TakenByResets} were in RAM at a reset, {_forgotten} of which the count was lost. Never acknowledged: {Missing()}.");
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
    public void OnPublished(ReadOnlySpan<byte> payload)
    {
        var counter = Read(payload);
        ref var entry = ref _entries[counter];
        if (entry.AcknowledgedInBoot == _sequenceOfBoot.Count)
        {
            throw new ViolationException("order.again", $"Message {counter} is sent again after it was acknowledged.");
        }

        if (counter < _lastPublished)
        {
            throw new ViolationException("order.sent", $"Message {counter} is sent after {_lastPublished}.");
        }

        CheckPace(counter, in entry);
        _lastPublished = counter;
        _secondLastPublishedMs = _lastPublishedMs;
        _lastPublishedMs = _world.NowMs;
        CheckContent(counter, ref entry);
    }

    /// <inheritdoc/>
    public void OnAcknowledged(ReadOnlySpan<byte> payload)
    {
        var counter = Read(payload);
        _totalAcknowledged += _entries[counter].AcknowledgedInBoot == 0 ? 1 : 0;
        _entries[counter].AcknowledgedInBoot = _sequenceOfBoot.Count;
        _acknowledged++;
        _world.Trace.Add(_world.NowMs, TraceKind.Account, counter, (int)AccountKind.Acknowledged);
    }

    /// <inheritdoc/>
    public void OnRefused(ReadOnlySpan<byte> payload)
    {
        _world.Trace.Add(_world.NowMs, TraceKind.Account, Read(payload), (int)AccountKind.Refused);
    }

    /// <summary>A gateway has taken a message, and hands it to those who subscribed.</summary>
    /// <param name="payload">Its payload.</param>
    /// <param name="isData">Whether it was published on the data topic.</param>
    /// <param name="isDamaged">Whether the network changed it on its way, which MQTT-SN has no means to notice.</param>
    public void OnArrived(ReadOnlySpan<byte> payload, bool isData, bool isDamaged)
    {
        if (!isData || isDamaged || payload.Length == 0 || payload[0] == Announcement)
        {
            return; // what a forged REGACK sent to the wrong topic is no fault of the box
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

    /// <summary>A backlog goes out at a moderate pace; and after a reset no more comes again than was under way: a page.</summary>
    private void CheckPace(int counter, in Entry entry)
    {
        // A message that had been taken out before the way was free does not count.
        if (counter != _lastPublished && _world.Waiting > 1 && _world.NowMs - _secondLastPublishedMs < _world.Settings.DrainIntervalMs)
        {
            throw new ViolationException("drain.pace", $"Message {counter} follows the two before after {_world.NowMs - _secondLastPublishedMs} ms, with {_world.Waiting} waiting.");
        }

        // What comes again was found in flash, and stands in the number found for what the deleted page held.
        _forgotten += _beganAfterCutInDelete && entry.AcknowledgedInBoot > 0 && counter != _lastPublished ? 1 : 0;
        if (entry.AcknowledgedInBoot > 0 && counter != _lastPublished && ++_repeatedInBoot > _world.Settings.PageOctets / 30 && !_world.IsStorageBroken)
        {
            throw new ViolationException("order.rewind", $"Message {counter} was acknowledged before the reset, as {_repeatedInBoot} others were that came again.");
        }
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

    /// <summary>Everything a message says has to be what was so when its sample was taken.</summary>
    private void CheckContent(int counter, ref Entry entry)
    {
        if (_reader.IsThere[1] && _reader.Values[1] != entry.Lost)
        {
            throw new ViolationException("message.lost", $"Message {counter} says {_reader.Values[1]} messages were lost; it were {entry.Lost}.");
        }

        for (var i = 2; i < 2 + _world.Settings.FieldCount; i++)
        {
            if (_reader.IsThere[i] && _reader.Values[i] != _world.Settings.ValueOf(i - 1, counter))
            {
                throw new ViolationException("message.value", $"Message {counter} says field {i} is {_reader.Values[i]}; it was {_world.Settings.ValueOf(i - 1, counter)}.");
            }
        }

        CheckSequence(counter, in entry);
        CheckTimestamp(counter, ref entry);
    }

    private void CheckSequence(int counter, in Entry entry)
    {
        var first = (_reader.Sequence - entry.Index) & 0xFFFF;
        if (_sequenceOfBoot[entry.Boot] >= 0)
        {
            if (_sequenceOfBoot[entry.Boot] != first)
            {
                throw new ViolationException(
                    "message.sequence",
                    $"Message {counter} has sequence number {_reader.Sequence}; it should be {(_sequenceOfBoot[entry.Boot] + entry.Index) & 0xFFFF}.");
            }

            return;
        }

        _sequenceOfBoot[entry.Boot] = first;
        var before = entry.Boot - 1;
        if (before >= 0 && _sequenceOfBoot[before] >= 0 && !_world.IsStorageBroken)
        {
            // What a reset took from RAM shows as a gap: no number is used twice.
            var ahead = (first - _sequenceOfBoot[before] - _madeInBoot[before]) & 0xFFFF;
            if (ahead >= 0x8000)
            {
                throw new ViolationException(
                    "message.sequence",
                    $"Start {entry.Boot + 1} begins with sequence number {first}; the one before began with {_sequenceOfBoot[before]} and made {_madeInBoot[before]} messages.");
            }
        }
    }

    /// <summary>The time of the sample; or its uptime, when it went out before the box knew the time.</summary>
    private void CheckTimestamp(int counter, ref Entry entry)
    {
        if (_world.Settings.IsFixedLayout)
        {
            return;
        }

        var uptime = entry.UptimeMs * 10000;
        var isThisBoot = entry.Boot == _sequenceOfBoot.Count - 1;
        if (entry.UtcAtStart == 0 && _reader.Timestamp == uptime && (!isThisBoot || !_world.IsTimeKnown || entry.WentOutUncorrected))
        {
            entry.WentOutUncorrected = true;
            return;
        }

        if (entry.UtcAtStart == 0 && _world.IsStorageBroken && !isThisBoot)
        {
            return; // a damaged count of starts takes one start for another
        }

        if (entry.UtcAtStart != 0 ? _reader.Timestamp != entry.UtcAtStart + uptime : !IsTimeOfBoot(entry.Boot, _reader.Timestamp - uptime))
        {
            throw new ViolationException(
                "message.timestamp",
                $"Message {counter} has timestamp {_reader.Timestamp}; its uptime is {uptime}, the time of uptime 0 was {entry.UtcAtStart} then.");
        }
    }

    private bool IsTimeOfBoot(int boot, long utcAtStart)
    {
        for (var i = 0; i < _times.Count; i++)
        {
            if (_times[i].Boot == boot && _times[i].UtcAtStart == utcAtStart)
            {
                return true;
            }
        }

        return false;
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

        /// <summary>In which life, counted from 1, the box was told that the gateway has it; 0: in none.</summary>
        public int AcknowledgedInBoot;

        /// <summary>Whether it was sent with its uptime in place of a time.</summary>
        public bool WentOutUncorrected;

        /// <summary>Whether a gateway took it.</summary>
        public bool HasArrived;
    }
}
