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

    /// <summary>The place of a sample's message among all messages; its events come before it.</summary>
    private static long RankOf(int counter) => (counter * 8L) + 7;

    /// <summary>Messages go out in the order they were made, and once.</summary>
    /// <param name="rank">The message's place.</param>
    /// <param name="acknowledgedInBoot">In which life of the box it was acknowledged; 0: in none.</param>
    private void CheckOrder(long rank, int acknowledgedInBoot)
    {
        if (acknowledgedInBoot == _sequenceOfBoot.Count)
        {
            throw new ViolationException("order.again", $"{NameOf(rank)} is sent again after it was acknowledged.");
        }

        if (rank < _lastPublished)
        {
            throw new ViolationException("order.sent", $"{NameOf(rank)} is sent after {NameOf(_lastPublished)}.");
        }

        CheckPace(rank, acknowledgedInBoot);
        _lastPublished = rank;
        _secondLastPublishedMs = _lastPublishedMs;
        _lastPublishedMs = _world.NowMs;
    }

    private static string NameOf(long rank) => rank % 8 == 7 ? $"Message {rank / 8}" : $"Event {rank % 8} of message {rank / 8}";

    /// <summary>A backlog goes out at a moderate pace; and after a reset no more comes again than was under way: a page.</summary>
    private void CheckPace(long rank, int acknowledgedInBoot)
    {
        // A message that had been taken out before the way was free does not count.
        if (rank != _lastPublished && _world.Waiting > 1 && _world.NowMs - _secondLastPublishedMs < _world.Settings.DrainIntervalMs)
        {
            throw new ViolationException("drain.pace", $"{NameOf(rank)} follows the two before after {_world.NowMs - _secondLastPublishedMs} ms, with {_world.Waiting} waiting.");
        }

        // What comes again was found in flash, and stands in the number found for what the deleted page held.
        _forgotten += _beganAfterCutInDelete && acknowledgedInBoot > 0 && rank != _lastPublished ? 1 : 0;
        if (acknowledgedInBoot > 0 && rank != _lastPublished && ++_repeatedInBoot > _world.Settings.PageOctets / 30 && !_world.IsStorageBroken)
        {
            throw new ViolationException("order.rewind", $"{NameOf(rank)} was acknowledged before the reset, as {_repeatedInBoot} others were that came again.");
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

        CheckStatus(counter, in entry);
        CheckSequence(counter, in entry);
        if (!_world.Settings.IsFixedLayout)
        {
            entry.WentOutUncorrected |= CheckTimestamp(
                RankOf(counter), entry.Boot, entry.UptimeMs * 10000, entry.UtcAtStart, entry.WentOutUncorrected, _reader.Timestamp);
        }
    }

    /// <summary>The last field is Uncertain where its sensor had nothing new to say, and the message as a whole; everything else is Good.</summary>
    private void CheckStatus(int counter, in Entry entry)
    {
        var silent = entry.IsSilent ? 1 + _world.Settings.FieldCount : -1;
        for (var i = 0; i < 2 + _world.Settings.FieldCount; i++)
        {
            if (_reader.IsThere[i] && _reader.IsLastUsable[i] != (i == silent && !_world.Settings.IsFixedLayout))
            {
                throw new ViolationException("message.status", $"Message {counter} says of field {i} that it is {(i == silent ? "Good" : "Uncertain")}.");
            }
        }

        if (_reader.IsUncertain != entry.IsSilent)
        {
            throw new ViolationException("message.status", $"Message {counter} is {(entry.IsSilent ? "Good" : "Uncertain")} as a whole, which it was not.");
        }
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
    /// <returns>Whether it goes out with its uptime.</returns>
    private bool CheckTimestamp(long rank, int boot, long uptime, long utcAtStart, bool wentOutUncorrected, long timestamp)
    {
        var isThisBoot = boot == _sequenceOfBoot.Count - 1;
        if (utcAtStart == 0 && timestamp == uptime && (!isThisBoot || !_world.IsTimeKnown || wentOutUncorrected))
        {
            return true;
        }

        if (utcAtStart == 0 && _world.IsStorageBroken && !isThisBoot)
        {
            return false; // a damaged count of starts takes one start for another
        }

        if (utcAtStart != 0 ? timestamp != utcAtStart + uptime : !IsTimeOfBoot(boot, timestamp - uptime))
        {
            throw new ViolationException(
                "message.timestamp",
                $"{NameOf(rank)} has timestamp {timestamp}; its uptime is {uptime}, the time of uptime 0 was {utcAtStart} then.");
        }

        return false;
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
