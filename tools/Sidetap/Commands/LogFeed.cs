using Sidetap.Decoding;
using Sidetap.Decoding.Events;
using Sidetap.Decoding.Uadp;

namespace Sidetap.Tool.Commands;

/// <summary>Takes messages, from wherever they come, and hands the events in them on to whoever writes them.</summary>
internal sealed class LogFeed
{
    private readonly LogFilter _filter;
    private readonly ILogWriter _writer;
    private readonly DataSetView _dataSets = new();
    private readonly MachineEventReader _reader;
    private readonly Lock _lock = new();

    /// <summary>Makes a feed of a filter and a writer.</summary>
    public LogFeed(LogFilter filter, ILogWriter writer)
    {
        _filter = filter;
        _writer = writer;
        _reader = new MachineEventReader(_dataSets);
    }

    /// <summary>Events that were written.</summary>
    public long Written { get; private set; }

    /// <summary>Events that the filter left out.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Messages that were not what their topic promised.</summary>
    public long Problems { get; private set; }

    /// <summary>Takes a message that was published.</summary>
    /// <param name="topic">Its topic; null when that is not known, and the payload is to be UADP only if it looks like it.</param>
    /// <param name="payload">Its payload.</param>
    public void Take(string? topic, ReadOnlySpan<byte> payload)
    {
        lock (_lock)
        {
            if (_dataSets.TryTake(payload, new DecodeOptions(), out _, out IReadOnlyList<DataSetUpdate> updates, out _))
            {
                Write(_reader.Take(updates));
            }
            else if (PublishedData.MustBeUadp(topic))
            {
                Problems++;
            }
        }
    }

    /// <summary>Says on standard error what was left out and why.</summary>
    public void ReportTo(CliContext context)
    {
        string left = LeftOut > 0 ? $", {LeftOut} left out by --since and --kind" : "";
        string repeated = _reader.Repeated > 0 ? $", {_reader.Repeated} that came again" : "";
        string notUnderstood = _reader.NotUnderstood > 0 ? $", {_reader.NotUnderstood} of a data set that is not known" : "";
        string malformed = Problems > 0 ? $"; {Problems} malformed messages" : "";
        context.Error.WriteLine($"sidetap: {Written} events{left}{repeated}{notUnderstood}{malformed}");
    }

    private void Write(IReadOnlyList<MachineEvent> events)
    {
        foreach (MachineEvent one in events)
        {
            if (_filter.Has(one))
            {
                _writer.Write(one);
                Written++;
            }
            else
            {
                LeftOut++;
            }
        }
    }
}
