using System.Globalization;

namespace Sidetap.Updates.Rollouts;

/// <summary>How a rollout goes: how many boxes are updated when a ring is done, and what stops it.</summary>
/// <param name="Rings">Boxes that are updated when a ring is done, counted from the first box: numbers and percentages that rise, the last one "all".</param>
/// <param name="MaxFailed">How many boxes of a ring may fail or go silent: a number, or a percentage of the ring; null: none in the first ring, 5% in the others.</param>
/// <param name="SilentAfter">A box that has an offer and tells nothing, or gets no further, for so long counts as silent.</param>
public sealed record RolloutPlan(string Rings, string? MaxFailed, TimeSpan SilentAfter)
{
    /// <summary>Rings where none are given.</summary>
    public const string DefaultRings = "1,10%,all";

    private const string Everything = "all";
    private const double DefaultPercent = 5;

    /// <summary>Looks whether rings can be read.</summary>
    /// <param name="rings">The text.</param>
    /// <returns>Null; or what is wrong, and what to do.</returns>
    public static string? ProblemOfRings(string rings)
    {
        string[] parts = rings.Split(',', StringSplitOptions.TrimEntries);
        if (parts.FirstOrDefault(part => part != Everything && !TryShare(part, out _, out _)) is { } wrong)
        {
            return $"'{wrong}' is no ring: a number of boxes, a percentage, or all; for example {DefaultRings}";
        }

        return parts[^1] != Everything || parts.Count(part => part == Everything) > 1 ? $"the last ring, and no other, has to be all; for example {DefaultRings}" : null;
    }

    /// <summary>Looks whether a limit can be read.</summary>
    /// <param name="limit">The text.</param>
    /// <returns>Null; or what is wrong, and what to do.</returns>
    public static string? ProblemOfLimit(string limit) =>
        limit == "0" || TryShare(limit, out _, out _) ? null : $"'{limit}' is neither a number of boxes nor a percentage";

    /// <summary>Divides boxes into rings.</summary>
    /// <param name="boxes">How many boxes there are.</param>
    /// <returns>The ring of each box in their order, from 1 on; a ring that would add none is left out.</returns>
    public IReadOnlyList<int> RingsOf(int boxes)
    {
        List<int> rings = [];
        int ring = 0;
        foreach (string part in Rings.Split(',', StringSplitOptions.TrimEntries))
        {
            int end = boxes;
            if (part != Everything && TryShare(part, out double number, out bool isPercent))
            {
                end = (int)Math.Min(boxes, isPercent ? Math.Ceiling(boxes * number / 100) : number);
            }

            ring += end > rings.Count ? 1 : 0;
            while (rings.Count < end)
            {
                rings.Add(ring);
            }
        }

        return rings;
    }

    /// <summary>Whether so many boxes of a ring are too many.</summary>
    /// <param name="ring">The ring, from 1 on.</param>
    /// <param name="boxes">Its boxes.</param>
    /// <param name="failed">How many of them have failed or are silent.</param>
    /// <returns>Whether the rollout has to stop.</returns>
    public bool IsTooMany(int ring, int boxes, int failed)
    {
        if (MaxFailed is null)
        {
            return ring == 1 ? failed > 0 : failed * 100.0 > boxes * DefaultPercent;
        }

        TryShare(MaxFailed, out double number, out bool isPercent);
        return isPercent ? failed * 100.0 > boxes * number : failed > number;
    }

    /// <summary>A number from 1 on, or a percentage above 0 and up to 100.</summary>
    private static bool TryShare(string text, out double number, out bool isPercent)
    {
        isPercent = text.EndsWith('%');
        NumberStyles style = isPercent ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
        return double.TryParse(text.AsSpan(0, text.Length - (isPercent ? 1 : 0)), style, CultureInfo.InvariantCulture, out number)
            && number > 0 && number <= (isPercent ? 100 : 1_000_000);
    }
}
