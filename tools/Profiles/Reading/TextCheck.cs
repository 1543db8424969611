using System.Text;

namespace Sidetap.Profiles.Reading;

/// <summary>What holds for every text of a profile.</summary>
internal static class TextCheck
{
    /// <summary>Checks the length of a text, which counts in octets of UTF-8.</summary>
    public static string Octets(ProblemList problems, string path, string text, int most)
    {
        int octets = Encoding.UTF8.GetByteCount(text);
        if (octets > most)
        {
            problems.Add(path, $"the text takes {octets} octets in UTF-8, and {most} are possible; shorten it");
        }

        return text;
    }

    /// <summary>Checks the characters of all texts in a file: a box refuses control characters, and a NodeSet, which is XML, can't hold them.</summary>
    public static void Characters(ProblemList problems, JsonText json)
    {
        foreach ((string path, string text) in json.Texts)
        {
            if (FirstUnusable(text) is { } c && !problems.IsDamaged(path))
            {
                problems.Add(path, $"the text has the control character U+{(int)c:X4}, which no box takes; leave it out");
            }
        }
    }

    /// <summary>The first character that a text of a profile can't have: control characters, and what is no character at all (U+FFFE, U+FFFF); or null.</summary>
    public static char? FirstUnusable(string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c) || c >= '\uFFFE')
            {
                return c;
            }
        }

        return null;
    }
}
