using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sidetap.Boards.Host.Lines;

/// <summary>A serial line over TCP, on this machine only: what is written arrives as it is. One at a time is connected; who comes later takes its place, as a cable does
/// that is plugged in elsewhere.</summary>
public sealed class TcpLine : HostLine
{
    private readonly TcpListener _listener;
    private Socket? _peer;
    private bool _isNew;

    /// <summary>Listens.</summary>
    /// <param name="port">The port on the loopback address; 0: one that is free.</param>
    /// <exception cref="SocketException">The port is in use.</exception>
    public TcpLine(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start(1);
        Name = $"tcp:{_listener.LocalEndpoint}";
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int capacity)
    {
        try
        {
            if (_listener.Pending())
            {
                Drop();
                _peer = _listener.AcceptSocket();
                _peer.Blocking = false;
                _peer.NoDelay = true;
                _isNew = true;
            }

            if (_peer is null || !_peer.Poll(0, SelectMode.SelectRead))
            {
                return 0;
            }

            var count = _peer.Receive(buffer, offset, capacity, SocketFlags.None);
            if (count == 0 || (_isNew && IsHttp(buffer.AsSpan(offset, count))))
            {
                Drop();
                return 0;
            }

            _isNew = false;
            return count;
        }
        catch (SocketException)
        {
            Drop();
            return 0;
        }
    }

    /// <summary>Whether this is a browser: any page that is open on this machine could send it here, and its body would be read as commands.</summary>
    private static bool IsHttp(ReadOnlySpan<byte> octets)
    {
        foreach (var method in (ReadOnlySpan<string>)["GET ", "POST ", "PUT ", "HEAD ", "OPTIONS ", "DELETE ", "PATCH "])
        {
            if (octets.StartsWith(Encoding.ASCII.GetBytes(method)))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override bool Write(byte[] buffer, int offset, int length)
    {
        if (_peer is null)
        {
            return true; // nobody listens
        }

        try
        {
            var sent = 0;
            while (sent < length && (sent == 0 || _peer.Poll(100000, SelectMode.SelectWrite)))
            {
                sent += _peer.Send(buffer, offset + sent, length - sent, SocketFlags.None);
            }

            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
        {
            return false;
        }
        catch (SocketException)
        {
            Drop();
            return true;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        Drop();
        _listener.Dispose();
    }

    private void Drop()
    {
        _peer?.Dispose();
        _peer = null;
    }
}
