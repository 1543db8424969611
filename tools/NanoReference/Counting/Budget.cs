namespace Sidetap.NanoReference.Counting;

/// <summary>What a scenario may cost.</summary>
/// <param name="Operations">IL instructions a run at most.</param>
/// <param name="Allocations">Executed sites that take memory of the heap, a run at most.</param>
/// <param name="Line">Its line in the table.</param>
public sealed record Budget(long Operations, long Allocations, int Line);
