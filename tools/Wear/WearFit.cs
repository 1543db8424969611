using Sidetap.Analysis;

namespace Sidetap.Wear;

/// <summary>
/// Learns a calibration. Least squares over all rows for the coefficients; which terms there are is decided by leaving out one tool at a time, and the
/// interval is as wide as the errors on the tools left out were. Nothing is learned from the measured wear of a tool that is to be estimated.
/// </summary>
public sealed class WearFit
{
    /// <summary>The least number of tools that a calibration can be made of: one is left out, and one says nothing of how tools differ.</summary>
    public const int LeastTools = 3;

    /// <summary>What the interval is to cover.</summary>
    public const double Coverage = 0.8;

    private readonly IReadOnlyList<IReadOnlyList<WearPoint>> _tools;
    private readonly double _wearLimit;

    private WearFit(IReadOnlyList<IReadOnlyList<WearPoint>> tools, double wearLimit)
    {
        _tools = tools;
        _wearLimit = wearLimit;
    }

    /// <summary>The calibration.</summary>
    public ToolWearModel Model { get; private set; } = new();

    /// <summary>The terms that were chosen.</summary>
    public WearTerms Terms { get; private set; }

    /// <summary>The mean absolute error on tools left out, by terms, in micrometres. Terms that the rows don't determine are not in it.</summary>
    public IReadOnlyDictionary<WearTerms, double> Errors { get; private set; } = new Dictionary<WearTerms, double>();

    /// <summary>Learns a calibration.</summary>
    /// <param name="tools">What the firmware made of each tool's rows; at least two tools.</param>
    /// <param name="menu">The terms to choose from.</param>
    /// <param name="wearLimit">Flank wear at which the index is 100, in micrometres: the interval of a tool so worn is twice that of a fresh one.</param>
    /// <returns>The calibration; null when the rows determine none.</returns>
    public static WearFit? Of(IReadOnlyList<IReadOnlyList<WearPoint>> tools, IReadOnlyList<WearTerms> menu, double wearLimit)
    {
        WearFit fit = new(tools, wearLimit);
        return fit.Choose(menu) && fit.Finish() ? fit : null;
    }

    private bool Choose(IReadOnlyList<WearTerms> menu)
    {
        Dictionary<WearTerms, double> errors = [];
        double best = double.PositiveInfinity;
        foreach (WearTerms terms in menu)
        {
            if (LeaveOneOut(terms) is not { } left)
            {
                continue;
            }

            double error = left.Average(one => Math.Abs(one.Residual));
            errors.Add(terms, error);
            if (error < best) // an equal one with more terms is no better
            {
                best = error;
                Terms = terms;
            }
        }

        Errors = errors;
        return errors.Count > 0;
    }

    private bool Finish()
    {
        if (ModelWithout(Terms, SumsOf(Terms), -1) is not { } model || LeaveOneOut(Terms) is not { } left)
        {
            return false;
        }

        // Errors grow with wear: a half width in proportion to 1 + wear / limit, and of that size which holds so many of the errors.
        double[] scaled = [.. left.Select(one => Math.Abs(one.Residual) / (1 + (one.Estimate / _wearLimit))).Order()];
        double half = scaled[Math.Min((int)(Coverage * scaled.Length), scaled.Length - 1)];
        model.IntervalBase = half;
        model.IntervalSlope = half / _wearLimit;
        IEnumerable<WearPoint> points = _tools.SelectMany(points => points);
        model.LowestCurrent = points.Min(point => point.Current);
        model.HighestCurrent = points.Max(point => point.Current);
        Model = model;
        return true;
    }

    /// <summary>For every point, the estimate of a model that has not seen its tool.</summary>
    private List<(double Estimate, double Residual)>? LeaveOneOut(WearTerms terms)
    {
        LeastSquares[] sums = SumsOf(terms);
        List<(double Estimate, double Residual)> left = [];
        for (int i = 0; i < _tools.Count; i++)
        {
            if (ModelWithout(terms, sums, i) is not { } model)
            {
                return null;
            }

            foreach (WearPoint point in _tools[i])
            {
                double estimate = model.FlankWear(point.Current, point.EntrySeconds, point.CuttingSeconds);
                left.Add((estimate, point.Row.Wear - estimate));
            }
        }

        return left;
    }

    private LeastSquares[] SumsOf(WearTerms terms)
    {
        Span<double> features = stackalloc double[terms.Size];
        LeastSquares[] sums = new LeastSquares[_tools.Count];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = new LeastSquares(terms.Size);
            foreach (WearPoint point in _tools[i])
            {
                terms.Features(point, features);
                sums[i].Add(features, point.Row.Wear);
            }
        }

        return sums;
    }

    private ToolWearModel? ModelWithout(WearTerms terms, LeastSquares[] sums, int without)
    {
        LeastSquares all = new(terms.Size);
        double longest = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            if (i != without)
            {
                all.Add(sums[i]);
                longest = Math.Max(longest, _tools[i][^1].CuttingSeconds);
            }
        }

        return all.Solve() is { } coefficients ? terms.Model(coefficients, longest) : null;
    }
}
