using Sidetap.Gateway;
using Sidetap.MqttSn;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Gateway;

/// <summary>Connections, loss and kept sessions (MQTT-SN 1.2, 6.2, 6.3, 6.11 and 6.12).</summary>
[TestClass]
public sealed class GatewaySessionTests
{
    private const string ConnectA = "0704 04 01 003c 61";
    private const string ConnectAKept = "0704 00 01 003c 61";
    private const string ConnAck = "0305 00";

    [TestMethod]
    public void ConnectPingDisconnect()
    {
        Bench bench = new();
        bench.Exchange("a", ConnectA, ConnAck); // 6.2
        Assert.AreSequenceEqual(new[] { "a" }, bench.Gateway.ConnectedClients.ToArray());
        bench.Exchange("a", "0216", "0217"); // 6.11
        bench.Exchange("a", "0218", "0218"); // 6.12
        Assert.IsEmpty(bench.Gateway.ConnectedClients);
        Assert.AreEqual(0, bench.Gateway.SessionCount);
        bench.Exchange("a", "0418 003c", "0218"); // nobody's: nobody sleeps
    }

    [TestMethod]
    public void UnknownProtocolIdIsRefused()
    {
        Bench bench = new();
        bench.Exchange("a", "0704 04 02 003c 61", "0305 03");
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.ProtocolId));
    }

    [TestMethod]
    [DataRow("0216")]
    [DataRow("080c 2000 0100 0578")]
    [DataRow("080a 0000 0005 612f")]
    [DataRow("0812 2000 0161 2f23")]
    [DataRow("070d 0001 0005 00")]
    public void StrangersAreToldThatTheyAreNotConnected(string frame)
    {
        Bench bench = new();
        bench.Exchange("a", frame, "0218");
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.NotConnected));
        Assert.IsEmpty(bench.Published);
    }

    /// <summary>6.11, and the field's practice: gone 1.5 x Duration after the last frame.</summary>
    [TestMethod]
    public void KeepAliveRunsOut()
    {
        Bench bench = new();
        bench.Exchange("a", ConnectA, ConnAck);
        bench.Step(89_999);
        bench.Exchange("a", "0216", "0217");
        bench.Step(89_999);
        Assert.HasCount(1, bench.Gateway.ConnectedClients);
        bench.Step(1);
        Assert.IsEmpty(bench.Gateway.ConnectedClients);
        Assert.AreEqual(GatewayEventKind.Lost, bench.Events[^1].Kind);
        bench.Exchange("a", "0216", "0218");
    }

    /// <summary>Table 30: a tenth longer above a minute.</summary>
    [TestMethod]
    public void LongKeepAliveHasLessTolerance()
    {
        Bench bench = new();
        bench.Exchange("a", "0704 04 01 0064 61", ConnAck); // 100 s
        bench.Step(109_999);
        Assert.HasCount(1, bench.Gateway.ConnectedClients);
        bench.Step(1);
        Assert.IsEmpty(bench.Gateway.ConnectedClients);
    }

    [TestMethod]
    public void DurationZeroNeverRunsOut()
    {
        Bench bench = new();
        bench.Exchange("a", "0704 04 01 0000 61", ConnAck);
        bench.Step(100_000_000);
        Assert.HasCount(1, bench.Gateway.ConnectedClients);
        Assert.AreEqual(long.MaxValue, bench.Gateway.Step(bench.NowMs));
    }

    [TestMethod]
    public void ClientThatMovedTakesItsSessionAlong()
    {
        Bench bench = new();
        bench.Exchange("1", ConnectA, ConnAck);
        bench.Exchange("2", ConnectA, ConnAck);
        bench.Expect("1", "0218");
        Assert.AreEqual(1, bench.Gateway.SessionCount);
        bench.Exchange("1", "0216", "0218");
        bench.Exchange("2", "0216", "0217");
    }

    [TestMethod]
    public void AClientIdThatTurnsUpElsewhereIsReported()
    {
        Bench bench = new();
        bench.Exchange("a", ConnectA, ConnAck);
        bench.Exchange("b", ConnectA, ConnAck);
        bench.Expect("a", "0218");
        GatewayEvent left = bench.Events.Single(one => one.Kind == GatewayEventKind.Disconnected);
        Assert.AreEqual("a", left.Endpoint);
        Assert.AreEqual("taken over by b, which has the same ClientId", left.Detail);
    }

    [TestMethod]
    public void AnotherClientAtTheSameEndpointReplacesTheFirst()
    {
        Bench bench = new();
        bench.Exchange("1", ConnectA, ConnAck);
        bench.Exchange("1", "0704 04 01 003c 62", ConnAck);
        Assert.AreSequenceEqual(new[] { "b" }, bench.Gateway.ConnectedClients.ToArray());
    }

    /// <summary>6.3: CleanSession 0 keeps subscriptions and registrations; QoS 1 messages wait.</summary>
    [TestMethod]
    public void KeptSessionGetsWhatItMissed()
    {
        Bench bench = new();
        bench.Exchange("a", ConnectAKept, ConnAck);
        bench.Exchange("a", "0912 20 0001 782f79 7a".Replace(" 7a", "7a"), "0813 20 0001 0001 00");
        bench.Exchange("a", "0218", "0218");
        bench.Connect("b");
        bench.Exchange("b", "0a0a 0000 0001 782f797a", "070b 0001 0001 00");
        bench.Exchange("b", "080c 20 0001 0002 41", "070d 0001 0002 00");
        bench.Exchange("b", "080c 00 0001 0000 42"); // QoS 0 does not wait
        bench.Exchange("a", ConnectAKept, ConnAck, "080c 20 0001 0001 41");
        bench.Exchange("a", "070d 0001 0001 00");
    }

    [TestMethod]
    public void CleanSessionForgets()
    {
        Bench bench = new();
        bench.Exchange("a", ConnectAKept, ConnAck);
        bench.Exchange("a", "0912 20 0001 782f797a", "0813 20 0001 0001 00");
        bench.Exchange("a", ConnectA, ConnAck);
        bench.Connect("b");
        bench.Exchange("b", "0a0a 0000 0001 782f797a", "070b 0001 0001 00");
        bench.Exchange("b", "080c 20 0001 0002 41", "070d 0001 0002 00");
        bench.Expect("a");
    }

    [TestMethod]
    public void ClientsAreBounded()
    {
        Bench bench = new(new BenchGatewaySettings { MaxClients = 2 });
        bench.Connect("a");
        bench.Connect("b");
        bench.Exchange("c", "0704 04 01 003c 63", "0305 01"); // congestion
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.TooManyClients));
        bench.Exchange("a", "0218", "0218");
        bench.Connect("c");
    }

    [TestMethod]
    public void AbsentSessionsMakeRoom()
    {
        Bench bench = new(new BenchGatewaySettings { MaxClients = 2 });
        bench.Exchange("a", ConnectAKept, ConnAck);
        bench.Exchange("a", "0218", "0218");
        bench.Connect("b");
        bench.Connect("c");
        Assert.AreEqual(2, bench.Gateway.SessionCount);
    }

    [TestMethod]
    public void MalformedFramesAreCountedByReason()
    {
        Bench bench = new();
        bench.Connect("a");
        foreach (string frame in new[] { "", "02", "0316", "0203", "070c 0300 0100 00" })
        {
            bench.Exchange("a", frame);
        }

        Assert.AreEqual(5, bench.Gateway.Statistics.Malformed);
        Assert.AreEqual(2, bench.Gateway.Statistics.Of(FrameError.TooShort));
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(FrameError.ReservedType));
    }
}
