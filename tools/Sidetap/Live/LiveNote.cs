using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Live;

/// <summary>Something that happened to a machine and is worth a line.</summary>
/// <param name="Publisher">The box that told it.</param>
/// <param name="Time">When, by the box's clock.</param>
/// <param name="Source">The field it happened to.</param>
/// <param name="Status">The status the field has from then on.</param>
/// <param name="Text">What happened, without anything that steers a terminal.</param>
/// <param name="IsEvent">Whether the box sent an event for it; otherwise it was seen in the data.</param>
internal sealed record LiveNote(string Publisher, DateTime Time, string Source, uint Status, string Text, bool IsEvent)
{
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(5);

    /// <summary>A field's status has changed.</summary>
    /// <param name="update">The message that says so.</param>
    /// <param name="field">The field.</param>
    /// <param name="before">Its status before; null when it is its first.</param>
    public static LiveNote OfStatus(DataSetUpdate update, FieldValue field, uint? before)
    {
        string name = FieldText.NameOf(update.DataSet.MetaData, field);
        string from = before is { } status ? $"{LiveText.StatusOf(status)} → " : "";
        return new LiveNote(PublisherOf(update), TimeOf(update), name, field.Status, PlainText.Of($"{name}: {from}{LiveText.StatusOf(field.Status)}"), false);
    }

    /// <summary>An event of the machine's log; null when the message is of another kind.</summary>
    /// <param name="update">The message.</param>
    public static LiveNote? OfEvent(DataSetUpdate update)
    {
        EventView? view = EventView.Of(update);
        return view is null
            ? null
            : new LiveNote(PublisherOf(update), view.Time ?? TimeOf(update), view.Source, view.NewStatus, PlainText.Of(view.Text), true);
    }

    /// <summary>Whether another note tells the same: the event of a change of status that the data have shown as well.</summary>
    /// <param name="other">The other note.</param>
    public bool IsSameAs(LiveNote other) => IsEvent != other.IsEvent && Publisher == other.Publisher && Source == other.Source && Status == other.Status
        && (Time - other.Time).Duration() < Together;

    private static string PublisherOf(DataSetUpdate update) => $"{update.DataSet.PublisherId}";

    private static DateTime TimeOf(DataSetUpdate update) => update.Message.Timestamp is { } ticks ? UaTime.ToDateTime(ticks) : DateTime.UtcNow;
}
