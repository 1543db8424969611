using System.Globalization;
using System.Text;
using System.Text.Json;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;

namespace Sidetap.Profiles.Reading;

/// <summary>
/// Makes a profile of JSON that the schema has looked at, and checks what a schema can't: names that are taken, references, what fits together. It goes on
/// after an error, so that all of them are told at once, and passes over parts that the schema has found wrong.
/// </summary>
internal sealed class ProfileBuilder(JsonElement root, ProblemList problems)
{
    private const int DefaultKeyFrame = 60_000;

    private const int DefaultKeepAlive = 10_000;

    private static readonly DateTimeOffset VersionEpoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Builds the profile.</summary>
    /// <returns>The profile; of no use when there are errors.</returns>
    public ProfileModel? Build()
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        Json json = new(root, "", problems);
        Dictionary<string, ProfileEnumeration> enumerations = Enumerations(json);
        Dictionary<string, ProfileNamespace> namespaces = Namespaces(json);
        SourceBuilder sources = new(problems);
        sources.Build(json);
        FieldBuilder fields = new(problems, sources, enumerations, namespaces);
        fields.Build(json);
        EventBuilder events = new(problems, fields);
        events.Build(json);
        WarnOfUnused(enumerations.Keys.Where(alias => fields.Fields.All(field => field.Enumeration?.Alias != alias)), "enumerations");
        WarnOfUnused(namespaces.Values.Where(one => fields.Fields.All(field => field.Node?.Namespace != one.Uri)).Select(one => one.Alias), "namespaces");
        (uint major, uint minor) = Versions(json);
        CheckIntervals(json);
        ProfileModel profile = new()
        {
            Name = Level(json, "name", ""),
            WriterGroup = Level(json, "writerGroup", "Machine"),
            Category = Short(json, "category"),
            Description = TextCheck.Octets(problems, "description", json.Text("description"), ProfileBounds.MaxDescriptionOctets),
            Limitations = json.Text("limitations"),
            MajorVersion = major,
            MinorVersion = minor,
            SamplingInterval = json.Integer("samplingInterval", SourceBuilder.DefaultSampling),
            KeyFrameInterval = json.Integer("keyFrameInterval", DefaultKeyFrame),
            KeepAliveTime = json.Integer("keepAliveTime", DefaultKeepAlive),
            Units = [.. fields.Fields.Select(field => field.Unit).OfType<ProfileUnit>().Distinct()],
            Enumerations = [.. fields.Fields.Select(field => field.Enumeration).OfType<ProfileEnumeration>().Distinct()],
            Namespaces = [.. fields.Fields.Select(field => field.Node?.Namespace).Distinct().SelectMany(uri => namespaces.Values.Where(one => one.Uri == uri).Take(1))],
            Sources = sources.Sources,
            Fields = fields.Fields,
            Events = events.Events,
        };
        CheckSizes(profile);
        return profile;
    }

    private void CheckIntervals(Json json)
    {
        int sampling = json.Integer("samplingInterval", SourceBuilder.DefaultSampling);
        foreach ((string name, int usual) in ((string, int)[])[("keyFrameInterval", DefaultKeyFrame), ("keepAliveTime", DefaultKeepAlive)])
        {
            if (json.Integer(name, usual) < sampling)
            {
                problems.Add(name, $"\"{name}\" is shorter than the {sampling} ms from sample to sample; take no less");
            }
        }
    }

    private void WarnOfUnused(IEnumerable<string> names, string list)
    {
        foreach (string name in names)
        {
            problems.Warn(JsonText.Member(list, name), $"no field uses \"{name}\" of \"{list}\"; it is left out");
        }
    }

    private string Level(Json json, string name, string usual)
    {
        string text = json.Text(name, usual);
        if (text.Length > 0 && !TopicNames.IsLevel(text))
        {
            problems.Add(name, $"\"{name}\" can't be a level of a topic; leave out '/', '+', '#' and control characters");
        }

        return CheckOctets(name, text);
    }

    private string Short(Json json, string name) => CheckOctets(name, json.Text(name));

    private string CheckOctets(string path, string text) => TextCheck.Octets(problems, path, text, ProfileBounds.MaxNameOctets);

    private Dictionary<string, ProfileEnumeration> Enumerations(Json json)
    {
        Dictionary<string, ProfileEnumeration> all = new(StringComparer.Ordinal);
        foreach ((string alias, JsonElement value) in json.Members("enumerations"))
        {
            string path = $"enumerations.{alias}";
            if (problems.IsDamaged(path))
            {
                continue;
            }

            string[] names = [.. value.EnumerateArray().Select(name => name.GetString()!)];
            for (int i = 0; i < names.Length; i++)
            {
                CheckOctets($"{path}[{i}]", names[i]);
                if (Array.IndexOf(names, names[i]) < i)
                {
                    problems.Add($"{path}[{i}]", $"\"{names[i]}\" is in \"{alias}\" twice; each value has a name of its own");
                }
            }

            all.Add(alias, new ProfileEnumeration(alias, names));
        }

        return all;
    }

    private Dictionary<string, ProfileNamespace> Namespaces(Json json)
    {
        Dictionary<string, ProfileNamespace> all = new(StringComparer.Ordinal);
        foreach ((string alias, JsonElement value) in json.Members("namespaces"))
        {
            string path = $"namespaces.{alias}";
            if (problems.IsDamaged(path))
            {
                continue;
            }

            string uri = TextCheck.Octets(problems, path, value.GetString()!, ProfileBounds.MaxUriOctets);
            if (!Uri.TryCreate(uri, UriKind.Absolute, out _))
            {
                problems.Add(path, $"\"{uri}\" is no URI; write the namespace as its NodeSet does, like http://opcfoundation.org/UA/Machinery/");
            }
            else if (all.Values.FirstOrDefault(one => one.Uri == uri) is { } other)
            {
                problems.Add(path, $"the namespace has the alias \"{other.Alias}\" already; use that one");
            }

            all.Add(alias, new ProfileNamespace(alias, uri));
        }

        return all;
    }

    private (uint Major, uint Minor) Versions(Json json)
    {
        Json version = json.Object("version");
        uint major = VersionTime(version, "major");
        uint minor = version.Has("minor") ? VersionTime(version, "minor") : major;
        if (minor < major)
        {
            problems.Add("version.minor", "\"minor\" is before \"major\"; set both to the same time when a field goes, moves or changes its type");
        }

        return (major, minor);
    }

    private uint VersionTime(Json version, string name)
    {
        string text = version.Text(name);
        if (text.Length == 0)
        {
            return 0;
        }

        string path = $"version.{name}";
        bool isTime = DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time);
        double seconds = (time - VersionEpoch).TotalSeconds;
        if (!isTime || seconds < 1 || seconds > uint.MaxValue)
        {
            problems.Add(path, $"\"{name}\" is no time that a version can have; write it like 2026-11-24T00:00:00Z, 2000 to 2136");
            return 0;
        }

        return (uint)seconds;
    }

    private void CheckSizes(ProfileModel profile)
    {
        if (problems.HasErrors)
        {
            return;
        }

        if (profile.SignalCount > ProfileBounds.MaxSignals)
        {
            problems.Add("sources", $"the sources fill {profile.SignalCount} signals, and {ProfileBounds.MaxSignals} are possible; leave some out");
            return;
        }

        int octets = ProfileCompiler.Compile(profile, withDescriptions: false).Octets.Length;
        if (octets > ProfileBounds.MaxOctets)
        {
            problems.Add("", $"the compiled profile takes {octets} octets, and {ProfileBounds.MaxOctets} are possible; shorten names, or leave out fields");
        }

        KeyFrame frame = KeyFrame.Of(profile);
        if (frame.Octets > KeyFrame.MaxOctets)
        {
            problems.Add("fields", $"a key frame takes {frame.Octets} octets, and {KeyFrame.MaxOctets} fit a frame; leave out fields, or shorten arrays and texts");
        }
        else if (frame.WorstOctets > KeyFrame.MaxOctets)
        {
            problems.Warn("fields", $"a key frame takes {frame.Octets} octets while all fields are Good and up to {frame.WorstOctets} when all are Uncertain, "
                + $"and {KeyFrame.MaxOctets} fit a frame; the box needs a MaxFrameLength of {frame.WorstOctets + KeyFrame.PublishHeader} or more");
        }
    }
}
