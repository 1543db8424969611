#nullable enable
using System.Net;
using System.Net.Sockets;

namespace Sidetap.Tests.Host.Boards;

/// <summary>A gateway on the loopback interface that says yes to everything, until it is disposed of.</summary>
internal sealed class UdpResponder : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Thread _thread;
    private readonly List<byte[]> _received = [];

    public UdpResponder()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Stops, and tells what came, in the order it came.</summary>
    public IReadOnlyList<byte[]> Stop()
    {
        Dispose();
        return _received;
    }

    public void Dispose()
    {
        _socket.Dispose(); // ends the ReceiveFrom that waits
        _thread.Join();
    }

    private void Serve()
    {
        var buffer = new byte[2048];
        byte topicId = 0;
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (true)
        {
            try
            {
                var length = _socket.ReceiveFrom(buffer, ref from);
                _received.Add(buffer[..length]);
                ReadOnlySpan<byte> message = buffer.AsSpan(buffer[0] == 1 ? 3 : 1);
                byte[] answer = message[0] switch
                {
                    0x04 => [3, 0x05, 0],                                                         // CONNECT: CONNACK
                    0x0A => [7, 0x0B, 0, ++topicId, message[3], message[4], 0],                   // REGISTER: REGACK
                    0x0C => [7, 0x0D, message[2], message[3], message[4], message[5], 0],         // PUBLISH: PUBACK
                    0x16 => [2, 0x17],                                                            // PINGREQ: PINGRESP
                    _ => [2, 0x18],                                                               // DISCONNECT: DISCONNECT
                };
                _socket.SendTo(answer, from);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
