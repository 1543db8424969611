using Sidetap.Hal;

namespace Sidetap.Boards.Host;

/// <summary>A clock that the run loop sets: it shows what the box is told, be the time real, scaled or virtual.</summary>
public sealed class HostClock : IClock
{
    private const long TicksFrom1601To0001 = 504911232000000000;

    /// <summary>Makes a clock at uptime 0.</summary>
    /// <param name="utcAtStart">The UTC time of uptime 0, or null for a box that does not know the time.</param>
    public HostClock(DateTime? utcAtStart)
    {
        UtcAtStart = utcAtStart is { } utc ? utc.Ticks - TicksFrom1601To0001 : 0;
    }

    /// <inheritdoc/>
    public long UptimeMs { get; private set; }

    /// <inheritdoc/>
    public long UtcAtStart { get; private set; }

    /// <summary>The UTC time of an uptime.</summary>
    /// <param name="uptimeMs">Uptime in milliseconds.</param>
    /// <returns>The time; 1601-01-01 plus the uptime while the time is not known.</returns>
    public DateTime UtcOf(long uptimeMs) => new(TicksFrom1601To0001 + UtcAtStart + (uptimeMs * TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    /// <summary>Sets the time.</summary>
    /// <param name="utc">The UTC time now, in 100 ns since 1601-01-01.</param>
    public void SetUtc(long utc) => UtcAtStart = utc - (UptimeMs * TimeSpan.TicksPerMillisecond);

    /// <summary>Moves on. A clock does not go back: an earlier time is ignored.</summary>
    /// <param name="uptimeMs">Uptime in milliseconds.</param>
    public void MoveTo(long uptimeMs) => UptimeMs = Math.Max(UptimeMs, uptimeMs);
}
