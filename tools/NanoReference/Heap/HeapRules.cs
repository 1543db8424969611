using Sidetap.NanoReference.Check;

namespace Sidetap.NanoReference.Heap;

/// <summary>The rules of the heap check.</summary>
public static class HeapRules
{
    /// <summary>Something on the path takes memory and is not on the list.</summary>
    public static readonly Rule Allocation = new(
        "SNR020", "memory of the heap on the publishing path",
        "is garbage in every step",
        "make it once, at start; or put it on the list of allowed sites, with the reason");

    /// <summary>A line of the list that allows nothing.</summary>
    public static readonly Rule UnusedAllowance = new(
        "SNR021", "line of the list of allowed sites",
        "allows what is not there",
        "take it off the list");

    /// <summary>Both, by code.</summary>
    public static IReadOnlyList<Rule> All { get; } = [Allocation, UnusedAllowance];
}
