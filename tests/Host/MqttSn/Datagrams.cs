#nullable enable
using Sidetap.Tests.MqttSn;

namespace Sidetap.Tests.Host.MqttSn;

/// <summary>The datagrams the sweeps start from, and what becomes of them.</summary>
internal static class Datagrams
{
    /// <summary>All known frames, in both length forms where the specification gives two.</summary>
    public static IReadOnlyList<byte[]> Known { get; } = MakeKnown();

    /// <summary>PUBLISHes on both sides of the boundary between the length forms (5.2.1).</summary>
    public static IReadOnlyList<byte[]> Long { get; } = [Publish(255), Publish(256), Publish(258)];

    /// <summary>The datagram with each octet replaced by each other value, one at a time. The array is the same each time and exactly as
    /// long as the datagram: whoever reads outside it throws.</summary>
    public static IEnumerable<byte[]> Mutations(byte[] datagram)
    {
        var mutated = (byte[])datagram.Clone();
        for (var i = 0; i < mutated.Length; i++)
        {
            for (var change = 1; change < 256; change++)
            {
                mutated[i] = (byte)(datagram[i] ^ change);
                yield return mutated;
            }

            mutated[i] = datagram[i];
        }
    }

    private static List<byte[]> MakeKnown()
    {
        List<byte[]> known = [];
        foreach (var hex in KnownFrames.All())
        {
            var frame = Hex.Parse(hex);
            known.Add(frame);
            if (frame[1] != 0xFE)
            {
                known.Add(KnownFrames.WithLongLength(frame));
            }
        }

        return known;
    }

    private static byte[] Publish(int length)
    {
        byte[] header = length < 256
            ? [(byte)length, 0x0C, 0x20, 0x00, 0x01, 0x00, 0x02]
            : [1, (byte)(length >> 8), (byte)length, 0x0C, 0x20, 0x00, 0x01, 0x00, 0x02];
        return [.. header, .. Enumerable.Range(0, length - header.Length).Select(i => (byte)i)];
    }
}
