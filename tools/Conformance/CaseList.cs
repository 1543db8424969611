using Sidetap.Conformance.Cases;

namespace Sidetap.Conformance;

/// <summary>All cases. Another one is a line in the file of its area.</summary>
public static class CaseList
{
    /// <summary>The scripted cases, cheap ones first.</summary>
    public static IReadOnlyList<ConformanceCase> All { get; } =
    [
        .. new[]
        {
            ConnectCases.All, FrameCases.All, WillCases.All, RegisterCases.All, PublishCases.All, Qos2Cases.All, SubscribeCases.All, ReceiveCases.All,
            SleepCases.All, SearchCases.All, GatewayCases.All,
        }
            .SelectMany(cases => cases)
            .OrderBy(one => one.Pace), // a stable sort: areas stay together
    ];
}
