using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Sidetap.Boards.Host;

/// <summary>Columns of numbers out of a CSV file with a heading: a recorded machine.</summary>
public sealed class Recording
{
    private Recording(float[][] columns, int rows)
    {
        Columns = columns;
        Rows = rows;
    }

    /// <summary>The columns in the order they were asked for; NaN where a cell is empty or no number.</summary>
    public float[][] Columns { get; }

    /// <summary>How many rows there are, 1 or more.</summary>
    public int Rows { get; }

    /// <summary>Reads some columns of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">The headings of the columns.</param>
    /// <returns>The recording.</returns>
    /// <exception cref="InvalidDataException">The file lacks a column, or a column has no number, or there are no rows; the message says
    /// which.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static Recording Load(string path, IReadOnlyList<string> names)
    {
        using var reader = new StreamReader(path);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null, Delimiter = DelimiterOf(path) };
        using var csv = new CsvReader(reader, configuration);
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { } headings)
        {
            throw new InvalidDataException($"{path} is empty.");
        }

        var indices = names.Select(name => IndexOf(path, headings, name)).ToArray();
        var columns = names.Select(_ => new List<float>()).ToList();
        while (csv.Read())
        {
            for (var i = 0; i < indices.Length; i++)
            {
                columns[i].Add(float.TryParse(csv.GetField(indices[i]), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : float.NaN);
            }
        }

        if (columns[0].Count == 0)
        {
            throw new InvalidDataException($"{path} has a heading and no rows.");
        }

        var empty = columns.FindIndex(c => c.All(float.IsNaN));
        return empty < 0
            ? new Recording([.. columns.Select(c => c.ToArray())], columns[0].Count)
            : throw new InvalidDataException($"{path} has no number in the column '{names[empty]}'.");
    }

    /// <summary>A comma, unless the heading has none and is divided by semicolons or tabs.</summary>
    private static string DelimiterOf(string path)
    {
        using var reader = new StreamReader(path);
        var heading = reader.ReadLine() ?? string.Empty;
        return heading.Contains(',') ? "," : heading.Contains(';') ? ";" : heading.Contains('\t') ? "\t" : ",";
    }

    private static int IndexOf(string path, string[] headings, string name)
    {
        var index = Array.FindIndex(headings, h => string.Equals(h.Trim(), name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            return index;
        }

        var some = string.Join(", ", headings.Where(h => h.Length > 0).Take(6).Select(h => h.Length > 40 ? h[..40] + "…" : h));
        throw new InvalidDataException($"{path} has no column '{name}'. It has {some}{(headings.Length > 6 ? ", …" : string.Empty)}.");
    }
}
