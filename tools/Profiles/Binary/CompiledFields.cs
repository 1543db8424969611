using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;
using static Sidetap.Profiles.Binary.ProfileLayout;

namespace Sidetap.Profiles.Binary;

/// <summary>Reads the fields of a compiled profile and refuses what a box does.</summary>
/// <param name="r">The octets.</param>
/// <param name="profile">What comes before the fields.</param>
internal sealed class CompiledFields(OctetReader r, ProfileModel profile)
{
    private readonly OutputForm[] _signals = [.. profile.Sources.SelectMany(source => source.Outputs).Select(output => output.Form)];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Reads the next field.</summary>
    /// <param name="index">Its place in the data set.</param>
    /// <returns>The field.</returns>
    public ProfileField Read(int index)
    {
        string what = $"field {index + 1}";
        int start = r.At;
        FieldParts parts = (FieldParts)r.Octet(what);
        string name = r.Text($"{what}'s name", 1, ProfileBounds.MaxNameOctets);
        int typeAt = r.At;
        BuiltInType type = (BuiltInType)r.Octet($"{what}'s type");
        CheckType(type, parts, typeAt, what);
        ProfileField field = Times(Parts(new ProfileField(name, type, r.Octet($"{what}'s signal")), parts, what), what);
        CheckSignals(field, start, what);
        return _names.Add(name) ? field : throw new RefusedProfileException(start, $"{what} is called \"{name}\", and another one is already");
    }

    private static void CheckType(BuiltInType type, FieldParts parts, int at, string what)
    {
        if (type is < BuiltInType.Boolean or > BuiltInType.String)
        {
            throw new RefusedProfileException(at, $"{what} is of the type {(int)type}, which a field can't have");
        }

        if (type == BuiltInType.String && (parts & ~(FieldParts.Node | FieldParts.Description)) != 0)
        {
            throw new RefusedProfileException(at, $"{what} is a String, and is said to be more than a text: {parts}");
        }

        if (type is BuiltInType.Float or BuiltInType.Double && parts.HasFlag(FieldParts.Enumeration))
        {
            throw new RefusedProfileException(at, $"{what} is an enumeration, and of the type {type}");
        }
    }

    private ProfileField Parts(ProfileField field, FieldParts parts, string what)
    {
        field = parts.HasFlag(FieldParts.Unit) ? field with { Unit = Item(profile.Units, $"{what}'s unit") } : field;
        field = parts.HasFlag(FieldParts.Enumeration) ? field with { Enumeration = Item(profile.Enumerations, $"{what}'s enumeration") } : field;
        int at = r.At;
        field = parts.HasFlag(FieldParts.Scaling) ? field with { Gain = r.Number($"{what}'s gain"), Offset = r.Number($"{what}'s offset") } : field;
        if (field.Gain == 0)
        {
            throw new RefusedProfileException(at, $"{what}'s gain is 0");
        }

        field = parts.HasFlag(FieldParts.Range) ? field with { Range = Range($"{what}'s range") } : field;
        field = parts.HasFlag(FieldParts.Limits) ? field with { Limits = Range($"{what}'s limits") } : field;
        field = parts.HasFlag(FieldParts.Node)
            ? field with { Node = new ProfileNode(Item(profile.Namespaces, $"{what}'s namespace").Uri, r.Varint($"{what}'s node")) } : field;
        field = parts.HasFlag(FieldParts.Array) ? field with { Length = AtLeastOne($"{what}'s length") } : field;
        field = parts.HasFlag(FieldParts.Description) ? field with { Description = r.Text($"{what}'s description") } : field;
        return field.Type == BuiltInType.String ? field with { MaxLength = AtLeastOne($"{what}'s longest text") } : field;
    }

    private ProfileField Times(ProfileField field, string what)
    {
        int at = r.At;
        double deadband = r.Number($"{what}'s deadband");
        return deadband >= 0
            ? field with
            {
                Deadband = deadband,
                PublishingInterval = r.Varint($"{what}'s publishing interval", 0, ProfileBounds.MaxInterval),
                Heartbeat = r.Varint($"{what}'s heartbeat", 0, ProfileBounds.MaxInterval),
            }
            : throw new RefusedProfileException(at, $"{what}'s deadband is {deadband:R}");
    }

    private void CheckSignals(ProfileField field, int start, string what)
    {
        if (field.Signal + field.SignalCount > _signals.Length)
        {
            throw new RefusedProfileException(start, $"{what} takes signal {field.Signal + field.SignalCount - 1}, which no source fills");
        }

        bool isText = field.Type == BuiltInType.String;
        if (_signals.Skip(field.Signal).Take(field.SignalCount).Any(form => form == OutputForm.Text != isText))
        {
            throw new RefusedProfileException(start, $"{what} is of the type {field.TypeText}, and its signal is {(isText ? "no text" : "a text")}");
        }
    }

    private int AtLeastOne(string what)
    {
        int at = r.At;
        int count = r.Octet(what);
        return count > 0 ? count : throw new RefusedProfileException(at, $"{what} is 0");
    }

    private ProfileRange Range(string what)
    {
        int at = r.At;
        ProfileRange range = new(r.Number(what), r.Number(what));
        return range.Low < range.High ? range : throw new RefusedProfileException(at, $"{what} does not rise");
    }

    private T Item<T>(IReadOnlyList<T> items, string what)
    {
        int at = r.At;
        int index = r.Octet(what);
        return index < items.Count ? items[index] : throw new RefusedProfileException(at, $"{what} is number {index}, and there are {items.Count}");
    }
}
