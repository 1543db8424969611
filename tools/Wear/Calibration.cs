namespace Sidetap.Wear;

/// <summary>From a table to the parameters of a source.</summary>
public static class Calibration
{
    /// <summary>Learns a calibration of all tools of a table.</summary>
    /// <param name="table">The table; at least <see cref="WearFit.LeastTools"/> tools.</param>
    /// <param name="menu">The terms to choose from.</param>
    /// <param name="wearLimit">Flank wear at which the index is 100, in micrometres.</param>
    /// <param name="rowMs">Milliseconds a row stands for.</param>
    /// <returns>The calibration.</returns>
    /// <exception cref="WearException">Too few tools, or nothing can be learned of them.</exception>
    public static WearFit Of(WearTable table, IReadOnlyList<WearTerms> menu, double wearLimit, int rowMs) =>
        WearFit.Of(Prepare(table, rowMs), menu, wearLimit)
        ?? throw new WearException($"{table.FileName}: nothing can be learned: current or wear never change");

    /// <summary>The parameters of a source with a calibration.</summary>
    /// <param name="fit">The calibration.</param>
    /// <param name="wearLimit">Flank wear at which the index is 100, in micrometres.</param>
    /// <param name="rowMs">Milliseconds of a segment.</param>
    /// <returns>The parameters.</returns>
    public static WearParameters Parameters(WearFit fit, double wearLimit, int rowMs) =>
        new WearParameters { ["wearLimit"] = wearLimit }.Calibrate(fit.Model, rowMs);

    /// <summary>What the firmware makes of the rows before there is a calibration: currents, and the times in cut and tool.</summary>
    internal static List<IReadOnlyList<WearPoint>> Prepare(WearTable table, int rowMs)
    {
        if (table.Tools.Count < WearFit.LeastTools)
        {
            throw new WearException(
                $"{table.FileName} has {table.Tools.Count} tool{(table.Tools.Count == 1 ? "" : "s")}; to tell how tools differ takes {WearFit.LeastTools} or more");
        }

        List<IReadOnlyList<WearPoint>> tools = [];
        WearParameters raw = new() { ["segmentMs"] = rowMs };
        foreach (WearTool tool in table.Tools)
        {
            List<WearPoint> points = WearRun.Of(tool, raw, rowMs);
            tools.Add(points.Count > 0 ? points : throw new WearException($"{table.FileName}: tool {tool.Name} never cuts"));
        }

        return tools;
    }
}
