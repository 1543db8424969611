using System.Globalization;

namespace Sidetap.NanoReference.Generation;

/// <summary>Parses what the notes give as a constant's or a default's value.</summary>
internal static class ConstantValue
{
    /// <summary>Parses a value.</summary>
    /// <param name="typeName">What it is stored as: a primitive, or any reference type for null.</param>
    /// <param name="text">As it stands in the notes.</param>
    /// <exception cref="FormatException">The text is not a value of that type.</exception>
    public static object? Parse(string typeName, string text)
    {
        try
        {
            return typeName switch
            {
                "System.Boolean" => bool.Parse(text),
                "System.Char" => (char)checked((ushort)Integer(text)),
                "System.SByte" => checked((sbyte)Integer(text)),
                "System.Byte" => checked((byte)Integer(text)),
                "System.Int16" => checked((short)Integer(text)),
                "System.UInt16" => checked((ushort)Integer(text)),
                "System.Int32" => checked((int)Integer(text)),
                "System.UInt32" => checked((uint)Integer(text)),
                "System.Int64" => checked((long)Integer(text)),
                "System.UInt64" => checked((ulong)Integer(text)),
                "System.Single" => float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
                "System.Double" => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
                "System.String" when text.Length >= 2 && text[0] == '"' && text[^1] == '"' => text[1..^1],
                _ when text == "null" => null,
                _ => throw new FormatException(),
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new FormatException($"'{text}' is not a value of {typeName}");
        }
    }

    private static Int128 Integer(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? Int128.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : Int128.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
