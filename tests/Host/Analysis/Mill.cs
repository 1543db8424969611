#nullable enable
using Sidetap.Analysis;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Host.Analysis;

/// <summary>One recording of a mill: the current (A) and power (kW) of its spindle, and whether it really turned, each 100 ms.</summary>
internal sealed class Mill
{
    public const int StepMs = 100;

    /// <summary>
    /// onPower, offPower (kW), onCurrent, offCurrent (A), holdMs of the shipped profile. The drive says 0.00002 kW at the most while the spindle stands, some
    /// 0.0006 to and fro while it runs down and 0.13 while it drives; its current is 6 A at the most while it stands, but for moments, and 12 A at the least
    /// while it drives.
    /// </summary>
    public static readonly double[] Parameters = [.. ShippedMill.State.Parameters];

    private readonly double[] _current;
    private readonly double[] _power;
    private readonly bool[] _turns;

    public Mill(string number)
    {
        var table = SharedData.Read($"mill/experiment_{number}.csv", "S1_CurrentFeedback", "S1_OutputPower", "S1_ActualVelocity");
        _current = table["S1_CurrentFeedback"];
        _power = table["S1_OutputPower"];
        _turns = [.. table["S1_ActualVelocity"].Select(v => v > 1)];
    }

    public static string[] Numbers => ["01", "02", "04", "06", "08"];

    public int Rows => _turns.Length;

    /// <summary>Milliseconds the spindle turned: each row counts until the next one.</summary>
    public long TurningMs => _turns.SkipLast(1).Count(t => t) * (long)StepMs;

    public int Starts => Enumerable.Range(1, Rows - 1).Count(i => _turns[i] && !_turns[i - 1]);

    /// <summary>What a box makes of it, row by row.</summary>
    public MillRun Run(double[] parameters, bool powerIsBad = false, bool currentIsBad = false)
    {
        var bench = new AnalysisBench(SourceKind.MachineState, 3, parameters).Without(2).Make();
        var counters = new AnalysisBench(SourceKind.OperationCounters, 2, []).Without(1).Make();
        var states = new int[Rows];
        var statuses = new uint[Rows];
        for (var i = 0; i < Rows; i++)
        {
            bench.Put(0, _power[i], powerIsBad ? StatusCode.BadNotConnected : StatusCode.Good);
            bench.Put(1, _current[i], currentIsBad ? StatusCode.BadNotConnected : StatusCode.Good);
            bench.Sample(i * StepMs);
            states[i] = (int)bench.Value(0);
            statuses[i] = bench.Status(0);
            counters.Put(0, states[i], statuses[i]);
            counters.Sample(i * StepMs);
        }

        var right = Enumerable.Range(0, Rows).Count(i => states[i] == (int)MachineryItemState.Executing == _turns[i]);
        return new MillRun(100.0 * right / Rows, Rows - right, states, statuses, counters.Value(0), counters.Value(1), (int)counters.Value(2));
    }
}

/// <summary>How a state agrees with the spindle's real speed, and what follows from it.</summary>
internal sealed record MillRun(double Percent, int Wrong, int[] States, uint[] Statuses, double PowerOnHours, double OperationHours, int Cycles)
{
    /// <summary>The lengths of the states between the first and the last, in milliseconds.</summary>
    public List<int> Lengths()
    {
        var changes = Enumerable.Range(1, States.Length - 1).Where(i => States[i] != States[i - 1]).ToArray();
        return [.. changes.Zip(changes.Skip(1), (from, to) => (to - from) * Mill.StepMs)];
    }
}
