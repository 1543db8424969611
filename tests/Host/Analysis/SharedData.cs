#nullable enable
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Sidetap.Tests.Host.Analysis;

/// <summary>
/// Recordings of real machines. They are no part of the repository; they are looked for in ../shared/data beside it, and tests that need them are inconclusive
/// without.
/// </summary>
internal static class SharedData
{
    /// <summary>Columns of a table of numbers by their headings.</summary>
    public static Dictionary<string, double[]> Read(string path, params string[] headings)
    {
        var file = Path.Combine(Root(), "..", "shared", "data", path);
        if (!File.Exists(file))
        {
            Assert.Inconclusive($"The recording {path} is not there: put it into ../shared/data beside the repository.");
        }

        var lines = File.ReadAllLines(file);
        var columns = lines[0].Split(',');
        var table = new Dictionary<string, double[]>();
        foreach (var heading in headings)
        {
            var column = Array.IndexOf(columns, heading);
            Assert.IsTrue(column >= 0, $"{path} has no column {heading}");
            table[heading] = [.. lines.Skip(1).Where(l => l.Length > 0).Select(l => double.Parse(l.Split(',')[column], CultureInfo.InvariantCulture))];
        }

        return table;
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
