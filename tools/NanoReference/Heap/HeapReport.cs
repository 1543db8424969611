using Sidetap.NanoReference.Check;

namespace Sidetap.NanoReference.Heap;

/// <summary>What <see cref="HeapCheck"/> found.</summary>
/// <param name="Findings">What is not allowed, and what is allowed in vain.</param>
/// <param name="Methods">How many methods are reached.</param>
/// <param name="Allowed">How many sites are on the list.</param>
public sealed record HeapReport(IReadOnlyList<Finding> Findings, int Methods, int Allowed);
