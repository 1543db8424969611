using Sidetap.Analysis;
using Sidetap.Sensors;

namespace Sidetap.Wear;

/// <summary>The parameters of a tool-wear source by their names in a profile, in the order of the firmware's.</summary>
public sealed class WearParameters
{
    /// <summary>The type of such a source in a profile.</summary>
    public const string SourceType = "toolWear";

    /// <summary>The names, in order.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "segmentMs", "wearLimit", "baselineSeconds", "riseAtLimit",
        "calibrated", "offset", "perAmpere", "perEntry", "entrySeconds", "perRootSecond",
        "intervalBase", "intervalSlope", "lowestCurrent", "highestCurrent", "longestSeconds",
    ];

    // What calibrating writes: all behind the description of the source, and the length of a segment, which it holds for.
    private const int FirstCalibrated = 4;

    private static readonly double[] Defaults = [1000, 300, 30, 0.2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly double[] _values = [.. Defaults];

    /// <summary>A parameter.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>Its value.</returns>
    public double this[string name]
    {
        get => _values[IndexOf(name)];
        set => _values[IndexOf(name)] = value;
    }

    /// <summary>Flank wear at which the index is 100, in micrometres.</summary>
    public double WearLimit => this["wearLimit"];

    /// <summary>Whether there is a calibration.</summary>
    public bool IsCalibrated => this["calibrated"] == 1;

    /// <summary>What calibrating writes into a profile.</summary>
    public IEnumerable<KeyValuePair<string, double>> Calibration =>
        Names.Where((_, index) => index is 0 || index >= FirstCalibrated).Select(name => KeyValuePair.Create(name, this[name]));

    /// <summary>Takes over a calibration.</summary>
    /// <param name="model">The calibration.</param>
    /// <returns>These parameters.</returns>
    public WearParameters Calibrate(ToolWearModel model)
    {
        this["calibrated"] = 1;
        this["offset"] = model.Offset;
        this["perAmpere"] = model.PerAmpere;
        this["perEntry"] = model.PerEntry;
        this["entrySeconds"] = model.EntrySeconds;
        this["perRootSecond"] = model.PerRootSecond;
        this["intervalBase"] = model.IntervalBase;
        this["intervalSlope"] = model.IntervalSlope;
        this["lowestCurrent"] = model.LowestCurrent;
        this["highestCurrent"] = model.HighestCurrent;
        this["longestSeconds"] = model.LongestSeconds;
        return this;
    }

    /// <summary>The source as a box gets it.</summary>
    /// <param name="inputs">The signals it reads: feed current, cutting, tool changes.</param>
    /// <returns>The descriptor.</returns>
    public SourceDescriptor Descriptor(params int[] inputs) => new() { Kind = SourceKind.ToolWear, Inputs = inputs, Parameters = [.. _values] };

    private static int IndexOf(string name)
    {
        int index = Names.ToList().IndexOf(name);
        return index >= 0 ? index : throw new ArgumentException($"no parameter {name}", nameof(name));
    }
}
