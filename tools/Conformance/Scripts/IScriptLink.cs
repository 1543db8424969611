namespace Sidetap.Conformance.Scripts;

/// <summary>The network as a script sees it: no socket, and time is told from outside.</summary>
public interface IScriptLink
{
    /// <summary>Whether the network can reach all its nodes at once.</summary>
    bool CanBroadcast { get; }

    /// <summary>Sends a datagram to the client.</summary>
    /// <param name="from">The address it comes from.</param>
    /// <param name="datagram">The octets; may be none.</param>
    void Send(Endpoint from, byte[] datagram);

    /// <summary>Sends a datagram to all.</summary>
    /// <param name="from">The address it comes from.</param>
    /// <param name="datagram">The octets.</param>
    void Broadcast(Endpoint from, byte[] datagram);

    /// <summary>An endpoint's address as GwAdd carries it (5.3.5).</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>Its octets; for UDP over IPv4 four of address and two of port, most significant first.</returns>
    byte[] AddressOf(Endpoint endpoint);
}
