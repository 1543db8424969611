namespace Sidetap.Decoding.Uadp;

/// <summary>The GroupHeader (OPC 10000-14, 7.2.4.4.2). Fields that are absent are null.</summary>
/// <param name="WriterGroupId">The WriterGroup.</param>
/// <param name="GroupVersion">Seconds since 2000-01-01: version of the group's layout.</param>
/// <param name="NetworkMessageNumber">Which of the group's messages this is.</param>
/// <param name="SequenceNumber">Sequence number of the NetworkMessage.</param>
public sealed record GroupHeader(ushort? WriterGroupId, uint? GroupVersion, ushort? NetworkMessageNumber, ushort? SequenceNumber);
