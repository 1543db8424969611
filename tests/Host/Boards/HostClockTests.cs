#nullable enable
using Sidetap.Boards.Host;

namespace Sidetap.Tests.Host.Boards;

/// <summary>The desktop's clock and identity.</summary>
[TestClass]
public sealed class HostClockTests
{
    // OPC 10000-6, 5.2.2.5: 100 ns since 1601-01-01 UTC.
    [TestMethod]
    public void Utc_is_counted_in_100_ns_since_1601()
    {
        Assert.AreEqual(133801632000000000, new HostClock(new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc)).UtcAtStart);
        Assert.AreEqual(10_000_000, new HostClock(new DateTime(1601, 1, 1, 0, 0, 1, DateTimeKind.Utc)).UtcAtStart);
    }

    [TestMethod]
    public void A_box_that_does_not_know_the_time_has_0()
    {
        Assert.AreEqual(0, new HostClock(null).UtcAtStart);
    }

    [TestMethod]
    public void Uptime_turns_into_utc()
    {
        var start = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var clock = new HostClock(start);
        Assert.AreEqual(start.AddMilliseconds(1234), clock.UtcOf(1234));
        Assert.AreEqual(DateTimeKind.Utc, clock.UtcOf(0).Kind);
        Assert.AreEqual(new DateTime(1601, 1, 1, 0, 0, 5, DateTimeKind.Utc), new HostClock(null).UtcOf(5000));
    }

    // IClock: never decreases.
    [TestMethod]
    public void Uptime_moves_on_and_never_back()
    {
        var clock = new HostClock(null);
        Assert.AreEqual(0, clock.UptimeMs);
        clock.MoveTo(100);
        clock.MoveTo(99);
        clock.MoveTo(-1);
        Assert.AreEqual(100, clock.UptimeMs);
        clock.MoveTo(long.MaxValue);
        Assert.AreEqual(long.MaxValue, clock.UptimeMs);
    }

    // ISystem: 48 bits in the form of a MAC address, never 0, the same after every start.
    [TestMethod]
    public void The_same_name_is_the_same_box()
    {
        var id = new HostSystem("cnc-7").UniqueId;
        Assert.AreEqual(id, new HostSystem("cnc-7").UniqueId);
        Assert.AreNotEqual(id, new HostSystem("cnc-8").UniqueId);
        Assert.AreEqual(0u, (uint)(id >> 48));
        Assert.AreEqual(2u, (uint)(id >> 40) & 3, "locally administered, unicast");
    }

    [TestMethod]
    public void Every_bit_of_a_random_number_is_set_now_and_then()
    {
        var system = new HostSystem("cnc-7");
        var (ever, always) = (0u, uint.MaxValue);
        for (var i = 0; i < 200; i++)
        {
            var number = system.NextRandom();
            ever |= number;
            always &= number;
        }

        Assert.AreEqual(uint.MaxValue, ever);
        Assert.AreEqual(0u, always);
    }

    [TestMethod]
    public void A_restart_is_remembered_for_the_run_loop()
    {
        var system = new HostSystem("cnc-7");
        Assert.IsFalse(system.RestartRequested);
        system.Restart();
        Assert.IsTrue(system.RestartRequested);
    }
}
