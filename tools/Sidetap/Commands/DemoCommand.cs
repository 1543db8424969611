using System.CommandLine;
using System.Net;
using Sidetap.Boards.Host;
using Sidetap.Gateway;
using Sidetap.Tool.Live;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap demo</c>: boxes and a bench gateway in one process, and what arrives, decoded.</summary>
public static class DemoCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes, and when it has to stop.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context)
    {
        Option<bool> json = new("--json") { Description = "One JSON object a line, instead of the tables." };
        Option<bool> listFaults = new("--list-faults") { Description = "Print what can go wrong with the simulated machines, and run nothing." };
        Option<int> port = new("--gateway-port") { Description = "The gateway's UDP port on 127.0.0.1; 0: a free one.", HelpName = "N" };
        port.Validators.Add(result => NumberCheck.Add(result, 0, 65535, "a UDP port"));
        BoxArguments arguments = new(context);
        ExampleCommand command = new(
            "demo",
            "Run boxes on simulated machines (a mill, an injection molding machine and an AGV) and a bench gateway on this machine and show what arrives: "
            + "every field with its unit, status and course. Keys make faults come and go.",
            ("sidetap demo", "three machines, until q or Ctrl+C"),
            ("sidetap demo --machine molding --speed 5", "one of them, five times as fast"),
            ("sidetap demo --fault mill:tool-break@20s --fault molding:thermocouple-broken@10s-30s", "with faults that come by themselves"),
            ("sidetap demo --list-faults", "which faults there are"),
            ("sidetap demo --replay mill.csv --speed 5", "a recorded machine"),
            ("sidetap demo --seconds 20 --pcap demo.pcap", "20 seconds, recorded for Wireshark and sidetap log; the last lines say how to read it"),
            ("sidetap demo --seconds 10 --json", "for other programs"))
        {
            json, listFaults, port,
        };
        arguments.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(listFaults))
            {
                FaultArguments.List(context, parsed.GetValue(json));
                return ExitCode.Ok;
            }

            return Run(context, arguments, parsed, parsed.GetValue(port), parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(CliContext context, BoxArguments arguments, ParseResult parsed, int port, bool isJson)
    {
        bool isOne = arguments.IsReplay(parsed) || arguments.MachineName(parsed) is not null;
        BenchGatewaySettings settings = new() { PredefinedTopics = isOne ? arguments.PredefinedTopics(parsed) : [] };
        using UdpGatewayHost gateway = GatewayCommand.Open(settings, IPAddress.Loopback, port, null);
        using DemoBoxes boxes = DemoBoxes.Make(arguments, parsed, gateway.LocalEndPoint);
        using BoxCapture? capture = BoxCapture.Begin(arguments.Pcap(parsed), boxes.Boxes, gateway.LocalEndPoint);
        using CancellationTokenSource stopBoxes = CancellationTokenSource.CreateLinkedTokenSource(context.Stop);
        using CancellationTokenSource stopGateway = new();

        LiveDataSets live = new();
        gateway.Gateway.Published += live.Take;
        gateway.Tapped += (_, _, octets) => live.Count(octets.Length);
        if (isJson)
        {
            GatewayJsonLog log = new(context);
            gateway.Gateway.Published += log.Published;
        }

        Task serving = Task.Factory.StartNew(() => gateway.Run(stopGateway.Token), TaskCreationOptions.LongRunning);
        Task<RunEnd[]> running = Task.WhenAll(boxes.Boxes.Select(box => Task.Factory.StartNew(
            () => box.Runner.Run(arguments.DurationMs(parsed) ?? box.RecordingMs ?? long.MaxValue, stopBoxes.Token), TaskCreationOptions.LongRunning)));
        bool wasStopped = false;
        try
        {
            wasStopped = new DemoView(context, live, boxes, gateway.LocalEndPoint, running).Show(isJson);
        }
        finally
        {
            stopBoxes.Cancel();
            Task.WaitAny(running);
            stopGateway.Cancel();
            Task.WaitAny(serving);
        }

        RunEnd[] ends = running.GetAwaiter().GetResult();
        serving.GetAwaiter().GetResult();
        if (arguments.Pcap(parsed) is { } pcap)
        {
            capture!.Dispose(); // it is whole when somebody follows the advice
            TellHowToRead(context, pcap, gateway.LocalEndPoint.Port, arguments.ProfileName(parsed));
        }

        if (live.Problems > 0)
        {
            throw new CliError($"{live.Problems} messages were malformed", ExitCode.Finding);
        }

        return ends.Contains(RunEnd.Cancelled) && !wasStopped ? ExitCode.Interrupted : ExitCode.Ok;
    }

    /// <summary>The commands that read a capture: they look at the usual ports only, unless they are told another one.</summary>
    private static void TellHowToRead(CliContext context, string pcap, int port, string? profile)
    {
        string file = pcap.Any(char.IsWhiteSpace) ? $"\"{pcap}\"" : pcap;
        context.Error.WriteLine($"{pcap}: every frame, the gateway on UDP port {port}. Read it with");
        context.Error.WriteLine($"  sidetap log {file} --port {port}");
        context.Error.WriteLine($"  sidetap decode {file} --port {port}");
        if (profile is not null)
        {
            context.Error.WriteLine($"  sidetap conformance payload --profile {profile} --pcap {file} --gateway-port {port}");
        }
    }
}
