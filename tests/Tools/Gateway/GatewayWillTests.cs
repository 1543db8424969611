using Sidetap.Gateway;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Gateway;

/// <summary>Wills (MQTT-SN 1.2, 6.3 and 6.4).</summary>
[TestClass]
public sealed class GatewayWillTests
{
    private const string ConnectA = "0704 04 01 003c 61";
    private const string ConnectAKept = "0704 00 01 003c 61";
    private const string ConnectAWill = "0704 0c 01 000a 61";
    private const string ConnAck = "0305 00";

    /// <summary>6.3: WILLTOPICREQ, WILLTOPIC, WILLMSGREQ, WILLMSG, CONNACK; the will goes out when the client is lost.</summary>
    [TestMethod]
    public void WillIsAskedForAndPublishedAtLoss()
    {
        Bench bench = new();
        Subscribe(bench, "b", "#");
        bench.Exchange("a", ConnectAWill, "0206");
        bench.Exchange("a", "0607 20 612f62", "0208");
        bench.Exchange("a", "0609 676f6e65", ConnAck);
        bench.Step(15_000);
        Assert.AreEqual("a/b", bench.Published.Single().Topic);
        Assert.IsTrue(bench.Published[0].IsWill);
        Assert.AreSequenceEqual("gone"u8.ToArray(), bench.Published[0].Payload.ToArray());
        bench.Expect("b", "090a 0001 0001 612f62");
    }

    [TestMethod]
    public void NoWillAfterDisconnect()
    {
        Bench bench = new();
        bench.Exchange("a", ConnectAWill, "0206");
        bench.Exchange("a", "0607 20 612f62", "0208");
        bench.Exchange("a", "0609 676f6e65", ConnAck);
        bench.Exchange("a", "0218", "0218");
        bench.Step(1_000_000);
        Assert.IsEmpty(bench.Published);
    }

    [TestMethod]
    public void EmptyWillTopicMeansNoWill()
    {
        Bench bench = new();
        bench.Exchange("a", ConnectAWill, "0206");
        bench.Exchange("a", "0207", ConnAck);
        bench.Step(15_000);
        Assert.IsEmpty(bench.Published);
    }

    /// <summary>6.4: the will is changed with WILLTOPICUPD and WILLMSGUPD.</summary>
    [TestMethod]
    public void WillCanBeChanged()
    {
        Bench bench = new();
        bench.Exchange("a", ConnectA, ConnAck);
        bench.Exchange("a", "061a 00 612f63", "031b 00");
        bench.Exchange("a", "031c 78", "031d 00");
        bench.Step(90_000);
        Assert.AreEqual("a/c", bench.Published.Single().Topic);
        Assert.AreEqual(1, bench.Published[0].Payload.Length);
    }

    /// <summary>6.13: asked again every Tretry, given up after Nretry.</summary>
    [TestMethod]
    public void WillTopicReqIsRepeatedAndGivenUp()
    {
        Bench bench = new();
        bench.Exchange("a", ConnectAWill, "0206");
        for (int i = 0; i < 3; i++)
        {
            bench.Step(10_000);
            bench.Expect("a", "0206");
        }

        bench.Step(10_000);
        bench.Expect("a");
        bench.Exchange("a", "0607 20 612f62", "0218");
    }

    /// <summary>6.4: an empty WILLTOPICUPD deletes the will, both its parts.</summary>
    [TestMethod]
    public void WillCanBeDeleted()
    {
        Bench bench = WithWill();
        bench.Exchange("a", "021a", "031b 00");
        bench.Step(15_000);
        Assert.AreEqual(1, bench.Gateway.Statistics.Lost);
        Assert.IsEmpty(bench.Published);
    }

    [TestMethod]
    public void MessageWithoutATopicIsNoWill()
    {
        Bench bench = new();
        bench.Exchange("a", ConnectA, ConnAck);
        bench.Exchange("a", "031c 78", "031d 03");
        bench.Exchange("a", "061a 00 612f2b", "031b 03"); // "a/+" names no topic
        bench.Step(90_000);
        Assert.IsEmpty(bench.Published);
        Assert.AreEqual("Connected Refused Refused Lost", bench.EventsOf("a"));
    }

    /// <summary>6.3: a will belongs to the session: a kept one has it still, a clean one does not.</summary>
    [TestMethod]
    [DataRow(ConnectAKept, 1)]
    [DataRow(ConnectA, 0)]
    public void WillIsPartOfTheSession(string connect, int wills)
    {
        Bench bench = new();
        bench.Exchange("a", "0704 08 01 003c 61", "0206"); // Will, not clean
        bench.Exchange("a", "0607 20 612f62", "0208");
        bench.Exchange("a", "0609 676f6e65", ConnAck);
        bench.Exchange("a", "0218", "0218");
        bench.Exchange("a", connect, ConnAck);
        bench.Step(90_000);
        Assert.HasCount(wills, bench.Published);
    }

    [TestMethod]
    public void RetainedWillMeetsLaterSubscribers()
    {
        Bench bench = new();
        bench.Exchange("a", ConnectAWill, "0206");
        bench.Exchange("a", "0607 10 612f62", "0208");
        bench.Exchange("a", "0609 676f6e65", ConnAck);
        bench.Step(15_000);
        bench.Connect("b");
        bench.Exchange("b", "0812 00 0001 612f2b", "0813 00 0000 0001 00", "090a 0001 0001 612f62"); // "a/+"
        bench.Exchange("b", "070b 0001 0001 00", "0b0c 10 0001 0000 676f6e65");
    }

    private static Bench WithWill()
    {
        Bench bench = new();
        bench.Exchange("a", ConnectAWill, "0206");
        bench.Exchange("a", "0607 20 612f62", "0208");
        bench.Exchange("a", "0609 676f6e65", ConnAck);
        return bench;
    }

    private static void Subscribe(Bench bench, string endpoint, string filter)
    {
        bench.Connect(endpoint);
        bench.Exchange(endpoint, $"0612 20 0001 {Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(filter))}", "0813 20 0000 0001 00");
    }
}
