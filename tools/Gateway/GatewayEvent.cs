namespace Sidetap.Gateway;

/// <summary>Something that happened at the gateway, for logs. Accepted PUBLISH messages have their own event.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Endpoint">Whose doing it was: the client's endpoint, or its forwarder's. Empty for the gateway's own doing.</param>
/// <param name="ClientId">The client's id; null when it has none.</param>
/// <param name="Detail">The rest, for people.</param>
/// <param name="NodeId">The client's WirelessNodeId in hexadecimal where it is behind a forwarder, else null.</param>
public sealed record GatewayEvent(GatewayEventKind Kind, string Endpoint, string? ClientId, string Detail, string? NodeId = null);
