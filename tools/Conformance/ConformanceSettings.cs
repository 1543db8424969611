namespace Sidetap.Conformance;

/// <summary>What the client under test is configured to, and how long to wait for it. All times in milliseconds.</summary>
public sealed class ConformanceSettings
{
    /// <summary>Tretry, the shortest; Table 30 has 10 to 15 s.</summary>
    public int TretryMinMs { get; init; } = 10000;

    /// <summary>Tretry, the longest.</summary>
    public int TretryMaxMs { get; init; } = 15000;

    /// <summary>Nretry, the fewest; Table 30 has 3 to 5.</summary>
    public int NretryMin { get; init; } = 3;

    /// <summary>Nretry, the most.</summary>
    public int NretryMax { get; init; } = 5;

    /// <summary>Twait; Table 30 has more than 5 min.</summary>
    public int TwaitMs { get; init; } = 300000;

    /// <summary>Tsearchgw; Table 30 has 5 s.</summary>
    public int TsearchGwMs { get; init; } = 5000;

    /// <summary>Tgwinfo; Table 30 has 5 s.</summary>
    public int TgwInfoMs { get; init; } = 5000;

    /// <summary>The longest wait for something the client does of its own accord, and for its longer timers (keep-alive, sleep, Twait).</summary>
    public int PatienceMs { get; init; } = 60000;

    /// <summary>A repetition before this is too early. Clocks differ and networks delay: a tenth and 50 ms are allowed for.</summary>
    internal long RepeatAfterMs => (TretryMinMs * 9L / 10) - 50;

    /// <summary>A repetition after this is too late.</summary>
    internal long RepeatWithinMs => (TretryMaxMs * 11L / 10) + 250;

    /// <summary>How long an answer to the gateway may take: a gateway, too, would repeat after Tretry.</summary>
    internal long AnswerMs => TretryMinMs;

    /// <summary>What the client sent before it could know may still arrive for so long.</summary>
    internal long InFlightMs => 100;

    /// <summary>After this, unanswered requests must have been given up.</summary>
    internal long GivenUpMs => (NretryMax + 1) * RepeatWithinMs;
}
