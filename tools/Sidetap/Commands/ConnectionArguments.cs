using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sidetap.Boards.Host;

namespace Sidetap.Tool.Commands;

/// <summary>The options of <c>box</c> that say how it keeps in touch with its gateways; each is a setting of the firmware's MQTT-SN client.</summary>
internal sealed class ConnectionArguments
{
    private const int MaxGateways = 4;

    private readonly Option<string[]> _gateways = new("--gateway") { Description = "The MQTT-SN gateway; repeated, further ones to fall back on, in this order. --memory and --discover need none.", HelpName = "HOST:PORT" };
    private readonly Option<string> _discover = new("--discover") { Description = "Look for gateways in this multicast group with SEARCHGW, and listen to ADVERTISE (MQTT-SN 1.2, 6.1).", HelpName = "ADDR:PORT" };
    private readonly Option<string> _interface = new("--interface") { Description = "This machine's address on the network of --discover; without it, the system chooses.", HelpName = "ADDR" };
    private readonly Option<int> _retries = new("--retries") { Description = "Nretry: how often a frame is sent again before the gateway counts as lost. MQTT-SN says 3 to 5.", HelpName = "N", DefaultValueFactory = _ => 3 };
    private readonly Option<int> _congestionWait = new("--congestion-wait") { Description = "Twait: seconds to leave a congested gateway alone. MQTT-SN says more than 5 min.", HelpName = "SECONDS", DefaultValueFactory = _ => 301 };
    private readonly Option<int> _return = new("--return") { Description = "Seconds after which a fallback asks whether an earlier gateway is back; 0 never.", HelpName = "SECONDS", DefaultValueFactory = _ => 300 };
    private readonly Option<bool> _keptSession = new("--kept-session") { Description = "Connect with CleanSession = 0: the gateway keeps what it knows of the box." };
    private readonly Option<int> _sleep = new("--sleep") { Description = "Sleep for so many seconds whenever everything is handed over (6.14); the gateway is told a quarter more. Without it, never.", HelpName = "SECONDS" };
    private readonly Option<string> _nodeId = new("--node-id") { Description = "Wrap every frame for a forwarder, with this WirelessNodeId (5.5).", HelpName = "HEX" };

    private readonly Option[] _all;

    /// <summary>Makes them.</summary>
    public ConnectionArguments() => _all = [_gateways, _discover, _interface, _retries, _congestionWait, _return, _keptSession, _sleep, _nodeId];

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _retries.Validators.Add(result => NumberCheck.Add(result, 0, 100, "a number of repetitions"));
        _congestionWait.Validators.Add(result => NumberCheck.Add(result, 1, 86400, "a number of seconds"));
        _return.Validators.Add(result => NumberCheck.Add(result, 0, 86400, "a number of seconds"));
        _sleep.Validators.Add(result => NumberCheck.Add(result, 1, 50000, "a number of seconds"));
        foreach (Option option in _all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Adds what was asked for to a box's options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">The other options.</param>
    /// <returns>The options with a gateway, a way to find one, or both.</returns>
    /// <exception cref="CliError">Something about them is wrong.</exception>
    public HostBoxOptions Complete(ParseResult parsed, HostBoxOptions options)
    {
        NodeSettings? told = options.Settings?.Node;
        IPEndPoint[] gateways = Gateways(parsed, told);
        IPEndPoint? group = parsed.GetValue(_discover) is { } text ? Group(text)
            : told is { Client.Discover: true } && !(gateways.Length > 0 && options.Settings!.DiscoversUnasked) ? UdpLink.ToEndPoint(options.Settings!.DiscoveryGroup)
            : null;
        if (gateways.Length == 0 && group is null)
        {
            throw new CliError("--gateway HOST:PORT is missing (one for the bench: sidetap gateway), or --discover ADDR:PORT to find one, or --broker HOST");
        }

        if (gateways.Length > MaxGateways)
        {
            throw new CliError($"--gateway may be given {MaxGateways} times, not {gateways.Length}");
        }

        if (gateways.Any(gateway => gateway.AddressFamily != gateways[0].AddressFamily)
            || (group is not null && gateways.Length > 0 && gateways[0].AddressFamily != AddressFamily.InterNetwork))
        {
            throw new CliError("gateways must all be IPv4, or without --discover all IPv6");
        }

        if (parsed.GetValue(_interface) is not null && group is null)
        {
            throw new CliError("--interface goes with --discover");
        }

        if (options.Qos < 0 && gateways.Length == 0)
        {
            throw new CliError("--qos -1 needs a --gateway: without a connection, none is looked for");
        }

        return options with
        {
            Gateway = gateways.FirstOrDefault(),
            FallbackGateways = [.. gateways.Skip(1)],
            DiscoveryGroup = group,
            DiscoveryInterface = parsed.GetValue(_interface) is { } address ? Interface(address) : null,
            RetryCount = BoxArguments.Choose(parsed, _retries, told?.Client.RetryCount),
            WaitMs = BoxArguments.IsGiven(parsed, _congestionWait) || told is null ? parsed.GetValue(_congestionWait) * 1000 : told.Client.WaitMs,
            ReturnMs = BoxArguments.IsGiven(parsed, _return) || told is null ? parsed.GetValue(_return) * 1000 : told.Client.ReturnMs,
            CleanSession = BoxArguments.IsGiven(parsed, _keptSession) || told is null ? !parsed.GetValue(_keptSession) : told.Client.CleanSession,
            SleepSeconds = BoxArguments.Choose(parsed, _sleep, told?.SleepSeconds),
            WirelessNodeId = parsed.GetValue(_nodeId) is { } hex ? NodeId(hex) : told?.Client.WirelessNodeId ?? [],
        };
    }

    /// <summary>Whether the command line says where a gateway is.</summary>
    /// <param name="parsed">The command line.</param>
    public bool NamesGateway(ParseResult parsed) => parsed.GetValue(_gateways) is { Length: > 0 } || parsed.GetValue(_discover) is not null;

    /// <summary>Checks that nothing is said of a gateway, for a box with a broker.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="CliError">Something is.</exception>
    public void CheckUnused(ParseResult parsed)
    {
        if (_all.FirstOrDefault(option => BoxArguments.IsGiven(parsed, option)) is { } given)
        {
            throw new CliError($"{given.Name} is for MQTT-SN gateways: leave it out, or --broker");
        }
    }

    /// <summary>The command line's gateways; when it names none and no group either, those of the settings.</summary>
    private IPEndPoint[] Gateways(ParseResult parsed, NodeSettings? told)
    {
        if (told is not { Gateway.Length: > 0 } || parsed.GetValue(_gateways) is { Length: > 0 } || parsed.GetValue(_discover) is not null)
        {
            return [.. (parsed.GetValue(_gateways) ?? []).Select(BoxArguments.Resolve)];
        }

        return [UdpLink.ToEndPoint(told.Gateway), .. told.FallbackGateways.Select(UdpLink.ToEndPoint)];
    }

    private static IPEndPoint Group(string text) =>
        IPEndPoint.TryParse(text, out IPEndPoint? group) && group.AddressFamily == AddressFamily.InterNetwork && group.Port > 0
            && group.Address.GetAddressBytes()[0] is >= 224 and <= 239
            ? group
            : throw new CliError($"--discover {text} is not ADDR:PORT with a multicast address of 224.0.0.0 to 239.255.255.255");

    private static IPAddress Interface(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork
            ? address
            : throw new CliError($"--interface {text} is not an IPv4 address");

    private static byte[] NodeId(string text)
    {
        byte[] octets = new byte[text.Length / 2];
        bool isHex = text.Length is >= 2 and <= 128 && text.Length % 2 == 0;
        for (int i = 0; i < octets.Length && isHex; i++)
        {
            isHex = byte.TryParse(text.AsSpan(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octets[i]);
        }

        return isHex ? octets : throw new CliError($"--node-id {text} is not 1 to 64 octets in hexadecimal");
    }
}
