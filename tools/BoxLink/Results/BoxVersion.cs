namespace Sidetap.BoxLink.Results;

/// <summary>Which box it is, and what runs on it.</summary>
/// <param name="Firmware">The firmware's version.</param>
/// <param name="Board">The board's name.</param>
/// <param name="UniqueId">The board's own number, 12 hexadecimal digits.</param>
/// <param name="ClientId">What gateway or broker know it as.</param>
public sealed record BoxVersion(string Firmware, string Board, string UniqueId, string ClientId);
