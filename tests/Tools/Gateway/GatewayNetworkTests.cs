using Sidetap.Gateway;
using Sidetap.MqttSn;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Gateway;

/// <summary>Being found (MQTT-SN 1.2, 6.1), and nodes behind forwarders (5.5).</summary>
[TestClass]
public sealed class GatewayNetworkTests
{
    private const string Node1 = "06fe 00 0a0b01 ";
    private const string Node2 = "05fe 00 0c02 ";

    [TestMethod]
    public void SearchGwIsAnswered()
    {
        Bench bench = new();
        bench.Exchange("a", "0301 00", "0302 01");
        bench.Expect(Bench.All);
    }

    /// <summary>5.4.3: to all, so that others that search hear it too; and to the one that asked, which may hear no broadcasts.</summary>
    [TestMethod]
    public void BroadcastSearchGwIsAnsweredToAll()
    {
        Bench bench = new();
        bench.Broadcast("a", "0301 00");
        bench.Expect("a", "0302 01");
        bench.Expect(Bench.All, "0302 01");
    }

    /// <summary>Other gateways' ADVERTISE and other clients' GWINFO are nothing to answer.</summary>
    [TestMethod]
    [DataRow("0500 17 0384")]
    [DataRow("0302 17")]
    [DataRow("0216")]
    [DataRow("0704 04 01 003c 61")]
    [DataRow("080c 61 0007 0000 41")]
    public void OtherBroadcastsAreOverheard(string frame)
    {
        Bench bench = new();
        bench.Broadcast("a", frame);
        bench.Expect("a");
        bench.Expect(Bench.All);
        Assert.AreEqual(1, bench.Gateway.Statistics.Overheard);
        Assert.AreEqual(0, bench.Gateway.Statistics.Refused);
        Assert.AreEqual(0, bench.Gateway.SessionCount);
        Assert.IsEmpty(bench.Published);
    }

    [TestMethod]
    public void Advertises()
    {
        Bench bench = new(new BenchGatewaySettings { GwId = 0x17, AdvertiseSeconds = 900 });
        Assert.AreEqual(900_000, bench.Gateway.Step(0));
        bench.Expect(Bench.All, "0500 17 0384");
        bench.Step(899_999);
        bench.Expect(Bench.All);
        bench.Step(1);
        bench.Expect(Bench.All, "0500 17 0384");
    }

    [TestMethod]
    public void AdvertisesNotUnlessTold()
    {
        Bench bench = new();
        Assert.AreEqual(long.MaxValue, bench.Gateway.Step(0));
        Assert.AreEqual(long.MaxValue, new BenchGateway(new BenchGatewaySettings { AdvertiseSeconds = 900 }, (_, _) => { }).Step(0));
        bench.Expect(Bench.All);
    }

    /// <summary>Each node is a client of its own, and is answered through its forwarder.</summary>
    [TestMethod]
    public void NodesBehindOneForwarder()
    {
        Bench bench = new();
        bench.Exchange("f", Node1 + "0301 00", Node1 + "0302 01");
        bench.Exchange("f", Node1 + "0704 04 01 003c 61", Node1 + "0305 00");
        bench.Exchange("f", Node2 + "0704 04 01 003c 62", Node2 + "0305 00");
        bench.Exchange("f", "0704 04 01 003c 63", "0305 00"); // the forwarder itself may be a client too
        Assert.AreSequenceEqual(new[] { "a", "b", "c" }, bench.Gateway.ConnectedClients.ToArray());
        bench.Exchange("f", Node2 + "0612 20 0001 23", Node2 + "0813 20 0000 0001 00");
        bench.Exchange(
            "f", Node1 + "080c 22 6162 0005 41", Node1 + "070d 6162 0005 00", Node2 + "080a 0001 0001 6162");
        bench.Exchange("f", Node2 + "070b 0001 0001 00", Node2 + "080c 20 0001 0002 41");
        bench.Step(10_000);
        bench.Expect("f", Node2 + "080c a0 0001 0002 41");
        AcceptedPublish publish = bench.Published.Single();
        Assert.AreEqual(("a", "f", "0a0b01"), (publish.ClientId, publish.Endpoint, publish.NodeId));
        Assert.AreEqual("0a0b01", bench.Events.First(one => one.ClientId == "a").NodeId);
    }

    /// <summary>The session belongs to forwarder and node: neither the node behind another forwarder nor another node has it.</summary>
    [TestMethod]
    [DataRow("g", Node1)]
    [DataRow("f", "05fe 00 0a0b ")]
    [DataRow("f", "")]
    public void SessionIsBoundToForwarderAndNode(string endpoint, string wrapper)
    {
        Bench bench = new();
        bench.Exchange("f", Node1 + "0704 04 01 003c 61", Node1 + "0305 00");
        bench.Exchange(endpoint, wrapper + "0216", wrapper + "0218");
        bench.Exchange("f", Node1 + "0216", Node1 + "0217");
    }

    /// <summary>The Radius in Ctrl is for the other direction; answers go to one node.</summary>
    [TestMethod]
    public void RadiusIsNotEchoed() => new Bench().Exchange("f", "04fe 03 0a 0301 00", "04fe 00 0a 0302 01");

    [TestMethod]
    public void LongFormOfTheWrapperIsTaken() => new Bench().Exchange("f", "01 0007 fe 00 0a0b 0301 00", "05fe 00 0a0b 0302 01");

    [TestMethod]
    public void SleepsBehindAForwarder()
    {
        Bench bench = new();
        bench.Exchange("f", Node1 + "0704 04 01 003c 61", Node1 + "0305 00");
        bench.Exchange("f", Node1 + "0612 20 0001 23", Node1 + "0813 20 0000 0001 00");
        bench.Exchange("f", Node1 + "0418 003c", Node1 + "0218");
        bench.Exchange("p", "080c 61 0007 0000 41");
        bench.Expect("f");
        bench.Exchange("f", Node1 + "0316 61", Node1 + "100a 0001 0001" + Convert.ToHexStringLower("cell/alarm"u8));
        bench.Exchange("f", Node1 + "070b 0001 0001 00", Node1 + "080c 00 0001 0000 41", Node1 + "0217");
    }

    [TestMethod]
    public void MalformedInsideIsMalformed()
    {
        Bench bench = new();
        bench.Exchange("f", Node1 + "0203");
        bench.Exchange("f", Node1 + "0316");
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(FrameError.ReservedType));
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(FrameError.LengthMismatch));
    }

    [TestMethod]
    public void WrappersInWrappersAndTooLongNodeIdsAreRefused()
    {
        Bench bench = new();
        bench.Exchange("f", Node1 + Node2 + "0301 00");
        bench.Exchange("f", "01 0102 fe 00" + new string('a', 2 * 253) + "0301 00");
        Assert.AreEqual(2, bench.Gateway.Statistics.Of(GatewayRefusal.Encapsulated));
        bench.Exchange("f", "ff fe 00" + new string('a', 2 * 252) + "0301 00", "ff fe 00" + new string('a', 2 * 252) + "0302 01");
    }

    [TestMethod]
    public void OneForwarderCannotTakeAllSessions()
    {
        Bench bench = new(new BenchGatewaySettings { MaxNodesPerForwarder = 1 });
        bench.Exchange("f", Node1 + "0704 04 01 003c 61", Node1 + "0305 00");
        bench.Exchange("f", Node2 + "0704 04 01 003c 62", Node2 + "0305 01"); // congestion
        Assert.AreEqual(1, bench.Gateway.Statistics.Of(GatewayRefusal.TooManyClients));
        bench.Exchange("f", Node1 + "0704 04 01 003c 61", Node1 + "0305 00");
        bench.Exchange("g", Node2 + "0704 04 01 003c 62", Node2 + "0305 00");
    }
}
