using Sidetap.Gateway;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Gateway;

/// <summary>Sleeping clients (MQTT-SN 1.2, 6.14). Client "s" sleeps; client "p" publishes on "x/yz", which has id 1 with it.</summary>
[TestClass]
public sealed class GatewaySleepTests
{
    private const string Sleep60 = "0418 003c";
    private const string PingReqS = "0316 73";
    private const string PingResp = "0217";
    private const string ConnAck = "0305 00";

    [TestMethod]
    public void MessagesWaitUntilTheClientAsks()
    {
        Bench bench = New("0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("s", Sleep60, "0218");
        Assert.AreSequenceEqual(new[] { "s" }, bench.Gateway.SleepingClients.ToArray());
        Assert.AreSequenceEqual(new[] { "p" }, bench.Gateway.ConnectedClients.ToArray());
        Publish(bench, 0, "41"); // QoS 0 waits as well
        Publish(bench, 1, "42");
        Publish(bench, 1, "43");
        bench.Step(40_000);
        bench.Expect("s");
        bench.Exchange("s", PingReqS, "080c 00 0001 0000 41", "080c 20 0001 0001 42"); // one to be answered at a time
        bench.Exchange("s", "070d 0001 0001 00", "080c 20 0001 0002 43");
        bench.Exchange("s", "070d 0001 0002 00", PingResp);
        bench.Exchange("s", PingReqS, PingResp);
        Assert.AreEqual("Connected Subscribed Asleep Awake Delivered Delivered Delivered Asleep Awake Asleep", bench.EventsOf("s"));
    }

    /// <summary>6.10 holds for sleeping clients too: a name that came in through a wildcard is registered first, while the client is awake.</summary>
    [TestMethod]
    public void NamesAreRegisteredWhileAwake()
    {
        Bench bench = New("0812 00 0001 782f23", "0813 00 0000 0001 00"); // "x/#"
        bench.Exchange("s", Sleep60, "0218");
        Publish(bench, 0, "41");
        bench.Expect("s");
        bench.Exchange("s", PingReqS, "0a0a 0001 0001 782f797a");
        bench.Exchange("s", "070b 0001 0001 00", "080c 00 0001 0000 41", PingResp);
    }

    [TestMethod]
    public void Qos2WhileAwake()
    {
        Bench bench = New("0912 40 0001 782f797a", "0813 40 0001 0001 00");
        bench.Exchange("s", Sleep60, "0218");
        Publish(bench, 2, "41");
        bench.Exchange("s", PingReqS, "080c 40 0001 0001 41");
        bench.Exchange("s", "040f 0001", "0410 0001");
        bench.Exchange("s", "040e 0001", PingResp);
    }

    /// <summary>What comes while a client is awake waits for the next time: a busy topic must not keep it from sleeping.</summary>
    [TestMethod]
    public void OnlyWhatWaitedIsSent()
    {
        Bench bench = New("0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("s", Sleep60, "0218");
        Publish(bench, 1, "41");
        bench.Exchange("s", PingReqS, "080c 20 0001 0001 41");
        Publish(bench, 1, "42");
        bench.Exchange("s", "070d 0001 0001 00", PingResp);
        bench.Exchange("s", PingReqS, "080c 20 0001 0002 42");
    }

    /// <summary>PINGREQ again: the client has not heard what it is to answer.</summary>
    [TestMethod]
    public void RepeatedPingReqRepeatsTheMessage()
    {
        Bench bench = New("0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("s", Sleep60, "0218");
        Publish(bench, 1, "41");
        bench.Exchange("s", PingReqS, "080c 20 0001 0001 41");
        bench.Exchange("s", PingReqS, "080c a0 0001 0001 41");
        bench.Exchange("s", "070d 0001 0001 00", PingResp);
    }

    /// <summary>An awake client that does not answer has gone back to sleep; its message waits and keeps its MsgId.</summary>
    [TestMethod]
    public void UnansweredMessageWaitsForTheNextTime()
    {
        Bench bench = New("0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("s", "0418 012c", "0218"); // 300 s
        Publish(bench, 1, "41");
        bench.Exchange("s", PingReqS, "080c 20 0001 0001 41");
        for (int i = 0; i < 4; i++)
        {
            bench.Step(10_000);
        }

        bench.Expect("s", "080c a0 0001 0001 41", "080c a0 0001 0001 41", "080c a0 0001 0001 41");
        Assert.AreEqual(0, bench.Gateway.Statistics.Lost);
        bench.Exchange("s", PingReqS, "080c a0 0001 0001 41");
        bench.Exchange("s", "070d 0001 0001 00", PingResp);
    }

    [TestMethod]
    public void ConnectMakesItActiveAgain()
    {
        Bench bench = New("0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("s", Sleep60, "0218");
        Publish(bench, 1, "41");
        bench.Exchange("s", "0704 00 01 003c 73", ConnAck, "080c 20 0001 0001 41"); // CleanSession 0
        Assert.AreSequenceEqual(new[] { "p", "s" }, bench.Gateway.ConnectedClients.ToArray());
        bench.Exchange("s", "0216", PingResp);
    }

    /// <summary>6.14 with Table 30: lost when it is not heard of for its sleep's Duration and half of it, above a minute a tenth; then its will is published.</summary>
    [TestMethod]
    [DataRow(60, 90_000)]
    [DataRow(100, 110_000)]
    public void SilentSleeperIsLostAndItsWillPublished(int seconds, int lostMs)
    {
        Bench bench = WithWill();
        bench.Exchange("s", $"0418 {seconds:x4}", "0218");
        bench.Step(lostMs - 1);
        bench.Exchange("s", PingReqS, PingResp); // heard of
        bench.Step(lostMs - 1);
        Assert.HasCount(1, bench.Gateway.SleepingClients);
        Assert.IsEmpty(bench.Published);
        bench.Step(1);
        Assert.IsEmpty(bench.Gateway.SleepingClients);
        Assert.AreEqual(("a/b", true), (bench.Published.Single().Topic, bench.Published[0].IsWill));
        bench.Exchange("s", PingReqS, "0218"); // it learns that it has no connection
    }

    [TestMethod]
    public void AnotherDurationChangesTheSleep()
    {
        Bench bench = WithWill();
        bench.Exchange("s", Sleep60, "0218");
        bench.Exchange("s", "0418 0e10", "0218"); // an hour
        bench.Step(3_600_000);
        Assert.HasCount(1, bench.Gateway.SleepingClients);
        bench.Exchange("s", "0418 000a", "0218");
        bench.Step(15_000);
        Assert.HasCount(1, bench.Published);
    }

    [TestMethod]
    public void GoodbyeInItsSleepIsNoLoss()
    {
        Bench bench = WithWill();
        bench.Exchange("s", Sleep60, "0218");
        bench.Exchange("s", "0218", "0218");
        bench.Step(1_000_000);
        Assert.IsEmpty(bench.Published);
        Assert.IsEmpty(bench.Gateway.SleepingClients);
    }

    [TestMethod]
    public void SleepOfNoLengthIsAGoodbye()
    {
        Bench bench = WithWill();
        bench.Exchange("s", "0418 0000", "0218");
        Assert.IsEmpty(bench.Gateway.SleepingClients);
    }

    [TestMethod]
    public void PingReqWithoutClientIdAsksForNothing()
    {
        Bench bench = New("0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("s", Sleep60, "0218");
        Publish(bench, 1, "41");
        bench.Exchange("s", "0216", PingResp);
        Assert.HasCount(1, bench.Gateway.SleepingClients);
    }

    /// <summary>To send, a client has to be active (6.14). It is told, and sleeps on.</summary>
    [TestMethod]
    [DataRow("080c 22 6162 0005 41")]
    [DataRow("080a 0000 0003 612f")]
    [DataRow("0612 20 0001 23")]
    [DataRow("061a 00 612f63")]
    public void NothingElseIsTakenInItsSleep(string frame)
    {
        Bench bench = New("0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("s", Sleep60, "0218");
        bench.Exchange("s", frame, "0218");
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.Asleep));
        Assert.IsEmpty(bench.Published);
        Publish(bench, 1, "41");
        bench.Exchange("s", PingReqS, "080c 20 0001 0001 41");
    }

    /// <summary>An exchange of QoS 2 that the client has begun before may end in its sleep.</summary>
    [TestMethod]
    public void PubRelIsAnsweredInItsSleep()
    {
        Bench bench = New("0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("s", "080c 42 6162 0005 41", "040f 0005");
        bench.Exchange("s", Sleep60, "0218");
        bench.Exchange("s", "0410 0005", "040e 0005");
        Assert.HasCount(1, bench.Published);
    }

    /// <summary>While it slept, its address may have changed.</summary>
    [TestMethod]
    public void WakesUpAtAnotherAddress()
    {
        Bench bench = New("0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("s", Sleep60, "0218");
        Publish(bench, 1, "41");
        bench.Exchange("elsewhere", PingReqS, "080c 20 0001 0001 41");
        bench.Expect("s");
        bench.Exchange("elsewhere", "070d 0001 0001 00", PingResp);
        bench.Exchange("s", "0216", "0218");
    }

    [TestMethod]
    public void PingReqInAnActiveClientsNameFromElsewhereIsRefused()
    {
        Bench bench = New("0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("elsewhere", PingReqS, "0218");
        bench.Exchange("s", PingReqS, PingResp);
        Publish(bench, 1, "41");
        bench.Expect("s", "080c 20 0001 0001 41");
    }

    [TestMethod]
    public void WhatWaitsIsBounded()
    {
        Bench bench = New("0912 00 0001 782f797a", "0813 00 0001 0001 00", new BenchGatewaySettings { MaxQueuedPerClient = 2 });
        bench.Exchange("s", Sleep60, "0218");
        Publish(bench, 0, "41");
        Publish(bench, 0, "42");
        Publish(bench, 0, "43");
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.QueueFull));
        bench.Exchange("s", PingReqS, "080c 00 0001 0000 41", "080c 00 0001 0000 42", PingResp);
    }

    /// <summary>A lost sleeper with a kept session keeps what must arrive, and no more.</summary>
    [TestMethod]
    public void LostSleeperKeepsQos1()
    {
        Bench bench = New("0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("s", "0704 00 01 003c 73", ConnAck);
        bench.Exchange("s", Sleep60, "0218");
        Publish(bench, 0, "41");
        Publish(bench, 1, "42");
        bench.Step(90_000);
        Assert.AreEqual(1, bench.Gateway.QueuedOctets);
        bench.Exchange("s", "0704 00 01 003c 73", ConnAck, "080c 20 0001 0001 42");
    }

    private static Bench New(string subscribe, string answer, BenchGatewaySettings? settings = null)
    {
        Bench bench = new(settings);
        bench.Exchange("p", "0704 04 01 0000 70", ConnAck);
        bench.Exchange("p", "0a0a 0000 0001 782f797a", "070b 0001 0001 00");
        bench.Connect("s");
        bench.Exchange("s", subscribe, answer);
        return bench;
    }

    private static Bench WithWill()
    {
        Bench bench = new();
        bench.Exchange("s", "0704 0c 01 000a 73", "0206");
        bench.Exchange("s", "0607 00 612f62", "0208");
        bench.Exchange("s", "0609 676f6e65", ConnAck);
        return bench;
    }

    private static void Publish(Bench bench, int qos, string data)
    {
        int count = bench.Published.Count;
        bench.Say("p", $"080c {qos << 5:x2} 0001 {(qos == 0 ? 0 : 100 + count):x4} {data}");
        Assert.HasCount(count + 1, bench.Published);
    }
}
