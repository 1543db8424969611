using Sidetap.Simulation.Faults;

namespace Sidetap.Simulation;

/// <summary>Sums over the seeds of a run.</summary>
internal sealed class RunTotals(int faultKinds)
{
    // A run over a broken box would find a violation in every seed; some are enough.
    private const int EnoughViolations = 10;

    public long Seeds { get; private set; }

    public double SimulatedHours { get; private set; }

    public long Frames { get; private set; }

    public long Samples { get; private set; }

    public long Arrived { get; private set; }

    public long Events { get; private set; }

    public long Repeated { get; private set; }

    public long Lost { get; private set; }

    public long Recovered { get; private set; }

    public long TakenByResets { get; private set; }

    public long Boots { get; private set; }

    /// <summary>Seeds that were offered updates.</summary>
    public long Updated { get; private set; }

    public long UpdateCuts { get; private set; }

    public long Confirmed { get; private set; }

    public long Reverted { get; private set; }

    public double WallSeconds { get; set; }

    public long[] FaultCounts { get; } = new long[faultKinds];

    /// <summary>The seeds that broke a rule.</summary>
    public List<SeedResult> Violations { get; } = [];

    /// <summary>Whether so much is broken that it makes no sense to go on.</summary>
    public bool HasEnough => Violations.Count >= EnoughViolations;

    /// <summary>The kinds of fault that did not occur.</summary>
    public string[] MissingFaults
    {
        get
        {
            var missing = new List<string>();
            for (var i = 0; i < FaultCounts.Length; i++)
            {
                if (FaultCounts[i] == 0)
                {
                    missing.Add(FaultKinds.NameOf((FaultKind)i));
                }
            }

            return [.. missing];
        }
    }

    /// <summary>Adds a seed.</summary>
    public void Add(SeedResult result)
    {
        Seeds++;
        SimulatedHours += result.SimulatedMs / 3600000.0;
        Frames += result.Frames;
        Samples += result.Samples;
        Arrived += result.Arrived;
        Events += result.Events;
        Repeated += result.Repeated;
        Lost += result.Lost;
        Recovered += result.Recovered;
        TakenByResets += result.TakenByResets;
        Boots += result.Boots;
        Updated += result.HasUpdates ? 1 : 0;
        UpdateCuts += result.UpdateCuts;
        Confirmed += result.Confirmed;
        Reverted += result.Reverted;
        for (var i = 0; i < FaultCounts.Length; i++)
        {
            FaultCounts[i] += result.FaultCounts[i];
        }

        if (result.Rule is not null)
        {
            Violations.Add(result);
        }
    }
}
