namespace Sidetap.Decoding.Uadp;

/// <summary>The payload of a chunk NetworkMessage (OPC 10000-14, 7.2.4.4.4).</summary>
/// <param name="DataSetWriterId">The DataSetWriter of a data message; null for a discovery announcement.</param>
/// <param name="SequenceNumber">MessageSequenceNumber: which payload it is a piece of.</param>
/// <param name="Offset">Where the piece belongs in the payload.</param>
/// <param name="TotalSize">Octets of the whole payload, as claimed.</param>
/// <param name="Data">The piece.</param>
public sealed record MessageChunk(ushort? DataSetWriterId, ushort SequenceNumber, uint Offset, uint TotalSize, ReadOnlyMemory<byte> Data);
