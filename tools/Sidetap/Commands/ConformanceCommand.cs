using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Sidetap.Conformance;
using Sidetap.Conformance.Udp;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap conformance</c>: a scripted gateway that puts any client to the rules of MQTT-SN 1.2, one by one.</summary>
public static class ConformanceCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes, and when it has to stop.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context)
    {
        ConformanceOptions options = new();
        ExampleCommand command = new(
            "conformance",
            "Put an MQTT-SN 1.2 client to the rules of the specification, one by one. Exit code 1 when a case fails, 3 when no client comes; a case the client "
            + "gives no occasion for is \"not exercised\", never a pass.",
            ("sidetap conformance --port 1885", "every case, against the client that connects to port 1885"),
            ("sidetap conformance --port 1885 --launch \"./client --gateway 127.0.0.1:{port}\"", "the client is started anew for each case"),
            ("sidetap conformance --port 1885 --case 'publish.qos1.*' --tretry 500 --nretry 3", "some cases, and a client with short timers"),
            ("sidetap conformance --port 1885 --profile publisher --junit report.xml", "a client that only publishes; for a build server"),
            ("sidetap conformance --list --case 'sleep.*'", "which cases there are, and what the client has to do"),
            ("sidetap conformance payload --profile cnc-machine-tool --pcap box.pcap", "what a device's messages carry, held against a machine profile"))
        {
            options.Port, options.Host, options.Launch, options.Case, options.Profile, options.Tretry, options.Nretry, options.Twait, options.Tsearch,
            options.Patience, options.Group, options.Seconds, options.JUnit, options.Json, options.List,
        };
        command.Subcommands.Add(ConformancePayloadCommand.Build(context));
        command.SetAction(parsed => Run(context, options, parsed));
        return command;
    }

    private static int Run(CliContext context, ConformanceOptions options, ParseResult parsed)
    {
        string[] patterns = parsed.GetValue(options.Case) ?? [];
        CaseSelection selection = CaseSelection.Of(patterns);
        if (selection.Cases.Count == 0)
        {
            throw new CliError($"no case is called {string.Join(" or ", patterns)} (try: sidetap conformance --list)");
        }

        IConformanceLog log = parsed.GetValue(options.Json) ? new ConformanceJsonLog(context) : new ConformanceTextLog(context);
        if (parsed.GetValue(options.List))
        {
            log.List(selection);
            return ExitCode.Ok;
        }

        if (parsed.GetResult(options.Port) is null or { Implicit: true })
        {
            throw new CliError("--port is required (try: sidetap conformance --help)");
        }

        ConformanceReport? report = ConformanceReport.For(parsed.GetValue(options.JUnit)); // what is wrong with it is said before the run, not after it
        using UdpConformance conformance = Open(SettingsOf(options, parsed), UdpOf(options, parsed));
        return Run(context, conformance, selection, parsed.GetValue(options.Seconds), log, report);
    }

    private static int Run(CliContext context, UdpConformance conformance, CaseSelection selection, int seconds, IConformanceLog log, ConformanceReport? report)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(context.Stop);
        if (seconds > 0)
        {
            stop.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        conformance.Started += (one, number) => log.Started(one, number, selection.Cases.Count);
        conformance.Ended += log.Ended;
        log.Waiting(conformance.Port, conformance.SecondPort);
        IReadOnlyList<CaseResult> results;
        try
        {
            results = conformance.Run(selection, stop.Token);
        }
        catch (LaunchException error)
        {
            ConformanceTextLog.ClearLine(context);
            throw new CliError($"--launch: {error.Message}");
        }

        log.Finished(results, selection.Cases.Count);
        report?.Write(results);
        if (results.Any(one => one.Verdict == Verdict.Fail))
        {
            return ExitCode.Finding;
        }

        return context.Stop.IsCancellationRequested ? ExitCode.Interrupted
            : conformance.ClientCame ? ExitCode.Ok
            : throw new CliError($"no client came to port {conformance.Port}; point it there, or start it with --launch", ExitCode.NoClient);
    }

    private static UdpConformance Open(ConformanceSettings settings, UdpSettings udp)
    {
        try
        {
            return new UdpConformance(settings, udp);
        }
        catch (SocketException error)
        {
            throw new CliError(error.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"UDP port {udp.Port} or {udp.Port + 1} on {udp.Address} is in use",
                SocketError.AddressNotAvailable => $"{udp.Address} is not an address of this machine",
                SocketError.AccessDenied => $"UDP port {udp.Port} needs more rights; take one above 1023",
                _ => $"can't listen on {udp.Address}:{udp.Port}: {error.Message}",
            });
        }
    }

    private static ConformanceSettings SettingsOf(ConformanceOptions options, ParseResult parsed)
    {
        (int tretryMin, int tretryMax) = RangeOf("--tretry", parsed.GetRequiredValue(options.Tretry), 100, 3_600_000);
        (int nretryMin, int nretryMax) = RangeOf("--nretry", parsed.GetRequiredValue(options.Nretry), 1, 100);
        double patience = parsed.GetValue(options.Patience);
        if (!(patience is >= 0.1 and <= 100_000))
        {
            throw new CliError($"--patience {patience} is not a number of seconds (0.1 to 100000)");
        }

        return new ConformanceSettings
        {
            TretryMinMs = tretryMin,
            TretryMaxMs = tretryMax,
            NretryMin = nretryMin,
            NretryMax = nretryMax,
            TwaitMs = parsed.GetValue(options.Twait),
            TsearchGwMs = parsed.GetValue(options.Tsearch),
            TgwInfoMs = parsed.GetValue(options.Tsearch),
            PatienceMs = (int)(patience * 1000),
        };
    }

    private static UdpSettings UdpOf(ConformanceOptions options, ParseResult parsed)
    {
        string host = parsed.GetRequiredValue(options.Host);
        bool isAddress = IPAddress.TryParse(host, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork;
        Need offered = Need.None;
        foreach (string word in (parsed.GetValue(options.Profile) ?? []).SelectMany(words => words.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)))
        {
            offered |= Needs.TryParse(word, out Need needs) ? needs : throw new CliError($"--profile {word} is not known (try: sidetap conformance --list)");
        }

        return new UdpSettings
        {
            Address = isAddress ? address! : throw new CliError($"--host {host} is not an IPv4 address"),
            Port = parsed.GetValue(options.Port),
            Launch = parsed.GetValue(options.Launch),
            Group = parsed.GetValue(options.Group) is { } group ? GroupOf(group) : null,
            Offered = offered == Need.None ? Needs.Profiles["all"] : offered | Need.Connect,
        };
    }

    private static IPEndPoint GroupOf(string text) =>
        IPEndPoint.TryParse(text, out IPEndPoint? group) && group.AddressFamily == AddressFamily.InterNetwork && group.Port != 0
            && group.Address.GetAddressBytes()[0] is >= 224 and <= 239
            ? group
            : throw new CliError($"--group {text} is not ADDR:PORT of a multicast group (224.0.0.0 to 239.255.255.255)");

    /// <summary>N, or MIN..MAX.</summary>
    private static (int Lowest, int Highest) RangeOf(string option, string text, int lowest, int highest)
    {
        string[] parts = text.Split("..");
        bool isRange = parts.Length <= 2 & int.TryParse(parts[0], out int first) & int.TryParse(parts[^1], out int last);
        return isRange && first >= lowest && last >= first && last <= highest
            ? (first, last)
            : throw new CliError($"{option} {text} is neither a number of {lowest} to {highest} nor MIN..MAX");
    }
}
