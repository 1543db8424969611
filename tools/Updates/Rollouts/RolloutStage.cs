namespace Sidetap.Updates.Rollouts;

/// <summary>How far a box is in a rollout.</summary>
public enum RolloutStage
{
    /// <summary>Its ring has not begun.</summary>
    Waiting,

    /// <summary>It has an offer, and has not begun.</summary>
    Offered,

    /// <summary>The image arrives.</summary>
    Receiving,

    /// <summary>The image is there, is verified, and is tried with the next start.</summary>
    Staged,

    /// <summary>The image runs, and has to prove itself.</summary>
    Trial,

    /// <summary>The image runs, and has proved itself.</summary>
    Confirmed,

    /// <summary>The box has refused the image or has gone back.</summary>
    Failed,

    /// <summary>The box has an offer, and tells nothing, or gets no further.</summary>
    Silent,

    /// <summary>The image is not for this box.</summary>
    Skipped,

    /// <summary>The rollout stopped before the image was there; the offer was withdrawn.</summary>
    Withdrawn,
}
