using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Gateway;
using Sidetap.Tool.Commands;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Live;

/// <summary>What a gateway has been given, decoded, and its course. The gateway's thread fills it, another one draws.</summary>
internal sealed class LiveDataSets
{
    /// <summary>How many values of a field are kept.</summary>
    public const int SparklineWidth = 40;

    /// <summary>How many of the last things that happened are kept.</summary>
    public const int MaxNotes = 32;

    private readonly Lock _lock = new();
    private readonly DataSetView _dataSets = new();
    private readonly Dictionary<(DataSetState DataSet, int Field), Sparkline> _sparklines = [];
    private readonly Dictionary<(DataSetState DataSet, int Field), uint> _statuses = [];
    private readonly List<LiveNote> _notes = [];
    private long _frames;
    private long _octets;
    private long _problems;
    private long _framesBefore;
    private long _octetsBefore;
    private TimeSpan _rateAt;
    private double _framesPerSecond;
    private double _octetsPerSecond;

    /// <summary>Whether any value has come.</summary>
    public bool HasValues => Read(live => live._dataSets.DataSets.Any(d => d.Fields.Count > 0));

    /// <summary>Messages that were not what their topic promised.</summary>
    public long Problems => Read(live => live._problems);

    /// <summary>What happened lately, the oldest first. Only inside <see cref="Read"/>.</summary>
    public IReadOnlyCollection<LiveNote> Notes => _notes;

    /// <summary>Traffic in words, and what was wrong with it, if anything. Only inside <see cref="Read"/>.</summary>
    public (string Rates, string Problems) Rates =>
        ($"{_framesPerSecond,6:0.0} frames/s  {_octetsPerSecond,6:0} octets/s", _problems == 0 ? "" : $"{_problems} malformed");

    /// <summary>Looks at everything while nothing changes.</summary>
    /// <param name="read">What to look at.</param>
    public T Read<T>(Func<LiveDataSets, T> read)
    {
        lock (_lock)
        {
            return read(this);
        }
    }

    /// <summary>A publisher's data set with values, or null while there is none. Only inside <see cref="Read"/>.</summary>
    /// <param name="publisher">The publisher; null for whichever comes first.</param>
    public DataSetState? Find(string? publisher) =>
        _dataSets.DataSets.FirstOrDefault(d => d.Fields.Count > 0 && (publisher is null || $"{d.PublisherId}" == publisher));

    /// <summary>A field's last values as bars. Only inside <see cref="Read"/>.</summary>
    /// <param name="dataSet">Its data set.</param>
    /// <param name="field">The field.</param>
    public string Course(DataSetState dataSet, FieldValue field) => _sparklines.GetValueOrDefault((dataSet, field.Index))?.ToString() ?? "";

    /// <summary>Takes a published message.</summary>
    public void Take(AcceptedPublish publish)
    {
        lock (_lock)
        {
            PublishedData data = PublishedData.Of(publish, _dataSets);
            _problems += data.Problem is null ? 0 : 1;
            foreach (DataSetUpdate update in data.Updates.Where(u => u.Verdict is not (SequenceVerdict.Duplicate or SequenceVerdict.Late)))
            {
                TakeNotes(update);
            }
        }
    }

    /// <summary>Counts a datagram in either direction.</summary>
    public void Count(int octets)
    {
        Interlocked.Increment(ref _frames);
        Interlocked.Add(ref _octets, octets);
    }

    /// <summary>Adds the present values to the sparklines and works out the rates; to be called at an even pace.</summary>
    public void Tick(TimeSpan now)
    {
        lock (_lock)
        {
            foreach (DataSetState dataSet in _dataSets.DataSets)
            {
                foreach (FieldValue field in dataSet.Fields.Values)
                {
                    if (!_sparklines.TryGetValue((dataSet, field.Index), out Sparkline? sparkline))
                    {
                        _sparklines[(dataSet, field.Index)] = sparkline = new Sparkline(SparklineWidth);
                    }

                    sparkline.Add(LiveText.NumberOf(field));
                }
            }

            double seconds = (now - _rateAt).TotalSeconds;
            if (seconds >= 1)
            {
                _framesPerSecond = (Interlocked.Read(ref _frames) - _framesBefore) / seconds;
                _octetsPerSecond = (Interlocked.Read(ref _octets) - _octetsBefore) / seconds;
                _framesBefore += (long)Math.Round(_framesPerSecond * seconds);
                _octetsBefore += (long)Math.Round(_octetsPerSecond * seconds);
                _rateAt = now;
            }
        }
    }

    private void TakeNotes(DataSetUpdate update)
    {
        if (update.Message.Type == DataSetMessageType.Event)
        {
            if (LiveNote.OfEvent(update) is { } told)
            {
                Note(told);
            }

            return;
        }

        foreach (FieldValue field in update.Message.Fields)
        {
            (DataSetState, int) key = (update.DataSet, field.Index);
            uint? before = _statuses.TryGetValue(key, out uint status) ? status : null;
            _statuses[key] = field.Status;
            bool isNews = (before ?? 0) != field.Status && !LiveText.IsWaiting(before ?? 0) && !LiveText.IsWaiting(field.Status);
            if (isNews)
            {
                Note(LiveNote.OfStatus(update, field, before));
            }
        }
    }

    /// <summary>Keeps a note. Of an event and the change of status that it is about, the event stays.</summary>
    private void Note(LiveNote note)
    {
        int same = _notes.FindIndex(note.IsSameAs);
        if (same >= 0)
        {
            _notes[same] = note.IsEvent ? note : _notes[same];
            return;
        }

        _notes.Add(note);
        if (_notes.Count > MaxNotes)
        {
            _notes.RemoveAt(0);
        }
    }
}
