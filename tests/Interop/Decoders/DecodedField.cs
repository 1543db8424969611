using System.Globalization;

namespace Sidetap.Tests.Interop.Decoders;

/// <summary>A field of a data set, or a Variant, as node-opcua decoded it.</summary>
/// <param name="Index">Its position in the data set.</param>
/// <param name="Type">The built-in type's name; null for a field that is nothing but a StatusCode.</param>
/// <param name="IsArray">Whether it is an array.</param>
/// <param name="Values">The value, or the elements, as text: numbers in decimal, DateTime in 100 ns since 1601.</param>
/// <param name="Status">StatusCode.</param>
/// <param name="IsDataValueInVariant">Whether value and status came as a DataValue within the Variant.</param>
internal sealed record DecodedField(
    int Index,
    string? Type,
    bool IsArray,
    IReadOnlyList<string> Values,
    uint Status,
    bool IsDataValueInVariant)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string status = Status == 0 ? "" : $" status {Status:X8}" + (IsDataValueInVariant ? " in a DataValue" : "");
        string array = IsArray ? "[]" : "";
        return $"{Index}: {Type}{array} {string.Join(", ", Values.Select(Shown))}{status}";
    }

    /// <summary>JavaScript and .NET write floating-point numbers differently, so both go through the number.</summary>
    private string Shown(string value)
    {
        return Type is "Float" or "Double"
            ? double.Parse(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)
            : value;
    }
}
