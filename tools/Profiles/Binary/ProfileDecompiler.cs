using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;
using static Sidetap.Profiles.Binary.ProfileLayout;

namespace Sidetap.Profiles.Binary;

/// <summary>Reads a compiled profile back. It shares nothing with the firmware's reader, so that each can be held to the other.</summary>
public static class ProfileDecompiler
{
    /// <summary>Reads a compiled profile.</summary>
    /// <param name="octets">All of it.</param>
    /// <param name="profile">The profile. Sources have made-up names: the octets don't carry any.</param>
    /// <param name="octet">Where it is wrong.</param>
    /// <param name="reason">What is wrong.</param>
    /// <returns>False when it is refused.</returns>
    public static bool TryRead(byte[] octets, [NotNullWhen(true)] out ProfileModel? profile, out int octet, [NotNullWhen(false)] out string? reason)
    {
        try
        {
            CheckFrame(octets);
            OctetReader reader = new(octets);
            profile = Read(reader);
            if (!reader.IsAtEnd)
            {
                throw new RefusedProfileException(reader.At, "octets follow the events");
            }

            (octet, reason) = (0, null);
            return true;
        }
        catch (RefusedProfileException refusal)
        {
            (profile, octet, reason) = (null, refusal.Octet, refusal.Message);
            return false;
        }
    }

    private static void CheckFrame(byte[] octets)
    {
        if (octets.Length < Body)
        {
            throw new RefusedProfileException(octets.Length, "shorter than a header");
        }

        if (!octets.AsSpan(0, 3).SequenceEqual("STP"u8))
        {
            throw new RefusedProfileException(0, "no compiled profile: it does not begin with STP");
        }

        if (octets[3] != FormatVersion)
        {
            throw new RefusedProfileException(3, $"format version {octets[3]} is not known");
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(octets.AsSpan(4));
        if (length != octets.Length || length > MaxLength)
        {
            throw new RefusedProfileException(4, $"the length is {length}; there are {octets.Length} octets, and {MaxLength} are allowed");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(octets.AsSpan(6)) != Crc32(octets.AsSpan(Body)))
        {
            throw new RefusedProfileException(6, "the check sum does not match");
        }
    }

    private static ProfileModel Read(OctetReader r)
    {
        ProfileModel profile = new()
        {
            MajorVersion = r.UInt32("the major version"),
            MinorVersion = r.UInt32("the minor version"),
            Name = r.Text("the data set's name"),
            WriterGroup = r.Text("the WriterGroup's name"),
            Category = r.Text("the category"),
            Description = r.Text("the description"),
            SamplingInterval = r.Varint("the sampling interval", ProfileBounds.MinSampling, ProfileBounds.MaxSampling),
            KeyFrameInterval = r.Varint("the key frame interval", ProfileBounds.MinSampling, ProfileBounds.MaxInterval),
            KeepAliveTime = r.Varint("the keep-alive time", ProfileBounds.MinSampling, ProfileBounds.MaxInterval),
            Units = r.List("units", _ => new ProfileUnit(r.Text("a unit's code"), r.Text("a unit's sign"), r.Text("a unit's name"))),
            Enumerations = r.List("enumerations", i => new ProfileEnumeration($"Enumeration{i + 1}", r.List("names", _ => r.Text("a name")))),
            Namespaces = r.List("namespaces", i => new ProfileNamespace($"ns{i + 1}", r.Text("a namespace"))),
        };
        profile = profile with { Sources = Sources(r, profile.SamplingInterval) };
        int signals = profile.SignalCount;
        profile = profile with { Fields = r.List("fields", i => Field(r, profile, signals, i)) };
        if (profile.Fields.Count is 0 or > MaxFields)
        {
            throw new RefusedProfileException(r.At, $"there are {profile.Fields.Count} fields, not 1..{MaxFields}");
        }

        return profile with { Events = r.List("events", i => Event(r, profile.Fields, i)) };
    }

    private static List<ProfileSource> Sources(OctetReader r, int sampling)
    {
        int signals = 0;
        Dictionary<string, int> named = [];
        return r.List("sources", i =>
        {
            int at = r.At;
            byte number = r.Octet("a source's kind");
            SourceKindInfo kind = SourceCatalog.Find(number) ?? throw new RefusedProfileException(at, $"source {i + 1} is of the unknown kind {number}");
            int count = named[kind.Type] = named.GetValueOrDefault(kind.Type) + 1;
            ProfileSource source = new($"{kind.Type}{count}", kind)
            {
                Interval = r.Varint("a source's interval", 0, SourceCatalog.MaxIntervalMs),
                Inputs = r.List("inputs", _ => (int)r.Octet("an input")),
                Parameters = r.List("parameters", _ => r.Number("a parameter")),
                FirstSignal = signals,
            };
            string what = $"source {i + 1} ({kind.Type})";
            source = source with { Outputs = kind.OutputsOf(Shape(source, at, what)) };
            CheckSource(source, signals, sampling, at, what);
            signals += source.Outputs.Count;
            return signals <= MaxSignals ? source : throw new RefusedProfileException(at, $"there are more than {MaxSignals} signals");
        });
    }

    private static SourceShape Shape(ProfileSource source, int at, string what)
    {
        int items = source.Kind.ItemsOf(source.Inputs.Count, source.Parameters.Count);
        if (items < 0)
        {
            throw new RefusedProfileException(at, $"{what} can't have {source.Inputs.Count} inputs and {source.Parameters.Count} parameters");
        }

        for (int i = 0; i < source.Parameters.Count; i++)
        {
            SourceParameter parameter = source.Kind.ParameterAt(i);
            if (!parameter.Allows(source.Parameters[i]))
            {
                throw new RefusedProfileException(at, $"{what}: {parameter.Name} is {source.Parameters[i]:R}, not {parameter.AllowedText}");
            }
        }

        return new SourceShape(source.Parameters, items, []);
    }

    private static void CheckSource(ProfileSource source, int signals, int sampling, int at, string what)
    {
        for (int i = 0; i < source.Inputs.Count; i++)
        {
            SourceInput input = source.Kind.InputAt(i);
            bool isNone = source.Inputs[i] == ProfileSource.None && input.IsOptional;
            if (!isNone && source.Inputs[i] >= signals)
            {
                throw new RefusedProfileException(at, $"{what}: {input.Name} is signal {source.Inputs[i]}, which no earlier source fills");
            }
        }

        if (source.Kind.Rule(new SourceSettings(source.Parameters, source.Inputs, source.Interval == 0 ? sampling : source.Interval)) is { } broken)
        {
            throw new RefusedProfileException(at, $"{what}: {broken}");
        }
    }

    private static ProfileField Field(OctetReader r, ProfileModel profile, int signals, int index)
    {
        string what = $"field {index + 1}";
        int start = r.At;
        FieldParts parts = (FieldParts)r.Octet(what);
        string name = r.Text($"{what}'s name");
        int typeAt = r.At;
        BuiltInType type = (BuiltInType)r.Octet($"{what}'s type");
        if (type is < BuiltInType.Boolean or > BuiltInType.DateTime)
        {
            throw new RefusedProfileException(typeAt, $"{what} is of the unknown type {(int)type}");
        }

        ProfileField field = new(name, type, r.Octet($"{what}'s signal"));
        field = parts.HasFlag(FieldParts.Unit) ? field with { Unit = Item(r, profile.Units, $"{what}'s unit") } : field;
        field = parts.HasFlag(FieldParts.Enumeration) ? field with { Enumeration = Item(r, profile.Enumerations, $"{what}'s enumeration") } : field;
        field = parts.HasFlag(FieldParts.Scaling) ? field with { Gain = r.Number($"{what}'s gain"), Offset = r.Number($"{what}'s offset") } : field;
        field = parts.HasFlag(FieldParts.Range) ? field with { Range = Range(r, $"{what}'s range") } : field;
        field = parts.HasFlag(FieldParts.Limits) ? field with { Limits = Range(r, $"{what}'s limits") } : field;
        field = parts.HasFlag(FieldParts.Node)
            ? field with { Node = new ProfileNode(Item(r, profile.Namespaces, $"{what}'s namespace").Uri, r.Varint($"{what}'s node")) } : field;
        field = parts.HasFlag(FieldParts.Array) ? field with { Length = r.Octet($"{what}'s length") } : field;
        field = parts.HasFlag(FieldParts.Description) ? field with { Description = r.Text($"{what}'s description") } : field;
        field = type == BuiltInType.String ? field with { MaxLength = r.Octet($"{what}'s longest text") } : field;
        field = field with
        {
            Deadband = r.Number($"{what}'s deadband"),
            PublishingInterval = r.Varint($"{what}'s publishing interval", 0, ProfileBounds.MaxInterval),
            Heartbeat = r.Varint($"{what}'s heartbeat", 0, ProfileBounds.MaxInterval),
        };
        return field.Signal + field.SignalCount <= signals ? field
            : throw new RefusedProfileException(start, $"{what} takes signal {field.Signal + field.SignalCount - 1}, which no source fills");
    }

    private static ProfileEvent Event(OctetReader r, IReadOnlyList<ProfileField> fields, int index)
    {
        int at = r.At;
        ProfileEvent one = new((ProfileEventKind)r.Octet("an event's kind"), r.Octet("an event's field"), r.UInt16("an event's severity"), r.Text("an event's cause"));
        if (one.Kind > ProfileEventKind.Limit || one.Field >= fields.Count || one.Severity is < 1 or > 1000)
        {
            throw new RefusedProfileException(at, $"event {index + 1} is of kind {(int)one.Kind}, about field {one.Field}, of severity {one.Severity}");
        }

        ProfileField field = fields[one.Field];
        return ProfileEvent.IsAllowed(one.Kind, field)
            ? one
            : throw new RefusedProfileException(at, $"event {index + 1} is a {one.Kind} of \"{field.Name}\", which is a {field.TypeText}: it needs a state, a count or a text");
    }

    private static ProfileRange Range(OctetReader r, string what) => new(r.Number(what), r.Number(what));

    private static T Item<T>(OctetReader r, IReadOnlyList<T> items, string what)
    {
        int at = r.At;
        int index = r.Octet(what);
        return index < items.Count ? items[index] : throw new RefusedProfileException(at, $"{what} is number {index}, and there are {items.Count}");
    }
}
