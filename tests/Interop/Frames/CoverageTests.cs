using Sidetap.MqttSn;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>Whether the frames of this folder are all there is.</summary>
[TestClass]
public sealed class CoverageTests
{
    /// <summary>Every message type but the reserved ones (5.2.2, Table 3).</summary>
    [TestMethod]
    public void EveryMessageTypeIsTried()
    {
        int[] expected = Enumerable.Range(0, 256).Where(code => !MessageTypes.IsReserved(code)).ToArray();
        int[] tried = FrameCases.All.Select(c => (int)c.Type).Distinct().Order().ToArray();
        CollectionAssert.AreEqual(expected, tried);
    }

    /// <summary>Three octets of Length from 256 octets on, one below (5.2.1), in the messages that can be that long.</summary>
    [TestMethod]
    public void BothFormsOfLengthAreTried()
    {
        MessageType[] variable =
        [
            MessageType.WillTopic, MessageType.WillMsg, MessageType.Register, MessageType.Publish,
            MessageType.Subscribe, MessageType.Unsubscribe, MessageType.WillTopicUpd, MessageType.WillMsgUpd,
        ];
        foreach (MessageType type in variable)
        {
            int[] lengths = FrameCases.All.Where(c => c.Type == type).Select(c => c.Octets.Length).Distinct().ToArray();
            Assert.IsTrue(lengths.Contains(255) && lengths.Contains(258) && lengths.Max() > 1000, $"{type}: {string.Join(' ', lengths)}");
        }
    }

    /// <summary>What one decoder cannot judge, the other one does.</summary>
    [TestMethod]
    public void EveryFrameIsReadByOneDecoderAtLeast()
    {
        HashSet<FrameCase> read = [.. FrameCases.All.Without(DecoderFaults.OfTshark), .. FrameCases.All.Without(DecoderFaults.OfScapy)];
        Assert.AreEqual(FrameCases.All.Count, read.Count);
    }
}
