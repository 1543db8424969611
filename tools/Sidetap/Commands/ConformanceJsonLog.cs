using Sidetap.Conformance;
using Sidetap.Conformance.Watching;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>A conformance run for programs: a line as soon as a result is known, and one with the counts.</summary>
internal sealed class ConformanceJsonLog(CliContext context) : IConformanceLog
{
    public void List(CaseSelection selection)
    {
        foreach (ConformanceCase one in selection.Cases)
        {
            WriteCase(one.Name, one.Section, one.Rule, Needs.Split(one.Needs).Select(Needs.NameOf));
        }

        foreach (WatchRule rule in selection.Rules)
        {
            WriteCase(rule.Name, rule.Section, rule.Rule, []);
        }
    }

    public void Waiting(int port, int secondPort) => context.Output.WriteLine(JsonText.Line(json =>
    {
        json.WriteString("event", "listening");
        json.WriteNumber("port", port);
        json.WriteNumber("port2", secondPort);
    }));

    public void Started(ConformanceCase one, int number, int count)
    {
        // The result is a line; its beginning is none.
    }

    public void Ended(CaseResult result) => context.Output.WriteLine(JsonText.Line(json =>
    {
        json.WriteString("event", "result");
        json.WriteString("case", result.Name);
        json.WriteString("section", result.Section);
        json.WriteString("rule", result.Rule);
        json.WriteString("verdict", ConformanceTextLog.WordFor(result.Verdict));
        json.WriteString("reason", result.Reason);
        json.WriteString("frame", result.Frame);
        json.WriteNumber("ms", result.DurationMs);
    }));

    public void Finished(IReadOnlyList<CaseResult> results, int count) => context.Output.WriteLine(JsonText.Line(json =>
    {
        ConformanceSummary summary = new(results, count);
        json.WriteString("event", "finished");
        json.WriteNumber("pass", summary.Count(Verdict.Pass));
        json.WriteNumber("fail", summary.Count(Verdict.Fail));
        json.WriteNumber("notExercised", summary.Count(Verdict.NotExercised));
        json.WriteNumber("notBegun", summary.NotBegun);
        if (summary.Remark is { } remark)
        {
            json.WriteString("remark", remark);
        }
    }));

    private void WriteCase(string name, string section, string rule, IEnumerable<string> needs) => context.Output.WriteLine(JsonText.Line(json =>
    {
        json.WriteString("case", name);
        json.WriteString("section", section);
        json.WriteString("rule", rule);
        json.WriteStartArray("needs");
        foreach (string need in needs)
        {
            json.WriteStringValue(need);
        }

        json.WriteEndArray();
    }));
}
