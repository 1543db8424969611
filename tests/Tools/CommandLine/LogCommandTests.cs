using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Sidetap.Decoding.Pcap;
using Sidetap.PubSub;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.CommandLine;

/// <summary><c>sidetap log</c>.</summary>
[TestClass]
public sealed class LogCommandTests
{
    [TestMethod]
    public void ACaptureTellsWhatHasHappened()
    {
        using TemporaryFile capture = Recorded();
        CommandRun run = CommandRun.Of("log", capture.Path);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        string[] lines = run.Output.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.HasCount(5, lines);
        Assert.StartsWith("Time (UTC)", lines[0]);
        Assert.MatchesRegex(@"^2025-04-24T20:26:40\.000Z .* Start +100 +BootCount +start 7$", lines[1].TrimEnd());
        Assert.MatchesRegex(@"^2025-04-24T20:26:41\.000Z .* State +300 +State +Cutting -> Fault  spindle, power$", lines[2]);
        Assert.MatchesRegex(@" Fault +800 +SpindleCurrent +12\.5 A -> BadNotConnected  =clamp\(\)$", lines[3]);
        Assert.MatchesRegex(@" Fault +800 +SpindleCurrent +BadNotConnected -> 12\.5 A ", lines[4]);
        Assert.Contains("4 events", run.Error);
    }

    [TestMethod]
    public void ATableForSpreadsheets()
    {
        using TemporaryFile capture = Recorded();
        CommandRun run = CommandRun.Of("log", capture.Path, "--export", "csv");
        string[] lines = run.Output.Split("\r\n");
        Assert.AreEqual(
            "Time,PublisherId,DataSet,EventNumber,Kind,SourceName,OldValue,NewValue,OldText,NewText,Unit,OldStatus,NewStatus,Severity,Cause,Suppressed", lines[0]);
        Assert.AreEqual("2025-04-24T20:26:41Z,1250999896491,mill-3Events,101,State,State,2,3,Cutting,Fault,,Good,Good,300,\"spindle, power\",0", lines[2]);
        Assert.Contains(",12.5,,,,A,Good,BadNotConnected,800,", lines[3]);
        Assert.DoesNotContain(",=clamp", lines[3], "no text becomes a formula");
        Assert.HasCount(6, lines);
    }

    [TestMethod]
    public void AnArrayForPrograms()
    {
        using TemporaryFile capture = Recorded();
        CommandRun run = CommandRun.Of("log", capture.Path, "--export", "json");
        JsonElement array = JsonDocument.Parse(run.Output).RootElement;
        Assert.AreEqual(4, array.GetArrayLength());
        JsonElement fault = array[2];
        Assert.AreEqual("Fault", fault.GetProperty("kind").GetString());
        Assert.AreEqual(12.5, fault.GetProperty("oldValue").GetDouble());
        Assert.AreEqual(JsonValueKind.Null, fault.GetProperty("newValue").ValueKind);
        Assert.AreEqual("BadNotConnected", fault.GetProperty("newStatus").GetString());
        Assert.AreEqual("A", fault.GetProperty("unit").GetString());
        Assert.AreEqual(102, fault.GetProperty("eventNumber").GetInt32());
        Assert.AreEqual("2025-04-24T20:26:42Z", fault.GetProperty("time").GetString());
        List<JsonElement> lines = CommandRun.Of("log", capture.Path, "--json").Json();
        Assert.HasCount(4, lines);
        Assert.AreEqual(fault.GetRawText(), lines[2].GetRawText());
    }

    [TestMethod]
    public void NoEventsAreAnEmptyArray()
    {
        using TemporaryFile capture = Recorded();
        CommandRun run = CommandRun.Of("log", capture.Path, "--export", "json", "--kind", "tool");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.AreEqual(0, JsonDocument.Parse(run.Output).RootElement.GetArrayLength());
        Assert.Contains("0 events, 4 left out", run.Error);
    }

    [TestMethod]
    [DataRow("--kind", "fault", 2)]
    [DataRow("--kind", "Fault,State", 3)]
    [DataRow("--since", "2025-04-24T20:26:42Z", 2)]
    [DataRow("--since", "2025-04-24T22:26:41+02:00", 3)]
    [DataRow("--since", "1h", 0)]
    [DataRow("--since", "36500d", 4)]
    public void OnlyWhatIsOfInterest(string option, string value, int count)
    {
        using TemporaryFile capture = Recorded();
        Assert.HasCount(count, CommandRun.Of("log", capture.Path, "--json", option, value).Json());
    }

    [TestMethod]
    public void AnExportGoesToANewFileAndOverAnotherOnlyByForce()
    {
        using TemporaryFile capture = Recorded();
        string path = Path.Combine(Path.GetTempPath(), $"sidetap-log-{Guid.NewGuid():N}.csv");
        try
        {
            CommandRun run = CommandRun.Of("log", capture.Path, "--export", "csv", "-o", path);
            Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
            Assert.AreEqual("", run.Output);
            string content = File.ReadAllText(path);
            Assert.Contains("SpindleCurrent", content);
            CommandRun.Of("log", capture.Path, "--export", "csv", "-o", path).CheckFailed(ExitCode.BadInput, "is there already");
            Assert.AreEqual(content, File.ReadAllText(path));
            run = CommandRun.Of("log", capture.Path, "--export", "json", "-o", path, "--force");
            Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
            Assert.AreEqual(4, JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetArrayLength());
        }
        finally
        {
            File.Delete(path);
        }

        byte[] before = File.ReadAllBytes(capture.Path);
        CommandRun.Of("log", capture.Path, "--export", "json", "-o", capture.Path).CheckFailed(ExitCode.BadInput, "is the input; name another output file");
        Assert.AreSequenceEqual(before, File.ReadAllBytes(capture.Path));
    }

    [TestMethod]
    [DataRow("name a capture, --port N", "")]
    [DataRow("exclude each other", "x.pcap --broker localhost:1883")]
    [DataRow("no such file: x.pcap", "x.pcap")]
    [DataRow("--export takes csv or json", "--port 0 --export xml")]
    [DataRow("-o goes with --export", "--port 0 -o x.csv")]
    [DataRow("choose one of them", "--port 0 --json --export json")]
    [DataRow("--kind alarm: there are state, mode", "--port 0 --kind alarm")]
    [DataRow("--since yesterday is neither", "--port 0 --since yesterday")]
    [DataRow("is not HOST:PORT", "--broker localhost")]
    [DataRow("go with --broker", "--port 0 --user me")]
    [DataRow("--password-file goes with --user", "--broker localhost:1883 --password-file x")]
    [DataRow("is not a topic", "--broker localhost:1883 --topic-prefix a/#")]
    [DataRow("several go with a capture", "--port 0 --port 1")]
    [DataRow("--predefined goes with a bench gateway", "--broker localhost:1883 --predefined 1=a")]
    [DataRow("--predefined x is not ID=TOPIC", "--port 0 --predefined x")]
    public void WhatCannotBeIsSaid(string reason, string arguments) =>
        CommandRun.Of(["log", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).CheckFailed(ExitCode.BadInput, reason);

    [TestMethod]
    public void ACaptureWithoutMqttSnIsAFinding()
    {
        using TemporaryFile capture = Recorded();
        CommandRun run = CommandRun.Of("log", capture.Path, "--port", "9");
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        Assert.Contains("no datagrams on UDP port 9; there are some on 1885 (name one with --port)", run.Error);
    }

    [TestMethod]
    public void AMalformedMessageIsAFinding()
    {
        using TemporaryFile capture = Recorded([0x11, 0xFF, 0xFF]);
        CommandRun run = CommandRun.Of("log", capture.Path);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        Assert.Contains("1 frames were malformed", run.Error);
        Assert.Contains("BadNotConnected", run.Output);
    }

    [TestMethod]
    public void ABoxThatNeverLearnedTheTimeHasUptimes()
    {
        SampleData data = new(HeaderLayout.Dynamic);
        using TemporaryFile capture = Recorded(null, new SampleEvents(data) { KnowsTime = false }, data);
        CommandRun run = CommandRun.Of("log", capture.Path, "--since", "1h");
        Assert.Contains("start + 2.000 s", run.Output);
        JsonElement fault = CommandRun.Of("log", capture.Path, "--json").Json()[2];
        Assert.AreEqual(JsonValueKind.Null, fault.GetProperty("time").ValueKind);
        Assert.AreEqual(2.0, fault.GetProperty("uptimeSeconds").GetDouble());
    }

    /// <summary>A box of the firmware at the verb's own gateway: its start is the first thing it tells.</summary>
    [TestMethod]
    public void ABoxAtTheBenchIsFollowed()
    {
        using FollowedLog log = new();
        CommandRun box = CommandRun.Of("box", "--gateway", $"{log.Address}", "--seconds", "5", "--speed", "5");
        Assert.AreEqual(ExitCode.Ok, box.ExitCode, box.Error);
        CommandRun run = log.Interrupt();
        Assert.AreEqual(ExitCode.Interrupted, run.ExitCode, run.Error);
        List<JsonElement> events = run.Json();
        Assert.AreEqual("Start", events[0].GetProperty("kind").GetString());
        Assert.AreEqual("CncMachineToolEvents", events[0].GetProperty("dataSet").GetString());
    }

    /// <summary>A box at QoS -1 registers no topic: without its ids nothing of it is read, and that is said.</summary>
    [TestMethod]
    [DataRow(true, "--predefined", "1=data", "--predefined", "2=meta", "--predefined", "3=events", "--predefined", "4=eventmeta")]
    [DataRow(false)]
    public void ABoxAtQosMinus1NeedsItsTopicIds(bool isRead, params string[] options)
    {
        using FollowedLog log = new(options);
        string[] ids = ["--data-topic-id", "1", "--metadata-topic-id", "2", "--event-topic-id", "3", "--event-metadata-topic-id", "4"];
        CommandRun box = CommandRun.Of(["box", "--gateway", $"{log.Address}", "--qos", "-1", "--seconds", "15", "--speed", "5", .. ids]);
        Assert.AreEqual(ExitCode.Ok, box.ExitCode, box.Error);
        CommandRun run = log.Interrupt();
        Assert.AreEqual(isRead, run.Output.Contains("MachineryItemState", StringComparison.Ordinal), run.Error);
        Assert.AreEqual(!isRead, run.Error.Contains("messages were refused for their topic ids", StringComparison.Ordinal), run.Error);
    }

    [TestMethod]
    public void AnUnknownTopicIdIsAFinding()
    {
        using FollowedLog log = new("--seconds", "2");
        using UdpClient client = new(AddressFamily.InterNetwork);
        client.Send(Vectors.Octets("080c61000300002a"), log.Address); // PUBLISH, QoS -1, predefined id 3
        CommandRun run = log.Wait();
        Assert.AreEqual(ExitCode.Finding, run.ExitCode, run.Error);
        Assert.Contains("1 messages were refused for their topic ids; name the boxes' predefined ones with --predefined ID=TOPIC", run.Error);
    }

    [TestMethod]
    public void NobodyCame()
    {
        CommandRun run = CommandRun.Of("log", "--port", "0", "--seconds", "1");
        Assert.AreEqual(ExitCode.NoClient, run.ExitCode, run.Error);
        Assert.Contains("no box came", run.Error);
    }

    [TestMethod]
    public void ABrokerThatIsNotThere()
    {
        int port = FreePort();
        CommandRun.Of("log", "--broker", $"127.0.0.1:{port}").CheckFailed(ExitCode.NoGateway, $"the broker 127.0.0.1:{port} does not answer");
    }

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>A day of the sample box, in a capture: both announcements, a key frame, four events, of which one comes twice.</summary>
    private static TemporaryFile Recorded(byte[]? broken = null, SampleEvents? events = null, SampleData? data = null)
    {
        data ??= new SampleData(HeaderLayout.Dynamic);
        events ??= new SampleEvents(data);
        IPEndPoint box = new(IPAddress.Parse("192.0.2.7"), 40000);
        IPEndPoint gateway = new(IPAddress.Parse("192.0.2.1"), 1885);
        MemoryStream stream = new();
        using (PcapWriter writer = new(stream))
        {
            writer.Write(DateTime.UnixEpoch, box, gateway, [27, 0x0A, 0, 0, 0, 1, .. "opcua/uadp/data/1/g/w"u8]);
            writer.Write(DateTime.UnixEpoch, gateway, box, Vectors.Octets("070b0001000100"));
            List<byte[]> day = events.Day();
            List<byte[]> messages = [.. data.Announce(200), .. events.Announce(200), data.KeyFrame(), .. day, day[1]];
            foreach (byte[] message in broken == null ? messages : [.. messages, broken])
            {
                writer.Write(DateTime.UnixEpoch, box, gateway, [(byte)(message.Length + 7), 0x0C, 0, 0, 1, 0, 0, .. message]);
            }
        }

        return new TemporaryFile(stream.ToArray());
    }
}
