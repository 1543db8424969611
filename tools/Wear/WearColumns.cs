namespace Sidetap.Wear;

/// <summary>Which columns of a table say what. The names given here are those of the turning data set the estimator was developed on.</summary>
public sealed record WearColumns
{
    /// <summary>Flank wear in micrometres.</summary>
    public string Wear { get; init; } = "Vb";

    /// <summary>The tool: any text; each is taken to be fresh in its first row.</summary>
    public string Tool { get; init; } = "tool";

    /// <summary>The feed drive's current in ampere, RMS over the row.</summary>
    public string FeedCurrent { get; init; } = "CV3.Z_RMS";

    /// <summary>Above 0.5 in rows in which the tool cuts; null: it does in all of them.</summary>
    public string? Cutting { get; init; }

    /// <summary>Another value means another cut; null: cuts are found by <see cref="SpindleSpeed"/> and <see cref="CrossCurrent"/>.</summary>
    public string? Cut { get; init; }

    /// <summary>The spindle's speed in any unit. Used to tell cuts apart, and for nothing else; a table may be without it.</summary>
    public string SpindleSpeed { get; init; } = "CON.SV2.S";

    /// <summary>The current in ampere of the drive that sets the depth of cut. Used to tell cuts apart, and for nothing else; a table may be without it.</summary>
    public string CrossCurrent { get; init; } = "CV3.X_MEAN";
}
