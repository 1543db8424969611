namespace Sidetap.Updates.Rollouts;

/// <summary>How a rollout has ended.</summary>
public enum RolloutEnd
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>Every box has come to an end.</summary>
    Done,

    /// <summary>Too many boxes failed or went silent; nobody is offered anything any more, and those that had the image have come to an end.</summary>
    Stopped,
}
