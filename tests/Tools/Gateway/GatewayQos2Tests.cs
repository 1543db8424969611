using Sidetap.Gateway;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Gateway;

/// <summary>QoS 2 towards subscribers (MQTT-SN 1.2, 6.6): PUBLISH, PUBREC, PUBREL, PUBCOMP. Client "p" publishes on "x/yz", id 1 with both.</summary>
[TestClass]
public sealed class GatewayQos2Tests
{
    private const string ConnAck = "0305 00";
    private const string ConnectSKept = "0704 00 01 003c 73";
    private const string Message = "080c 40 0001 0001 41";
    private const string MessageAgain = "080c c0 0001 0001 41";

    [TestMethod]
    public void FourSteps()
    {
        Bench bench = New();
        Publish(bench);
        Publish(bench);
        bench.Expect("s", Message);
        bench.Exchange("s", "040f 0001", "0410 0001");
        bench.Exchange("s", "040e 0001", "080c 40 0001 0002 41"); // the next one only now
        bench.Exchange("s", "040f 0002", "0410 0002");
        bench.Exchange("s", "040e 0002");
        bench.Step(60_000);
        bench.Expect("s");
        Assert.AreEqual(2, bench.Gateway.Statistics.Delivered);
        Assert.AreEqual(0, bench.Gateway.QueuedOctets);
    }

    /// <summary>Before PUBREC the message is repeated with DUP, after it PUBREL is; never the message again.</summary>
    [TestMethod]
    public void EachStepIsRepeatedUntilItIsAnswered()
    {
        Bench bench = New();
        Publish(bench);
        bench.Expect("s", Message);
        bench.Step(10_000);
        bench.Expect("s", MessageAgain);
        bench.Exchange("s", "040f 0001", "0410 0001");
        bench.Step(10_000);
        bench.Expect("s", "0410 0001");
        bench.Exchange("s", "040f 0001", "0410 0001"); // PUBREC again: PUBREL has not arrived
        bench.Exchange("s", "040e 0001");
        bench.Step(10_000);
        bench.Expect("s");
        Assert.AreEqual(1, bench.Gateway.Statistics.Delivered);
        Assert.AreEqual(0, bench.Gateway.Statistics.Of(GatewayRefusal.Unexpected));
    }

    [TestMethod]
    public void UnansweredPubRelLosesTheClient()
    {
        Bench bench = New();
        Publish(bench);
        bench.Exchange("s", "040f 0001", Message, "0410 0001");
        for (int i = 0; i < 4; i++)
        {
            bench.Step(10_000);
        }

        bench.Expect("s", "0410 0001", "0410 0001", "0410 0001");
        Assert.IsFalse(bench.Gateway.ConnectedClients.Contains("s"));
    }

    /// <summary>6.3 and MQTT 3.1.1, 4.4: a kept session goes on where it was, with the same MsgId.</summary>
    [TestMethod]
    [DataRow(false, MessageAgain)]
    [DataRow(true, "0410 0001")]
    public void KeptSessionGoesOn(bool wasReceived, string goesOn)
    {
        Bench bench = New();
        Publish(bench);
        bench.Expect("s", Message);
        if (wasReceived)
        {
            bench.Exchange("s", "040f 0001", "0410 0001");
        }

        bench.Exchange("s", "0218", "0218");
        bench.Exchange("s", ConnectSKept, ConnAck, goesOn);
        bench.Exchange("s", "040f 0001", "0410 0001");
        bench.Exchange("s", "040e 0001");
        bench.Exchange("s", "0218", "0218");
        bench.Exchange("s", ConnectSKept, ConnAck);
        Assert.AreEqual(1, bench.Gateway.Statistics.Delivered);
    }

    [TestMethod]
    public void CleanSessionDropsTheExchange()
    {
        Bench bench = New();
        Publish(bench);
        bench.Expect("s", Message);
        bench.Exchange("s", "0704 04 01 003c 73", ConnAck);
        Assert.AreEqual(0, bench.Gateway.QueuedOctets);
        bench.Exchange("s", "040f 0001", "0410 0001"); // released: the client may forget the MsgId
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.Unexpected));
    }

    /// <summary>PUBACK can refuse a message of QoS 2, but not acknowledge it.</summary>
    [TestMethod]
    public void PubAckRefusesButDoesNotAcknowledge()
    {
        Bench bench = New();
        Publish(bench);
        bench.Exchange("s", "070d 0001 0001 00", Message);
        bench.Step(10_000);
        bench.Expect("s", MessageAgain);
        bench.Exchange("s", "070d 0001 0001 02", "0a0a 0001 0002 782f797a"); // unknown id: registered again
        bench.Exchange("s", "070b 0001 0002 00", "080c 40 0001 0003 41");
        bench.Exchange("s", "070d 0001 0003 03");
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.RefusedByClient));
        Assert.AreEqual(0, bench.Gateway.QueuedOctets);
    }

    [TestMethod]
    [DataRow("040f 0007", "0410 0007")]
    [DataRow("040e 0001", null)]
    [DataRow("040e 0007", null)]
    public void AnswersToNothingAreCounted(string frame, string? answer)
    {
        Bench bench = New();
        Publish(bench);
        bench.Expect("s", Message);
        bench.Exchange("s", frame, answer == null ? [] : [answer]);
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.Unexpected));
        bench.Step(10_000);
        bench.Expect("s", MessageAgain);
    }

    private static Bench New()
    {
        Bench bench = new();
        bench.Connect("p");
        bench.Exchange("p", "0a0a 0000 0001 782f797a", "070b 0001 0001 00");
        bench.Exchange("s", ConnectSKept, ConnAck);
        bench.Exchange("s", "0912 40 0001 782f797a", "0813 40 0001 0001 00");
        return bench;
    }

    private static void Publish(Bench bench)
    {
        int msgId = 100 + bench.Published.Count;
        bench.Exchange("p", $"080c 40 0001 {msgId:x4} 41", $"040f {msgId:x4}");
        bench.Exchange("p", $"0410 {msgId:x4}", $"040e {msgId:x4}");
    }
}
