using Sidetap.Decoding.Uadp;

namespace Sidetap.Tool.Output;

/// <summary>A field in words, as far as its data set has been announced.</summary>
internal static class FieldText
{
    /// <summary>What the metadata says of a field; null while there is none.</summary>
    public static FieldDescription? DescriptionOf(DataSetMetaData? metaData, FieldValue field) =>
        metaData != null && field.Index < metaData.Fields.Count ? metaData.Fields[field.Index] : null;

    /// <summary>The field's name, or its position.</summary>
    public static string NameOf(DataSetMetaData? metaData, FieldValue field) => DescriptionOf(metaData, field)?.Name ?? $"[{field.Index}]";

    /// <summary>The value, with the name of an enumeration's value; what it is instead of a value when it is Bad.</summary>
    public static string BareValueOf(DataSetMetaData? metaData, FieldValue field)
    {
        if (field.Type is BuiltInTypeId.StatusCode or BuiltInTypeId.Null)
        {
            return field is { Type: BuiltInTypeId.Null, Status: 0 } ? "-" : StatusCodeNames.Of(field.Value as uint? ?? field.Status);
        }

        string name = DescriptionOf(metaData, field)?.EnumStrings is { } names && EnumIndex(field) is { } index && index < names.Count ? $" ({names[index]})" : "";
        return $"{UaText.Of(field.Type, field.Value)}{name}";
    }

    /// <summary>The value with unit and, unless it is Good, status.</summary>
    public static string ValueOf(DataSetMetaData? metaData, FieldValue field)
    {
        string value = BareValueOf(metaData, field);
        if (field.Type is BuiltInTypeId.StatusCode or BuiltInTypeId.Null)
        {
            return value;
        }

        string unit = DescriptionOf(metaData, field)?.EngineeringUnits?.DisplayName.Text is { Length: > 0 } sign ? $" {sign}" : "";
        string status = field.Status == 0 ? "" : $"  {StatusCodeNames.Of(field.Status)}";
        return $"{value}{unit}{status}";
    }

    private static int? EnumIndex(FieldValue field) => field.Value switch
    {
        byte value => value,
        sbyte and >= 0 => (sbyte)field.Value,
        short and >= 0 => (short)field.Value,
        ushort value => value,
        int and >= 0 => (int)field.Value,
        uint and <= int.MaxValue => (int)(uint)field.Value,
        _ => null,
    };
}
