namespace Sidetap.Decoding.Uadp;

/// <summary>A Variant (OPC 10000-6, 5.2.2.16).</summary>
/// <param name="Type">Type of the value or of an array's elements.</param>
/// <param name="IsArray">Whether it is an array.</param>
/// <param name="Value">
/// The value: the .NET type of the same name (<see cref="DateTime"/> in UTC, StatusCode as <see cref="uint"/>, ByteString as octets), or one of this
/// namespace's records; an array of those; null for an absent one.
/// </param>
/// <param name="Dimensions">Lengths of the dimensions of a matrix, whose elements lie in <paramref name="Value"/> row by row; else null.</param>
public sealed record UaVariant(BuiltInTypeId Type, bool IsArray, object? Value, IReadOnlyList<int>? Dimensions = null)
{
    /// <summary>The Variant without a value.</summary>
    public static UaVariant Null { get; } = new(BuiltInTypeId.Null, false, null);
}
