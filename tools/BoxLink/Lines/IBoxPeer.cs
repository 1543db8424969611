namespace Sidetap.BoxLink.Lines;

/// <summary>The other end of a line in memory.</summary>
public interface IBoxPeer
{
    /// <summary>Whether the port is there and can be opened.</summary>
    /// <param name="now">Time on the line.</param>
    /// <returns>False: it is unplugged.</returns>
    bool IsThere(TimeSpan now);

    /// <summary>Takes octets.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="now">Time on the line.</param>
    void Take(ReadOnlySpan<byte> octets, TimeSpan now);

    /// <summary>Gives octets that are due.</summary>
    /// <param name="buffer">Receives them.</param>
    /// <param name="now">Time on the line.</param>
    /// <returns>How many; 0: none at this time.</returns>
    int Give(Span<byte> buffer, TimeSpan now);
}
