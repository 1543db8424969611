namespace Sidetap.Images;

/// <summary>An ECDSA signature over P-256 between its two forms: Ecdsa-Sig-Value in DER (RFC 3279, 2.2.3), and r and s of 32 octets each.</summary>
internal static class DerSignature
{
    /// <summary>Octets of r, and of s.</summary>
    public const int NumberLength = 32;

    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;

    /// <summary>Writes r and s in DER.</summary>
    /// <param name="numbers">r and s, big endian, 64 octets.</param>
    /// <returns>8 to 72 octets.</returns>
    public static byte[] Encode(ReadOnlySpan<byte> numbers)
    {
        List<byte> body = [];
        for (int half = 0; half < 2; half++)
        {
            ReadOnlySpan<byte> number = numbers.Slice(half * NumberLength, NumberLength).TrimStart((byte)0);
            bool needsZero = number.IsEmpty || number[0] >= 0x80; // an INTEGER has a sign
            body.Add(Integer);
            body.Add((byte)(number.Length + (needsZero ? 1 : 0)));
            if (needsZero)
            {
                body.Add(0);
            }

            body.AddRange(number);
        }

        return [Sequence, (byte)body.Count, .. body];
    }

    /// <summary>Reads DER, and nothing but DER; zeros behind it are those with which MCUboot before 1.5 had signatures filled up to 72 octets.</summary>
    /// <param name="octets">Anything.</param>
    /// <param name="numbers">Gets r and s, big endian, 64 octets.</param>
    /// <returns>Whether it is a signature.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> octets, Span<byte> numbers)
    {
        numbers.Clear();
        if (octets.Length < 2 || octets[0] != Sequence || octets[1] > octets.Length - 2 || octets[(2 + octets[1])..].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = octets.Slice(2, octets[1]);
        return TryInteger(ref rest, numbers[..NumberLength]) && TryInteger(ref rest, numbers[NumberLength..]) && rest.IsEmpty;
    }

    private static bool TryInteger(ref ReadOnlySpan<byte> octets, Span<byte> number)
    {
        if (octets.Length < 3 || octets[0] != Integer || octets[1] == 0 || octets[1] > octets.Length - 2)
        {
            return false;
        }

        ReadOnlySpan<byte> value = octets.Slice(2, octets[1]);
        octets = octets[(2 + value.Length)..];
        bool isNegative = value[0] >= 0x80;
        bool isTooLong = value.Length > 1 && value[0] == 0 && value[1] < 0x80;
        if (value[0] == 0)
        {
            value = value[1..];
        }

        if (isNegative || isTooLong || value.Length > number.Length)
        {
            return false;
        }

        value.CopyTo(number[(number.Length - value.Length)..]);
        return true;
    }
}
