using Sidetap.Tests.Fuzz;
using Sidetap.Tests.MqttSn;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Fuzz;

/// <summary>A short run of tests/Fuzz, and that its judges judge.</summary>
[TestClass]
public sealed class FuzzTests
{
    /// <summary>A million frames for the client, a million for the gateway, all of them for the decoder.</summary>
    [TestMethod]
    public void TwoMillionFrames()
    {
        FuzzRun run = new(new FuzzSettings { Frames = 1_000_000, Seed = 20260227 });
        bool isWell = run.Execute(null);
        Assert.IsTrue(isWell, run.Finding ?? $"not reached: {string.Join(", ", run.Missing)}");
        Assert.AreEqual((2_000_000, 1_000_000, 1_000_000), (run.Counts.Frames[0], run.Counts.Frames[1], run.Counts.Frames[2]));
        Assert.IsGreaterThan(500, run.Counts.Messages);
        Assert.IsEmpty(run.Counts.Outcomes.Where(count => count == 0), string.Join(' ', run.Counts.Outcomes));
    }

    /// <summary>The shell of a locked box: noise, keys, damaged requests.</summary>
    [TestMethod]
    public void AMillionOctetsForTheConsole()
    {
        ConsoleRun run = new(20261130) { MeasuresMemory = false }; // other tests run beside it
        Assert.IsTrue(run.Execute(1_000_000), run.Finding);
        int[] codes = [0, 1, 2, 3, 4, 5, 6, 7, 10];
        Assert.IsEmpty(codes.Except(run.Answers.Keys), string.Join(' ', run.Answers.Keys));
    }

    [TestMethod]
    public void AFewFramesDoNotPass()
    {
        FuzzRun run = new(new FuzzSettings { Frames = 100, Threads = 1 });
        Assert.IsFalse(run.Execute(null));
        Assert.IsNull(run.Finding);
        Assert.Contains("client: Searching", run.Missing);
        Assert.Contains("decoder: TopicNameLength", run.Missing);
    }

    /// <summary>What a seed makes depends on nothing else: any part of a run can be seen again.</summary>
    [TestMethod]
    public void TheSameSeedMakesTheSameFrames()
    {
        FuzzRun whole = new(new FuzzSettings { Frames = 3 * FuzzSettings.ChapterFrames, Seed = 5, Threads = 2 });
        whole.Execute(null);
        FuzzCounts parts = new();
        for (int i = 0; i < 3; i++)
        {
            FuzzRun part = new(new FuzzSettings { Frames = FuzzSettings.ChapterFrames, Seed = 5, Skip = i * FuzzSettings.ChapterFrames, Threads = 1 });
            part.Execute(null);
            parts.Add(part.Counts);
        }

        Assert.AreSequenceEqual(whole.Counts.Decoded, parts.Decoded);
        Assert.AreSequenceEqual(whole.Counts.Transitions, parts.Transitions);
        Assert.AreSequenceEqual(whole.Counts.Events, parts.Events);
        Assert.AreEqual((whole.Counts.ClientSent, whole.Counts.GatewaySent), (parts.ClientSent, parts.GatewaySent));
    }

    /// <summary>Every known frame is one somebody may send; the judge knows who (MQTT-SN 1.2, 5.4).</summary>
    [TestMethod]
    public void KnownFramesAreSomebodys()
    {
        foreach (string hex in KnownFrames.All().Where(frame => frame != KnownFrames.SubAckHighest))
        {
            byte[] frame = Vectors.Octets(hex.Replace(" ", ""));
            int nodeIdLength = frame[1] == 0xFE ? frame[0] - 3 : -1;
            string? asClient = SentFrameRules.FaultOf(frame, isGateway: false, nodeIdLength);
            string? asGateway = SentFrameRules.FaultOf(frame, isGateway: true, nodeIdLength);
            Assert.IsTrue(asClient == null || asGateway == null, $"{hex}: {asClient}, {asGateway}");
        }
    }

    [TestMethod]
    [DataRow("0218", true, true)]
    [DataRow("0418 003c", true, false)] // a gateway does not sleep
    [DataRow("0316 61", true, false)]
    [DataRow("0216", true, true)]
    [DataRow("0203", false, false)]
    [DataRow("0316", false, false)]
    [DataRow("0305 00", false, true)]
    [DataRow("0305 04", false, false)] // a reserved ReturnCode
    [DataRow("0704 04 01 003c 61", true, false)]
    [DataRow("0704 04 02 003c 61", false, false)] // ProtocolId
    [DataRow("0704 24 01 003c 61", false, false)] // a QoS in CONNECT
    [DataRow("080a 0000 0001 612f", true, false)]
    [DataRow("080a 0001 0001 612f", false, true)]
    [DataRow("080a 0001 0000 612f", false, false)] // no MsgId
    [DataRow("080c 20 0001 0001 41", true, true)]
    [DataRow("080c 20 0001 0000 41", false, false)] // QoS 1 without a MsgId
    [DataRow("080c 00 0001 0001 41", false, false)] // QoS 0 with one
    [DataRow("080c 80 0001 0000 41", false, false)] // DUP at QoS 0
    [DataRow("080c 61 0007 0000 41", true, false)] // QoS -1
    [DataRow("080c 60 0007 0000 41", false, false)] // on a normal id
    [DataRow("0612 20 0000 23", false, false)]
    [DataRow("0307 00", false, false)] // Flags without a will topic
    [DataRow("04fe 00 0a 0218", false, false)] // wrapped without a forwarder
    public void WhoMaySendIt(string frame, bool client, bool gateway)
    {
        byte[] octets = Vectors.Octets(frame.Replace(" ", ""));
        Assert.AreEqual(client, SentFrameRules.FaultOf(octets, isGateway: false, nodeIdLength: -1) == null);
        Assert.AreEqual(gateway, SentFrameRules.FaultOf(octets, isGateway: true, nodeIdLength: -1) == null);
    }

    [TestMethod]
    [DataRow("04fe 00 0a 0218", true)]
    [DataRow("05fe 00 0a0b 0218", false)] // another node's
    [DataRow("04fe 00 0a 0318", false)]
    [DataRow("04fe 04 0a 0218", false)] // Ctrl
    [DataRow("0218", false)]
    public void BehindAForwarder(string frame, bool isRight) =>
        Assert.AreEqual(isRight, SentFrameRules.FaultOf(Vectors.Octets(frame.Replace(" ", "")), isGateway: false, nodeIdLength: 1) == null);
}
