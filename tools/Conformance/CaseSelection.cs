using System.Text.RegularExpressions;
using Sidetap.Conformance.Watching;

namespace Sidetap.Conformance;

/// <summary>The cases of a run, and the rules it reports.</summary>
public sealed class CaseSelection
{
    private CaseSelection(IReadOnlyList<ConformanceCase> cases, IReadOnlyList<WatchRule> rules)
    {
        Cases = cases;
        Rules = rules;
    }

    /// <summary>The cases to run, cheap ones first. A rule that was asked for brings the cases that exercise it.</summary>
    public IReadOnlyList<ConformanceCase> Cases { get; }

    /// <summary>The rules to report; others are reported when they are broken.</summary>
    public IReadOnlyList<WatchRule> Rules { get; }

    /// <summary>Selects by name.</summary>
    /// <param name="patterns">Names, in which * stands for any characters; none for all.</param>
    /// <returns>The selection; empty where nothing has such a name.</returns>
    public static CaseSelection Of(IReadOnlyCollection<string> patterns)
    {
        if (patterns.Count == 0)
        {
            return new CaseSelection(CaseList.All, WatchRules.All);
        }

        Regex[] expressions = [.. patterns.Select(ToRegex)];
        WatchRule[] rules = [.. WatchRules.All.Where(rule => expressions.Any(one => one.IsMatch(rule.Name)))];
        HashSet<string> stages = [.. rules.SelectMany(rule => rule.Stages)];
        ConformanceCase[] cases = [.. CaseList.All.Where(one => stages.Contains(one.Name) || expressions.Any(e => e.IsMatch(one.Name)))];
        return new CaseSelection(cases, rules);
    }

    private static Regex ToRegex(string pattern) =>
        new("^" + Regex.Escape(pattern).Replace("\\*", ".*") + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
