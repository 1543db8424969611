#nullable enable
using System.Net.Sockets;
using System.Text;
using Sidetap.Boards.Host;
using Sidetap.Boards.Host.Machines;
using Sidetap.Model;
using Sidetap.MqttSn;

namespace Sidetap.Tests.Host.Boards;

/// <summary>A whole box on the desktop: real sockets, box time faster than real time.</summary>
[TestClass]
public sealed class BoxRunnerTests
{
    private const int Speed = 20;

    [TestMethod]
    public void A_run_takes_every_sample_hands_everything_over_and_disconnects()
    {
        using var responder = new UdpResponder();
        using var link = new UdpLink(AddressFamily.InterNetwork);
        var clock = new HostClock(new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var mill = new SimulatedMill(clock);
        var settings = new NodeSettings { Client = { ClientId = Encoding.UTF8.GetBytes("box") } };
        UdpLink.ToLinkAddress(responder.EndPoint, settings.Gateway);
        var node = new Node(settings, TestProfile.Create(), new HostSystem("box"), link, mill.Inputs, new MemoryFileArea());

        var steps = new List<long>();
        new BoxRunner(node, clock, link, Speed) { Stepped = steps.Add }.Run(6000, CancellationToken.None);
        var received = responder.Stop();

        var statistics = node.Statistics;
        Assert.AreEqual(60u, statistics.Samples, "one each 100 ms of box time");
        Assert.AreEqual(0u, statistics.MissedSamples);
        Assert.AreEqual(0, node.QueuedMessages);
        Assert.AreEqual(statistics.KeyFrames + statistics.DeltaFrames + statistics.KeepAlives + statistics.Events, statistics.Delivered);
        Assert.IsTrue(statistics.Delivered > 10);
        Assert.AreEqual(0u, statistics.Lost);
        Assert.AreEqual(ClientState.Stopped, node.Client.State);
        Assert.AreEqual(0x04, received[0][1], "first a CONNECT");
        Assert.AreEqual(0x18, received[^1][1], "last a DISCONNECT");
        CollectionAssert.AreEqual(steps.Order().ToArray(), steps, "box time does not go back");
    }
}
