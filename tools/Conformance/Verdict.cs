namespace Sidetap.Conformance;

/// <summary>How a case ended.</summary>
public enum Verdict
{
    /// <summary>The client did what the rule asks for.</summary>
    Pass,

    /// <summary>It did not.</summary>
    Fail,

    /// <summary>It never came to it: the client does not do what the case needs, or not within the time given. This says nothing about the rule.</summary>
    NotExercised,
}
