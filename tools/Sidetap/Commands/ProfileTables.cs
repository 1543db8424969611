using System.Globalization;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>A profile in tables.</summary>
internal static class ProfileTables
{
    private static readonly DateTime VersionEpoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Prints a profile.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="profile">The profile.</param>
    public static void Write(IAnsiConsole console, ProfileModel profile)
    {
        console.MarkupLine($"[bold]{PlainText.Markup(profile.Name)}[/]  {PlainText.Markup(profile.Category)}, version {Time(profile.MajorVersion)} / {Time(profile.MinorVersion)}");
        foreach (string text in ((string[])[profile.Description, profile.Limitations]).Where(text => text.Length > 0))
        {
            console.WriteLine(PlainText.Of(text));
        }

        console.WriteLine($"Sampled every {profile.SamplingInterval} ms, a key frame every {profile.KeyFrameInterval} ms, a keep-alive after {profile.KeepAliveTime} ms");
        console.Write(Fields(profile));
        console.Write(Sources(profile));
        if (profile.Events.Count > 0)
        {
            console.Write(Events(profile));
        }

        WriteSizes(console, profile, ProfileCompiler.Compile(profile));
    }

    /// <summary>Prints where the octets of a compiled profile went.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="compiled">What it was compiled to.</param>
    public static void WriteSizes(IAnsiConsole console, ProfileModel profile, CompiledProfile compiled)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("Compiled").AddColumn(new TableColumn("Octets").RightAligned());
        foreach ((string name, int octets) in compiled.Sections)
        {
            table.AddRow(name, $"{octets}");
        }

        table.AddRow("[bold]total[/]", $"[bold]{compiled.Octets.Length}[/]");
        console.Write(table);
        KeyFrame frame = KeyFrame.Of(profile);
        console.WriteLine($"A key frame takes {frame.Octets} octets while all fields are Good, {frame.WorstOctets} at the most; {KeyFrame.MaxOctets} fit a frame");
    }

    private static Table Fields(ProfileModel profile)
    {
        Table table = Columns("#", "Field", "Type", "Unit", "Signal", "Range", "Limits", "Deadband", "Stands for");
        for (int i = 0; i < profile.Fields.Count; i++)
        {
            ProfileField field = profile.Fields[i];
            string unit = field.Enumeration?.Alias ?? (field.Unit is { } one ? one.DisplayName.Length > 0 ? one.DisplayName : one.Code : "");
            string node = field.Node is { } stands ? $"{profile.Namespaces.First(space => space.Uri == stands.Namespace).Alias}:{stands.Identifier}" : field.Standard;
            Add(table, $"{i}", field.Name, field.TypeText, unit, profile.SignalName(field.Signal), Range(field.Range), Range(field.Limits), Number(field.Deadband), node);
        }

        return table;
    }

    private static Table Sources(ProfileModel profile)
    {
        Table table = Columns("Signal", "Source", "What it does", "Fills");
        foreach (ProfileSource source in profile.Sources)
        {
            string last = source.Outputs.Count == 1 ? "" : $"-{source.FirstSignal + source.Outputs.Count - 1}";
            string fills = string.Join(", ", source.Outputs.Take(6).Select(output => output.Name)) + (source.Outputs.Count > 6 ? ", …" : "");
            Add(table, $"{source.FirstSignal}{last}", source.Name, ProfileTraceText.TextOf(ChainStep.Of(profile, source)), fills);
        }

        return table;
    }

    private static Table Events(ProfileModel profile)
    {
        Table table = Columns("Event", "Field", "Severity", "Cause");
        foreach (ProfileEvent one in profile.Events)
        {
            Add(table, $"{one.Kind}", profile.Fields[one.Field].Name, $"{one.Severity}", one.Cause);
        }

        return table;
    }

    /// <summary>VersionTime as the JSON file writes it.</summary>
    /// <param name="seconds">Seconds since 2000-01-01.</param>
    /// <returns>For example "2026-11-24T00:00:00Z".</returns>
    public static string Time(uint seconds) => VersionEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Table Columns(params string[] names)
    {
        Table table = new Table().Border(TableBorder.Simple);
        Array.ForEach(names, name => table.AddColumn(name));
        return table;
    }

    private static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(PlainText.Markup)]);

    private static string Range(ProfileRange? range) => range == null ? "" : $"{Number(range.Low)}..{Number(range.High)}";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
