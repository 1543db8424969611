namespace Sidetap.NanoReference.Check;

/// <summary>One thing that compiles against v1 and then fails.</summary>
/// <param name="Code">The code of its findings: SNR and three digits.</param>
/// <param name="Title">What is refused, in a few words.</param>
/// <param name="Reason">What happens otherwise.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record Rule(string Code, string Title, string Reason, string Remedy);
