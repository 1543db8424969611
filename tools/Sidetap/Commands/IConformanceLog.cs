using Sidetap.Conformance;

namespace Sidetap.Tool.Commands;

/// <summary>How a conformance run is shown.</summary>
internal interface IConformanceLog
{
    /// <summary>Shows which cases there are.</summary>
    void List(CaseSelection selection);

    /// <summary>The gateways listen.</summary>
    void Waiting(int port, int secondPort);

    /// <summary>A case begins.</summary>
    void Started(ConformanceCase one, int number, int count);

    /// <summary>A case has ended.</summary>
    void Ended(CaseResult result);

    /// <summary>The run has ended.</summary>
    void Finished(IReadOnlyList<CaseResult> results, int count);
}
