using System.Net;
using System.Net.Sockets;
using Sidetap.Boards.Host;
using Sidetap.Decoding.Pcap;
using Sidetap.Hal;

namespace Sidetap.Tool.Commands;

/// <summary>Records what a box sends and receives.</summary>
internal sealed class BoxCapture : IDisposable
{
    private readonly Lock _lock = new(); // each box has its thread
    private readonly PcapWriter _writer;

    private BoxCapture(PcapWriter writer) => _writer = writer;

    /// <summary>Begins a capture; null when none is asked for.</summary>
    /// <param name="path">The file, or null.</param>
    /// <param name="boxes">The boxes. Times in the capture are those of the box that sent or received.</param>
    /// <param name="gateway">Their gateway.</param>
    /// <exception cref="CliError">The gateway's address is not IPv4.</exception>
    public static BoxCapture? Begin(string? path, IReadOnlyList<HostBox> boxes, IPEndPoint gateway)
    {
        if (path is null)
        {
            return null;
        }

        if (gateway.AddressFamily != AddressFamily.InterNetwork)
        {
            throw new CliError("--pcap works with gateways on IPv4 addresses only");
        }

        BoxCapture capture = new(CaptureFile.Begin(path)!);
        foreach (HostBox box in boxes)
        {
            IPEndPoint local = new(LocalAddressTowards(gateway), box.Link!.LocalPort);
            box.Link.Observer = (sent, octets, peer) => capture.Write(box.Clock, local, sent, octets, peer);
        }

        return capture;
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Write(HostClock clock, IPEndPoint local, bool sent, ReadOnlySpan<byte> octets, LinkAddress peer)
    {
        IPEndPoint other = UdpLink.ToEndPoint(peer);
        lock (_lock)
        {
            _writer.Write(clock.UtcOf(clock.UptimeMs), sent ? local : other, sent ? other : local, octets);
        }
    }

    /// <summary>Which of the machine's addresses the system would send from; connecting a UDP socket sends nothing.</summary>
    private static IPAddress LocalAddressTowards(IPEndPoint peer)
    {
        try
        {
            using Socket socket = new(peer.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(peer);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return IPAddress.Loopback; // no route: nothing will be sent either
        }
    }
}
