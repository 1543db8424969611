#nullable enable
using System.Runtime.CompilerServices;

namespace Sidetap.Tests.Host.Crypto;

/// <summary>The files of Vectors/: NIST's .rsp, where a case is some lines "name = value" up to an empty one, and tables of columns.</summary>
internal static class VectorFile
{
    /// <summary>The cases of an .rsp file that have a field.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Cases(string name, string field)
    {
        List<Dictionary<string, string>> cases = [[]];
        foreach (var line in File.ReadLines(PathOf(name)))
        {
            var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (line.Length == 0)
            {
                cases.Add([]);
            }
            else if (parts.Length == 2 && line[0] is not ('#' or '['))
            {
                cases[^1].Add(parts[0], parts[1]);
            }
        }

        return [.. cases.Where(one => one.ContainsKey(field))];
    }

    /// <summary>The rows of a table.</summary>
    public static IReadOnlyList<string[]> Rows(string name) =>
        [.. File.ReadLines(PathOf(name)).Where(line => line[0] != '#').Select(line => line.Split('\t'))];

    /// <summary>A number that may have lost zeros at its front, or have too many digits: its last 32 octets, and whether these are all.</summary>
    public static (byte[] Octets, bool IsWhole) Number(string digits)
    {
        var text = digits.PadLeft(64, '0');
        return (Convert.FromHexString(text[^64..]), text[..^64].Trim('0').Length == 0);
    }

    private static string PathOf(string name, [CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Vectors", name);
}
