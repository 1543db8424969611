using System.Globalization;
using System.Text;
using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;

namespace Sidetap.Tools.Tests.Wear;

/// <summary>A second in which the simulated mill has cut: what the box makes of it, and the truth.</summary>
/// <param name="Tool">How often the tool was changed before.</param>
/// <param name="Index">The index in per cent.</param>
/// <param name="Quality">What the index rests on, a number of ToolWearQuality.</param>
/// <param name="Low">Low end of the interval of the flank wear in micrometres, where there is one.</param>
/// <param name="High">High end.</param>
/// <param name="Wear">The true flank wear in micrometres.</param>
/// <param name="Current">RMS of the feed drive's current in ampere.</param>
/// <param name="StartsCut">Whether it is the first one of a cut.</param>
internal sealed record CutSecond(int Tool, double Index, int Quality, double Low, double High, double Wear, double Current, bool StartsCut);

/// <summary>The simulated mill and the sources of a profile on its board, on a virtual clock.</summary>
internal sealed class MillOnABench : IClock
{
    private const int SampleMs = 100;
    private const int SecondMs = 1000;

    private readonly SimulatedMill _mill;
    private readonly MachineProfile _profile;
    private readonly SourceSet _sources;

    private MillOnABench(ProfileDocument profile, uint seed)
    {
        Assert.IsTrue(profile.IsValid, string.Join('\n', profile.Errors));
        byte[] octets = ProfileCompiler.Compile(profile);
        _profile = new ProfileReader().Read(octets, 0, octets.Length)!;
        _mill = new SimulatedMill(this, seed);
        _sources = SourceSet.Build(_profile.Sources, _mill.Inputs, out _);
    }

    public long UptimeMs { get; private set; }

    public long UtcAtStart => 0;

    /// <summary>Uses up some tools.</summary>
    /// <param name="profile">Says what is made of the currents.</param>
    /// <param name="seed">The mill's.</param>
    /// <param name="tools">How many.</param>
    /// <returns>The seconds they have cut.</returns>
    public static List<CutSecond> Run(ProfileDocument profile, uint seed, int tools)
    {
        MillOnABench bench = new(profile, seed);
        List<CutSecond> seconds = [];
        for (int cutMs = 0; bench._mill.ToolChanges < tools; bench.UptimeMs += SampleMs)
        {
            Assert.IsLessThan(tools * 3_600_000L, bench.UptimeMs, "a tool lasts less than an hour");
            bench._sources.Sample(bench.UptimeMs);
            cutMs = bench["Cutting"] > 0.5 ? cutMs + SampleMs : 0;
            if (cutMs > 0 && cutMs % SecondMs == 0)
            {
                seconds.Add(bench.Second(cutMs == SecondMs));
            }
        }

        return seconds;
    }

    /// <summary>The same as a table to calibrate with; heading and columns are those of <see cref="SyntheticTools"/>.</summary>
    public static string Table(IEnumerable<CutSecond> seconds)
    {
        StringBuilder text = new(SyntheticTools.Heading + "\n");
        int cut = 0;
        foreach (CutSecond second in seconds)
        {
            cut += second.StartsCut ? 1 : 0;
            text.AppendLine(CultureInfo.InvariantCulture, $"{second.Wear:R},T{second.Tool},{second.Current:R},{cut}");
        }

        return text.ToString();
    }

    private double this[string field] => _sources.Signals.Values[Array.Find(_profile.Fields, one => one.MetaData.Name == field)!.Signal];

    private CutSecond Second(bool startsCut) => new(
        _mill.ToolChanges,
        this["ToolWearIndex"],
        (int)this["ToolWearQuality"],
        this["FlankWearLow"],
        this["FlankWearHigh"],
        _mill.Tool.FlankWear,
        this["FeedDriveCurrentX"],
        startsCut);
}
