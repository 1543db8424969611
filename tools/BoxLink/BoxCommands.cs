using Sidetap.BoxLink.Results;

namespace Sidetap.BoxLink;

/// <summary>The commands of a box's console, with their answers as types. Every one may throw what <see cref="BoxClient.Request"/> does.</summary>
public static class BoxCommands
{
    /// <summary>Which box it is.</summary>
    /// <param name="box">The box.</param>
    /// <returns>Its version.</returns>
    public static BoxVersion Version(this BoxClient box)
    {
        IReadOnlyDictionary<string, string> values = box.Request("version").ByKey();
        string Of(string key) => values.GetValueOrDefault(key, "");
        return new BoxVersion(Of("firmware"), Of("board"), Of("uniqueId"), Of("clientId"));
    }

    /// <summary>How it is.</summary>
    /// <param name="box">The box.</param>
    /// <returns>Its status.</returns>
    public static BoxStatus Status(this BoxClient box) => new(box.Request("status").ByKey());

    /// <summary>The state of its network.</summary>
    /// <param name="box">The box.</param>
    /// <returns>Keys and values.</returns>
    public static IReadOnlyDictionary<string, string> Net(this BoxClient box) => box.Request("net").ByKey();

    /// <summary>All settings there are.</summary>
    /// <param name="box">The box.</param>
    /// <returns>In the box's order.</returns>
    public static IReadOnlyList<SettingInfo> Describe(this BoxClient box) =>
        [.. Rows(box, "describe", 9).Select(row => new SettingInfo(row[1], row[2], row[5], row[6], row[7], row[8]))];

    /// <summary>The values of settings, staged ones where there are.</summary>
    /// <param name="box">The box.</param>
    /// <param name="name">One setting; null: all.</param>
    /// <returns>In the box's order.</returns>
    public static IReadOnlyList<SettingState> Get(this BoxClient box, string? name = null) =>
        [.. Rows(box, name is null ? "get" : $"get {name}", 3).Select(row => new SettingState(row[0], row[1], row[2] == "set"))];

    /// <summary>Stages a value.</summary>
    /// <param name="box">The box.</param>
    /// <param name="name">The setting.</param>
    /// <param name="value">The value as people write it.</param>
    public static void Set(this BoxClient box, string name, string value) => box.Request($"set {name} \"{value}\"");

    /// <summary>Stages the default.</summary>
    /// <param name="box">The box.</param>
    /// <param name="name">The setting.</param>
    public static void Unset(this BoxClient box, string name) => box.Request($"unset {name}");

    /// <summary>What is staged and not saved.</summary>
    /// <param name="box">The box.</param>
    /// <returns>The changes.</returns>
    public static IReadOnlyList<SettingChange> Diff(this BoxClient box) => [.. Rows(box, "diff", 3).Select(row => new SettingChange(row[0], row[1], row[2]))];

    /// <summary>Holds what is staged to the rules between settings.</summary>
    /// <param name="box">The box.</param>
    public static void Check(this BoxClient box) => box.Request("check");

    /// <summary>Saves what is staged.</summary>
    /// <param name="box">The box.</param>
    /// <returns>What happened. Nothing to save also means that the answer was lost and it was sent again, or that the box has restarted and forgotten what was staged.</returns>
    public static SaveResult Save(this BoxClient box) => SaveResult.Parse(box.Request("save").Text);

    /// <summary>Makes settings on trial permanent.</summary>
    /// <param name="box">The box.</param>
    /// <returns>False: none were on trial.</returns>
    public static bool Confirm(this BoxClient box)
    {
        try
        {
            box.Request("confirm");
            return true;
        }
        catch (BoxError error) when (error.Code == BoxErrorCode.NothingOnTrial)
        {
            return error.WasRepeated; // the first one, whose answer was lost, has done it
        }
    }

    /// <summary>The fields of the data set.</summary>
    /// <param name="box">The box.</param>
    /// <returns>In the data set's order.</returns>
    public static IReadOnlyList<SensorReading> Sensors(this BoxClient box) =>
        [.. Rows(box, "sensors", 5).Select(row => new SensorReading(row[0], row[1], row[2], row[3], row[4]))];

    /// <summary>The signals that can be corrected.</summary>
    /// <param name="box">The box.</param>
    /// <param name="name">One of them; null: all.</param>
    /// <returns>Their state now.</returns>
    public static IReadOnlyList<CalibrationState> Calibration(this BoxClient box, string? name = null) =>
        [.. Rows(box, name is null ? "calibrate" : $"calibrate {name}", 7).Select(row => new CalibrationState(row[0], row[1], row[2], row[3], row[4], row[5], row[6]))];

    /// <summary>The newest notes of the box.</summary>
    /// <param name="box">The box.</param>
    /// <returns>The oldest first.</returns>
    public static IReadOnlyList<BoxNote> Log(this BoxClient box) => [.. Rows(box, "log", 3).Select(row => new BoxNote(row[0], row[1], row[2]))];

    /// <summary>The profile it has.</summary>
    /// <param name="box">The box.</param>
    /// <returns>What it says of it.</returns>
    public static BoxProfile Profile(this BoxClient box) => new(box.Request("profile").ByKey());

    private static IEnumerable<string[]> Rows(BoxClient box, string request, int columns) =>
        box.Request(request).Rows.Select(row => row.Length >= columns ? row : [.. row, .. Enumerable.Repeat("", columns - row.Length)]);
}
