using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Ledger;

/// <summary>
/// A subscriber who believes what he is told: he applies key and delta frames as they arrive, notices gaps by the sequence, and then waits for a key frame.
/// While he has missed nothing, what he knows has to be true.
/// </summary>
internal sealed class Subscriber(SeedSettings settings)
{
    private readonly double[] _values = new double[UadpReader.MaxFields];
    private int _lastCounter;
    private int _lastBoot = -1;
    private int _lastIndex;

    /// <summary>Whether he has missed nothing since the last key frame.</summary>
    public bool IsCertain { get; private set; }

    /// <summary>Takes a message that arrived for the first time.</summary>
    public void Take(UadpReader message, int counter, in MessageLedger.Entry entry)
    {
        if (counter < _lastCounter)
        {
            return; // overtaken on the network by a later one
        }

        var follows = entry.Boot == _lastBoot && entry.Index == _lastIndex + 1;
        IsCertain = message.Kind == UadpKind.KeyFrame || (IsCertain && follows);
        _lastCounter = counter;
        _lastBoot = entry.Boot;
        _lastIndex = entry.Index;
        for (var i = 0; i < 2 + settings.FieldCount; i++)
        {
            if (message.IsThere[i])
            {
                _values[i] = message.Values[i];
            }
        }

        if (IsCertain)
        {
            Check(counter, in entry);
        }
    }

    private void Check(int counter, in MessageLedger.Entry entry)
    {
        if (_values[1] != entry.Lost)
        {
            throw new ViolationException("subscriber.lost", $"After message {counter} a subscriber believes that {_values[1]} messages were lost; it were {entry.Lost}.");
        }

        for (var i = 2; i < 2 + settings.FieldCount; i++)
        {
            var truth = settings.ValueOf(i - 1, counter);
            if (Math.Abs(_values[i] - truth) > SeedSettings.Deadband)
            {
                throw new ViolationException("subscriber.value", $"After message {counter} a subscriber believes that field {i} is {_values[i]}; it was {truth}.");
            }
        }
    }
}
