using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Sidetap.Hal;

namespace Sidetap.Boards.Host;

/// <summary>A datagram seen on a link: for captures.</summary>
/// <param name="sent">True when the box sent it.</param>
/// <param name="octets">The datagram.</param>
/// <param name="peer">The other end.</param>
public delegate void DatagramObserver(bool sent, ReadOnlySpan<byte> octets, LinkAddress peer);

/// <summary>UDP over IPv4 or IPv6. Sends and receives without blocking and without allocating. Broadcasts go to an IPv4 multicast group, where there is
/// one.</summary>
public sealed class UdpLink : IDatagramLink, IDisposable
{
    private const int IPv4Length = 6;
    private const int IPv6Length = 18;

    // TTL of a broadcast to the whole network: by convention, 32 stays within a site.
    private const int WholeNetworkTtl = 32;

    private readonly Socket _socket;
    private readonly Socket? _groupSocket;
    private readonly IPEndPoint? _group;
    private readonly List<Socket> _waiting = new(2);
    private readonly SocketAddress _to;
    private readonly SocketAddress _from;
    private readonly LinkAddress _lastTo = new();
    private readonly byte[] _datagram = new byte[65535];
    private readonly Lazy<IPAddress[]> _ownAddresses = new(() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address),
    ]);

    /// <summary>Opens a socket on a port of the system's choice.</summary>
    /// <param name="family">The gateway's address family.</param>
    /// <param name="group">The IPv4 multicast group and port for broadcasts (MQTT-SN gateways often use 225.1.1.1); null: no broadcasts.</param>
    /// <param name="groupInterface">The interface of the group by its address; null: the system's choice.</param>
    /// <exception cref="SocketException">The system gives no socket, or the group can't be joined.</exception>
    /// <exception cref="ArgumentException">A group and IPv6 do not go together.</exception>
    public UdpLink(AddressFamily family, IPEndPoint? group = null, IPAddress? groupInterface = null)
    {
        if (group is not null && (family != AddressFamily.InterNetwork || group.AddressFamily != AddressFamily.InterNetwork))
        {
            throw new ArgumentException("A multicast group needs IPv4.");
        }

        _socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        try
        {
            _socket.Bind(new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0));
            if (group is not null)
            {
                _group = group;
                _groupSocket = OpenGroup(group, groupInterface ?? IPAddress.Any);
                _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, (groupInterface ?? IPAddress.Any).GetAddressBytes());
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        _to = new SocketAddress(family);
        _from = new SocketAddress(family);
    }

    /// <summary>Sees every datagram that is sent or received.</summary>
    public DatagramObserver? Observer { get; set; }

    /// <summary>The port the socket was given.</summary>
    public int LocalPort => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <inheritdoc/>
    public int MaxDatagramLength => 65507;

    /// <inheritdoc/>
    public bool IsUp => true;

    /// <summary>Writes an endpoint as a link address: address, then port, most significant octet first.</summary>
    /// <param name="endPoint">The endpoint.</param>
    /// <param name="address">Receives it.</param>
    public static void ToLinkAddress(IPEndPoint endPoint, LinkAddress address)
    {
        endPoint.Address.TryWriteBytes(address.Octets, out var length);
        BinaryPrimitives.WriteUInt16BigEndian(address.Octets.AsSpan(length), (ushort)endPoint.Port);
        address.Length = length + 2;
    }

    /// <summary>Reads a link address as an endpoint.</summary>
    /// <param name="address">An address of this kind of link.</param>
    /// <returns>The endpoint.</returns>
    public static IPEndPoint ToEndPoint(LinkAddress address)
    {
        var octets = address.Octets.AsSpan(0, address.Length);
        return new IPEndPoint(new IPAddress(octets[..^2]), BinaryPrimitives.ReadUInt16BigEndian(octets[^2..]));
    }

    /// <inheritdoc/>
    public bool Send(byte[] buffer, int offset, int length, LinkAddress to)
    {
        if (to.Length != (_to.Family == AddressFamily.InterNetwork ? IPv4Length : IPv6Length))
        {
            return false;
        }

        if (!to.SameAs(_lastTo))
        {
            var serialized = ToEndPoint(to).Serialize();
            serialized.Buffer.CopyTo(_to.Buffer);
            _to.Size = serialized.Size;
            _lastTo.CopyFrom(to);
        }

        try
        {
            _socket.SendTo(buffer.AsSpan(offset, length), SocketFlags.None, _to);
        }
        catch (SocketException)
        {
            return false; // no route, buffer full, interface down: a datagram that is lost, as any may be
        }

        Observer?.Invoke(true, buffer.AsSpan(offset, length), to);
        return true;
    }

    /// <inheritdoc/>
    public bool Broadcast(byte[] buffer, int offset, int length, int radius)
    {
        if (_group is null)
        {
            return false;
        }

        try
        {
            _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, radius == 0 ? WholeNetworkTtl : radius);
            _socket.SendTo(buffer.AsSpan(offset, length), SocketFlags.None, _group);
        }
        catch (SocketException)
        {
            return false;
        }

        if (Observer is not null)
        {
            var to = new LinkAddress();
            ToLinkAddress(_group, to);
            Observer(true, buffer.AsSpan(offset, length), to);
        }

        return true;
    }

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
    {
        var length = ReceiveFrom(_socket, buffer, offset, capacity, from);
        if (length >= 0 || _groupSocket is null)
        {
            return length;
        }

        do
        {
            length = ReceiveFrom(_groupSocket, buffer, offset, capacity, from);
        }
        while (length >= 0 && IsOwn(from));
        return length;
    }

    /// <summary>Waits until a datagram has arrived or the time is over.</summary>
    /// <param name="timeout">How long, half an hour at the most.</param>
    public void Wait(TimeSpan timeout)
    {
        var microseconds = (int)Math.Min(timeout.TotalMicroseconds, int.MaxValue);
        try
        {
            if (_groupSocket is null)
            {
                _socket.Poll(microseconds, SelectMode.SelectRead);
                return;
            }

            _waiting.Clear();
            _waiting.Add(_socket);
            _waiting.Add(_groupSocket);
            Socket.Select(_waiting, null, null, microseconds);
        }
        catch (SocketException)
        {
            // The next Receive tells.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _groupSocket?.Dispose();
    }

    /// <summary>A second socket hears what is sent to the group: its port is the group's, shared with whoever listens on this machine.</summary>
    private static Socket OpenGroup(IPEndPoint group, IPAddress groupInterface)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(OperatingSystem.IsWindows() ? IPAddress.Any : group.Address, group.Port));
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(group.Address, groupInterface));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private int ReceiveFrom(Socket socket, byte[] buffer, int offset, int capacity, LinkAddress from)
    {
        try
        {
            // Not Available: a datagram without octets would stay there for ever.
            if (!socket.Poll(0, SelectMode.SelectRead))
            {
                return -1;
            }

            var length = socket.ReceiveFrom(_datagram, SocketFlags.None, _from);
            Fill(from);
            if (!(socket == _groupSocket && IsOwn(from)))
            {
                Observer?.Invoke(false, _datagram.AsSpan(0, length), from);
            }

            _datagram.AsSpan(0, Math.Min(length, capacity)).CopyTo(buffer.AsSpan(offset));
            return length;
        }
        catch (SocketException)
        {
            return -1; // nothing there after all, or the echo of an ICMP error: not a datagram
        }
    }

    /// <summary>Whether a datagram to the group is the one this link has sent itself: from this machine and from its port.</summary>
    private bool IsOwn(LinkAddress from)
    {
        var sender = ToEndPoint(from);
        return sender.Port == LocalPort && (IPAddress.IsLoopback(sender.Address) || _ownAddresses.Value.Contains(sender.Address));
    }

    /// <summary>Reads the sender out of the socket address without making an endpoint of it: sockaddr_in has the port at 2 and the address at 4,
    /// sockaddr_in6 the port at 2 and the address at 8.</summary>
    private void Fill(LinkAddress from)
    {
        var raw = _from.Buffer.Span;
        var length = _from.Family == AddressFamily.InterNetwork ? IPv4Length - 2 : IPv6Length - 2;
        raw.Slice(length == IPv4Length - 2 ? 4 : 8, length).CopyTo(from.Octets);
        raw.Slice(2, 2).CopyTo(from.Octets.AsSpan(length));
        from.Length = length + 2;
    }
}
