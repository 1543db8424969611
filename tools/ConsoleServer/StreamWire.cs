namespace Sidetap.ConsoleServer;

/// <summary>A line that is a stream: a serial port, a connection.</summary>
/// <param name="stream">The stream; closed with this.</param>
public sealed class StreamWire(Stream stream) : IBoxWire
{
    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => stream.ReadAsync(buffer, cancellation);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation)
    {
        await stream.WriteAsync(octets, cancellation);
        await stream.FlushAsync(cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
