using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Sidetap.Gateway;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.CommandLine;

/// <summary>How <c>sidetap box</c> finds, changes and keeps its gateways, over loopback.</summary>
[TestClass]
public sealed class BoxConnectionTests
{
    // A closed port: whoever listens there is not on this machine.
    private const string Silent = "127.0.0.1:9";

    [TestMethod]
    public void AGatewayIsFoundInTheGroup()
    {
        IPEndPoint group = new(IPAddress.Parse("225.1.1.1"), FreePort());
        using Served gateway = new(group: group);
        CommandRun run = CommandRun.Of(
            "box", "--discover", $"{group}", "--interface", "127.0.0.1", "--speed", "20", "--seconds", "20", "--json");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        string[] states = States(run);
        Assert.AreSequenceEqual(new[] { "Searching", "Connecting", "Active" }, states[..3]);
        Assert.IsNotEmpty(gateway.Published);
    }

    [TestMethod]
    public void TheSecondGatewayServesWhenTheFirstIsSilent()
    {
        using Served gateway = new();
        CommandRun run = CommandRun.Of(
            "box", "--gateway", Silent, "--gateway", gateway.Address, "--retry", "200", "--retries", "1", "--speed", "10", "--seconds", "30", "--json");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        JsonElement active = run.Json().First(line => line.GetProperty("event").GetString() == "state" && line.GetProperty("state").GetString() == "Active");
        Assert.AreEqual(gateway.Address, active.GetProperty("gateway").GetString());
        Assert.IsNotEmpty(gateway.Published);
    }

    [TestMethod]
    public void ABoxThatSleepsHandsEverythingOver()
    {
        using Served gateway = new();
        CommandRun run = CommandRun.Of(
            "box", "--gateway", gateway.Address, "--sleep", "5", "--kept-session", "--speed", "20", "--seconds", "30", "--qos", "2", "--json");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        string[] states = States(run);
        Assert.IsTrue(states.Count(state => state == "Asleep") >= 3, string.Join(' ', states));
        Assert.AreEqual(0, run.Json()[^1].GetProperty("waiting").GetInt32());
    }

    [TestMethod]
    public void ABoxBehindAForwarderIsServed()
    {
        using Served gateway = new();
        CommandRun run = CommandRun.Of("box", "--gateway", gateway.Address, "--node-id", "a1b2", "--speed", "50", "--seconds", "10");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.IsTrue(gateway.Published.Count > 0 && gateway.Published.All(p => p.NodeId is not null));
    }

    // Without an answer there is nothing to wait for: a long outage can be rehearsed in a short time.
    [TestMethod]
    public void ABoxWithoutAGatewayKeepsItsSpeed()
    {
        CommandRun run = CommandRun.Of(
            "box", "--gateway", Silent, "--connect-timeout", "2", "--speed", "1000", "--seconds", "1000000", "--json");
        run.CheckFailed(ExitCode.NoGateway, "no answer from");
        Assert.IsTrue(run.Json()[^1].GetProperty("samples").GetInt32() > 2000, "that is 200 s of box time in 2 s");
    }

    [TestMethod]
    public void WhatWaitsIsKeptInTheStateFolder()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sidetap-");
        CommandRun.Of("box", "--gateway", Silent, "--connect-timeout", "1", "--speed", "50", "--seconds", "1000000", "--state", folder.FullName);
        using Served gateway = new();
        CommandRun run = CommandRun.Of("box", "--gateway", gateway.Address, "--speed", "20", "--seconds", "20", "--state", folder.FullName, "--json");
        folder.Delete(recursive: true);
        JsonElement end = run.Json()[^1];
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.IsTrue(end.GetProperty("recovered").GetInt32() > 50, $"{end}");
        Assert.AreEqual(0, end.GetProperty("lost").GetInt32());
    }

    [TestMethod]
    public void NoGatewayInTheGroup()
    {
        string group = $"225.1.1.1:{FreePort()}";
        CommandRun.Of("box", "--discover", group, "--interface", "127.0.0.1", "--speed", "100", "--connect-timeout", "1")
            .CheckFailed(ExitCode.NoGateway, $"no gateway was found in {group}");
    }

    [TestMethod]
    [DataRow("--gateway HOST:PORT is missing")]
    [DataRow("is not ADDR:PORT with a multicast address", "--discover", "10.0.0.1:1883")]
    [DataRow("is not ADDR:PORT with a multicast address", "--discover", "225.1.1.1")]
    [DataRow("may be given 4 times", "--gateway", Silent, "--gateway", Silent, "--gateway", Silent, "--gateway", Silent, "--gateway", Silent)]
    [DataRow("must all be IPv4", "--gateway", Silent, "--gateway", "[::1]:9")]
    [DataRow("--interface goes with --discover", "--gateway", Silent, "--interface", "127.0.0.1")]
    [DataRow("--qos -1 needs a --gateway", "--discover", "225.1.1.1:1883", "--qos", "-1", "--data-topic-id", "1", "--metadata-topic-id", "2")]
    [DataRow("--node-id", "--gateway", Silent, "--node-id", "xyz")]
    [DataRow("--node-id", "--gateway", Silent, "--node-id", "abc")]
    [DataRow("--sleep 0", "--gateway", Silent, "--sleep", "0")]
    [DataRow("--state needs the name of a folder", "--gateway", Silent, "--state", "")]
    [DataRow("--retries -1", "--gateway", Silent, "--retries", "-1")]
    public void WhatDoesNotFitIsSaidInOneLine(string reason, params string[] args) =>
        CommandRun.Of(["box", .. args]).CheckFailed(ExitCode.BadInput, reason);

    private static string[] States(CommandRun run) =>
        [.. run.Json().Where(line => line.GetProperty("event").GetString() == "state").Select(line => line.GetProperty("state").GetString()!)];

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
