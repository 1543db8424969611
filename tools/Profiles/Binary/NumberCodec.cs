using System.Buffers.Binary;

namespace Sidetap.Profiles.Binary;

/// <summary>
/// How a compiled profile writes a number: in as few octets as give the same double. A head of 0x40..0xFF is the whole number 0..191; 0x00..0x0F is a
/// mantissa, which follows, times 10^(head - 8); 0x10 a Float and 0x11 a Double follow.
/// </summary>
internal static class NumberCodec
{
    private const byte SmallWhole = 0x40;
    private const int ExponentBias = 8;
    private const byte SingleHead = 0x10;
    private const byte DoubleHead = 0x11;

    /// <summary>Writes a number.</summary>
    /// <param name="value">A finite number.</param>
    /// <returns>Its octets.</returns>
    public static byte[] Encode(double value)
    {
        if (value >= 0 && value <= 0xFF - SmallWhole && value == Math.Floor(value))
        {
            return [(byte)(SmallWhole + (int)value)];
        }

        byte[] shortest = Double(value);
        if ((float)value == value)
        {
            shortest = Single((float)value);
        }

        // From above, so that of equally short ones the mantissa without trailing zeros is taken.
        for (int exponent = 7; exponent >= -8; exponent--)
        {
            if (TryMantissa(value, exponent, out int mantissa))
            {
                byte[] scaled = [(byte)(exponent + ExponentBias), .. Varint(((uint)mantissa << 1) ^ (uint)(mantissa >> 31))];
                shortest = scaled.Length < shortest.Length ? scaled : shortest;
            }
        }

        return shortest;
    }

    /// <summary>Reads a number.</summary>
    /// <param name="octets">What is left of the profile; on success without the number.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when it is cut off, has an unknown head, or is not finite.</returns>
    public static bool TryDecode(ref ReadOnlySpan<byte> octets, out double value)
    {
        value = 0;
        if (octets.IsEmpty)
        {
            return false;
        }

        byte head = octets[0];
        octets = octets[1..];
        if (head >= SmallWhole)
        {
            value = head - SmallWhole;
            return true;
        }

        if (head < SingleHead)
        {
            if (!TryVarint(ref octets, out uint zigzag))
            {
                return false;
            }

            value = Scale((int)(zigzag >> 1) ^ -(int)(zigzag & 1), head - ExponentBias);
            return true;
        }

        int length = head == SingleHead ? 4 : head == DoubleHead ? 8 : 0;
        if (length == 0 || octets.Length < length)
        {
            return false;
        }

        value = length == 4 ? BinaryPrimitives.ReadSingleLittleEndian(octets) : BinaryPrimitives.ReadDoubleLittleEndian(octets);
        octets = octets[length..];
        return double.IsFinite(value);
    }

    /// <summary>A varint: seven bits an octet, the lowest first.</summary>
    public static byte[] Varint(uint value)
    {
        List<byte> octets = [];
        for (; value > 0x7F; value >>= 7)
        {
            octets.Add((byte)(value | 0x80));
        }

        octets.Add((byte)value);
        return [.. octets];
    }

    /// <summary>Reads a varint of at most five octets.</summary>
    public static bool TryVarint(ref ReadOnlySpan<byte> octets, out uint value)
    {
        ulong sum = 0;
        value = 0;
        for (int i = 0; i < 5 && i < octets.Length; i++)
        {
            sum |= (ulong)(octets[i] & 0x7F) << (7 * i);
            if (octets[i] < 0x80)
            {
                octets = octets[(i + 1)..];
                value = (uint)sum;
                return sum <= uint.MaxValue;
            }
        }

        return false;
    }

    // Both operands are exact, so the quotient is the double that is nearest to the decimal number: the one JSON means.
    private static double Scale(int mantissa, int exponent) =>
        exponent < 0 ? mantissa / Math.Pow(10, -exponent) : mantissa * Math.Pow(10, exponent);

    private static bool TryMantissa(double value, int exponent, out int mantissa)
    {
        double scaled = Math.Round(exponent < 0 ? value * Math.Pow(10, -exponent) : value / Math.Pow(10, exponent));
        bool fits = scaled is >= int.MinValue and <= int.MaxValue;
        mantissa = fits ? (int)scaled : 0;
        return fits && Scale(mantissa, exponent) == value;
    }

    private static byte[] Single(float value)
    {
        byte[] octets = [SingleHead, 0, 0, 0, 0];
        BinaryPrimitives.WriteSingleLittleEndian(octets.AsSpan(1), value);
        return octets;
    }

    private static byte[] Double(double value)
    {
        byte[] octets = [DoubleHead, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteDoubleLittleEndian(octets.AsSpan(1), value);
        return octets;
    }
}
