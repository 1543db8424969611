namespace Sidetap.Gateway;

/// <summary>Where a client is: its own endpoint, or a forwarder's endpoint and the WirelessNodeId behind it (MQTT-SN 1.2, 5.5).</summary>
/// <param name="Endpoint">The endpoint datagrams come from and go to.</param>
/// <param name="NodeId">The WirelessNodeId in hexadecimal; null for a client that sends its frames as they are.</param>
internal readonly record struct Peer(string Endpoint, string? NodeId)
{
    public override string ToString() => NodeId == null ? Endpoint : $"{Endpoint} node {NodeId}";
}
