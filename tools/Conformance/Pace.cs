namespace Sidetap.Conformance;

/// <summary>What a case waits for. Cheap ones run first.</summary>
public enum Pace
{
    /// <summary>For answers only.</summary>
    Quick,

    /// <summary>For Tretry, once or twice.</summary>
    Retry,

    /// <summary>For Nretry repetitions.</summary>
    GiveUp,

    /// <summary>For a keep-alive time, a sleep or Twait.</summary>
    Long,
}
