using System.Text.Json.Serialization;

namespace Sidetap.Tests.Interop.Decoders;

/// <summary>What Scapy made of a datagram, or built.</summary>
/// <param name="Messages">Decoded: the message, or a forwarder's wrapper and what it wraps.</param>
/// <param name="Rebuilt">Decoded: the octets Scapy makes of the messages again, in hexadecimal; null when it cannot.</param>
/// <param name="Octets">Built: the datagram in hexadecimal.</param>
/// <param name="Error">Why it could do neither; null when it could.</param>
internal sealed record ScapyAnswer(
    [property: JsonPropertyName("messages")] IReadOnlyList<ScapyMessage>? Messages,
    [property: JsonPropertyName("rebuilt")] string? Rebuilt,
    [property: JsonPropertyName("octets")] string? Octets,
    [property: JsonPropertyName("error")] string? Error);
