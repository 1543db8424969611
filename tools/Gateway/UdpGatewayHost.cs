using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Sidetap.Gateway;

/// <summary>Runs a <see cref="BenchGateway"/> on a UDP socket, in one thread. Without an address of its own it listens on 127.0.0.1 only.</summary>
/// <remarks>
/// With a multicast group (MQTT-SN 1.2, 6.1) it sends ADVERTISE there and answers SEARCHGW that come there. The group is used on the network of the
/// address the gateway listens on, which by default is this machine alone, and never beyond the next router (TTL 1).
/// </remarks>
public sealed class UdpGatewayHost : IDisposable
{
    // How long a cancellation may go unnoticed.
    private const int MaxWaitMs = 100;

    // A flood on one socket must not keep the other one and the timers waiting.
    private const int MaxDatagramsPerTurn = 64;

    private readonly Socket _socket;
    private readonly Socket? _groupSocket;
    private readonly IPEndPoint? _group;
    private readonly List<Socket> _ready = [];
    private readonly Lazy<HashSet<IPAddress>> _ownAddresses = new(() =>
        [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(one => one.GetIPProperties().UnicastAddresses).Select(one => one.Address)]);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly byte[] _buffer = new byte[65536];

    /// <summary>Opens the socket.</summary>
    /// <param name="settings">The gateway's settings.</param>
    /// <param name="port">UDP port, 0..65,535; 0 for one the system chooses.</param>
    /// <param name="address">The IPv4 address to listen on; null for 127.0.0.1.</param>
    /// <param name="group">An IPv4 multicast group and its port; null for none.</param>
    /// <exception cref="SocketException">The port is in use, the address is not this machine's, or the group can't be joined there.</exception>
    public UdpGatewayHost(BenchGatewaySettings settings, int port, IPAddress? address = null, IPEndPoint? group = null)
    {
        address ??= IPAddress.Loopback;
        Gateway = new BenchGateway(settings, Send, group != null ? Broadcast : null);
        _group = group;
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            _socket.ExclusiveAddressUse = true;
            _socket.Bind(new IPEndPoint(address, port));
            _groupSocket = group != null ? Join(_socket, group, address) : null;
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
            _ready.Clear();
            _ready.Add(_socket);
            if (_groupSocket != null)
            {
                _ready.Add(_groupSocket);
            }

            Socket.Select(_ready, null, null, TimeSpan.FromMilliseconds(waitMs));
            foreach (Socket socket in _ready)
            {
                ReceiveFrom(socket);
            }
        }
    }

    /// <summary>Closes the sockets.</summary>
    public void Dispose()
    {
        _groupSocket?.Dispose();
        _socket.Dispose();
    }

    private static Socket Join(Socket sender, IPEndPoint group, IPAddress address)
    {
        sender.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, address.GetAddressBytes());
        sender.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 1);
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            // Others on this machine listen there too. Windows can't bind to the group itself.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(OperatingSystem.IsWindows() ? IPAddress.Any : group.Address, group.Port));
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(group.Address, address));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void ReceiveFrom(Socket socket)
    {
        for (int i = 0; i < MaxDatagramsPerTurn && (i == 0 || socket.Available > 0); i++)
        {
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            int length;
            try
            {
                length = socket.ReceiveFrom(_buffer, ref from);
            }
            catch (SocketException)
            {
                return; // a client's port was closed; its keep-alive will run out
            }

            Take((IPEndPoint)from, length, isBroadcast: socket == _groupSocket);
        }
    }

    private void Take(IPEndPoint source, int length, bool isBroadcast)
    {
        if (isBroadcast && IsSelf(source))
        {
            return;
        }

        Tapped?.Invoke(source, isBroadcast ? _group! : LocalEndPointFor(source), _buffer.AsMemory(0, length));
        Gateway.Receive(_buffer.AsSpan(0, length), source.ToString(), _clock.ElapsedMilliseconds, isBroadcast);
    }

    /// <summary>A member of the group hears itself.</summary>
    private bool IsSelf(IPEndPoint source) =>
        source.Port == LocalEndPoint.Port
        && (LocalEndPoint.Address.Equals(IPAddress.Any) ? _ownAddresses.Value.Contains(source.Address) : LocalEndPoint.Address.Equals(source.Address));

    private void Send(string endpoint, ReadOnlyMemory<byte> frame)
    {
        IPEndPoint destination = IPEndPoint.Parse(endpoint);
        SendTo(destination, LocalEndPointFor(destination), frame);
    }

    private void Broadcast(ReadOnlyMemory<byte> frame) => SendTo(_group!, LocalEndPoint, frame);

    private void SendTo(IPEndPoint destination, IPEndPoint source, ReadOnlyMemory<byte> frame)
    {
        Tapped?.Invoke(source, destination, frame);
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
