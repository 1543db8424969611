using System.Diagnostics;
using System.Globalization;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;

namespace Sidetap.Simulation;

/// <summary>Runs seeds, each in a world of its own, several at a time.</summary>
internal static class SeedRunner
{
    /// <summary>Runs one seed.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="hours">How many hours are simulated.</param>
    /// <param name="output">Where every event is printed, or null.</param>
    public static SeedResult RunOne(ulong seed, double hours, TextWriter? output = null)
    {
        var world = new World(seed, hours, output);
        try
        {
            world.Run();
            return ResultOf(seed, world, null, null);
        }
        catch (ViolationException e)
        {
            return ResultOf(seed, world, e.Rule, e.Message);
        }
    }

    /// <summary>Runs seeds one after the other in some threads; the sums do not depend on how many.</summary>
    /// <param name="options">Which, how many, how long.</param>
    /// <param name="progress">Is told how many are done, now and then.</param>
    public static RunTotals Run(SimulationOptions options, Action<long>? progress)
    {
        var totals = new RunTotals(FaultKinds.Count);
        var clock = Stopwatch.StartNew();
        long next = 0;
        var threads = new Thread[options.Threads];
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                while (true)
                {
                    var index = Interlocked.Increment(ref next) - 1;
                    if (index >= options.Seeds || totals.HasEnough)
                    {
                        return;
                    }

                    var result = RunOne(options.FirstSeed + (ulong)index, options.Hours);
                    lock (totals)
                    {
                        totals.Add(result);
                        progress?.Invoke(totals.Seeds);
                    }
                }
            });
            threads[i].Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        totals.WallSeconds = clock.Elapsed.TotalSeconds;
        totals.Violations.Sort((a, b) => a.Seed.CompareTo(b.Seed));
        return totals;
    }

    /// <summary>Runs seeds until one breaks a rule. Strings only: a copy of this assembly, bound to another firmware, is called from outside.</summary>
    /// <returns>Seed, rule, sentence and the last events; null when none did.</returns>
    public static string[]? FindViolation(ulong firstSeed, long seeds, double hours)
    {
        for (long i = 0; i < seeds; i++)
        {
            var result = RunOne(firstSeed + (ulong)i, hours);
            if (result.Rule is not null)
            {
                return [result.Seed.ToString(CultureInfo.InvariantCulture), result.Rule, result.Text!, .. result.LastEvents];
            }
        }

        return null;
    }

    private static SeedResult ResultOf(ulong seed, World world, string? rule, string? text) => new()
    {
        Seed = seed,
        Rule = rule,
        Text = text,
        LastEvents = rule is null ? [] : world.Trace.Last(),
        Hash = world.Trace.Hash,
        SimulatedMs = rule is null ? world.EndMs : world.NowMs,
        Frames = world.Frames,
        Samples = world.Ledger.Samples,
        Arrived = world.Ledger.Arrived,
        Events = world.Ledger.EventsArrived,
        Repeated = world.Ledger.Repeated,
        Lost = world.Ledger.Lost,
        Recovered = world.Ledger.Recovered,
        TakenByResets = world.Ledger.TakenByResets,
        Boots = world.Boots,
        HasUpdates = world.HasUpdates,
        UpdateCuts = world.UpdateCuts,
        Confirmed = world.Updates?.Confirmations ?? 0,
        Reverted = world.Updates?.Reversions ?? 0,
        FaultCounts = world.FaultCounts,
    };
}
