namespace Sidetap.GapReport;

/// <summary>The shortest and the longest time between two of something.</summary>
internal sealed class Span
{
    /// <summary>When the last one was; null before the first.</summary>
    public DateTime? Last { get; private set; }

    /// <summary>The shortest time between two; null before the second.</summary>
    public TimeSpan? Shortest { get; private set; }

    /// <summary>The longest time between two, or from the beginning to the first; null before there is one.</summary>
    public TimeSpan? Longest { get; private set; }

    /// <summary>One more.</summary>
    /// <param name="time">When.</param>
    public void Add(DateTime time)
    {
        if (Last is { } last && time >= last)
        {
            TimeSpan distance = time - last;
            Shortest = Shortest is { } shortest && shortest < distance ? shortest : distance;
            Longest = Longest is { } longest && longest > distance ? longest : distance;
        }

        Last = Last is { } before && before > time ? before : time;
    }

    /// <summary>The traffic ends: it has been silent since the last one.</summary>
    /// <param name="time">When.</param>
    public void End(DateTime time)
    {
        if (Last is { } last && time - last is var silence && silence > (Longest ?? TimeSpan.Zero))
        {
            Longest = silence;
        }
    }
}
