using System.CommandLine;

namespace Sidetap.Tool.Commands;

/// <summary>The options of <c>sidetap conformance</c>.</summary>
internal sealed class ConformanceOptions
{
    public ConformanceOptions()
    {
        Port.Validators.Add(result => NumberCheck.Add(result, 0, 65534, "a UDP port that has a next one"));
        Twait.Validators.Add(result => NumberCheck.Add(result, 1, int.MaxValue, "a number of milliseconds"));
        Tsearch.Validators.Add(result => NumberCheck.Add(result, 1, int.MaxValue, "a number of milliseconds"));
        Seconds.Validators.Add(result => NumberCheck.Add(result, 1, int.MaxValue / 1000, "a number of seconds"));
    }

    public Option<int> Port { get; } = new("--port")
    {
        Description = "UDP port of the gateway; a second gateway has the next one. 0 takes free ones.",
        HelpName = "N",
    };

    public Option<string> Host { get; } = new("--host")
    {
        Description = "IPv4 address to listen on; 0.0.0.0 for all.",
        HelpName = "ADDR",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    public Option<string> Launch { get; } = new("--launch")
    {
        Description = "Command that starts the client for each case; {port}, {port2}, {case}, {needs} and "
            + "{group} are replaced. Without it, the client runs already.",
        HelpName = "CMD",
    };

    public Option<string[]> Case { get; } = new("--case")
    {
        Description = "Run only cases with this name; * stands for anything; may be repeated.",
        HelpName = "PATTERN",
    };

    public Option<string[]> Profile { get; } = new("--profile")
    {
        Description = "What the client does: publisher, subscriber, sleeper, or needs that --list names; may be "
            + "repeated. Default: anything.",
        HelpName = "WHAT",
    };

    public Option<string> Tretry { get; } = new("--tretry")
    {
        Description = "The client's Tretry in milliseconds.",
        HelpName = "MS|MIN..MAX",
        DefaultValueFactory = _ => "10000..15000",
    };

    public Option<string> Nretry { get; } = new("--nretry")
    {
        Description = "The client's Nretry.",
        HelpName = "N|MIN..MAX",
        DefaultValueFactory = _ => "3..5",
    };

    public Option<int> Twait { get; } = new("--twait")
    {
        Description = "The client's Twait in milliseconds.",
        HelpName = "MS",
        DefaultValueFactory = _ => 300000,
    };

    public Option<int> Tsearch { get; } = new("--tsearchgw")
    {
        Description = "The client's Tsearchgw and Tgwinfo in milliseconds.",
        HelpName = "MS",
        DefaultValueFactory = _ => 5000,
    };

    public Option<double> Patience { get; } = new("--patience")
    {
        Description = "Longest wait for what the client does of its own accord, in seconds.",
        HelpName = "S",
        DefaultValueFactory = _ => 60,
    };

    public Option<string> Group { get; } = new("--group")
    {
        Description = "Multicast group that stands for a broadcast, for discovery.",
        HelpName = "ADDR:PORT",
    };

    public Option<int> Seconds { get; } = new("--seconds")
    {
        Description = "End the run after so many seconds.",
        HelpName = "N",
    };

    public Option<string> JUnit { get; } = new("--junit")
    {
        Description = "Write the results to this file as JUnit XML.",
        HelpName = "FILE",
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "One JSON object a line.",
    };

    public Option<bool> List { get; } = new("--list")
    {
        Description = "Print the cases, their sections and what the client has to do, and run none.",
    };
}
