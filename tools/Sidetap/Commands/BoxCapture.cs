using System.Net;
using System.Net.Sockets;
using Sidetap.Boards.Host;
using Sidetap.Decoding.Pcap;
using Sidetap.Hal;

namespace Sidetap.Tool.Commands;

/// <summary>Records what a box sends and receives.</summary>
internal sealed class BoxCapture : IDisposable
{
    private readonly PcapWriter _writer;
    private readonly HostClock _clock;
    private readonly IPEndPoint _local;

    private BoxCapture(PcapWriter writer, HostClock clock, IPEndPoint local)
    {
        _writer = writer;
        _clock = clock;
        _local = local;
    }

    /// <summary>Begins a capture; null when none is asked for.</summary>
    /// <param name="path">The file, or null.</param>
    /// <param name="box">The box. Times in the capture are the box's.</param>
    /// <param name="gateway">Its gateway.</param>
    /// <exception cref="CliError">The gateway's address is not IPv4.</exception>
    public static BoxCapture? Begin(string? path, HostBox box, IPEndPoint gateway)
    {
        if (path is null)
        {
            return null;
        }

        if (gateway.AddressFamily != AddressFamily.InterNetwork)
        {
            throw new CliError("--pcap works with gateways on IPv4 addresses only");
        }

        IPEndPoint local = new(LocalAddressTowards(gateway), box.Link.LocalPort);
        BoxCapture capture = new(CaptureFile.Begin(path)!, box.Clock, local);
        box.Link.Observer = capture.Write;
        return capture;
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Write(bool sent, ReadOnlySpan<byte> octets, LinkAddress peer)
    {
        IPEndPoint other = UdpLink.ToEndPoint(peer);
        _writer.Write(_clock.UtcOf(_clock.UptimeMs), sent ? _local : other, sent ? other : _local, octets);
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
