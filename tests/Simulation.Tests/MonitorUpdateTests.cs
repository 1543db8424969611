using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Simulation.Monitor;
using static Sidetap.Simulation.Tests.MonitorBench;

namespace Sidetap.Simulation.Tests;

/// <summary>What a box says to the update server goes at QoS 0, besides everything else; and a box that restarts may say goodbye.</summary>
[TestClass]
public sealed class MonitorUpdateTests
{
    private const int Retain = 0x10;

    [TestMethod]
    public void AsksGoAtQosZeroWhilePublishIsOutstanding()
    {
        var bench = Ready().Sent(Publish(7, 2, 1)).Sent(Publish(8, 0, 5, 0)).Sent(Publish(9, 0, 5, Retain)).Sent(Publish(8, 0, 6, 0));
        Assert.AreEqual(3, bench.UpdateMessages);
        bench.After(10000).Sent(Publish(7, 2, 1, 0xA0)).Received(PubAck(7, 2));
        Assert.AreEqual(1, bench.Published);
        Assert.AreEqual(1, bench.Acknowledged);
    }

    [TestMethod]
    public void NoneOfItGoesAtAnotherQosOrWithoutAnId()
    {
        var bench = Ready();
        bench.Objects("publish.qos", () => bench.Sent(Publish(8, 5, 1)));
        bench.Objects("publish.qos", () => bench.Sent(Publish(7, 0, 1, 0)));
        bench.Objects("publish.topicid", () => bench.Sent(Publish(10, 0, 1, 0)));
        bench.Objects("publish.msgid", () => bench.Sent(Publish(8, 5, 1, 0)));
    }

    [TestMethod]
    public void AStatusIsRetainedAndAnAskIsNot()
    {
        var bench = Ready();
        bench.Objects("publish.retain", () => bench.Sent(Publish(9, 0, 1, 0)));
        bench.Objects("publish.retain", () => bench.Sent(Publish(8, 0, 1, Retain)));
    }

    [TestMethod]
    public void ARefusalOfQosZeroIsHeard()
    {
        var bench = Ready().Sent(Publish(8, 0, 1, 0)).Received(PubAck(8, 0, 2));
        bench.Objects("publish.topicid", () => bench.Sent(Publish(8, 0, 1, 0)));
        bench.Sent(Publish(9, 0, 1, Retain)).Received(PubAck(9, 0, 1));
        bench.Objects("congestion.publish", () => bench.Sent(Publish(7, 2, 1)));
    }

    [TestMethod]
    public void ABoxThatRestartsSaysGoodbye()
    {
        var bench = Ready();
        bench.Objects("disconnect.cause", () => bench.Sent(Bare(SnFrame.Disconnect)));
        bench.Monitor.MayLeave = true;
        bench.Sent(Bare(SnFrame.Disconnect));
        bench.Objects("state.notconnected", () => bench.Sent(Publish(8, 0, 1, 0)));
    }

    private static MonitorBench Ready() =>
        new MonitorBench(hasUpdates: true).Ready().Sent(Register(90, "ask")).Received(RegAck(8, 90)).Sent(Register(91, "status")).Received(RegAck(9, 91));
}
