using Sidetap.Analysis;

namespace Sidetap.Wear;

/// <summary>Which terms a model has besides a constant and the feed current. There are six combinations, and fitting chooses among them.</summary>
/// <param name="EntrySeconds">The time constant of the entry into a cut; 0: no such term.</param>
/// <param name="HasTime">Whether wear grows with the root of the time the tool has cut.</param>
public readonly record struct WearTerms(double EntrySeconds, bool HasTime)
{
    private static readonly double[] Entries = [0, 5, 10];

    /// <summary>How many coefficients.</summary>
    public int Size => 2 + (EntrySeconds > 0 ? 1 : 0) + (HasTime ? 1 : 0);

    /// <summary>The combinations to choose from, the simplest first.</summary>
    /// <param name="mayHaveEntry">Whether the entry may be one of the terms.</param>
    /// <param name="mayHaveTime">Whether the time may.</param>
    /// <returns>At least one.</returns>
    public static IReadOnlyList<WearTerms> Menu(bool mayHaveEntry = true, bool mayHaveTime = true) =>
    [
        .. from hasTime in mayHaveTime ? [false, true] : new[] { false }
           from entry in mayHaveEntry ? Entries : [0]
           select new WearTerms(entry, hasTime),
    ];

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"current{(EntrySeconds > 0 ? $" + entry {EntrySeconds} s" : "")}{(HasTime ? " + time" : "")}");

    /// <summary>The features of a point.</summary>
    internal void Features(WearPoint point, Span<double> features)
    {
        int at = 0;
        features[at++] = 1;
        features[at++] = point.Current;
        if (EntrySeconds > 0)
        {
            features[at++] = ToolWearModel.EntryShare(point.EntrySeconds, EntrySeconds);
        }

        if (HasTime)
        {
            features[at] = Math.Sqrt(point.CuttingSeconds);
        }
    }

    /// <summary>The model with these coefficients, still without an interval.</summary>
    internal ToolWearModel Model(double[] coefficients, double longestSeconds)
    {
        int at = 2;
        return new ToolWearModel
        {
            Offset = coefficients[0],
            PerAmpere = coefficients[1],
            PerEntry = EntrySeconds > 0 ? coefficients[at++] : 0,
            EntrySeconds = EntrySeconds,
            PerRootSecond = HasTime ? coefficients[at] : 0,
            LongestSeconds = longestSeconds,
        };
    }
}
