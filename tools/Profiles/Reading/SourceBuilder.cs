using System.Text.Json;
using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Reading;

/// <summary>Makes the sources, numbers their signals and finds what references mean.</summary>
internal sealed class SourceBuilder(ProblemList problems)
{
    /// <summary>The sampling interval where none is given, in milliseconds.</summary>
    public const int DefaultSampling = 100;

    private readonly List<ProfileSource> _sources = [];
    private readonly Dictionary<string, int> _order = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProfileSource> _built = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _reads = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private int _signals;
    private int _sampling;

    public IReadOnlyList<ProfileSource> Sources => _sources;

    /// <summary>Whether there is a source that could not be made, so that signals are not numbered as they will be.</summary>
    public bool HasGaps { get; private set; }

    public void Build(Json profile)
    {
        _sampling = profile.Integer("samplingInterval", DefaultSampling);
        IReadOnlyList<Json> all = profile.List("sources");
        for (int i = 0; i < all.Count; i++)
        {
            Register(all[i], i);
        }

        for (int i = 0; i < all.Count; i++)
        {
            BuildOne(all[i], i);
        }

        (ProfileSource Source, string Path)[] made = [.. _sources.Select(source => (source, $"sources[{_order[source.Name]}]"))];
        SharedPorts.Check(problems, made);
        SharedWaveForms.Check(problems, made);
        SharedChips.Check(problems, made);
        if (SourceMemory.FirstTooMuch(_sources) is var index and >= 0)
        {
            problems.Add(made[index].Path, $"with \"{_sources[index].Name}\" the sources' buffers take more than the {ProfileBounds.MaxBufferOctets} octets that a box has for them; "
                + $"this one takes {SourceMemory.Of(_sources[index])}. Leave out current clamps or accelerometers");
        }
    }

    /// <summary>Warns of what nothing reads; after the fields were made.</summary>
    public void WarnOfUnread()
    {
        foreach (ProfileSource source in _sources.Where(source => !_read.Contains(source.Name)))
        {
            problems.Warn($"sources[{_order[source.Name]}]", $"nothing reads source \"{source.Name}\"; give it a field, or leave it out");
        }
    }

    /// <summary>Finds the signal that a reference means.</summary>
    /// <param name="path">Where the reference stands.</param>
    /// <param name="reference">"Source" or "Source.Output".</param>
    /// <param name="reader">The place of the source it stands in; past the last one for a field.</param>
    /// <returns>The signal and what it is, or null after an error.</returns>
    public (int Signal, SourceOutput Output)? Resolve(string path, string reference, int reader = int.MaxValue)
    {
        string[] parts = reference.Split('.', 2);
        if (!_order.TryGetValue(parts[0], out int order))
        {
            string advice = Nearest.To(parts[0], _order.Keys) is { } near ? $"did you mean \"{near}\"?" : "add it to \"sources\", or correct the name";
            problems.Add(path, $"there is no source \"{parts[0]}\"; {advice}");
            return null;
        }

        _read.Add(parts[0]);
        if (order >= reader)
        {
            ReportLater(path, parts[0], order, reader);
            return null;
        }

        if (!_built.TryGetValue(parts[0], out ProfileSource? source))
        {
            return null; // its own errors have been told
        }

        int output = parts.Length == 1 ? 0 : source.Outputs.TakeWhile(one => one.Name != parts[1]).Count();
        if (output < source.Outputs.Count)
        {
            return (source.FirstSignal + output, source.Outputs[output]);
        }

        string outputs = string.Join(", ", source.Outputs.Select(one => one.Name));
        problems.Add(path, $"source \"{parts[0]}\" ({source.Kind.Type}) has no output \"{parts[1]}\"; it has {outputs}");
        return null;
    }

    private void Register(Json json, int index)
    {
        string name = json.Text("name");
        if (name.Length == 0 || json.Element.ValueKind != JsonValueKind.Object)
        {
            HasGaps = true;
            return;
        }

        TextCheck.Octets(problems, json.PathTo("name"), name, ProfileBounds.MaxNameOctets);
        if (!_order.TryAdd(name, index))
        {
            problems.Add(json.PathTo("name"), $"there is a source \"{name}\" already; give this one another name");
            return;
        }

        _reads[name] = [.. References(json)];
    }

    /// <summary>The names of the sources that a source reads, as far as they can be told.</summary>
    private static IEnumerable<string> References(Json json)
    {
        SourceKindInfo? kind = SourceCatalog.Find(json.Text("type"));
        if (kind == null)
        {
            return [];
        }

        IEnumerable<string> listed = kind.List == null ? [] : json.List(kind.List.Name).SelectMany(item => kind.List.Inputs.Select(input => item.Text(input.Name)));
        return kind.Inputs.Select(input => json.Text(input.Name)).Concat(listed).Where(text => text.Length > 0).Select(text => text.Split('.')[0]);
    }

    private void ReportLater(string path, string name, int order, int reader)
    {
        string own = _order.First(one => one.Value == reader).Key;
        problems.Add(path, order == reader ? $"source \"{own}\" reads itself; name an earlier source"
            : Reaches(name, own) ? $"sources \"{own}\" and \"{name}\" read each other; a source reads earlier ones only, so break the cycle"
            : $"source \"{name}\" comes later; move it before \"{own}\", which reads it");
    }

    /// <summary>Whether a source reads another one, directly or through others.</summary>
    private bool Reaches(string from, string to)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<string> open = new([from]);
        while (open.TryPop(out string? name))
        {
            if (name == to)
            {
                return true;
            }

            if (seen.Add(name) && _reads.TryGetValue(name, out List<string>? next))
            {
                next.ForEach(open.Push);
            }
        }

        return false;
    }

    private void BuildOne(Json json, int index)
    {
        string name = json.Text("name");
        SourceKindInfo? kind = SourceCatalog.Find(json.Text("type"));
        if (kind == null || json.IsDamaged || _order.GetValueOrDefault(name, -1) != index)
        {
            HasGaps = true;
            References(json).ToList().ForEach(one => _read.Add(one));
            return;
        }

        SourceReader reader = new(this, problems, kind, json, index);
        reader.Read();
        int interval = json.Integer("interval", 0);
        if (kind.Rule(new SourceSettings(reader.Parameters, reader.Inputs, interval == 0 ? _sampling : interval)) is { } broken)
        {
            problems.Add(json.Path, $"source \"{name}\" ({kind.Type}): {broken}");
        }

        ProfileSource source = new(name, kind)
        {
            Interval = interval,
            Inputs = reader.Inputs,
            Parameters = reader.Parameters,
            FirstSignal = _signals,
            Outputs = kind.OutputsOf(new SourceShape(reader.Parameters, reader.Items, reader.Names)),
            Description = json.Text("description"),
        };
        CheckOutputNames(source, json);
        _signals += source.Outputs.Count;
        _sources.Add(source);
        _built.Add(name, source);
    }

    private void CheckOutputNames(ProfileSource source, Json json)
    {
        foreach (string twice in source.Outputs.GroupBy(one => one.Name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            problems.Add(json.PathTo(source.Kind.List!.Name), $"source \"{source.Name}\" has two items \"{twice}\"; give each a name of its own");
        }
    }
}
