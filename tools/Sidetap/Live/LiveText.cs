using System.Globalization;
using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Live;

/// <summary>Fields in few characters, and text of a fixed width.</summary>
internal static class LiveText
{
    private const uint WaitingForInitialData = 0x80320000;

    // OPC 10000-4, 7.39.1: LimitBits are bits 8 and 9 of a StatusCode whose InfoType says so.
    private const uint Low = 0x100;
    private const uint High = 0x200;
    private const uint LimitBits = 0x300;

    private const int ShortDigits = 4;
    private const int NameEnd = 4;

    /// <summary>Whether a field has not had a value yet.</summary>
    public static bool IsWaiting(uint status) => (status & 0xFFFF0000) == WaitingForInitialData;

    /// <summary>A status without its number; an arrow says which limit was passed.</summary>
    public static string StatusOf(uint status)
    {
        string name = StatusCodeNames.Of(status & 0xFFFF0000);
        return (status & LimitBits) switch
        {
            Low => $"{name} ↓",
            High => $"{name} ↑",
            _ => name,
        };
    }

    /// <summary>The colour of a status, as markup.</summary>
    public static string ColourOf(uint status) => StatusCodeNames.IsBad(status) ? "red" : StatusCodeNames.IsUncertain(status) ? "yellow" : "green";

    /// <summary>A value that fits a column: five digits of a Float, the least and the greatest of an array's elements, nothing for a field that is Bad.</summary>
    /// <param name="dataSet">Its data set.</param>
    /// <param name="field">The field.</param>
    /// <param name="digits">Digits of a Float; an array's elements have one less.</param>
    public static string ValueOf(DataSetState dataSet, FieldValue field, int digits = 5)
    {
        if (StatusCodeNames.IsBad(field.Status))
        {
            return "-";
        }

        double[] elements = [.. Elements(field).Where(double.IsFinite)];
        return field switch
        {
            { IsArray: true } when elements.Length > 0 => $"{Digits(elements.Min(), digits - 1)}..{Digits(elements.Max(), digits - 1)}",
            { IsArray: false, Value: float or double } => Digits(NumberOf(field), digits),
            { Value: string text } => text,
            _ => FieldText.BareValueOf(dataSet.MetaData, field),
        };
    }

    /// <summary>A value and its unit in one column; the name alone of an enumeration's value, the status of a field that is Bad.</summary>
    public static string ShortOf(DataSetState dataSet, FieldValue field)
    {
        if (StatusCodeNames.IsBad(field.Status))
        {
            string name = StatusOf(field.Status);
            return name.StartsWith("Bad", StringComparison.Ordinal) && name.Length > 3 ? name[3..] : name;
        }

        string value = ValueOf(dataSet, field, ShortDigits);
        int bracket = value.IndexOf('(');
        if (bracket > 0 && value.EndsWith(')') && FieldText.DescriptionOf(dataSet.MetaData, field)?.EnumStrings is not null)
        {
            return value[(bracket + 1)..^1];
        }

        string unit = UnitOf(dataSet, field);
        return unit.Length == 0 ? value : $"{value} {unit}";
    }

    /// <summary>The sign of a field's unit; nothing while it is not known.</summary>
    public static string UnitOf(DataSetState dataSet, FieldValue field) =>
        FieldText.DescriptionOf(dataSet.MetaData, field)?.EngineeringUnits?.DisplayName.Text ?? string.Empty;

    /// <summary>A field as a number; NaN for one that is Bad or none.</summary>
    public static double NumberOf(FieldValue field) =>
        !StatusCodeNames.IsBad(field.Status) && field is { IsArray: false, Value: IConvertible value and not string and not DateTime } ? Convert.ToDouble(value) : double.NaN;

    /// <summary>The elements of an array of numbers; none for any other field.</summary>
    public static IEnumerable<double> Elements(FieldValue field) => field is { IsArray: true, Value: Array array } && !StatusCodeNames.IsBad(field.Status)
        ? array.Cast<object?>().Select(e => e is IConvertible and not string and not DateTime ? Convert.ToDouble(e) : double.NaN)
        : [];

    /// <summary>Text cut or filled to a width.</summary>
    /// <param name="text">The text; whatever steers a terminal is taken out.</param>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="toRight">Whether it stands at the right.</param>
    public static string Fit(string text, int width, bool toRight = false)
    {
        string plain = PlainText.Of(text);
        int cells = plain.GetCellWidth();
        while (cells > width)
        {
            // Cut at the end; what remains gets an ellipsis for the column that it costs.
            plain = plain.TrimEnd('…');
            plain = plain.Length <= 1 ? "…" : plain[..^(char.IsLowSurrogate(plain[^1]) ? 2 : 1)] + "…";
            cells = plain.GetCellWidth();
        }

        string gap = new(' ', Math.Max(0, width - cells));
        return toRight ? gap + plain : plain + gap;
    }

    /// <summary>A name cut or filled to a width. Names of one family differ in their ends (FeedDriveCurrentX, FlankWearLow), so they are cut before these.</summary>
    /// <param name="name">The name.</param>
    /// <param name="width">Columns, 1 or more.</param>
    public static string FitName(string name, int width)
    {
        string plain = PlainText.Of(name);
        bool isCut = plain.Length > width && width > 2 * NameEnd && plain.GetCellWidth() == plain.Length;
        return isCut ? $"{plain[..(width - NameEnd - 1)]}…{plain[^NameEnd..]}" : Fit(plain, width);
    }

    /// <summary>So many digits, never with an exponent: what is greater is a whole number, what is very small 0.</summary>
    private static string Digits(double value, int digits) => Math.Abs(value) switch
    {
        >= 1e15 => value.ToString($"G{digits}", CultureInfo.InvariantCulture),
        double size when size >= Math.Pow(10, digits) => value.ToString("F0", CultureInfo.InvariantCulture),
        < 1e-4 => "0",
        _ => value.ToString($"G{digits}", CultureInfo.InvariantCulture),
    };
}
