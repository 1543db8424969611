using System.Net;
using System.Text.Json;
using Sidetap.Decoding.Pcap;
using Sidetap.PubSub;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.CommandLine;

/// <summary><c>sidetap decode</c>.</summary>
[TestClass]
public sealed class DecodeCommandTests
{
    [TestMethod]
    public void AFileOfHex()
    {
        using TemporaryFile file = new("0a:0c:62:61:62:00:00:31\n2e 35\n"u8.ToArray(), ".txt");
        CommandRun run = CommandRun.Of("decode", file.Path);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains("PUBLISH", run.Output);
    }

    [TestMethod]
    public void HexOnStandardInput()
    {
        CommandRun run = CommandRun.Reading("0a:0c:62:61:62:00:00:31\n2e 35\n", default, "decode", "-");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains("PUBLISH", run.Output);
    }

    [TestMethod]
    [DataRow("02zz", "'z' at position 3 is no hexadecimal digit (standard input)")]
    [DataRow("", "no octets given")]
    public void BadStandardInput(string input, string reason) => CommandRun.Reading(input, default, "decode", "-").CheckFailed(ExitCode.BadInput, reason);

    [TestMethod]
    public void AFileThatIsHexOnlyAtItsBeginning()
    {
        using TemporaryFile file = new([.. Enumerable.Repeat((byte)'0', 256), (byte)'z'], ".txt");
        CommandRun.Of("decode", file.Path).CheckFailed(ExitCode.BadInput, $"'z' at position 257 is no hexadecimal digit ({file.Path})");
    }

    [TestMethod]
    public void ACaptureThatIsStillBeingWritten()
    {
        using TemporaryFile capture = Recorded();
        using FileStream writing = new(capture.Path, FileMode.Open, FileAccess.Write, FileShare.Read);
        Assert.Contains("CONNECT \"box-1\"", CommandRun.Of("decode", capture.Path).Output);
    }

    [TestMethod]
    public void ErrorsCannotSteerTheTerminal()
    {
        CommandRun run = CommandRun.Of("decode", "some/\u001b[2J");
        run.CheckFailed(ExitCode.BadInput, "no such file: some/\uFFFD[2J");
        Assert.DoesNotContain('\u001b', run.Error);
    }

    [TestMethod]
    [DataRow("is a folder", "/")]
    [DataRow("--frame and --fields go with a capture", "0216", "--fields")]
    [DataRow("--frame and --fields go with a capture", "0216", "--frame", "1")]
    public void Misunderstandings(string reason, params string[] args) => CommandRun.Of(["decode", .. args]).CheckFailed(ExitCode.BadInput, reason);

    [TestMethod]
    public void AFrameThatIsNotThere()
    {
        using TemporaryFile capture = new([]);
        CommandRun.Of("demo", "--seconds", "1", "--speed", "10", "--pcap", capture.Path);
        CommandRun run = CommandRun.Of("decode", capture.Path, "--frame", "99999");
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        Assert.Contains("none of the frames asked for", run.Error);
    }

    [TestMethod]
    public void BareUadp()
    {
        CommandRun run = CommandRun.Of("decode", Vectors.AllHeaders);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode);
        Assert.StartsWith("UADP, 69 octets  key frame #4660 of 2025-04-24 20:26:40.0, 7 fields", run.Output);
        Assert.Contains("36-40", run.Output);
        Assert.Contains("Float 72.5", run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [TestMethod]
    [DataRow("100c2000010005" + Vectors.KeyFrameInt32)]
    [DataRow("10:0c:20:00:01:00:05:01:01:01:00:06:1b:00:00:00")]
    [DataRow("0x10 0x0C 0x20 0x00 0x01 0x00 0x05 0x01 0x01 0x01 0x00 0x06 0x1b 0x00 0x00 0x00")]
    [DataRow("10-0c-20-00-01-00-05\n01-01-01-00-06-1b-00-00-00")]
    public void FrameWithUadpInside(string hex)
    {
        CommandRun run = CommandRun.Of("decode", hex);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.StartsWith("MQTT-SN, 16 octets  PUBLISH id 1, QoS 1, MsgId 5, key frame, 1 field", run.Output);
        Assert.Contains("Int32 27", run.Output);
    }

    [TestMethod]
    public void OctetsAsSeveralArguments() => Assert.AreEqual(ExitCode.Ok, CommandRun.Of("decode", "02", "16").ExitCode);

    [TestMethod]
    [DataRow("4100", "malformed UADP: PayloadHeader has the Count 0 (octet 1)")]
    [DataRow("0316", "malformed MQTT-SN: Length differs")]
    [DataRow("090c20000100054100", "malformed UADP: PayloadHeader has the Count 0 (octet 8)")]
    [DataRow("0203", "malformed MQTT-SN: MsgType is reserved")]
    public void MalformedInputIsAFinding(string hex, string problem)
    {
        CommandRun run = CommandRun.Of("decode", hex);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        Assert.Contains(problem, run.Output);
    }

    [TestMethod]
    public void Json()
    {
        JsonElement line = CommandRun.Of("decode", "--json", Vectors.AllHeaders).Json().Single();
        Assert.AreEqual("UADP", line.GetProperty("protocol").GetString());
        JsonElement field = line.GetProperty("fields").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "Field [2]");
        Assert.AreEqual(50, field.GetProperty("start").GetInt32());
        Assert.AreEqual(5, field.GetProperty("length").GetInt32());
        Assert.AreEqual("0740e20100", field.GetProperty("hex").GetString());
        JsonElement dataSet = line.GetProperty("dataSets")[0];
        Assert.AreEqual("2234", dataSet.GetProperty("publisherId").GetString());
        Assert.AreEqual(72.5, dataSet.GetProperty("fields")[0].GetProperty("value").GetDouble());
    }

    [TestMethod]
    [DataRow("zz", "'z' at position 1 is no hexadecimal digit")]
    [DataRow("123", "odd number")]
    [DataRow("0x", "no octets")]
    [DataRow("missing.pcap", "no such file")]
    [DataRow("some/where", "no such file")]
    public void BadInput(string input, string reason) => CommandRun.Of("decode", input).CheckFailed(ExitCode.BadInput, reason);

    [TestMethod]
    public void NamesFromTheNetworkCannotSteerTheTerminal()
    {
        // CONNECT with a ClientId that would clear the screen, in Spectre's markup and in ANSI.
        CommandRun run = CommandRun.Of("decode", "0f0404010 03c1b5b324a5b7265645d".Replace(" ", ""));
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Contains("[2J[red]", run.Output);
    }

    [TestMethod]
    public void Capture()
    {
        using TemporaryFile file = Recorded();
        CommandRun run = CommandRun.Of("decode", file.Path);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode); // one frame is malformed
        Assert.Contains("CONNECT \"box-1\", keep-alive 60 s, clean session", run.Output);
        Assert.Contains("DataSetMetaData \"mill-3\", 5 fields complete with this chunk", run.Output);
        Assert.Contains("PUBLISH \"opcua/uadp/data/1/g/w\", QoS 0, key frame #0 of 2025-04-24 20:26:40.0, 5 fields", run.Output);
        Assert.Contains("malformed MQTT-SN: Length differs", run.Output);
        Assert.Contains("1 malformed", run.Output);
        Assert.Contains("1 datagrams on other ports left out", run.Output);
    }

    [TestMethod]
    public void CaptureFrameInFull()
    {
        using TemporaryFile file = Recorded();
        CommandRun run = CommandRun.Of("decode", file.Path, "--frame", "1");
        Assert.Contains("ClientId", run.Output);
        Assert.Contains("\"box-1\"", run.Output);
        Assert.DoesNotContain("PUBLISH", run.Output);
    }

    [TestMethod]
    public void CaptureAsJson()
    {
        using TemporaryFile file = Recorded();
        List<JsonElement> lines = CommandRun.Of("decode", file.Path, "--json", "--port", "1885").Json();
        Assert.AreEqual(1, lines[0].GetProperty("frame").GetInt32());
        JsonElement values = lines.Single(line => line.TryGetProperty("dataSets", out _)).GetProperty("dataSets")[0];
        Assert.AreEqual("mill-3", values.GetProperty("name").GetString());
        Assert.AreEqual("A", values.GetProperty("fields")[0].GetProperty("unit").GetString());
    }

    [TestMethod]
    public void CaptureWithNothingOnThePortSaysWhereThereIsSomething()
    {
        using TemporaryFile file = Recorded();
        CommandRun run = CommandRun.Of("decode", file.Path, "--port", "9");
        run.CheckFailed(ExitCode.Finding, "no datagrams on UDP port 9; there are some on 1885");
    }

    [TestMethod]
    public void PcapNgNamesTheWayOut()
    {
        using TemporaryFile file = new(Convert.FromHexString("0a0d0d0a1c000000"));
        CommandRun.Of("decode", file.Path).CheckFailed(ExitCode.BadInput, "editcap -F pcap");
    }

    private static TemporaryFile Recorded()
    {
        IPEndPoint box = new(IPAddress.Parse("192.0.2.7"), 40000);
        IPEndPoint gateway = new(IPAddress.Parse("192.0.2.1"), 1885);
        MemoryStream stream = new();
        using (PcapWriter writer = new(stream))
        {
            SampleData sample = new(HeaderLayout.Dynamic);
            ToGateway(Vectors.Octets("0b04040100 3c626f782d31".Replace(" ", "")));
            FromGateway(Vectors.Octets("030500"));
            ToGateway([27, 0x0A, 0, 0, 0, 1, .. "opcua/uadp/data/1/g/w"u8]);
            FromGateway(Vectors.Octets("070b0001000100"));
            foreach (byte[] message in sample.Announce(200).Append(sample.KeyFrame()))
            {
                ToGateway([(byte)(message.Length + 7), 0x0C, 0, 0, 1, 0, 0, .. message]);
            }

            ToGateway(Vectors.Octets("0316"));
            writer.Write(DateTime.UnixEpoch, box, new IPEndPoint(gateway.Address, 53), [1]);

            void ToGateway(byte[] frame) => writer.Write(DateTime.UnixEpoch, box, gateway, frame);
            void FromGateway(byte[] frame) => writer.Write(DateTime.UnixEpoch, gateway, box, frame);
        }

        return new TemporaryFile(stream.ToArray());
    }
}
