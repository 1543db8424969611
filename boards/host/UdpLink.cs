using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Sidetap.Hal;

namespace Sidetap.Boards.Host;

/// <summary>A datagram seen on a link: for captures.</summary>
/// <param name="sent">True when the box sent it.</param>
/// <param name="octets">The datagram.</param>
/// <param name="peer">The other end.</param>
public delegate void DatagramObserver(bool sent, ReadOnlySpan<byte> octets, LinkAddress peer);

/// <summary>UDP over IPv4 or IPv6. Sends and receives without blocking and without allocating.</summary>
public sealed class UdpLink : IDatagramLink, IDisposable
{
    private const int IPv4Length = 6;
    private const int IPv6Length = 18;

    private readonly Socket _socket;
    private readonly SocketAddress _to;
    private readonly SocketAddress _from;
    private readonly LinkAddress _lastTo = new();
    private readonly byte[] _datagram = new byte[65535];

    /// <summary>Opens a socket on a port of the system's choice.</summary>
    /// <param name="family">The gateway's address family.</param>
    /// <exception cref="SocketException">The system gives no socket.</exception>
    public UdpLink(AddressFamily family)
    {
        _socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        _socket.Bind(new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0));
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
    public bool Broadcast(byte[] buffer, int offset, int length, int radius) => false;

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
    {
        try
        {
            // Not Available: a datagram without octets would stay there for ever.
            if (!_socket.Poll(0, SelectMode.SelectRead))
            {
                return -1;
            }

            var length = _socket.ReceiveFrom(_datagram, SocketFlags.None, _from);
            Fill(from);
            Observer?.Invoke(false, _datagram.AsSpan(0, length), from);
            _datagram.AsSpan(0, Math.Min(length, capacity)).CopyTo(buffer.AsSpan(offset));
            return length;
        }
        catch (SocketException)
        {
            return -1; // nothing there after all, or the echo of an ICMP error: not a datagram
        }
    }

    /// <summary>Waits until a datagram has arrived or the time is over.</summary>
    /// <param name="timeout">How long, a day at the most.</param>
    public void Wait(TimeSpan timeout)
    {
        try
        {
            _socket.Poll((int)Math.Min(timeout.TotalMicroseconds, int.MaxValue), SelectMode.SelectRead);
        }
        catch (SocketException)
        {
            // The next Receive tells.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

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
