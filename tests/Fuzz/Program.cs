using System.CommandLine;
using System.Globalization;
using Sidetap.Gateway;
using Sidetap.MqttSn;
using Sidetap.Tests.Fuzz;

Option<long> frames = new("--frames") { Description = "How many frames each target gets.", HelpName = "N", DefaultValueFactory = _ => 10_000_000 };
Option<ulong> seed = new("--seed") { Description = "Decides everything: the same seed makes the same frames.", HelpName = "N", DefaultValueFactory = _ => 1 };
Option<string> target = new("--target") { Description = "decoder, client, gateway, all of these, or console.", HelpName = "NAME", DefaultValueFactory = _ => "all" };
Option<long> octets = new("--octets") { Description = "How many octets the console gets.", HelpName = "N", DefaultValueFactory = _ => 10_000_000 };
Option<int> seconds = new("--seconds") { Description = "Stop after so many seconds.", HelpName = "N" };
Option<long> skip = new("--skip") { Description = "Leave out so many frames, rounded down to whole chapters of 50,000.", HelpName = "N" };
target.AcceptOnlyFromAmong("decoder", "client", "gateway", "all", "console");
CheckNumber(frames, 1, long.MaxValue);
CheckNumber(octets, 1, long.MaxValue);
CheckNumber(seed, 0, ulong.MaxValue);
CheckNumber(seconds, 1, int.MaxValue);
CheckNumber(skip, 0, long.MaxValue);

RootCommand command = new(
    "Send mutated MQTT-SN frames through the decoder, the client and the bench gateway, or mutated lines through a box's shell. Exit code 0: all went well and everything was reached; "
    + "1: something was found, or not reached; 2: bad usage.\n\nExamples (after dotnet run -c Release --project tests/Fuzz --):\n"
    + "  --frames 100000000            the long run\n"
    + "  --target client --seconds 60  a minute for the client\n"
    + "  --target console              ten million octets for the shell\n"
    + "  --seed 7 --skip 150000 --frames 31042 --target client  a finding again")
{
    frames, seed, target, octets, seconds, skip,
};
command.SetAction(parsed =>
{
    if (parsed.GetValue(target) == "console")
    {
        return RunConsole(parsed.GetValue(seed), parsed.GetValue(octets));
    }

    FuzzSettings settings = new()
    {
        Frames = parsed.GetValue(frames),
        Seed = parsed.GetValue(seed),
        Target = TargetOf(parsed.GetValue(target)!),
        Seconds = parsed.GetValue(seconds),
        Skip = parsed.GetValue(skip),
    };
    return Run(settings);
});
ParseResult result = command.Parse(args);
return result.Errors.Count > 0 ? Usage(result) : result.Invoke();

// The words as they were given: a validator that asks for the value of one that is no number throws.
static void CheckNumber(Option option, ulong lowest, ulong highest) => option.Validators.Add(result =>
{
    foreach (string word in result.Tokens.Select(token => token.Value))
    {
        if (!ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) || number < lowest || number > highest)
        {
            result.AddError($"{option.Name} needs a value it can use; '{word}' is none. See --help.");
        }
    }
});

static int Usage(ParseResult result)
{
    string[] messages = [.. result.Errors.Select(error => error.Message.ReplaceLineEndings(" "))];
    string? ownMessage = messages.FirstOrDefault(message => message.EndsWith("See --help.", StringComparison.Ordinal));
    Console.Error.WriteLine(ownMessage ?? $"{messages[0].TrimEnd('.')}. See --help.");
    return 2;
}

static FuzzTarget TargetOf(string name) => name switch
{
    "decoder" => FuzzTarget.Decoder,
    "client" => FuzzTarget.Client | FuzzTarget.Decoder,
    "gateway" => FuzzTarget.Gateway | FuzzTarget.Decoder,
    _ => FuzzTarget.All,
};

static int Run(FuzzSettings settings)
{
    FuzzRun run = new(settings);
    bool isTerminal = !Console.IsOutputRedirected;
    bool isWell = run.Execute(isTerminal ? counts => Console.Write($"\r{Progress(run, counts)}") : null);
    Console.WriteLine(isTerminal ? $"\r{Progress(run, run.Counts)}" : Progress(run, run.Counts));
    Summarize(run.Counts);
    if (run.Finding != null)
    {
        Console.Error.WriteLine($"FOUND: {run.Finding}");
    }
    else if (run.Missing.Count > 0)
    {
        Console.Error.WriteLine($"NOT REACHED, so this proves little (more frames may help): {string.Join(", ", run.Missing)}");
    }

    return isWell ? 0 : 1;
}

static int RunConsole(ulong seed, long octets)
{
    ConsoleRun run = new(seed);
    System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
    bool isWell = run.Execute(octets);
    Console.WriteLine($"{clock.Elapsed:hh\\:mm\\:ss}  console: {run.Octets:N0} octets in, {run.Sent:N0} out; {run.Octets / Math.Max(0.001, clock.Elapsed.TotalSeconds):N0} a second");
    Console.WriteLine($"answers by code: {string.Join(", ", run.Answers.Select(pair => $"{pair.Key} {pair.Value:N0}"))}");
    if (!isWell)
    {
        Console.Error.WriteLine($"FOUND: {run.Finding}");
    }

    return isWell ? 0 : 1;
}

static string Progress(FuzzRun run, FuzzCounts counts) =>
    $"{run.Elapsed:hh\\:mm\\:ss}  frames: decoder {counts.Frames[0]:N0}, client {counts.Frames[1]:N0}, gateway {counts.Frames[2]:N0}; "
    + $"{counts.Frames.Sum() / Math.Max(0.001, run.Elapsed.TotalSeconds):N0} a second";

static void Summarize(FuzzCounts counts)
{
    List<string> left = counts.TransitionsLeft;
    Print<FrameError>("decoder, by reason", counts.Decoded);
    Print<FrameError>("client, by reason", counts.Client);
    Print<ClientState>("client, states entered", counts.States);
    Print<PublishOutcome>("client, PUBLISH outcomes", counts.Outcomes);
    Console.WriteLine($"client: {counts.ClientSent:N0} frames sent, {counts.Messages:N0} messages taken");
    Console.WriteLine($"client, transitions not made: {(left.Count == 0 ? "none" : string.Join(", ", left))}");
    Print<GatewayEventKind>("gateway, events", counts.Events);
    Print<GatewayRefusal>("gateway, refused", counts.Refusals);
    Console.WriteLine($"gateway: {counts.GatewaySent:N0} frames sent");
}

static void Print<T>(string what, long[] counts)
    where T : struct, Enum
{
    if (counts.Any(count => count > 0))
    {
        Console.WriteLine($"{what}: {string.Join(", ", Enum.GetValues<T>().Select((value, i) => $"{value} {counts[i]:N0}"))}");
    }
}
