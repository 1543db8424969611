using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Xml.Linq;
using Sidetap.Conformance;
using Sidetap.Tool;

namespace Sidetap.Tests.Conformance.CommandLine;

/// <summary><c>sidetap conformance</c>: usage, lists, reports and exit codes.</summary>
[TestClass]
public sealed class UsageTests
{
    private static readonly byte[] Connect = [0x07, 0x04, 0x04, 0x01, 0x00, 0x3C, 0x61]; // ClientId "a"

    [TestMethod]
    [DataRow("--port is required")]
    [DataRow("is not a UDP port", "--port", "65535")]
    [DataRow("is not an IPv4 address", "--port", "0", "--host", "example")]
    [DataRow("is not an address of this machine", "--port", "0", "--host", "192.0.2.1")]
    [DataRow("no case is called no.such", "--port", "0", "--case", "no.such")]
    [DataRow("--profile dancer is not known", "--port", "0", "--profile", "publisher,dancer")]
    [DataRow("--tretry 0 is neither", "--port", "0", "--tretry", "0")]
    [DataRow("--tretry 9..5 is neither", "--port", "0", "--tretry", "900..500")]
    [DataRow("--nretry x is neither", "--port", "0", "--nretry", "x")]
    [DataRow("--patience 0 is not", "--port", "0", "--patience", "0")]
    [DataRow("is not ADDR:PORT of a multicast group", "--port", "0", "--group", "10.0.0.1:1883")]
    [DataRow("--seconds 0 is not", "--port", "0", "--seconds", "0")]
    [DataRow("there is no folder /nosuch", "--port", "0", "--junit", "/nosuch/x.xml")]
    [DataRow("--junit . is a folder", "--port", "0", "--junit", ".")]
    public void BadUsage(string reason, params string[] options)
    {
        CommandRun run = CommandRun.Of(["conformance", .. options]);
        Assert.AreEqual(ExitCode.BadInput, run.ExitCode, run.Error);
        Assert.Contains(reason.Replace("9..5", "900..500"), run.Error);
        Assert.HasCount(1, run.Error.TrimEnd().Split('\n'));
    }

    [TestMethod]
    public void PortInUse()
    {
        using Socket other = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)other.LocalEndPoint!).Port;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sidetap-");
        try
        {
            CommandRun run = CommandRun.Of("conformance", "--port", $"{port}", "--junit", Path.Combine(folder.FullName, "c.xml"));
            Assert.AreEqual(ExitCode.BadInput, run.ExitCode);
            Assert.Contains($"UDP port {port} or {port + 1} on 127.0.0.1 is in use", run.Error);
            Assert.IsEmpty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void ReportReplacesTheLastOne()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sidetap-");
        try
        {
            string report = Path.Combine(folder.FullName, "c.xml");
            File.WriteAllText(report, new string('x', 100_000));
            CommandRun.Of("conformance", "--port", "0", "--patience", "0.2", "--junit", report);
            Assert.AreEqual("1", XDocument.Load(report).Root!.Attribute("skipped")!.Value);
            Assert.HasCount(1, folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void NobodyComes()
    {
        CommandRun run = CommandRun.Of("conformance", "--port", "0", "--patience", "0.2");
        Assert.AreEqual(ExitCode.NoClient, run.ExitCode);
        Assert.Contains("no client came to port", run.Error);
        Assert.Contains("not exercised", run.Output);
    }

    [TestMethod]
    public void ClientThatDoesNotStart()
    {
        CommandRun run = CommandRun.Of("conformance", "--port", "0", "--patience", "1", "--launch", "echo it is {case} 1>&2; exit 7", "--json");
        Assert.AreEqual(ExitCode.NoClient, run.ExitCode);
        JsonElement result = run.Json().Single(line => line.GetProperty("event").GetString() == "result");
        Assert.Contains("the client ended with exit code 7: it is connect.protocol-id", result.GetProperty("reason").GetString()!);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("./nosuch {port}", "nosuch")]
    [DataRow("/ {port}", "/")]
    [DataRow("echo first 1>&2; echo second 1>&2; exit 127", "can't be started: first\n")]
    [DataRow("exit 126", "can't be started: exit code 126\n")]
    public void CommandThatCanNotBeStarted(string command, string reason)
    {
        CommandRun run = CommandRun.Of("conformance", "--port", "0", "--launch", command);
        Assert.AreEqual(ExitCode.BadInput, run.ExitCode, run.Error);
        Assert.StartsWith("sidetap: --launch: the command can't be started: ", run.Error);
        Assert.Contains(reason, run.Error);
        Assert.HasCount(1, run.Error.TrimEnd().Split('\n'));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void ClientThatComesAgainEverLater(bool isJson)
    {
        using UdpClient client = new(new IPEndPoint(IPAddress.Loopback, 0));
        ListeningOutput output = new(port => client.Send(Connect, new IPEndPoint(IPAddress.Loopback, port)));
        string[] args = ["conformance", "--port", "0", "--patience", "1", "--case", "connect.protocol-id", "--case", "connect.client-id"];
        CommandRun run = CommandRun.Watched(output, [.. args, .. isJson ? new[] { "--json" } : []]);
        const string Remark = "1 case was not begun; a client waits longer after each DISCONNECT: --launch starts it anew for each case";
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error + run.Output);
        if (isJson)
        {
            JsonElement end = run.Json()[^1];
            Assert.AreEqual(1, end.GetProperty("notBegun").GetInt32());
            Assert.AreEqual(Remark, end.GetProperty("remark").GetString());
        }
        else
        {
            Assert.Contains(Remark, run.Output.ReplaceLineEndings(" ").Replace("  ", " "));
        }
    }

    [TestMethod]
    public void OneCase()
    {
        CommandRun run = CommandRun.Of("conformance", "--list", "--case", "connect.protocol-id");
        Assert.Contains("\n1 case\n", run.Output.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public void Stopped()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(200));
        CommandRun run = CommandRun.Of(stop.Token, "conformance", "--port", "0");
        Assert.AreEqual(ExitCode.Interrupted, run.ExitCode, run.Error);
        Assert.Contains("the run was ended", run.Output);
        Assert.Contains("cases were not begun", run.Output);
    }

    [TestMethod]
    public void ListsEveryCase()
    {
        CommandRun text = CommandRun.Of("conformance", "--list");
        CommandRun json = CommandRun.Of("conformance", "--list", "--json");
        Assert.AreEqual(ExitCode.Ok, text.ExitCode, text.Error);
        string[] names = [.. json.Json().Select(line => line.GetProperty("case").GetString()!)];
        foreach (ConformanceCase one in CaseList.All)
        {
            Assert.Contains(one.Name, names);
            Assert.Contains($" {one.Name} ", $" {text.Output.Replace('\n', ' ')} ");
        }

        Assert.Contains("publish at QoS 1 to a registered name", text.Output);
        Assert.Contains("Profile publisher: connect", text.Output);
    }

    [TestMethod]
    public void ListsSelectedCases()
    {
        CommandRun run = CommandRun.Of("conformance", "--list", "--json", "--case", "sleep.ping-*", "--case", "always.asleep");
        string[] names = [.. run.Json().Select(line => line.GetProperty("case").GetString()!)];
        CollectionAssert.AreEquivalent(
            new[] { "sleep.ping-in-time", "sleep.ping-client-id", "sleep.ping-repeats", "sleep.ping-lost", "sleep.silent", "always.asleep" }, names);
    }

    [TestMethod]
    public void Help()
    {
        CommandRun run = CommandRun.Of("conformance", "--help");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode);
        foreach (string word in new[] { "--launch", "--tretry", "--nretry", "--twait", "--patience", "--group", "--junit", "--json", "--list", "Examples:" })
        {
            Assert.Contains(word, run.Output);
        }
    }

    [TestMethod]
    public void JUnitIsWhatReadersExpect()
    {
        CaseResult[] results =
        [
            new("a.one", "6.13", "Rule one", Verdict.Pass, "", "", 1500),
            new("a.two", "Table 30", "Rule <two>", Verdict.Fail, "it has \u0001 & more", "0218", 20),
            new("b.three", "5.4", "Rule three", Verdict.NotExercised, "no CONNECT", "", 0),
        ];
        using MemoryStream stream = new();
        JUnitReport.Write(stream, results);
        XElement root = XDocument.Parse(System.Text.Encoding.UTF8.GetString(stream.ToArray())).Root!;
        Assert.AreEqual("testsuites", root.Name.LocalName);
        Assert.AreEqual("3", root.Attribute("tests")!.Value);
        Assert.AreEqual("1", root.Attribute("failures")!.Value);
        Assert.AreEqual("1", root.Attribute("skipped")!.Value);
        XElement[] suites = [.. root.Elements("testsuite")];
        Assert.HasCount(2, suites);
        Assert.AreEqual("2", suites[0].Attribute("tests")!.Value);
        XElement[] cases = [.. root.Descendants("testcase")];
        Assert.AreEqual("1.500", cases[0].Attribute("time")!.Value);
        XElement failure = cases[1].Element("failure")!;
        Assert.AreEqual("it has \uFFFD & more", failure.Attribute("message")!.Value);
        Assert.Contains("0218", failure.Value);
        Assert.AreEqual("no CONNECT", cases[2].Element("skipped")!.Attribute("message")!.Value);
    }
}
