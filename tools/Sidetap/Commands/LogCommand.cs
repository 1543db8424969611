using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Sidetap.Decoding.Events;
using Sidetap.Gateway;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap log</c>: what has happened at the machines, from a capture, from boxes on the bench or from a plant's MQTT broker.</summary>
public static class LogCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes, and when it has to stop.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context)
    {
        Argument<string?> file = new("FILE") { Description = "A capture (.pcap); without it, --port or --broker.", Arity = ArgumentArity.ZeroOrOne };
        Option<int[]> ports = new("--port")
        {
            Description = "Be a bench gateway on this UDP port, 0 for a free one; with FILE, a gateway's port in the capture, which may be repeated.",
            HelpName = "N",
        };
        Option<string> host = new("--host")
        {
            Description = "IPv4 address to listen on; 0.0.0.0 for all. There is no authentication: use it on a bench network.",
            HelpName = "ADDR",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        Option<string[]> predefined = new("--predefined") { Description = "With --port: a predefined topic id of the boxes and any name for it; may be repeated.", HelpName = "ID=TOPIC" };
        Option<int> seconds = new("--seconds") { Description = "Stop after so many seconds; without it, Ctrl+C stops.", HelpName = "N" };
        Option<string> since = new("--since") { Description = "Only what happened at or after this time (2026-11-24T06:00:00Z), or in the last 30m, 8h, 7d.", HelpName = "TIME" };
        Option<string[]> kinds = new("--kind") { Description = $"Only events of this kind; may be repeated: {string.Join(", ", EventLogClass.Kinds).ToLowerInvariant()}.", HelpName = "KIND" };
        Option<string> export = new("--export") { Description = "Write a CSV table or a JSON array instead of lines for people.", HelpName = "csv|json" };
        Option<string> output = new("--output", "-o") { Description = "Export to this file instead of standard output.", HelpName = "FILE" };
        Option<bool> force = OutputFile.Force();
        Option<bool> json = new("--json") { Description = "One JSON object a line." };
        LogBrokerArguments broker = new();
        ports.Validators.Add(result => NumberCheck.Add(result, 0, 65535, "a UDP port"));
        seconds.Validators.Add(result => NumberCheck.Add(result, 1, int.MaxValue / 1000, "a number of seconds"));
        ExampleCommand command = new(
            "log",
            "Show and export the log of machines: changes of state, mode and tool, faults, violated limits, starts. Exit code 1 when something was malformed, 3 when no "
            + "box came or the broker can't be reached.",
            ("sidetap log bench.pcap", "what a capture tells"),
            ("sidetap log bench.pcap --kind fault --kind limit --since 8h", "faults and limits of the last eight hours"),
            ("sidetap log bench.pcap --export csv -o shift.csv", "as a table"),
            ("sidetap log --port 1885", "as it happens, from boxes that have this as their gateway"),
            ("sidetap log --port 1885 --predefined 3=events --predefined 4=metadata", "the same, from boxes at QoS -1 that have these ids"),
            ("sidetap log --broker 10.0.0.5:1883 --topic-prefix opcua", "as it happens, from a plant's broker"),
            ("sidetap log --broker mqtt.example:8883 --tls --user log --password-file pw.txt --json", "for other programs"))
        {
            file, ports, host, predefined, seconds, since, kinds, export, output, force, json,
        };
        broker.AddTo(command);
        command.SetAction(parsed => Run(
            context,
            new LogFilter(LogFilter.SinceOf(parsed.GetValue(since), DateTime.UtcNow), LogFilter.KindsOf(parsed.GetValue(kinds) ?? [])),
            new LogTarget(parsed.GetValue(export), parsed.GetValue(output), parsed.GetValue(force), parsed.GetValue(json)),
            parsed.GetValue(file),
            parsed.GetValue(ports) ?? [],
            parsed.GetValue(host)!,
            GatewayCommand.TopicsOf(parsed.GetValue(predefined) ?? []),
            broker.Of(parsed),
            parsed.GetValue(seconds)));
        return command;
    }

    private static int Run(
        CliContext context, LogFilter filter, LogTarget target, string? file, int[] ports, string host, Dictionary<int, string> predefined, LogBroker? broker, int seconds)
    {
        int sources = (file != null ? 1 : 0) + (file == null && ports.Length > 0 ? 1 : 0) + (broker != null ? 1 : 0);
        if (sources != 1)
        {
            throw new CliError(sources == 0
                ? "name a capture, --port N for boxes on the bench, or --broker HOST:PORT (try: sidetap log --help)"
                : "a capture, --port and --broker exclude each other");
        }

        if (file == null && ports.Length > 1)
        {
            throw new CliError("a bench gateway listens on one --port; several go with a capture");
        }

        if (file != null && ports.Contains(0))
        {
            throw new CliError("--port 0 goes with a bench gateway, not with a capture");
        }

        if (file != null && seconds > 0)
        {
            throw new CliError("--seconds goes with --port or --broker");
        }

        if (predefined.Count > 0 && (file != null || broker != null))
        {
            throw new CliError("--predefined goes with a bench gateway: --port without a capture");
        }

        using CaptureFrames? capture = file == null ? null : CaptureFrames.Open(file, ports);
        using ILogWriter writer = target.Open(context, file);
        LogFeed feed = new(filter, writer);
        if (capture != null)
        {
            return new LogCapture(context, feed).Run(capture, file!);
        }

        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(context.Stop);
        if (seconds > 0)
        {
            stop.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        int code = broker != null ? broker.Run(context, feed, stop.Token) : Listen(context, feed, ports[0], host, predefined, stop.Token);
        return context.Stop.IsCancellationRequested ? ExitCode.Interrupted : code;
    }

    private static int Listen(CliContext context, LogFeed feed, int port, string host, Dictionary<int, string> predefined, CancellationToken stop)
    {
        BenchGatewaySettings settings = new() { PredefinedTopics = predefined };
        using UdpGatewayHost gateway = GatewayCommand.Open(settings, GatewayCommand.AddressOf(host), port, null);
        bool hasClient = false;
        gateway.Gateway.Published += publish =>
        {
            hasClient = true;
            feed.Take(publish.Topic, publish.Payload.Span);
        };
        gateway.Gateway.Happened += happened => hasClient |= happened.Kind == GatewayEventKind.Connected;
        context.Error.WriteLine($"sidetap: log of the boxes that have {gateway.LocalEndPoint} (UDP) as their gateway; Ctrl+C stops");
        gateway.Run(stop);
        feed.ReportTo(context);
        if (gateway.Gateway.Statistics.Of(GatewayRefusal.UnknownTopicId) is > 0 and var unknown)
        {
            context.Error.WriteLine($"sidetap: {unknown} messages were refused for their topic ids; name the boxes' predefined ones with --predefined ID=TOPIC");
            return ExitCode.Finding;
        }

        return !hasClient ? NoClient(context) : feed.Problems > 0 ? ExitCode.Finding : ExitCode.Ok;
    }

    private static int NoClient(CliContext context)
    {
        context.Error.WriteLine("sidetap: no box came; give it this gateway with: sidetap box --gateway HOST:PORT");
        return ExitCode.NoClient;
    }
}
