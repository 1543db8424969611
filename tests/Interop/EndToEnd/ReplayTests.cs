using System.Globalization;
using Sidetap.MqttSn;
using Sidetap.Tests.Interop.Decoders;
using Sidetap.Tests.Interop.Messages;

namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>
/// The whole path: a recording goes in, a capture comes out, three decoders find no fault with it, and what they read is what the recording held. The
/// deadband rule is stated here anew, from the profile's figures and nothing else.
/// </summary>
[TestClass]
public sealed class ReplayTests
{
    private const int RowCount = 600;
    private const int KeyFrame = 0;
    private const int DeltaFrame = 1;
    private const int WindowRows = 10;
    private const int MaxPayload = 512 - 9;
    private const ulong LastId = 0xFFFFFFFFFFFF;

    // Field of the data set, column of the recording, deadband: the signals that are published sample by sample.
    private static readonly (int Field, int Column, double Deadband)[] Signals = [(4, 3, 0.005), (5, 4, 0.1), (6, 5, 0.05), (7, 6, 0.05), (8, 7, 0.05)];

    private const int WriterIdAt = 11;

    // Field and column of the currents, which are RMS values of ten samples.
    private static readonly (int Field, int Column, double Deadband)[] Currents = [(1, 0, 0.2), (2, 1, 0.2), (3, 2, 0.2)];

    [TestMethod]
    [DataRow(1)]
    [DataRow(0)]
    public void Every_change_beyond_its_deadband_arrives_in_order(int qos)
    {
        RecordedMill mill = new(RowCount, qos);
        using BenchRun run = new(mill, "--qos", qos.ToString(CultureInfo.InvariantCulture));
        Assert.AreEqual(0, run.ExitCode, run.Error);

        IReadOnlyList<byte[]> payloads = PayloadsSent(run);
        byte[][] announcement = payloads.Where(p => p[0] == 0x91).ToArray();
        byte[][] data = payloads.Where(p => p[0] == 0xD1).ToArray();
        Assert.HasCount(payloads.Count, announcement.Concat(data));
        CheckMetaData(OfSamples(announcement));
        data = data.Where(p => p[WriterIdAt] == 1).ToArray(); // the other DataSetWriter is that of the machine's log

        IReadOnlyList<NodeAnswer> answers = NodeOpcua.DecodeUadp(data);
        DecodedDataSetMessage[] messages = new DecodedDataSetMessage[data.Length];
        for (int i = 0; i < data.Length; i++)
        {
            answers[i].CheckReadWhole(data[i], $"message {i}");
            messages[i] = answers[i].Uadp!.DataSetMessages.Single();
            Assert.AreEqual(i, messages[i].SequenceNumber);
        }

        CheckAgainst(mill, messages);
    }

    [TestMethod]
    public void The_gateway_was_given_what_the_capture_shows()
    {
        using BenchRun run = new(new RecordedMill(100, 7));
        IReadOnlyList<byte[]> sent = PayloadsSent(run);
        Assert.HasCount(sent.Count, run.Published);
        for (int i = 0; i < sent.Count; i++)
        {
            Assert.AreEqual(Convert.ToHexString(sent[i]), Convert.ToHexString(run.Published[i].Payload.Span));
        }
    }

    [TestMethod]
    public void Qos_minus_1_brings_the_same_values_without_a_connection()
    {
        RecordedMill mill = new(RowCount, 3);
        using BenchRun run = new(mill, "--qos", "-1", "--data-topic-id", "1", "--metadata-topic-id", "2");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        byte[][] data = PayloadsSent(run).Where(p => p[0] == 0xD1).ToArray();
        CheckAgainst(mill, [.. NodeOpcua.DecodeUadp(data).Select(a => a.Uadp!.DataSetMessages.Single())]);
        Assert.IsFalse(Tshark.Decode(run.CapturePath, run.Port).Any(f => f.Messages[0].Type == (int)MessageType.Connect));
    }

    /// <summary>Holds the capture against tshark and Scapy, and returns the payload of each PUBLISH the box sent.</summary>
    private static List<byte[]> PayloadsSent(BenchRun run)
    {
        List<byte[]> datagrams = PcapFile.ReadPayloads(run.CapturePath);
        IReadOnlyList<TsharkFrame> frames = Tshark.Decode(run.CapturePath, run.Port);
        IReadOnlyList<ScapyAnswer> scapy = Scapy.Decode(datagrams);
        Assert.HasCount(datagrams.Count, frames);
        List<byte[]> payloads = [];
        for (int i = 0; i < frames.Count; i++)
        {
            Assert.IsFalse(frames[i].IsMalformed, $"frame {i}");
            TsharkMessage message = frames[i].Messages.Single();
            Assert.AreEqual(datagrams[i].Length, message.Length, $"Length of frame {i}");
            Assert.IsNull(scapy[i].Error, $"frame {i}");
            ScapyMessage same = scapy[i].Messages!.Single();
            Assert.AreEqual(message.Type, same.Type);
            if (message.Type == (int)MessageType.Publish && frames[i].DestinationPort == run.Port)
            {
                byte[] payload = message.Fields["mqttsn.pub.msg"].Octets;
                Assert.AreEqual(Convert.ToHexString(payload), Convert.ToHexString(same.Octets("data")), $"payload of frame {i}");
                payloads.Add(payload);
            }
        }

        return payloads;
    }

    /// <summary>The announcement that goes first; of its chunks only the last is shorter (7.2.4.4.4). The machine's log has the other one.</summary>
    private static byte[][] OfSamples(byte[][] announcements)
    {
        int last = Array.FindIndex(announcements, one => one.Length < announcements[0].Length);
        return announcements[..(last + 1)];
    }

    private static void CheckMetaData(byte[][] messages)
    {
        ulong publisherId = BitConverter.ToUInt64(messages[0], 3);
        Assert.IsTrue(publisherId is > 0 and <= LastId, "a PublisherId in the form of a MAC address");
        AnnouncementReader announcement = AnnouncementReader.Receive(messages, publisherId, 8, MaxPayload);
        NodeAnswer answer = NodeOpcua.DecodeMetaData([announcement.MetaData]).Single();
        answer.CheckReadWhole(announcement.MetaData, "metadata");
        DecodedMetaData metaData = answer.MetaData!;
        Assert.AreEqual("CncMachineTool", metaData.Name);
        string[] names =
        [
            "MachineryItemState", "SpindleCurrent", "FeedDriveCurrentX", "FeedDriveCurrentY", "SpindlePower", "FeedRate",
            "PositionX", "PositionY", "PositionZ", "LostMessages",
        ];
        CollectionAssert.AreEqual(names, metaData.Fields.Select(f => f.Name).ToArray());
        Assert.Contains("4279632", metaData.Fields[1].ToString()); // AMP
        Assert.Contains("5066068", metaData.Fields[6].ToString()); // MMT
    }

    private static void CheckAgainst(RecordedMill mill, DecodedDataSetMessage[] messages)
    {
        long start = TimeOf(messages[0]);
        Dictionary<int, DecodedDataSetMessage> byRow = messages
            .Where(m => m.Type is KeyFrame or DeltaFrame)
            .ToDictionary(m => (int)((TimeOf(m) - start) / (RecordedMill.IntervalMs * TimeSpan.TicksPerMillisecond)));
        Assert.AreEqual(KeyFrame, messages[0].Type);
        Assert.IsGreaterThan(RowCount / 3, byRow.Count);
        foreach ((int field, int column, double deadband) in Signals)
        {
            Check(byRow, field, deadband, 0, row => mill.Rows[row][column]);
        }

        foreach ((int field, int column, double deadband) in Currents)
        {
            Check(byRow, field, deadband, 1e-5, row => Rms(mill, column, row));
        }
    }

    /// <summary>Whatever was sent is right, and what was not sent had not left its deadband.</summary>
    private static void Check(Dictionary<int, DecodedDataSetMessage> byRow, int field, double deadband, double tolerance, Func<int, double?> expected)
    {
        double? published = null;
        for (int row = 0; row < RowCount; row++)
        {
            double? value = expected(row);
            DecodedField? sent = byRow.GetValueOrDefault(row)?.Fields.SingleOrDefault(f => f.Index == field);
            if (sent is { Status: 0 })
            {
                Assert.IsNotNull(value, $"field {field}, row {row}: a value before there was one");
                double number = double.Parse(sent.Values.Single(), CultureInfo.InvariantCulture);
                Assert.AreEqual(value.Value, number, tolerance * Math.Abs(value.Value), $"field {field}, row {row}");
                published = number;
            }
            else if (value is not null)
            {
                Assert.IsNotNull(published, $"field {field}, row {row}: the first value was not sent");
                Assert.IsLessThanOrEqualTo(deadband * 1.000001, Math.Abs(value.Value - published.Value), $"field {field}, row {row} was not sent");
            }
        }
    }

    /// <summary>The RMS of the last complete window of ten rows; null before the first.</summary>
    private static double? Rms(RecordedMill mill, int column, int row)
    {
        int end = (row + 1) / WindowRows * WindowRows;
        return end == 0 ? null : Math.Sqrt(mill.Rows[(end - WindowRows)..end].Average(r => (double)r[column] * r[column]));
    }

    private static long TimeOf(DecodedDataSetMessage message) => long.Parse(message.Timestamp!, CultureInfo.InvariantCulture);
}
