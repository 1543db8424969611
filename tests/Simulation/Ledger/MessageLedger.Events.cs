using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Ledger;

/// <content>Events on their way, which is that of all messages.</content>
internal sealed partial class MessageLedger
{
    private readonly EventBook _events;
    private readonly UadpEventReader _eventReader;

    /// <summary>Events that arrived, each counted once.</summary>
    public int EventsArrived { get; private set; }

    private void OnEventPublished(ReadOnlySpan<byte> payload)
    {
        if (ReadEvent(payload) is not { } entry)
        {
            return;
        }

        CheckOrder(entry.Rank, entry.AcknowledgedInBoot);
        _events.Check(_eventReader, entry, _world.IsStorageBroken);
        entry.WentOutUncorrected |= CheckTimestamp(
            entry.Rank, entry.Boot, entry.UptimeMs * 10000, entry.UtcAtStart, entry.WentOutUncorrected, _eventReader.Time);
    }

    private void OnEventAcknowledged(ReadOnlySpan<byte> payload)
    {
        var entry = ReadEvent(payload);
        _totalAcknowledged += entry is null || entry.AcknowledgedInBoot == 0 ? 1 : 0;
        _acknowledged++;
        if (entry is not null)
        {
            entry.AcknowledgedInBoot = _sequenceOfBoot.Count;
        }

        _world.Trace.Add(_world.NowMs, TraceKind.Account, entry?.Counter ?? 0, (int)AccountKind.Acknowledged);
    }

    private void OnEventArrived(ReadOnlySpan<byte> payload)
    {
        var entry = ReadEvent(payload);
        _world.Trace.Add(_world.NowMs, TraceKind.Account, entry?.Counter ?? 0, (int)AccountKind.Arrived);
        if (entry is null)
        {
            return;
        }

        EventsArrived += entry.HasArrived ? 0 : 1;
        Repeated += entry.HasArrived ? 1 : 0;
        entry.HasArrived = true;
    }

    /// <summary>Reads an event and finds what it is about.</summary>
    /// <returns>Null for a start of which nobody knows which one it is: the box can't count them, or its storage took one for another.</returns>
    private EventEntry? ReadEvent(ReadOnlySpan<byte> payload)
    {
        var error = _eventReader.Read(payload);
        if (error is not null)
        {
            throw new ViolationException("event.malformed", $"An event can't be read: {error}.");
        }

        return _eventReader.Kind == EventBook.Start && _world.IsStorageBroken ? null : _events.Find(_eventReader);
    }
}
