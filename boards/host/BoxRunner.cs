using System.Diagnostics;
using Sidetap.MqttSn;

namespace Sidetap.Boards.Host;

/// <summary>
/// Runs a box on the desktop: calls Step when it is due or a datagram has arrived. The box's time is the real time, or runs faster or slower; it never
/// jumps over an instant at which the box wanted to be called, and when it has fallen behind it waits for the gateway's or broker's answers before it hurries on: a
/// busy desktop, or a speed it can't keep, delays the box but does not make it miss samples or overflow.
/// </summary>
public sealed class BoxRunner
{
    /// <summary>How long a box that somebody ends may take to hand over what waits, and any box for its goodbye, real time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long a box whose time is over may take, real time: a lost frame is repeated after Tretry, 10 s of box time.</summary>
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(45);

    /// <summary>How long a box that is behind waits for an answer at each of its instants, real time.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromMilliseconds(50);

    private readonly Node _node;
    private readonly HostClock _clock;
    private readonly Action<TimeSpan> _wait;
    private readonly double _speed;
    private uint _sent;

    /// <summary>Makes a runner.</summary>
    /// <param name="node">The box.</param>
    /// <param name="clock">Its clock; the boards that read it follow.</param>
    /// <param name="link">Its link.</param>
    /// <param name="speed">Box time per real time, more than 0.</param>
    public BoxRunner(Node node, HostClock clock, UdpLink link, double speed = 1)
        : this(node, clock, link.Wait, speed)
    {
    }

    /// <summary>Makes a runner.</summary>
    /// <param name="node">The box.</param>
    /// <param name="clock">Its clock; the boards that read it follow.</param>
    /// <param name="wait">Waits for the other side's answer, a real time at the most.</param>
    /// <param name="speed">Box time per real time, more than 0.</param>
    public BoxRunner(Node node, HostClock clock, Action<TimeSpan> wait, double speed)
    {
        _node = node;
        _clock = clock;
        _wait = wait;
        _speed = speed;
    }

    /// <summary>Is called after every Step, with the box's uptime in milliseconds.</summary>
    public Action<long>? Stepped { get; set; }

    /// <summary>How long to wait, in real time, for a gateway's or broker's first acceptance before the run is given up; null waits for ever.</summary>
    public TimeSpan? ConnectTimeout { get; set; }

    /// <summary>Runs the box for a time, then lets it hand over what waits and disconnect.</summary>
    /// <param name="durationMs">Box time in milliseconds.</param>
    /// <param name="cancellation">Ends the run early, in the same orderly way.</param>
    /// <returns>How it ended.</returns>
    public RunEnd Run(long durationMs, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        _node.UtcAtStart = _clock.UtcAtStart;
        _node.Start(0);
        var needsGateway = _node.Uplink.State != ClientState.Stopped;
        StepWhile(watch, durationMs, TimeSpan.MaxValue, cancellation, () => !needsGateway || WasConnected || !(watch.Elapsed > ConnectTimeout));
        if (needsGateway && !WasConnected)
        {
            _node.Stop(_clock.UptimeMs); // what waits is kept where there is a folder for it
            return cancellation.IsCancellationRequested ? RunEnd.Cancelled : RunEnd.NoGateway;
        }

        _node.StopSampling();
        StepWhile(watch, long.MaxValue, watch.Elapsed + LongPatience, cancellation, () => !_node.IsDrained);
        if (cancellation.IsCancellationRequested)
        {
            StepWhile(watch, long.MaxValue, watch.Elapsed + Patience, CancellationToken.None, () => !_node.IsDrained);
        }

        _node.Stop(_clock.UptimeMs);
        StepWhile(watch, long.MaxValue, watch.Elapsed + Patience, CancellationToken.None, () => _node.Uplink.State == ClientState.Disconnecting);
        return cancellation.IsCancellationRequested ? RunEnd.Cancelled : RunEnd.Completed;
    }

    private bool WasConnected => _node.Uplink.Connections > 0;

    private void StepWhile(Stopwatch watch, long untilMs, TimeSpan untilReal, CancellationToken cancellation, Func<bool> condition)
    {
        while (_clock.UptimeMs < untilMs && watch.Elapsed < untilReal && !cancellation.IsCancellationRequested && condition())
        {
            var due = Math.Min(_node.Step(_clock.UptimeMs), untilMs);
            Stepped?.Invoke(_clock.UptimeMs);
            var wait = TimeSpan.FromMilliseconds(Math.Clamp((due / _speed) - watch.Elapsed.TotalMilliseconds, 0, 200));
            if (wait == TimeSpan.Zero && due > _clock.UptimeMs && _node.Uplink.AwaitsAnswer && _node.Uplink.Sent != _sent)
            {
                _sent = _node.Uplink.Sent; // once for each frame or message: one that nobody answers shall not slow the box down
                wait = AnswerPatience;
            }

            if (wait > TimeSpan.Zero)
            {
                _wait(wait);
            }

            _clock.MoveTo(Math.Min(due, (long)(watch.Elapsed.TotalMilliseconds * _speed)));
        }
    }
}
