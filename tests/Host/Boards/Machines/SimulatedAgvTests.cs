#nullable enable
using System.Text;
using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;
using static Sidetap.Tests.Host.Boards.Machines.MachineProbe;

namespace Sidetap.Tests.Host.Boards.Machines;

/// <summary>The simulated AGV drives its loop, and its wheels, battery and tags tell so.</summary>
[TestClass]
public sealed class SimulatedAgvTests
{
    private const int MinuteMs = 60_000;

    [TestMethod]
    public void It_is_the_same_at_any_pace() => CheckAnyMachine((clock, seed, plans) => new SimulatedAgv(clock, seed, plans));

    [TestMethod]
    public void The_route_is_closed_and_smooth()
    {
        var last = AgvRoute.PoseAt(0);
        Assert.AreEqual((0, 0, 0), last);
        for (var at = 0.01; at < AgvRoute.Length; at += 0.01)
        {
            var pose = AgvRoute.PoseAt(at);
            var way = Math.Sqrt(Math.Pow(pose.X - last.X, 2) + Math.Pow(pose.Y - last.Y, 2));
            Assert.AreEqual(0.01, way, 1e-4, $"at {at}");
            Assert.IsTrue(Math.Abs(pose.Theta - last.Theta) <= 0.0101, $"at {at}");
            last = pose;
        }

        Assert.AreEqual(0, last.X, 0.011);
        Assert.AreEqual(0, last.Y, 1e-9);
        Assert.AreEqual(2 * Math.PI, last.Theta, 1e-9);
        Assert.IsTrue(AgvRoute.Length is > 90 and < 110);
    }

    // Dead reckoning with two wheels, done here on the counts alone: where it ends is where the AGV is.
    [TestMethod]
    public void Sixteen_bit_counts_tell_where_it_is()
    {
        FixedClock clock = new();
        SimulatedAgv agv = new(clock);
        var (x, y, theta) = (0.0, 0.0, 0.0);
        var (left, right) = (Count(0), Count(1));
        var wraps = 0;
        for (; agv.Distance < AgvRoute.Length - 1; clock.UptimeMs += 20)
        {
            var (nowLeft, nowRight) = (Count(0), Count(1));
            wraps += nowLeft < left ? 1 : 0;
            var dl = (short)(nowLeft - left) * SimulatedAgv.MetresPerCount;
            var dr = (short)(nowRight - right) * SimulatedAgv.MetresPerCount;
            (left, right) = (nowLeft, nowRight);
            theta += (dr - dl) / SimulatedAgv.TrackMetres / 2;
            x += (dl + dr) / 2 * Math.Cos(theta);
            y += (dl + dr) / 2 * Math.Sin(theta);
            theta += (dr - dl) / SimulatedAgv.TrackMetres / 2;
            var pose = agv.Pose;
            Assert.IsTrue(Math.Abs(x - pose.X) < 0.02 && Math.Abs(y - pose.Y) < 0.02, $"{x} {y} instead of {pose} after {agv.Distance} m");
            Assert.IsTrue(clock.UptimeMs < 5 * MinuteMs, "a loop takes no longer");
        }

        Assert.IsTrue(wraps >= 10, "65,536 counts are 6.6 m");

        int Count(int channel)
        {
            Assert.AreEqual(InputStatus.Good, agv.Read(channel, out uint count));
            Assert.IsTrue(count <= 0xFFFF);
            return (int)count;
        }
    }

    [TestMethod]
    public void It_keeps_to_its_speeds_and_stands_where_it_should()
    {
        FixedClock clock = new();
        SimulatedAgv agv = new(clock);
        Dictionary<string, int> stoodMs = [];
        var last = 0.0;
        for (; clock.UptimeMs < 10 * MinuteMs; clock.UptimeMs += 20)
        {
            Analog(agv, 0);
            Assert.IsTrue(agv.Speed is >= 0 and <= 1.2 + 1e-9);
            Assert.IsTrue(Math.Abs(agv.Speed - last) <= 0.6 * 0.02 + 1e-9, $"{last} to {agv.Speed} m/s in 20 ms at {clock.UptimeMs}");
            Assert.IsTrue(AgvRoute.ToCorner(agv.Distance % AgvRoute.Length) > 0 || agv.Speed <= 0.52, $"{agv.Speed} m/s in a corner");
            last = agv.Speed;
            if (agv.Speed == 0 && clock.UptimeMs > 5000)
            {
                stoodMs[agv.LastTag] = stoodMs.GetValueOrDefault(agv.LastTag) + 20;
            }
        }

        CollectionAssert.AreEquivalent(new[] { "N001", "N005" }, stoodMs.Keys);
        Assert.IsTrue(agv.Distance is > 350 and < 600, $"{agv.Distance} m in 10 minutes");
    }

    [TestMethod]
    public void Its_reader_says_every_tag_on_the_way()
    {
        FixedClock clock = new();
        SimulatedAgv agv = new(clock);
        var port = agv.Inputs.Serial[AgvChannels.TagReader];
        var buffer = new byte[64];
        Assert.AreEqual(-1, port.Read(buffer, 0, 64), "not open");
        Assert.IsTrue(port.Open(9600, 0, 1));
        StringBuilder text = new();
        for (; agv.Distance < AgvRoute.Length + 20; clock.UptimeMs += 100)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, port.Read(buffer, 0, 64)));
        }

        Assert.AreEqual("N002\r\nN003\r\nN004\r\nN005\r\nN006\r\nN007\r\nN008\r\nN001\r\nN002\r\n", text.ToString());
        Assert.IsFalse(port.Open(300, 0, 1));
    }

    [TestMethod]
    public void Its_charge_falls_while_it_drives_and_rises_at_the_station()
    {
        FixedClock clock = new();
        SimulatedAgv agv = new(clock);
        Analog(agv, 0);
        var last = agv.Battery.StateOfCharge;
        var (isDriving, charged) = (false, 0.0);
        for (; clock.UptimeMs < 60 * MinuteMs; clock.UptimeMs += 10)
        {
            Analog(agv, 0);
            var now = agv.Battery.StateOfCharge;
            var current = agv.Battery.Current;
            Assert.IsTrue(current is > -60 and <= 30, $"{current} A");
            Assert.IsTrue(agv.Battery.Voltage is > 22 and < 28.9, $"{agv.Battery.Voltage} V");
            Assert.IsTrue(!(isDriving && agv.Speed > 0) || now < last, $"{last} to {now} % while it drives");
            charged += Math.Max(0, now - last);
            isDriving = agv.Speed > 0;
            last = now;
        }

        Assert.IsTrue(charged > 1.5, $"{charged} % in an hour of short stops");
        Assert.IsTrue(last is < 78 and > 60, $"{last} % after an hour");
    }

    // 80 A h: a charge of 30 A for two minutes is 1 A h, of which 95 % stay; the same out is 1 A h.
    [TestMethod]
    public void Charge_is_counted_in_ampere_hours()
    {
        TractionBattery battery = new(50);
        for (var i = 0; i < 12_000; i++)
        {
            battery.Flow(30, 0.01);
        }

        Assert.AreEqual(50 + (95.0 / 80), battery.StateOfCharge, 1e-6);
        Assert.IsTrue(battery.Voltage > TractionBattery.RestVoltage(battery.StateOfCharge));
        for (var i = 0; i < 12_000; i++)
        {
            battery.Flow(-30, 0.01);
        }

        Assert.AreEqual(50 - (5.0 / 80), battery.StateOfCharge, 1e-6);
        battery = new TractionBattery(0.001);
        for (var i = 0; i < 100_000; i++)
        {
            battery.Flow(-10, 0.01);
        }

        Assert.AreEqual(0, battery.StateOfCharge);
        Assert.AreEqual(0, battery.Current, "its guard has opened");
    }

    [TestMethod]
    public void When_low_it_stays_at_the_station_until_it_has_enough()
    {
        FixedClock clock = new();
        SimulatedAgv agv = new(clock, charge: 31);
        var (lowest, stood) = (100.0, 0);
        for (; clock.UptimeMs < 240 * MinuteMs && agv.Battery.StateOfCharge < 79.99; clock.UptimeMs += 100)
        {
            Analog(agv, 0);
            lowest = Math.Min(lowest, agv.Battery.StateOfCharge);
            stood += agv.Speed == 0 && agv.LastTag == "N001" ? 100 : 0;
        }

        Assert.IsTrue(lowest is > 25 and < 31, $"{lowest} %");
        Assert.IsTrue(agv.Battery.StateOfCharge >= 79.9, $"{agv.Battery.StateOfCharge} % after {clock.UptimeMs / 60000.0} min");
        Assert.IsTrue(stood is > 75 * MinuteMs and < 110 * MinuteMs, $"50 % of 80 Ah at 30 A are 84 minutes, not {stood / 60000.0} min");
        clock.UptimeMs += MinuteMs;
        Analog(agv, 0);
        Assert.IsTrue(agv.Speed > 0, "and then it drives on");
    }

    // The shunt has a gain error of up to 1 %.
    [TestMethod]
    public void Its_sensors_are_nearly_right()
    {
        for (uint seed = 1; seed < 20; seed++)
        {
            FixedClock clock = new() { UptimeMs = 3000 };
            SimulatedAgv agv = new(clock, seed);
            Assert.AreEqual(30, Analog(agv, AgvChannels.BatteryCurrent) * 100, 0.4);
            Assert.AreEqual(agv.Battery.Voltage, Analog(agv, AgvChannels.BatteryVoltage) * 11, 0.07);
        }
    }

    [TestMethod]
    public void Motors_warm_up_and_stay_sound()
    {
        FixedClock clock = new();
        SimulatedAgv agv = new(clock);
        for (; clock.UptimeMs < 60 * MinuteMs; clock.UptimeMs += 1000)
        {
            Analog(agv, 0);
        }

        Assert.IsTrue(agv.MotorTemperature is > 24 and < 60, $"{agv.MotorTemperature}");
        Assert.AreEqual(FrontEnd.NtcDivider(agv.MotorTemperature), Analog(agv, AgvChannels.MotorLeft), 0.002);
    }

    [TestMethod]
    [DataRow("e-stop", AgvChannels.EStop, false)]
    [DataRow("bumper", AgvChannels.Bumper, true)]
    public void It_brakes_at_once_and_goes_on_when_it_may(string fault, int channel, bool level)
    {
        FixedClock clock = new() { UptimeMs = 10_000 };
        SimulatedAgv agv = new(clock, 1, [new FaultPlan(fault, 10_010, 20_000)]);
        Assert.AreEqual(!level, Digital(agv, channel));
        Assert.AreEqual(1.2, agv.Speed, 0.01);
        clock.UptimeMs = 11_000;
        Assert.AreEqual(level, Digital(agv, channel));
        Assert.AreEqual(0, agv.Speed);
        clock.UptimeMs = 22_900;
        Assert.AreEqual(!level, Digital(agv, channel));
        Assert.AreEqual(0, agv.Speed);
        clock.UptimeMs = 26_000;
        Analog(agv, 0);
        Assert.AreEqual(1.2, agv.Speed, 0.01);
    }

    [TestMethod]
    public void Faults_of_the_sensors_are_seen_at_their_terminals()
    {
        FixedClock clock = new() { UptimeMs = 1000 };
        SimulatedAgv agv = new(clock, 1, [new FaultPlan("battery-sensor"), new FaultPlan("ntc-open"), new FaultPlan("tag-reader", 2000)]);
        var port = agv.Inputs.Serial[0];
        Assert.IsTrue(port.Open(9600, 0, 1));
        Assert.AreEqual(InputStatus.DeviceFailure, agv.Read(AgvChannels.BatteryVoltage, out float _));
        Assert.AreEqual(InputStatus.DeviceFailure, agv.Read(AgvChannels.BatteryCurrent, out float _));
        Assert.AreEqual(3.3, Analog(agv, AgvChannels.MotorLeft), 1e-6);
        Assert.IsTrue(Analog(agv, AgvChannels.MotorRight) < 2);
        Assert.AreEqual(0, port.Read(new byte[8], 0, 8));
        clock.UptimeMs = 2000;
        Assert.AreEqual(-1, port.Read(new byte[8], 0, 8));
    }

    [TestMethod]
    public void A_reader_that_finds_no_tags_is_silent()
    {
        FixedClock clock = new();
        SimulatedAgv agv = new(clock, 1, [new FaultPlan("tags-missing")]);
        var port = agv.Inputs.Serial[0];
        Assert.IsTrue(port.Open(9600, 0, 1));
        for (; agv.Distance < 60; clock.UptimeMs += 100)
        {
            Assert.AreEqual(0, port.Read(new byte[8], 0, 8));
        }
    }
}
