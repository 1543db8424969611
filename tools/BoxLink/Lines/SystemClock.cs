using System.Diagnostics;

namespace Sidetap.BoxLink.Lines;

/// <summary>This machine's time.</summary>
public sealed class SystemClock : IBoxClock
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <inheritdoc/>
    public TimeSpan Now => _watch.Elapsed;

    /// <inheritdoc/>
    public void Pause(TimeSpan time, CancellationToken stop)
    {
        stop.WaitHandle.WaitOne(time);
        stop.ThrowIfCancellationRequested();
    }
}
