using System.Net.Sockets;

namespace Sidetap.BoxLink.Lines;

/// <summary>A box's console behind TCP, as serial servers have it.</summary>
/// <param name="host">Name or address.</param>
/// <param name="port">1..65535.</param>
public sealed class TcpBoxPort(string host, int port) : IBoxPort
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public string Name { get; } = $"{BoxPorts.TcpPrefix}{(host.Contains(':') ? $"[{host}]" : host)}:{port}";

    /// <inheritdoc/>
    public IBoxClock Clock { get; } = new SystemClock();

    /// <inheritdoc/>
    public IBoxLine Open(CancellationToken stop)
    {
        TcpClient client = new() { NoDelay = true };
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            client.ConnectAsync(host, port, patience.Token).AsTask().GetAwaiter().GetResult();
            return new TcpLine(Name, client);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            client.Dispose();
            stop.ThrowIfCancellationRequested();
            throw new BoxLineException($"nothing listens at {Name}; check host and port, and that no other program is connected", error);
        }
    }
}
