namespace Sidetap.NanoReference.Counting;

/// <summary>What a run of a scenario cost at most.</summary>
/// <param name="Name">The scenario.</param>
/// <param name="Operations">IL instructions.</param>
/// <param name="Allocations">Executed sites that take memory of the device's heap.</param>
/// <param name="Octets">What the desktop's heap gave meanwhile: 0 unless something allocates that is not in the assembly's own code.</param>
/// <param name="Methods">The methods that cost most, with their instructions, the dearest first.</param>
public sealed record ScenarioCount(string Name, long Operations, long Allocations, long Octets, IReadOnlyList<(string Name, long Operations)> Methods);
