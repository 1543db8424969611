using Sidetap.Decoding.Uadp;

namespace Sidetap.Decoding.Events;

/// <summary>Something that has happened at a machine. What an event does not say is null.</summary>
public sealed record MachineEvent
{
    /// <summary>Who says so.</summary>
    public required PublisherId PublisherId { get; init; }

    /// <summary>The events' data set; null until it has been announced.</summary>
    public string? DataSet { get; init; }

    /// <summary>When it was, 100 ns since 1601-01-01 UTC; an uptime when the box never learned the time, which <see cref="IsUptime"/> tells.</summary>
    public required long Time { get; init; }

    /// <summary>Whether <see cref="Time"/> is the time since the box was started: it lies in 1601.</summary>
    public bool IsUptime => Time < 365L * 24 * 3600 * 10_000_000;

    /// <summary>Counts the box's events over all starts.</summary>
    public uint? Number { get; init; }

    /// <summary>What kind it is, in a word.</summary>
    public string? Kind { get; init; }

    /// <summary>The field that has changed.</summary>
    public string? Source { get; init; }

    /// <summary>The value before.</summary>
    public double? OldValue { get; init; }

    /// <summary>The value after.</summary>
    public double? NewValue { get; init; }

    /// <summary>The name of the value before.</summary>
    public string? OldText { get; init; }

    /// <summary>The name of the value after.</summary>
    public string? NewText { get; init; }

    /// <summary>The values' unit, when the source's data set has been announced.</summary>
    public string? Unit { get; init; }

    /// <summary>The status before.</summary>
    public uint? OldStatus { get; init; }

    /// <summary>The status after.</summary>
    public uint? NewStatus { get; init; }

    /// <summary>How urgent it is: 1..1000 (OPC 10000-5, 6.4.2).</summary>
    public int? Severity { get; init; }

    /// <summary>Why, in a few words.</summary>
    public string? Cause { get; init; }

    /// <summary>Changes of the source since its last event that have none of their own.</summary>
    public uint? Suppressed { get; init; }
}
