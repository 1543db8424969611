using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>What the firmware writes, read by tshark.</summary>
[TestClass]
public sealed class TsharkTests
{
    private static IReadOnlyList<FrameCase> s_cases = [];
    private static IReadOnlyList<TsharkFrame> s_frames = [];

    [ClassInitialize]
    public static void Decode(TestContext context)
    {
        s_cases = FrameCases.All.Without(DecoderFaults.OfTshark);
        s_frames = Tshark.Decode(s_cases.Select(c => c.Octets).ToList());
    }

    [TestMethod]
    public void NoFrameIsMalformed()
    {
        for (int i = 0; i < s_cases.Count; i++)
        {
            Assert.IsFalse(s_frames[i].IsMalformed, s_cases[i].ToString());
        }
    }

    [TestMethod]
    public void EveryFieldOfEveryMessageIsWhatWentIn()
    {
        for (int i = 0; i < s_cases.Count; i++)
        {
            FrameCase[] expected = s_cases[i].Messages.ToArray();
            Assert.HasCount(expected.Length, s_frames[i].Messages, s_cases[i].ToString());
            for (int j = 0; j < expected.Length; j++)
            {
                TsharkMessage message = s_frames[i].Messages[j];
                Assert.AreEqual((int)expected[j].Type, message.Type, s_cases[i].ToString());
                Assert.AreEqual(expected[j].Fields.ToString(), TsharkReading.Read(message).ToString(), s_cases[i].ToString());
            }
        }
    }

    /// <summary>tshark does not mind a wrong Length, so the comparison with the datagram is made here (5.2.1).</summary>
    [TestMethod]
    public void LengthIsTheDatagramsLength()
    {
        for (int i = 0; i < s_cases.Count; i++)
        {
            FrameCase[] expected = s_cases[i].Messages.ToArray();
            for (int j = 0; j < expected.Length; j++)
            {
                Assert.AreEqual(expected[j].OwnLength, s_frames[i].Messages[j].Length, s_cases[i].ToString());
            }
        }
    }

    /// <summary>
    /// 5.2.1: a receiver takes three octets of Length for a short frame too; is what the firmware's tests call so what tshark reads?
    /// </summary>
    [TestMethod]
    public void ShortFramesWithThreeOctetsOfLengthReadTheSame()
    {
        IReadOnlyList<FrameCase> cases = LongForm.Cases(s_cases);
        IReadOnlyList<TsharkFrame> frames = Tshark.Decode(cases.Select(c => c.Octets).ToList());
        for (int i = 0; i < cases.Count; i++)
        {
            TsharkMessage message = frames[i].Messages.Single();
            Assert.AreEqual(cases[i].Octets.Length, message.Length, cases[i].ToString());
            Assert.AreEqual(cases[i].Fields.ToString(), TsharkReading.Read(message).ToString(), cases[i].ToString());
        }
    }
}
