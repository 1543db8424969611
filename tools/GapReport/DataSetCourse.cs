using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;

namespace Sidetap.GapReport;

/// <summary>What has come of one data set.</summary>
internal sealed class DataSetCourse(DataSetState state)
{
    private const int MaxLayouts = 8;
    private const int MaxTopics = 4;

    private readonly SortedDictionary<string, long> _layouts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, FieldCourse> _fields = [];
    private readonly HashSet<string> _topics = new(StringComparer.Ordinal);

    // Times are by the publisher's clock or by that of arrival, which may be hours apart. A change of the clock ends a stretch, and another one begins.
    private bool? _isByPublisher;
    private DateTime _first;
    private double _secondsBefore;

    /// <summary>Sequence, metadata and counts.</summary>
    public DataSetState State { get; } = state;

    /// <summary>Its layouts by name, and how many messages each has.</summary>
    public IReadOnlyDictionary<string, long> Layouts => _layouts;

    /// <summary>Its fields by position.</summary>
    public IReadOnlyDictionary<int, FieldCourse> Fields => _fields;

    /// <summary>The topics it came on, as far as they have names.</summary>
    public IReadOnlyCollection<string> Topics => _topics;

    /// <summary>Times of all messages.</summary>
    public Span Messages { get; } = new();

    /// <summary>Times of the key frames.</summary>
    public Span KeyFrames { get; } = new();

    /// <summary>Seconds from the first to the last message.</summary>
    public double Seconds => _secondsBefore + (Messages.Last is { } last ? (last - _first).TotalSeconds : 0);

    /// <summary>How many messages came.</summary>
    public long Count { get; private set; }

    /// <summary>Messages whose version is another one than announced.</summary>
    public long OtherVersions { get; private set; }

    /// <summary>Messages with a time before that of the one before.</summary>
    public long TimesBack { get; private set; }

    /// <summary>Messages whose time is not known (0), or an uptime.</summary>
    public long WithoutTime { get; private set; }

    /// <summary>Messages whose status is Good while a field in them is Bad.</summary>
    public long GoodWithBad { get; private set; }

    /// <summary>Takes a message.</summary>
    public void Take(NetworkMessage network, DataSetUpdate update, DateTime arrived, string? topic)
    {
        DataSetMessage message = update.Message;
        Count++;
        if (topic != null && _topics.Count < MaxTopics)
        {
            _topics.Add(topic);
        }

        string layout = LayoutName.Of(network, message);
        if (_layouts.ContainsKey(layout) || _layouts.Count < MaxLayouts)
        {
            _layouts[layout] = _layouts.GetValueOrDefault(layout) + 1;
        }

        OtherVersions += State.MetaData is { } metaData && !metaData.IsVersionOf(message) ? 1 : 0;
        if (update.Verdict is SequenceVerdict.Duplicate or SequenceVerdict.Late)
        {
            return; // it tells nothing of when values came
        }

        DateTime time = TimeOf(message, arrived, out bool isByPublisher);
        if (isByPublisher != _isByPublisher)
        {
            Begin(time, isByPublisher);
        }

        TimesBack += Messages.Last is { } last && time < last ? 1 : 0;
        Messages.Add(time);
        if (message.Type == DataSetMessageType.KeyFrame && !message.IsHeartbeat)
        {
            KeyFrames.Add(time);
        }

        bool hasBad = false;
        foreach (FieldValue field in message.Type == DataSetMessageType.Event ? [] : message.Fields)
        {
            if (!_fields.TryGetValue(field.Index, out FieldCourse? course))
            {
                if (_fields.Count >= DataSetState.MaxFields)
                {
                    continue;
                }

                _fields[field.Index] = course = new FieldCourse();
                course.Times.Begin(_first);
            }

            course.Take(field, time);
            hasBad |= StatusCodeNames.IsBad(field.Status);
        }

        GoodWithBad += hasBad && message.Status == 0 ? 1 : 0;
    }

    /// <summary>The traffic has ended.</summary>
    public void End()
    {
        if (Messages.Last is { } last)
        {
            KeyFrames.End(last);
            foreach (FieldCourse field in _fields.Values)
            {
                field.Times.End(last);
            }
        }
    }

    private void Begin(DateTime time, bool isByPublisher)
    {
        End();
        _secondsBefore = Seconds;
        _isByPublisher = isByPublisher;
        _first = time;
        Messages.Begin(time);
        KeyFrames.Begin(time);
        foreach (FieldCourse field in _fields.Values)
        {
            field.Times.Begin(time);
        }
    }

    // The publisher's own time is better than that of arrival, which has the outbox and the network in it.
    private DateTime TimeOf(DataSetMessage message, DateTime arrived, out bool isByPublisher)
    {
        DateTime time = message.Timestamp is { } timestamp ? UaTime.ToDateTime(timestamp) : default;
        isByPublisher = time.Year >= 2000;
        WithoutTime += message.Timestamp != null && !isByPublisher ? 1 : 0;
        return isByPublisher ? time : arrived;
    }
}
