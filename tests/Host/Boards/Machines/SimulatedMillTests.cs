#nullable enable
using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;
using static Sidetap.Tests.Host.Boards.Machines.MachineProbe;

namespace Sidetap.Tests.Host.Boards.Machines;

/// <summary>The simulated mill behaves as a small machining centre does.</summary>
[TestClass]
public sealed class SimulatedMillTests
{
    private const int MinuteMs = 60_000;

    [TestMethod]
    public void It_is_the_same_at_any_pace() => CheckAnyMachine((clock, seed, plans) => new SimulatedMill(clock, seed, plans));

    [TestMethod]
    [DataRow(MillChannels.SpindleCurrent, -1, 100)]
    [DataRow(MillChannels.FeedCurrentX, -20, 20)]
    [DataRow(MillChannels.FeedCurrentY, -20, 20)]
    [DataRow(MillChannels.FeedCurrentZ, -1, 20)]
    [DataRow(MillChannels.SpindlePower, -0.01, 1)]
    [DataRow(MillChannels.FeedRate, 0, 100)]
    [DataRow(MillChannels.PositionX, 0, 250)]
    [DataRow(MillChannels.PositionY, 0, 250)]
    [DataRow(MillChannels.PositionZ, 0, 250)]
    [DataRow(MillChannels.SpindleThermocouple, -0.3, 1.2)]
    [DataRow(MillChannels.ColdJunction, 15, 40)]
    [DataRow(MillChannels.CoolantLevel, 4, 20)]
    public void Every_channel_stays_in_its_range_and_does_not_stand_still(int channel, double low, double high)
    {
        FixedClock clock = new();
        SimulatedMill mill = new(clock);
        List<double> values = [];
        for (; clock.UptimeMs < 40 * MinuteMs; clock.UptimeMs += 100)
        {
            values.Add(Analog(mill, channel));
        }

        Assert.IsTrue(values.All(v => v >= low && v <= high), $"{values.Min()} to {values.Max()}");
        Assert.IsTrue(values.Distinct().Count() > 2);
    }

    [TestMethod]
    public void Axes_never_jump_and_the_feed_rate_is_how_fast_they_go()
    {
        FixedClock clock = new();
        SimulatedMill mill = new(clock, 1, [new FaultPlan("e-stop", 12_000, 15_000)]);
        var last = Position();
        for (clock.UptimeMs = 10; clock.UptimeMs < 2 * MinuteMs; clock.UptimeMs += 10)
        {
            var now = Position();
            var metresOnTheWay = Math.Sqrt(now.Zip(last, (a, b) => (a - b) * (a - b)).Sum());
            Assert.IsTrue(metresOnTheWay <= 0.9, $"{metresOnTheWay} mm in 10 ms at {clock.UptimeMs}");
            Assert.AreEqual(metresOnTheWay * 100, Analog(mill, MillChannels.FeedRate), 0.05, $"at {clock.UptimeMs}"); // positions are single-precision
            last = now;
        }

        double[] Position() => [.. ((int[])[MillChannels.PositionX, MillChannels.PositionY, MillChannels.PositionZ]).Select(c => Analog(mill, c))];
    }

    // 4 s to load, 1.2 s up, 24 s of milling, 1.5 s down: a part takes 30.7 s.
    [TestMethod]
    public void Power_shows_one_execution_a_part()
    {
        FixedClock clock = new();
        SimulatedMill mill = new(clock);
        var (executions, isExecuting) = (0, false);
        for (; clock.UptimeMs < 5 * MinuteMs; clock.UptimeMs += 100)
        {
            var power = Analog(mill, MillChannels.SpindlePower);
            var was = isExecuting;
            isExecuting = power > 0.02 || (isExecuting && power >= 0.015);
            executions += isExecuting && !was ? 1 : 0;
            Assert.IsTrue(Digital(mill, MillChannels.ControlVoltage));
            Assert.IsTrue(Digital(mill, MillChannels.Automatic));
        }

        Assert.AreEqual(10, executions);
        Assert.AreEqual(9, mill.Parts);
    }

    // The feed drive's current rises by a fifth from a fresh to a worn-out tool; the spindle's tells nothing.
    [TestMethod]
    public void Wear_grows_shows_in_the_feed_drive_and_ends_with_a_tool_change()
    {
        FixedClock clock = new();
        SimulatedMill mill = new(clock);
        var (fresh, freshSpindle) = RmsOfAPart();
        var (worn, wornSpindle, highest, last) = (0.0, 0.0, 0.0, 0.0);
        while (mill.ToolChanges == 0)
        {
            Assert.IsTrue(mill.Tool.FlankWear >= last, "wear does not heal");
            last = mill.Tool.FlankWear;
            highest = Math.Max(highest, last);
            var (feed, spindle) = RmsOfAPart();
            (worn, wornSpindle) = (Math.Max(worn, feed), Math.Max(wornSpindle, spindle));
            Assert.IsTrue(clock.UptimeMs < 60 * MinuteMs, "a tool change within the hour");
        }

        Assert.IsTrue(worn / fresh is > 1.15 and < 1.22, $"{fresh} to {worn} A");
        Assert.IsTrue(wornSpindle / freshSpindle is > 0.99 and < 1.02, $"{freshSpindle} to {wornSpindle} A");
        Assert.IsTrue(highest is >= 290 and < 330, $"{highest} um");
        Assert.IsTrue(mill.Tool.FlankWear < 60, "a fresh tool");

        (double Feed, double Spindle) RmsOfAPart()
        {
            var (feed, spindle, count) = (0.0, 0.0, 0);
            var parts = mill.Parts + mill.ToolChanges;
            while (mill.Parts + mill.ToolChanges == parts)
            {
                clock.UptimeMs += 20;
                if (Analog(mill, MillChannels.SpindlePower) is > 0.2 and < 0.4)
                {
                    feed += Math.Pow(Analog(mill, MillChannels.FeedCurrentX), 2);
                    spindle += Math.Pow(Analog(mill, MillChannels.SpindleCurrent), 2);
                    count++;
                }
            }

            return (Math.Sqrt(feed / Math.Max(1, count)), Math.Sqrt(spindle / Math.Max(1, count)));
        }
    }

    // Mode key and stop of the spindle while the tool is changed.
    [TestMethod]
    public void The_operator_changes_the_tool_at_setup()
    {
        FixedClock clock = new();
        SimulatedMill mill = new(clock);
        var setupMs = 0;
        for (; mill.ToolChanges == 0; clock.UptimeMs += 100)
        {
            if (Digital(mill, MillChannels.Setup))
            {
                setupMs += 100;
                Assert.IsFalse(Digital(mill, MillChannels.Automatic));
                Assert.IsTrue(Math.Abs(Analog(mill, MillChannels.SpindlePower)) < 0.01);
            }
        }

        Assert.AreEqual(45_000, setupMs, 200);
    }

    [TestMethod]
    public void The_spindle_bearing_warms_up_and_settles()
    {
        FixedClock clock = new();
        SimulatedMill mill = new(clock);
        Analog(mill, 0);
        Assert.AreEqual(22, mill.BearingTemperature, 0.1);
        var at10 = After(10 * MinuteMs);
        var at60 = After(60 * MinuteMs);
        var at120 = After(120 * MinuteMs);
        Assert.IsTrue(at10 is > 28 and < 38, $"{at10}");
        Assert.IsTrue(at60 is > 36 and < 47, $"{at60}");
        Assert.AreEqual(at60, at120, 2.5);

        // What the thermocouple says is the difference to the cold junction (ITS-90: 40.6 uV/K around 30 degC).
        var kelvin = Analog(mill, MillChannels.SpindleThermocouple) / 0.0406;
        Assert.AreEqual(mill.BearingTemperature, Analog(mill, MillChannels.ColdJunction) + kelvin, 0.3);

        double After(long ms)
        {
            for (; clock.UptimeMs < ms; clock.UptimeMs += 1000)
            {
                Analog(mill, 0);
            }

            return mill.BearingTemperature;
        }
    }

    [TestMethod]
    public void A_broken_tool_turns_and_cuts_nothing_until_it_is_changed()
    {
        FixedClock clock = new();
        SimulatedMill mill = new(clock, 1, [new FaultPlan("tool-break", 15_000, 50_000)]);
        clock.UptimeMs = 14_990;
        Assert.IsTrue(Analog(mill, MillChannels.SpindlePower) > 0.22);
        clock.UptimeMs = 15_010;
        Assert.AreEqual(0.17, Analog(mill, MillChannels.SpindlePower), 0.005);
        Assert.AreEqual(20, Analog(mill, MillChannels.SpindleCurrent), 0.5);
        Assert.IsTrue(mill.Tool.IsBroken);
        clock.UptimeMs = 50_000;
        Analog(mill, 0);
        Assert.AreEqual(0, mill.Parts, "what a broken tool leaves is no part");
        clock.UptimeMs = 120_000;
        Analog(mill, 0);
        Assert.AreEqual(1, mill.ToolChanges);
        Assert.IsFalse(mill.Tool.IsBroken);
    }

    [TestMethod]
    public void An_emergency_stop_brakes_and_drops_the_control_voltage()
    {
        FixedClock clock = new();
        SimulatedMill mill = new(clock, 1, [new FaultPlan("e-stop", 15_000, 20_000)]);
        clock.UptimeMs = 15_100;
        Assert.IsFalse(Digital(mill, MillChannels.ControlVoltage));
        Assert.IsTrue(Analog(mill, MillChannels.SpindleCurrent) is > 15 and < 20, "it still turns");
        clock.UptimeMs = 17_000;
        Assert.AreEqual(0, Analog(mill, MillChannels.SpindleCurrent), 0.5);
        Assert.AreEqual(0, Analog(mill, MillChannels.FeedRate));
        clock.UptimeMs = 20_100;
        Assert.IsTrue(Digital(mill, MillChannels.ControlVoltage));
        clock.UptimeMs = 20_000 + 5_000 + 4_000 + 1_000;
        Assert.IsTrue(Analog(mill, MillChannels.SpindlePower) > 0.3, "the next part");
    }

    [TestMethod]
    public void Faults_of_the_sensors_are_seen_at_their_terminals()
    {
        FixedClock clock = new() { UptimeMs = 15_000 };
        FaultPlan[] plans = [new("clamp-off"), new("thermocouple-broken"), new("wire-break")];
        SimulatedMill mill = new(clock, 1, plans);
        Assert.AreEqual(InputStatus.NotConnected, mill.Read(MillChannels.SpindleCurrent, out float _));
        Assert.AreEqual(0, Analog(mill, MillChannels.CoolantLevel));
        Assert.IsTrue(Analog(mill, MillChannels.SpindleThermocouple) > 69.553, "more than any thermocouple of ITS-90 gives");
    }
}
