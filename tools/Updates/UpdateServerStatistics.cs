namespace Sidetap.Updates;

/// <summary>What an update server has counted.</summary>
public sealed class UpdateServerStatistics
{
    /// <summary>Asks that were answered.</summary>
    public long Asks { get; internal set; }

    /// <summary>Blocks that were sent.</summary>
    public long Blocks { get; internal set; }

    /// <summary>Octets of images in them.</summary>
    public long Octets { get; internal set; }

    /// <summary>Statuses that were taken.</summary>
    public long Statuses { get; internal set; }

    /// <summary>Messages that are none: of another length, format or range.</summary>
    public long Malformed { get; internal set; }

    /// <summary>Asks for an image that is not served, or behind its end, or by a box that is not to have it.</summary>
    public long Strange { get; internal set; }

    /// <summary>Blocks that were asked for faster than a box gets them; they were not sent.</summary>
    public long HeldBack { get; internal set; }

    /// <summary>Messages of boxes beyond <see cref="UpdateServerLimits.MaxBoxes"/>.</summary>
    public long BeyondLimit { get; internal set; }
}
