using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Sidetap.Decoding.Pcap;
using Sidetap.Gateway;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap gateway</c>: the bench gateway on UDP, showing what clients do.</summary>
public static class GatewayCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes, and when it has to stop.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context)
    {
        Option<int> port = new("--port") { Description = "UDP port to listen on; 0 takes a free one.", HelpName = "N", Required = true };
        Option<string> host = new("--host")
        {
            Description = "IPv4 address to listen on; 0.0.0.0 for all. There is no authentication: use it on a bench network.",
            HelpName = "ADDR",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        Option<string[]> predefined = new("--predefined") { Description = "A predefined topic id and its name; may be repeated.", HelpName = "ID=TOPIC" };
        Option<int> seconds = new("--seconds") { Description = "Stop after so many seconds; without it, Ctrl+C stops.", HelpName = "N" };
        Option<string> group = new("--group")
        {
            Description = "Multicast group on the network of --host in which SEARCHGW is answered, 224.0.0.0 to 239.255.255.255.",
            HelpName = "ADDR:PORT",
        };
        Option<int> advertise = new("--advertise") { Description = "Send ADVERTISE to the group every so many seconds.", HelpName = "SECONDS" };
        Option<string> pcap = new("--pcap") { Description = "Record every frame in this file, for Wireshark or sidetap decode.", HelpName = "FILE" };
        Option<bool> json = new("--json") { Description = "One JSON object a line." };
        port.Validators.Add(result => NumberCheck.Add(result, 0, 65535, "a UDP port"));
        advertise.Validators.Add(result => NumberCheck.Add(result, 1, 65535, "a number of seconds"));
        seconds.Validators.Add(result => NumberCheck.Add(result, 1, int.MaxValue / 1000, "a number of seconds"));
        ExampleCommand command = new(
            "gateway",
            "Run an MQTT-SN 1.2 gateway for the bench, and show what clients do and the data sets they publish. It has no link to an MQTT broker; plants run "
            + "Paho's gateway, EMQX's or another one.",
            ("sidetap gateway --port 1885", "on this machine only"),
            ("sidetap gateway --port 1885 --host 0.0.0.0 --pcap bench.pcap", "for boxes on the bench network, recorded"),
            ("sidetap gateway --port 1885 --predefined 7=cell/3/alarm", "with a predefined topic id, as QoS -1 needs one"),
            ("sidetap gateway --port 1885 --group 225.1.1.1:1883 --advertise 60", "to be found by boxes that search, on this machine"),
            ("sidetap gateway --port 1885 --seconds 60 --json > log.jsonl", "a minute, for other programs"))
        {
            port, host, predefined, group, advertise, seconds, pcap, json,
        };
        command.SetAction(parsed => Run(
            context,
            AddressOf(parsed.GetRequiredValue(host)),
            parsed.GetRequiredValue(port),
            new BenchGatewaySettings { PredefinedTopics = TopicsOf(parsed.GetValue(predefined) ?? []), AdvertiseSeconds = parsed.GetValue(advertise) },
            GroupOf(parsed.GetValue(group), parsed.GetValue(advertise)),
            parsed.GetValue(seconds),
            parsed.GetValue(pcap),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(
        CliContext context, IPAddress address, int port, BenchGatewaySettings settings, IPEndPoint? group, int seconds, string? pcapPath, bool isJson)
    {
        using UdpGatewayHost host = Open(settings, address, port, group);
        using PcapWriter? pcap = CaptureFile.Begin(pcapPath);
        if (pcap != null)
        {
            host.Tapped += (source, destination, octets) => pcap.Write(DateTime.UtcNow, source, destination, octets.Span);
        }

        IGatewayLog log = isJson ? new GatewayJsonLog(context) : new GatewayTextLog(context);
        host.Gateway.Happened += log.Happened;
        host.Gateway.Published += log.Published;
        log.Started(host.LocalEndPoint, group);

        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(context.Stop);
        if (seconds > 0)
        {
            stop.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        host.Run(stop.Token);
        log.Stopped(host.Gateway.Statistics);
        return context.Stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }

    internal static UdpGatewayHost Open(BenchGatewaySettings settings, IPAddress address, int port, IPEndPoint? group)
    {
        try
        {
            return new UdpGatewayHost(settings, port, address, group);
        }
        catch (SocketException error)
        {
            throw new CliError(error.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"UDP port {port} on {address} is in use",
                SocketError.AddressNotAvailable => $"{address} is not an address of this machine",
                SocketError.AccessDenied => $"UDP port {port} needs more rights; take one above 1023",
                _ when group != null => $"can't listen on {address}:{port} and {group}: {error.Message}",
                _ => $"can't listen on {address}:{port}: {error.Message}",
            });
        }
    }

    internal static IPAddress AddressOf(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork
            ? address
            : throw new CliError($"--host {text} is not an IPv4 address");

    private static IPEndPoint? GroupOf(string? text, int advertiseSeconds)
    {
        if (text == null)
        {
            return advertiseSeconds == 0 ? null : throw new CliError("--advertise needs --group: ADVERTISE is sent to a multicast group");
        }

        bool isGroup = IPEndPoint.TryParse(text, out IPEndPoint? group) && group.AddressFamily == AddressFamily.InterNetwork
            && group.Address.GetAddressBytes()[0] is >= 224 and <= 239 && group.Port > 0;
        return isGroup ? group : throw new CliError($"--group {text} is not an IPv4 multicast address and a port, such as 225.1.1.1:1883");
    }

    internal static Dictionary<int, string> TopicsOf(string[] definitions)
    {
        Dictionary<int, string> topics = [];
        foreach (string definition in definitions)
        {
            string[] parts = definition.Split('=', 2);
            bool isId = int.TryParse(parts[0], out int id) && id is >= 1 and <= 65534;
            if (parts.Length != 2 || !isId || parts[1].Length == 0 || TopicFilter.HasWildcard(parts[1]))
            {
                throw new CliError($"--predefined {definition} is not ID=TOPIC with an id of 1 to 65534 and a name without wildcards");
            }

            if (!topics.TryAdd(id, parts[1]))
            {
                throw new CliError($"--predefined gives id {id} twice");
            }
        }

        return topics;
    }
}
