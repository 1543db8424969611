#nullable enable
using System.Net;
using System.Net.Sockets;
using Sidetap.Boards.Host;
using Sidetap.Hal;

namespace Sidetap.Tests.Host.Boards;

/// <summary>What the desktop tells of its network.</summary>
[TestClass]
public sealed class HostNetworkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestMethod]
    public void The_address_is_one_of_IPv4()
    {
        var network = new HostNetwork();
        Assert.AreEqual(NetworkKind.Host, network.Kind);
        Assert.IsTrue(IPAddress.TryParse(network.Address, out var address) && address.AddressFamily == AddressFamily.InterNetwork, network.Address);
    }

    [TestMethod]
    public void A_name_is_looked_up()
    {
        INameResolver names = new HostNetwork();
        Assert.AreEqual(InquiryState.Idle, names.State);
        Assert.IsTrue(names.Begin("localhost"));
        Assert.IsTrue(SpinWait.SpinUntil(() => names.State != InquiryState.Running, Patience));
        Assert.AreEqual(InquiryState.Done, names.State);
        Assert.AreEqual("127.0.0.1", names.Address);
    }

    [TestMethod]
    public void What_is_no_name_is_not_found()
    {
        INameResolver names = new HostNetwork();
        Assert.IsTrue(names.Begin(new string('x', 300)));
        Assert.IsTrue(SpinWait.SpinUntil(() => names.State != InquiryState.Running, Patience));
        Assert.AreEqual(InquiryState.Failed, names.State);
    }
}
