using Mono.Cecil;
using Sidetap.NanoReference.Check;

namespace Sidetap.NanoReference.Heap;

/// <summary>
/// The reviewed list of what may take memory although it can be reached: a table beside the code, one line for a method and a kind, with the reason. Columns are
/// separated by tabs; # begins a comment.
/// </summary>
public sealed class AllowedSites
{
    private const int Columns = 3;

    private readonly string path;
    private readonly Dictionary<(string Method, SiteKind Kind), int> lines = [];
    private readonly HashSet<(string Method, SiteKind Kind)> used = [];

    private AllowedSites(string path) => this.path = path;

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">A line is not what a line has to be; the message has its number.</exception>
    public static AllowedSites Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: there is no such file");
        }

        AllowedSites allowed = new(path);
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && lines[i][0] != '#')
            {
                allowed.Add(lines[i].Split('\t'), i + 1);
            }
        }

        return allowed;
    }

    /// <summary>Whether a site is on the list.</summary>
    public bool Has(Site site)
    {
        (string, SiteKind) key = (NameOf(site.Method), site.Kind);
        if (!lines.ContainsKey(key))
        {
            return false;
        }

        used.Add(key);
        return true;
    }

    /// <summary>The lines that nothing has asked for: what they allow is gone, or is not reached any more.</summary>
    public IEnumerable<(string Method, SiteKind Kind, SourcePosition Position)> Unused() => lines
        .Where(line => !used.Contains(line.Key))
        .OrderBy(line => line.Value)
        .Select(line => (line.Key.Method, line.Key.Kind, new SourcePosition(path, line.Value, 1)));

    /// <summary>A method as the list calls it: namespace, type and name.</summary>
    public static string NameOf(MethodDefinition method) => $"{method.DeclaringType.FullName}::{method.Name}";

    private void Add(string[] columns, int line)
    {
        if (columns.Length != Columns || columns[2].Trim().Length == 0)
        {
            throw new InputException($"{path}({line},1): error SNR901: a line has three columns, separated by tabs: method, kind, reason");
        }

        if (!Enum.TryParse(columns[1], out SiteKind kind) || !Enum.IsDefined(kind))
        {
            throw new InputException($"{path}({line},1): error SNR901: '{columns[1]}' is not a kind; kinds are {string.Join(", ", Enum.GetNames<SiteKind>())}");
        }

        if (!lines.TryAdd((columns[0], kind), line))
        {
            throw new InputException($"{path}({line},1): error SNR901: this method and kind are on the list already");
        }
    }
}
