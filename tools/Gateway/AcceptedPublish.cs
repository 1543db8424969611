namespace Sidetap.Gateway;

/// <summary>A PUBLISH the gateway has accepted, or the will of a client that was lost.</summary>
/// <param name="Topic">The topic name.</param>
/// <param name="Payload">The data.</param>
/// <param name="Qos">-1, 0, 1 or 2, as it was sent.</param>
/// <param name="Retain">Whether it is retained.</param>
/// <param name="Dup">Whether the client says it may have been sent before.</param>
/// <param name="ClientId">The client; null for QoS -1 without a connection.</param>
/// <param name="Endpoint">Where it came from: the client's endpoint, or its forwarder's.</param>
/// <param name="IsWill">Whether it is a will.</param>
/// <param name="NodeId">The client's WirelessNodeId in hexadecimal where it is behind a forwarder, else null.</param>
public sealed record AcceptedPublish(
    string Topic, ReadOnlyMemory<byte> Payload, int Qos, bool Retain, bool Dup, string? ClientId, string Endpoint, bool IsWill = false, string? NodeId = null);
