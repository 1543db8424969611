using System.Net;
using System.Net.Sockets;
using Sidetap.Conformance.Scripts;
using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Udp;

/// <summary>
/// The endpoints as sockets: gateway A on the port the client is told, gateway B on the next one, the stranger and the other client wherever the system puts
/// them, and a multicast group for broadcasts. The client is whoever sends CONNECT, SEARCHGW or a PUBLISH of QoS -1.
/// </summary>
internal sealed class UdpLink : IScriptLink, IDisposable
{
    private const int MaxDatagram = 65536;
    private const int MaxLeftovers = 10000;

    private readonly Socket[] _sockets = new Socket[4];
    private readonly Socket? _groupSocket;
    private readonly IPEndPoint? _group;
    private readonly byte[] _buffer = new byte[MaxDatagram];
    private IPEndPoint? _client;

    public UdpLink(UdpSettings settings)
    {
        try
        {
            _sockets[0] = Bound(settings.Address, settings.Port);
            _sockets[1] = Bound(settings.Address, settings.Port == 0 ? 0 : settings.Port + 1);
            _sockets[2] = Bound(settings.Address, 0);
            _sockets[3] = Bound(settings.Address, 0);
            if (settings.Group is { } group)
            {
                _group = group;
                _groupSocket = Joined(group, settings.Address);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int PortA => PortOf(_sockets[0]);

    public int PortB => PortOf(_sockets[1]);

    public bool CanBroadcast => _group != null;

    /// <summary>Whether a client's address is known.</summary>
    public bool HasClient => _client != null;

    /// <summary>The gateway the client has last spoken to.</summary>
    public Endpoint SpokenTo { get; private set; }

    /// <summary>Whether any client has ever sent anything.</summary>
    public bool ClientCame { get; private set; }

    public void Send(Endpoint from, byte[] datagram) => SendTo(_sockets[(int)from], datagram, _client);

    public void Broadcast(Endpoint from, byte[] datagram) => SendTo(_sockets[(int)from], datagram, _group);

    public byte[] AddressOf(Endpoint endpoint)
    {
        int port = PortOf(_sockets[(int)endpoint]);
        return [.. LocalAddress().GetAddressBytes(), (byte)(port >> 8), (byte)port];
    }

    /// <summary>The next client has another address; what the last one has left behind is not of its case.</summary>
    public void ForgetClient()
    {
        int left = MaxLeftovers;
        while (left > 0 && Poll(0, (_, _, _) => { }))
        {
            left--;
        }

        _client = null;
    }

    /// <summary>Waits for datagrams and passes them on: endpoint, whether it was sent to all, octets. False when none has come.</summary>
    public bool Poll(long waitMs, Action<Endpoint, bool, ReadOnlyMemory<byte>> received)
    {
        List<Socket> ready = [_sockets[0], _sockets[1], _sockets[2], _sockets[3]];
        if (_groupSocket != null)
        {
            ready.Add(_groupSocket);
        }

        Socket.Select(ready, null, null, TimeSpan.FromMilliseconds(Math.Max(waitMs, 0)));
        foreach (Socket socket in ready)
        {
            ReceiveFrom(socket, received);
        }

        return ready.Count > 0;
    }

    public void Dispose()
    {
        _groupSocket?.Dispose();
        foreach (Socket? socket in _sockets)
        {
            socket?.Dispose();
        }
    }

    private static Socket Bound(IPAddress address, int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(address, port));
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, InterfaceOctets(address));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Several programs of one machine listen at a group's port.</summary>
    private static Socket Joined(IPEndPoint group, IPAddress address)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Any, group.Port));
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(group.Address, address));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static int InterfaceOctets(IPAddress address) => BitConverter.ToInt32(address.GetAddressBytes());

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private void ReceiveFrom(Socket socket, Action<Endpoint, bool, ReadOnlyMemory<byte>> received)
    {
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        int length;
        try
        {
            length = socket.ReceiveFrom(_buffer, ref from);
        }
        catch (SocketException)
        {
            return; // a client's port was closed: its process has ended
        }

        IPEndPoint source = (IPEndPoint)from;
        bool isOwn = _sockets.Any(one => PortOf(one) == source.Port) && (source.Address.Equals(LocalAddress()) || IPAddress.IsLoopback(source.Address));
        if (isOwn || !IsClient(source, _buffer.AsSpan(0, length)))
        {
            return;
        }

        int index = Array.IndexOf(_sockets, socket);
        SpokenTo = index is 0 or 1 ? (Endpoint)index : SpokenTo;
        received(index < 0 ? Endpoint.GatewayA : (Endpoint)index, index < 0, _buffer.AsMemory(0, length));
    }

    /// <summary>A client that was restarted speaks from another port; what its former self had sent is not of this case.</summary>
    private bool IsClient(IPEndPoint source, ReadOnlySpan<byte> datagram)
    {
        ClientCame = true;
        if (source.Equals(_client))
        {
            return true;
        }

        WireFrame frame = WireFrame.Read(datagram);
        bool begins = frame.Type is MsgType.Connect or MsgType.SearchGw || (frame.Type == MsgType.Publish && frame.Qos == -1);
        if (_client == null || begins)
        {
            _client = source;
            return true;
        }

        return false;
    }

    /// <summary>The address the client reaches this machine at.</summary>
    private IPAddress LocalAddress()
    {
        IPAddress bound = ((IPEndPoint)_sockets[0].LocalEndPoint!).Address;
        if (!bound.Equals(IPAddress.Any) || _client == null)
        {
            return bound;
        }

        using Socket probe = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        probe.Connect(_client); // sends nothing
        return ((IPEndPoint)probe.LocalEndPoint!).Address;
    }

    private static void SendTo(Socket socket, byte[] datagram, IPEndPoint? to)
    {
        if (to == null)
        {
            return;
        }

        try
        {
            socket.SendTo(datagram, to);
        }
        catch (SocketException)
        {
            // A datagram may be lost at any place, this one included.
        }
    }
}
