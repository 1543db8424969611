namespace Sidetap.Conformance;

/// <summary>What came of a case.</summary>
/// <param name="Name">The case.</param>
/// <param name="Section">The rule's section in MQTT-SN 1.2.</param>
/// <param name="Rule">The rule in a sentence.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Reason">Why, where it did not pass; else empty.</param>
/// <param name="Frame">The offending frame in hexadecimal; empty where there is none.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
public sealed record CaseResult(string Name, string Section, string Rule, Verdict Verdict, string Reason, string Frame, long DurationMs)
{
    /// <summary>False where the case waited in vain for a client that ran already and had come before.</summary>
    public bool IsBegun { get; init; } = true;

    /// <summary>How long such a client took to come again, or has not come; 0 where none was waited for.</summary>
    public long WaitMs { get; init; }
}
