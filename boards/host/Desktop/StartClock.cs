using Sidetap.Hal;

namespace Sidetap.Boards.Host.Desktop;

/// <summary>The clock of one start of a box: its uptime begins at 0, and the machine's time goes on.</summary>
/// <param name="machine">The clock that the machine goes by.</param>
public sealed class StartClock(HostClock machine) : IClock, ISettableClock
{
    private const long TicksAMillisecond = 10000; // of 100 ns

    private readonly long _begin = machine.UptimeMs;

    /// <inheritdoc/>
    public long UptimeMs => machine.UptimeMs - _begin;

    /// <inheritdoc/>
    public long UtcAtStart => machine.UtcAtStart == 0 ? 0 : machine.UtcAtStart + (_begin * TicksAMillisecond);

    /// <inheritdoc/>
    /// <remarks>The desktop's own clock is left alone.</remarks>
    public bool SetUtc(long utc)
    {
        machine.SetUtc(utc);
        return true;
    }

    /// <summary>Moves on, the machine too.</summary>
    /// <param name="uptimeMs">Uptime of this start in milliseconds.</param>
    public void MoveTo(long uptimeMs) => machine.MoveTo(_begin + uptimeMs);
}
