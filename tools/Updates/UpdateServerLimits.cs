namespace Sidetap.Updates;

/// <summary>What hostile boxes can have of an update server at the most.</summary>
public sealed record UpdateServerLimits
{
    /// <summary>Blocks that a box gets a second, on average.</summary>
    public int BlocksPerSecond { get; init; } = 1000;

    /// <summary>Blocks that it gets at once after a rest.</summary>
    public int Burst { get; init; } = 256;

    /// <summary>Boxes that are known at once; messages of further ones are passed over.</summary>
    public int MaxBoxes { get; init; } = 20_000;
}
