using System.Collections;
using System.Globalization;
using System.Text;

namespace Sidetap.Decoding.Uadp;

/// <summary>Decoded values for people: independent of the machine's culture, and short.</summary>
public static class UaText
{
    private const int MaxElements = 16;
    private const int MaxOctets = 32;
    private const int MaxCharacters = 120;

    /// <summary>A value for people.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="value">The value, see <see cref="UaVariant.Value"/>.</param>
    /// <returns>For example <c>72.5</c>, <c>"T12"</c> or <c>[1, 2, 3]</c>.</returns>
    public static string Of(BuiltInTypeId type, object? value) => value switch
    {
        null => "null",
        uint status when type == BuiltInTypeId.StatusCode => StatusCodeNames.Of(status),
        byte[] octets when type is BuiltInTypeId.ByteString or BuiltInTypeId.XmlElement => Hex(octets),
        string text => Quoted(text),
        Array array => OfArray(type, array),
        bool flag => flag ? "true" : "false",
        DateTime time => UaTime.Text(time),
        UaDataValue dataValue => Of(dataValue),
        UaVariant variant => Of(variant.Type, variant.Value),
        UaLocalizedText text => text.Text == null ? "null" : Quoted(text.Text),
        UaExtensionObject structure => $"{structure.TypeId} {(structure.Body == null ? "without a body" : Hex(structure.Body))}",
        UaDiagnosticInfo info => info.AdditionalInfo == null ? "DiagnosticInfo" : Quoted(info.AdditionalInfo),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>The type's name, with [] for an array.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isArray">Whether it is an array.</param>
    /// <returns>For example "Float" or "Float[]".</returns>
    public static string TypeName(BuiltInTypeId type, bool isArray) => isArray ? $"{type}[]" : $"{type}";

    /// <summary>Octets in hexadecimal, the first ones of many.</summary>
    /// <param name="octets">The octets.</param>
    /// <returns>For example "0a1b2c" or "none".</returns>
    public static string Hex(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty)
        {
            return "none";
        }

        return octets.Length <= MaxOctets
            ? Convert.ToHexStringLower(octets)
            : $"{Convert.ToHexStringLower(octets[..MaxOctets])}… ({octets.Length} octets)";
    }

    /// <summary>Text in quotation marks, control characters made visible, the beginning of a long one.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The quoted text.</returns>
    public static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, MaxCharacters)))
        {
            quoted.Append(IsPlain(c) ? c : '\uFFFD');
        }

        return quoted.Append(text.Length > MaxCharacters ? "…\"" : "\"").ToString();
    }

    internal static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>What reaches a terminal must not be able to steer it: no control, format or half characters.</summary>
    private static bool IsPlain(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Of(UaDataValue value)
    {
        string text = value.Value == null ? "no value" : Of(value.Value.Type, value.Value.Value);
        return value.Status is null or 0 ? text : $"{text}, {StatusCodeNames.Of(value.Status.Value)}";
    }

    private static string OfArray(BuiltInTypeId type, IList array)
    {
        IEnumerable<string> elements = array.Cast<object?>().Take(MaxElements).Select(element => Of(type, element));
        string rest = array.Count > MaxElements ? $", … {array.Count} in all" : "";
        return $"[{string.Join(", ", elements)}{rest}]";
    }
}
