namespace Sidetap.Gateway;

/// <summary>What one client has of a <see cref="SharedLimit"/>, and its own limit.</summary>
/// <param name="limit">The total it is part of.</param>
/// <param name="most">The most this client can have.</param>
internal sealed class Allowance(SharedLimit limit, int most)
{
    /// <summary>What the client has.</summary>
    public int Used { get; private set; }

    /// <summary>Takes an amount; false when the client or all together would have too much.</summary>
    public bool TryTake(int amount)
    {
        if (amount > most - Used || !limit.TryMove(Used, Used + amount))
        {
            return false;
        }

        Used += amount;
        return true;
    }

    /// <summary>Gives an amount back.</summary>
    public void Return(int amount)
    {
        limit.TryMove(Used, Used - amount);
        Used -= amount;
    }

    /// <summary>Gives all of it back.</summary>
    public void ReturnAll() => Return(Used);
}
