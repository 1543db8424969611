using Sidetap.Update;

namespace Sidetap.Updates.Rollouts;

/// <summary>What is known of a box besides its record, and is gone with the process.</summary>
/// <param name="box">The box.</param>
internal sealed class RolloutWatch(RolloutBox box)
{
    /// <summary>The box.</summary>
    public RolloutBox Box { get; } = box;

    /// <summary>Its last status.</summary>
    public BoxStatus? Status { get; set; }

    /// <summary>The last one before it was offered the image.</summary>
    public BoxStatus? Baseline { get; set; }

    /// <summary>Whether <see cref="Baseline"/> is: null then means that it had told nothing. Not after a resumption.</summary>
    public bool IsBaselineKnown { get; set; }

    /// <summary>When it was offered the image last, by this process; null: it has not been.</summary>
    public DateTime? OfferedAt { get; set; }

    /// <summary>When it was heard of last, or could first be.</summary>
    public DateTime HeardAt { get; set; }

    /// <summary>When it got further last.</summary>
    public DateTime ProgressAt { get; set; }

    /// <summary>Since when it tells of an error that may pass; null: it does not.</summary>
    public DateTime? FailingSince { get; set; }

    /// <summary>That error.</summary>
    public UpdateError Failing { get; set; }

    /// <summary>A lower count of starts that came once: a message from before, or a box that has lost its count.</summary>
    public uint LowerStarts { get; set; }
}
