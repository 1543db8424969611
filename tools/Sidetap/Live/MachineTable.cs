using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Live;

/// <summary>A machine on a page: a row for each field, with unit, status and course.</summary>
internal static class MachineTable
{
    // What the other columns and the borders take when no status is longer than NarrowStatus.
    private const int OtherColumns = 70;
    private const int NarrowStatus = 12;
    private const int WideTerminal = 124;

    /// <summary>Lines of the table that are no fields: title, headings and borders.</summary>
    public const int OtherRows = 5;

    /// <summary>Draws the table. Only inside <see cref="LiveDataSets.Read"/>.</summary>
    /// <param name="live">The values.</param>
    /// <param name="dataSet">The machine's data set; null while nothing has come.</param>
    /// <param name="name">What to call the machine.</param>
    /// <param name="width">The terminal's columns; the courses of the values get what the rest leaves.</param>
    /// <param name="rows">How many fields fit.</param>
    public static Table Draw(LiveDataSets live, DataSetState? dataSet, string name, int width, int rows)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderStyle(new Style(Color.Grey));
        bool isWide = width >= WideTerminal;
        int sparklineWidth = Math.Clamp(width - OtherColumns, 1, LiveDataSets.SparklineWidth);
        table.AddColumn(new TableColumn("Field").NoWrap());
        table.AddColumn(new TableColumn("Value").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("Unit").NoWrap());
        table.AddColumn(new TableColumn("Status").NoWrap());
        table.AddColumn(new TableColumn(sparklineWidth < 9 ? "" : "Course").Width(sparklineWidth).NoWrap());
        if (dataSet is null)
        {
            table.Title = new TableTitle($"[bold]{PlainText.Markup(name)}[/]  [dim]no values yet[/]");
            return table;
        }

        table.Title = new TableTitle($"[bold]{PlainText.Markup(Title(dataSet, name))}[/]  [dim]publisher {dataSet.PublisherId}, message {dataSet.Sequence.Last}[/]");
        (IReadOnlyList<FieldValue> shown, int hidden) = FieldChoice.Of(dataSet, rows);
        foreach (FieldValue field in shown)
        {
            AddRow(table, live, dataSet, field, isWide ? int.MaxValue : NarrowStatus, sparklineWidth);
        }

        if (hidden > 0)
        {
            table.AddRow($"[dim]… and {hidden} more[/]");
        }

        return table;
    }

    private static string Title(DataSetState dataSet, string name) => name.Length == 0 ? dataSet.Name : $"{name}: {dataSet.Name}";

    private static void AddRow(Table table, LiveDataSets live, DataSetState dataSet, FieldValue field, int statusWidth, int sparklineWidth)
    {
        string status = LiveText.StatusOf(field.Status);
        string bars = field.IsArray ? Sparkline.Of([.. LiveText.Elements(field).Take(LiveDataSets.SparklineWidth)]) : live.Course(dataSet, field);
        table.AddRow(
            PlainText.Markup(FieldText.NameOf(dataSet.MetaData, field)),
            $"[bold]{PlainText.Markup(LiveText.ValueOf(dataSet, field))}[/]",
            PlainText.Markup(LiveText.UnitOf(dataSet, field)),
            $"[{LiveText.ColourOf(field.Status)}]{(status.Length > statusWidth ? status[..(statusWidth - 1)] + "…" : status)}[/]",
            $"[blue]{bars[Math.Max(0, bars.Length - sparklineWidth)..]}[/]");
    }
}
