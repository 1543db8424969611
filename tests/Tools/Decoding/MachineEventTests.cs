using Sidetap.Decoding;
using Sidetap.Decoding.Events;
using Sidetap.Decoding.Frames;
using Sidetap.Decoding.Uadp;
using Sidetap.Events;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Tools.Tests.Support;
using EventText = Sidetap.Tool.Output.EventText;
using StatusCode = Sidetap.PubSub.StatusCode;

namespace Sidetap.Tools.Tests.Decoding;

/// <summary>Events as a subscriber reads them: apart from the data, and with their names.</summary>
[TestClass]
public sealed class MachineEventTests
{
    [TestMethod]
    public void ADayIsReadWithItsNames()
    {
        SampleData data = new(HeaderLayout.Dynamic);
        SampleEvents events = new(data);
        DataSetView view = new();
        TakeAll(view, [.. data.Announce(2000), .. events.Announce(2000)]);
        List<MachineEvent> read = Read(view, events.Day());
        Assert.HasCount(4, read);
        Assert.AreEqual("Start State Fault Fault", string.Join(' ', read.Select(one => one.Kind)));
        Assert.AreSequenceEqual(new uint?[] { 100, 101, 102, 103 }, read.Select(one => one.Number).ToArray());
        Assert.AreSequenceEqual(new long[] { 0, 1, 2, 3 }, read.Select(one => (one.Time - SampleEvents.UtcAtStart) / 10_000_000).ToArray());
        MachineEvent state = read[1];
        Assert.AreEqual(("mill-3Events", "State", 2.0, 3.0), (state.DataSet, state.Source, state.OldValue, state.NewValue));
        Assert.AreEqual(("Cutting", "Fault", 300, "spindle, power"), (state.OldText, state.NewText, state.Severity, state.Cause));
        MachineEvent raised = read[2];
        Assert.AreEqual(("SpindleCurrent", 12.5, null, "A"), (raised.Source, raised.OldValue, raised.NewValue, raised.Unit));
        Assert.AreEqual((StatusCode.Good, StatusCode.BadNotConnected), (raised.OldStatus, raised.NewStatus));
        MachineEvent cleared = read[3];
        Assert.AreEqual((null, 12.5), (cleared.OldValue, cleared.NewValue));
        Assert.AreEqual((StatusCode.BadNotConnected, StatusCode.Good), (cleared.OldStatus, cleared.NewStatus));
    }

    /// <summary>The class of the data set says what its events are; a reader who came too late for the metadata reads them all the same.</summary>
    [TestMethod]
    public void EventsAreReadWithoutTheirMetaData()
    {
        List<MachineEvent> read = Read(new DataSetView(), new SampleEvents(new SampleData(HeaderLayout.Dynamic)).Day());
        Assert.AreEqual("Start State Fault Fault", string.Join(' ', read.Select(one => one.Kind)));
        Assert.AreEqual((null, "Cutting", StatusCode.BadNotConnected), (read[1].DataSet, read[1].OldText, read[2].NewStatus));
        Assert.IsNull(read[2].Unit);
    }

    /// <summary>A tool known by a text; a signal that is on or off; an array that has lost an element: in words, and none of them empty.</summary>
    [TestMethod]
    public void TextsBooleansAndArraysHaveWords()
    {
        FieldMetaData[] fields = [new("Tool", BuiltInType.String, 0, 12), new("Door", BuiltInType.Boolean), new("Zones", BuiltInType.Float, 3, 0)];
        DataSet dataSet = new(fields);
        PublisherSettings settings = new() { PublisherId = 5 };
        EventLog log = new(
            [new EventBinding(EventKind.Tool, 0, 200, null), new EventBinding(EventKind.State, 1, 200, null)],
            dataSet,
            new EventWriter(settings.ForEvents(EventFields.Version, EventFields.Version), EventFields.Count));
        Array.ForEach([0, 1, 2], i => dataSet.SetStatus(i, StatusCode.Good));
        Assert.AreEqual(0, log.Watch(0));
        dataSet.SetText(0, "T12 Ø8"u8.ToArray(), 7);
        dataSet.SetInteger(1, 1);
        dataSet.SetStatus(2, StatusCode.UncertainSubNormal);
        List<byte[]> messages = [];
        for (int i = log.Watch(100) - 1; i >= 0; i--)
        {
            byte[] buffer = new byte[512];
            messages.Insert(0, buffer[..log.Write(i, buffer, 0, 100, SampleEvents.UtcAtStart)]);
        }

        DataSetView view = new();
        MetaDataAnnouncement announcement = new(settings, fields, "Mill", null, null);
        byte[] announced = new byte[1000];
        TakeAll(view, [announced[..announcement.Write(announced, 0, announced.Length, 0)]]);
        List<MachineEvent> read = Read(view, messages);
        Assert.AreSequenceEqual(
            new[] { "Zones: Good -> UncertainSubNormal", "Tool: \"\" -> T12 Ø8", "Door: false -> true" },
            read.Select(one => $"{one.Source}: {EventText.ChangeOf(one)}").ToArray());
    }

    [TestMethod]
    public void AnEventThatComesAgainIsReadOnce()
    {
        List<byte[]> day = new SampleEvents(new SampleData(HeaderLayout.Dynamic)).Day();
        DataSetView view = new();
        MachineEventReader reader = new(view);
        int count = 0;
        foreach (byte[] message in day.Concat(day))
        {
            count += reader.Take(Take(view, message)).Count;
        }

        Assert.AreEqual(4, count);
        Assert.AreEqual(4, reader.Repeated);
    }

    /// <summary>Another publisher's events, whose fields nobody has announced.</summary>
    [TestMethod]
    public void EventsOfAnUnknownDataSetAreCounted()
    {
        byte[] message = new SampleEvents(new SampleData(HeaderLayout.Dynamic)).Day()[0];
        message[27] ^= 1; // MinorVersion
        DataSetView view = new();
        MachineEventReader reader = new(view);
        Assert.IsEmpty(reader.Take(Take(view, message)));
        Assert.AreEqual(1, reader.NotUnderstood);
    }

    /// <summary>7.2.4.5.4: a StatusCode in place of a value says that the field is Bad; in a field whose own type it is, it is the value.</summary>
    [TestMethod]
    public void AStatusCodeFieldIsNotBad()
    {
        SampleData data = new(HeaderLayout.Dynamic);
        SampleEvents events = new(data);
        DataSetView view = new();
        TakeAll(view, events.Announce(300));
        DataSetMessage message = Take(view, events.Day()[2]).Single().Message;
        FieldValue newStatus = message.Fields[9];
        Assert.AreEqual((0u, (object)StatusCode.BadNotConnected), (newStatus.Status, newStatus.Value));
        FieldValue newValue = message.Fields[5];
        Assert.AreEqual((StatusCode.BadNotConnected, BuiltInTypeId.StatusCode), (newValue.Status, newValue.Type));
    }

    [TestMethod]
    public void EventsTouchNoValues()
    {
        SampleEvents events = new(new SampleData(HeaderLayout.Dynamic));
        DataSetView view = new();
        TakeAll(view, [.. events.Announce(2000), .. events.Day()]);
        DataSetState log = view.DataSets.Single();
        Assert.AreEqual((4L, 0L, 0L), (log.Events, log.KeyFrames, log.Sequence.Missing));
        Assert.IsEmpty(log.Fields);
        Assert.IsTrue(log.MetaData!.IsEventLog);
    }

    /// <summary>A.2.1: data of the fixed layout does not name its writer; that events are announced as well must not make it unreadable.</summary>
    [TestMethod]
    public void DataOfTheFixedLayoutIsReadBesideEvents()
    {
        SampleData data = new(HeaderLayout.PeriodicFixed, 2234);
        SampleEvents events = new(data);
        DataSetView view = new();
        TakeAll(view, [.. data.Announce(2000), .. events.Announce(2000), .. events.Day()]);
        DataSetMessage message = Take(view, data.KeyFrame()).Single().Message;
        Assert.HasCount(3, message.Fields);
        Assert.AreEqual("SpindleCurrent", message.Fields[0].Name);
    }

    [TestMethod]
    public void ASummaryCallsAnEventAnEvent()
    {
        byte[] message = new SampleEvents(new SampleData(HeaderLayout.Dynamic)).Day()[1];
        Assert.IsTrue(UadpDecoder.TryDecode(message, out NetworkMessage? decoded, out string? reason), reason);
        Assert.AreEqual("event #101 of 2025-04-24 20:26:41.0, 13 fields", FrameSummary.Of(decoded));
    }

    /// <summary>Whatever an event's fields hold, reading them ends, and with a reason where there is one.</summary>
    [TestMethod]
    public void DamagedEventsDoNoHarm()
    {
        Random random = new(1);
        List<byte[]> day = new SampleEvents(new SampleData(HeaderLayout.Dynamic)).Day();
        for (int i = 0; i < 20_000; i++)
        {
            byte[] message = (byte[])day[random.Next(4)].Clone();
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                message[random.Next(13, message.Length)] = (byte)random.Next(256);
            }

            DataSetView view = new();
            MachineEventReader reader = new(view);
            if (view.TryTake(message[..random.Next(13, message.Length + 1)], new DecodeOptions(), out _, out IReadOnlyList<DataSetUpdate> updates, out _))
            {
                reader.Take(updates);
            }
        }
    }

    private static void TakeAll(DataSetView view, List<byte[]> messages)
    {
        foreach (byte[] message in messages)
        {
            Take(view, message);
        }
    }

    private static IReadOnlyList<DataSetUpdate> Take(DataSetView view, byte[] message)
    {
        Assert.IsTrue(view.TryTake(message, new DecodeOptions(), out _, out IReadOnlyList<DataSetUpdate> updates, out string? reason), reason);
        return updates;
    }

    private static List<MachineEvent> Read(DataSetView view, List<byte[]> messages)
    {
        MachineEventReader reader = new(view);
        return [.. messages.SelectMany(message => reader.Take(Take(view, message)))];
    }
}
