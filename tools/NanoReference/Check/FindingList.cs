namespace Sidetap.NanoReference.Check;

/// <summary>Collects findings: one for a rule and a source line, however many instructions of that line break it.</summary>
internal sealed class FindingList
{
    private readonly HashSet<(Rule Rule, string File, int Line, string Subject)> seen = [];
    private readonly List<Finding> findings = [];

    public void Add(Rule rule, string subject, SourcePosition position)
    {
        // Where no line is known the subject has to tell two findings apart.
        string distinction = position.Line == 0 ? subject : string.Empty;
        if (seen.Add((rule, position.File, position.Line, distinction)))
        {
            findings.Add(new Finding(rule, subject, position));
        }
    }

    public IReadOnlyList<Finding> Sorted() =>
    [
        .. findings
            .OrderBy(finding => finding.Position.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Position.Line)
            .ThenBy(finding => finding.Position.Column)
            .ThenBy(finding => finding.Rule.Code, StringComparer.Ordinal),
    ];
}
