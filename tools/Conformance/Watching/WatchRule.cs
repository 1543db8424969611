namespace Sidetap.Conformance.Watching;

/// <summary>A rule that holds all the time. It is watched in every case, and has a verdict of its own.</summary>
/// <param name="Name">The name; always. and what it is about.</param>
/// <param name="Section">The rule's section in MQTT-SN 1.2.</param>
/// <param name="Rule">The rule in a sentence.</param>
/// <param name="Stages">Cases in which it is exercised, for a run of this rule alone.</param>
public sealed record WatchRule(string Name, string Section, string Rule, IReadOnlyList<string> Stages);
