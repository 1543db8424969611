using System.Text.Json;
using Sidetap.Boards.Host;
using Sidetap.Mqtt;
using Sidetap.Tests.Interop.Decoders;
using Sidetap.Tool;

namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>A box that publishes to a real MQTT broker, in the clear and with TLS: what is refused, and that nothing is lost when the broker is killed in the middle.</summary>
[TestClass]
public sealed class MqttUplinkTests
{
    private const string DataTopic = "opcua/uadp/data/";
    private const string MetaDataTopic = "opcua/uadp/metadata/";

    [TestMethod]
    public void A_broker_gets_the_data_and_keeps_the_metadata()
    {
        using Mosquitto broker = new();
        using BrokerSubscriber subscriber = Subscribe(broker);
        StringWriter output = new();
        Assert.AreEqual(ExitCode.Ok, Box(output, out string error, "--broker", $"127.0.0.1:{broker.Port}", "--max-frame", "8192", "--json"), error);
        JsonElement end = LastLine(output);
        int frames = end.GetProperty("keyFrames").GetInt32() + end.GetProperty("deltaFrames").GetInt32();
        Assert.IsTrue(frames > 10, $"{frames} frames");
        Assert.IsTrue(subscriber.WaitFor(() => Data(subscriber.Messages).Count == frames), $"{Data(subscriber.Messages).Count} of {frames}");
        AssertNoGap(subscriber.Messages);
        Dictionary<string, string> kept = broker.ReadRetained($"{MetaDataTopic}#", 1);
        Assert.AreEqual(1, kept.Count);
    }

    [TestMethod]
    public void TLS_with_a_private_authority_works_and_with_another_is_refused()
    {
        using Folder folder = new();
        PrivateAuthority right = new(folder.Info, "right");
        PrivateAuthority wrong = new(folder.Info, "wrong");
        using Mosquitto broker = new(folder.Info, right.Configuration);
        string address = $"127.0.0.1:{broker.Port}";
        StringWriter output = new();
        Assert.AreEqual(ExitCode.Ok, Box(output, out string error, "--broker", address, "--broker-ca", right.CaFile, "--json"), error);
        Assert.IsTrue(LastLine(output).GetProperty("acknowledged").GetInt32() > 10);

        output = new();
        Assert.AreEqual(ExitCode.NoGateway, Box(output, out error, "--broker", address, "--broker-ca", wrong.CaFile, "--json", "--connect-timeout", "1"));
        StringAssert.Contains(error, "is not to be trusted");
        StringAssert.Contains(output.ToString(), "certificate not trusted");
        Assert.AreEqual(0, LastLine(output).GetProperty("published").GetInt32(), "nothing was told to a stranger");
    }

    [TestMethod]
    public void Settings_that_name_a_broker_and_its_authority_are_enough()
    {
        using Folder folder = new();
        PrivateAuthority authority = new(folder.Info, "own");
        using Mosquitto broker = new(folder.Info, authority.Configuration);
        string settings = Path.Combine(folder.Info.FullName, "box.json");
        File.WriteAllText(settings, $$"""{ "box.id": "mill-3", "uplink.kind": "mqtt", "mqtt.host": "127.0.0.1", "mqtt.port": {{broker.Port}}, "mqtt.tls": true, "mqtt.caFile": "own-ca.pem" }""");
        StringWriter output = new();
        Assert.AreEqual(ExitCode.Ok, Box(output, out string error, "--settings", settings, "--json"), error);
        Assert.IsTrue(LastLine(output).GetProperty("acknowledged").GetInt32() > 10);

        File.Delete(authority.CaFile);
        Assert.AreEqual(ExitCode.BadInput, Box(new StringWriter(), out error, "--settings", settings));
        StringAssert.Contains(error, "mqtt.caFile beside the settings");
    }

    [TestMethod]
    public void A_certificate_for_another_name_is_refused()
    {
        using Folder folder = new();
        PrivateAuthority authority = new(folder.Info, "other", "broker.example");
        using Mosquitto broker = new(folder.Info, authority.Configuration);
        Assert.AreEqual(
            ExitCode.NoGateway,
            Box(new StringWriter(), out string error, "--broker", $"127.0.0.1:{broker.Port}", "--broker-ca", authority.CaFile, "--connect-timeout", "1"));
        StringAssert.Contains(error, "is not to be trusted");
    }

    [TestMethod]
    public void A_broker_that_lets_nobody_in_and_one_that_is_not_there_are_told_apart()
    {
        using Folder folder = new();
        using Mosquitto broker = new(folder.Info, "allow_anonymous false");
        Assert.AreEqual(ExitCode.NoGateway, Box(new StringWriter(), out string error, "--broker", $"127.0.0.1:{broker.Port}", "--connect-timeout", "1"));
        StringAssert.Contains(error, "not authorized");
        broker.Kill();
        Assert.AreEqual(ExitCode.NoGateway, Box(new StringWriter(), out error, "--broker", $"127.0.0.1:{broker.Port}", "--connect-timeout", "1"));
        StringAssert.Contains(error, "no answer from");
        broker.StartAgain();
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_broker_that_is_killed_in_the_middle_costs_nothing(bool usesTls)
    {
        using Folder folder = new();
        PrivateAuthority authority = new(folder.Info, "own");
        string[] security = usesTls ? authority.Configuration : ["allow_anonymous true"];
        using Mosquitto broker = new(folder.Info, [.. security, "persistence true", $"persistence_location {folder.Info.FullName}/", "max_inflight_messages 0", "max_queued_messages 0"]);
        using BrokerSubscriber subscriber = Subscribe(broker);
        broker.Save(); // the subscription outlives the kill

        MqttSettings settings = new() { Host = "127.0.0.1", Port = broker.Port, UseTls = usesTls, MaxMessageLength = 2048, ReconnectMinMs = 200, AckTimeoutMs = 5000 };
        settings.CaCertificate = usesTls ? File.ReadAllBytes(authority.CaFile) : [];
        using HostBox box = HostBox.Create(new HostBoxOptions { Broker = settings, Id = "mill-3", IntervalMs = 50, UtcAtStart = DateTime.UtcNow });
        box.Runner.ConnectTimeout = TimeSpan.FromSeconds(30);
        using CancellationTokenSource stop = new();
        Task<RunEnd> run = Task.Factory.StartNew(() => box.Runner.Run(long.MaxValue, stop.Token), TaskCreationOptions.LongRunning);
        for (int i = 1; i <= 3; i++)
        {
            Assert.IsTrue(subscriber.WaitFor(() => Data(subscriber.Messages).Count > 30 * i), "it publishes");
            int before = Data(subscriber.Messages).Count;
            broker.Kill();
            broker.StartAgain();
            Assert.IsTrue(subscriber.WaitFor(() => Data(subscriber.Messages).Count > before + 10), $"it goes on: {before} before, {Data(subscriber.Messages).Count} now, {box.Node.Uplink.State}, {box.Node.Uplink.Sent} sent");
        }

        stop.Cancel();
        Assert.AreEqual(RunEnd.Cancelled, run.Result);
        Assert.IsTrue(box.Node.IsDrained, $"{box.Node.QueuedMessages} wait after {box.Node.Uplink.Connections} connections");
        Assert.AreEqual(0u, box.Node.Statistics.Lost);
        Assert.IsTrue(box.Node.Uplink.Connections > 3, $"{box.Node.Uplink.Connections} connections");
        uint frames = box.Node.Statistics.KeyFrames + box.Node.Statistics.DeltaFrames;
        Assert.IsTrue(subscriber.WaitFor(() => Data(subscriber.Messages).Distinct().Count() == frames), $"{Data(subscriber.Messages).Distinct().Count()} of {frames}");
        AssertNoGap(subscriber.Messages);
    }

    /// <summary>Runs <c>sidetap box</c> on the simulated mill for ten seconds of its time.</summary>
    private static int Box(StringWriter output, out string error, params string[] arguments)
    {
        StringWriter errors = new();
        int code = Cli.Run(["box", "--seconds", "10", "--speed", "5", .. arguments], new CliContext(output, errors));
        error = errors.ToString();
        return code;
    }

    private static JsonElement LastLine(StringWriter output) =>
        JsonDocument.Parse(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;

    private static BrokerSubscriber Subscribe(Mosquitto broker)
    {
        BrokerSubscriber subscriber = new(broker);
        subscriber.WaitUntilSubscribed(topic => HelperProcess.Run(
            "mosquitto_pub", "Install it: apt-get install mosquitto-clients", ["-h", "127.0.0.1", "-p", $"{broker.PlainPort}", "-q", "1", "-t", topic, "-m", "x"]));
        return subscriber;
    }

    /// <summary>Sequence numbers of the key and delta frames of the machine's data set (UADP-Dynamic, OPC 10000-14, Annex A.2.2), in the order in which they came.</summary>
    private static List<int> Data(IReadOnlyList<(string Topic, byte[] Payload)> messages) =>
    [
        .. messages.Where(m => m.Topic.StartsWith(DataTopic, StringComparison.Ordinal) && m.Topic.EndsWith("/Machine/CncMachineTool", StringComparison.Ordinal) && (m.Payload[14] & 15) is 0 or 1)
            .Select(m => m.Payload[15] | (m.Payload[16] << 8)),
    ];

    private static void AssertNoGap(IReadOnlyList<(string Topic, byte[] Payload)> messages)
    {
        List<int> numbers = Data(messages);
        Assert.AreNotEqual(0, numbers.Count);
        CollectionAssert.AreEqual(Enumerable.Range(numbers.Min(), numbers.Max() - numbers.Min() + 1).ToList(), numbers.Distinct().Order().ToList());
    }
}
