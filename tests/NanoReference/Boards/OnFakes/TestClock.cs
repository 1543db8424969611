using Sidetap.Hal;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>A clock that a test sets.</summary>
internal sealed class TestClock : IClock
{
    public long Us { get; set; }

    public long UptimeMs => Us / 1000;

    public long UtcAtStart => 0;

    public void Advance(long ms) => Us += ms * 1000;
}
