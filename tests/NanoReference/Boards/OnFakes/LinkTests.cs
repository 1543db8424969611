using System.Net;
using System.Net.Sockets;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Boards.Nano;
using Sidetap.Boards.OnFakes;
using Sidetap.Hal;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>The boards' UDP over the loopback interface, their network's thread and their serial port.</summary>
[TestClass]
[DoNotParallelize] // there is one network
public class LinkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [TestMethod]
    public void ADatagramGoesThereAndBack()
    {
        using Socket peer = Peer();
        NanoUdpLink link = new(new Network(), null, 1472);
        Assert.IsTrue(link.IsUp);
        Assert.IsTrue(link.Send([9, 1, 2, 3], 1, 3, AddressOf(peer)));
        byte[] buffer = new byte[100];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        Assert.AreEqual(3, peer.ReceiveFrom(buffer, ref from));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, buffer[..3]);

        LinkAddress sender = new();
        Assert.AreEqual(-1, link.Receive(buffer, 0, 100, sender));
        peer.SendTo([7, 8], from);
        Assert.AreEqual(2, Receive(link, buffer, 5, 10, sender));
        Assert.AreEqual((7, 8), (buffer[5], buffer[6]));
        Assert.IsTrue(sender.SameAs(AddressOf(peer)));
    }

    [TestMethod]
    public void ALongDatagramIsCutAndSaysSo()
    {
        using Socket peer = Peer();
        NanoUdpLink link = new(new Network(), null, 1472);
        link.Send([1], 0, 1, AddressOf(peer));
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        peer.ReceiveFrom(new byte[10], ref from);
        peer.SendTo(new byte[300], from);
        byte[] buffer = new byte[20];
        Array.Fill(buffer, (byte)0xAA);
        Assert.AreEqual(300, Receive(link, buffer, 2, 10, new LinkAddress()));
        Assert.AreEqual((0xAA, 0, 0, 0xAA), (buffer[1], buffer[2], buffer[11], buffer[12]));
    }

    [TestMethod]
    public void ADatagramLongerThanIsOfUseCountsAsTooLong()
    {
        using Socket peer = Peer();
        NanoUdpLink link = new(new Network(), null, 100);
        link.Send([1], 0, 1, AddressOf(peer));
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        peer.ReceiveFrom(new byte[10], ref from);
        peer.SendTo(new byte[300], from);
        byte[] buffer = new byte[100];
        Assert.IsTrue(Receive(link, buffer, 0, 100, new LinkAddress()) > 100);
        peer.SendTo(new byte[100], from);
        Assert.AreEqual(100, Receive(link, buffer, 0, 100, new LinkAddress()));
    }

    [TestMethod]
    public void WithoutANetworkNothingGoesAndWithItAgainItDoes()
    {
        using Socket peer = Peer();
        Network network = new() { State = NetworkState.Down };
        NanoUdpLink link = new(network, null, 1472);
        Assert.IsFalse(link.IsUp);
        Assert.IsFalse(link.Send([1], 0, 1, AddressOf(peer)));
        Assert.AreEqual(-1, link.Receive(new byte[1], 0, 1, new LinkAddress()));
        network.State = NetworkState.Up;
        Assert.IsTrue(link.Send([1], 0, 1, AddressOf(peer)));
        network.State = NetworkState.Connecting;
        Assert.IsFalse(link.IsUp);
        network.State = NetworkState.Up;
        Assert.IsTrue(link.Send([1], 0, 1, AddressOf(peer)));
    }

    [TestMethod]
    public void AnAddressOfAnotherKindIsOfNoUse()
    {
        NanoUdpLink link = new(new Network(), null, 1472);
        Assert.IsFalse(link.Send([1], 0, 1, new LinkAddress()));
        Assert.IsFalse(link.Send([1], 0, 1, new LinkAddress { Length = 18 }));
        Assert.IsFalse(link.Broadcast([1], 0, 1, 0), "It knows no group.");
    }

    [TestMethod]
    public void WhatIsBroadcastReachesTheOthersAndNotItself()
    {
        LinkAddress group = new() { Length = 6 };
        int port = FreePort();
        new byte[] { 225, 1, 1, 1, (byte)(port >> 8), (byte)port }.CopyTo(group.Octets, 0);
        NanoUdpLink first = new(new Network(), group, 1472);
        NanoUdpLink second = new(new Network(), group, 1472);
        byte[] buffer = new byte[10];
        LinkAddress sender = new();
        Assert.AreEqual(-1, second.Receive(buffer, 0, 10, sender)); // opens it
        Assert.IsTrue(first.Broadcast([4, 5], 0, 2, 1));
        Assert.AreEqual(2, Receive(second, buffer, 0, 10, sender));
        Assert.AreEqual((4, 5), (buffer[0], buffer[1]));
        Assert.AreEqual(-1, first.Receive(buffer, 0, 10, sender));
    }

    [TestMethod]
    public void TheHelperForgetsBeforeEachAttempt()
    {
        FakeNetwork network = new();
        network.Helper = _ =>
        {
            network.GivenAddress = "192.0.2.7";
            return true;
        };
        Assert.AreEqual(NetworkState.Down, network.State);
        Assert.AreEqual(string.Empty, network.Address);
        network.Connect();
        Assert.AreEqual("forget", Next(network));
        Assert.AreEqual("connect", Next(network));
        Await(() => network.State == NetworkState.Up);
        Assert.AreEqual("192.0.2.7", network.Address);
        Assert.AreEqual(NetworkKind.Ethernet, network.Kind);

        network.Reset();
        Assert.AreEqual("forget", Next(network));
        Await(() => network.State == NetworkState.Down);
        network.Connect();
        Assert.AreEqual("forget", Next(network), "An address from before is no connection.");
        Assert.AreEqual("connect", Next(network));
        Await(() => network.State == NetworkState.Up);

        FakeNetwork.RaiseAvailability(false);
        Await(() => network.State == NetworkState.Down);
    }

    [TestMethod]
    public void AHelperThatHasNothingToForgetConnectsAllTheSame()
    {
        FakeNetwork network = new() { ForgetFails = true };
        network.Helper = _ =>
        {
            network.GivenAddress = "192.0.2.7";
            return true;
        };
        network.Reset();
        network.Connect();
        Await(() => network.State == NetworkState.Up);
    }

    [TestMethod]
    public void ResetEndsAnAttemptAndAFailedOneIsDown()
    {
        FakeNetwork network = new();
        bool wasCancelled = false;
        network.Helper = token => wasCancelled = token.WaitHandle.WaitOne(Patience) && false;
        network.Connect();
        Next(network);
        Next(network);
        Assert.AreEqual(NetworkState.Connecting, network.State);
        network.Reset();
        Assert.AreEqual("forget", Next(network));
        Assert.IsFalse(wasCancelled);
        Assert.AreEqual(NetworkState.Down, network.State);

        network.Helper = _ => throw new InvalidOperationException();
        network.Connect();
        Next(network);
        Next(network);
        Await(() => network.State == NetworkState.Down);
    }

    [TestMethod]
    public void TheSerialPortReadsWhatIsThereAndWritesAside()
    {
        NanoSerialPort port = new("COM2", true);
        byte[] buffer = new byte[10];
        Assert.AreEqual(-1, port.Read(buffer, 0, 10));
        Assert.IsFalse(port.Write([1], 0, 1));
        Assert.IsFalse(port.Open(300, 0, 1));
        Assert.IsFalse(port.Open(9600, 3, 1));
        Assert.IsFalse(port.Open(9600, 0, 3));
        Assert.IsTrue(port.Open(19200, 2, 1));
        System.IO.Ports.SerialPort line = System.IO.Ports.SerialPort.Last;
        Assert.AreEqual("COM2 19200 Even 8 One", line.Settings);
        Assert.AreEqual(System.IO.Ports.SerialMode.RS485, line.Mode);
        Assert.AreEqual(0, port.Read(buffer, 0, 10));
        line.Arrive(1, 2, 3);
        Assert.AreEqual(2, port.Read(buffer, 1, 2));
        Assert.AreEqual(1, port.Read(buffer, 3, 7));
        CollectionAssert.AreEqual(new byte[] { 0, 1, 2, 3 }, buffer[..4]);

        line.Line.Reset();
        byte[] request = [5, 6, 7];
        Assert.IsTrue(port.Write(request, 1, 2));
        request[1] = 0; // no reference is kept
        Assert.IsFalse(port.Write(request, 0, 1), "It sends still.");
        line.Line.Set();
        Assert.IsTrue(line.Sent.TryTake(out byte[]? sent, Patience));
        CollectionAssert.AreEqual(new byte[] { 6, 7 }, sent);
        Await(() => port.Write(request, 2, 1));
        Assert.IsFalse(port.Write(new byte[257], 0, 257));
        Assert.IsTrue(port.Open(9600, 0, 2));
        Assert.AreEqual("COM2 9600 None 8 Two", System.IO.Ports.SerialPort.Last.Settings);
        Assert.IsFalse(line.IsOpen);
    }

    private static Socket Peer()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = (int)Patience.TotalMilliseconds };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static int FreePort()
    {
        using Socket socket = Peer();
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static LinkAddress AddressOf(Socket socket)
    {
        int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        LinkAddress address = new() { Length = 6 };
        new byte[] { 127, 0, 0, 1, (byte)(port >> 8), (byte)port }.CopyTo(address.Octets, 0);
        return address;
    }

    private static int Receive(NanoUdpLink link, byte[] buffer, int offset, int capacity, LinkAddress from)
    {
        int length = -1;
        Await(() => (length = link.Receive(buffer, offset, capacity, from)) >= 0);
        return length;
    }

    private static string Next(FakeNetwork network)
    {
        Assert.IsTrue(network.Calls.TryTake(out string? call, Patience), "The helper was not called.");
        return call;
    }

    private static void Await(Func<bool> condition) => Assert.IsTrue(SpinWait.SpinUntil(condition, Patience));

    private sealed class Network : INetwork
    {
        public NetworkState State { get; set; } = NetworkState.Up;

        public void Connect()
        {
        }

        public void Reset()
        {
        }
    }
}
