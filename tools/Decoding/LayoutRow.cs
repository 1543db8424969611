namespace Sidetap.Decoding;

/// <summary>One line of a decoded message: a heading, or a field with the octets it occupies.</summary>
/// <param name="IsHeading">Whether it begins a part of the message; then <paramref name="Value"/> is a remark on the part.</param>
/// <param name="Name">The field's name as the specification writes it.</param>
/// <param name="Octets">Where it lies in the input.</param>
/// <param name="Value">What it holds, for people.</param>
public sealed record LayoutRow(bool IsHeading, string Name, OctetRange Octets, string Value);
