namespace Sidetap.BoxLink;

/// <summary>How long a request waits for its answer.</summary>
/// <param name="Silence">Without a further octet.</param>
/// <param name="Total">For the last octet.</param>
public sealed record BoxPatience(TimeSpan Silence, TimeSpan Total)
{
    /// <summary>For what the box has at hand.</summary>
    public static BoxPatience Usual { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));

    /// <summary>For what writes to flash or takes a mean.</summary>
    public static BoxPatience Slow { get; } = new(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(30));

    /// <summary>For what asks the network.</summary>
    public static BoxPatience Network { get; } = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90));

    /// <summary>The patience a request needs.</summary>
    /// <param name="request">The request.</param>
    /// <returns>One of the three.</returns>
    public static BoxPatience Of(string request)
    {
        string[] words = request.Split(' ');
        return words switch
        {
            ["net", "scan" or "test" or "ping", ..] => Network,
            ["save" or "confirm" or "factory-reset" or "unlock", ..] or ["profile", "begin" or "end" or "reset", ..] or ["calibrate", _, _, ..] => Slow,
            _ => Usual,
        };
    }
}
