using System.Text.RegularExpressions;

namespace Sidetap.NanoReference.Api;

/// <summary>Reads the table. A row that does not say what the header promises is refused with its line.</summary>
public sealed partial class ApiTableReader
{
    private const int ColumnCount = 6;

    private static readonly Dictionary<string, ApiTypeKind> TypeKinds = new()
    {
        ["class"] = ApiTypeKind.Class,
        ["struct"] = ApiTypeKind.Struct,
        ["interface"] = ApiTypeKind.Interface,
        ["enum"] = ApiTypeKind.Enum,
        ["delegate"] = ApiTypeKind.Delegate,
    };

    private static readonly Dictionary<string, ApiMemberKind> MemberKinds = new()
    {
        ["field"] = ApiMemberKind.Field,
        ["const"] = ApiMemberKind.Const,
        ["enumvalue"] = ApiMemberKind.EnumValue,
        ["property"] = ApiMemberKind.Property,
        ["event"] = ApiMemberKind.Event,
        ["ctor"] = ApiMemberKind.Constructor,
        ["method"] = ApiMemberKind.Method,
        ["delegate-invoke"] = ApiMemberKind.DelegateInvoke,
    };

    private readonly string path;
    private readonly Dictionary<string, ApiAssembly> assemblies = [];
    private readonly Dictionary<(string Assembly, string Type), ApiType> types = [];
    private readonly HashSet<(string Assembly, string Kind, string Signature)> seen = [];
    private byte[]? publicKey;

    private ApiTableReader(string path)
    {
        this.path = path;
    }

    /// <summary>Reads a table.</summary>
    /// <param name="path">The tab-separated file.</param>
    /// <exception cref="InputException">There is no such file.</exception>
    /// <exception cref="ApiTableException">A row is malformed, repeated, or belongs to a type or assembly that is not there.</exception>
    public static ApiTable Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: there is no such file");
        }

        return new ApiTableReader(path).Read(File.ReadAllLines(path));
    }

    private ApiTable Read(string[] lines)
    {
        List<Row> rows = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && lines[i][0] != '#')
            {
                rows.Add(Split(lines[i], i + 1));
            }
        }

        // A member's row may stand before its type's, and a type's before its assembly's: three passes.
        ForEach(rows, row => row.Kind is "publickey" or "assembly", ReadHead);
        ForEach(rows, row => TypeKinds.ContainsKey(row.Kind), ReadType);
        ForEach(rows, row => row.Kind == "underlying" || MemberKinds.ContainsKey(row.Kind), ReadMember);

        if (publicKey is null)
        {
            throw new ApiTableException(path, 1, "no row of kind publickey");
        }

        return new ApiTable(path, publicKey, [.. assemblies.Values]);
    }

    private Row Split(string line, int number)
    {
        string[] columns = line.Split('\t');
        if (columns.Length != ColumnCount)
        {
            throw new ApiTableException(path, number, $"{columns.Length} columns; a row has {ColumnCount}, separated by tabs");
        }

        Row row = new(number, columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
        bool special = row.Kind is "publickey" or "assembly" or "underlying";
        bool known = special || TypeKinds.ContainsKey(row.Kind) || MemberKinds.ContainsKey(row.Kind);
        return known ? row : throw new ApiTableException(path, number, $"'{row.Kind}' is not a kind that the header lists");
    }

    private void ForEach(List<Row> rows, Predicate<Row> belongs, Action<Row> read)
    {
        foreach (Row row in rows)
        {
            if (!belongs(row))
            {
                continue;
            }

            try
            {
                // An enum's underlying type may read the same for two enums of one name; a signature may not.
                if (row.Kind != "underlying" && !seen.Add((row.Assembly, row.Kind, row.Signature + row.Type)))
                {
                    throw new FormatException($"'{row.Signature}' stands in the table twice");
                }

                read(row);
            }
            catch (FormatException exception)
            {
                throw new ApiTableException(path, row.Line, exception.Message);
            }
        }
    }

    private void ReadHead(Row row)
    {
        if (row.Kind == "publickey")
        {
            publicKey = Convert.FromHexString(row.Signature);
            return;
        }

        string version = ApiNotes.Parse(row.Notes).Value("version")
            ?? throw new FormatException("an assembly needs the note version:a.b.c.d");
        if (!Version.TryParse(version, out Version? parsed) || parsed.Revision < 0)
        {
            throw new FormatException($"'{version}' is not a version a.b.c.d");
        }

        if (!assemblies.TryAdd(row.Assembly, new ApiAssembly(row.Assembly, parsed, SplitList(row.Signature), row.Line)))
        {
            throw new FormatException($"a second row of kind assembly for '{row.Assembly}'");
        }
    }

    private void ReadType(Row row)
    {
        if (!assemblies.TryGetValue(row.Assembly, out ApiAssembly? assembly))
        {
            throw new FormatException($"no row of kind assembly for '{row.Assembly}'");
        }

        ApiTypeKind kind = TypeKinds[row.Kind];
        string[] halves = row.Signature.Split(" : ");
        if (halves.Length > 2 || halves[0] != row.Type)
        {
            throw new FormatException($"the signature should read '{row.Type}' or '{row.Type} : bases'");
        }

        string[] bases = halves.Length == 2 ? SplitList(halves[1]) : [];
        bool namesItsBase = kind == ApiTypeKind.Class && bases.Length > 0;
        if (kind == ApiTypeKind.Class && !namesItsBase && row.Type != "System.Object")
        {
            throw new FormatException("a class names its base: 'Name : base,interfaces'");
        }

        ApiNotes notes = ApiNotes.Parse(row.Notes);
        ApiType type = new(row.Type, kind, namesItsBase ? bases[0] : null, namesItsBase ? bases[1..] : bases, notes, row.Line);
        if (!types.TryAdd((row.Assembly, row.Type), type))
        {
            throw new FormatException($"a second type called '{row.Type}' in {row.Assembly}");
        }

        assembly.Types.Add(type);
    }

    private void ReadMember(Row row)
    {
        if (!types.TryGetValue((row.Assembly, row.Type), out ApiType? type))
        {
            throw new FormatException($"no row for the type '{row.Type}' in {row.Assembly}");
        }

        if (row.Kind == "underlying")
        {
            type.UnderlyingTypeName = row.Signature;
            return;
        }

        type.Members.Add(ParseMember(row));
    }

    private static ApiMember ParseMember(Row row)
    {
        ApiMemberKind kind = MemberKinds[row.Kind];
        Regex signature = kind == ApiMemberKind.DelegateInvoke ? InvokeSignature() : MemberSignature();
        Match match = signature.Match(row.Signature);
        if (!match.Success || match.Groups["type"].Value != row.Type || HasWrongShape(kind, match))
        {
            throw new FormatException($"'{row.Signature}' does not read as a {row.Kind} of {row.Type}");
        }

        string[] typeNames = SplitList(match.Groups["parameters"].Value + match.Groups["index"].Value);
        string[] names = SplitList(row.Names);
        if (names.Length != typeNames.Length)
        {
            throw new FormatException($"{typeNames.Length} parameters in the signature, {names.Length} in the column of names");
        }

        ApiNotes notes = ApiNotes.Parse(row.Notes);
        if (notes.HighestIndex >= names.Length)
        {
            throw new FormatException($"a note speaks of parameter {notes.HighestIndex}; there are {names.Length}, counted from 0");
        }

        if (kind is ApiMemberKind.Const or ApiMemberKind.EnumValue && notes.Value("value") is null)
        {
            throw new FormatException($"a {row.Kind} needs the note value=");
        }

        if (kind == ApiMemberKind.Property && notes.Accessors.Count == 0)
        {
            throw new FormatException("a property needs get;, set; or init;");
        }

        ApiParameter[] parameters = [.. names.Zip(typeNames, (name, typeName) => new ApiParameter(name, typeName))];
        return new ApiMember(kind, match.Groups["name"].Value, match.Groups["result"].Value, parameters, notes, row.Line);
    }

    /// <summary>Whether the parts of a signature are not the ones that its kind has.</summary>
    private static bool HasWrongShape(ApiMemberKind kind, Match match)
    {
        bool callable = kind is ApiMemberKind.Method or ApiMemberKind.Constructor or ApiMemberKind.DelegateInvoke;
        bool typed = kind != ApiMemberKind.EnumValue;
        return match.Groups["call"].Success != callable
            || match.Groups["result"].Success != typed
            || (match.Groups["index"].Success && kind != ApiMemberKind.Property)
            || (kind == ApiMemberKind.Constructor) != (match.Groups["name"].Value == ".ctor");
    }

    private static string[] SplitList(string text) => text.Length == 0 ? [] : text.Split(',');

    [GeneratedRegex(@"^(?<type>[^:(]+)::(?<name>[^:([]+)(?:(?<call>\()(?<parameters>[^)]*)\)|\[(?<index>.+)\])?(?::(?<result>[^:]+))?$")]
    private static partial Regex MemberSignature();

    [GeneratedRegex(@"^(?<type>[^:(]+)(?<call>\()(?<parameters>[^)]*)\):(?<result>[^:]+)$")]
    private static partial Regex InvokeSignature();

    private sealed record Row(int Line, string Assembly, string Type, string Kind, string Signature, string Notes, string Names);
}
