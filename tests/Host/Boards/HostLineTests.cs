using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Sidetap.Boards.Host.Lines;

namespace Sidetap.Host.Tests.Boards;

/// <summary>Serial lines of a box on the desktop: octets arrive as they are, both ways, whoever comes and goes at the other end.</summary>
[TestClass]
public sealed class HostLineTests
{
    private static readonly byte[] AllOctets = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

    [TestMethod]
    public void APseudoTerminalCarriesEveryOctetBothWays()
    {
        using PtyLine line = new();
        Assert.StartsWith("/dev/pts/", line.Name);
        using FileStream other = new(line.Name, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        other.Write(AllOctets);
        Assert.AreSequenceEqual(AllOctets, ReadAll(line, 256));
        Assert.IsTrue(line.Write(AllOctets, 0, 256));
        var received = new byte[256];
        other.ReadExactly(received);
        Assert.AreSequenceEqual(AllOctets, received);
    }

    [TestMethod]
    public void APseudoTerminalOutlivesWhoWasConnected()
    {
        using PtyLine line = new();
        for (var i = 0; i < 3; i++)
        {
            using FileStream other = new(line.Name, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            other.WriteByte((byte)('0' + i));
            Assert.AreEqual($"{i}", Encoding.ASCII.GetString(ReadAll(line, 1)));
        }

        Assert.AreEqual(0, line.Read(new byte[8], 0, 8));
    }

    [TestMethod]
    public void WhatNobodyTakesIsGoneAndTheLineGoesOn()
    {
        using PtyLine line = new();
        var watch = Stopwatch.StartNew();
        var taken = 0;
        while (taken < 64 && watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            taken += line.Write(AllOctets, 0, 256) ? 1 : 0;
        }

        Assert.AreEqual(64, taken); // 16 KB, four times what the system keeps
        using FileStream other = new(line.Name, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        var received = new byte[256];
        other.ReadExactly(received);
        Assert.AreSequenceEqual(AllOctets, received);
    }

    [TestMethod]
    public void TcpCarriesOctetsAndTheLaterOneTakesThePlace()
    {
        using TcpLine line = new(0);
        var endPoint = IPEndPoint.Parse(line.Name["tcp:".Length..]);
        Assert.AreEqual(IPAddress.Loopback, endPoint.Address);
        Assert.IsTrue(line.Write(AllOctets, 0, 256)); // nobody is there
        using TcpClient first = new();
        first.Connect(endPoint);
        first.GetStream().Write(AllOctets);
        Assert.AreSequenceEqual(AllOctets, ReadAll(line, 256));
        Assert.IsTrue(line.Write(AllOctets, 0, 256));
        var received = new byte[256];
        first.GetStream().ReadExactly(received);
        Assert.AreSequenceEqual(AllOctets, received);

        using TcpClient second = new();
        second.Connect(endPoint);
        second.GetStream().Write([65]);
        Assert.AreSequenceEqual(new byte[] { 65 }, ReadAll(line, 1));
        Assert.AreEqual(0, first.GetStream().Read(received)); // it was let go
    }

    // Any page in a browser can send a form to a port of this machine.
    [TestMethod]
    [DataRow("POST / HTTP/1.1\r\n")]
    [DataRow("GET / HTTP/1.1\r\n")]
    public void ABrowserIsNoOneToTalkTo(string request)
    {
        using TcpLine line = new(0);
        using TcpClient browser = new();
        browser.Connect(IPEndPoint.Parse(line.Name["tcp:".Length..]));
        browser.GetStream().Write(Encoding.ASCII.GetBytes(request + "\r\nfactory-reset yes\r"));
        browser.Client.Shutdown(SocketShutdown.Send);
        var watch = Stopwatch.StartNew();
        var received = new byte[64];
        var taken = 0;
        while (browser.Client.Connected && !browser.Client.Poll(0, SelectMode.SelectRead) && watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            taken += line.Read(received, 0, 64);
        }

        Assert.AreEqual(0, taken);
    }

    [TestMethod]
    public void APipeCarriesOctetsAndForgetsTheOldest()
    {
        using PipeLine line = new();
        Assert.IsTrue(line.ToBox.TryWrite(AllOctets));
        Assert.AreSequenceEqual(AllOctets, ReadAll(line, 256));
        for (var i = 0; i < 1000; i++)
        {
            Assert.IsTrue(line.Write([(byte)i], 0, 1));
        }

        Assert.IsTrue(line.FromBox.TryRead(out var oldest));
        Assert.AreEqual(unchecked((byte)(1000 - 256)), oldest[0]);
    }

    private static byte[] ReadAll(HostLine line, int count)
    {
        var octets = new byte[count];
        var watch = Stopwatch.StartNew();
        var at = 0;
        while (at < count && watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            at += line.Read(octets, at, Math.Min(7, count - at)); // small bites
        }

        Assert.AreEqual(count, at);
        return octets;
    }
}
