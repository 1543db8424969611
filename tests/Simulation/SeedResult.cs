namespace Sidetap.Simulation;

/// <summary>How a seed ended.</summary>
internal sealed class SeedResult
{
    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The broken rule; null when none was.</summary>
    public string? Rule { get; init; }

    /// <summary>What was broken, in a sentence.</summary>
    public string? Text { get; init; }

    /// <summary>The last events before that.</summary>
    public required string[] LastEvents { get; init; }

    /// <summary>The hash over all events.</summary>
    public required ulong Hash { get; init; }

    /// <summary>Milliseconds that were simulated.</summary>
    public required long SimulatedMs { get; init; }

    /// <summary>Frames the box sent.</summary>
    public required long Frames { get; init; }

    /// <summary>Samples it took.</summary>
    public required long Samples { get; init; }

    /// <summary>Messages that arrived, each counted once.</summary>
    public required long Arrived { get; init; }

    /// <summary>Events that arrived, each counted once.</summary>
    public required long Events { get; init; }

    /// <summary>Messages that arrived again.</summary>
    public required long Repeated { get; init; }

    /// <summary>Messages the box counted as lost.</summary>
    public required long Lost { get; init; }

    /// <summary>Messages that flash gave back after a start.</summary>
    public required long Recovered { get; init; }

    /// <summary>Messages that were in RAM when the power went.</summary>
    public required long TakenByResets { get; init; }

    /// <summary>How often the box started.</summary>
    public required long Boots { get; init; }

    /// <summary>Whether it was offered updates.</summary>
    public required bool HasUpdates { get; init; }

    /// <summary>How often the power went because of an update.</summary>
    public required long UpdateCuts { get; init; }

    /// <summary>Images that were confirmed.</summary>
    public required long Confirmed { get; init; }

    /// <summary>Trials after which the image before came back.</summary>
    public required long Reverted { get; init; }

    /// <summary>Faults by kind.</summary>
    public required long[] FaultCounts { get; init; }
}
