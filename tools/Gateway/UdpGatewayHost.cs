using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Sidetap.Gateway;

/// <summary>Runs a <see cref="BenchGateway"/> on a UDP socket, in one thread. Without an address of its own it listens on 127.0.0.1 only.</summary>
public sealed class UdpGatewayHost : IDisposable
{
    // How long a cancellation may go unnoticed.
    private const int MaxWaitMs = 100;

    private readonly Socket _socket;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly byte[] _buffer = new byte[65536];

    /// <summary>Opens the socket.</summary>
    /// <param name="settings">The gateway's settings.</param>
    /// <param name="port">UDP port, 0..65,535; 0 for one the system chooses.</param>
    /// <param name="address">The IPv4 address to listen on; null for 127.0.0.1.</param>
    /// <exception cref="SocketException">The port is in use, or the address is not this machine's.</exception>
    public UdpGatewayHost(BenchGatewaySettings settings, int port, IPAddress? address = null)
    {
        Gateway = new BenchGateway(settings, Send);
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            _socket.ExclusiveAddressUse = true;
            _socket.Bind(new IPEndPoint(address ?? IPAddress.Loopback, port));
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        LocalEndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    /// <summary>The gateway.</summary>
    public BenchGateway Gateway { get; }

    /// <summary>Where it listens.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Is told of every datagram that comes or goes: source, destination, octets. Datagrams that come are told before they are handled.</summary>
    public event Action<IPEndPoint, IPEndPoint, ReadOnlyMemory<byte>>? Tapped;

    /// <summary>Serves clients until it is told to stop.</summary>
    /// <param name="stop">Stops it; noticed within a tenth of a second.</param>
    public void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            long dueMs = Gateway.Step(_clock.ElapsedMilliseconds);
            long waitMs = Math.Clamp(dueMs - _clock.ElapsedMilliseconds, 0, MaxWaitMs);
            if (_socket.Poll(TimeSpan.FromMilliseconds(waitMs), SelectMode.SelectRead))
            {
                ReceiveOne();
            }
        }
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose() => _socket.Dispose();

    private void ReceiveOne()
    {
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        int length;
        try
        {
            length = _socket.ReceiveFrom(_buffer, ref from);
        }
        catch (SocketException)
        {
            return; // a client's port was closed; its keep-alive will run out
        }

        IPEndPoint source = (IPEndPoint)from;
        Tapped?.Invoke(source, LocalEndPointFor(source), _buffer.AsMemory(0, length));
        Gateway.Receive(_buffer.AsSpan(0, length), source.ToString(), _clock.ElapsedMilliseconds);
    }

    private void Send(string endpoint, ReadOnlyMemory<byte> frame)
    {
        IPEndPoint destination = IPEndPoint.Parse(endpoint);
        Tapped?.Invoke(LocalEndPointFor(destination), destination, frame);
        try
        {
            _socket.SendTo(frame.Span, destination);
        }
        catch (SocketException)
        {
            // A datagram may be lost at any place, this one included; what needs an answer is sent again.
        }
    }

    /// <summary>Bound to all addresses, the socket does not say which one a datagram was for: the peer's own stands in on loopback.</summary>
    private IPEndPoint LocalEndPointFor(IPEndPoint peer) =>
        LocalEndPoint.Address.Equals(IPAddress.Any) && IPAddress.IsLoopback(peer.Address)
            ? new IPEndPoint(peer.Address, LocalEndPoint.Port)
            : LocalEndPoint;
}
