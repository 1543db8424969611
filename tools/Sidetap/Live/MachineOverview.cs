using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Live;

/// <summary>Several machines beside each other, each field in one short line: its name and its value, or its status where that is Bad.</summary>
internal static class MachineOverview
{
    /// <summary>Columns a machine needs at the least.</summary>
    public const int LeastWidth = 24;

    private const int LeastName = 10;
    private const string Between = " │ ";

    /// <summary>Draws the lines. Only inside <see cref="LiveDataSets.Read"/>.</summary>
    /// <param name="machines">The machines: a name, the data set or null, and whether the keys go to it.</param>
    /// <param name="width">The terminal's columns.</param>
    /// <param name="rows">Lines there are.</param>
    /// <returns>Lines of markup.</returns>
    public static IReadOnlyList<string> Draw(IReadOnlyList<(string Name, DataSetState? DataSet, bool IsSelected)> machines, int width, int rows)
    {
        int each = (width - (Between.Length * (machines.Count - 1))) / machines.Count;
        List<string>[] columns = [.. machines.Select(m => Column(m.Name, m.DataSet, m.IsSelected, each, rows))];
        int height = columns.Max(c => c.Count);
        return [.. Enumerable.Range(0, height).Select(row =>
            string.Join($"[grey]{Between}[/]", columns.Select(c => row < c.Count ? c[row] : new string(' ', each))))];
    }

    private static List<string> Column(string name, DataSetState? dataSet, bool isSelected, int width, int rows)
    {
        string title = LiveText.Fit(dataSet is null ? $"{name}: no values yet" : $"{name}: message {dataSet.Sequence.Last}", width);
        List<string> lines = [$"[bold{(isSelected ? " underline" : "")}]{Markup.Escape(title)}[/]"];
        if (dataSet is null)
        {
            return lines;
        }

        int valueWidth = Math.Clamp(width * 40 / 100, 10, 24);
        (IReadOnlyList<FieldValue> shown, int hidden) = FieldChoice.Of(dataSet, rows - 1);
        foreach (FieldValue field in shown)
        {
            // What is there matters more than the middle of a name.
            string text = LiveText.ShortOf(dataSet, field);
            int room = Math.Clamp(text.GetCellWidth(), valueWidth, width - LeastName - 1);
            string label = LiveText.FitName(FieldText.NameOf(dataSet.MetaData, field), width - room - 1);
            string value = LiveText.Fit(text, room, toRight: true);
            string colour = field.Status == 0 ? "default" : LiveText.ColourOf(field.Status);
            lines.Add($"{Markup.Escape(label)} [{colour}]{Markup.Escape(value)}[/]");
        }

        if (hidden > 0)
        {
            lines.Add($"[dim]{LiveText.Fit($"… and {hidden} more", width)}[/]");
        }

        return lines;
    }
}
