using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Monitor;
using static Sidetap.Simulation.Tests.MonitorBench;

namespace Sidetap.Simulation.Tests;

/// <summary>The monitor objects to wrong traces, each against one rule, and to nothing else.</summary>
[TestClass]
public sealed class MonitorTests
{
    [TestMethod]
    public void AGoodTraceIsAGoodTrace()
    {
        var bench = new MonitorBench().Ready();
        bench.Sent(Publish(7, 2, 1)).After(10000).Sent(Publish(7, 2, 1, 0xA0)).Received(PubAck(7, 2)).Step();
        bench.Sent(Publish(7, 3, 2)).Received(PubAck(7, 3)).After(48000).Sent(Bare(SnFrame.PingReq)).Received(Bare(SnFrame.PingResp)).Step();
        Assert.AreEqual(2, bench.Published);
        Assert.AreEqual(2, bench.Acknowledged);
    }

    [TestMethod]
    public void FramesHaveToBeWellFormed()
    {
        var bench = new MonitorBench();
        bench.Objects("frame.malformed", () => bench.Sent([4, SnFrame.PingReq]));
        bench.Objects("frame.malformed", () => bench.Sent([2, 0x03]));
        bench.Objects("frame.type", () => new MonitorBench().Connected().Sent(ConnAck()));
    }

    [TestMethod]
    public void ConnectSaysWhatTheSettingsSay()
    {
        var bench = new MonitorBench();
        bench.Objects("connect.fields", () => bench.Sent([9, SnFrame.Connect, 0x04, 1, 0, 61, .. "box"u8]));
        bench.Objects("connect.fields", () => bench.Sent(KeptConnect));
    }

    [TestMethod]
    public void NothingGoesOutWithoutASession()
    {
        var bench = new MonitorBench();
        bench.Objects("state.notconnected", () => bench.Sent(Register(1)));
        bench.Sent(Connect);
        bench.Objects("state.notconnected", () => bench.Sent(Bare(SnFrame.PingReq)));
        bench.Received(ConnAck(), Place.Stranger);
        bench.Objects("state.notconnected", () => bench.Sent(Register(1)));
        bench.Received(ConnAck()).Received(Bare(SnFrame.Disconnect));
        bench.Objects("state.notconnected", () => bench.Sent(Register(1)));
    }

    [TestMethod]
    public void AFrameGoesToTheGatewayOfTheSession()
    {
        var bench = new MonitorBench().Connected();
        bench.Objects("frame.destination", () => bench.Sent(Register(1), Place.SecondGateway));
        bench.Objects("frame.destination", () => bench.Sent(Register(1), Place.Broadcast));
        bench.Objects("connect.gateway", () => new MonitorBench().Sent(Connect, Place.SecondGateway));
    }

    [TestMethod]
    public void ConnectNeedsACauseAndAPause()
    {
        var bench = new MonitorBench().Connected();
        bench.Objects("connect.cause", () => bench.After(30000).Sent(Connect));
        bench.Received(Bare(SnFrame.Disconnect)).After(999);
        bench.Objects("connect.early", () => bench.Sent(Connect));
        bench.After(1).Sent(Connect);
    }

    [TestMethod]
    public void CongestionMeansTwait()
    {
        var bench = new MonitorBench().Sent(Connect).Received(ConnAck(1)).After(300999);
        bench.Objects("congestion.connect", () => bench.Sent(Connect));
        bench.After(1).Sent(Connect).Received(ConnAck()).Sent(Register(1)).Received(RegAck(0, 1, 1)).After(300999);
        bench.Objects("congestion.register", () => bench.Sent(Register(2)));
        bench.After(1).Sent(Register(2)).Received(RegAck(7, 2)).Sent(Publish(7, 3, 1)).Received(PubAck(7, 3, 1)).After(300999);
        bench.Objects("congestion.publish", () => bench.Sent(Publish(7, 4, 1)));
        bench.After(1).Sent(Publish(7, 4, 1));
        bench.Sent(Subscribe(5)).Received([8, SnFrame.SubAck, 0, 0, 0, 0, 5, 1]);
        bench.Objects("congestion.subscribe", () => bench.Sent(Subscribe(6)));
    }

    [TestMethod]
    public void OneRequestOfAKindIsOutstanding()
    {
        var bench = new MonitorBench().Connected().Sent(Register(1));
        bench.Objects("register.outstanding", () => bench.Sent(Register(2, "meta")));
        bench = new MonitorBench().Ready().Sent(Publish(7, 2, 1));
        bench.Objects("publish.outstanding", () => bench.Sent(Publish(7, 3, 2)));
        bench.Sent(Subscribe(4));
        bench.Objects("subscribe.outstanding", () => bench.Sent(Subscribe(5)));
        bench.Objects("msgid.taken", () => bench.Sent(Register(2, "meta")));
    }

    [TestMethod]
    public void ARepetitionHasDupTheSameMsgIdAndTheSameOctets()
    {
        var bench = new MonitorBench().Ready().Sent(Publish(7, 2, 1)).After(10000);
        bench.Objects("publish.dup", () => bench.Sent(Publish(7, 2, 1)));
        bench.Objects("retry.msgid", () => bench.Sent(Publish(7, 3, 1, 0xA0)));
        bench.Objects("retry.changed", () => bench.Sent(Publish(7, 2, 9, 0xA0)));
        bench.Objects("publish.dup", () => new MonitorBench().Ready().Sent(Publish(7, 2, 1, 0xA0)));
        bench = new MonitorBench().Connected().Sent(Subscribe(4)).After(10000);
        bench.Objects("subscribe.dup", () => bench.Sent(Subscribe(4)));
        bench.Sent(Subscribe(4, 0x80));
    }

    [TestMethod]
    public void RepetitionsKeepToTretryAndNretry()
    {
        var bench = new MonitorBench().Ready().Sent(Publish(7, 2, 1)).After(9999);
        bench.Objects("retry.early", () => bench.Sent(Publish(7, 2, 1, 0xA0)));
        bench.Objects("retry.wakeup", () => bench.Step(2));
        bench.After(1);
        bench.Objects("retry.late", () => bench.Step());
        for (var i = 0; i < 3; i++)
        {
            bench.Sent(Publish(7, 2, 1, 0xA0)).After(10000);
        }

        bench.Objects("retry.count", () => bench.Sent(Publish(7, 2, 1, 0xA0)));
        bench.Step(); // the gateway is lost
        bench.Objects("state.notconnected", () => bench.Sent(Register(9, "meta")));
        bench.After(1000).Sent(Connect);
    }

    [TestMethod]
    public void ATopicIdIsTheGatewaysToGiveAndToTake()
    {
        var bench = new MonitorBench().Connected();
        bench.Objects("publish.topicid", () => bench.Sent(Publish(7, 2, 1)));
        bench.Sent(Register(1)).Received(RegAck(7, 1));
        bench.Objects("register.again", () => bench.Sent(Register(3)));
        bench.Sent(Publish(7, 2, 1)).Received(PubAck(7, 2, 2));
        bench.Objects("publish.topicid", () => bench.Sent(Publish(7, 4, 1)));
        bench.Sent(Register(5)).Received(RegAck(8, 5)).Sent(Publish(8, 6, 1)).Received(PubAck(8, 6, 2)); // called invalid a second time
        Assert.AreEqual(1, bench.Refused);
        bench.Sent(Register(7)).Received(RegAck(9, 7));
        bench.Objects("publish.refused", () => bench.Sent(Publish(9, 8, 1)));
        bench.Sent(Publish(9, 8, 2)).Received(Bare(SnFrame.Disconnect)).After(1000).Sent(Connect).Received(ConnAck());
        bench.Objects("publish.topicid", () => bench.Sent(Publish(9, 9, 2)));
    }

    [TestMethod]
    public void APredefinedIdCannotBeRegisteredAgain()
    {
        var bench = new MonitorBench(predefined: 21).Connected().Sent(Publish(21, 1, 1, 0x21)).Received(PubAck(21, 1, 2));
        Assert.AreEqual(1, bench.Refused);
        bench.Objects("publish.refused", () => bench.Sent(Publish(21, 2, 1, 0x21)));
    }

    [TestMethod]
    public void WhatIsRefusedForGoodIsNotSentAgain()
    {
        var bench = new MonitorBench().Ready().Sent(Publish(7, 2, 1)).Received(PubAck(7, 2, 3));
        Assert.AreEqual(1, bench.Refused);
        bench.Objects("publish.refused", () => bench.Sent(Publish(7, 3, 1)));
    }

    [TestMethod]
    public void OnlyAPubAckWithItsMsgIdAcknowledges()
    {
        var bench = new MonitorBench().Ready().Sent(Publish(7, 2, 1));
        bench.Received(PubAck(7, 3)).Received(RegAck(7, 2)).Received([4, SnFrame.PubComp, 0, 2]).Received(PubAck(7, 2), Place.Stranger);
        Assert.AreEqual(0, bench.Acknowledged);
        bench.Received(PubAck(7, 2));
        Assert.AreEqual(1, bench.Acknowledged);
    }

    [TestMethod]
    public void QosZeroHasNoMsgIdAndNoDup()
    {
        var bench = new MonitorBench(qos: 0).Ready();
        bench.Objects("publish.msgid", () => bench.Sent(Publish(7, 2, 1, 0)));
        bench.Objects("publish.msgid", () => bench.Sent(Publish(7, 0, 1, 0x80)));
        bench.Objects("publish.qos", () => bench.Sent(Publish(7, 2, 1)));
        bench.Sent(Publish(7, 0, 1, 0)).Sent(Publish(7, 0, 2, 0));
        Assert.AreEqual(2, bench.Acknowledged);
    }
}
