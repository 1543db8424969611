using Sidetap.Gateway;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Gateway;

/// <summary>Totals are bounded, and nobody can use up what others need.</summary>
[TestClass]
public sealed class GatewayLimitTests
{
    private const string ConnAck = "0305 00";

    /// <summary>Two clients and 40 octets in all: one client can have 30, and 10 stay for the other one.</summary>
    [TestMethod]
    public void QueuedOctetsOfAllClients()
    {
        Bench bench = new(new BenchGatewaySettings { MaxClients = 2, MaxQueuedOctets = 40 });
        foreach (string client in new[] { "a", "b" })
        {
            bench.Connect(client);
            bench.Exchange(client, $"0712 02 0001 {(client == "a" ? "6161" : "6262")}", $"0813 00 {(client == "a" ? "6161" : "6262")} 0001 00");
            bench.Exchange(client, "0418 003c", "0218");
        }

        Publish(bench, "6161", 30);
        Publish(bench, "6161", 1);
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.QueueFull));
        Publish(bench, "6262", 10);
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.QueueFull));
        Publish(bench, "6262", 1);
        Assert.AreEqual(2, bench.Gateway.Statistics.Of(GatewayRefusal.QueueFull));
        Assert.AreEqual(40, bench.Gateway.QueuedOctets);
        bench.Say("a", "0316 61");
        Assert.AreEqual(10, bench.Gateway.QueuedOctets);
        Publish(bench, "6262", 20);
        Assert.AreEqual(30, bench.Gateway.QueuedOctets);
    }

    [TestMethod]
    public void TopicsOfAllClients()
    {
        Bench bench = new(new BenchGatewaySettings { MaxClients = 2, MaxTopics = 4 });
        bench.Connect("a");
        for (int i = 1; i <= 4; i++)
        {
            string code = i <= 3 ? "00" : "01"; // congestion
            bench.Exchange("a", $"080a 0000 000{i} 613{i}", $"070b {(i <= 3 ? i : 0):x4} 000{i} {code}");
        }

        bench.Connect("b");
        bench.Exchange("b", "080a 0000 0001 6131", "070b 0001 0001 00");
        bench.Exchange("b", "080a 0000 0002 6132", "070b 0000 0002 01");
        Assert.AreEqual(4, bench.Gateway.TopicCount);
        bench.Exchange("a", "0218", "0218"); // a clean session gives them back
        Assert.AreEqual(1, bench.Gateway.TopicCount);
        bench.Exchange("b", "080a 0000 0002 6132", "070b 0002 0002 00");
    }

    [TestMethod]
    public void CleanStartGivesBack()
    {
        Bench bench = new();
        bench.Exchange("a", "0704 00 01 003c 61", ConnAck);
        bench.Exchange("a", "0612 20 0001 23", "0813 20 0000 0001 00");
        bench.Exchange("a", "0418 003c", "0218");
        Publish(bench, "6262", 7);
        bench.Exchange("a", "080a 0000 0001 6131", "0218");
        Assert.AreEqual(7, bench.Gateway.QueuedOctets);
        bench.Exchange("a", "0704 04 01 003c 61", ConnAck);
        Assert.AreEqual(0, bench.Gateway.QueuedOctets);
        Assert.AreEqual(0, bench.Gateway.TopicCount);
    }

    /// <summary>One that takes a new ClientId with every CONNECT, and leaves a kept session each time, crowds out its own sessions first.</summary>
    [TestMethod]
    public void ChangingNamesCrowdsOutNobody()
    {
        Bench bench = new(new BenchGatewaySettings { MaxClients = 4 });
        bench.Exchange("v", "0704 00 01 003c 76", ConnAck);
        bench.Exchange("v", "0612 20 0001 23", "0813 20 0000 0001 00");
        bench.Exchange("v", "0218", "0218");
        for (int i = 0; i < 1000; i++)
        {
            bench.NowMs++;
            bench.Exchange("x", $"0804 00 01 003c {i:x4}", ConnAck);
            bench.Exchange("x", "080c 22 6262 0001 41", "070d 6262 0001 00");
        }

        Assert.AreEqual(4, bench.Gateway.SessionCount);
        Assert.AreEqual(997, bench.Gateway.Statistics.Forgotten);
        bench.Say("v", "0704 00 01 003c 76");
        bench.Exchange("v", "0216", ConnAck, "080a 0001 0001 6262", "0217"); // what waited for "v" is there
    }

    [TestMethod]
    public void SessionsWithNothingToLoseGoFirst()
    {
        Bench bench = new(new BenchGatewaySettings { MaxClients = 2 });
        bench.Exchange("v", "0704 00 01 003c 76", ConnAck);
        bench.Exchange("v", "0612 20 0001 23", "0813 20 0000 0001 00");
        bench.Exchange("v", "0218", "0218");
        bench.NowMs++;
        bench.Exchange("w", "0704 00 01 003c 77", ConnAck);
        bench.Exchange("w", "0218", "0218");
        bench.Connect("x");
        Assert.AreEqual("w", bench.Events.Single(one => one.Kind == GatewayEventKind.Forgotten).ClientId);
    }

    /// <summary>CONNECTs from everywhere fill the gateway and no more; when they are found out, there is room again.</summary>
    [TestMethod]
    [DataRow("04 01 003c", 90_000)]
    [DataRow("0c 01 003c", 40_000)] // Will, and then no WILLTOPIC
    [DataRow("04 01 0000", 300_000)] // no keep-alive
    public void ConnectFlood(string fields, int untilMs)
    {
        Bench bench = new();
        bench.Connect("good");
        for (int i = 0; i < 5000; i++)
        {
            bench.Say($"e{i}", $"0804 {fields} {i:x4}");
        }

        Assert.AreEqual(64, bench.Gateway.SessionCount);
        Assert.AreEqual(5000 - 63, bench.Gateway.Statistics.Of(GatewayRefusal.TooManyClients));
        bench.Exchange("good", "0216", "0217");
        bench.Exchange("new", "0704 04 01 003c 6e", "0305 01");
        for (int elapsed = 0; elapsed < untilMs; elapsed += 10_000)
        {
            bench.Step(10_000);
            bench.Exchange("good", "0216", "0217");
        }

        bench.Exchange("new", "0704 04 01 003c 6e", ConnAck);
    }

    /// <summary>Anything from anywhere that is no CONNECT leaves nothing behind.</summary>
    [TestMethod]
    public void StrangersLeaveNothingBehind()
    {
        Bench bench = new();
        for (int i = 0; i < 2000; i++)
        {
            foreach (string frame in new[] { "0216", "0316 61", "080c 2000 0100 0578", "0418 003c", "0301 00", "04fe 00 0a 0216", "0607 20 612f62" })
            {
                bench.Say($"e{i}", frame);
            }
        }

        Assert.AreEqual(0, bench.Gateway.SessionCount);
        Assert.AreEqual(0, bench.Gateway.QueuedOctets + bench.Gateway.TopicCount);
        Assert.AreEqual(long.MaxValue, bench.Gateway.Step(0));
    }

    private static void Publish(Bench bench, string shortName, int octets)
    {
        int count = bench.Published.Count;
        bench.Say("stranger", $"{octets + 7:x2}0c 62 {shortName} 0000 {string.Concat(Enumerable.Repeat("41", octets))}");
        Assert.HasCount(count + 1, bench.Published);
    }
}
