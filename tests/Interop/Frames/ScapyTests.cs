using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>What the firmware writes, read by Scapy and built by it a second time.</summary>
[TestClass]
public sealed class ScapyTests
{
    private static IReadOnlyList<FrameCase> s_cases = [];
    private static IReadOnlyList<ScapyAnswer> s_answers = [];

    [ClassInitialize]
    public static void Decode(TestContext context)
    {
        s_cases = FrameCases.All.Without(DecoderFaults.OfScapy);
        s_answers = Scapy.Decode(s_cases.Select(c => c.Octets));
    }

    [TestMethod]
    public void EveryFieldOfEveryMessageIsWhatWentIn()
    {
        for (int i = 0; i < s_cases.Count; i++)
        {
            FrameCase[] expected = s_cases[i].Messages.ToArray();
            Assert.IsNull(s_answers[i].Error, s_cases[i].ToString());
            Assert.HasCount(expected.Length, s_answers[i].Messages!, s_cases[i].ToString());
            for (int j = 0; j < expected.Length; j++)
            {
                ScapyMessage message = s_answers[i].Messages![j];
                Assert.AreEqual((int)expected[j].Type, message.Type, s_cases[i].ToString());
                Assert.AreEqual(expected[j].OwnLength, message.Length, s_cases[i].ToString());
                Assert.AreEqual(expected[j].Fields.ToString(), ScapyReading.Read(message).ToString(), s_cases[i].ToString());
            }
        }
    }

    [TestMethod]
    public void WhatScapyReadItBuildsToTheSameOctets()
    {
        HashSet<FrameCase> buildable = [.. s_cases.Without(DecoderFaults.OfScapyBuilding)];
        for (int i = 0; i < s_cases.Count; i++)
        {
            if (buildable.Contains(s_cases[i]))
            {
                Assert.AreEqual(Convert.ToHexStringLower(s_cases[i].Octets), s_answers[i].Rebuilt, s_cases[i].ToString());
            }
        }
    }

    [TestMethod]
    public void ShortFramesWithThreeOctetsOfLengthReadTheSame()
    {
        IReadOnlyList<FrameCase> cases = LongForm.Cases(s_cases);
        IReadOnlyList<ScapyAnswer> answers = Scapy.Decode(cases.Select(c => c.Octets));
        for (int i = 0; i < cases.Count; i++)
        {
            ScapyMessage message = answers[i].Messages!.Single();
            Assert.AreEqual(cases[i].Octets.Length, message.Length, cases[i].ToString());
            Assert.AreEqual(cases[i].Fields.ToString(), ScapyReading.Read(message).ToString(), cases[i].ToString());
        }
    }
}
