using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Monitor;
using static Sidetap.Simulation.Tests.MonitorBench;

namespace Sidetap.Simulation.Tests;

/// <summary>Keep-alive, answers, kept sessions, several gateways, discovery and sleep: the monitor objects where it has to.</summary>
[TestClass]
public sealed class MonitorSessionTests
{
    [TestMethod]
    public void TheGatewayHearsOfTheClientWithinDuration()
    {
        var bench = new MonitorBench().Ready().After(60000);
        bench.Step();
        bench.Objects("keepalive.missing", () => bench.Step(1));
        bench.After(1);
        bench.Objects("keepalive.missing", () => bench.Step());
    }

    [TestMethod]
    public void WhatTheGatewayAsksIsAnsweredAtOnce()
    {
        var bench = new MonitorBench().Connected().Received(Bare(SnFrame.PingReq));
        bench.Objects("answer.missing", () => bench.Step());
        bench.Objects("answer.wrong", () => bench.Sent([4, SnFrame.PubComp, 0, 9]));
        bench = new MonitorBench().Connected();
        bench.Objects("answer.unasked", () => bench.Sent(Bare(SnFrame.PingResp)));
        bench.Received(Publish(5, 77, 1));
        bench.Objects("answer.missing", () => bench.Received(Bare(SnFrame.PingResp)));
        bench.Objects("answer.wrong", () => bench.Sent(PubAck(5, 78, 2)));
        bench = new MonitorBench().Connected().Received([4, SnFrame.PubRel, 0, 9]).Sent([4, SnFrame.PubComp, 0, 9]).Step();
    }

    [TestMethod]
    public void ABoxThatWasResetOwesNothing()
    {
        var bench = new MonitorBench().Ready().Sent(Publish(7, 2, 1)).Received(Bare(SnFrame.PingReq));
        bench.Monitor.Reset();
        bench.After(600000).Step().Sent(Connect);
    }

    [TestMethod]
    public void AKeptSessionGoesOnWithTheSameMsgIdAndDup()
    {
        var bench = new MonitorBench(isClean: false).Sent(KeptConnect).Received(ConnAck()).Sent(Register(1)).Received(RegAck(7, 1));
        bench.Sent(Publish(7, 2, 1)).Received(Bare(SnFrame.Disconnect)).After(1000).Sent(KeptConnect).Received(ConnAck());
        bench.Sent(Register(3)).Received(RegAck(8, 3));
        bench.Objects("publish.dup", () => bench.Sent(Publish(8, 2, 1)));
        bench = new MonitorBench(isClean: false).Sent(KeptConnect).Received(ConnAck()).Sent(Register(1)).Received(RegAck(7, 1));
        bench.Sent(Publish(7, 2, 1)).Received(Bare(SnFrame.Disconnect)).After(1000).Sent(KeptConnect).Received(ConnAck());
        bench.Sent(Register(3)).Received(RegAck(8, 3)).Sent(Publish(8, 2, 1, 0xA0)).Received(PubAck(8, 2));
        Assert.AreEqual(1, bench.Acknowledged);
    }

    [TestMethod]
    public void TheNextGatewayIsTriedWhenTheFirstIsLost()
    {
        var bench = new MonitorBench(gateways: [Place.FirstGateway, Place.SecondGateway]).Connected();
        bench.Objects("connect.cause", () => bench.Sent(Connect, Place.SecondGateway));
        bench.Received(Bare(SnFrame.Disconnect)).Sent(Connect, Place.SecondGateway).Received(ConnAck(), Place.SecondGateway);
        bench.Objects("disconnect.cause", () => bench.Sent(Bare(SnFrame.Disconnect), Place.SecondGateway));
        bench.Sent([3, SnFrame.SearchGw, 0], Place.FirstGateway).Received([3, SnFrame.GwInfo, 1]);
        bench.Sent(Bare(SnFrame.Disconnect), Place.SecondGateway).Sent(Connect).Received(ConnAck());
    }

    [TestMethod]
    public void SearchingIsSlowAndGetsSlower()
    {
        byte[] search = [3, SnFrame.SearchGw, 0];
        var bench = new MonitorBench(gateways: [], discovers: true).Sent(search, Place.Broadcast).After(4999);
        bench.Objects("search.early", () => bench.Sent(search, Place.Broadcast));
        bench.After(1).Sent(search, Place.Broadcast).After(9999);
        bench.Objects("search.early", () => bench.Sent(search, Place.Broadcast));
        bench.After(1).Sent(search, Place.Broadcast);
        bench.Objects("connect.gateway", () => bench.Sent(Connect));
        bench.Received([3, SnFrame.GwInfo, 1]).Sent(Connect).Received(ConnAck());
        bench.Objects("search.unasked", () => bench.Sent(search, Place.Broadcast));
        bench.Objects("search.unasked", () => new MonitorBench().Sent(search, Place.Broadcast));
    }

    [TestMethod]
    public void GwInfoAnswersWhoAsked()
    {
        byte[] info = [9, SnFrame.GwInfo, 1, 10, 0, 0, Place.FirstGateway + 1, 0x07, 0x5B];
        var bench = new MonitorBench(discovers: true).Connected();
        bench.Objects("search.unasked", () => bench.Sent(info, Place.Broadcast));
        bench.Received([3, SnFrame.SearchGw, 0], Place.Neighbour).After(3000).Sent(info, Place.Broadcast);
        bench.Objects("frame.destination", () => bench.Sent([9, SnFrame.GwInfo, 1, 10, 0, 0, 9, 0x07, 0x5B], Place.Broadcast));
    }

    [TestMethod]
    public void ASleepingClientIsSilent()
    {
        byte[] sleep = [4, SnFrame.Disconnect, 0, 100];
        var bench = new MonitorBench().Ready();
        bench.Objects("sleep.cause", () => bench.Sent(sleep));
        bench.Monitor.MaySleep = true;
        bench.Sent(sleep).Received(Bare(SnFrame.Disconnect)).After(70000).Step();
        bench.Objects("sleep.silence", () => bench.Sent(Publish(7, 2, 1)));
        bench.Objects("ping.fields", () => bench.Sent(Bare(SnFrame.PingReq)));
        bench.Objects("connect.cause", () => bench.Sent(Connect));
        bench.Sent([5, SnFrame.PingReq, .. "box"u8]).Received(Publish(5, 77, 1)).Sent(PubAck(5, 77, 2)).Received(Bare(SnFrame.PingResp)).Step(99000);
        bench.Objects("sleep.wakeup", () => bench.Step(100001));
        bench.Monitor.MayWake = true;
        bench.Sent(Connect).Received(ConnAck());
        bench.Objects("publish.topicid", () => bench.Sent(Publish(7, 2, 1))); // a clean session has forgotten it
    }

    [TestMethod]
    public void ALinkThatIsDownEndsTheSession()
    {
        var bench = new MonitorBench().Ready();
        bench.Monitor.EndStep(false, long.MaxValue);
        bench.Objects("state.notconnected", () => bench.Sent(Publish(7, 2, 1)));
        bench.After(1000).Sent(Connect);
    }
}
