using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sidetap.Boards.Host;
using Sidetap.Gateway;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Tools.Tests.Gateway;

/// <summary>The desktop's link and the gateway's host in one multicast group (MQTT-SN 1.2, 6.1).</summary>
[TestClass]
public sealed class UdpDiscoveryTests
{
    [TestMethod]
    [DataRow(0, DisplayName = "by SEARCHGW")]
    [DataRow(1, DisplayName = "or ADVERTISE")]
    public void BoxFindsTheGateway(int advertiseSeconds)
    {
        IPEndPoint group = new(IPAddress.Parse("225.1.1.1"), FreePort());
        using UdpGatewayHost host = new(new BenchGatewaySettings { AdvertiseSeconds = advertiseSeconds }, 0, group: group);
        using CancellationTokenSource stop = new();
        Task serving = Task.Factory.StartNew(() => host.Run(stop.Token), TaskCreationOptions.LongRunning);
        using UdpLink link = new(AddressFamily.InterNetwork, group, IPAddress.Loopback);
        Client client = new(
            new ClientSettings { ClientId = "box-1"u8.ToArray(), Discover = true, SearchGwMs = 100 }, link, new LinkAddress(), new Handler());
        client.Start(0);
        Stopwatch clock = Stopwatch.StartNew();
        while (client.State != ClientState.Active && clock.Elapsed < TimeSpan.FromSeconds(20))
        {
            long due = client.Step(clock.ElapsedMilliseconds);
            link.Wait(TimeSpan.FromMilliseconds(Math.Clamp(due - clock.ElapsedMilliseconds, 0, 100)));
        }

        Assert.AreEqual(ClientState.Active, client.State);
        Assert.AreEqual(host.LocalEndPoint, UdpLink.ToEndPoint(client.Gateway));
        stop.Cancel();
        serving.Wait();
        Assert.AreSequenceEqual(new[] { "box-1" }, host.Gateway.ConnectedClients.ToArray());
        Assert.AreEqual(0, host.Gateway.Statistics.Malformed + host.Gateway.Statistics.Refused);
    }

    private static int FreePort()
    {
        using UdpGatewayHost host = new(new BenchGatewaySettings(), 0);
        return host.LocalEndPoint.Port;
    }

    private sealed class Handler : IClientHandler
    {
        public void OnStateChanged(ClientState state, ClientEvent cause)
        {
        }

        public void OnPublishEnded(Topic topic, PublishOutcome outcome)
        {
        }

        public void OnMessage(Topic subscription, byte[]? names, int nameOffset, int nameLength, Frame frame)
        {
        }
    }
}
