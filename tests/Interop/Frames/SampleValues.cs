using System.Text;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>The values every field is tried with: ordinary ones and the ends of its range.</summary>
internal static class SampleValues
{
    /// <summary>The ends of what can be assigned (0x0000 and 0xFFFF are reserved, 5.3.11), and one with two different octets.</summary>
    public static readonly int[] TopicIds = [0x0001, 0x1234, 0xFFFE];

    /// <summary>0 is what goes with QoS 0 and -1 (5.3.8).</summary>
    public static readonly int[] MsgIds = [0x0000, 0x0001, 0x1234, 0xFFFF];

    /// <summary>Seconds.</summary>
    public static readonly int[] Durations = [0, 1, 0x1234, 0xFFFF];

    /// <summary>The four of Table 5, and the ends of the reserved ones: a decoder shows what is there.</summary>
    public static readonly int[] ReturnCodes = [0, 1, 2, 3, 4, 255];

    /// <summary>1 and 23 characters are the limits (5.3.1).</summary>
    public static readonly byte[][] ClientIds = [Utf8("A"), Utf8("cnc-07"), Utf8("0123456789abcdefghijklm")];

    /// <summary>
    /// Names of one octet, of characters of one to four octets, and around the step from one octet of Length to three (5.2.1).
    /// </summary>
    public static readonly byte[][] TopicNames =
    [
        Utf8("a"),
        Utf8("opcua/uadp/data/1311768467463790320/1/mill"),
        Utf8("Halle 3/Fräse/温度/\U0001F6E0"),
        Utf8(new string('n', 245)),
        .. Enumerable.Range(246, 10).Select(length => Utf8(new string('n', length))),
        Utf8(new string('n', 1000)),
    ];

    /// <summary>UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its octets.</returns>
    public static byte[] Utf8(string text)
    {
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Octets of every value, the same every time.</summary>
    /// <param name="length">How many.</param>
    /// <returns>The octets.</returns>
    public static byte[] Octets(int length)
    {
        byte[] octets = new byte[length];
        new Random(length).NextBytes(octets);
        return octets;
    }
}
