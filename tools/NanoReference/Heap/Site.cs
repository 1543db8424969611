using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sidetap.NanoReference.Heap;

/// <summary>One instruction that takes memory of the heap.</summary>
/// <param name="Kind">How.</param>
/// <param name="Subject">What is made, as the source calls it.</param>
/// <param name="Method">The method it is in.</param>
/// <param name="Instruction">The instruction.</param>
public sealed record Site(SiteKind Kind, string Subject, MethodDefinition Method, Instruction Instruction);
