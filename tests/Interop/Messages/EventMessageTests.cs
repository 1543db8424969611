using Sidetap.Events;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>What a box publishes as events (OPC 10000-14, 7.2.4.5.7), read by node-opcua.</summary>
[TestClass]
public sealed class EventMessageTests
{
    private const long Start = UadpVectors.Taken;
    private const ulong PublisherId = 0xFEDCBA9876543210;

    [TestMethod]
    [DataRow(HeaderLayout.Dynamic, PublisherId, "UInt64")]
    [DataRow(HeaderLayout.PeriodicFixed, 2234ul, "UInt16")]
    public void NodeOpcuaReadsEveryField(HeaderLayout layout, ulong publisherId, string idType)
    {
        List<byte[]> messages = Events(layout, publisherId);
        IReadOnlyList<NodeAnswer> answers = NodeOpcua.DecodeUadp(messages);
        for (int i = 0; i < messages.Count; i++)
        {
            answers[i].CheckReadWhole(messages[i], $"event {i}");
            DecodedNetworkMessage message = answers[i].Uadp!;
            Assert.AreEqual($"{publisherId}", message.PublisherId);
            Assert.AreEqual(idType, message.PublisherIdType);
            CollectionAssert.AreEqual(new[] { 2 }, message.DataSetWriterIds.ToArray());
            DecodedDataSetMessage dataSet = message.DataSetMessages.Single();
            Assert.AreEqual(2, dataSet.Type, "an event");
            Assert.AreEqual(0, dataSet.FieldEncoding, "Variant");
            Assert.AreEqual(0xFFFF + i & 0xFFFF, dataSet.SequenceNumber);
            Assert.AreEqual(EventFields.Version, dataSet.MinorVersion);
            Assert.HasCount(EventFields.Count, dataSet.Fields);
            Assert.AreEqual(dataSet.Timestamp, Value(dataSet, 0));
            Assert.AreEqual($"{0xFFFF + i}", Value(dataSet, 1));
        }

        // The start; the state, from 1 to 2, with its names; the fault, whose new value is a StatusCode; the limit.
        CollectionAssert.AreEqual(
            (string[])["5 BootCount 3 4", "0 State 1 2 Idle Running", "3 Load 12.5 808C0000", "4 Load  120 InRange High"],
            answers.Select(answer => InWords(answer.Uadp!.DataSetMessages[0])).ToArray());
        Assert.AreEqual("spindle power", Value(answers[1].Uadp!.DataSetMessages[0], 11));
        Assert.AreEqual("321", Value(answers[1].Uadp!.DataSetMessages[0], 10));
        Assert.AreEqual($"{Start + 5_000_000}", Value(answers[1].Uadp!.DataSetMessages[0], 0));
    }

    [TestMethod]
    public void NodeOpcuaReadsTheMetaDataOfEvents()
    {
        PublisherSettings settings = new PublisherSettings { PublisherId = PublisherId }.ForEvents(EventFields.Version, EventFields.Version);
        MetaDataAnnouncement announcement = new(settings, EventFields.Create(), "MillEvents", "What has happened", EventFields.ClassId());
        AnnouncementReader received = AnnouncementReader.Receive(announcement, settings, 248);
        NodeAnswer answer = NodeOpcua.DecodeMetaData([received.MetaData]).Single();
        answer.CheckReadWhole(received.MetaData, "MillEvents");
        DecodedMetaData metaData = answer.MetaData!;
        Assert.AreEqual("c11ed25f-855b-4a65-b863-44e5ac5f75f7", metaData.DataSetClassId?.ToLowerInvariant());
        Assert.AreEqual(EventFields.Version, metaData.MajorVersion);
        Assert.AreEqual(
            "Time EventNumber Kind SourceName OldValue NewValue OldText NewText OldStatus NewStatus Severity Cause Suppressed",
            string.Join(' ', metaData.Fields.Select(field => field.Name)));
        CollectionAssert.AreEqual((int[])[13, 7, 6, 12, 11, 11, 12, 12, 19, 19, 5, 12, 7], metaData.Fields.Select(field => field.BuiltInType).ToArray());
        Assert.IsTrue(metaData.Fields.All(field => field.ValueRank == -1));
    }

    private static List<byte[]> Events(HeaderLayout layout, ulong publisherId)
    {
        FieldMetaData state = new("State", BuiltInType.UInt32) { EnumStrings = ["Off", "Idle", "Running"] };
        DataSet dataSet = new([state, new FieldMetaData("Load", BuiltInType.Float)]);
        PublisherSettings settings = new() { Layout = layout, PublisherId = publisherId };
        EventWriter writer = new(settings.ForEvents(EventFields.Version, EventFields.Version), EventFields.Count);
        EventLog log = new([new EventBinding(EventKind.State, 0, 321, "spindle power")], dataSet, writer);
        writer.Resume(0xFFFF);
        dataSet.SetStatus(0, StatusCode.Good);
        dataSet.SetStatus(1, StatusCode.Good);
        dataSet.SetInteger(0, 1);
        dataSet.SetFloat(1, 12.5f);
        log.Start(4);
        List<byte[]> messages = [];
        Take(log, 0, messages);
        dataSet.SetInteger(0, 2);
        Take(log, 500, messages);
        dataSet.SetStatus(1, StatusCode.BadSensorFailure);
        Take(log, 600, messages);
        dataSet.SetStatus(1, StatusCode.Good);
        Take(log, 700, []);
        dataSet.SetFloat(1, 120);
        dataSet.SetStatus(1, StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitHigh);
        writer.Resume(0xFFFF + 3);
        Take(log, 800, messages);
        return messages;
    }

    private static void Take(EventLog log, long nowMs, List<byte[]> messages)
    {
        byte[] buffer = new byte[512];
        Assert.AreEqual(1, log.Watch(nowMs));
        messages.Add(buffer[..log.Write(0, buffer, 0, nowMs, Start)]);
    }

    /// <summary>Kind, SourceName, OldValue, NewValue and their names.</summary>
    private static string InWords(DecodedDataSetMessage message) =>
        string.Join(' ', Enumerable.Range(2, 6).Select(i => Value(message, i))).TrimEnd();

    /// <summary>A field's value, or its StatusCode where that is all there is.</summary>
    private static string Value(DecodedDataSetMessage message, int index)
    {
        DecodedField field = message.Fields.Single(field => field.Index == index);
        return field.Type is not (null or "StatusCode") ? field.Values.Single() : field.Status == 0 ? "" : $"{field.Status:X8}";
    }
}
