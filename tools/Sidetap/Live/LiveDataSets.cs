using System.Globalization;
using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Gateway;
using Sidetap.Tool.Commands;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Live;

/// <summary>What a gateway has been given, decoded, as a table that is drawn again and again. The gateway's thread fills it, another one draws.</summary>
internal sealed class LiveDataSets
{
    private const int SparklineWidth = 40;

    // What the other columns and the borders take when no status is longer than NarrowStatus.
    private const int OtherColumns = 70;
    private const int NarrowStatus = 12;
    private const int WideTerminal = 124;

    private readonly Lock _lock = new();
    private readonly DataSetView _dataSets = new();
    private readonly Dictionary<(DataSetState DataSet, int Field), Sparkline> _sparklines = [];
    private long _frames;
    private long _octets;
    private long _problems;
    private long _framesBefore;
    private long _octetsBefore;
    private TimeSpan _rateAt;
    private double _framesPerSecond;
    private double _octetsPerSecond;

    /// <summary>Whether any value has come.</summary>
    public bool HasValues
    {
        get
        {
            lock (_lock)
            {
                return _dataSets.DataSets.Any(d => d.Fields.Count > 0);
            }
        }
    }

    /// <summary>Messages that were not what their topic promised.</summary>
    public long Problems
    {
        get
        {
            lock (_lock)
            {
                return _problems;
            }
        }
    }

    /// <summary>Takes a published message.</summary>
    public void Take(AcceptedPublish publish)
    {
        lock (_lock)
        {
            _problems += PublishedData.Of(publish, _dataSets).Problem is null ? 0 : 1;
        }
    }

    /// <summary>Counts a datagram in either direction.</summary>
    public void Count(int octets)
    {
        Interlocked.Increment(ref _frames);
        Interlocked.Add(ref _octets, octets);
    }

    /// <summary>Adds the present values to the sparklines and works out the rates; to be called at an even pace.</summary>
    public void Tick(TimeSpan now)
    {
        lock (_lock)
        {
            foreach (DataSetState dataSet in _dataSets.DataSets)
            {
                foreach (FieldValue field in dataSet.Fields.Values)
                {
                    if (!_sparklines.TryGetValue((dataSet, field.Index), out Sparkline? sparkline))
                    {
                        _sparklines[(dataSet, field.Index)] = sparkline = new Sparkline(SparklineWidth);
                    }

                    sparkline.Add(NumberOf(field));
                }
            }

            double seconds = (now - _rateAt).TotalSeconds;
            if (seconds >= 1)
            {
                _framesPerSecond = (Interlocked.Read(ref _frames) - _framesBefore) / seconds;
                _octetsPerSecond = (Interlocked.Read(ref _octets) - _octetsBefore) / seconds;
                _framesBefore += (long)Math.Round(_framesPerSecond * seconds);
                _octetsBefore += (long)Math.Round(_octetsPerSecond * seconds);
                _rateAt = now;
            }
        }
    }

    /// <summary>Draws the table.</summary>
    /// <param name="note">What to say below it, as markup.</param>
    /// <param name="width">The terminal's columns; the courses of the values get what the rest leaves.</param>
    public Table Draw(string note, int width)
    {
        lock (_lock)
        {
            Table table = new Table().Border(TableBorder.Rounded).BorderStyle(new Style(Color.Grey));
            table.AddColumn(new TableColumn("Field").NoWrap());
            table.AddColumn(new TableColumn("Value").RightAligned().NoWrap());
            table.AddColumn(new TableColumn("Unit").NoWrap());
            bool isWide = width >= WideTerminal;
            int sparklineWidth = Math.Clamp(width - OtherColumns, 1, SparklineWidth);
            table.AddColumn(new TableColumn("Status").NoWrap());
            table.AddColumn(new TableColumn(sparklineWidth < 9 ? "" : "Course").Width(sparklineWidth).NoWrap());
            foreach (DataSetState dataSet in _dataSets.DataSets.Where(d => d.Fields.Count > 0))
            {
                table.Title = new TableTitle($"[bold]{PlainText.Markup(dataSet.Name)}[/]  [dim]publisher {dataSet.PublisherId}, message {dataSet.Sequence.Last}[/]");
                foreach (FieldValue field in dataSet.Fields.Values)
                {
                    AddRow(table, dataSet, field, isWide ? int.MaxValue : NarrowStatus, sparklineWidth);
                }
            }

            string problems = _problems == 0 ? string.Empty : $"  [red]{_problems} malformed[/]";
            table.Caption = new TableTitle($"{_framesPerSecond,6:0.0} frames/s  {_octetsPerSecond,7:0} octets/s{problems}  {note}");
            return table;
        }
    }

    private void AddRow(Table table, DataSetState dataSet, FieldValue field, int statusWidth, int sparklineWidth)
    {
        string status = StatusCodeNames.Of(field.Status);
        string bars = _sparklines.GetValueOrDefault((dataSet, field.Index))?.ToString() ?? "";
        FieldDescription? description = FieldText.DescriptionOf(dataSet.MetaData, field);
        string colour = StatusCodeNames.IsBad(field.Status) ? "red" : field.Status != 0 ? "yellow" : "green";
        table.AddRow(
            PlainText.Markup(FieldText.NameOf(dataSet.MetaData, field)),
            $"[bold]{PlainText.Markup(ValueOf(dataSet, field))}[/]",
            PlainText.Markup(description?.EngineeringUnits?.DisplayName.Text ?? string.Empty),
            $"[{colour}]{(status.Length > statusWidth ? status[..(statusWidth - 1)] + "…" : status)}[/]",
            $"[blue]{bars[Math.Max(0, bars.Length - sparklineWidth)..]}[/]");
    }

    /// <summary>Short enough for a column: five digits of a Float, nothing for a field that is Bad.</summary>
    private static string ValueOf(DataSetState dataSet, FieldValue field) => field switch
    {
        _ when StatusCodeNames.IsBad(field.Status) => "-",
        { IsArray: false, Value: float or double } => NumberOf(field).ToString("G5", CultureInfo.InvariantCulture),
        _ => FieldText.BareValueOf(dataSet.MetaData, field),
    };

    private static double NumberOf(FieldValue field) =>
        !StatusCodeNames.IsBad(field.Status) && field is { IsArray: false, Value: IConvertible value and not string } ? Convert.ToDouble(value) : double.NaN;
}
