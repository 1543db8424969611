using Sidetap.Gateway;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Gateway;

/// <summary>Subscriptions and delivery (MQTT-SN 1.2, 6.9 and 6.10). Client "p" publishes on "x/yz", which has id 1 with it.</summary>
[TestClass]
public sealed class GatewaySubscribeTests
{
    [TestMethod]
    public void ByNameWithTheIdOfSubAck()
    {
        Bench bench = New();
        bench.Exchange("s", "0912 20 0001 782f797a", "0813 20 0001 0001 00");
        Publish(bench, 1);
        bench.Expect("s", "080c 20 0001 0001 41");
        bench.Exchange("s", "070d 0001 0001 00");
        bench.Step(60_000);
        bench.Expect("s");
    }

    [TestMethod]
    [DataRow("00", 0, "00")]
    [DataRow("00", 1, "00")]
    [DataRow("20", 0, "00")]
    [DataRow("20", 1, "20")]
    [DataRow("20", 2, "20")]
    [DataRow("40", 1, "20")]
    [DataRow("40", 2, "40")]
    public void LowerQosOfSubscriptionAndMessageCounts(string asked, int published, string flags)
    {
        Bench bench = New();
        bench.Exchange("s", $"0912 {asked} 0001 782f797a", $"0813 {asked} 0001 0001 00");
        Publish(bench, published);
        bench.Expect("s", flags == "00" ? "080c 00 0001 0000 41" : $"080c {flags} 0001 0001 41");
    }

    /// <summary>6.10: the name is registered with the subscriber before it is used.</summary>
    [TestMethod]
    public void WildcardRegistersFirst()
    {
        Bench bench = New();
        bench.Exchange("s", "0812 00 0001 782f23", "0813 00 0000 0001 00"); // "x/#", TopicId 0
        Publish(bench, 0);
        Publish(bench, 0);
        bench.Expect("s", "0a0a 0001 0001 782f797a");
        bench.Exchange("s", "070b 0001 0001 00", "080c 00 0001 0000 41", "080c 00 0001 0000 41");
        Publish(bench, 0);
        bench.Expect("s", "080c 00 0001 0000 41");
    }

    [TestMethod]
    public void SubscriberMayRefuseAName()
    {
        Bench bench = New();
        bench.Exchange("s", "0812 00 0001 782f23", "0813 00 0000 0001 00");
        Publish(bench, 0);
        bench.Expect("s", "0a0a 0001 0001 782f797a");
        bench.Exchange("s", "070b 0001 0001 03");
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.RefusedByClient));
    }

    [TestMethod]
    public void PredefinedIdAndShortName()
    {
        Bench bench = New();
        bench.Exchange("s", "0712 01 0001 0007", "0813 00 0007 0001 00");
        bench.Exchange("s", "0712 02 0002 6162", "0813 00 6162 0002 00");
        bench.Exchange("s", "0712 01 0003 0009", "0813 00 0000 0003 02"); // nobody has predefined 9
        bench.Exchange("p", "080c 61 0007 0000 41");
        bench.Exchange("p", "080c 62 6162 0000 42");
        bench.Expect("s", "080c 01 0007 0000 41", "080c 02 6162 0000 42");
    }

    /// <summary>6.13 and 5.3.4: sent again with DUP and the same MsgId; after Nretry the client is lost.</summary>
    [TestMethod]
    public void Qos1IsSentAgainWithDup()
    {
        Bench bench = New();
        bench.Exchange("s", "0912 20 0001 782f797a", "0813 20 0001 0001 00");
        Publish(bench, 1);
        bench.Expect("s", "080c 20 0001 0001 41");
        for (int i = 0; i < 3; i++)
        {
            bench.Step(10_000);
            bench.Expect("s", "080c a0 0001 0001 41");
        }

        bench.Step(10_000);
        bench.Expect("s");
        Assert.AreEqual(3, bench.Gateway.Statistics.Retransmitted);
        Assert.IsFalse(bench.Gateway.ConnectedClients.Contains("s"));
    }

    [TestMethod]
    public void OneMessageWaitsForItsAnswerAtATime()
    {
        Bench bench = New();
        bench.Exchange("s", "0912 20 0001 782f797a", "0813 20 0001 0001 00");
        Publish(bench, 1);
        Publish(bench, 1);
        bench.Expect("s", "080c 20 0001 0001 41");
        bench.Exchange("s", "070d 0001 0007 00"); // for no message of ours
        bench.Exchange("s", "070d 0001 0001 00", "080c 20 0001 0002 41");
    }

    [TestMethod]
    public void IdTheSubscriberForgotIsRegisteredAgainOnce()
    {
        Bench bench = New();
        bench.Exchange("s", "0912 20 0001 782f797a", "0813 20 0001 0001 00");
        Publish(bench, 1);
        bench.Expect("s", "080c 20 0001 0001 41");
        bench.Exchange("s", "070d 0001 0001 02", "0a0a 0001 0002 782f797a");
        bench.Exchange("s", "070b 0001 0002 00", "080c 20 0001 0003 41");
        bench.Exchange("s", "070d 0001 0003 02");
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.RefusedByClient));
    }

    [TestMethod]
    public void OverlappingSubscriptionsDeliverOnce()
    {
        Bench bench = New();
        bench.Exchange("s", "0812 00 0001 782f23", "0813 00 0000 0001 00");
        bench.Exchange("s", "0912 20 0002 782f797a", "0813 20 0001 0002 00");
        Publish(bench, 1);
        bench.Expect("s", "080c 20 0001 0001 41");
    }

    [TestMethod]
    public void Unsubscribe()
    {
        Bench bench = New();
        bench.Exchange("s", "0912 00 0001 782f797a", "0813 00 0001 0001 00");
        bench.Exchange("s", "0914 00 0002 782f797a", "0415 0002");
        bench.Exchange("s", "0914 00 0003 782f797a", "0415 0003");
        Publish(bench, 1);
        bench.Expect("s");
    }

    [TestMethod]
    public void RetainedMessageComesWithTheSubscription()
    {
        Bench bench = New();
        bench.Exchange("p", "080c 10 0001 0000 41");
        bench.Exchange("s", "0912 00 0001 782f797a", "0813 00 0001 0001 00", "080c 10 0001 0000 41");
        bench.Exchange("p", "070c 10 0001 0000"); // no octets: forget it
        bench.Expect("s", "070c 00 0001 0000");
        bench.Exchange("s", "0912 00 0002 782f797a", "0813 00 0001 0002 00");
    }

    /// <summary>The topics under a wildcard come with their retained messages; an empty message has deleted one of them.</summary>
    [TestMethod]
    public void RetainedMessagesComeWithAWildcard()
    {
        Bench bench = New();
        bench.Exchange("p", "080a 0000 0002 782f", "070b 0002 0002 00"); // "x/" is id 2
        bench.Exchange("p", "080c 10 0001 0000 41");
        bench.Exchange("p", "080c 10 0002 0000 42");
        bench.Exchange("p", "080c 12 6162 0000 43"); // "ab" is not under "x/#"
        bench.Exchange("p", "070c 10 0001 0000");
        bench.Exchange("s", "0812 00 0001 782f23", "0813 00 0000 0001 00", "080a 0001 0001 782f");
        bench.Exchange("s", "070b 0001 0001 00", "080c 10 0001 0000 42");
    }

    [TestMethod]
    [DataRow("0712 00 0001 612b", "a+")]
    [DataRow("0812 00 0001 232f61", "#/a")]
    [DataRow("0612 00 0001 ff", "not UTF-8")]
    [DataRow("0712 02 0001 2b61", "short name with +")]
    public void UnusableFiltersAreRefused(string frame, string why)
    {
        Bench bench = New();
        bench.Exchange("s", frame, "0813 00 0000 0001 03");
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.TopicName), why);
    }

    [TestMethod]
    public void SubscriptionsAndQueuesAreBounded()
    {
        Bench bench = New(new BenchGatewaySettings { MaxSubscriptionsPerClient = 1, MaxQueuedPerClient = 2 });
        bench.Exchange("s", "0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("s", "0612 20 0002 23", "0813 20 0000 0002 01");
        for (int i = 0; i < 3; i++)
        {
            Publish(bench, 1);
        }

        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.QueueFull));
    }

    [TestMethod]
    public void RetainedMessagesAreBounded()
    {
        Bench bench = New(new BenchGatewaySettings { MaxRetainedOctets = 1 });
        bench.Exchange("p", "080c 10 0001 0000 41");
        bench.Exchange("p", "080c 12 6162 0000 41");
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.RetainedFull));
        Assert.HasCount(2, bench.Published);
    }

    [TestMethod]
    [DataRow("a/b", "a/b", true)]
    [DataRow("a/b", "a/c", false)]
    [DataRow("a/+", "a/b", true)]
    [DataRow("a/+", "a", false)]
    [DataRow("a/+", "a/b/c", false)]
    [DataRow("+/+", "/b", true)]
    [DataRow("a/#", "a", true)]
    [DataRow("a", "a/", false)]
    [DataRow("a/", "a", false)]
    [DataRow("a/", "a/", true)]
    [DataRow("a/+", "a/", true)]
    [DataRow("+", "a/b", false)]
    [DataRow("a/+/c", "a/b/c", true)]
    [DataRow("a/+/#", "a", false)]
    [DataRow("a/#", "a/b/c", true)]
    [DataRow("a/#", "ab", false)]
    [DataRow("#", "a/b", true)]
    [DataRow("#", "$SYS/a", false)]
    [DataRow("+/a", "$SYS/a", false)]
    [DataRow("$SYS/#", "$SYS/a", true)]
    public void Filters(string filter, string name, bool matches) => Assert.AreEqual(matches, TopicFilter.Matches(filter, name)); // MQTT 3.1.1, 4.7

    private static Bench New(BenchGatewaySettings? settings = null)
    {
        Bench bench = new(settings);
        bench.Connect("p");
        bench.Exchange("p", "0a0a 0000 0001 782f797a", "070b 0001 0001 00");
        bench.Connect("s");
        return bench;
    }

    private static void Publish(Bench bench, int qos)
    {
        int count = bench.Published.Count;
        bench.Say("p", $"080c {qos << 5:x2} 0001 {(qos == 0 ? 0 : 100 + count):x4} 41");
        Assert.HasCount(count + 1, bench.Published);
    }
}
