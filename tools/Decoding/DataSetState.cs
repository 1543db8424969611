using Sidetap.Decoding.Uadp;

namespace Sidetap.Decoding;

/// <summary>What is known of one data set of one publisher.</summary>
public sealed class DataSetState
{
    /// <summary>The most fields whose values are kept.</summary>
    public const int MaxFields = 1024;

    private readonly SortedDictionary<int, FieldValue> _fields = [];

    internal DataSetState(PublisherId publisherId, ushort? dataSetWriterId)
    {
        PublisherId = publisherId;
        DataSetWriterId = dataSetWriterId;
    }

    /// <summary>The publisher.</summary>
    public PublisherId PublisherId { get; }

    /// <summary>The DataSetWriter; null in layouts without a PayloadHeader.</summary>
    public ushort? DataSetWriterId { get; }

    /// <summary>What the data set means; null until it has been announced.</summary>
    public DataSetMetaData? MetaData { get; internal set; }

    /// <summary>The data set's name, or its ids while that is not known.</summary>
    public string Name => MetaData?.Name ?? (DataSetWriterId == null ? $"{PublisherId}" : $"{PublisherId}/{DataSetWriterId}");

    /// <summary>Whether any message of it has come.</summary>
    public bool HasMessages => KeyFrames + DeltaFrames + Events + KeepAlives > 0;

    /// <summary>The last value of each field that has come, by its position.</summary>
    public IReadOnlyDictionary<int, FieldValue> Fields => _fields;

    /// <summary>Gaps, duplicates and the like.</summary>
    public SequenceCounter Sequence { get; } = new();

    /// <summary>Status of the last message; null when it had none.</summary>
    public uint? Status { get; private set; }

    /// <summary>Timestamp of the last message, 100 ns since 1601-01-01 UTC; null when it had none.</summary>
    public long? Timestamp { get; private set; }

    /// <summary>Key frames that came, repeated ones included.</summary>
    public long KeyFrames { get; private set; }

    /// <summary>Delta frames that came, repeated ones included.</summary>
    public long DeltaFrames { get; private set; }

    /// <summary>Events that came.</summary>
    public long Events { get; private set; }

    /// <summary>Keep-alives and heartbeats that came.</summary>
    public long KeepAlives { get; private set; }

    internal SequenceVerdict Apply(DataSetMessage message)
    {
        bool isKeepAlive = message.Type == DataSetMessageType.KeepAlive;
        Count(message);
        SequenceVerdict verdict = message.SequenceNumber is not { } number ? SequenceVerdict.Next
            : isKeepAlive ? Sequence.TakeKeepAlive(number)
            : Sequence.Take(number);
        if (verdict is SequenceVerdict.Duplicate or SequenceVerdict.Late)
        {
            return verdict; // older than what is known
        }

        Timestamp = message.Timestamp ?? Timestamp;
        if (isKeepAlive || message.IsHeartbeat || message.Type == DataSetMessageType.Event)
        {
            return verdict;
        }

        Status = message.Status;
        if (message.Type == DataSetMessageType.KeyFrame)
        {
            _fields.Clear();
        }

        foreach (FieldValue field in message.Fields)
        {
            if (_fields.Count < MaxFields || _fields.ContainsKey(field.Index))
            {
                _fields[field.Index] = field;
            }
        }

        return verdict;
    }

    private void Count(DataSetMessage message)
    {
        if (message.IsHeartbeat || message.Type == DataSetMessageType.KeepAlive)
        {
            KeepAlives++;
        }
        else if (message.Type == DataSetMessageType.KeyFrame)
        {
            KeyFrames++;
        }
        else if (message.Type == DataSetMessageType.DeltaFrame)
        {
            DeltaFrames++;
        }
        else
        {
            Events++;
        }
    }
}
