namespace Sidetap.Tests.Interop.Frames;

/// <summary>Something a decoder does against the specification, so that it cannot be the judge of it.</summary>
/// <param name="Applies">The frames it does it with.</param>
/// <param name="Reason">What it does, and the section that says otherwise.</param>
internal sealed record DecoderFault(Func<FrameCase, bool> Applies, string Reason);
