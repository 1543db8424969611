namespace Sidetap.Decoding.Events;

/// <summary>The class of data sets that a box's log belongs to (DataSetClass, OPC 10000-14, 5.2.2): what its events say, and in which order.</summary>
public static class EventLogClass
{
    /// <summary>The DataSetClassId.</summary>
    public static readonly Guid Id = new("c11ed25f-855b-4a65-b863-44e5ac5f75f7");

    /// <summary>ConfigurationVersion of the fields below, in seconds since 2000-01-01. An event with this version can be read without its metadata.</summary>
    public const uint Version = 848793600;

    /// <summary>The names of the fields, in their order.</summary>
    public static readonly IReadOnlyList<string> FieldNames =
    [
        "Time", "EventNumber", "Kind", "SourceName", "OldValue", "NewValue", "OldText", "NewText", "OldStatus", "NewStatus", "Severity", "Cause", "Suppressed",
    ];

    /// <summary>The kinds of event, by their number.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["State", "Mode", "Tool", "Fault", "Limit", "Start"];
}
