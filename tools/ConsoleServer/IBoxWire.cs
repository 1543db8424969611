namespace Sidetap.ConsoleServer;

/// <summary>The octets of a box's serial line, from wherever the box is.</summary>
public interface IBoxWire : IAsyncDisposable
{
    /// <summary>Waits for octets from the box.</summary>
    /// <param name="buffer">Receives them.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many, 1 or more; 0: the line has ended.</returns>
    /// <exception cref="IOException">The line has failed: the cable was unplugged.</exception>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation);

    /// <summary>Hands octets to the box.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The line has failed.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation);
}
