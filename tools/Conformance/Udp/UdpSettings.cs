using System.Net;

namespace Sidetap.Conformance.Udp;

/// <summary>How the cases are run over UDP.</summary>
public sealed class UdpSettings
{
    /// <summary>The IPv4 address the sockets are bound to.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Gateway A's port; gateway B has the next one. 0: the system chooses both.</summary>
    public int Port { get; init; }

    /// <summary>The multicast group that stands for a broadcast; null for none.</summary>
    public IPEndPoint? Group { get; init; }

    /// <summary>The command that starts the client for each case; null for a client that runs already.</summary>
    public string? Launch { get; init; }

    /// <summary>What the client does. Cases that need more are not exercised, without waiting.</summary>
    public Need Offered { get; init; } = Needs.Profiles["all"];
}
