using System.CommandLine;
using System.Diagnostics;
using Sidetap.Boards.Host;
using Sidetap.Gateway;
using Sidetap.Tool.Live;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap demo</c>: a box and a bench gateway in one process, and what arrives, decoded.</summary>
public static class DemoCommand
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the table is printed where it can't be redrawn in place.</summary>
    private static readonly TimeSpan PrintPace = TimeSpan.FromSeconds(5);

    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes, and when it has to stop.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context)
    {
        Option<bool> json = new("--json") { Description = "One JSON object a line, instead of the table." };
        BoxArguments arguments = new();
        ExampleCommand command = new(
            "demo",
            "Run a box and a bench gateway on this machine and show what arrives: every field with its unit, status and course.",
            ("sidetap demo", "a simulated mill, until Ctrl+C"),
            ("sidetap demo --replay mill.csv --speed 5", "a recorded machine, five times as fast"),
            ("sidetap demo --seconds 20 --pcap demo.pcap", "20 seconds, recorded for Wireshark"),
            ("sidetap demo --seconds 10 --json", "for other programs"))
        {
            json,
        };
        arguments.AddTo(command);
        command.SetAction(parsed => Run(context, arguments, parsed, parsed.GetValue(json)));
        return command;
    }

    private static int Run(CliContext context, BoxArguments arguments, ParseResult parsed, bool isJson)
    {
        BenchGatewaySettings settings = new() { PredefinedTopics = arguments.PredefinedTopics(parsed) };
        using UdpGatewayHost gateway = new(settings, 0);
        using HostBox box = arguments.Make(parsed, options => options with { Gateway = gateway.LocalEndPoint });
        using BoxCapture? capture = BoxCapture.Begin(arguments.Pcap(parsed), box, gateway.LocalEndPoint);
        using CancellationTokenSource stopBox = CancellationTokenSource.CreateLinkedTokenSource(context.Stop);
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
        Task<RunEnd> running = Task.Factory.StartNew(
            () => box.Runner.Run(arguments.DurationMs(parsed) ?? box.RecordingMs ?? long.MaxValue, stopBox.Token), TaskCreationOptions.LongRunning);
        try
        {
            Show(context, isJson, live, arguments.Machine(parsed), box, running);
        }
        finally
        {
            stopBox.Cancel();
            Task.WaitAny(running);
            stopGateway.Cancel();
            Task.WaitAny(serving);
        }

        RunEnd end = running.GetAwaiter().GetResult();
        serving.GetAwaiter().GetResult();
        if (live.Problems > 0)
        {
            throw new CliError($"{live.Problems} messages were malformed", ExitCode.Finding);
        }

        return end == RunEnd.Cancelled ? ExitCode.Interrupted : ExitCode.Ok;
    }

    private static void Show(CliContext context, bool isJson, LiveDataSets live, string machine, HostBox box, Task running)
    {
        Stopwatch watch = Stopwatch.StartNew();
        string Note() => $"[dim]{PlainText.Markup(machine)}, {watch.Elapsed.TotalSeconds:0} s; {box.Node.Statistics.Delivered} messages, {box.Node.Statistics.Lost} lost[/]";
        int Width() => context.Console.Profile.Width;
        if (isJson)
        {
            Wait(running);
        }
        else if (context.Console.Profile.Capabilities.Ansi)
        {
            context.Console.Live(live.Draw("starting; Ctrl+C stops", Width())).Start(view =>
            {
                while (!Wait(running, Pace))
                {
                    live.Tick(watch.Elapsed);
                    view.UpdateTarget(live.Draw(Note(), Width()));
                }

                live.Tick(watch.Elapsed);
                view.UpdateTarget(live.Draw(Note(), Width()));
            });
        }
        else
        {
            Print(context, live, watch, running, Note);
        }
    }

    /// <summary>Prints the table as soon as there are values, then every few seconds, and at the end.</summary>
    private static void Print(CliContext context, LiveDataSets live, Stopwatch watch, Task running, Func<string> note)
    {
        context.Console.WriteLine("box and bench gateway on this machine; the first values come within a second");
        TimeSpan nextPrint = TimeSpan.Zero;
        while (!Wait(running, Pace))
        {
            live.Tick(watch.Elapsed);
            if (live.HasValues && watch.Elapsed >= nextPrint)
            {
                context.Console.Write(live.Draw(note(), int.MaxValue));
                nextPrint = watch.Elapsed + PrintPace;
            }
        }

        live.Tick(watch.Elapsed);
        context.Console.Write(live.Draw(note(), int.MaxValue));
    }

    private static void Wait(Task running) => Task.WaitAny(running);

    private static bool Wait(Task running, TimeSpan time) => Task.WaitAny([running], time) == 0;
}
