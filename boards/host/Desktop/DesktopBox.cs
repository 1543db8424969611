using System.Diagnostics;
using System.Net.Sockets;
using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;

namespace Sidetap.Boards.Host.Desktop;

/// <summary>
/// A box on the desktop that is as a board's: what it is told and what it knows of its machine are in its files, and somebody sets it up over its serial line. When the
/// firmware restarts it, it starts anew in this process; the machine goes on meanwhile.
/// </summary>
public sealed class DesktopBox
{
    /// <summary>A key that was pressed is a reason to call Step, and a line does not wake the loop.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan RestartPause = TimeSpan.FromMilliseconds(300);

    private readonly DesktopBoxOptions _options;
    private readonly HostClock _machineClock;
    private readonly SimulatedMachine _machine;

    /// <summary>Puts it together; nothing runs yet.</summary>
    /// <param name="options">What the desktop gives it.</param>
    /// <exception cref="ArgumentException">There is no such machine or fault.</exception>
    public DesktopBox(DesktopBoxOptions options)
    {
        _options = options;
        _machineClock = new HostClock(options.UtcAtStart);
        _machine = SimulatedMachines.Create(options.Machine, _machineClock, (uint)new HostSystem(options.Name).UniqueId, options.Faults);
    }

    /// <summary>Is told of every start.</summary>
    public Action<DesktopStart>? Started { get; set; }

    /// <summary>Is called after every Step.</summary>
    public Action<DesktopStart>? Stepped { get; set; }

    /// <summary>Runs the box until its time is over or somebody ends it, through as many restarts as there are.</summary>
    /// <param name="durationMs">Box time in milliseconds.</param>
    /// <param name="cancellation">Ends the run in good order.</param>
    /// <exception cref="SocketException">The system gives no socket.</exception>
    public void Run(long durationMs, CancellationToken cancellation)
    {
        var cause = StartCause.PowerOn;
        while (_machineClock.UptimeMs < durationMs && !cancellation.IsCancellationRequested)
        {
            using var start = new DesktopStart(_options, _machineClock, _machine.Inputs, cause);
            Started?.Invoke(start);
            RunStart(start, durationMs, cancellation);
            if (!start.IsEnded)
            {
                start.Stop();
            }

            Stepped?.Invoke(start);
            cause = StartCause.Restart;
            cancellation.WaitHandle.WaitOne(start.IsEnded ? RestartPause : TimeSpan.Zero);
        }
    }

    private void RunStart(DesktopStart start, long durationMs, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        start.Begin();
        while (!start.IsEnded && _machineClock.UptimeMs < durationMs && !cancellation.IsCancellationRequested)
        {
            var due = start.Step();
            Stepped?.Invoke(start);
            var wait = TimeSpan.FromMilliseconds(Math.Clamp((due / _options.Speed) - watch.Elapsed.TotalMilliseconds, 0, LongestWait.TotalMilliseconds));
            if (wait > TimeSpan.Zero)
            {
                start.Wait(wait);
            }

            start.Clock.MoveTo(Math.Min(due, (long)(watch.Elapsed.TotalMilliseconds * _options.Speed)));
        }
    }
}
