using System.Diagnostics;

namespace Sidetap.Updates;

/// <summary>Runs work over a link, on one thread.</summary>
/// <param name="link">The link.</param>
public sealed class UpdateLoop(IUpdateLink link)
{
    // Retained messages that are not through when the work is over are waited for so long.
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    // A flood of messages must not keep the view from being drawn.
    private const int MaxEvents = 256;

    private readonly DateTime _begin = DateTime.UtcNow;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>The time: UTC, and never going back.</summary>
    public DateTime Now => _begin + _watch.Elapsed;

    /// <summary>Whether there is a connection.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Whether there ever was one.</summary>
    public bool WasUp { get; private set; }

    /// <summary>Why there is none; empty: not known.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Runs work until it is over, somebody stops it, or there was no connection at all.</summary>
    /// <param name="work">The work.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="connectPatience">How long the first connection is waited for.</param>
    /// <param name="turn">Is called several times a second.</param>
    /// <returns>Whether there was a connection.</returns>
    public bool Run(IUpdateWork work, CancellationToken stop, TimeSpan connectPatience, Action? turn = null)
    {
        link.Start(work.Filters);
        TimeSpan connectEnd = _watch.Elapsed + connectPatience;
        TimeSpan nextTurn = TimeSpan.Zero;
        while (!stop.IsCancellationRequested && !work.IsOver && (WasUp || _watch.Elapsed < connectEnd))
        {
            DateTime due = work.Step(Now, link.Publish);
            if (_watch.Elapsed >= nextTurn)
            {
                turn?.Invoke();
                nextTurn = _watch.Elapsed + Pace;
            }

            TimeSpan wait = due - Now;
            wait = work.IsOver || wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Pace ? wait : Pace;
            for (int i = 0; i < MaxEvents && link.Take(wait) is { } happened; i++)
            {
                Tell(work, happened);
                wait = TimeSpan.Zero;
            }
        }

        Flush(work, stop);
        turn?.Invoke();
        return WasUp;
    }

    private void Tell(IUpdateWork work, LinkEvent happened)
    {
        switch (happened.Kind)
        {
            case LinkEventKind.Message:
                work.OnMessage(happened.Topic, happened.Payload, Now);
                break;

            case LinkEventKind.Connected:
                (IsUp, WasUp, Problem) = (true, true, "");
                work.OnLink(true, Now);
                break;

            case LinkEventKind.Lost:
                bool wasUp = IsUp;
                (IsUp, Problem) = (false, happened.Topic);
                if (wasUp)
                {
                    work.OnLink(false, Now);
                }

                break;
        }
    }

    /// <summary>What was put is on its way when this returns, where there is a connection.</summary>
    private void Flush(IUpdateWork work, CancellationToken stop)
    {
        if (!stop.IsCancellationRequested)
        {
            work.Step(Now, link.Publish);
        }

        TimeSpan end = _watch.Elapsed + LastPatience;
        while (WasUp && link.Pending > 0 && _watch.Elapsed < end)
        {
            if (link.Take(TimeSpan.FromMilliseconds(20)) is { Kind: not LinkEventKind.Message } happened)
            {
                Tell(work, happened);
            }
        }
    }
}
