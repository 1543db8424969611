namespace Sidetap.Tests.Fuzz;

/// <summary>What a run is told.</summary>
public sealed record FuzzSettings
{
    /// <summary>Frames a chapter has. Each chapter begins anew, with a client and a gateway of its own and a seed that follows from the run's: so any
    /// frame can be reached again in no time.</summary>
    public const int ChapterFrames = 50_000;

    /// <summary>How many frames every target gets; rounded up to whole chapters, unless fewer than one are wanted.</summary>
    public long Frames { get; init; } = 10_000_000;

    /// <summary>Decides everything.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What the frames go through.</summary>
    public FuzzTarget Target { get; init; } = FuzzTarget.All;

    /// <summary>Ends the run before all frames were sent; 0: never.</summary>
    public int Seconds { get; init; }

    /// <summary>Leaves out so many frames, rounded down to whole chapters.</summary>
    public long Skip { get; init; }

    /// <summary>How many chapters run at once.</summary>
    public int Threads { get; init; } = Math.Min(2, Environment.ProcessorCount);
}
