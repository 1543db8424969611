using Sidetap.Events;
using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Tools.Tests.Support;

/// <summary>The log of the box whose data <see cref="SampleData"/> is, and the messages the firmware makes of it.</summary>
internal sealed class SampleEvents
{
    /// <summary>Uptime 0: 2025-04-24T20:26:40Z.</summary>
    public const long UtcAtStart = 133_900_000_000_000_000;

    private readonly SampleData _data;
    private readonly EventLog _log;
    private readonly PublisherSettings _settings;
    private long _nowMs;

    public SampleEvents(SampleData data)
    {
        _data = data;
        _settings = data.Settings.ForEvents(EventFields.Version, EventFields.Version);
        EventWriter writer = new(_settings, EventFields.Count);
        EventBinding[] events = [new(EventKind.State, 1, 300, "spindle, power"), new(EventKind.Fault, 0, 800, "=clamp()")];
        _log = new EventLog(events, data.DataSet, writer);
        writer.Resume(100);
    }

    /// <summary>Whether the box knows the time.</summary>
    public bool KnowsTime { get; set; } = true;

    /// <summary>What the box says after a change; every second there is one.</summary>
    public byte[] After(Action<DataSet> change)
    {
        change(_data.DataSet);
        int count = _log.Watch(_nowMs);
        byte[] buffer = new byte[512];
        int length = count == 0 ? 0 : _log.Write(0, buffer, 0, _nowMs, KnowsTime ? UtcAtStart : 0);
        _nowMs += 1000;
        return buffer[..length];
    }

    /// <summary>A start, a change of state, a fault that comes and goes: four events, numbers 100 to 103, at 0, 1, 2 and 3 s.</summary>
    public List<byte[]> Day()
    {
        _log.Start(7);
        return
        [
            After(_ => { }),
            After(data => data.SetInteger(1, 3)),
            After(data => data.SetStatus(0, StatusCode.BadNotConnected)),
            After(data => data.SetStatus(0, StatusCode.Good)),
        ];
    }

    /// <summary>The DataSetMetaData of events.</summary>
    public List<byte[]> Announce(int maxLength)
    {
        MetaDataAnnouncement announcement = new(_settings, EventFields.Create(), "mill-3Events", null, EventFields.ClassId());
        List<byte[]> messages = [];
        for (int i = 0; i < announcement.MessageCount(maxLength); i++)
        {
            byte[] buffer = new byte[maxLength];
            messages.Add(buffer[..announcement.Write(buffer, 0, maxLength, i)]);
        }

        return messages;
    }
}
