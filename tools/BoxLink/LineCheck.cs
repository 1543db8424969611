using System.Globalization;
using System.Text;

namespace Sidetap.BoxLink;

/// <summary>The checksum at the end of a line of machine mode (docs/console.md): a blank, a star and the CRC-32 of what is before the blank, in 8 lowercase hexadecimal digits.</summary>
public static class LineCheck
{
    /// <summary>Characters of a checksum with its blank and star.</summary>
    public const int Length = 10;

    private const uint Polynomial = 0xEDB88320;

    /// <summary>A line with its checksum.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The line as it is sent.</returns>
    public static string Add(string line) => $"{line} *{Of(Encoding.UTF8.GetBytes(line)):x8}";

    /// <summary>Takes the checksum off a line.</summary>
    /// <param name="octets">The line as it came, in UTF-8.</param>
    /// <param name="line">What is before the checksum.</param>
    /// <returns>False: there is none, or it does not fit.</returns>
    public static bool TryTake(ReadOnlySpan<byte> octets, out string line)
    {
        line = "";
        int length = octets.Length - Length;
        if (length < 0 || octets[length] != ' ' || octets[length + 1] != '*')
        {
            return false;
        }

        ReadOnlySpan<byte> digits = octets[(length + 2)..];
        if (digits.IndexOfAnyExcept("0123456789abcdef"u8) >= 0 || uint.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) != Of(octets[..length]))
        {
            return false;
        }

        line = Encoding.UTF8.GetString(octets[..length]);
        return true;
    }

    /// <summary>CRC-32 (ISO 3309).</summary>
    /// <param name="octets">The octets.</param>
    /// <returns>Of "123456789" it is 0xCBF43926.</returns>
    public static uint Of(ReadOnlySpan<byte> octets)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte octet in octets)
        {
            crc ^= octet;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (Polynomial & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}
