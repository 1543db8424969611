namespace Sidetap.NanoReference.Check;

/// <summary>One place that breaks one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Subject">What breaks it, as the source calls it.</param>
/// <param name="Position">Where.</param>
public sealed record Finding(Rule Rule, string Subject, SourcePosition Position)
{
    /// <summary>The finding in MSBuild's format for errors, which the build and the editors read.</summary>
    public override string ToString() => $"{Position}: error {Rule.Code}: {Subject}: {Rule.Title} {Rule.Reason}; {Rule.Remedy}";
}
