using Sidetap.Gateway;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Gateway;

/// <summary>Names and what clients publish (MQTT-SN 1.2, 6.5 to 6.8).</summary>
[TestClass]
public sealed class GatewayPublishTests
{
    private const string RegisterXyz = "0a0a 0000 0001 782f797a"; // "x/yz"

    [TestMethod]
    public void RegisterGivesAnIdAndTheSameAgain()
    {
        Bench bench = Connected();
        bench.Exchange("a", RegisterXyz, "070b 0001 0001 00"); // 6.5
        bench.Exchange("a", "0a0a 0000 0002 782f797a", "070b 0001 0002 00");
        bench.Exchange("a", "080a 0000 0003 612f", "070b 0002 0003 00");
    }

    [TestMethod]
    [DataRow("080a 0000 0003 612b", "a+")]
    [DataRow("070a 0000 0003 23", "#")]
    [DataRow("070a 0000 0003 ff", "not UTF-8")]
    [DataRow("070a 0000 0003 00", "NUL")]
    public void UnusableNamesAreRefused(string frame, string why)
    {
        Bench bench = Connected();
        bench.Exchange("a", frame, "070b 0000 0003 03");
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.TopicName), why);
    }

    [TestMethod]
    public void PublishQos0()
    {
        Bench bench = Connected(RegisterXyz);
        bench.Exchange("a", "080c 10 0001 0000 41");
        AcceptedPublish publish = bench.Published.Single();
        Assert.AreEqual(("x/yz", 0, true, "a"), (publish.Topic, publish.Qos, publish.Retain, publish.ClientId));
    }

    [TestMethod]
    public void PublishQos1()
    {
        Bench bench = Connected(RegisterXyz);
        bench.Exchange("a", "080c 20 0001 0009 41", "070d 0001 0009 00"); // 6.6
        bench.Exchange("a", "080c a0 0001 0009 41", "070d 0001 0009 00");
        Assert.AreSequenceEqual(new[] { false, true }, bench.Published.Select(publish => publish.Dup).ToArray());
    }

    /// <summary>6.6: PUBLISH, PUBREC, PUBREL, PUBCOMP; delivered once, whatever is repeated.</summary>
    [TestMethod]
    public void PublishQos2IsDeliveredOnce()
    {
        Bench bench = Connected(RegisterXyz);
        bench.Exchange("a", "080c 40 0001 0009 41", "040f 0009");
        bench.Exchange("a", "080c c0 0001 0009 41", "040f 0009");
        bench.Exchange("a", "0410 0009", "040e 0009");
        bench.Exchange("a", "0410 0009", "040e 0009");
        Assert.HasCount(1, bench.Published);
        bench.Exchange("a", "080c 40 0001 0009 41", "040f 0009");
        Assert.HasCount(2, bench.Published);
    }

    /// <summary>
    /// 6.6: a client has one exchange at a time. One that never releases its messages is served all the same, and held to no more than 16 MsgIds.
    /// </summary>
    [TestMethod]
    public void OpenQos2ExchangesAreBounded()
    {
        Bench bench = Connected(RegisterXyz);
        for (int i = 1; i <= 17; i++)
        {
            bench.Exchange("a", $"080c 40 0001 {i:x4} 41", $"040f {i:x4}");
        }

        bench.Exchange("a", "080c c0 0001 0002 41", "040f 0002"); // the second is still known
        Assert.HasCount(17, bench.Published);
        bench.Exchange("a", "080c c0 0001 0001 41", "040f 0001"); // the first is not
        Assert.HasCount(18, bench.Published);
    }

    /// <summary>6.8: no connection, a predefined id or a short name, no answer of any kind.</summary>
    [TestMethod]
    [DataRow("080c 61 0007 0000 41", "cell/alarm")]
    [DataRow("080c 62 6162 0000 41", "ab")]
    [DataRow("080c 61 0008 0000 41", null)]
    [DataRow("080c 60 0001 0000 41", null)]
    public void PublishQosMinus1(string frame, string? topic)
    {
        Bench bench = new();
        bench.Exchange("stranger", frame);
        Assert.AreEqual(topic, bench.Published.SingleOrDefault()?.Topic);
        Assert.AreEqual(topic == null ? 1 : 0, bench.Gateway.Statistics.Of(GatewayRefusal.UnknownTopicId));
    }

    /// <summary>5.4.13: an unknown topic id is answered at any QoS.</summary>
    [TestMethod]
    [DataRow("080c 00 0005 0000 41", "070d 0005 0000 02")]
    [DataRow("080c 20 0005 0009 41", "070d 0005 0009 02")]
    [DataRow("080c 40 0005 0009 41", "070d 0005 0009 02")]
    [DataRow("080c 21 0008 0009 41", "070d 0008 0009 02")]
    public void UnknownTopicIdIsAnswered(string frame, string answer)
    {
        Bench bench = Connected();
        bench.Exchange("a", frame, answer);
        Assert.IsEmpty(bench.Published);
    }

    [TestMethod]
    public void IdsAreAClientsOwn()
    {
        Bench bench = Connected(RegisterXyz);
        bench.Connect("b");
        bench.Exchange("b", "080a 0000 0003 612f", "070b 0001 0003 00");
        bench.Exchange("b", "080c 00 0001 0000 41");
        bench.Exchange("a", "080c 00 0001 0000 41");
        Assert.AreSequenceEqual(new[] { "a/", "x/yz" }, bench.Published.Select(publish => publish.Topic).ToArray());
    }

    [TestMethod]
    public void TopicsAreBounded()
    {
        Bench bench = new(new BenchGatewaySettings { MaxTopicsPerClient = 1 });
        bench.Connect("a");
        bench.Exchange("a", RegisterXyz, "070b 0001 0001 00");
        bench.Exchange("a", "080a 0000 0003 612f", "070b 0000 0003 01"); // congestion
    }

    [TestMethod]
    public void MessagesOfOtherRolesAreCounted()
    {
        Bench bench = Connected();
        string[] frames = ["0500 01 0384", "0302 01", "0305 00", "0206", "0813 2000 0000 0100", "0217", "0607 20 612f62", "070d 0001 0005 00"];
        foreach (string frame in frames)
        {
            bench.Exchange("a", frame);
        }

        Assert.AreEqual(8, bench.Gateway.Statistics.Of(GatewayRefusal.Unexpected));
    }

    private static Bench Connected(string? register = null)
    {
        Bench bench = new();
        bench.Connect("a");
        if (register != null)
        {
            bench.Exchange("a", register, "070b 0001 0001 00");
        }

        return bench;
    }
}
