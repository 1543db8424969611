using System.CommandLine;
using System.Net;
using Sidetap.Decoding;
using Sidetap.Decoding.Frames;
using Sidetap.Decoding.Pcap;
using Sidetap.Decoding.Uadp;
using Sidetap.GapReport;
using Sidetap.Gateway;
using Sidetap.Profiles.Model;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap conformance payload</c>: holds any device's traffic against a machine profile.</summary>
public static class ConformancePayloadCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes, and when it has to stop.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context)
    {
        Option<string> profile = new("--profile") { Description = "The machine profile: a JSON file, or the name of a shipped one.", HelpName = "FILE|NAME", Required = true };
        Option<string?> pcap = new("--pcap") { Description = "A capture of the device's traffic.", HelpName = "FILE" };
        Option<int?> port = new("--port") { Description = "Be a bench gateway on this UDP port and listen to the device that connects.", HelpName = "N" };
        Option<string> host = new("--host") { Description = "The address of this machine to listen at.", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
        Option<int> seconds = new("--seconds") { Description = "With --port: how long to listen; 0: until Ctrl+C.", HelpName = "N", DefaultValueFactory = _ => 120 };
        Option<int[]> ports = new("--gateway-port") { Description = $"With --pcap: the gateway's UDP port, may be repeated. Default: {string.Join(", ", CaptureFrames.UsualPorts)}.", HelpName = "N" };
        Option<string[]> predefined = new("--predefined") { Description = "A predefined topic id and its name; may be repeated.", HelpName = "ID=TOPIC" };
        Option<string?> publisher = new("--publisher") { Description = "Look at this PublisherId only, whatever its data sets are called. Without it, data sets that are announced under another name than the profile's are left out.", HelpName = "ID" };
        Option<string?> report = new("--report") { Description = "Write a Markdown report for others to read.", HelpName = "FILE.md" };
        Option<bool> force = OutputFile.Force();
        Option<bool> all = new("--all") { Description = "Show what agrees as well, not only gaps and notes." };
        Option<bool> json = new("--json") { Description = "One JSON object a line: a row each, then the sum." };
        port.Validators.Add(result => NumberCheck.Add(result, 1, 65535, "a UDP port"));
        seconds.Validators.Add(result => NumberCheck.Add(result, 0, 1000000000, "a number of seconds"));
        ports.Validators.Add(result => NumberCheck.Add(result, 1, 65535, "a UDP port"));
        ExampleCommand command = new(
            "payload",
            "Hold a device's traffic, this one's or another's, against a machine profile: layout, metadata, types, units, rates, sequence, status, missing and "
            + "unknown fields. Exit code 1 when there are gaps, 3 when nothing came.",
            ("sidetap conformance payload --profile cnc-machine-tool --pcap box.pcap", "a capture; what agrees is left out"),
            ("sidetap conformance payload --profile press.json --port 1885 --seconds 300", "listen for five minutes to a device that connects to port 1885"),
            ("sidetap conformance payload --profile agv --pcap agv.pcap --report agv-gaps.md", "a report to hand on"),
            ("sidetap conformance payload --profile agv --pcap agv.pcap --json", "for other programs"))
        {
            profile, pcap, port, host, seconds, ports, predefined, publisher, report, force, all, json,
        };
        command.SetAction(parsed =>
        {
            string name = parsed.GetRequiredValue(profile);
            string? file = parsed.GetValue(pcap);
            int? listen = parsed.GetValue(port);
            if ((file == null) == (listen == null))
            {
                throw new CliError("give either --pcap FILE or --port N (try: sidetap conformance payload --help)");
            }

            ProfileModel model = ProfileInput.Require(context, name);
            Dictionary<int, string> topics = GatewayCommand.TopicsOf(parsed.GetValue(predefined) ?? []);
            string? path = parsed.GetValue(report);
            OutputFile.CheckReplaceable(path, parsed.GetValue(force), file ?? "", name);
            TrafficObserver observer = new();
            if (file != null)
            {
                using CaptureFrames capture = CaptureFrames.Open(file, parsed.GetValue(ports), topics);
                ReadCapture(context, capture, observer);
            }
            else
            {
                Listen(context, observer, topics, GatewayCommand.AddressOf(parsed.GetValue(host)!), listen!.Value, parsed.GetValue(seconds), parsed.GetValue(json));
            }

            GapComparison comparison = observer.Compare(model, parsed.GetValue(publisher));
            string origin = file ?? $"UDP port {listen}";
            CheckAnything(observer, model, comparison, origin, parsed.GetValue(publisher));
            if (parsed.GetValue(json))
            {
                GapOutput.WriteJson(context, comparison, observer);
            }
            else
            {
                GapOutput.WriteTable(context, comparison, observer, parsed.GetValue(all));
            }

            if (path != null)
            {
                OutputFile.Write(path, MarkdownReport.Write(model, comparison, origin, observer.Malformed, DateTime.UtcNow), parsed.GetValue(force), file ?? "", name);
                context.Error.WriteLine($"report: {path}");
            }

            return comparison.Gaps > 0 || observer.Malformed > 0 ? ExitCode.Finding : ExitCode.Ok;
        });
        return command;
    }

    private static void CheckAnything(TrafficObserver observer, ProfileModel profile, GapComparison comparison, string origin, string? publisher)
    {
        if (comparison.Results.Count > 0)
        {
            return;
        }

        if (comparison.LeftOut.Count > 0)
        {
            throw new CliError(
                $"{origin}: no data set {profile.Name}; there is {GapOutput.Names(comparison.LeftOut)}: name another --profile, or compare one all the same with --publisher ID",
                ExitCode.NoClient);
        }

        string flaw = observer.Malformed > 0 ? $" ({observer.Malformed} malformed: {observer.FirstFlaw})" : "";
        throw observer.Messages > 0
            ? new CliError($"{origin}: no data set of publisher {publisher}; leave out --publisher to see all", ExitCode.NoClient)
            : new CliError($"{origin}: no UADP data messages{flaw}; is it the right port, and did the device publish?", ExitCode.NoClient);
    }

    private static void ReadCapture(CliContext context, CaptureFrames capture, TrafficObserver observer)
    {
        foreach ((CapturedPacket packet, FrameReading? reading) in capture.Read())
        {
            if (context.Stop.IsCancellationRequested)
            {
                throw new CliError("interrupted", ExitCode.Interrupted);
            }

            if (reading?.Problem != null)
            {
                observer.Refuse(reading.Problem);
            }
            else if (reading?.Message is { } message)
            {
                observer.Take(packet.Time, message, reading.Updates, reading.Topic);
            }
        }

        if (capture.Fault != null)
        {
            observer.Refuse(capture.Fault);
        }
    }

    private static void Listen(CliContext context, TrafficObserver observer, Dictionary<int, string> topics, IPAddress address, int port, int seconds, bool isQuiet)
    {
        DataSetView view = new();
        using UdpGatewayHost gateway = GatewayCommand.Open(new BenchGatewaySettings { PredefinedTopics = topics }, address, port, null);
        gateway.Gateway.Published += published =>
        {
            if (view.TryTake(published.Payload.Span, new DecodeOptions(), out NetworkMessage? message, out IReadOnlyList<DataSetUpdate> updates, out string? reason))
            {
                observer.Take(DateTime.UtcNow, message, updates, published.Topic);
            }
            else if (PublishedData.MustBeUadp(published.Topic))
            {
                observer.Refuse(reason);
            }
        };
        if (!isQuiet)
        {
            context.Error.WriteLine($"listening on {gateway.LocalEndPoint}{(seconds > 0 ? $" for {seconds} s" : "")}; Ctrl+C ends it and reports");
        }

        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(context.Stop);
        if (seconds > 0)
        {
            stop.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        gateway.Run(stop.Token);
    }
}
