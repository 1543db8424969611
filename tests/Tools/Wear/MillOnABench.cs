using System.Globalization;
using System.Text;
using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;

namespace Sidetap.Tools.Tests.Wear;

/// <summary>A second of the simulated mill: what the box makes of it, and the truth.</summary>
/// <param name="Tool">How often the tool was changed before.</param>
/// <param name="Index">The index in per cent.</param>
/// <param name="Quality">What the index rests on, a number of ToolWearQuality.</param>
/// <param name="Low">Low end of the interval of the flank wear in micrometres, where there is one.</param>
/// <param name="High">High end.</param>
/// <param name="Wear">The true flank wear in micrometres.</param>
/// <param name="Current">RMS of the feed drive's current in ampere.</param>
/// <param name="IsCutting">Whether it has cut in this second; in a pause the box goes on telling what it knew last.</param>
/// <param name="StartsCut">Whether it is the first one of a cut.</param>
internal sealed record MillSecond(int Tool, double Index, int Quality, double Low, double High, double Wear, double Current, bool IsCutting, bool StartsCut);

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
    /// <returns>The seconds, from the first cut of each tool on.</returns>
    public static List<MillSecond> Run(ProfileDocument profile, uint seed, int tools)
    {
        MillOnABench bench = new(profile, seed);
        List<MillSecond> seconds = [];
        (int cutMs, int pauseMs) = (0, 0);
        for (; bench._mill.ToolChanges < tools; bench.UptimeMs += SampleMs)
        {
            Assert.IsLessThan(tools * 3_600_000L, bench.UptimeMs, "a tool lasts less than an hour");
            bench._sources.Sample(bench.UptimeMs);
            bool isCutting = bench["Cutting"] > 0.5;
            (cutMs, pauseMs) = isCutting ? (cutMs + SampleMs, 0) : (0, pauseMs + SampleMs);
            bool isSecond = (isCutting ? cutMs : pauseMs) % SecondMs == 0;
            if (isSecond && (isCutting || bench._mill.Tool.CuttingMinutes > 0))
            {
                seconds.Add(bench.Second(isCutting, isCutting && cutMs == SecondMs));
            }
        }

        return seconds;
    }

    /// <summary>The seconds that were cut as a table to calibrate with; heading and columns are those of <see cref="SyntheticTools"/>.</summary>
    public static string Table(IEnumerable<MillSecond> seconds)
    {
        StringBuilder text = new(SyntheticTools.Heading + "\n");
        int cut = 0;
        foreach (MillSecond second in seconds.Where(one => one.IsCutting))
        {
            cut += second.StartsCut ? 1 : 0;
            text.AppendLine(CultureInfo.InvariantCulture, $"{second.Wear:R},T{second.Tool},{second.Current:R},{cut}");
        }

        return text.ToString();
    }

    private double this[string field] => _sources.Signals.Values[Array.Find(_profile.Fields, one => one.MetaData.Name == field)!.Signal];

    private MillSecond Second(bool isCutting, bool startsCut) => new(
        _mill.ToolChanges,
        this["ToolWearIndex"],
        (int)this["ToolWearQuality"],
        this["FlankWearLow"],
        this["FlankWearHigh"],
        _mill.Tool.FlankWear,
        this["FeedDriveCurrentX"],
        isCutting,
        startsCut);
}
