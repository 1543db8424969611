using System.Buffers.Binary;
using System.Text;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;
using static Sidetap.Profiles.Binary.ProfileLayout;

namespace Sidetap.Profiles.Binary;

/// <summary>A compiled profile.</summary>
/// <param name="Octets">The profile as a box loads it.</param>
/// <param name="Sections">How many octets each part of it takes, in order.</param>
public sealed record CompiledProfile(byte[] Octets, IReadOnlyList<(string Name, int Octets)> Sections);

/// <summary>Turns a profile into the octets a box loads.</summary>
public static class ProfileCompiler
{
    /// <summary>Compiles a profile that has passed the checks.</summary>
    /// <param name="document">The profile; one with errors is a programming mistake here.</param>
    /// <param name="withDescriptions">Whether descriptions of fields and data set go with it.</param>
    /// <returns>The octets.</returns>
    public static byte[] Compile(ProfileDocument document, bool withDescriptions = false) =>
        Compile(document.Model ?? throw new ArgumentException("The profile has errors.", nameof(document)), withDescriptions).Octets;

    /// <summary>Compiles a profile and tells where the octets went.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="withDescriptions">Whether descriptions of fields and data set go with it.</param>
    /// <returns>The octets, and their distribution.</returns>
    public static CompiledProfile Compile(ProfileModel profile, bool withDescriptions = false)
    {
        List<(string Name, int Octets)> sections = [("header", Body)];
        MemoryStream body = new();
        void Add(string name, Action write)
        {
            long before = body.Length;
            write();
            sections.Add((name, (int)(body.Length - before)));
        }

        Add("names and intervals", () => PutNames(body, profile, withDescriptions));
        Add("units", () => PutList(body, profile.Units, unit => PutTexts(body, unit.Code, unit.DisplayName, unit.Description)));
        Add("enumerations", () => PutList(body, profile.Enumerations, one => PutList(body, one.Names, name => PutText(body, name))));
        Add("namespaces", () => PutList(body, profile.Namespaces, one => PutText(body, one.Uri)));
        Add("sources", () => PutList(body, profile.Sources, source => PutSource(body, source)));
        Add("fields", () => PutList(body, profile.Fields, field => PutField(body, profile, field, withDescriptions)));
        Add("events", () => PutList(body, profile.Events, one => PutEvent(body, one)));

        byte[] octets = new byte[Body + body.Length];
        body.ToArray().CopyTo(octets, Body);
        "STP"u8.CopyTo(octets);
        octets[3] = FormatVersion;
        BinaryPrimitives.WriteUInt16LittleEndian(octets.AsSpan(4), (ushort)octets.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(6), Crc32(octets.AsSpan(Body)));
        return new CompiledProfile(octets, sections);
    }

    private static void PutNames(Stream to, ProfileModel profile, bool withDescriptions)
    {
        PutUInt32(to, profile.MajorVersion);
        PutUInt32(to, profile.MinorVersion);
        PutTexts(to, profile.Name, profile.WriterGroup, profile.Category, withDescriptions ? profile.Description : "");
        PutVarint(to, profile.SamplingInterval);
        PutVarint(to, profile.KeyFrameInterval);
        PutVarint(to, profile.KeepAliveTime);
    }

    private static void PutSource(Stream to, ProfileSource source)
    {
        to.WriteByte(source.Kind.Number);
        PutVarint(to, source.Interval);
        PutList(to, source.Inputs, input => to.WriteByte((byte)input));
        PutList(to, source.Parameters, parameter => to.Write(NumberCodec.Encode(parameter)));
    }

    private static void PutField(Stream to, ProfileModel profile, ProfileField field, bool withDescriptions)
    {
        bool isDescribed = withDescriptions && field.Description.Length > 0;
        FieldParts parts = (field.Unit != null ? FieldParts.Unit : 0) | (field.Enumeration != null ? FieldParts.Enumeration : 0)
            | (field.HasScaling ? FieldParts.Scaling : 0) | (field.Range != null ? FieldParts.Range : 0) | (field.Limits != null ? FieldParts.Limits : 0)
            | (field.Node != null ? FieldParts.Node : 0) | (field.Length > 0 ? FieldParts.Array : 0) | (isDescribed ? FieldParts.Description : 0);
        to.WriteByte((byte)parts);
        PutText(to, field.Name);
        to.WriteByte((byte)field.Type);
        to.WriteByte((byte)field.Signal);
        if (field.Unit != null)
        {
            to.WriteByte((byte)IndexOf(profile.Units, field.Unit));
        }

        if (field.Enumeration != null)
        {
            to.WriteByte((byte)IndexOf(profile.Enumerations, field.Enumeration));
        }

        if (field.HasScaling)
        {
            PutRange(to, new ProfileRange(field.Gain, field.Offset));
        }

        PutRange(to, field.Range);
        PutRange(to, field.Limits);
        if (field.Node != null)
        {
            to.WriteByte((byte)profile.Namespaces.TakeWhile(one => one.Uri != field.Node.Namespace).Count());
            to.Write(NumberCodec.Varint(field.Node.Identifier));
        }

        if (field.Length > 0)
        {
            to.WriteByte((byte)field.Length);
        }

        if (isDescribed)
        {
            PutText(to, field.Description);
        }

        if (field.Type == BuiltInType.String)
        {
            to.WriteByte((byte)field.MaxLength);
        }

        to.Write(NumberCodec.Encode(field.Deadband));
        PutVarint(to, field.PublishingInterval);
        PutVarint(to, field.Heartbeat);
    }

    private static void PutEvent(Stream to, ProfileEvent one)
    {
        to.WriteByte((byte)one.Kind);
        to.WriteByte((byte)one.Field);
        to.WriteByte((byte)one.Severity);
        to.WriteByte((byte)(one.Severity >> 8));
        PutText(to, one.Cause);
    }

    private static void PutList<T>(Stream to, IReadOnlyList<T> items, Action<T> put)
    {
        to.WriteByte(checked((byte)items.Count));
        foreach (T item in items)
        {
            put(item);
        }
    }

    private static void PutRange(Stream to, ProfileRange? range)
    {
        if (range != null)
        {
            to.Write(NumberCodec.Encode(range.Low));
            to.Write(NumberCodec.Encode(range.High));
        }
    }

    private static void PutTexts(Stream to, params string[] texts) => Array.ForEach(texts, text => PutText(to, text));

    private static void PutText(Stream to, string text)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
        PutVarint(to, octets.Length);
        to.Write(octets);
    }

    private static void PutVarint(Stream to, int value) => to.Write(NumberCodec.Varint((uint)value));

    private static void PutUInt32(Stream to, uint value)
    {
        byte[] octets = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(octets, value);
        to.Write(octets);
    }

    private static int IndexOf<T>(IReadOnlyList<T> items, T item) => items.TakeWhile(one => !Equals(one, item)).Count();
}
