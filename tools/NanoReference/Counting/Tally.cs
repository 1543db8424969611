namespace Sidetap.NanoReference.Counting;

/// <summary>Where a counted assembly reports what it executes: each thread has a tally of its own, and begins it with <see cref="Reset"/>.</summary>
public static class Tally
{
    [ThreadStatic]
    private static long[]? operations;

    [ThreadStatic]
    private static long[]? allocations;

    /// <summary>Called by counted code at the start of every basic block.</summary>
    /// <param name="method">The method's number.</param>
    /// <param name="count">IL instructions of the block.</param>
    /// <param name="sites">Of these, how many take memory of the device's heap.</param>
    public static void Add(int method, int count, int sites)
    {
        operations![method] += count;
        allocations![method] += sites;
    }

    /// <summary>Begins anew.</summary>
    /// <param name="methods">How many methods there are.</param>
    public static void Reset(int methods)
    {
        operations = new long[methods];
        allocations = new long[methods];
    }

    /// <summary>IL instructions since the last reset, of each method.</summary>
    public static IReadOnlyList<long> Operations => operations ?? [];

    /// <summary>Executed sites that take memory of the device's heap since the last reset, of each method.</summary>
    public static IReadOnlyList<long> Allocations => allocations ?? [];
}
