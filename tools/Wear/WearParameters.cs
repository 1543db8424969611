using Sidetap.Analysis;
using Sidetap.Profiles.Catalogue;
using Sidetap.Sensors;

namespace Sidetap.Wear;

/// <summary>The parameters of a tool-wear source by their names in a profile; names, order and defaults are the catalogue's.</summary>
public sealed class WearParameters
{
    /// <summary>The type of such a source in a profile.</summary>
    public const string SourceType = "toolWear";

    private const string SegmentMs = "segmentMs";
    private const string Calibrated = "calibrated";

    private static readonly IReadOnlyList<SourceParameter> Known = SourceCatalog.Find(SourceType)!.Parameters;

    private readonly double[] _values;

    /// <summary>Takes the defaults: no calibration.</summary>
    public WearParameters()
        : this(Known.Select(parameter => parameter.Default!.Value))
    {
    }

    /// <summary>Takes the parameters of a source.</summary>
    /// <param name="values">As many as there are, in order.</param>
    public WearParameters(IEnumerable<double> values)
    {
        _values = [.. values];
    }

    /// <summary>The names, in order.</summary>
    public static IEnumerable<string> Names => Known.Select(parameter => parameter.Name);

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
    public bool IsCalibrated => this[Calibrated] == 1;

    /// <summary>What calibrating writes into a profile, by name: all behind "calibrated", and the length of a segment, which it holds for.</summary>
    public IEnumerable<(SourceParameter Parameter, double Value)> Calibration
    {
        get
        {
            int first = IndexOf(Calibrated);
            return Known.Select((parameter, index) => (parameter, _values[index])).Where((one, index) => index >= first || one.parameter.Name == SegmentMs);
        }
    }

    /// <summary>Takes over a calibration.</summary>
    /// <param name="model">The calibration.</param>
    /// <param name="segmentMs">Milliseconds of the segments it was learned from.</param>
    /// <returns>These parameters.</returns>
    public WearParameters Calibrate(ToolWearModel model, int segmentMs)
    {
        this[SegmentMs] = segmentMs;
        this[Calibrated] = 1;
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
        for (int i = 0; i < Known.Count; i++)
        {
            if (Known[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"no parameter {name}", nameof(name));
    }
}
