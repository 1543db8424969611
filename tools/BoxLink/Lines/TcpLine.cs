using System.Net.Sockets;

namespace Sidetap.BoxLink.Lines;

/// <summary>An open TCP connection.</summary>
internal sealed class TcpLine(string name, TcpClient client) : IBoxLine
{
    // Between two looks for a cancellation.
    private const int SliceMs = 200;
    private const int WriteTimeoutMs = 5000;

    private readonly Socket _socket = WithTimeout(client.Client);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> octets)
    {
        try
        {
            while (!octets.IsEmpty)
            {
                octets = octets[_socket.Send(octets)..];
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Gone(error);
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan wait, CancellationToken stop)
    {
        long end = Environment.TickCount64 + (long)wait.TotalMilliseconds;
        try
        {
            while (true)
            {
                stop.ThrowIfCancellationRequested();
                long left = end - Environment.TickCount64;
                if (_socket.Poll(TimeSpan.FromMilliseconds(Math.Clamp(left, 0, SliceMs)), SelectMode.SelectRead))
                {
                    int count = _socket.Receive(buffer);
                    return count > 0 ? count : throw Gone(null);
                }

                if (left <= 0)
                {
                    return 0;
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw Gone(error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static Socket WithTimeout(Socket socket)
    {
        socket.SendTimeout = WriteTimeoutMs;
        return socket;
    }

    private BoxLineException Gone(Exception? error) => new($"{name} has closed the connection", error);
}
