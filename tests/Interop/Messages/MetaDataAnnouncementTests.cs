using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>
/// The announcement that tells a subscriber what the fields are: header and chunks read octet by octet, the DataSetMetaDataType by
/// node-opcua.
/// </summary>
[TestClass]
public sealed class MetaDataAnnouncementTests
{
    /// <summary>Longer than any announcement of these tests.</summary>
    private const int Unlimited = 20000;

    private static readonly DescribedDataSet[] DataSets =
    [
        DescribedDataSet.OneField(), DescribedDataSet.MachineTool(), DescribedDataSet.ManyFields(),
    ];

    [TestMethod]
    public void NodeOpcuaReadsTheDescriptionThatWentIn()
    {
        AnnouncementReader[] received = DataSets.Select(d => AnnouncementReader.Receive(d.Announce(), d.Settings, Unlimited)).ToArray();
        IReadOnlyList<NodeAnswer> answers = NodeOpcua.DecodeMetaData(received.Select(r => r.MetaData));
        for (int i = 0; i < DataSets.Length; i++)
        {
            DescribedDataSet dataSet = DataSets[i];
            answers[i].CheckReadWhole(received[i].MetaData, dataSet.Name);
            DecodedMetaData metaData = answers[i].MetaData!;
            Assert.AreEqual(dataSet.Expected().ToString(), metaData.ToString());
            Assert.AreEqual(dataSet.Settings.DataSetWriterId, received[i].DataSetWriterId);
            CheckFieldIds(metaData);
        }
    }

    /// <summary>
    /// One octet of payload a chunk; what a frame of 255 octets leaves; an Ethernet frame; just chunked and just not. What is put together
    /// must be what is announced in one piece.
    /// </summary>
    [TestMethod]
    public void ChunksOfEverySizePutTogetherAreTheWhole()
    {
        foreach (DescribedDataSet dataSet in DataSets)
        {
            MetaDataAnnouncement announcement = dataSet.Announce();
            int header = dataSet.Settings.PublisherIdType == PublisherIdType.UInt16 ? 11 : 17;
            byte[] whole = AnnouncementReader.Receive(announcement, dataSet.Settings, Unlimited).Payload;
            int exactly = header + whole.Length;
            int smallest = header + (dataSet.Fields.Length == 1 ? 15 : 31); // thousands of chunks of one octet would prove no more
            foreach (int maxLength in (int[])[smallest, smallest + 1, 64, 128, 248, 503, 1463, exactly - 1, exactly, exactly + 1])
            {
                int size = maxLength - header - 14; // the chunk's own fields
                int expected = maxLength >= exactly ? 1 : (whole.Length + size - 1) / size;
                Assert.AreEqual(expected, announcement.MessageCount(maxLength), $"{dataSet.Name}, {maxLength} octets");
                CollectionAssert.AreEqual(whole, AnnouncementReader.Receive(announcement, dataSet.Settings, maxLength).Payload);
            }

            Assert.AreEqual(0, announcement.MessageCount(header + 14), "no room for a chunk");
        }
    }

    /// <summary>7.2.4.6.3: the number goes up by one with each announcement, and wraps.</summary>
    [TestMethod]
    public void EachAnnouncementHasTheNextNumber()
    {
        DescribedDataSet dataSet = DescribedDataSet.OneField();
        MetaDataAnnouncement announcement = dataSet.Announce();
        for (int i = 0; i < 0x10002; i++)
        {
            if (i is < 3 or 0xFF or 0x100 or >= 0xFFFF)
            {
                foreach (int maxLength in (int[])[Unlimited, 50])
                {
                    Assert.AreEqual(i % 0x10000, AnnouncementReader.Receive(announcement, dataSet.Settings, maxLength).SequenceNumber);
                }
            }

            announcement.SequenceNumber = (i + 1) & 0xFFFF;
        }
    }

    /// <summary>What is announced is the version of the moment; a subscriber compares it with what comes with the data.</summary>
    [TestMethod]
    public void AnotherVersionIsAnnounced()
    {
        DescribedDataSet dataSet = DescribedDataSet.MachineTool();
        MetaDataAnnouncement announcement = dataSet.Announce();
        dataSet.Settings.MajorVersion = 0x2E000003;
        dataSet.Settings.MinorVersion = 0x2E000004;
        announcement.SequenceNumber++;
        AnnouncementReader received = AnnouncementReader.Receive(announcement, dataSet.Settings, 248);
        NodeAnswer answer = NodeOpcua.DecodeMetaData([received.MetaData]).Single();
        answer.CheckReadWhole(received.MetaData, dataSet.Name);
        Assert.AreEqual(dataSet.Expected().ToString(), answer.MetaData!.ToString());
    }

    /// <summary>node-opcua refuses chunks and discovery messages, which is why this class reads them itself.</summary>
    [TestMethod]
    public void NodeOpcuaTakesNoAnnouncementForData()
    {
        byte[] buffer = new byte[Unlimited];
        MetaDataAnnouncement announcement = DescribedDataSet.MachineTool().Announce();
        byte[] whole = buffer[..announcement.Write(buffer, 0, Unlimited, 0)];
        byte[] chunk = buffer[..announcement.Write(buffer, 0, 248, 0)];
        Assert.IsTrue(NodeOpcua.DecodeUadp([whole, chunk]).All(a => a.Error != null));
    }

    /// <summary>
    /// 6.2.3.2.4: a DataSetFieldId is unique in its data set. The box makes Guids of version 8, variant 10 (RFC 9562, 5.8), of what it has.
    /// </summary>
    private static void CheckFieldIds(DecodedMetaData metaData)
    {
        string[] ids = metaData.Fields.Select(f => f.DataSetFieldId).ToArray();
        Assert.AreEqual(ids.Length, ids.Distinct().Count());
        foreach (string id in ids)
        {
            Assert.AreEqual('8', id[14], id);
            Assert.AreEqual(8, Convert.ToInt32(id.Substring(19, 1), 16) & 0xC, id);
        }
    }
}
