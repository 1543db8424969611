using Sidetap.PubSub;

namespace Sidetap.Profiles.Model;

/// <summary>A machine profile: a category of machines as data. What a JSON file or a compiled profile holds, checked.</summary>
public sealed record ProfileModel
{
    /// <summary>The data set's name, which is the DataSetWriter's too: a level of the topics.</summary>
    public required string Name { get; init; }

    /// <summary>The WriterGroup's name: a level of the topics.</summary>
    public required string WriterGroup { get; init; }

    /// <summary>The category of machines, in words.</summary>
    public string Category { get; init; } = "";

    /// <summary>What the data set is; in a compiled profile only on request.</summary>
    public string Description { get; init; } = "";

    /// <summary>What a box beside the machine can't know; not in a compiled profile.</summary>
    public string Limitations { get; init; } = "";

    /// <summary>ConfigurationVersion.MajorVersion in seconds since 2000-01-01 (VersionTime, OPC 10000-4, 7.44).</summary>
    public required uint MajorVersion { get; init; }

    /// <summary>ConfigurationVersion.MinorVersion in seconds since 2000-01-01.</summary>
    public required uint MinorVersion { get; init; }

    /// <summary>Milliseconds from sample to sample.</summary>
    public required int SamplingInterval { get; init; }

    /// <summary>A key frame goes out at least this often, in milliseconds.</summary>
    public required int KeyFrameInterval { get; init; }

    /// <summary>After so many milliseconds of silence a keep-alive goes out (KeepAliveTime, OPC 10000-14, 6.2.6.6).</summary>
    public required int KeepAliveTime { get; init; }

    /// <summary>The units that fields have, each once.</summary>
    public IReadOnlyList<ProfileUnit> Units { get; init; } = [];

    /// <summary>The enumerations that fields have, each once.</summary>
    public IReadOnlyList<ProfileEnumeration> Enumerations { get; init; } = [];

    /// <summary>The namespaces of the nodes that fields stand for, each once.</summary>
    public IReadOnlyList<ProfileNamespace> Namespaces { get; init; } = [];

    /// <summary>The sources, in the order they are sampled.</summary>
    public IReadOnlyList<ProfileSource> Sources { get; init; } = [];

    /// <summary>The fields, in the data set's order.</summary>
    public IReadOnlyList<ProfileField> Fields { get; init; } = [];

    /// <summary>What is published as an event.</summary>
    public IReadOnlyList<ProfileEvent> Events { get; init; } = [];

    /// <summary>How many signals the sources fill.</summary>
    public int SignalCount => Sources.Sum(source => source.Outputs.Count);

    /// <summary>The source that fills a signal.</summary>
    /// <param name="signal">The signal's number.</param>
    /// <returns>The source, and which of its outputs it is.</returns>
    public (ProfileSource Source, int Output) SourceOf(int signal)
    {
        ProfileSource source = Sources.Last(one => one.FirstSignal <= signal);
        return (source, signal - source.FirstSignal);
    }

    /// <summary>A signal as references name it.</summary>
    /// <param name="signal">The signal's number.</param>
    /// <returns>"Source" for a source with one output, else "Source.Output".</returns>
    public string SignalName(int signal)
    {
        (ProfileSource source, int output) = SourceOf(signal);
        return source.Outputs.Count == 1 ? source.Name : $"{source.Name}.{source.Outputs[output].Name}";
    }
}

/// <summary>A unit of measure (EUInformation, OPC 10000-8, 5.6.3).</summary>
/// <param name="Code">The UNECE code, 1 to 4 characters.</param>
/// <param name="DisplayName">The sign that is shown.</param>
/// <param name="Description">The unit's name.</param>
public sealed record ProfileUnit(string Code, string DisplayName, string Description)
{
    /// <summary>UnitId: the code's characters as a number, the last one lowest.</summary>
    public int UnitId => Code.Aggregate(0, (id, c) => (id << 8) | c);
}

/// <summary>The names of the values 0, 1, 2… (EnumStrings, OPC 10000-3, 5.6.2).</summary>
/// <param name="Alias">What JSON calls it; a compiled profile does not have it.</param>
/// <param name="Names">The names.</param>
public sealed record ProfileEnumeration(string Alias, IReadOnlyList<string> Names);

/// <summary>A namespace of node ids.</summary>
/// <param name="Alias">What JSON calls it; a compiled profile does not have it.</param>
/// <param name="Uri">Its URI.</param>
public sealed record ProfileNamespace(string Alias, string Uri);

/// <summary>A node of a companion specification.</summary>
/// <param name="Namespace">Its namespace's URI.</param>
/// <param name="Identifier">Its numeric identifier.</param>
public sealed record ProfileNode(string Namespace, uint Identifier);

/// <summary>Two bounds.</summary>
/// <param name="Low">The lower one.</param>
/// <param name="High">The upper one.</param>
public sealed record ProfileRange(double Low, double High);

/// <summary>What makes an event message.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Field">The index of the field it watches.</param>
/// <param name="Severity">1..1000 (OPC 10000-5, 6.4.2).</param>
/// <param name="Cause">What it usually means; may be empty.</param>
public sealed record ProfileEvent(ProfileEventKind Kind, int Field, int Severity, string Cause)
{
    /// <summary>Whether a field can have such an event: a state, a mode or a tool is a whole number or a text; what measures has another value with every
    /// sample, and an array has no one value.</summary>
    public static bool IsAllowed(ProfileEventKind kind, ProfileField field) =>
        kind is not (ProfileEventKind.State or ProfileEventKind.Mode or ProfileEventKind.Tool)
        || (field.Length == 0 && field.Type is not (BuiltInType.Float or BuiltInType.Double));
}

/// <summary>The kinds of events, by the number they have in a compiled profile.</summary>
public enum ProfileEventKind : byte
{
    /// <summary>The machine's state has changed.</summary>
    State = 0,

    /// <summary>The operation mode has changed.</summary>
    Mode = 1,

    /// <summary>The tool was changed.</summary>
    Tool = 2,

    /// <summary>The field became Bad, or is Good again.</summary>
    Fault = 3,

    /// <summary>The field left its limits, or came back.</summary>
    Limit = 4,
}
