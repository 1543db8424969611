using System.Text.Json;
using Sidetap.Gateway;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.CommandLine;

/// <summary><c>sidetap box</c> and <c>sidetap demo</c>, over loopback. What the box sends is examined in tests/Interop.</summary>
[TestClass]
public sealed class BoxCommandTests
{
    // A port of 9 is discard's; nothing answers there, nor on any closed port.
    private const string NoGateway = "127.0.0.1:9";

    private const string Headings =
        "S1_CurrentFeedback,X1_CurrentFeedback,Y1_CurrentFeedback,S1_OutputPower,M1_CURRENT_FEEDRATE,X1_ActualPosition,Y1_ActualPosition,Z1_ActualPosition";

    [TestMethod]
    public void RunsForItsTimeAndSaysWhatItDid()
    {
        using Served gateway = new();
        CommandRun run = CommandRun.Of("box", "--gateway", gateway.Address, "--speed", "50", "--seconds", "20", "--id", "mill-3");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.AreEqual("", run.Error);
        Assert.Contains("active", run.Output);
        Assert.Contains("200 samples", run.Output);
        Assert.Contains("0 waiting, 0 lost", run.Output);
        Assert.IsTrue(gateway.Published.All(p => p.ClientId == "mill-3"));
    }

    [TestMethod]
    public void Json()
    {
        using Served gateway = new();
        CommandRun run = CommandRun.Of("box", "--gateway", gateway.Address, "--speed", "50", "--seconds", "5", "--json");
        List<JsonElement> lines = run.Json();
        Assert.AreEqual("started", lines[0].GetProperty("event").GetString());
        Assert.AreEqual("stopped", lines[^1].GetProperty("event").GetString());
        Assert.AreEqual(50, lines[^1].GetProperty("samples").GetInt32());
        Assert.AreEqual(0, lines[^1].GetProperty("waiting").GetInt32());
        Assert.Contains(lines[0].GetProperty("dataTopic").GetString(), gateway.Published.Select(p => p.Topic));
        string[] states = [.. lines.Where(l => l.GetProperty("event").GetString() == "state").Select(l => l.GetProperty("state").GetString()!)];
        Assert.AreSequenceEqual(new[] { "Connecting", "Active" }, states[..2]);
        Assert.AreEqual("Stopped", states[^1]); // through Disconnecting, which a fast gateway ends at once
    }

    [TestMethod]
    public void ABoxThatIsStartedAgainIsTheSameBoxAndCountsItsStarts()
    {
        using Served gateway = new();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sidetap-");
        JsonElement first = Start(gateway, folder);
        JsonElement second = Start(gateway, folder);
        folder.Delete(recursive: true);
        Assert.AreEqual(first.GetProperty("publisherId").GetString(), second.GetProperty("publisherId").GetString());
        Assert.AreEqual(1, first.GetProperty("bootCount").GetInt32());
        Assert.AreEqual(2, second.GetProperty("bootCount").GetInt32());
    }

    [TestMethod]
    public void MemoryOfADefaultBoxNeedsNoGateway()
    {
        CommandRun run = CommandRun.Of("box", "--memory", "--json");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        JsonElement memory = run.Json()[0];
        int total = memory.GetProperty("total").GetInt32();
        Assert.AreEqual(total, memory.GetProperty("buffers").EnumerateArray().Sum(b => b.GetProperty("octets").GetInt32()));
        Assert.IsTrue(total is > 8192 and < 20480, $"{total} octets");
        Assert.IsTrue(memory.GetProperty("flash").GetProperty("years").GetDouble() > 20);
        CommandRun table = CommandRun.Of("box", "--memory");
        Assert.Contains("total", table.Output);
        Assert.Contains($"{total}", table.Output);
    }

    [TestMethod]
    public void AGatewayThatNeverAnswers()
    {
        CommandRun run = CommandRun.Of("box", "--gateway", NoGateway, "--connect-timeout", "1");
        run.CheckFailed(ExitCode.NoGateway, "no answer from 127.0.0.1:9: is an MQTT-SN gateway listening there?");
    }

    [TestMethod]
    public void AGatewayThatHasNotAnsweredWhenTheTimeIsOver()
    {
        CommandRun.Of("box", "--gateway", NoGateway, "--seconds", "1").CheckFailed(ExitCode.NoGateway, "no answer from");
    }

    [TestMethod]
    public void AGatewayThatRefuses()
    {
        using Served gateway = new(new BenchGatewaySettings { MaxClients = 0 });
        CommandRun run = CommandRun.Of("box", "--gateway", gateway.Address, "--connect-timeout", "1");
        run.CheckFailed(ExitCode.NoGateway, "refused the connection: rejected: congestion");
    }

    [TestMethod]
    [DataRow("--gateway HOST:PORT is missing")]
    [DataRow("--gateway nowhere is not HOST:PORT", "--gateway", "nowhere")]
    [DataRow("is not HOST:PORT", "--gateway", "localhost:0")]
    [DataRow("is not HOST:PORT", "--gateway", ":1885")]
    [DataRow("no such file: absent.csv", "--gateway", NoGateway, "--replay", "absent.csv")]
    [DataRow("--column goes with --replay", "--gateway", NoGateway, "--column", "SpindlePower=P")]
    [DataRow("--id takes 1 to 23 characters", "--gateway", NoGateway, "--id", "this-name-is-too-long-by-far")]
    [DataRow("--qos 3 is not a QoS (-1 to 2)", "--gateway", NoGateway, "--qos", "3")]
    [DataRow("--qos -1 needs --data-topic-id", "--gateway", NoGateway, "--qos", "-1")]
    [DataRow("--event-topic-id 65535 is not a topic id", "--gateway", NoGateway, "--event-topic-id", "65535")]
    [DataRow("takes both", "--gateway", NoGateway, "--qos", "-1", "--data-topic-id", "1", "--metadata-topic-id", "2", "--event-topic-id", "3")]
    [DataRow("takes both", "--gateway", NoGateway, "--qos", "-1", "--data-topic-id", "1", "--metadata-topic-id", "2", "--event-metadata-topic-id", "3")]
    [DataRow("--speed 0 is not a number", "--gateway", NoGateway, "--speed", "0")]
    [DataRow("--speed 1,5 is not a number", "--gateway", NoGateway, "--speed", "1,5")]
    [DataRow("is a folder", "--gateway", NoGateway, "--replay", "/")]
    [DataRow("is a folder", "--gateway", NoGateway, "--pcap", "/")]
    [DataRow("is not a topic", "--gateway", NoGateway, "--prefix", "a/#")]
    [DataRow("--max-frame has to be", "--gateway", NoGateway, "--max-frame", "80")]
    [DataRow("--layout takes dynamic or fixed", "--gateway", NoGateway, "--layout", "other")]
    [DataRow("there is no folder", "--gateway", NoGateway, "--pcap", "no/such/folder/x.pcap")]
    public void BadUsage(string reason, params string[] options) => CommandRun.Of(["box", .. options]).CheckFailed(ExitCode.BadInput, reason);

    [TestMethod]
    [DataRow("has no column 'S1_CurrentFeedback'", "a,b\n1,2\n")]
    [DataRow("is empty", "")]
    [DataRow("has no number in the column 'S1_CurrentFeedback'", Headings + "\nx,2,3,4,5,6,7,8\n")]
    [DataRow("'Spin' is not a signal", "a,b\n1,2\n", "--column", "Spin=a")]
    [DataRow("--column Spin is not SIGNAL=COLUMN", "a,b\n1,2\n", "--column", "Spin")]
    [DataRow("has no column 'zzz'", "a,b\n1,2\n", "--column", "SpindleCurrent=zzz")]
    public void BadRecording(string reason, string csv, params string[] options)
    {
        using TemporaryFile recording = new(System.Text.Encoding.UTF8.GetBytes(csv), ".csv");
        CommandRun.Of(["box", "--gateway", NoGateway, "--replay", recording.Path, .. options]).CheckFailed(ExitCode.BadInput, reason);
    }

    [TestMethod]
    public void ColumnsOfOtherNames()
    {
        string[] signals = ["SpindleCurrent", "FeedCurrentX", "FeedCurrentY", "SpindlePower", "FeedRate", "PositionX", "PositionY", "PositionZ"];
        string csv = "c0,c1,c2,c3,c4,c5,c6,c7\n" + string.Concat(Enumerable.Repeat("1,2,3,4,5,6,7,8\n", 15));
        using TemporaryFile recording = new(System.Text.Encoding.UTF8.GetBytes(csv), ".csv");
        using Served gateway = new();
        string[] columns = [.. signals.SelectMany((signal, i) => new[] { "--column", $"{signal}=c{i}" })];
        CommandRun run = CommandRun.Of(["demo", "--replay", recording.Path, "--speed", "10", "--json", .. columns]);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains("\"name\":\"PositionZ\",\"type\":\"Float\",\"value\":8,\"unit\":\"mm\"", run.Output);
    }

    [TestMethod]
    public void ARecordingDividedBySemicolons()
    {
        string csv = (Headings + "\n" + string.Concat(Enumerable.Repeat("1,2,3,4,5,6,7,8\n", 3))).Replace(',', ';');
        using TemporaryFile recording = new(System.Text.Encoding.UTF8.GetBytes(csv), ".csv");
        CommandRun run = CommandRun.Of("demo", "--replay", recording.Path, "--json");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains("\"name\":\"PositionZ\",\"type\":\"Float\",\"value\":8", run.Output);
    }

    [TestMethod]
    [DataRow("box", "--gateway", NoGateway)]
    [DataRow("demo", "--seconds", "1")]
    [DataRow("gateway", "--port", "0", "--seconds", "1")]
    public void ACaptureDoesNotReplaceAFileThatIsNone(string verb, params string[] options)
    {
        byte[] precious = "a,b\n1,2\n"u8.ToArray();
        using TemporaryFile file = new(precious, ".csv");
        CommandRun.Of([verb, .. options, "--pcap", file.Path]).CheckFailed(ExitCode.BadInput, "exists and is not a capture");
        Assert.AreSequenceEqual(precious, File.ReadAllBytes(file.Path));
    }

    [TestMethod]
    public void ACaptureReplacesAnEarlierOne()
    {
        using TemporaryFile file = new([]);
        Assert.AreEqual(ExitCode.Ok, CommandRun.Of("demo", "--seconds", "2", "--speed", "10", "--pcap", file.Path).ExitCode);
        long length = new FileInfo(file.Path).Length;
        Assert.AreEqual(ExitCode.Ok, CommandRun.Of("demo", "--seconds", "2", "--speed", "10", "--pcap", file.Path).ExitCode);
        Assert.IsGreaterThan(24, length);
        Assert.IsGreaterThan(24, new FileInfo(file.Path).Length);
    }

    [TestMethod]
    public void AGatewayThatFallsSilentIsReported()
    {
        Served gateway = new();
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(3));
        Task<CommandRun> running = Task.Run(() => CommandRun.Of(stop.Token, "box", "--gateway", gateway.Address, "--speed", "50"));
        SpinWait.SpinUntil(() => gateway.Published.Count > 5, TimeSpan.FromSeconds(10));
        gateway.Dispose();
        Assert.Contains("no answer from the gateway, sent again", running.Result.Output);
    }

    [TestMethod]
    public void DemoShowsDecodedFields()
    {
        CommandRun run = CommandRun.Of("demo", "--seconds", "20", "--speed", "10");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains("CncMachineTool", run.Output);
        Assert.Contains("3 (Executing)", run.Output);
        Assert.Contains("SpindleCurrent", run.Output);
        Assert.Contains("mm/s", run.Output);
        Assert.Contains("frames/s", run.Output);
        Assert.Contains("0 lost", run.Output);
    }

    [TestMethod]
    [DataRow("--qos", "0")]
    [DataRow("--machine", "mill", "--layout", "fixed")]
    [DataRow("--machine", "mill", "--qos", "-1", "--data-topic-id", "1", "--metadata-topic-id", "2")]
    public void DemoInEveryForm(params string[] options)
    {
        CommandRun run = CommandRun.Of(["demo", "--seconds", "5", "--speed", "10", "--json", .. options]);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        JsonElement[] published = [.. run.Json().Where(l => l.GetProperty("event").GetString() == "published")];
        Assert.IsGreaterThan(3, published.Length);
        Assert.IsTrue(published.All(p => p.GetProperty("problem").ValueKind == JsonValueKind.Null));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(true, "--qos", "-1", "--data-topic-id", "1", "--metadata-topic-id", "2", "--event-topic-id", "3", "--event-metadata-topic-id", "4")]
    [DataRow(false, "--qos", "-1", "--data-topic-id", "1", "--metadata-topic-id", "2")]
    [DataRow(false, "--no-events")]
    public void EventsArePublishedWhereTheyHaveATopic(bool hasEvents, params string[] options)
    {
        CommandRun run = CommandRun.Of(["demo", "--machine", "mill", "--seconds", "5", "--speed", "10", "--json", .. options]);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        string[] topics = [.. run.Json().Where(l => l.GetProperty("event").GetString() == "published").Select(p => p.GetProperty("topic").GetString()!)];
        Assert.AreEqual(hasEvents, topics.Any(topic => topic.Contains("/uadp/data/", StringComparison.Ordinal) && topic.EndsWith("Events", StringComparison.Ordinal)));
        Assert.AreEqual(hasEvents, topics.Any(topic => topic.Contains("/uadp/metadata/", StringComparison.Ordinal) && topic.EndsWith("Events", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void ABoxSaysWhereItsEventsGoAndHowManyThereWere()
    {
        using Served gateway = new();
        string[] options = ["box", "--gateway", gateway.Address, "--seconds", "3", "--speed", "50"];
        CommandRun run = CommandRun.Of(options);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.MatchesRegex(@"events +opcua/uadp/data/\d+/Machine/CncMachineToolEvents", run.Output);
        Assert.MatchesRegex(@"[1-9]\d* events,", run.Output);
        Assert.Contains("events    none", CommandRun.Of([.. options, "--no-events"]).Output);
        List<JsonElement> lines = CommandRun.Of([.. options, "--json"]).Json();
        Assert.EndsWith("/Machine/CncMachineToolEvents", lines[0].GetProperty("eventTopic").GetString()!);
        Assert.IsGreaterThan(0, lines[^1].GetProperty("events").GetInt32());
    }

    [TestMethod]
    [DataRow("--broker and a gateway do not go together", "--gateway is for MQTT-SN gateways", "--broker", "127.0.0.1", "--gateway", "127.0.0.1:1885")]
    [DataRow("QoS", "--qos takes 0 or 1 with --broker", "--broker", "127.0.0.1", "--qos", "-1")]
    [DataRow("captures", "--pcap is for MQTT-SN", "--broker", "127.0.0.1", "--pcap", "box.pcap")]
    [DataRow("a port", "is not HOST or HOST:PORT", "--broker", "127.0.0.1:0")]
    [DataRow("a file", "no such file: nowhere.pem", "--broker", "127.0.0.1", "--broker-ca", "nowhere.pem")]
    [DataRow("alone", "go with --broker", "--gateway", "127.0.0.1:1885", "--broker-user", "mill-3")]
    public void What_does_not_go_with_a_broker_is_said(string what, string expected, params string[] arguments)
    {
        CommandRun run = CommandRun.Of(["box", .. arguments]);
        Assert.AreEqual(ExitCode.BadInput, run.ExitCode, what);
        Assert.Contains(expected, run.Error);
    }

    [TestMethod]
    public void DemoEndsInOrderWhenInterrupted()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(1));
        CommandRun run = CommandRun.Of(stop.Token, "demo");
        Assert.AreEqual(ExitCode.Interrupted, run.ExitCode, run.Error);
        Assert.AreEqual("", run.Error);
    }

    private static JsonElement Start(Served gateway, DirectoryInfo folder) =>
        CommandRun.Of("box", "--gateway", gateway.Address, "--seconds", "1", "--speed", "50", "--state", folder.FullName, "--json").Json()[0];
}
