namespace Sidetap.Decoding;

/// <summary>How a message stands in its sequence.</summary>
public enum SequenceVerdict
{
    /// <summary>The first one, or the one that was expected.</summary>
    Next,

    /// <summary>Newer than expected: some are missing.</summary>
    AfterGap,

    /// <summary>One that had been missing: it was overtaken.</summary>
    Late,

    /// <summary>Had been there before.</summary>
    Duplicate,

    /// <summary>So far off that the publisher must have begun anew.</summary>
    Restart,
}
