using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Watching;

/// <summary>What the watch has seen over a whole run: how often each rule applied, and where it was first broken.</summary>
internal sealed class WatchBook
{
    private readonly Dictionary<WatchRule, int> _occasions = [];
    private readonly Dictionary<WatchRule, CaseResult> _broken = [];

    /// <summary>The case that runs now.</summary>
    public string CaseName { get; set; } = "";

    public bool HasBroken => _broken.Count > 0;

    /// <summary>A rule applied to a frame; it was kept or not.</summary>
    public void Note(WatchRule rule, bool isKept, string reason, WireFrame frame)
    {
        _occasions[rule] = _occasions.GetValueOrDefault(rule) + 1;
        if (!isKept && !_broken.ContainsKey(rule))
        {
            _broken[rule] = new CaseResult(rule.Name, rule.Section, rule.Rule, Verdict.Fail, $"{reason} (in {CaseName})", frame.Hex, 0);
        }
    }

    public bool IsBroken(WatchRule rule) => _broken.ContainsKey(rule);

    /// <summary>The verdict on a rule.</summary>
    public CaseResult ResultOf(WatchRule rule)
    {
        if (_broken.TryGetValue(rule, out CaseResult? broken))
        {
            return broken;
        }

        bool isExercised = _occasions.GetValueOrDefault(rule) > 0;
        return new CaseResult(
            rule.Name,
            rule.Section,
            rule.Rule,
            isExercised ? Verdict.Pass : Verdict.NotExercised,
            isExercised ? "" : $"no frame it applies to was seen (see {string.Join(", ", rule.Stages)})",
            "",
            0);
    }
}
