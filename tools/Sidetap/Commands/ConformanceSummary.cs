using Sidetap.Conformance;

namespace Sidetap.Tool.Commands;

/// <summary>What a run comes to, whoever reads it.</summary>
/// <param name="results">The results of the cases and of the rules.</param>
/// <param name="count">How many cases were selected.</param>
internal sealed class ConformanceSummary(IReadOnlyList<CaseResult> results, int count)
{
    // A client that comes again sooner than this keeps nobody waiting.
    private const int LongWaitMs = 1000;

    private readonly int _left = count - results.Count(one => !one.Name.StartsWith("always.", StringComparison.Ordinal));

    /// <summary>The cases the run did not come to, and those that waited in vain for a client that ran already.</summary>
    public int NotBegun => _left + results.Count(one => !one.IsBegun);

    /// <summary>One line on what was not begun; null where all was.</summary>
    public string? Remark => NotBegun > 0 && WaitsLonger
        ? $"{Cases(NotBegun)} {Were(NotBegun)} not begun; a client waits longer after each DISCONNECT: --launch starts it anew for each case"
        : _left > 0 ? $"{_left} of {Cases(count)} {Were(_left)} not begun"
        : null;

    private bool WaitsLonger
    {
        get
        {
            long[] waits = [.. results.Select(one => one.WaitMs).Where(wait => wait > 0)];
            return waits.Length > 0 && waits.Max() >= LongWaitMs && (waits.Max() >= 2 * waits.Min() || results.Any(one => !one.IsBegun));
        }
    }

    /// <summary>A number of verdicts.</summary>
    public int Count(Verdict verdict) => results.Count(one => one.Verdict == verdict);

    /// <summary>A number of cases in words.</summary>
    public static string Cases(int number) => number == 1 ? "1 case" : $"{number} cases";

    private static string Were(int number) => number == 1 ? "was" : "were";
}
