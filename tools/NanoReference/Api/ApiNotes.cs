using System.Globalization;
using System.Text.RegularExpressions;

namespace Sidetap.NanoReference.Api;

/// <summary>The notes column of a row: words, and words with an index or a value. The table's header lists them.</summary>
public sealed partial class ApiNotes
{
    private static readonly HashSet<string> KnownWords =
    [
        "static", "abstract", "sealed", "virtual", "override", "protected", "protected-internal", "ref", "readonly",
        "flags", "ext", "[obsolete]", "[obsolete-error]",
    ];

    private readonly HashSet<string> words = [];
    private readonly Dictionary<string, string> values = [];
    private readonly Dictionary<(string Key, int Index), string> indexed = [];
    private readonly Dictionary<string, string> accessors = [];

    private ApiNotes()
    {
    }

    /// <summary>The highest parameter index that the notes mention; -1 when they mention none.</summary>
    public int HighestIndex => indexed.Keys.Select(key => key.Index).DefaultIfEmpty(-1).Max();

    /// <summary>A property's accessors: get, set or init, each with its own access (empty: the property's).</summary>
    public IReadOnlyDictionary<string, string> Accessors => accessors;

    /// <summary>Parses the column.</summary>
    /// <param name="text">The column as it stands in the table.</param>
    /// <exception cref="FormatException">A word is not one of the header's.</exception>
    public static ApiNotes Parse(string text)
    {
        ApiNotes notes = new();
        foreach (string word in Words().Matches(text).Select(match => match.Value))
        {
            notes.Add(word);
        }

        return notes;
    }

    /// <summary>Whether a plain word is there.</summary>
    public bool Has(string word) => words.Contains(word);

    /// <summary>The value of <c>key:value</c> or <c>key=value</c>; null when the key is not there.</summary>
    public string? Value(string key) => values.GetValueOrDefault(key);

    /// <summary>Whether <c>key:index</c> is there.</summary>
    public bool Has(string key, int index) => indexed.ContainsKey((key, index));

    /// <summary>The value of <c>key:index=value</c>; null when it is not there.</summary>
    public string? Value(string key, int index) => indexed.GetValueOrDefault((key, index));

    private void Add(string word)
    {
        if (KnownWords.Contains(word))
        {
            words.Add(word);
        }
        else if (Indexed().Match(word) is { Success: true } index)
        {
            int number = int.Parse(index.Groups["index"].Value, CultureInfo.InvariantCulture);
            indexed[(index.Groups["key"].Value, number)] = index.Groups["value"].Value;
        }
        else if (Variance().Match(word) is { Success: true } variance)
        {
            values[$"T{variance.Groups["index"].Value}"] = variance.Groups["key"].Value;
        }
        else if (Keyed().Match(word) is { Success: true } keyed)
        {
            values[keyed.Groups["key"].Value] = keyed.Groups["value"].Value;
        }
        else if (Usage().Match(word) is { Success: true } usage)
        {
            values[usage.Groups["key"].Value] = usage.Groups["value"].Value;
        }
        else if (AccessorList().IsMatch(word))
        {
            foreach (Match accessor in Accessor().Matches(word))
            {
                accessors[accessor.Groups["kind"].Value] = accessor.Groups["access"].Value;
            }
        }
        else
        {
            throw new FormatException($"'{word}' is not a note that the header lists");
        }
    }

    // A blank inside a quoted value does not end the word.
    [GeneratedRegex("""(?:"[^"]*"|[^ ])+""")]
    private static partial Regex Words();

    [GeneratedRegex(@"^(?:(?<key>out|in|params):(?<index>\d{1,2})|(?<key>opt|callerexpr):(?<index>\d{1,2})=(?<value>.*))$")]
    private static partial Regex Indexed();

    [GeneratedRegex(@"^(?<key>in|out):T(?<index>\d)$")]
    private static partial Regex Variance();

    [GeneratedRegex(@"^(?:(?<key>fields|conditional|version):(?<value>.+)|(?<key>value)=(?<value>.*))$")]
    private static partial Regex Keyed();

    [GeneratedRegex(@"^(?<key>usage):(?<value>\d{1,6}(?:,multiple|,noinherit)*)$")]
    private static partial Regex Usage();

    [GeneratedRegex(@"^(?:(?:get|set|init)(?::(?:protected|protected-internal))?;)+$")]
    private static partial Regex AccessorList();

    [GeneratedRegex(@"(?<kind>get|set|init)(?::(?<access>[a-z-]+))?;")]
    private static partial Regex Accessor();
}
