namespace Sidetap.NanoReference.Generation;

/// <summary>What a generation did to the output folder.</summary>
/// <param name="Written">Files that are new or have new content.</param>
/// <param name="Unchanged">Files that already had this content, and keep their time stamp: what depends on them is not rebuilt.</param>
public sealed record GenerationResult(int Written, int Unchanged);
