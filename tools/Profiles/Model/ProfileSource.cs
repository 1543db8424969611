using Sidetap.Profiles.Catalogue;

namespace Sidetap.Profiles.Model;

/// <summary>A source: a sensor that reads a channel, or an analysis that reads other signals.</summary>
/// <param name="Name">What references call it; made up for a compiled profile.</param>
/// <param name="Kind">Its kind.</param>
public sealed record ProfileSource(string Name, SourceKindInfo Kind)
{
    /// <summary>The number that stands for no signal where an input is optional.</summary>
    public const int None = 255;

    /// <summary>Milliseconds from sample to sample; 0: as often as the profile samples.</summary>
    public int Interval { get; init; }

    /// <summary>The signals it reads, <see cref="None"/> for one that is left out.</summary>
    public IReadOnlyList<int> Inputs { get; init; } = [];

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<double> Parameters { get; init; } = [];

    /// <summary>The number of its first signal.</summary>
    public int FirstSignal { get; init; }

    /// <summary>What it fills.</summary>
    public IReadOnlyList<SourceOutput> Outputs { get; init; } = [];

    /// <summary>What it is for, from JSON; a compiled profile does not have it.</summary>
    public string Description { get; init; } = "";
}
