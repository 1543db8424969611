namespace Sidetap.GapReport;

/// <summary>The longest time between two of something, and at the beginning and the end of the traffic without any.</summary>
internal sealed class Span
{
    private DateTime? _since;

    /// <summary>When the last one was; null before the first.</summary>
    public DateTime? Last { get; private set; }

    /// <summary>The longest time without one; null before there is one.</summary>
    public TimeSpan? Longest { get; private set; }

    /// <summary>Traffic begins, or goes on by another clock: it is silent from here on until the next one.</summary>
    /// <param name="time">When.</param>
    public void Begin(DateTime time)
    {
        _since = time;
        Last = null;
    }

    /// <summary>One more.</summary>
    /// <param name="time">When.</param>
    public void Add(DateTime time)
    {
        End(time);
        _since = _since is { } since && since > time ? since : time;
        Last = _since;
    }

    /// <summary>The traffic ends: it has been silent since the last one.</summary>
    /// <param name="time">When.</param>
    public void End(DateTime time)
    {
        if (_since is { } since && time - since is var silence && silence >= (Longest ?? TimeSpan.Zero))
        {
            Longest = silence;
        }
    }
}
