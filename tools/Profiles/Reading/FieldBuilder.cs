using System.Globalization;
using System.Text.Json;
using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;

namespace Sidetap.Profiles.Reading;

/// <summary>Makes the fields.</summary>
internal sealed class FieldBuilder(
    ProblemList problems,
    SourceBuilder sources,
    IReadOnlyDictionary<string, ProfileEnumeration> enumerations,
    IReadOnlyDictionary<string, ProfileNamespace> namespaces)
{
    private readonly List<ProfileField> _fields = [];
    private readonly Dictionary<string, int> _order = new(StringComparer.Ordinal);

    public IReadOnlyList<ProfileField> Fields => _fields;

    /// <summary>Finds a field by its name, or null.</summary>
    public int? Find(string name) => _order.TryGetValue(name, out int index) ? index : null;

    public IEnumerable<string> Names => _order.Keys;

    public void Build(Json profile)
    {
        foreach (Json json in profile.List("fields"))
        {
            BuildOne(json);
        }

        sources.WarnOfUnread();
    }

    private void BuildOne(Json json)
    {
        string name = json.Text("name");
        if (name.Length > 0 && !_order.TryAdd(name, _fields.Count))
        {
            problems.Add(json.PathTo("name"), $"there is a field \"{name}\" already; give this one another name");
        }

        bool isType = Enum.TryParse(json.Text("type"), out BuiltInType type);
        (int signal, int length, OutputForm form) = Signals(json);
        ProfileField field = new(TextCheck.Octets(problems, json.PathTo("name"), name, ProfileBounds.MaxNameOctets), type, signal)
        {
            Length = length,
            MaxLength = json.Integer("maxLength", 0),
            Unit = Unit(json),
            Enumeration = Enumeration(json),
            Gain = json.Object("scaling").Number("gain", 1),
            Offset = json.Object("scaling").Number("offset", 0),
            Range = Range(json, "range"),
            Limits = Range(json, "limits"),
            Node = Node(json),
            Standard = json.Text("standard"),
            Description = TextCheck.Octets(problems, json.PathTo("description"), json.Text("description"), ProfileBounds.MaxDescriptionOctets),
            Deadband = json.Number("deadband", 0),
            PublishingInterval = json.Integer("publishingInterval", 0),
            Heartbeat = json.Integer("heartbeat", 0),
        };
        _fields.Add(field);
        if (isType && !json.IsDamaged)
        {
            FieldRules.Check(problems, json, field, form);
        }
    }

    /// <summary>The first signal, how many (0: a scalar), and what they hold.</summary>
    private (int Signal, int Length, OutputForm Form) Signals(Json json)
    {
        string path = json.PathTo("source");
        if (!json.TryGet("source", out JsonElement value) || problems.IsDamaged(path))
        {
            return (0, 0, OutputForm.Number);
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            if (json.Has("length"))
            {
                problems.Add(json.PathTo("length"), "\"length\" goes with one source; a list of sources has its own length");
            }

            return Listed(path, json.List("source"));
        }

        int length = json.Integer("length", 0);
        if (sources.Resolve(path, value.GetString()!) is not { } found)
        {
            return (0, length, OutputForm.Number);
        }

        CheckRun(path, value.GetString()!, found.Signal, length);
        return (found.Signal, length, found.Output.Form);
    }

    /// <summary>Signals of a list: a compiled profile has the first one only, so each must follow the one before.</summary>
    private (int Signal, int Length, OutputForm Form) Listed(string path, IReadOnlyList<Json> items)
    {
        (int Signal, SourceOutput Output)? first = null;
        for (int i = 0; i < items.Count; i++)
        {
            string reference = items[i].Element.GetString()!;
            if (sources.Resolve(items[i].Path, reference) is not { } found)
            {
                continue;
            }

            if (found.Output.Form == OutputForm.Text)
            {
                problems.Add(items[i].Path, $"\"{reference}\" is a text; an array takes numbers");
            }

            first ??= (found.Signal - i, found.Output);
            if (found.Signal != first.Value.Signal + i && !sources.HasGaps)
            {
                problems.Add(items[i].Path, $"\"{reference}\" does not follow the signal before it; declare the sources of an array one behind the other, "
                    + "each with one output (\"linear\" picks one)");
            }
        }

        return (first?.Signal ?? 0, items.Count, first?.Output.Form ?? OutputForm.Number);
    }

    private void CheckRun(string path, string reference, int signal, int length)
    {
        if (length == 0 || sources.HasGaps)
        {
            return;
        }

        ProfileSource last = sources.Sources[^1];
        int missing = signal + length - (last.FirstSignal + last.Outputs.Count);
        if (missing > 0)
        {
            problems.Add(path, $"behind \"{reference}\" there are {length - missing - 1} more signals, and \"length\" is {length}; shorten it or add sources");
        }
        else if (sources.Sources.SelectMany(source => source.Outputs).Skip(signal).Take(length).Any(one => one.Form == OutputForm.Text))
        {
            problems.Add(path, $"one of the {length} signals from \"{reference}\" on is a text; an array takes numbers");
        }
    }

    private ProfileUnit? Unit(Json json)
    {
        if (!json.TryGet("unit", out JsonElement value) || problems.IsDamaged(json.PathTo("unit")))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return UneceUnits.ByCode.GetValueOrDefault(value.GetString()!);
        }

        Json unit = json.Object("unit");
        string Text(string name) => TextCheck.Octets(problems, unit.PathTo(name), unit.Text(name), ProfileBounds.MaxNameOctets);
        return new ProfileUnit(unit.Text("code"), Text("displayName"), Text("description"));
    }

    private ProfileEnumeration? Enumeration(Json json)
    {
        string alias = json.Text("enumeration");
        if (alias.Length == 0 || problems.IsDamaged($"enumerations.{alias}"))
        {
            return null;
        }

        if (enumerations.TryGetValue(alias, out ProfileEnumeration? found))
        {
            return found;
        }

        string advice = Nearest.To(alias, enumerations.Keys) is { } near ? $"did you mean \"{near}\"?" : "add it to \"enumerations\"";
        problems.Add(json.PathTo("enumeration"), $"there is no enumeration \"{alias}\"; {advice}");
        return null;
    }

    private ProfileRange? Range(Json json, string name)
    {
        IReadOnlyList<Json> bounds = json.List(name);
        if (bounds.Count != 2 || problems.IsDamaged(json.PathTo(name)))
        {
            return null;
        }

        ProfileRange range = new(bounds[0].Element.GetDouble(), bounds[1].Element.GetDouble());
        if (range.Low >= range.High)
        {
            problems.Add(json.PathTo(name), $"\"{name}\" does not rise; write the lower bound first");
        }

        return range;
    }

    private ProfileNode? Node(Json json)
    {
        string text = json.Text("node");
        string path = json.PathTo("node");
        if (text.Length == 0 || problems.IsDamaged(path))
        {
            return null;
        }

        string[] parts = text.Split(':');
        if (!uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint identifier))
        {
            problems.Add(path, $"{parts[1]} is no numeric identifier; take 0..{uint.MaxValue}");
            return null;
        }

        if (namespaces.TryGetValue(parts[0], out ProfileNamespace? found))
        {
            return new ProfileNode(found.Uri, identifier);
        }

        string advice = Nearest.To(parts[0], namespaces.Keys) is { } near ? $"did you mean \"{near}\"?" : "add it to \"namespaces\" with its URI";
        problems.Add(path, $"there is no namespace \"{parts[0]}\"; {advice}");
        return null;
    }
}
