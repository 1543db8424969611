using System.Text;
using System.Text.Json;

namespace Sidetap.Profiles.Reading;

/// <summary>A JSON text with the place of everything in it. Duplicate names are refused: readers differ in which of the two they take.</summary>
internal sealed class JsonText
{
    private const int MaxDepth = 16;

    private readonly Dictionary<string, (int Line, int Column)> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Line, int Column)> _names = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    private JsonText(string text, JsonElement root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Its outermost value.</summary>
    public JsonElement Root { get; }

    /// <summary>Reads a JSON text.</summary>
    /// <param name="octets">The text in UTF-8.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    /// <returns>The text, or null when it is no JSON or has duplicate names.</returns>
    public static JsonText? Read(byte[] octets, ProblemList problems)
    {
        byte[] plain = octets.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? octets[3..] : octets;
        try
        {
            JsonElement root = JsonDocument.Parse(plain, new JsonDocumentOptions { MaxDepth = MaxDepth }).RootElement;
            JsonText json = new(Encoding.UTF8.GetString(plain), root);
            bool isSound = json.Locate(plain, problems);
            return isSound ? json : null;
        }
        catch (JsonException error)
        {
            int end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            string reason = (end < 0 ? error.Message : error.Message[..end]).TrimEnd('.', ' ').ReplaceLineEndings(" ");
            int line = (int)(error.LineNumber ?? 0) + 1;
            problems.Add(line, ColumnOf(plain, line, (int)(error.BytePositionInLine ?? 0)), $"no JSON: {reason}; correct the text here or just before");
            return null;
        }
    }

    /// <summary>Where a value or a name stands. What is not there stands where it should be: at what it would be in.</summary>
    /// <param name="path">For example "sources[2].channel"; empty for the whole.</param>
    /// <param name="isName">Whether the name is meant.</param>
    /// <returns>Line and column, from 1.</returns>
    public (int Line, int Column) PositionOf(string path, bool isName)
    {
        if (isName && _names.TryGetValue(path, out (int Line, int Column) name))
        {
            return name;
        }

        while (true)
        {
            if (_values.TryGetValue(path, out (int Line, int Column) value))
            {
                return value;
            }

            if (path.Length == 0)
            {
                return (1, 1);
            }

            int cut = path.LastIndexOfAny(['.', '[']);
            path = cut <= 0 ? "" : path[..cut];
        }
    }

    /// <summary>All texts in the file, by path.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>A text in the file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The text; empty when there is none.</returns>
    public string TextAt(string path) => _texts.GetValueOrDefault(path, "");

    /// <summary>The path of a member.</summary>
    public static string Member(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Column in characters from 1, of an octet in a line.</summary>
    private static int ColumnOf(byte[] octets, int line, int octetInLine)
    {
        int start = 0;
        for (int i = 1; i < line; i++)
        {
            start = Array.IndexOf(octets, (byte)'\n', start) + 1;
        }

        int length = Math.Min(octetInLine, octets.Length - start);
        return Encoding.UTF8.GetCharCount(octets, start, length) + 1;
    }

    /// <summary>Walks through the text and notes where everything begins.</summary>
    private bool Locate(byte[] octets, ProblemList problems)
    {
        Utf8JsonReader reader = new(octets, new JsonReaderOptions { MaxDepth = MaxDepth });
        LineCounter lines = new(octets);
        Stack<Level> levels = new();
        bool isSound = true;
        string name = "";
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                levels.Pop();
                continue;
            }

            (int Line, int Column) at = lines.PositionOf((int)reader.TokenStartIndex);
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                Level level = levels.Peek();
                isSound &= TryText(ref reader, at, problems, out name);
                _names[Member(level.Path, name)] = at;
                if (!level.Names.Add(name))
                {
                    problems.Add(at.Line, at.Column, $"\"{name}\" is there twice; remove one of them");
                    isSound = false;
                }

                continue;
            }

            string path = levels.Count == 0 ? "" : levels.Peek() is { IsArray: true } list ? $"{list.Path}[{list.Count++}]" : Member(levels.Peek().Path, name);
            _values[path] = at;
            if (reader.TokenType == JsonTokenType.String)
            {
                isSound &= TryText(ref reader, at, problems, out string text);
                _texts[path] = text;
            }

            if (reader.TokenType == JsonTokenType.Number && !IsUsable(ref reader))
            {
                problems.Add(at.Line, at.Column, "the number is greater than a double can be, or has more than 18 digits; write one that makes sense");
                isSound = false;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                levels.Push(new Level(path, reader.TokenType == JsonTokenType.StartArray));
            }
        }

        return isSound;
    }

    /// <summary>A text or name. JSON's escapes can write half of a character (RFC 8259, 8.2), which no UTF-8 holds.</summary>
    private static bool TryText(ref Utf8JsonReader reader, (int Line, int Column) at, ProblemList problems, out string text)
    {
        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            problems.Add(at.Line, at.Column, "the text has half a character, \\uD800 to \\uDFFF without its other half; write the character itself");
            return false;
        }
    }

    /// <summary>Whether a number is finite, and, when it is written as a whole one, has 64 bits.</summary>
    private static bool IsUsable(ref Utf8JsonReader reader) =>
        reader.TryGetDouble(out double number) && double.IsFinite(number) && (reader.TryGetInt64(out _) || reader.ValueSpan.IndexOfAny(".eE"u8) >= 0);

    private sealed class Level(string path, bool isArray)
    {
        public string Path { get; } = path;

        public bool IsArray { get; } = isArray;

        public int Count { get; set; }

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>Line and column of octets that are asked for in rising order.</summary>
    private sealed class LineCounter(byte[] octets)
    {
        private int _line = 1;
        private int _lineStart;
        private int _seen;

        public (int Line, int Column) PositionOf(int index)
        {
            for (; _seen < index; _seen++)
            {
                if (octets[_seen] == '\n')
                {
                    _line++;
                    _lineStart = _seen + 1;
                }
            }

            return (_line, Encoding.UTF8.GetCharCount(octets, _lineStart, index - _lineStart) + 1);
        }
    }
}
