using System.Diagnostics;
using Sidetap.MqttSn;

namespace Sidetap.Boards.Host;

/// <summary>
/// Runs a box on the desktop: calls Step when it is due or a datagram has arrived. The box's time is the real time, or runs faster or slower; it never
/// jumps over an instant at which the box wanted to be called, so a busy desktop delays the box but does not make it miss a sample.
/// </summary>
public sealed class BoxRunner
{
    /// <summary>How long a box that ends may take to hand over what waits, and how long to wait for the answer to its DISCONNECT, real time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Node _node;
    private readonly HostClock _clock;
    private readonly UdpLink _link;
    private readonly double _speed;

    /// <summary>Makes a runner.</summary>
    /// <param name="node">The box.</param>
    /// <param name="clock">Its clock; the boards that read it follow.</param>
    /// <param name="link">Its link.</param>
    /// <param name="speed">Box time per real time, more than 0.</param>
    public BoxRunner(Node node, HostClock clock, UdpLink link, double speed = 1)
    {
        _node = node;
        _clock = clock;
        _link = link;
        _speed = speed;
    }

    /// <summary>Is called after every Step, with the box's uptime in milliseconds.</summary>
    public Action<long>? Stepped { get; set; }

    /// <summary>Runs the box for a time, then lets it hand over what waits and disconnect.</summary>
    /// <param name="durationMs">Box time in milliseconds.</param>
    /// <param name="cancellation">Ends the run early, in the same orderly way.</param>
    public void Run(long durationMs, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        _node.UtcAtStart = _clock.UtcAtStart;
        _node.Start(0);
        StepWhile(watch, durationMs, TimeSpan.MaxValue, cancellation, () => true);

        _node.StopSampling();
        StepWhile(watch, long.MaxValue, watch.Elapsed + Patience, CancellationToken.None, () => !_node.IsDrained && IsConnected);
        _node.Stop(_clock.UptimeMs);
        StepWhile(watch, long.MaxValue, watch.Elapsed + Patience, CancellationToken.None, () => _node.Client.State == ClientState.Disconnecting);
    }

    private bool IsConnected => _node.Client.State == ClientState.Active;

    private void StepWhile(Stopwatch watch, long untilMs, TimeSpan untilReal, CancellationToken cancellation, Func<bool> condition)
    {
        while (_clock.UptimeMs < untilMs && watch.Elapsed < untilReal && !cancellation.IsCancellationRequested && condition())
        {
            var due = Math.Min(_node.Step(_clock.UptimeMs), untilMs);
            Stepped?.Invoke(_clock.UptimeMs);
            var wait = TimeSpan.FromMilliseconds(Math.Clamp((due / _speed) - watch.Elapsed.TotalMilliseconds, 0, 200));
            if (wait > TimeSpan.Zero)
            {
                _link.Wait(wait);
            }

            _clock.MoveTo(Math.Min(due, (long)(watch.Elapsed.TotalMilliseconds * _speed)));
        }
    }
}
