namespace Sidetap.Gateway;

/// <summary>
/// A total for all clients that none can use up: one half is divided into equal shares, which are kept for their owners whether they use them or
/// not; the other half goes to whoever comes first.
/// </summary>
/// <param name="total">The total.</param>
/// <param name="clients">How many clients there can be.</param>
internal sealed class SharedLimit(int total, int clients)
{
    // What each client can always have.
    private readonly int _share = total / (2 * Math.Max(1, clients));

    private int _commonLeft = total - (total / (2 * Math.Max(1, clients)) * clients);

    /// <summary>What all clients have taken.</summary>
    public int Used { get; private set; }

    /// <summary>Moves a client from one amount to another; false when there is no room, and then nothing has changed.</summary>
    public bool TryMove(int from, int to)
    {
        int common = Math.Max(0, to - _share) - Math.Max(0, from - _share);
        if (common > _commonLeft)
        {
            return false;
        }

        _commonLeft -= common;
        Used += to - from;
        return true;
    }
}
