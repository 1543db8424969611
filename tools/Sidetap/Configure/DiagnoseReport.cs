using System.Globalization;
using System.Text;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Results;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Configure;

/// <summary>A report of a box in Markdown.</summary>
/// <param name="Text">The report.</param>
/// <param name="Findings">How many things are not right; what is only worth knowing does not count.</param>
internal sealed record DiagnoseReport(string Text, int Findings)
{
    /// <summary>Asks a box for everything. What it can't tell is said in its place.</summary>
    /// <param name="box">The box.</param>
    /// <param name="utcNow">The time of the report.</param>
    /// <exception cref="NoBoxException">It does not answer any more.</exception>
    public static DiagnoseReport Of(BoxClient box, DateTime utcNow)
    {
        List<string> refused = [];
        T Asked<T>(Func<T> ask, T otherwise, string what)
        {
            try
            {
                return ask();
            }
            catch (BoxError error)
            {
                refused.Add($"{what}: {error.Text}");
                return otherwise;
            }
        }

        BoxVersion version = Asked(box.Version, new BoxVersion("", "", "", ""), "version");
        BoxStatus status = Asked(box.Status, new BoxStatus(new Dictionary<string, string>()), "status");
        IReadOnlyDictionary<string, string> net = Asked(box.Net, new Dictionary<string, string>(), "net");
        BoxProfile profile = Asked(box.Profile, new BoxProfile(new Dictionary<string, string>()), "profile");
        IReadOnlyList<SensorReading> sensors = Asked(box.Sensors, [], "sensors");
        IReadOnlyList<CalibrationState> calibration = Asked(() => box.Calibration(), [], "calibrate");
        IReadOnlyList<SettingInfo> infos = Asked(box.Describe, [], "describe");
        IReadOnlyList<SettingState> states = Asked(() => box.Get(), [], "get");
        IReadOnlyList<BoxNote> log = Asked(box.Log, [], "log");

        ProfileModel? model = sensors.Any(sensor => sensor.Status == BoxFindings.Unconfigured) ? Asked(() => ModelOf(box), null, "profile read") : null;
        List<(string What, string Advice)> findings = BoxFindings.Of(status, sensors, model);
        List<(string What, string Advice)> notes = BoxFindings.Notes(sensors, profile, model);
        findings.AddRange(refused.Select(one => ($"the box does not answer \"{one}\"", "update its firmware, or this program")));
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# Sidetap box {Cell(version.ClientId)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Report of {utcNow:yyyy-MM-dd HH:mm:ss} UTC, read over {Cell(box.Port.Name)}. Secrets are left out.\n\n## What is not right\n\n");
        text.Append(findings.Count == 0 ? "Nothing.\n" : List(findings));
        if (notes.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## What is as it should be, and yet to know\n\n{List(notes)}");
        }

        Table(text, "Version", ["what", "value"], [["firmware", version.Firmware], ["board", version.Board], ["uniqueId", version.UniqueId], ["clientId", version.ClientId]]);
        Table(text, "Status", ["what", "value"], Rows(status.Values));
        Table(text, "Network", ["what", "value"], Rows(net));
        Table(text, "Profile", ["what", "value"], Rows(profile.Shown()));
        Table(text, "Fields", ["field", "value", "unit", "status", "raw"], sensors.Select(one => new[] { one.Name, one.Value, one.Unit, one.Status, one.Raw }));
        Table(text, "Calibration", ["signal", "channel", "raw", "value", "unit", "gain", "offset"], calibration.Select(one => new[] { one.Label, one.Channel, one.Raw, one.Value, one.Unit, one.Gain, one.Offset }));
        Table(text, "Settings that are not at their default", ["setting", "value", "default"], Settings(states, infos));
        Table(text, "Log of the box", ["uptime", "level", "what happened"], log.Select(one => new[] { Uptime(one.UptimeMs), one.Level, one.Text }));
        return new DiagnoseReport(text.ToString(), findings.Count);
    }

    private static string List(List<(string What, string Advice)> entries) => string.Concat(entries.Select((one, i) => $"{i + 1}. **{Cell(one.What)}**: {Cell(one.Advice)}\n"));

    /// <summary>The profile of the box, or null where its octets are none.</summary>
    private static ProfileModel? ModelOf(BoxClient box)
    {
        try
        {
            return ProfileDecompiler.TryRead(ProfileTransfer.Read(box, _ => { }), out ProfileModel? model, out _, out _) ? model : null;
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            return null; // a report is written all the same
        }
    }

    private static IEnumerable<string[]> Settings(IReadOnlyList<SettingState> states, IReadOnlyList<SettingInfo> infos)
    {
        Dictionary<string, SettingInfo> byName = infos.ToDictionary(info => info.Name);
        foreach (SettingState state in states.Where(state => state.IsSet))
        {
            SettingInfo? info = byName.GetValueOrDefault(state.Name);

            // A box that does not describe its settings can't say what is secret.
            yield return [state.Name, info is null or { IsSecret: true } ? "(set)" : $"{state.Value} {info.Unit}".Trim(), info?.Default ?? ""];
        }
    }

    private static IEnumerable<string[]> Rows(IReadOnlyDictionary<string, string> values) => values.Select(one => new[] { one.Key, one.Value });

    private static void Table(StringBuilder text, string title, string[] columns, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        if (all.Length == 0)
        {
            text.Append("None.\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (string[] row in all)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(Cell))} |\n");
        }
    }

    private static string Uptime(string milliseconds) => long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long ms)
        ? TimeSpan.FromMilliseconds(ms).ToString(@"d\.hh\:mm\:ss\.fff", CultureInfo.InvariantCulture)
        : milliseconds;

    /// <summary>What a box says must not make a table or a heading of its own.</summary>
    private static string Cell(string text) => PlainText.Of(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);
}
