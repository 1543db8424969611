namespace Sidetap.Tests.Interop.Decoders;

/// <summary>A packet of a capture as tshark shows it.</summary>
/// <param name="SourcePort">UDP source port; 0 when it is no UDP.</param>
/// <param name="DestinationPort">UDP destination port; 0 when it is no UDP.</param>
/// <param name="Messages">The MQTT-SN messages in it: none, one, or a forwarder's wrapper and what it wraps.</param>
/// <param name="IsMalformed">Whether tshark ran out of octets while it was reading.</param>
internal sealed record TsharkFrame(int SourcePort, int DestinationPort, IReadOnlyList<TsharkMessage> Messages, bool IsMalformed);
