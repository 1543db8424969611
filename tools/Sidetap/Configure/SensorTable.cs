using Sidetap.BoxLink.Results;
using Sidetap.Tool.Live;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Configure;

/// <summary>The fields of a box with their courses, as they are read.</summary>
internal sealed class SensorTable
{
    private const int CourseColumns = 40;
    private const int FieldColumns = 26;

    // Field, value, unit, status, raw and their borders, where a terminal has 80 columns.
    private const int OtherColumns = 86;
    private const int OtherLines = 7;

    private readonly Dictionary<string, Sparkline> _courses = [];
    private IReadOnlyList<SensorReading> _readings = [];

    /// <summary>Takes a reading of all fields.</summary>
    public void Take(IReadOnlyList<SensorReading> readings)
    {
        _readings = readings;
        foreach (SensorReading reading in readings)
        {
            if (!_courses.TryGetValue(reading.Name, out Sparkline? course))
            {
                _courses[reading.Name] = course = new Sparkline(CourseColumns);
            }

            course.Add(reading.Number);
        }
    }

    /// <summary>Draws them; those that are not Good are shown in any case.</summary>
    /// <param name="width">The terminal's columns.</param>
    /// <param name="height">Its lines; <see cref="int.MaxValue"/> where there is room for all.</param>
    /// <param name="note">Stands below.</param>
    public Table Draw(int width, int height, string note)
    {
        int course = Math.Clamp(width - OtherColumns, 0, CourseColumns);
        bool hasCourse = course >= 8;
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("Field").NoWrap());
        table.AddColumn(new TableColumn("Value").NoWrap().RightAligned());
        table.AddColumn(new TableColumn("Unit").NoWrap());
        table.AddColumn(new TableColumn("Status").NoWrap());
        table.AddColumn(new TableColumn("Raw").NoWrap().RightAligned());
        if (hasCourse)
        {
            table.AddColumn(new TableColumn("Course").NoWrap());
        }

        int rows = Math.Max(1, height == int.MaxValue ? _readings.Count : height - OtherLines);
        List<SensorReading> shown = [.. _readings.Select((reading, i) => (reading, i)).OrderBy(one => one.reading.IsGood).ThenBy(one => one.i).Take(rows).OrderBy(one => one.i).Select(one => one.reading)];
        foreach (SensorReading reading in shown)
        {
            string colour = reading.IsBad ? "red" : reading.IsGood ? "green" : "yellow";
            string name = width > OtherColumns + CourseColumns ? reading.Name : LiveText.FitName(reading.Name, FieldColumns).TrimEnd();
            List<string> cells =
            [
                PlainText.Markup(name),
                $"[bold]{PlainText.Markup(reading.IsBad ? "-" : reading.Value)}[/]",
                PlainText.Markup(reading.Unit),
                $"[{colour}]{PlainText.Markup(reading.Status)}[/]",
                PlainText.Markup(reading.Raw),
            ];
            if (hasCourse)
            {
                string bars = double.IsNaN(reading.Number) && !reading.IsBad ? "" : _courses[reading.Name].ToString();
                cells.Add($"[blue]{bars[Math.Max(0, bars.Length - course)..]}[/]");
            }

            table.AddRow([.. cells]);
        }

        int hidden = _readings.Count - shown.Count;
        table.Caption = new TableTitle(PlainText.Markup(hidden > 0 ? $"… and {hidden} more that are Good; {note}" : note));
        return table;
    }
}
