using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Sidetap.Gateway;
using Sidetap.PubSub;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.CommandLine;

/// <summary><c>sidetap gateway</c>, over loopback.</summary>
[TestClass]
public sealed class GatewayCommandTests
{
    [TestMethod]
    public async Task ServesShowsAndRecords()
    {
        int port = FreePort();
        using TemporaryFile pcap = new([]);
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(30));
        string[] args = ["gateway", "--port", $"{port}", "--predefined", "7=cell/alarm", "--pcap", pcap.Path];
        Task<CommandRun> running = Task.Run(() => CommandRun.Of(stop.Token, args));
        using UdpClient box = new("127.0.0.1", port);
        await Exchange(box, "030100", "030201", stop.Token);
        await Exchange(box, "0b040401003c626f782d31", "030500", stop.Token, "030201");
        SampleData sample = new(HeaderLayout.Dynamic);
        foreach (byte[] message in sample.Announce(200).Append(sample.KeyFrame()))
        {
            byte[] frame = [(byte)(message.Length + 7), 0x0C, 0x21, 0, 7, 0, 1, .. message];
            await Exchange(box, Convert.ToHexStringLower(frame), "070d0007000100", stop.Token, "030500");
        }

        await Exchange(box, "0218", "0218", stop.Token, "070d0007000100");
        stop.Cancel();
        CommandRun run = await running;
        Assert.AreEqual(ExitCode.Interrupted, run.ExitCode, run.Error);
        Assert.Contains("connected", run.Output);
        Assert.Contains("cell/alarm  QoS 1, key frame #0 of 2025-04-24 20:26:40.0, 5 fields", run.Output);
        Assert.Contains("SpindleCurrent  12.5 A", run.Output);
        Assert.Contains("2 (Cutting)", run.Output);
        Assert.Contains("none malformed", run.Output);
        CommandRun decoded = CommandRun.Of("decode", pcap.Path, "--port", $"{port}");
        Assert.AreEqual(ExitCode.Ok, decoded.ExitCode, decoded.Output + decoded.Error);
        Assert.Contains("none malformed", decoded.Output);
    }

    [TestMethod]
    public async Task Json()
    {
        int port = FreePort();
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(30));
        Task<CommandRun> running = Task.Run(() => CommandRun.Of(stop.Token, "gateway", "--port", $"{port}", "--json"));
        using UdpClient box = new("127.0.0.1", port);
        await Exchange(box, "0b040401003c626f782d31", "030500", stop.Token);
        await box.SendAsync(Vectors.Octets("100c6261620000" + Vectors.KeyFrameInt32), stop.Token);
        await box.SendAsync(Vectors.Octets("0316"), stop.Token);
        await Exchange(box, "0216", "0217", stop.Token, "030500");
        stop.Cancel();
        List<JsonElement> lines = (await running).Json();
        Assert.AreSequenceEqual(
            new[] { "started", "connected", "published", "malformed", "stopped" }, lines.Select(line => line.GetProperty("event").GetString()!).ToArray());
        Assert.AreEqual("ab", lines[2].GetProperty("topic").GetString());
        Assert.AreEqual(Vectors.KeyFrameInt32, lines[2].GetProperty("payload").GetString());
        Assert.AreEqual(1, lines[4].GetProperty("malformed").GetInt32());
    }

    /// <summary>MQTT-SN 1.2, 6.1, in a multicast group of this machine: ADVERTISE goes there, SEARCHGW is answered from there.</summary>
    [TestMethod]
    public async Task IsFoundInAGroup()
    {
        IPEndPoint group = new(IPAddress.Parse("225.1.1.1"), FreePort());
        using UdpClient box = new(AddressFamily.InterNetwork);
        box.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        box.Client.Bind(new IPEndPoint(IPAddress.Any, group.Port));
        box.JoinMulticastGroup(group.Address, IPAddress.Loopback);
        box.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(30));
        Task<CommandRun> running = Task.Run(() => CommandRun.Of(stop.Token, "gateway", "--port", "0", "--group", $"{group}", "--advertise", "60", "--json"));
        Assert.AreEqual("0500" + "01003c", Convert.ToHexStringLower((await box.ReceiveAsync(stop.Token)).Buffer));
        await box.SendAsync(Vectors.Octets("030100"), group, stop.Token);
        List<string> answers = [];
        while (answers.Count < 3)
        {
            answers.Add(Convert.ToHexStringLower((await box.ReceiveAsync(stop.Token)).Buffer));
        }

        // What it said itself comes back to it; the answer comes for all and for itself.
        Assert.AreSequenceEqual(new[] { "030100", "030201", "030201" }, answers.Order().ToArray());
        stop.Cancel();
        List<JsonElement> lines = (await running).Json();
        Assert.AreSequenceEqual(new[] { "started", "advertised", "stopped" }, lines.Select(line => line.GetProperty("event").GetString()!).ToArray());
        Assert.AreEqual($"{group}", lines[0].GetProperty("group").GetString());
        Assert.AreEqual(1, lines[2].GetProperty("received").GetInt32());
    }

    [TestMethod]
    public async Task ShowsSleepAndForwarders()
    {
        int port = FreePort();
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(30));
        Task<CommandRun> running = Task.Run(() => CommandRun.Of(stop.Token, "gateway", "--port", $"{port}"));
        using UdpClient forwarder = new("127.0.0.1", port);
        await Exchange(forwarder, "05fe000a0b0704040100 3c61".Replace(" ", ""), "05fe000a0b030500", stop.Token);
        await Exchange(forwarder, "05fe000a0b0418003c", "05fe000a0b0218", stop.Token);
        await Exchange(forwarder, "05fe000a0b031661", "05fe000a0b0217", stop.Token);
        await Exchange(forwarder, "05fe000a0c0216", "05fe000a0c0218", stop.Token);
        stop.Cancel();
        string output = (await running).Output;
        Assert.Contains("node 0a0b behind a forwarder", output);
        Assert.Contains("asleep", output);
        Assert.Contains("awake", output);
        Assert.Contains("node 0a0c", output);
    }

    [TestMethod]
    public void StopsByItself()
    {
        CommandRun run = CommandRun.Of("gateway", "--port", "0", "--seconds", "1");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains("0 datagrams in", run.Output);
    }

    [TestMethod]
    public void PortInUse()
    {
        using UdpGatewayHost other = new(new BenchGatewaySettings(), 0);
        Assert.AreEqual(IPAddress.Loopback, other.LocalEndPoint.Address);
        int port = other.LocalEndPoint.Port;
        CommandRun.Of("gateway", "--port", $"{port}").CheckFailed(ExitCode.BadInput, $"UDP port {port} on 127.0.0.1 is in use");
    }

    [TestMethod]
    [DataRow("Option '--port' is required")]
    [DataRow("is not a UDP port", "--port", "65536")]
    [DataRow("is not an IPv4 address", "--port", "0", "--host", "example")]
    [DataRow("is not an address of this machine", "--port", "0", "--host", "192.0.2.1")]
    [DataRow("is not ID=TOPIC", "--port", "0", "--predefined", "x")]
    [DataRow("is not ID=TOPIC", "--port", "0", "--predefined", "0=a")]
    [DataRow("is not ID=TOPIC", "--port", "0", "--predefined", "7=a/#")]
    [DataRow("id 7 twice", "--port", "0", "--predefined", "7=a", "--predefined", "7=b")]
    [DataRow("--group 10.0.0.1:1883 is not an IPv4 multicast address", "--port", "0", "--group", "10.0.0.1:1883")]
    [DataRow("--group 225.1.1.1 is not", "--port", "0", "--group", "225.1.1.1")]
    [DataRow("--advertise needs --group", "--port", "0", "--advertise", "60")]
    [DataRow("--advertise 65536 is not a number of seconds", "--port", "0", "--group", "225.1.1.1:1883", "--advertise", "65536")]
    [DataRow("--seconds 0 is not a number of seconds", "--port", "0", "--seconds", "0")]
    [DataRow("there is no folder", "--port", "0", "--seconds", "1", "--pcap", "no/such/folder/x.pcap")]
    public void BadUsage(string reason, params string[] options) => CommandRun.Of(["gateway", .. options]).CheckFailed(ExitCode.BadInput, reason);

    private static int FreePort()
    {
        using UdpGatewayHost host = new(new BenchGatewaySettings(), 0);
        return host.LocalEndPoint.Port;
    }

    /// <summary>Sends until the answer comes: the gateway may still be starting. What it answers to a frame that was sent again, one exchange late, is no answer.</summary>
    private static async Task Exchange(UdpClient box, string frame, string answer, CancellationToken stop, params string[] late)
    {
        while (true)
        {
            await box.SendAsync(Vectors.Octets(frame), stop);
            using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(200);
            try
            {
                string received = Convert.ToHexStringLower((await box.ReceiveAsync(patience.Token)).Buffer);
                while (received != answer && late.Contains(received))
                {
                    received = Convert.ToHexStringLower((await box.ReceiveAsync(patience.Token)).Buffer);
                }

                Assert.AreEqual(answer, received);
                return;
            }
            catch (Exception error) when (error is SocketException || (error is OperationCanceledException && !stop.IsCancellationRequested))
            {
                // Nobody there yet.
            }
        }
    }
}
