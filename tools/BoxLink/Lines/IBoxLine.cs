namespace Sidetap.BoxLink.Lines;

/// <summary>An open line to a box: octets both ways, in order, possibly damaged or lost.</summary>
public interface IBoxLine : IDisposable
{
    /// <summary>Sends octets.</summary>
    /// <param name="octets">The octets.</param>
    /// <exception cref="BoxLineException">The line is gone, or takes nothing any more.</exception>
    void Write(ReadOnlySpan<byte> octets);

    /// <summary>Takes octets that have come.</summary>
    /// <param name="buffer">Receives them; one octet or more.</param>
    /// <param name="wait">How long to wait for the first one; zero: not at all.</param>
    /// <param name="stop">Ends the wait, within a second.</param>
    /// <returns>How many; 0: none came in that time.</returns>
    /// <exception cref="BoxLineException">The line is gone.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    int Read(Span<byte> buffer, TimeSpan wait, CancellationToken stop);
}
