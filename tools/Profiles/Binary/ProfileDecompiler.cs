using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;
using Sidetap.Profiles.Reading;
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
            Name = Level(r, "the data set's name"),
            WriterGroup = Level(r, "the WriterGroup's name"),
            Category = r.Text("the category"),
            Description = r.Text("the description"),
            SamplingInterval = r.Varint("the sampling interval", ProfileBounds.MinSampling, ProfileBounds.MaxSampling),
            KeyFrameInterval = 0,
            KeepAliveTime = 0,
        };
        profile = profile with
        {
            KeyFrameInterval = r.Varint("the key frame interval", profile.SamplingInterval, ProfileBounds.MaxInterval),
            KeepAliveTime = r.Varint("the keep-alive time", profile.SamplingInterval, ProfileBounds.MaxInterval),
            Units = r.List("units", 0, MaxEntries, _ => Unit(r)),
            Enumerations = r.List("enumerations", 0, MaxEntries, i => new ProfileEnumeration($"Enumeration{i + 1}", r.List("names", 1, MaxEntries, _ => r.Text("a name", 0, ProfileBounds.MaxNameOctets)))),
            Namespaces = r.List("namespaces", 0, MaxEntries, i => new ProfileNamespace($"ns{i + 1}", r.Text("a namespace", 1))),
        };
        profile = profile with { Sources = Sources(r, profile.SamplingInterval) };
        CompiledFields fields = new(r, profile);
        profile = profile with { Fields = r.List("fields", 1, MaxFields, fields.Read) };
        return profile with { Events = r.List("events", 0, MaxEvents, i => Event(r, profile.Fields, i)) };
    }

    private static string Level(OctetReader r, string what)
    {
        int at = r.At;
        string name = r.Text(what, 1, ProfileBounds.MaxNameOctets);
        return TopicNames.IsLevel(name) ? name : throw new RefusedProfileException(at, $"{what} can't be a level of a topic");
    }

    private static ProfileUnit Unit(OctetReader r)
    {
        int at = r.At;
        string code = r.Text("a unit's code", 1, MaxCodeOctets);
        return code.All(char.IsAscii)
            ? new ProfileUnit(code, r.Text("a unit's sign", 0, ProfileBounds.MaxNameOctets), r.Text("a unit's name"))
            : throw new RefusedProfileException(at, "a unit's code is not of ASCII characters");
    }

    private static List<ProfileSource> Sources(OctetReader r, int sampling)
    {
        int signals = 0;
        Dictionary<string, int> named = [];
        List<ProfileSource> earlier = [];
        return r.List("sources", 0, MaxSignals, i =>
        {
            int at = r.At;
            byte number = r.Octet("a source's kind");
            SourceKindInfo kind = SourceCatalog.Find(number) ?? throw new RefusedProfileException(at, $"source {i + 1} is of the unknown kind {number}");
            int count = named[kind.Type] = named.GetValueOrDefault(kind.Type) + 1;
            ProfileSource source = new($"{kind.Type}{count}", kind)
            {
                Interval = r.Varint("a source's interval", 0, SourceCatalog.MaxIntervalMs),
                Inputs = r.List("inputs", 0, byte.MaxValue, _ => (int)r.Octet("an input")),
                Parameters = r.List("parameters", 0, byte.MaxValue, _ => r.Number("a parameter")),
                FirstSignal = signals,
            };
            string what = $"source {i + 1} ({kind.Type})";
            source = source with { Outputs = kind.OutputsOf(Shape(source, at, what)) };
            CheckSource(source, signals, sampling, at, what);
            if (SharedPorts.UserBefore(source, earlier) is { } other)
            {
                throw new RefusedProfileException(at, $"{what} uses the serial port of {other.Name} in another way");
            }

            if (SharedWaveForms.UserBefore(source, earlier) is { } first)
            {
                throw new RefusedProfileException(at, $"{what} reads the burst channel of {first.Name}");
            }

            if (SharedChips.UserBefore(source, earlier) is { } user)
            {
                throw new RefusedProfileException(at, $"{what} uses the chip of {user.Name}");
            }

            earlier.Add(source);
            if (SourceMemory.FirstTooMuch(earlier) >= 0)
            {
                throw new RefusedProfileException(at, $"with {what} the sources' buffers take more than {ProfileBounds.MaxBufferOctets} octets");
            }

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
}
