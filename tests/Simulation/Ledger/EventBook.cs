using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Ledger;

/// <summary>
/// Books for every event there has to be: one when the box starts, and one for each change of the fields that tell the machine's state and mode, which follow
/// from the counter of samples. So an event's new value names it for ever, as the counter names a message.
/// </summary>
internal sealed class EventBook
{
    /// <summary>Kinds of event, as they are numbered on the wire.</summary>
    public const int State = 0;
    public const int Mode = 1;
    public const int Start = 5;

    private readonly SeedSettings _settings;
    private readonly Dictionary<(int Kind, long Value), EventEntry> _entries = [];
    private readonly List<long> _firstOfBoot = [];
    private readonly List<int> _madeInBoot = [];
    private int _lastCounter;
    private uint _bootCount;

    /// <summary>Makes an empty book.</summary>
    public EventBook(SeedSettings settings) => _settings = settings;

    /// <summary>Events made in this life of the box.</summary>
    public int Made { get; private set; }

    /// <summary>Events that have to be made in this step.</summary>
    public int Expected { get; private set; }

    /// <summary>A box begins its life.</summary>
    /// <param name="bootCount">The number it gives it; 0 when it does not know.</param>
    public void BeginBoot(uint bootCount)
    {
        _firstOfBoot.Add(-1);
        _madeInBoot.Add(0);
        _lastCounter = 0;
        _bootCount = bootCount;
        Made = 0;
        Expected = 0;
    }

    /// <summary>The box has lost its power.</summary>
    /// <param name="made">Events it had made.</param>
    public void EndBoot(int made) => _madeInBoot[^1] = made;

    /// <summary>A sample is being taken: these are its events.</summary>
    public void OnSampled(int counter, long uptimeMs, long utcAtStart)
    {
        if (!_settings.PublishesEvents)
        {
            return;
        }

        if (_lastCounter == 0)
        {
            Add(Start, _bootCount, counter, uptimeMs, utcAtStart);
        }

        for (var channel = 1; channel <= 2 && channel <= _settings.FieldCount && _lastCounter > 0; channel++)
        {
            if (_settings.ValueOf(channel, counter) != _settings.ValueOf(channel, _lastCounter))
            {
                Add(channel == 1 ? State : Mode, (long)_settings.ValueOf(channel, counter), counter, uptimeMs, utcAtStart);
            }
        }

        _lastCounter = counter;
    }

    /// <summary>The step is over, and so many events were made in this life of the box.</summary>
    public void EndStep(int made)
    {
        if (made - Made != Expected)
        {
            throw new ViolationException("made.events", $"{Expected} things happened in a step, and {made - Made} events were made.");
        }

        Made = made;
        Expected = 0;
    }

    /// <summary>Finds what an event is about.</summary>
    /// <returns>Null for a start whose number the box does not know.</returns>
    public EventEntry? Find(UadpEventReader message)
    {
        if (message.New is not { } value)
        {
            return message.Kind == Start ? null : throw new ViolationException("event.value", $"Event {message.Number} has no value.");
        }

        return _entries.GetValueOrDefault((message.Kind, (long)value))
            ?? throw new ViolationException("event.unknown", $"Event {message.Number} of kind {message.Kind} tells of {value}, which never happened.");
    }

    /// <summary>What an event says has to be what was so.</summary>
    public void Check(UadpEventReader message, EventEntry entry, bool isStorageBroken)
    {
        var isStart = message.Kind == Start;
        var channel = message.Kind == State ? 1 : 2;
        var old = isStart ? message.New!.Value - 1 : _settings.ValueOf(channel, entry.Counter - 1);
        var source = isStart ? "BootCount" : SeedSettings.FieldName(channel);
        var severity = isStart ? 100 : SeedSettings.EventSeverity;
        var cause = isStart ? null : SeedSettings.EventCause;
        if (message.Old != old || message.Source != source || message.Severity != severity || message.Cause != cause)
        {
            throw new ViolationException(
                "event.value",
                $"Event {message.Number} says {message.Source} went from {message.Old} to {message.New}, {message.Severity}, {message.Cause}; it was {source}, from {old}, {severity}, {cause}.");
        }

        CheckNumber(message, entry, isStorageBroken);
    }

    /// <summary>Numbers follow each other in one life of the box; the low half is the sequence number; and no life uses one that was used.</summary>
    private void CheckNumber(UadpEventReader message, EventEntry entry, bool isStorageBroken)
    {
        long first = message.Number - entry.Index;
        if (message.Sequence != (message.Number & 0xFFFF) || (_firstOfBoot[entry.Boot] >= 0 && _firstOfBoot[entry.Boot] != first))
        {
            throw new ViolationException(
                "event.number",
                $"Event {message.Number}, with sequence number {message.Sequence}, is number {entry.Index} of a life that began with {_firstOfBoot[entry.Boot]}.");
        }

        if (_firstOfBoot[entry.Boot] >= 0)
        {
            return;
        }

        _firstOfBoot[entry.Boot] = first;
        var before = entry.Boot - 1;
        while (before >= 0 && _firstOfBoot[before] < 0)
        {
            before--;
        }

        if (before >= 0 && first < _firstOfBoot[before] + _madeInBoot[before] && !isStorageBroken)
        {
            throw new ViolationException(
                "event.number",
                $"Start {entry.Boot + 1} begins with event {first}; start {before + 1} began with {_firstOfBoot[before]} and made {_madeInBoot[before]}.");
        }
    }

    private void Add(int kind, long value, int counter, long uptimeMs, long utcAtStart)
    {
        _entries[(kind, value)] = new EventEntry
        {
            Boot = _firstOfBoot.Count - 1,
            Index = Made + Expected,
            Counter = counter,
            Rank = (counter * 8L) + Expected,
            UptimeMs = uptimeMs,
            UtcAtStart = utcAtStart,
        };
        Expected++;
    }
}

/// <summary>What is known of an event and its message.</summary>
internal sealed class EventEntry
{
    /// <summary>In which of its lives the box made it.</summary>
    public required int Boot { get; init; }

    /// <summary>How many events the box had made before in that life.</summary>
    public required int Index { get; init; }

    /// <summary>The sample that brought it.</summary>
    public required int Counter { get; init; }

    /// <summary>Its place among all messages.</summary>
    public required long Rank { get; init; }

    /// <summary>Uptime in milliseconds.</summary>
    public required long UptimeMs { get; init; }

    /// <summary>The UTC time of uptime 0 as the box knew it; 0: not.</summary>
    public required long UtcAtStart { get; init; }

    /// <summary>In which life, counted from 1, the box was told that the gateway has it; 0: in none.</summary>
    public int AcknowledgedInBoot { get; set; }

    /// <summary>Whether it was sent with its uptime in place of a time.</summary>
    public bool WentOutUncorrected { get; set; }

    /// <summary>Whether a gateway took it.</summary>
    public bool HasArrived { get; set; }
}
