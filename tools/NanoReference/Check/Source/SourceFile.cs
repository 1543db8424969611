using System.Text.RegularExpressions;

namespace Sidetap.NanoReference.Check.Source;

/// <summary>
/// Finds declarations in the text of a source file. Symbols give lines to instructions only; a field, a signature or an
/// empty type has none, and the name is what is left to look for.
/// </summary>
internal sealed class SourceFile
{
    private readonly string path;
    private readonly string[] lines;

    private SourceFile(string path, string[] lines)
    {
        this.path = path;
        this.lines = lines;
    }

    /// <summary>Reads a file; a file that is not on this machine has no lines, and nothing is found in it.</summary>
    public static SourceFile Read(string path) => new(path, File.Exists(path) ? File.ReadAllLines(path) : []);

    public SourcePosition? FindType(string name)
    {
        string group = Named(name);
        return FindForward($@"\b(?:class|struct|interface|enum|record)\s+{group}\b|\bdelegate\b.*\b{group}\s*[<(]", 1);
    }

    /// <summary>A type, the name, and what can follow a field's name, or a property's with the brace on its line.</summary>
    public SourcePosition? FindField(string name, int fromLine) =>
        FindForward($@"(?<!\b(?:return|goto|throw)\s+)(?<=[\w\]>?*,]\s*)\b{Named(name)}\s*(?:=[^=>]|=$|;|,|\{{|$)", fromLine);

    public SourcePosition? FindMember(string name, int fromLine) => FindForward(Member(name), fromLine);

    /// <summary>The nearest line, going up, that could declare the member whose body starts at a line.</summary>
    public SourcePosition? FindMemberAbove(string name, int fromLine) => FindBackward(Member(name), fromLine);

    /// <summary>The nearest line, going up, that could declare the constructor whose body ends at a line.</summary>
    public SourcePosition? FindConstructorAbove(string typeName, int fromLine) =>
        FindBackward($@"(?<!\bnew\s+)(?<![\w.~]){Named(typeName)}\s*\(", fromLine);

    private static string Member(string name) => $@"(?<![\w.]){Named(name)}(?!\w)\s*(?:\(|<|\[|\{{|=>|;|$|\W*\()";

    private static string Named(string name) => $"(?<name>{Regex.Escape(name)})";

    private SourcePosition? FindBackward(string expression, int fromLine)
    {
        Regex pattern = new(expression);
        for (int line = Math.Min(fromLine, lines.Length); line >= 1; line--)
        {
            if (Match(pattern, line) is { } position)
            {
                return position;
            }
        }

        return null;
    }

    private SourcePosition? FindForward(string expression, int fromLine)
    {
        Regex pattern = new(expression);
        for (int line = fromLine; line <= lines.Length; line++)
        {
            if (Match(pattern, line) is { } position)
            {
                return position;
            }
        }

        return null;
    }

    private SourcePosition? Match(Regex pattern, int line)
    {
        string text = lines[line - 1];
        string trimmed = text.TrimStart();
        if (trimmed.StartsWith("//", StringComparison.Ordinal) || trimmed.StartsWith('*'))
        {
            return null;
        }

        Match match = pattern.Match(text);
        return match.Success ? new SourcePosition(path, line, match.Groups["name"].Index + 1) : null;
    }
}
