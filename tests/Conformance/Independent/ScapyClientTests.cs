using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Xml.Linq;
using Sidetap.Tests.Conformance.CommandLine;
using Sidetap.Tool;

namespace Sidetap.Tests.Conformance.Independent;

/// <summary>
/// A client of another make, over UDP and in real time: Scapy's frames, and faults that were put in. Each fault has to be found by its case, and what the
/// client does right has to pass.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class ScapyClientTests
{
    // As client.py has them, but for Twait: the client waits for a second more than it is held to, since on a busy machine either may be late.
    private static readonly string[] Timers = ["--tretry", "600..1500", "--nretry", "2", "--twait", "1500", "--patience", "3", "--json"];

    // Debian's scapy belongs to Debian's interpreter.
    private const string Python = "/usr/bin/python3";

    private static string ClientPath => Path.Combine(AppContext.BaseDirectory, "Independent", "client.py");

    [TestMethod]
    public void EveryFaultIsFound()
    {
        string[] faults = ["no-dup", "new-msgid", "no-pingresp", "eager", "no-twait", "qos0-msgid", "no-reregister", "no-pubcomp", "long-id"];
        string[] failing =
        [
            "publish.qos1.dup", "publish.qos1.same-msgid", "keepalive.answers", "register.before-publish", "publish.qos1.congestion", "publish.qos0.form",
            "publish.qos1.invalid-id", "receive.qos2.pubcomp", "connect.client-id",
        ];
        string[] passing = ["connect.protocol-id", "register.form", "subscribe.name.form", "receive.qos1.puback"];
        string launch = $"exec {Python} '{ClientPath}' {{port}} {string.Join(' ', faults)}";
        string[] selected = [.. failing.Concat(passing).SelectMany(name => new[] { "--case", name })];
        CommandRun run = CommandRun.Of(["conformance", "--port", "0", "--launch", launch, .. Timers, .. selected]);
        Assert.AreEqual(ExitCode.Finding, run.ExitCode, run.Error + run.Output);
        Dictionary<string, string> verdicts = VerdictsOf(run);
        foreach (string name in failing)
        {
            Assert.AreEqual("fail", verdicts[name], $"{name}\n{run.Output}");
        }

        foreach (string name in passing)
        {
            Assert.AreEqual("pass", verdicts[name], $"{name}\n{run.Output}");
        }

        Assert.AreEqual("fail", verdicts["always.msgid-zero"]);
        Assert.AreEqual("fail", verdicts["always.one-publish"]);
        Assert.AreEqual("fail", verdicts["always.topic-id-known"]);
        Assert.AreEqual("fail", verdicts["always.client-id"]);
    }

    [TestMethod]
    public void WhatIsRightPasses()
    {
        using Process client = Start("connect publish-qos1 subscribe-name");
        string report = Path.Combine(Path.GetTempPath(), $"sidetap-{Guid.NewGuid():N}.xml");
        try
        {
            string[] args =
            [
                "conformance", "--port", $"{_port}", "--junit", report, .. Timers,
                "--profile", "connect,clean-session,no-will,register,publish-qos1,subscribe-name",
                "--case", "connect.c*", "--case", "frame.*", "--case", "receive.qos*", "--case", "subscribe.*.form",
                "--case", "publish.qos1.dup", "--case", "publish.qos1.invalid-id", "--case", "always.c*",
            ];
            CommandRun run = CommandRun.Of(args);
            string[] failed = [.. VerdictsOf(run).Where(one => one.Value == "fail").Select(one => one.Key)];
            Assert.AreEqual(ExitCode.Ok, run.ExitCode, $"{string.Join(' ', failed)}\n{run.Error}\n{run.Output}");
            Assert.IsGreaterThan(40, VerdictsOf(run).Count(one => one.Value == "pass"), run.Output);
            Assert.AreEqual("not exercised", VerdictsOf(run)["subscribe.short.form"]);
            Assert.AreEqual("0", XDocument.Load(report).Root!.Attribute("failures")!.Value);
        }
        finally
        {
            client.Kill();
            client.WaitForExit();
            File.Delete(report);
        }
    }

    private int _port;

    private Process Start(string needs)
    {
        using (Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        }

        ProcessStartInfo start = new(Python) { RedirectStandardError = false };
        start.ArgumentList.Add(ClientPath);
        start.ArgumentList.Add($"{_port}");
        start.Environment["SIDETAP_NEEDS"] = needs;
        return Process.Start(start)!;
    }

    private static Dictionary<string, string> VerdictsOf(CommandRun run) => run.Json()
        .Where(line => line.GetProperty("event").GetString() == "result")
        .ToDictionary(line => line.GetProperty("case").GetString()!, line => line.GetProperty("verdict").GetString()!);
}
