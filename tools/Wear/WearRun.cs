using Sidetap.Analysis;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Wear;

/// <summary>What the firmware made of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Current">RMS of the segment it ended, in ampere.</param>
/// <param name="EntrySeconds">Seconds from the beginning of the cut to that of the segment.</param>
/// <param name="CuttingSeconds">Seconds the tool has cut.</param>
/// <param name="Wear">The estimate in micrometres; not a number without a calibration.</param>
/// <param name="Low">The low end of its 80 % interval.</param>
/// <param name="High">The high end.</param>
/// <param name="Quality">How far it can be trusted.</param>
public sealed record WearPoint(
    WearRow Row,
    double Current,
    double EntrySeconds,
    double CuttingSeconds,
    double Wear,
    double Low,
    double High,
    ToolWearQuality Quality)
{
    /// <summary>Estimate less measurement, in micrometres.</summary>
    public double Error => Wear - Row.Wear;

    /// <summary>Whether the measurement is within the interval.</summary>
    public bool IsInside => Row.Wear >= Low && Row.Wear <= High;
}

/// <summary>Puts the rows of a tool through the firmware's estimator, as a box would see them.</summary>
public static class WearRun
{
    private const int FeedCurrent = 0;
    private const int Cutting = 1;
    private const int ToolChanges = 2;
    private const int First = 3;

    /// <summary>Runs a tool.</summary>
    /// <param name="tool">The tool; it is fresh.</param>
    /// <param name="parameters">The source's parameters.</param>
    /// <param name="rowMs">Milliseconds a row stands for.</param>
    /// <returns>A point for each row in which a segment ended. Rows without cutting have none.</returns>
    /// <exception cref="WearException">The firmware refuses the parameters.</exception>
    public static List<WearPoint> Of(WearTool tool, WearParameters parameters, int rowMs)
    {
        SignalTable signals = new(First + ToolWear.Outputs);
        if (WearSources.Create(parameters.Descriptor(FeedCurrent, Cutting, ToolChanges), new MachineInputs(), signals, First) is not ToolWear source)
        {
            throw new WearException("the firmware refuses these parameters of toolWear: one is out of range (docs/tool-wear.md has the ranges)");
        }

        Array.Fill(signals.Statuses, StatusCode.Good, 0, First);
        long now = 0;
        source.Sample(now);
        signals.Values[ToolChanges] = 1; // the tool before it has gone: this one's history is known from here on
        List<WearPoint> points = [];
        foreach (WearRow row in tool.Rows)
        {
            if (row.StartsCut)
            {
                // The pause between two cuts, and then the instant in which the cut begins.
                now += rowMs;
                Sample(source, signals, now, row.FeedCurrent, isCutting: false);
                Sample(source, signals, now, row.FeedCurrent, isCutting: true);
            }

            now += rowMs;
            int before = source.Segments;
            Sample(source, signals, now, row.FeedCurrent, row.IsCutting);
            if (source.Segments > before)
            {
                points.Add(PointOf(row, source, signals));
            }
        }

        return points;
    }

    private static void Sample(ToolWear source, SignalTable signals, long now, double current, bool isCutting)
    {
        signals.Values[FeedCurrent] = current;
        signals.Values[Cutting] = isCutting ? 1 : 0;
        source.Sample(now);
    }

    private static WearPoint PointOf(WearRow row, ToolWear source, SignalTable signals)
    {
        bool hasWear = !StatusCode.IsBad(signals.Statuses[First + ToolWear.FlankWear]);
        double Value(int output) => hasWear ? signals.Values[First + output] : double.NaN;
        return new WearPoint(
            row,
            source.SegmentCurrent,
            source.SegmentEntrySeconds,
            source.CuttingSeconds,
            Value(ToolWear.FlankWear),
            Value(ToolWear.Low),
            Value(ToolWear.High),
            (ToolWearQuality)(int)signals.Values[First + ToolWear.Quality]);
    }
}
