namespace Sidetap.Tool;

/// <summary>What <c>sidetap</c> returns to the shell, whatever the verb.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>Done, and something was found that should not be: malformed input, a failed check, a fault of the tool itself.</summary>
    public const int Finding = 1;

    /// <summary>Not begun: bad usage, no such file, port in use, no hexadecimal digits.</summary>
    public const int BadInput = 2;

    /// <summary>The gateway never answered.</summary>
    public const int NoGateway = 3;

    /// <summary>No client ever came.</summary>
    public const int NoClient = 3;

    /// <summary>No box answers.</summary>
    public const int NoBox = 3;

    /// <summary>A rollout that stopped because too many boxes failed or went silent.</summary>
    public const int Stopped = 4;

    /// <summary>Ended by Ctrl+C.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended because nobody reads standard output any more; what a shell reports of programs that SIGPIPE ends.</summary>
    public const int BrokenPipe = 141;

    /// <summary>The table for the help of the root command.</summary>
    public static readonly (int Code, string Meaning)[] Table =
    [
        (Ok, "done"),
        (Finding, "done, with a finding: malformed input, a failed check"),
        (BadInput, "not begun: bad usage, no such file, port in use, bad hex"),
        (NoGateway, "the gateway never answered, no client came, or no box answers"),
        (Stopped, "a rollout stopped, because too many boxes failed or went silent"),
        (Interrupted, "interrupted with Ctrl+C"),
        (BrokenPipe, "nobody reads the output any more"),
    ];
}
