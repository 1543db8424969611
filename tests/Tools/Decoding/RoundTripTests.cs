using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.PubSub;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Decoding;

/// <summary>What the firmware encodes, this decoder, which was written from the specification, understands as it was meant.</summary>
[TestClass]
public sealed class RoundTripTests
{
    [TestMethod]
    public void DynamicKeyFrame()
    {
        SampleData sample = new(HeaderLayout.Dynamic);
        DataSetUpdate update = Take(sample.AnnouncedView(), sample.KeyFrame());
        Assert.AreEqual(DataSetMessageType.KeyFrame, update.Message.Type);
        Assert.AreEqual((ushort)7, update.Message.DataSetWriterId);
        Assert.AreEqual(sample.Timestamp, update.Message.Timestamp);
        Assert.AreEqual(0u, update.Message.Status);
        Assert.AreEqual(800000002u, update.Message.MinorVersion);
        Assert.AreEqual(12.5f, Value(update, "SpindleCurrent"));
        Assert.AreEqual((byte)2, Value(update, "State"));
        Assert.AreEqual(123456u, Value(update, "Parts"));
        Assert.AreEqual("T12 Ø8", Value(update, "Tool"));
        Assert.AreSequenceEqual(new[] { 0f, 0f, 0f, 205f }, (float[])Value(update, "Bands")!);
    }

    [TestMethod]
    public void DynamicDeltaFrame()
    {
        SampleData sample = new(HeaderLayout.Dynamic);
        DataSetView view = sample.AnnouncedView();
        Take(view, sample.KeyFrame());
        sample.DataSet.SetInteger(2, 123457);
        DataSetUpdate update = Take(view, sample.Delta(2));
        Assert.AreEqual(DataSetMessageType.DeltaFrame, update.Message.Type);
        Assert.AreEqual((ushort)1, update.Message.SequenceNumber);
        Assert.AreEqual(SequenceVerdict.Next, update.Verdict);
        Assert.HasCount(1, update.Message.Fields);
        Assert.AreEqual(123457u, update.DataSet.Fields[2].Value);
        Assert.AreEqual(12.5f, update.DataSet.Fields[0].Value);
    }

    [TestMethod]
    public void KeepAliveCarriesTheNextNumber()
    {
        SampleData sample = new(HeaderLayout.Dynamic);
        DataSetView view = sample.AnnouncedView();
        Take(view, sample.KeyFrame());
        DataSetUpdate update = Take(view, sample.KeepAlive());
        Assert.AreEqual(DataSetMessageType.KeepAlive, update.Message.Type);
        Assert.AreEqual((ushort)1, update.Message.SequenceNumber);
        Assert.AreEqual(SequenceVerdict.Next, update.Verdict);
        Assert.AreEqual(0, update.DataSet.Sequence.Missing);
    }

    [TestMethod]
    public void StatusesOfFieldsAndMessage()
    {
        SampleData sample = new(HeaderLayout.Dynamic);
        sample.DataSet.SetStatus(0, StatusCode.BadNotConnected);
        sample.DataSet.SetStatus(2, StatusCode.UncertainLastUsableValue);
        DataSetUpdate update = Take(sample.AnnouncedView(), sample.KeyFrame());
        Assert.AreEqual(StatusCode.UncertainSubNormal, update.Message.Status);
        Assert.AreEqual(StatusCode.BadNotConnected, update.DataSet.Fields[0].Status);
        Assert.AreEqual(StatusCode.UncertainLastUsableValue, update.DataSet.Fields[2].Status);
        Assert.AreEqual(123456u, update.DataSet.Fields[2].Value);
        Assert.AreEqual(0u, update.DataSet.Fields[1].Status);
    }

    [TestMethod]
    [DataRow(2234UL, PublisherIdType.UInt16)]
    [DataRow(0x0123456789ABUL, PublisherIdType.UInt64)]
    public void PeriodicFixedKeyFrame(ulong publisherId, PublisherIdType type)
    {
        SampleData sample = new(HeaderLayout.PeriodicFixed, publisherId);
        DataSetView view = sample.AnnouncedView();
        byte[] octets = sample.KeyFrame();
        Assert.IsTrue(view.TryTake(octets, new(), out NetworkMessage? message, out IReadOnlyList<DataSetUpdate> updates, out string? reason), reason);
        Assert.AreEqual(new PublisherId(type, publisherId), message.PublisherId);
        Assert.AreEqual(new GroupHeader(100, 1, 1, 0), message.GroupHeader);
        Assert.AreEqual(FieldEncoding.RawData, updates[0].Message.Encoding);
        Assert.AreEqual("mill-3", updates[0].DataSet.Name);
        Assert.AreEqual(12.5f, Value(updates[0], "SpindleCurrent"));
        Assert.AreEqual((byte)2, Value(updates[0], "State"));
        Assert.AreEqual(123456u, Value(updates[0], "Parts"));
    }

    [TestMethod]
    public void PeriodicFixedWithoutMetaDataStaysOctets()
    {
        DataSetUpdate update = Take(new DataSetView(), new SampleData(HeaderLayout.PeriodicFixed).KeyFrame());
        Assert.IsEmpty(update.Message.Fields);
        Assert.HasCount(9, update.Message.RawData);
    }

    [TestMethod]
    public void OtherVersionsMetaDataIsNotUsed()
    {
        SampleData sample = new(HeaderLayout.Dynamic);
        DataSetView view = sample.AnnouncedView();
        SampleData changed = new(HeaderLayout.Dynamic, minorVersion: 800000003);
        DataSetUpdate update = Take(view, changed.KeyFrame());
        Assert.IsNull(update.Message.Fields[0].Name);
        Assert.AreEqual(12.5f, update.Message.Fields[0].Value);
    }

    private static DataSetUpdate Take(DataSetView view, byte[] octets)
    {
        Assert.IsTrue(view.TryTake(octets, new(), out _, out IReadOnlyList<DataSetUpdate> updates, out string? reason), reason);
        return updates.Single();
    }

    private static object? Value(DataSetUpdate update, string name) => update.Message.Fields.Single(field => field.Name == name).Value;
}
