using System.Buffers.Binary;
using System.Text;
using Sidetap.Profiles.Reading;
using static Sidetap.Profiles.Binary.ProfileLayout;

namespace Sidetap.Profiles.Binary;

/// <summary>Why a compiled profile is refused, and where.</summary>
/// <param name="octet">Index of the octet that is wrong, or behind which octets are missing.</param>
/// <param name="reason">What is wrong.</param>
internal sealed class RefusedProfileException(int octet, string reason) : Exception(reason)
{
    public int Octet { get; } = octet;
}

/// <summary>Reads a compiled profile, octet by octet. Whatever is cut off or senseless ends in a <see cref="RefusedProfileException"/>, which does not leave
/// <see cref="ProfileDecompiler"/>.</summary>
internal sealed class OctetReader(byte[] octets)
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public int At { get; private set; } = Body;

    public bool IsAtEnd => At == octets.Length;

    public byte Octet(string what)
    {
        Need(1, what);
        return octets[At++];
    }

    public ushort UInt16(string what)
    {
        Need(2, what);
        At += 2;
        return BinaryPrimitives.ReadUInt16LittleEndian(octets.AsSpan(At - 2));
    }

    public uint UInt32(string what)
    {
        Need(4, what);
        At += 4;
        return BinaryPrimitives.ReadUInt32LittleEndian(octets.AsSpan(At - 4));
    }

    public uint Varint(string what)
    {
        ReadOnlySpan<byte> rest = octets.AsSpan(At);
        if (!NumberCodec.TryVarint(ref rest, out uint value))
        {
            throw new RefusedProfileException(At, $"{what} is cut off or longer than five octets");
        }

        At = octets.Length - rest.Length;
        return value;
    }

    public int Varint(string what, int low, int high)
    {
        int at = At;
        uint value = Varint(what);
        return value >= low && value <= high ? (int)value : throw new RefusedProfileException(at, $"{what} is {value}, not {low}..{high}");
    }

    public double Number(string what)
    {
        ReadOnlySpan<byte> rest = octets.AsSpan(At);
        if (!NumberCodec.TryDecode(ref rest, out double value))
        {
            throw new RefusedProfileException(At, $"{what} is no number, or cut off");
        }

        At = octets.Length - rest.Length;
        return value;
    }

    /// <summary>A text of so many octets, without control characters.</summary>
    public string Text(string what, int least = 0, int most = MaxTextOctets)
    {
        int at = At;
        uint length = Varint(what);
        if (length < least || length > most)
        {
            throw new RefusedProfileException(at, $"{what} has {length} octets, not {least}..{most}");
        }

        if (length > octets.Length - At)
        {
            throw new RefusedProfileException(at, $"{what} has {length} octets, of which {octets.Length - At} are there");
        }

        try
        {
            string text = Utf8.GetString(octets, At, (int)length);
            At += (int)length;
            return TextCheck.FirstUnusable(text) is { } c ? throw new RefusedProfileException(at, $"{what} contains the control character U+{(int)c:X4}") : text;
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedProfileException(at, $"{what} is not UTF-8");
        }
    }

    /// <summary>A list of so many items.</summary>
    public List<T> List<T>(string what, int least, int most, Func<int, T> read)
    {
        int at = At;
        int count = Octet($"the number of {what}");
        if (count < least || count > most)
        {
            throw new RefusedProfileException(at, $"there are {count} {what}, not {least}..{most}");
        }

        List<T> items = [];
        for (int i = 0; i < count; i++)
        {
            items.Add(read(i));
        }

        return items;
    }

    private void Need(int count, string what)
    {
        if (octets.Length - At < count)
        {
            throw new RefusedProfileException(At, $"{what} is cut off");
        }
    }
}
