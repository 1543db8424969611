namespace Sidetap.Wear;

/// <summary>How well a tool was estimated.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Points">Its points, in order.</param>
/// <param name="Terms">The terms of the model that estimated it, chosen without it; null when a profile's calibration did.</param>
public sealed record ToolScore(WearTool Tool, IReadOnlyList<WearPoint> Points, WearTerms? Terms)
{
    /// <summary>Mean absolute error in micrometres.</summary>
    public double MeanAbsoluteError => Points.Average(point => Math.Abs(point.Error));

    /// <summary>Mean error in micrometres: positive when it was estimated more worn than it is.</summary>
    public double Bias => Points.Average(point => point.Error);

    /// <summary>The share of points within their intervals.</summary>
    public double Coverage => Points.Count(point => point.IsInside) / (double)Points.Count;
}

/// <summary>How well the estimator does on tools whose wear is known.</summary>
/// <param name="Scores">One a tool.</param>
/// <param name="GuessError">The error, in micrometres, of always guessing: the mean wear of the other tools.</param>
public sealed record WearEvaluation(IReadOnlyList<ToolScore> Scores, double GuessError)
{
    /// <summary>All points.</summary>
    public IEnumerable<WearPoint> Points => Scores.SelectMany(score => score.Points);

    /// <summary>Mean absolute error over all points in micrometres.</summary>
    public double MeanAbsoluteError => Points.Average(point => Math.Abs(point.Error));

    /// <summary>Mean error over all points.</summary>
    public double Bias => Points.Average(point => point.Error);

    /// <summary>The share of all points within their intervals.</summary>
    public double Coverage => Points.Average(point => point.IsInside ? 1.0 : 0.0);

    /// <summary>The mean width of the intervals in micrometres.</summary>
    public double MeanWidth => Points.Average(point => point.High - point.Low);

    /// <summary>
    /// Leaves out each tool in turn. Everything is learned again without it, the choice of terms included, so that a tool's error is that of a tool never seen.
    /// </summary>
    /// <param name="table">The table; at least <see cref="WearFit.LeastTools"/> tools.</param>
    /// <param name="menu">The terms to choose from.</param>
    /// <param name="wearLimit">Flank wear at which the index is 100, in micrometres.</param>
    /// <param name="rowMs">Milliseconds a row stands for.</param>
    /// <param name="progress">Told how many tools are done; may stop the evaluation by throwing.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="WearException">Too few tools, or nothing can be learned of them.</exception>
    public static WearEvaluation LeaveOneToolOut(
        WearTable table,
        IReadOnlyList<WearTerms> menu,
        double wearLimit,
        int rowMs,
        Action<int>? progress = null)
    {
        List<IReadOnlyList<WearPoint>> tools = Calibration.Prepare(table, rowMs);
        List<ToolScore> scores = [];
        for (int i = 0; i < tools.Count; i++)
        {
            WearFit fit = WearFit.Of([.. tools.Where((_, index) => index != i)], menu, wearLimit)
                ?? throw new WearException($"{table.FileName}: without tool {table.Tools[i].Name} nothing can be learned: current or wear never change");
            WearParameters parameters = Calibration.Parameters(fit, wearLimit, rowMs);
            scores.Add(new ToolScore(table.Tools[i], WearRun.Of(table.Tools[i], parameters, rowMs), fit.Terms));
            progress?.Invoke(i + 1);
        }

        return new WearEvaluation(scores, GuessErrorOf(table));
    }

    /// <summary>Puts all tools through the calibration of a profile.</summary>
    /// <param name="table">The table.</param>
    /// <param name="parameters">The calibration.</param>
    /// <param name="rowMs">Milliseconds a row stands for.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="WearException">A tool has too few rows for a segment, or the firmware refuses the parameters.</exception>
    public static WearEvaluation With(WearTable table, WearParameters parameters, int rowMs)
    {
        List<ToolScore> scores = [];
        foreach (WearTool tool in table.Tools)
        {
            List<WearPoint> points = WearRun.Of(tool, parameters, rowMs);
            scores.Add(points.Count > 0
                ? new ToolScore(tool, points, null)
                : throw new WearException($"{table.FileName}: tool {tool.Name} cuts for less than a segment of {parameters["segmentMs"]} ms"));
        }

        return new WearEvaluation(scores, GuessErrorOf(table));
    }

    private static double GuessErrorOf(WearTable table)
    {
        if (table.Tools.Count == 1)
        {
            return double.NaN;
        }

        double sum = table.Tools.Sum(tool => tool.Rows.Sum(row => row.Wear));
        int count = table.RowCount;
        double error = 0;
        foreach (WearTool tool in table.Tools)
        {
            double guess = (sum - tool.Rows.Sum(row => row.Wear)) / (count - tool.Rows.Count);
            error += tool.Rows.Sum(row => Math.Abs(row.Wear - guess));
        }

        return error / count;
    }
}
