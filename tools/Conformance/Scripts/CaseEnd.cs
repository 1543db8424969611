using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Scripts;

/// <summary>Ends a script before its last line. A script that returns has passed.</summary>
internal sealed class CaseEnd(Verdict verdict, string reason, WireFrame? frame = null, Need need = Need.None) : Exception(reason)
{
    public Verdict Verdict { get; } = verdict;

    public WireFrame? Frame { get; } = frame;

    /// <summary>What the client did not do, where the case was not exercised.</summary>
    public Need Need { get; } = need;
}
