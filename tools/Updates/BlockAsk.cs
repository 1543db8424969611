using System.Buffers.Binary;
using Sidetap.Update;

namespace Sidetap.Updates;

/// <summary>What a box asks for (<see cref="UpdateMessages"/>, "ask").</summary>
/// <param name="Session">The image's session.</param>
/// <param name="First">Where in it the first block begins.</param>
/// <param name="BlockOctets">Octets of a block, 1 to <see cref="MaxBlockOctets"/>.</param>
/// <param name="Count">How many blocks, 1 to <see cref="MaxCount"/>.</param>
public readonly record struct BlockAsk(uint Session, uint First, int BlockOctets, int Count)
{
    /// <summary>The most octets of a block.</summary>
    public const int MaxBlockOctets = 1024;

    /// <summary>The most blocks that are sent for one ask.</summary>
    public const int MaxCount = 16;

    /// <summary>Reads an ask.</summary>
    /// <param name="octets">Anything.</param>
    /// <param name="ask">The ask.</param>
    /// <returns>Whether it is one, within the limits.</returns>
    public static bool TryRead(ReadOnlySpan<byte> octets, out BlockAsk ask)
    {
        ask = default;
        if (octets.Length != UpdateMessages.AskLength)
        {
            return false;
        }

        ask = new BlockAsk(
            BinaryPrimitives.ReadUInt32LittleEndian(octets),
            BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(octets[8..]),
            BinaryPrimitives.ReadUInt16LittleEndian(octets[10..]));
        return ask is { BlockOctets: >= 1 and <= MaxBlockOctets, Count: >= 1 and <= MaxCount };
    }
}
