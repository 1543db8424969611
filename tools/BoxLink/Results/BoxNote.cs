namespace Sidetap.BoxLink.Results;

/// <summary>A line of the box's own log.</summary>
/// <param name="UptimeMs">When: milliseconds since the start.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="Text">What happened.</param>
public sealed record BoxNote(string UptimeMs, string Level, string Text);
