using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Ledger;

/// <content>What a message has to say, when it may go, and what a start has to remember.</content>
internal sealed partial class MessageLedger
{
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
}
