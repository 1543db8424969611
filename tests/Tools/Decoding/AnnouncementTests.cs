using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.PubSub;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Decoding;

/// <summary>DataSetMetaData as the firmware announces it (OPC 10000-14, 7.2.4.6.4), whole and in chunks (7.2.4.4.4).</summary>
[TestClass]
public sealed class AnnouncementTests
{
    [TestMethod]
    public void MetaDataIsUnderstood()
    {
        SampleData sample = new(HeaderLayout.Dynamic);
        byte[] octets = sample.Announce(2000).Single();
        LayoutRecorder recorder = new();
        Assert.IsTrue(UadpDecoder.TryDecode(octets, new DecodeOptions { Recorder = recorder }, out NetworkMessage? message, out string? reason), reason);
        Tiling.Check(recorder.Rows, 0, octets.Length, "announcement");
        Assert.AreEqual(NetworkMessageType.DiscoveryAnnouncement, message.Type);
        Assert.IsFalse(message.Security!.IsProtected); // 7.2.4.6.3: the header is there, even without security
        DiscoveryAnnouncement announcement = message.Announcement!;
        Assert.AreEqual((ushort)7, announcement.DataSetWriterId);
        Assert.AreEqual(0u, announcement.Status);
        DataSetMetaData metaData = announcement.MetaData!;
        Assert.AreEqual("mill-3", metaData.Name);
        Assert.AreEqual("A milling machine", metaData.Description.Text);
        Assert.AreEqual(800000001u, metaData.MajorVersion);
        Assert.AreEqual(800000002u, metaData.MinorVersion);
        Assert.HasCount(5, metaData.Fields);
        CheckFields(metaData.Fields);
    }

    private static void CheckFields(IReadOnlyList<FieldDescription> fields)
    {
        FieldDescription current = fields[0];
        Assert.AreEqual("SpindleCurrent", current.Name);
        Assert.AreEqual("Current of the spindle drive", current.Description.Text);
        Assert.AreEqual(BuiltInTypeId.Float, current.BuiltInType);
        Assert.IsTrue(current.DataType.IsStandard(10));
        Assert.AreEqual(-1, current.ValueRank);
        Assert.AreEqual(new UaRange(0, 50), current.EURange);
        EUInformation unit = current.EngineeringUnits!;
        Assert.AreEqual("http://www.opcfoundation.org/UA/units/un/cefact", unit.NamespaceUri);
        Assert.AreEqual(0x414D50, unit.UnitId); // "AMP", OPC 10000-8, 5.6.3
        Assert.AreEqual("A", unit.DisplayName.Text);
        Assert.AreEqual("ampere", unit.Description.Text);
        Assert.AreSequenceEqual(SampleData.States, fields[1].EnumStrings!.ToArray());
        Assert.IsNull(fields[2].EngineeringUnits);
        Assert.AreEqual(12u, fields[3].MaxStringLength);
        Assert.AreEqual(1, fields[4].ValueRank);
        Assert.AreSequenceEqual(new[] { 4u }, fields[4].ArrayDimensions.ToArray());
        Assert.AreEqual(fields.Count, fields.Select(field => field.DataSetFieldId).Distinct().Count());
    }

    [TestMethod]
    [DataRow(40)]
    [DataRow(64)]
    [DataRow(128)]
    [DataRow(247)]
    [DataRow(500)]
    public void ChunksInAnyOrderWithRepetitions(int maxLength)
    {
        List<byte[]> chunks = new SampleData(HeaderLayout.Dynamic).Announce(maxLength);
        Assert.IsGreaterThan(1, chunks.Count);
        Random random = new(maxLength);
        for (int round = 0; round < 10; round++)
        {
            byte[][] order = [.. chunks, .. chunks];
            random.Shuffle(order);
            DataSetView view = new();
            foreach (byte[] chunk in order)
            {
                Assert.IsLessThanOrEqualTo(maxLength, chunk.Length);
                Assert.IsTrue(view.TryTake(chunk, new(), out _, out _, out string? reason), reason);
            }

            Assert.AreEqual("mill-3", view.DataSets.Single().MetaData!.Name);
        }
    }

    [TestMethod]
    public void ChunksOfTwoPublishersDoNotMix()
    {
        DataSetView view = new();
        List<byte[]> one = new SampleData(HeaderLayout.Dynamic, 1).Announce(100);
        List<byte[]> other = new SampleData(HeaderLayout.PeriodicFixed, 70000).Announce(100);
        foreach (byte[] chunk in one.Zip(other).SelectMany(pair => new[] { pair.First, pair.Second }).Concat(one).Concat(other))
        {
            Assert.IsTrue(view.TryTake(chunk, new(), out _, out _, out string? reason), reason);
        }

        Assert.AreSequenceEqual(new[] { 3, 5 }, view.DataSets.Select(state => state.MetaData!.Fields.Count).Order().ToArray());
    }

    [TestMethod]
    public void EnumDataTypesOfAPublishersOwnAreRefusedByName()
    {
        string start = "91" + "90" + "08" + "05" + "000000000000" + "02" + "0000" + "0100" + "ffffffff" + "ffffffff" + "01000000";
        Assert.Contains("EnumDataTypes is not supported", Vectors.Refusal(start));
    }
}
