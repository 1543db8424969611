using Sidetap.MqttSn;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>The other way round: what others write, read by the firmware.</summary>
[TestClass]
public sealed class FrameParseTests
{
    private static IReadOnlyList<FrameCase> s_cases = [];
    private static IReadOnlyList<ScapyAnswer> s_answers = [];

    [ClassInitialize]
    public static void Build(TestContext context)
    {
        s_cases = FrameCases.All.Without(DecoderFaults.OfScapyBuilding);
        s_answers = Scapy.Build(s_cases.Select(ScapyReading.ToBuild));
    }

    [TestMethod]
    public void FramesOfScapyAreReadAsWhatWentIn()
    {
        for (int i = 0; i < s_cases.Count; i++)
        {
            Assert.IsNull(s_answers[i].Error, s_cases[i].ToString());
            Check(s_cases[i] with { Octets = Convert.FromHexString(s_answers[i].Octets!) });
        }
    }

    /// <summary>Two encoders that know nothing of each other agree on every octet.</summary>
    [TestMethod]
    public void ScapyBuildsWhatTheFirmwareWrites()
    {
        for (int i = 0; i < s_cases.Count; i++)
        {
            Assert.AreEqual(Convert.ToHexStringLower(s_cases[i].Octets), s_answers[i].Octets, s_cases[i].ToString());
        }
    }

    [TestMethod]
    public void ShortFramesWithThreeOctetsOfLengthAreReadTheSame()
    {
        foreach (FrameCase frame in LongForm.Cases(FrameCases.All))
        {
            Check(frame);
        }
    }

    private static void Check(FrameCase expected)
    {
        const int Offset = 5;
        byte[] buffer = [.. new byte[Offset], .. expected.Octets, 0xA5];
        int offset = Offset;
        var frame = new Frame();
        foreach (FrameCase message in expected.Messages)
        {
            int length = buffer.Length - 1 - offset;
            Assert.AreEqual(FrameError.None, frame.Parse(buffer, offset, length), message.ToString());
            Assert.AreEqual(message.Type, frame.Type, message.ToString());
            Assert.AreEqual(message.Fields.ToString(), FirmwareReading.Read(frame, message.Fields.Names).ToString(), message.ToString());
            if (frame.Type == MessageType.Disconnect && !message.Fields.Has(FrameField.Duration))
            {
                Assert.AreEqual(-1, frame.Duration);
            }

            offset = frame.DataOffset; // a wrapped frame is the wrapper's variable part
        }
    }
}
