using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Live;

/// <summary>A machine on a page: a row for each field, with unit, status and course.</summary>
internal static class MachineTable
{
    private const string CourseHeading = "Course";

    /// <summary>Lines of the table that are no fields: title, headings and borders.</summary>
    public const int OtherRows = 5;

    /// <summary>Draws the table. Only inside <see cref="LiveDataSets.Read"/>.</summary>
    /// <param name="live">The values.</param>
    /// <param name="dataSet">The machine's data set; null while nothing has come.</param>
    /// <param name="name">What to call the machine.</param>
    /// <param name="width">The terminal's columns; <see cref="int.MaxValue"/> for where there is room for everything.</param>
    /// <param name="rows">How many fields fit.</param>
    public static Table Draw(LiveDataSets live, DataSetState? dataSet, string name, int width, int rows)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderStyle(new Style(Color.Grey));
        Widths widths = Widths.Of(width);
        table.AddColumn(Column("Field", widths.Field));
        table.AddColumn(Column("Value", widths.Value).RightAligned());
        table.AddColumn(Column("Unit", widths.Unit));
        table.AddColumn(Column("Status", widths.Status));
        if (widths.Course > 0)
        {
            table.AddColumn(Column(CourseHeading, widths.Course));
        }

        if (dataSet is null)
        {
            table.Title = new TableTitle($"[bold]{PlainText.Markup(name)}[/]  [dim]no values yet[/]");
            return table;
        }

        string title = $"{Title(dataSet, name)}  publisher {dataSet.PublisherId}, message {dataSet.Sequence.Last}";
        table.Title = new TableTitle($"[bold]{PlainText.Markup(LiveText.Fit(title, Math.Clamp(widths.Total, 1, title.Length)))}[/]");
        (IReadOnlyList<FieldValue> shown, int hidden) = FieldChoice.Of(dataSet, rows);
        foreach (FieldValue field in shown)
        {
            AddRow(table, live, dataSet, field, widths);
        }

        if (hidden > 0)
        {
            table.AddRow($"[dim]{Cut($"… and {hidden} more", widths.Field)}[/]");
        }

        return table;
    }

    private static string Title(DataSetState dataSet, string name) => name.Length == 0 ? dataSet.Name : $"{name}: {dataSet.Name}";

    private static TableColumn Column(string heading, int width)
    {
        TableColumn column = new TableColumn(heading.Length > width ? heading[..width] : heading).NoWrap();
        return width == Widths.Free ? column : column.Width(width);
    }

    private static void AddRow(Table table, LiveDataSets live, DataSetState dataSet, FieldValue field, Widths widths)
    {
        string name = FieldText.NameOf(dataSet.MetaData, field);
        List<string> cells =
        [
            widths.Field == Widths.Free ? PlainText.Markup(name) : PlainText.Markup(LiveText.FitName(name, widths.Field).TrimEnd()),
            $"[bold]{Cut(LiveText.ValueOf(dataSet, field), widths.Value)}[/]",
            Cut(LiveText.UnitOf(dataSet, field), widths.Unit),
            $"[{LiveText.ColourOf(field.Status)}]{Cut(LiveText.StatusOf(field.Status), widths.Status)}[/]",
        ];
        if (widths.Course > 0)
        {
            string bars = field.IsArray ? Sparkline.Of([.. LiveText.Elements(field).Take(LiveDataSets.SparklineWidth)])
                : field.Value is string ? "" // a text has no course
                : live.Course(dataSet, field);
            cells.Add($"[blue]{bars[Math.Max(0, bars.Length - widths.Course)..]}[/]");
        }

        table.AddRow([.. cells]);
    }

    private static string Cut(string text, int width) =>
        PlainText.Markup(text.Length <= width ? text : LiveText.Fit(text, width).TrimEnd());

    /// <summary>
    /// The width of each column. It depends on the terminal alone, so that the table stands still whatever comes. Where there is little room the status goes
    /// before the course, which is left out (0) when it would be a few bars only.
    /// </summary>
    private readonly record struct Widths(int Field, int Value, int Unit, int Status, int Course)
    {
        /// <summary>The width of a column that may be as wide as it wants: nothing is redrawn in place.</summary>
        public const int Free = int.MaxValue;

        private const int FieldColumns = 26;
        private const int UnitColumns = 5;
        private const int LeastCourse = 9;

        // A blank on either side of each column, and a border on either side of each blank.
        private const int Borders = 16;
        private const int BordersWithoutCourse = 13;

        /// <summary>Columns of the whole table; its title wraps there.</summary>
        public int Total => Field == Free ? Free : Sum + (Course > 0 ? Borders : BordersWithoutCourse);

        private int Sum => Field + Value + Unit + Status + Course;

        /// <summary>The widths in a terminal.</summary>
        /// <param name="width">Its columns, or <see cref="Free"/>.</param>
        public static Widths Of(int width)
        {
            if (width == Free)
            {
                return new Widths(Free, Free, Free, Free, LiveDataSets.SparklineWidth);
            }

            Widths roomy = new(FieldColumns, 20, UnitColumns, 27, 0); // the longest status in full
            Widths usual = new(FieldColumns, 16, UnitColumns, 22, 0);
            foreach (Widths columns in (Widths[])[roomy, usual])
            {
                int rest = width - Borders - columns.Sum;
                if (rest >= LeastCourse)
                {
                    return columns with { Course = Math.Min(rest, LiveDataSets.SparklineWidth) };
                }
            }

            int room = Math.Max(width - BordersWithoutCourse, 21);
            if (room >= usual.Sum - 6)
            {
                return usual with { Field = Math.Min(FieldColumns, room - usual.Sum + FieldColumns) };
            }

            int unit = Math.Clamp(room / 8, 4, UnitColumns);
            int status = Math.Clamp(room / 4, 6, 22); // no narrower than the headings
            int value = Math.Clamp(room * 3 / 10, 5, 16);
            return new Widths(Math.Max(5, room - unit - status - value), value, unit, status, 0);
        }
    }
}
