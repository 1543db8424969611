#nullable enable
using Sidetap.Hal;

namespace Sidetap.Tests.Host.Boards;

/// <summary>A clock that shows what the test sets.</summary>
internal sealed class FixedClock : IClock
{
    public long UptimeMs { get; set; }

    public long UtcAtStart => 0;
}
