using System.CommandLine;
using Sidetap.Boards.Host;
using Sidetap.Mqtt;
using Sidetap.MqttSn;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap box</c>: the firmware alone, on this machine, against any MQTT-SN gateway.</summary>
public static class BoxCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes, and when it has to stop.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context)
    {
        Option<int> timeout = new("--connect-timeout")
        {
            Description = "Give up when no gateway has accepted after so many seconds; 0 keeps trying, as a real box does.",
            HelpName = "N",
            DefaultValueFactory = _ => 15,
        };
        Option<bool> memory = new("--memory") { Description = "Print what the buffers of a box with default settings take in RAM and how long its flash lasts, and run nothing." };
        Option<bool> json = new("--json") { Description = "One JSON object a line." };
        timeout.Validators.Add(result => NumberCheck.Add(result, 0, 1000000000, "a number of seconds"));
        ConnectionArguments connection = new();
        BrokerArguments broker = new();
        BoxArguments arguments = new(context);
        DesktopBoxArguments desktop = new();
        ExampleCommand command = new(
            "box",
            "Run the firmware on this machine against an MQTT-SN gateway or an MQTT broker, with a simulated machine or a recorded mill on its channels. "
            + "Exit code 3 when neither answers.",
            ("sidetap box --gateway 127.0.0.1:1885", "a simulated mill, until Ctrl+C"),
            ("sidetap box --gateway 127.0.0.1:1885 --machine agv --fault bumper@10s-15s", "another machine, with a fault"),
            ("sidetap box --gateway 127.0.0.1:1885 --profile my-mill.json", "with a profile of one's own"),
            ("sidetap box --gateway 10.0.0.7:1883 --id mill-3 --replay mill.csv --speed 10", "a recording, ten times as fast"),
            ("sidetap box --gateway 127.0.0.1:1885 --seconds 60 --pcap box.pcap", "a minute, recorded for Wireshark"),
            ("sidetap box --gateway 127.0.0.1:1885 --qos -1 --data-topic-id 1 --metadata-topic-id 2", "without a connection, and without events"),
            ("sidetap box --gateway 127.0.0.1:1885 --qos -1 --data-topic-id 1 --metadata-topic-id 2 --event-topic-id 3 --event-metadata-topic-id 4", "with events"),
            ("sidetap box --gateway 127.0.0.1:1885 --replay mill.csv --column SpindlePower=P_spindle", "a recording with other headings"),
            ("sidetap box --gateway 10.0.0.7:1883 --gateway 10.0.0.8:1883 --kept-session", "a second gateway to fall back on"),
            ("sidetap box --discover 225.1.1.1:1883", "a gateway that is found by SEARCHGW or ADVERTISE"),
            ("sidetap box --gateway 127.0.0.1:1885 --sleep 60 --kept-session --interval 1000", "a box that sleeps in between"),
            ("sidetap box --settings box.json --gateway 127.0.0.1:1885", "with a board's settings, but for the gateway"),
            ("sidetap box --broker 10.0.0.7 --broker-ca ca.pem --broker-user mill-3", "to an MQTT broker, with TLS"),
            ("sidetap box --pty --state mill-3", "as a board's box: set up over its line, with its files in a folder"),
            ("sidetap box --console tcp:4001 --machine agv", "the same with a line over TCP"),
            ("sidetap box --memory", "what a box takes in RAM; needs no gateway"))
        {
            timeout, memory, json,
        };
        connection.AddTo(command);
        broker.AddTo(command);
        arguments.AddTo(command, takesSettings: true);
        desktop.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(memory))
            {
                BoxMemory.Print(context, parsed.GetValue(json));
                return ExitCode.Ok;
            }

            if (desktop.IsGiven(parsed))
            {
                return DesktopBoxRun.Run(context, parsed, arguments, desktop);
            }

            HostBoxOptions options = new();
            using HostBox box = arguments.Make(parsed, basis => options = Complete(parsed, connection, broker, basis));
            uint lostBefore = box.Node.Statistics.Lost; // of earlier starts, from --state
            using BoxCapture? capture = BoxCapture.Begin(arguments.Pcap(parsed), [box], options.Gateway ?? options.DiscoveryGroup!);
            IBoxLog log = parsed.GetValue(json) ? new BoxJsonLog(context) : new BoxTextLog(context);
            if (parsed.GetValue(timeout) is > 0 and var seconds)
            {
                box.Runner.ConnectTimeout = TimeSpan.FromSeconds(seconds);
            }

            log.Started(box, WayText(options), arguments.Describe(parsed));
            box.Runner.Stepped = nowMs => log.Stepped(box, nowMs);
            RunEnd end = box.Runner.Run(arguments.DurationMs(parsed) ?? box.RecordingMs ?? long.MaxValue, context.Stop);
            log.Stopped(box);
            return end switch
            {
                RunEnd.NoGateway => throw NoGateway(box, options),
                RunEnd.Cancelled => ExitCode.Interrupted,
                _ => box.Node.Statistics.Lost != lostBefore || !box.Node.IsDrained ? Undelivered(context, box, lostBefore, options.StateFolder) : ExitCode.Ok,
            };
        });
        return command;
    }

    /// <summary>Adds the way out: a broker that the command line names, or the settings where it names no gateway; else gateways.</summary>
    private static HostBoxOptions Complete(ParseResult parsed, ConnectionArguments connection, BrokerArguments broker, HostBoxOptions basis)
    {
        bool isTold = basis.Settings is { UsesMqtt: true } && !connection.NamesGateway(parsed);
        if (broker.Of(parsed, isTold || broker.IsGiven(parsed) ? basis.Settings?.Mqtt : null) is not { } settings)
        {
            return connection.Complete(parsed, basis);
        }

        connection.CheckUnused(parsed);
        return basis with { Broker = settings, SleepSeconds = basis.Settings?.Node.SleepSeconds ?? 0 };
    }

    private static string WayText(HostBoxOptions options) => options.Broker is { } broker ? $"{broker.Host}:{broker.Port}{(broker.UseTls ? " with TLS" : "")}"
        : options.Gateway is null
        ? $"to be found in {options.DiscoveryGroup}"
        : string.Join(", ", options.FallbackGateways.Prepend(options.Gateway));

    private static CliError NoGateway(HostBox box, HostBoxOptions options)
    {
        if (box.Node.Uplink is MqttUplink uplink)
        {
            return new CliError(BrokerArguments.Explain(options.Broker!, uplink.RefusalCode), ExitCode.NoGateway);
        }

        Client client = box.Node.Client;
        if (client.ConnectReturnCode != (int)ReturnCode.Accepted)
        {
            return new CliError($"the gateway refused the connection: {Decoding.Frames.FrameText.OfReturnCode(client.ConnectReturnCode)}", ExitCode.NoGateway);
        }

        string bench = options.Gateway is null
            ? $"sidetap gateway --port 1885 --group {options.DiscoveryGroup} --advertise 60"
            : $"sidetap gateway --port {options.Gateway.Port}";
        string where = options.Gateway is null && client.KnownGateways == 0
            ? $"no gateway was found in {options.DiscoveryGroup}: does one answer SEARCHGW there?"
            : $"no answer from {options.Gateway ?? UdpLink.ToEndPoint(client.Gateway)}: is an MQTT-SN gateway listening there?";
        return new CliError($"{where} (one for the bench: {bench})", ExitCode.NoGateway);
    }

    private static int Undelivered(CliContext context, HostBox box, uint lostBefore, string? stateFolder)
    {
        string kept = box.Node.QueuedMessages == 0 ? ""
            : stateFolder is null ? ", which are gone with this process (--state DIR keeps them)"
            : $", of which {stateFolder} keeps {box.Node.StoredMessages}";
        context.Error.WriteLine(
            $"sidetap: {box.Node.Statistics.Lost - lostBefore} messages were dropped or refused and {box.Node.QueuedMessages} not acknowledged before the end{kept}");
        return ExitCode.Finding;
    }
}
