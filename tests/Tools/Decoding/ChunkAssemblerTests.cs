using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.PubSub;

namespace Sidetap.Tools.Tests.Decoding;

/// <summary>Chunks: bounded, tolerant of order, intolerant of contradictions (OPC 10000-14, 7.2.4.4.4).</summary>
[TestClass]
public sealed class ChunkAssemblerTests
{
    [TestMethod]
    public void LastChunkCompletes()
    {
        ChunkAssembler assembler = new();
        Assert.AreEqual(ChunkResult.Taken, assembler.Add(Chunk(0, 4, 6, [4, 5]), out _, out _));
        Assert.AreEqual(ChunkResult.Taken, assembler.Add(Chunk(0, 0, 6, [0, 1]), out _, out _));
        Assert.AreEqual(ChunkResult.Duplicate, assembler.Add(Chunk(0, 4, 6, [4, 5]), out _, out _));
        Assert.AreEqual(ChunkResult.Complete, assembler.Add(Chunk(0, 2, 6, [2, 3]), out byte[]? payload, out _));
        Assert.AreSequenceEqual(new byte[] { 0, 1, 2, 3, 4, 5 }, payload!);
        Assert.AreEqual(0, assembler.PendingCount);
    }

    [TestMethod]
    public void NextPayloadMayOvertake()
    {
        ChunkAssembler assembler = new();
        assembler.Add(Chunk(1, 0, 4, [0, 1]), out _, out _);
        assembler.Add(Chunk(2, 0, 4, [9, 9]), out _, out _);
        Assert.AreEqual(ChunkResult.Complete, assembler.Add(Chunk(1, 2, 4, [2, 3]), out _, out _));
        Assert.AreEqual(ChunkResult.Complete, assembler.Add(Chunk(2, 2, 4, [9, 9]), out _, out _));
    }

    [TestMethod]
    public void ContradictionTakesThePayloadWithIt()
    {
        ChunkAssembler assembler = new();
        assembler.Add(Chunk(1, 0, 4, [0, 1]), out _, out _);
        Assert.AreEqual(ChunkResult.Refused, assembler.Add(Chunk(1, 2, 5, [2, 3]), out _, out string? reason));
        Assert.Contains("TotalSize 5", reason!);
        Assert.AreEqual(0, assembler.PendingCount);
        assembler.Add(Chunk(1, 0, 4, [0, 1]), out _, out _);
        Assert.AreEqual(ChunkResult.Refused, assembler.Add(Chunk(1, 1, 4, [7, 7]), out _, out reason));
        Assert.Contains("octet 1", reason!);
    }

    [TestMethod]
    public void MemoryIsBounded()
    {
        ChunkAssembler assembler = new();
        for (int i = 0; i < 1000; i++)
        {
            assembler.Add(Chunk((ushort)i, 0, ChunkAssembler.MaxTotalSize, [1], (ulong)i), out _, out _);
            Assert.IsLessThanOrEqualTo(ChunkAssembler.MaxPending, assembler.PendingCount);
        }

        for (int i = 0; i < 10; i++)
        {
            assembler.Add(Chunk((ushort)i, 0, 100, [1], 5000), out _, out _);
        }

        Assert.AreEqual(ChunkResult.Refused, assembler.Add(Chunk(0, 0, ChunkAssembler.MaxTotalSize + 1, [1]), out _, out string? reason));
        Assert.Contains("more than", reason!);
    }

    [TestMethod]
    public void WithoutPublisherIdRefused()
    {
        NetworkMessage message = Chunk(0, 0, 2, [1]) with { PublisherId = null };
        Assert.AreEqual(ChunkResult.Refused, new ChunkAssembler().Add(message, out _, out string? reason));
        Assert.Contains("PublisherId", reason!);
    }

    private static NetworkMessage Chunk(ushort sequenceNumber, uint offset, uint totalSize, byte[] data, ulong publisher = 1) => new()
    {
        Type = NetworkMessageType.DiscoveryAnnouncement,
        PublisherId = new PublisherId(PublisherIdType.UInt64, publisher),
        Chunk = new MessageChunk(null, sequenceNumber, offset, totalSize, data),
    };
}
