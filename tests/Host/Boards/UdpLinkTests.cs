#nullable enable
using System.Net;
using System.Net.Sockets;
using Sidetap.Boards.Host;
using Sidetap.Hal;

namespace Sidetap.Tests.Host.Boards;

/// <summary>Datagrams over the loopback interface.</summary>
[TestClass]
public sealed class UdpLinkTests
{
    // How long a datagram may take through the loopback; a test that passes does not wait for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [TestMethod]
    [DataRow(AddressFamily.InterNetwork)]
    [DataRow(AddressFamily.InterNetworkV6)]
    public void A_datagram_arrives_whole_with_its_senders_address(AddressFamily family)
    {
        using var box = Open(family);
        using var gateway = Open(family);
        Assert.IsTrue(box.Send([9, 9, 1, 2, 3, 9], 2, 3, AddressOf(gateway, family)));

        var buffer = new byte[8];
        var from = new LinkAddress();
        gateway.Wait(Patience);
        Assert.AreEqual(3, gateway.Receive(buffer, 1, 7, from));
        CollectionAssert.AreEqual(new byte[] { 0, 1, 2, 3, 0, 0, 0, 0 }, buffer);
        Assert.IsTrue(from.SameAs(AddressOf(box, family)), Convert.ToHexString(from.Octets, 0, from.Length));

        // And back, to the address that was reported.
        Assert.IsTrue(gateway.Send([4], 0, 1, from));
        box.Wait(Patience);
        Assert.AreEqual(1, box.Receive(buffer, 0, 8, from));
        Assert.AreEqual(4, buffer[0]);
        Assert.IsTrue(from.SameAs(AddressOf(gateway, family)));
    }

    [TestMethod]
    public void Without_a_datagram_receive_returns_at_once()
    {
        using var link = new UdpLink(AddressFamily.InterNetwork);
        Assert.AreEqual(-1, link.Receive(new byte[8], 0, 8, new LinkAddress()));
        link.Wait(TimeSpan.Zero);
        Assert.AreEqual(-1, link.Receive(new byte[8], 0, 8, new LinkAddress()));
    }

    [TestMethod]
    public void Datagrams_arrive_one_by_one()
    {
        using var box = new UdpLink(AddressFamily.InterNetwork);
        using var gateway = new UdpLink(AddressFamily.InterNetwork);
        var to = AddressOf(gateway, AddressFamily.InterNetwork);
        for (byte i = 1; i <= 5; i++)
        {
            Assert.IsTrue(box.Send([i, i], 0, 2, to));
        }

        var buffer = new byte[8];
        for (byte i = 1; i <= 5; i++)
        {
            gateway.Wait(Patience);
            Assert.AreEqual(2, gateway.Receive(buffer, 0, 8, new LinkAddress()));
            Assert.AreEqual(i, buffer[0]);
        }

        Assert.AreEqual(-1, gateway.Receive(buffer, 0, 8, new LinkAddress()));
    }

    [TestMethod]
    public void A_datagram_without_octets_is_taken_and_does_not_stay_in_the_way()
    {
        using var link = new UdpLink(AddressFamily.InterNetwork);
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var to = new IPEndPoint(IPAddress.Loopback, link.LocalPort);
        other.SendTo([], to);
        other.SendTo([7], to);

        var buffer = new byte[8];
        var from = new LinkAddress();
        link.Wait(Patience);
        Assert.AreEqual(0, link.Receive(buffer, 0, 8, from));
        Assert.AreEqual(6, from.Length);
        link.Wait(Patience);
        Assert.AreEqual(1, link.Receive(buffer, 0, 8, from));
        Assert.AreEqual(7, buffer[0]);
        Assert.AreEqual(-1, link.Receive(buffer, 0, 8, from));
    }

    [TestMethod]
    public void A_datagram_longer_than_the_room_is_cut_and_reported_with_its_full_length()
    {
        using var box = new UdpLink(AddressFamily.InterNetwork);
        using var gateway = new UdpLink(AddressFamily.InterNetwork);
        var datagram = Enumerable.Range(0, 2000).Select(i => (byte)(i | 1)).ToArray();
        Assert.IsTrue(box.Send(datagram, 0, 2000, AddressOf(gateway, AddressFamily.InterNetwork)));

        var buffer = new byte[200];
        gateway.Wait(Patience);
        Assert.AreEqual(2000, gateway.Receive(buffer, 50, 100, new LinkAddress()));
        CollectionAssert.AreEqual(datagram[..100], buffer[50..150]);
        Assert.IsTrue(buffer[..50].Concat(buffer[150..]).All(b => b == 0));
        Assert.AreEqual(-1, gateway.Receive(buffer, 0, 200, new LinkAddress()), "the rest is not a datagram");
    }

    [TestMethod]
    public void The_longest_datagram_is_the_one_of_ipv4()
    {
        using var box = new UdpLink(AddressFamily.InterNetwork);
        using var gateway = new UdpLink(AddressFamily.InterNetwork);
        Assert.AreEqual(65507, box.MaxDatagramLength);
        Assert.IsTrue(box.Send(new byte[65507], 0, 65507, AddressOf(gateway, AddressFamily.InterNetwork)));
        gateway.Wait(Patience);
        Assert.AreEqual(65507, gateway.Receive(new byte[65507], 0, 65507, new LinkAddress()));
        Assert.IsFalse(box.Send(new byte[65508], 0, 65508, AddressOf(gateway, AddressFamily.InterNetwork)));
    }

    [TestMethod]
    public void An_address_of_another_kind_is_of_no_use_and_no_exception()
    {
        using var link = new UdpLink(AddressFamily.InterNetwork);
        Assert.IsFalse(link.Send([1], 0, 1, new LinkAddress()));
        Assert.IsFalse(link.Send([1], 0, 1, Address(IPAddress.IPv6Loopback, 1883)));
        Assert.IsFalse(link.Send([1], 0, 1, new LinkAddress { Length = 5 }));
    }

    [TestMethod]
    public void A_port_nobody_listens_on_is_a_datagram_lost_and_no_exception()
    {
        using var link = new UdpLink(AddressFamily.InterNetwork);
        int port;
        using (var gone = new UdpLink(AddressFamily.InterNetwork))
        {
            port = gone.LocalPort;
        }

        for (var i = 0; i < 3; i++)
        {
            link.Send([1], 0, 1, Address(IPAddress.Loopback, port));
            Assert.AreEqual(-1, link.Receive(new byte[8], 0, 8, new LinkAddress()));
        }
    }

    // LinkAddress: address, then port, most significant octet first.
    [TestMethod]
    public void Endpoints_and_link_addresses_turn_into_one_another()
    {
        var address = Address(IPAddress.Parse("192.168.1.5"), 1883);
        Assert.AreEqual("C0A80105075B", Convert.ToHexString(address.Octets, 0, address.Length));
        Assert.AreEqual("192.168.1.5:1883", UdpLink.ToEndPoint(address).ToString());
        address = Address(IPAddress.Parse("2001:db8::1"), 65535);
        Assert.AreEqual("20010DB8000000000000000000000001FFFF", Convert.ToHexString(address.Octets, 0, address.Length));
        Assert.AreEqual("[2001:db8::1]:65535", UdpLink.ToEndPoint(address).ToString());
    }

    [TestMethod]
    public void The_observer_sees_what_is_sent_and_what_arrives()
    {
        using var box = new UdpLink(AddressFamily.InterNetwork);
        using var gateway = new UdpLink(AddressFamily.InterNetwork);
        List<string> seen = [];
        box.Observer = (sent, octets, peer) => seen.Add($"{sent} {Convert.ToHexString(octets)} {UdpLink.ToEndPoint(peer).Port}");
        box.Send([0, 1, 2], 1, 2, AddressOf(gateway, AddressFamily.InterNetwork));
        gateway.Send([3], 0, 1, AddressOf(box, AddressFamily.InterNetwork));
        box.Wait(Patience);
        box.Receive(new byte[8], 0, 8, new LinkAddress());
        CollectionAssert.AreEqual(new[] { $"True 0102 {gateway.LocalPort}", $"False 03 {gateway.LocalPort}" }, seen);
    }

    [TestMethod]
    public void Sending_and_receiving_allocate_nothing()
    {
        using var box = new UdpLink(AddressFamily.InterNetwork);
        using var gateway = new UdpLink(AddressFamily.InterNetwork);
        var to = AddressOf(gateway, AddressFamily.InterNetwork);
        var from = new LinkAddress();
        var buffer = new byte[64];
        Exchange(200);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var received = Exchange(1000);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.AreEqual(1000, received);

        int Exchange(int count)
        {
            var arrived = 0;
            for (var i = 0; i < count; i++)
            {
                box.Send(buffer, 0, 64, to);
                gateway.Wait(Patience);
                arrived += gateway.Receive(buffer, 0, 64, from) == 64 ? 1 : 0;
            }

            return arrived;
        }
    }

    // MQTT-SN 1.2, 6.1: a broadcast reaches every node of the group, but not its sender.
    [TestMethod]
    public void A_broadcast_reaches_the_others_and_can_be_answered()
    {
        var group = new IPEndPoint(IPAddress.Parse("225.1.1.1"), FreePort());
        using var box = new UdpLink(AddressFamily.InterNetwork, group, IPAddress.Loopback);
        using var first = new UdpLink(AddressFamily.InterNetwork, group, IPAddress.Loopback);
        using var second = new UdpLink(AddressFamily.InterNetwork, group, IPAddress.Loopback);
        Assert.IsTrue(box.Broadcast([9, 3, 1, 0], 1, 3, 1));

        var buffer = new byte[8];
        var from = new LinkAddress();
        foreach (var other in (UdpLink[])[first, second])
        {
            other.Wait(Patience);
            Assert.AreEqual(3, other.Receive(buffer, 0, 8, from));
            Assert.AreEqual(1, buffer[1]);
            Assert.IsTrue(from.SameAs(AddressOf(box, AddressFamily.InterNetwork)), Convert.ToHexString(from.Octets, 0, from.Length));
            Assert.IsTrue(other.Send([3, 2, 1], 0, 3, from));
        }

        box.Wait(Patience);
        Assert.AreEqual(3, box.Receive(buffer, 0, 8, from));
        Assert.AreEqual(2, buffer[1]);
    }

    [TestMethod]
    public void Without_a_group_nothing_is_broadcast()
    {
        using var link = new UdpLink(AddressFamily.InterNetwork);
        Assert.IsFalse(link.Broadcast([3, 1, 0], 0, 3, 0));
        Assert.ThrowsExactly<ArgumentException>(() => new UdpLink(AddressFamily.InterNetworkV6, new IPEndPoint(IPAddress.Parse("225.1.1.1"), 1)));
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static UdpLink Open(AddressFamily family)
    {
        if (family == AddressFamily.InterNetworkV6 && !HasIPv6Loopback())
        {
            Assert.Inconclusive("This machine has no IPv6.");
        }

        return new UdpLink(family);
    }

    private static bool HasIPv6Loopback()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static LinkAddress AddressOf(UdpLink link, AddressFamily family) =>
        Address(family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback, link.LocalPort);

    private static LinkAddress Address(IPAddress address, int port)
    {
        var result = new LinkAddress();
        UdpLink.ToLinkAddress(new IPEndPoint(address, port), result);
        return result;
    }
}
