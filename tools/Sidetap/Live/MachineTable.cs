using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Live;

/// <summary>A machine on a page: a row for each field, with unit, status and course.</summary>
internal static class MachineTable
{
    // Borders, with a blank on either side of a column.
    private const int Borders = 16;

    // What the columns take that are no course, where there is room for all of it.
    private const int FieldColumns = 26;
    private const int ValueColumns = 20;
    private const int UnitColumns = 5;
    private const int StatusColumns = 12;
    private const int OtherColumns = Borders + FieldColumns + ValueColumns + UnitColumns + StatusColumns;
    // By how much a table may be narrower than the terminal; its title wraps at its width.
    private const int NarrowTable = 12;

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

        string title = $"{Title(dataSet, name)}  publisher {dataSet.PublisherId}, message {dataSet.Sequence.Last}";
        table.Title = new TableTitle($"[bold]{PlainText.Markup(LiveText.Fit(title, Math.Clamp(width - NarrowTable, 1, title.Length)))}[/]");
        Widths widths = Widths.Of(isWide ? int.MaxValue : width - Borders - sparklineWidth);
        (IReadOnlyList<FieldValue> shown, int hidden) = FieldChoice.Of(dataSet, rows);
        foreach (FieldValue field in shown)
        {
            AddRow(table, live, dataSet, field, widths, sparklineWidth);
        }

        if (hidden > 0)
        {
            table.AddRow($"[dim]{Cut($"… and {hidden} more", widths.Field)}[/]");
        }

        return table;
    }

    private static string Title(DataSetState dataSet, string name) => name.Length == 0 ? dataSet.Name : $"{name}: {dataSet.Name}";

    private static void AddRow(Table table, LiveDataSets live, DataSetState dataSet, FieldValue field, Widths widths, int sparklineWidth)
    {
        string bars = field.IsArray ? Sparkline.Of([.. LiveText.Elements(field).Take(LiveDataSets.SparklineWidth)]) : live.Course(dataSet, field);
        table.AddRow(
            Cut(FieldText.NameOf(dataSet.MetaData, field), widths.Field),
            $"[bold]{Cut(LiveText.ValueOf(dataSet, field), widths.Value)}[/]",
            Cut(LiveText.UnitOf(dataSet, field), widths.Unit),
            $"[{LiveText.ColourOf(field.Status)}]{Cut(LiveText.StatusOf(field.Status), widths.Status)}[/]",
            $"[blue]{bars[Math.Max(0, bars.Length - sparklineWidth)..]}[/]");
    }

    private static string Cut(string text, int width) =>
        PlainText.Markup(text.Length <= width ? text : LiveText.Fit(text, width).TrimEnd());

    /// <summary>What each column may take, so that no row becomes two.</summary>
    private readonly record struct Widths(int Field, int Value, int Unit, int Status)
    {
        public static Widths Of(int room)
        {
            if (room >= OtherColumns - Borders)
            {
                bool isFree = room == int.MaxValue;
                return isFree ? new Widths(room, room, room, room) : new Widths(FieldColumns, ValueColumns, UnitColumns, StatusColumns);
            }

            int unit = Math.Min(UnitColumns, Math.Max(4, room / 8));
            int status = Math.Clamp(room / 4, 6, StatusColumns); // no narrower than the headings
            int value = Math.Clamp(room * 3 / 10, 5, ValueColumns);
            return new Widths(Math.Max(5, room - unit - status - value), value, unit, status);
        }
    }
}
