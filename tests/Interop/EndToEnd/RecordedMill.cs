using System.Globalization;

namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>
/// A recording with the headings of the University of Michigan's mill, made up here: positions that jump, drift and stand, a feed that steps, currents and
/// power that run. Its figures have few digits, as recorded ones do.
/// </summary>
internal sealed class RecordedMill
{
    /// <summary>Milliseconds from row to row.</summary>
    public const int IntervalMs = 100;

    private static readonly string[] Headings =
    [
        "S1_CurrentFeedback", "X1_CurrentFeedback", "Y1_CurrentFeedback", "S1_OutputPower", "M1_CURRENT_FEEDRATE",
        "X1_ActualPosition", "Y1_ActualPosition", "Z1_ActualPosition",
    ];

    /// <summary>Makes a recording.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="seed">Decides its figures.</param>
    public RecordedMill(int rows, int seed)
    {
        Random random = new(seed);
        double x = 198;
        for (int row = 0; row < rows; row++)
        {
            bool runs = row % 300 is > 60 and < 260;
            x += random.Next(4) == 0 ? random.NextDouble() - 0.5 : 0.02 * random.NextDouble();
            double[] figures =
            [
                runs ? 20 + (4 * random.NextDouble()) : 0.5, 12 * (random.NextDouble() - 0.5), 9 * (random.NextDouble() - 0.5),
                runs ? 0.17 + (0.02 * random.NextDouble()) : 0.00001, random.Next(20) == 0 ? 50 : 6,
                x, random.Next(3) == 0 ? 158 + random.NextDouble() : 158, 119 - (row / 150),
            ];
            Rows.Add([.. figures.Select(f => float.Parse(f.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))]);
        }
    }

    /// <summary>The rows, in the order of the channels.</summary>
    public List<float[]> Rows { get; } = [];

    /// <summary>Writes it as a CSV file, with an index column before and a text column behind.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path)
    {
        IEnumerable<string> lines = Rows.Select((row, i) => $"{i},{string.Join(',', row.Select(f => f.ToString("R", CultureInfo.InvariantCulture)))},Layer");
        File.WriteAllLines(path, [$",{string.Join(',', Headings)},Machining_Process", .. lines]);
    }
}
