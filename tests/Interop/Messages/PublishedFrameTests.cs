using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;
using Sidetap.Tests.Interop.Frames;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>
/// A frame as the box sends it, encoded in place: the UADP message, then the PUBLISH header before it. tshark and Scapy take the frame
/// apart, and node-opcua reads the payload they found.
/// </summary>
[TestClass]
public sealed class PublishedFrameTests
{
    private const int TopicId = 0x1234;
    private const int MsgId = 0xFEDC;
    private static readonly FlagBits PublishFlags = new(QoS: 1);

    [TestMethod]
    public void EveryFrameIsReadDownToItsValues()
    {
        // From 2 fields, which take one octet of Length, to 64, which take three.
        MessageCase[] messages = new[] { 2, 20, 21, 22, 23, 24, 25, 64 }.SelectMany(Messages).ToArray();
        byte[][] frames = messages.Select(m => InPlace(m.Octets)).ToArray();
        Assert.IsTrue(frames.Any(f => f[0] == 1) && frames.Any(f => f[0] != 1), "both forms of Length");

        IReadOnlyList<TsharkFrame> byTshark = Tshark.Decode(frames);
        IReadOnlyList<ScapyAnswer> byScapy = Scapy.Decode(frames);
        var payloads = new List<byte[]>();
        for (int i = 0; i < frames.Length; i++)
        {
            TsharkMessage message = byTshark[i].Messages.Single();
            Assert.AreEqual(frames[i].Length, message.Length, "Length is the datagram's");
            FrameFields fields = TsharkReading.Read(message);
            FrameFields expected = new FrameFields()
                .With(PublishFlags)
                .With(FrameField.TopicId, TopicId)
                .With(FrameField.MsgId, MsgId)
                .With(FrameField.Data, messages[i].Octets);
            Assert.AreEqual(expected.ToString(), fields.ToString(), messages[i].Name);
            Assert.AreEqual(expected.ToString(), ScapyReading.Read(byScapy[i].Messages!.Single()).ToString(), messages[i].Name);
            payloads.Add(fields.Octets(FrameField.Data));
        }

        IReadOnlyList<NodeAnswer> answers = NodeOpcua.DecodeUadp(payloads);
        for (int i = 0; i < messages.Length; i++)
        {
            messages[i].Check(answers[i]);
        }
    }

    private static IEnumerable<MessageCase> Messages(int fieldCount)
    {
        FieldSample[] fields = Enumerable.Range(0, fieldCount)
            .Select(i => new FieldSample(BuiltInType.Double, i * 0.1, i % 7 == 3 ? StatusCode.BadSensorFailure : StatusCode.Good))
            .ToArray();
        var publisher = new DynamicPublisher(DynamicPublisher.Settings(), fields);
        yield return publisher.KeyFrame($"key frame of {fieldCount} fields", UadpVectors.Taken);
        yield return publisher.DeltaFrame($"delta frame of {fieldCount} fields", UadpVectors.Taken, 0);
        yield return publisher.KeepAlive($"keep-alive of {fieldCount} fields", UadpVectors.Taken);
    }

    /// <summary>Puts a PUBLISH header before a payload that lies in its buffer already.</summary>
    private static byte[] InPlace(byte[] payload)
    {
        byte[] buffer = new byte[FrameWriter.PublishHeaderRoom + payload.Length];
        payload.CopyTo(buffer, FrameWriter.PublishHeaderRoom);
        int start = FrameWriter.PublishHeader(
            buffer, FrameWriter.PublishHeaderRoom, payload.Length, PublishFlags.Octet, TopicId, MsgId);
        return buffer[start..];
    }
}
