using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Sidetap.Wear;

/// <summary>A table of machining with measured wear.</summary>
/// <param name="FileName">Where it was read from.</param>
/// <param name="Tools">The tools in the order of their first rows.</param>
public sealed record WearTable(string FileName, IReadOnlyList<WearTool> Tools)
{
    private const int MaxRows = 2_000_000;
    private const int MaxTextLength = 1000;
    private const int MaxToolNameLength = 64;
    private const double MaxWear = 100_000;
    private const double MaxCurrent = 1_000_000;

    /// <summary>How many rows.</summary>
    public int RowCount => Tools.Sum(tool => tool.Rows.Count);

    /// <summary>Reads a table.</summary>
    /// <param name="path">A CSV file with a heading; commas, semicolons or tabs between the columns, a point in numbers.</param>
    /// <param name="columns">Which columns say what.</param>
    /// <returns>The table.</returns>
    /// <exception cref="WearException">What is wrong, with file and line.</exception>
    public static WearTable Read(string path, WearColumns columns)
    {
        using StreamReader reader = new(path);
        return Read(reader, path, columns);
    }

    /// <summary>Reads a table.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="fileName">What to call it in a complaint.</param>
    /// <param name="columns">Which columns say what.</param>
    /// <returns>The table.</returns>
    /// <exception cref="WearException">What is wrong, with file and line.</exception>
    public static WearTable Read(TextReader reader, string fileName, WearColumns columns)
    {
        using CsvReader csv = new(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            MaxFieldSize = MaxTextLength,
            BadDataFound = null,
            MissingFieldFound = null,
        });
        try
        {
            if (!csv.Read() || !csv.ReadHeader())
            {
                throw new WearException($"{fileName} is empty");
            }

            return new RowReader(csv, fileName, columns).Read();
        }
        catch (CsvHelperException error)
        {
            throw new WearException($"{fileName}:{csv.Parser.RawRow}: {error.Message.Split('\n')[0].Trim().TrimEnd('.')}");
        }
    }

    private sealed class RowReader
    {
        private readonly CsvReader _csv;
        private readonly string _fileName;
        private readonly int _wear;
        private readonly int _tool;
        private readonly int _feedCurrent;
        private readonly int _cutting;
        private readonly int _cut;
        private readonly int _speed;
        private readonly int _cross;
        private readonly Dictionary<string, (List<WearRow> Rows, CutFinder Cuts)> _tools = [];
        private readonly List<WearTool> _inOrder = [];

        public RowReader(CsvReader csv, string fileName, WearColumns columns)
        {
            _csv = csv;
            _fileName = fileName;
            _wear = Required(columns.Wear, "--wear");
            _tool = Required(columns.Tool, "--tool");
            _feedCurrent = Required(columns.FeedCurrent, "--feed-current");
            _cutting = columns.Cutting == null ? -1 : Required(columns.Cutting, "--cutting");
            _cut = columns.Cut == null ? -1 : Required(columns.Cut, "--cut");
            _speed = IndexOf(columns.SpindleSpeed);
            _cross = IndexOf(columns.CrossCurrent);
        }

        public WearTable Read()
        {
            int count = 0;
            while (_csv.Read())
            {
                if (++count > MaxRows)
                {
                    throw Wrong($"more than {MaxRows} rows");
                }

                Add();
            }

            return count == 0 ? throw new WearException($"{_fileName} has a heading and no rows") : new WearTable(_fileName, _inOrder);
        }

        private void Add()
        {
            string name = Text(_tool).Trim();
            if (name.Length is 0 or > MaxToolNameLength)
            {
                throw Wrong(name.Length == 0 ? "no tool" : $"a tool's name of more than {MaxToolNameLength} characters");
            }

            if (!_tools.TryGetValue(name, out (List<WearRow> Rows, CutFinder Cuts) tool))
            {
                tool = ([], new CutFinder());
                _tools.Add(name, tool);
                _inOrder.Add(new WearTool(name, tool.Rows));
            }

            bool isCutting = _cutting < 0 || Number(_cutting, double.MinValue, double.MaxValue) > 0.5;
            bool starts = tool.Cuts.Starts(isCutting, _cut < 0 ? null : Text(_cut), Optional(_speed), Optional(_cross));
            tool.Rows.Add(new WearRow(_csv.Parser.RawRow, Number(_wear, 0, MaxWear), Number(_feedCurrent, 0, MaxCurrent), isCutting, starts));
        }

        private double? Optional(int index) => index < 0 ? null : Number(index, double.MinValue, double.MaxValue);

        private double Number(int index, double low, double high)
        {
            string text = Text(index);
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
            {
                throw Wrong($"column {Heading(index)}: '{Shown(text)}' is no number");
            }

            return number >= low && number <= high
                ? number
                : throw Wrong(FormattableString.Invariant($"column {Heading(index)}: {number} is not within {low} to {high}"));
        }

        private string Text(int index) => _csv.GetField(index) ?? throw Wrong($"the row ends before column {Heading(index)}");

        private string Heading(int index) => _csv.HeaderRecord![index];

        private static string Shown(string text) => text.Length <= 20 ? text : $"{text[..20]}...";

        private int Required(string name, string option)
        {
            int index = IndexOf(name);
            string[] headings = _csv.HeaderRecord!;
            return index >= 0 ? index : throw new WearException(
                $"{_fileName}:1: no column {name}; name it with {option} (there are {string.Join(", ", headings.Take(6).Select(Shown))}{(headings.Length > 6 ? ", ..." : "")})");
        }

        private int IndexOf(string name) => Array.IndexOf(_csv.HeaderRecord!, name);

        private WearException Wrong(string reason) => new($"{_fileName}:{_csv.Parser.RawRow}: {reason}");
    }
}
