using Sidetap.Decoding.Uadp;

namespace Sidetap.Decoding.Events;

/// <summary>Makes machine events of event messages, each once, with the names that have been announced.</summary>
/// <param name="dataSets">What is known of the publishers.</param>
public sealed class MachineEventReader(DataSetView dataSets)
{
    /// <summary>So many events are remembered, so that one that comes again is not taken for another.</summary>
    public const int Remembered = 65536;

    private readonly HashSet<(PublisherId, uint, long)> _seen = [];
    private readonly Queue<(PublisherId, uint, long)> _order = [];

    /// <summary>Event messages that say nothing that a log could show.</summary>
    public long NotUnderstood { get; private set; }

    /// <summary>Events that came again.</summary>
    public long Repeated { get; private set; }

    /// <summary>Takes what a NetworkMessage has brought.</summary>
    /// <param name="updates">What its DataSetMessages did.</param>
    /// <returns>The events in it.</returns>
    public IReadOnlyList<MachineEvent> Take(IReadOnlyList<DataSetUpdate> updates)
    {
        List<MachineEvent> events = [];
        foreach (DataSetUpdate update in updates)
        {
            if (update.Message.Type != DataSetMessageType.Event)
            {
                continue;
            }

            if (Read(update.DataSet, update.Message) is not { } read)
            {
                NotUnderstood++;
            }
            else if (IsNew(read, update))
            {
                events.Add(read);
            }
        }

        return events;
    }

    /// <summary>An event that has come before has the same number and time; without a number, the message's sequence number tells.</summary>
    private bool IsNew(MachineEvent read, DataSetUpdate update)
    {
        bool isNew = read.Number is { } number ? Remember((read.PublisherId, number, read.Time)) : update.Verdict != SequenceVerdict.Duplicate;
        Repeated += isNew ? 0 : 1;
        return isNew;
    }

    private bool Remember((PublisherId, uint, long) key)
    {
        if (!_seen.Add(key))
        {
            return false;
        }

        _order.Enqueue(key);
        if (_order.Count > Remembered)
        {
            _seen.Remove(_order.Dequeue());
        }

        return true;
    }

    private MachineEvent? Read(DataSetState dataSet, DataSetMessage message)
    {
        DataSetMetaData? metaData = dataSet.MetaData is { } announced && announced.IsVersionOf(message) ? announced : null;
        Func<string, FieldValue?>? field = FieldsOf(message, metaData);
        long? time = field?.Invoke("Time")?.Value is DateTime value ? ToUaTime(value) : message.Timestamp;
        if (field == null || time == null)
        {
            return null;
        }

        string? source = TextOf(field("SourceName"));
        FieldDescription? about = DescriptionOf(dataSet.PublisherId, source);
        double? old = NumberOf(field("OldValue"));
        double? now = NumberOf(field("NewValue"));
        return new MachineEvent
        {
            PublisherId = dataSet.PublisherId,
            DataSet = dataSet.MetaData?.Name,
            Time = time.Value,
            Number = (uint?)NumberOf(field("EventNumber")),
            Kind = KindOf(field("Kind"), metaData),
            Source = source,
            OldValue = old,
            NewValue = now,
            OldText = TextOf(field("OldText")) ?? NameOf(about, old),
            NewText = TextOf(field("NewText")) ?? NameOf(about, now),
            Unit = about?.EngineeringUnits?.DisplayName.Text is { Length: > 0 } unit ? unit : null,
            OldStatus = StatusOf(field("OldStatus")),
            NewStatus = StatusOf(field("NewStatus")),
            Severity = (int?)NumberOf(field("Severity")),
            Cause = TextOf(field("Cause")) ?? TextOf(field("Message")),
            Suppressed = (uint?)NumberOf(field("Suppressed")),
        };
    }

    /// <summary>The fields by their announced names; or, while nothing is announced, by their places, where the version is the one that is known.</summary>
    private static Func<string, FieldValue?>? FieldsOf(DataSetMessage message, DataSetMetaData? metaData)
    {
        if (metaData != null)
        {
            return name => message.Fields.FirstOrDefault(field => field.Name == name);
        }

        bool isKnown = message.MinorVersion == EventLogClass.Version && message.Fields.Count == EventLogClass.FieldNames.Count;
        return isKnown ? name => message.Fields.ElementAtOrDefault(EventLogClass.FieldNames.ToList().IndexOf(name)) : null;
    }

    private static string? KindOf(FieldValue? field, DataSetMetaData? metaData)
    {
        if (NumberOf(field) is not { } kind)
        {
            return null;
        }

        IReadOnlyList<string> names = metaData?.Fields.ElementAtOrDefault(field!.Index)?.EnumStrings ?? EventLogClass.Kinds;
        return kind >= 0 && kind < names.Count ? names[(int)kind] : $"{kind}";
    }

    /// <summary>What another data set of the publisher says of a field.</summary>
    private FieldDescription? DescriptionOf(PublisherId publisherId, string? name) => name == null ? null
        : dataSets.DataSets
            .Where(state => state.PublisherId == publisherId && state is { MetaData.IsEventLog: false })
            .SelectMany(state => state.MetaData!.Fields)
            .FirstOrDefault(field => field.Name == name);

    /// <summary>The name of an enumeration's or a Boolean's value.</summary>
    private static string? NameOf(FieldDescription? field, double? value) => field is { BuiltInType: BuiltInTypeId.Boolean, EnumStrings: null }
        ? value switch { 0 => "false", 1 => "true", _ => null }
        : field?.EnumStrings is { } names && value is { } number && number >= 0 && number < names.Count && number == (int)number ? names[(int)number] : null;

    private static double? NumberOf(FieldValue? field) =>
        field is { IsArray: false, Value: IConvertible value and not (string or DateTime), Type: not BuiltInTypeId.StatusCode } ? Convert.ToDouble(value) : null;

    private static uint? StatusOf(FieldValue? field) => field is { Type: BuiltInTypeId.StatusCode, Value: uint status } ? status : null;

    private static string? TextOf(FieldValue? field) => field?.Value switch
    {
        string text => text,
        UaLocalizedText text => text.Text,
        _ => null,
    };

    private static long ToUaTime(DateTime time) => time.Ticks - DateTime.FromFileTimeUtc(0).Ticks;
}
