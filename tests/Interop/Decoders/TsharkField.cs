using System.Globalization;

namespace Sidetap.Tests.Interop.Decoders;

/// <summary>A field as tshark shows it.</summary>
/// <param name="Show">The value as text. Strings end here at the first 0; take <paramref name="Octets"/> for those.</param>
/// <param name="Octets">The octets the field was read from; for a bit field one octet, of which <paramref name="Show"/> is a part.</param>
internal sealed record TsharkField(string Show, byte[] Octets)
{
    /// <summary>The value of a field that is a number; tshark shows some in decimal and some in hexadecimal.</summary>
    public int Number =>
        Show.StartsWith("0x", StringComparison.Ordinal)
            ? int.Parse(Show.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : int.Parse(Show, CultureInfo.InvariantCulture);
}
