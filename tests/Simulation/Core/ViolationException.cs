namespace Sidetap.Simulation.Core;

/// <summary>A rule was broken; ends the seed. The rule's name is what a mutation names as expected.</summary>
internal sealed class ViolationException(string rule, string text) : Exception(text)
{
    /// <summary>The rule, e.g. "publish.dup".</summary>
    public string Rule { get; } = rule;
}

/// <summary>The box lost its power in the middle of something. Unwinds the firmware, which never catches anything.</summary>
internal sealed class PowerCutException : Exception
{
}
