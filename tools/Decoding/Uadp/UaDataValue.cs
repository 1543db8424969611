namespace Sidetap.Decoding.Uadp;

/// <summary>A DataValue (OPC 10000-6, 5.2.2.17). Parts that are absent are null.</summary>
/// <param name="Value">The value.</param>
/// <param name="Status">The StatusCode; absent means Good.</param>
/// <param name="SourceTimestamp">When the source had the value.</param>
/// <param name="SourcePicoSeconds">Tens of picoseconds to add to it.</param>
/// <param name="ServerTimestamp">When the server had the value.</param>
/// <param name="ServerPicoSeconds">Tens of picoseconds to add to it.</param>
public sealed record UaDataValue(
    UaVariant? Value,
    uint? Status,
    DateTime? SourceTimestamp,
    ushort? SourcePicoSeconds,
    DateTime? ServerTimestamp,
    ushort? ServerPicoSeconds);
