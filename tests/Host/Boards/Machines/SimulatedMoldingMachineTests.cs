#nullable enable
using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;
using static Sidetap.Tests.Host.Boards.Machines.MachineProbe;

namespace Sidetap.Tests.Host.Boards.Machines;

/// <summary>The simulated injection molding machine heats up, cycles and stops as a real one.</summary>
[TestClass]
public sealed class SimulatedMoldingMachineTests
{
    private const int MinuteMs = 60_000;

    [TestMethod]
    public void It_is_the_same_at_any_pace() => CheckAnyMachine((clock, seed, plans) => new SimulatedMoldingMachine(clock, seed, plans));

    [TestMethod]
    public void From_cold_it_heats_up_overshoots_and_holds()
    {
        FixedClock clock = new();
        SimulatedMoldingMachine machine = new(clock, isCold: true);
        var readyAt = 0L;
        var highest = new double[MoldingChannels.Zones];
        for (; clock.UptimeMs < 60 * MinuteMs; clock.UptimeMs += 1000)
        {
            Analog(machine, 0);
            readyAt = readyAt == 0 && machine.Phase != MoldingPhase.Waiting ? clock.UptimeMs : readyAt;
            for (var i = 0; i < highest.Length; i++)
            {
                var zone = machine.Zones[i];
                highest[i] = Math.Max(highest[i], zone.Steel - zone.Nominal);
                var held = clock.UptimeMs > 40 * MinuteMs;
                Assert.IsTrue(zone.Steel is >= 21.9 and < 260, $"zone {i} at {zone.Steel}");
                Assert.IsTrue(!held || Math.Abs(zone.Steel + zone.ThermostatError - zone.Nominal) < 5, $"zone {i} at {zone.Steel} of {zone.Nominal}");
            }
        }

        Assert.IsTrue(readyAt is > 10 * MinuteMs and < 30 * MinuteMs, $"ready after {readyAt / 60000.0} min");
        Assert.IsTrue(highest.All(h => h is > 1.5 and < 12), $"overshoot by {string.Join(" ", highest)}");
    }

    // First law: what the heater gave is in the steel or in the room.
    [TestMethod]
    public void Energy_is_conserved()
    {
        FixedClock clock = new();
        SimulatedMoldingMachine machine = new(clock, isCold: true);
        for (; clock.UptimeMs < 30 * MinuteMs; clock.UptimeMs += 1000)
        {
            Analog(machine, 0);
        }

        foreach (var zone in machine.Zones)
        {
            Assert.AreEqual(zone.HeaterJoules, zone.StoredJoules + zone.LostJoules, 1e-6 * zone.HeaterJoules);
            Assert.IsTrue(zone.HeaterJoules > 1e6);
        }
    }

    [TestMethod]
    public void Cycles_take_about_20_seconds_and_differ_a_little()
    {
        FixedClock clock = new();
        SimulatedMoldingMachine machine = new(clock);
        List<long> ends = [];
        for (; ends.Count < 30; clock.UptimeMs += 10)
        {
            Analog(machine, 0);
            if (machine.Cycles > ends.Count)
            {
                ends.Add(clock.UptimeMs);
            }
        }

        Assert.IsTrue(ends[0] < 2 * MinuteMs, $"the first part after {ends[0]} ms: it was warm");
        var times = ends.Skip(1).Zip(ends, (b, a) => (b - a) / 1000.0).ToList();
        Assert.AreEqual(19.9, times.Average(), 0.2);
        Assert.IsTrue(times.Distinct().Count() > 5 && times.Max() - times.Min() is > 0.1 and < 1, $"{times.Min()} to {times.Max()} s");
    }

    [TestMethod]
    public void Pressure_and_current_follow_the_cycle()
    {
        FixedClock clock = new() { UptimeMs = 1000 };
        SimulatedMoldingMachine machine = new(clock);
        Dictionary<MoldingPhase, (double Bar, double Amperes)> peaks = [];
        for (; machine.Cycles < 3; clock.UptimeMs += 10)
        {
            var bar = (Analog(machine, MoldingChannels.HydraulicPressure) - 4) / 16 * 250;
            Assert.AreEqual(machine.Pressure, bar, 1);
            Assert.IsTrue(machine.Pressure is >= 0 and <= 160 && machine.PumpAmperes is >= 5 and < 20, $"{machine.Pressure} bar, {machine.PumpAmperes} A");
            var peak = peaks.GetValueOrDefault(machine.Phase);
            peaks[machine.Phase] = (Math.Max(peak.Bar, machine.Pressure), Math.Max(peak.Amperes, machine.PumpAmperes));
            Assert.AreEqual(machine.Phase is > MoldingPhase.Close and < MoldingPhase.Open, Digital(machine, MoldingChannels.MouldClosed));
        }

        Assert.IsTrue(peaks[MoldingPhase.Clamp].Bar > 140);
        Assert.IsTrue(peaks[MoldingPhase.Inject].Amperes > 3 * 5, "injecting takes the most");
        Assert.IsTrue(peaks[MoldingPhase.Waiting].Amperes < 5.5, "idle: hardly more than what magnetises the motor");
    }

    // The clamp's wave form: bias 1.65 V, 50 Hz, and the RMS of what truly flows.
    [TestMethod]
    public void The_clamps_wave_form_carries_the_true_current()
    {
        FixedClock clock = new() { UptimeMs = 500 };
        SimulatedMoldingMachine machine = new(clock);
        var buffer = new float[2048];
        Assert.AreEqual(InputStatus.Good, machine.Read(MoldingChannels.PumpCurrent, buffer, out var count));
        Assert.AreEqual(1000, count, "2,000 samples a second");
        var wave = buffer[..400].Select(v => (double)v).ToArray(); // ten periods
        Assert.AreEqual(1.65, wave.Average(), 0.002);
        var rms = Math.Sqrt(wave.Average(v => (v - 1.65) * (v - 1.65))) * SimulatedMoldingMachine.AmperesPerVolt;
        Assert.AreEqual(machine.PumpAmperes, rms, 0.1);
        var crossings = wave.Zip(wave.Skip(1), (a, b) => a < 1.65 && b >= 1.65).Count(c => c);
        Assert.AreEqual(10, crossings, 1);

        Assert.AreEqual(InputStatus.Stale, machine.Read(MoldingChannels.PumpCurrent, buffer, out count));
        Assert.AreEqual(0, count);
        clock.UptimeMs += 60_000;
        machine.Read(MoldingChannels.PumpCurrent, buffer, out count);
        Assert.AreEqual(1024, count, "the board keeps half a second");
        clock.UptimeMs += 300;
        machine.Read(MoldingChannels.PumpCurrent, new float[250], out count);
        Assert.AreEqual(250, count, "what does not fit comes later");
        machine.Read(MoldingChannels.PumpCurrent, buffer, out count);
        Assert.AreEqual(350, count);
        Assert.AreEqual(InputStatus.NotConnected, machine.Read(1, buffer, out count));
    }

    [TestMethod]
    public void Wave_forms_do_not_depend_on_the_pace_either()
    {
        CollectionAssert.AreEqual(Samples(100), Samples(20));
        CollectionAssert.AreEqual(Samples(100), Samples(400));

        static List<float> Samples(int pace)
        {
            FixedClock clock = new();
            SimulatedMoldingMachine machine = new(clock, 1, [new FaultPlan("clamp-off", 50_000, 60_000)]);
            List<float> samples = [];
            for (var buffer = new float[1024]; clock.UptimeMs <= 80_000; clock.UptimeMs += pace)
            {
                machine.Read(MoldingChannels.PumpCurrent, buffer, out var count);
                samples.AddRange(buffer[..count]);
            }

            return samples;
        }
    }

    [TestMethod]
    public void One_zone_drifts_away_from_what_its_thermostat_believes()
    {
        FixedClock clock = new();
        SimulatedMoldingMachine machine = new(clock);
        var deviations = new double[MoldingChannels.Zones];
        var samples = 0;
        for (; clock.UptimeMs < 150 * MinuteMs; clock.UptimeMs += 1000)
        {
            Analog(machine, 0);
            for (var i = 0; i < deviations.Length && clock.UptimeMs >= 120 * MinuteMs; i++)
            {
                deviations[i] += machine.Zones[i].Sensed - machine.Zones[i].Nominal;
            }

            samples += clock.UptimeMs >= 120 * MinuteMs ? 1 : 0;
        }

        for (var i = 0; i < deviations.Length; i++)
        {
            Assert.AreEqual(i == SimulatedMoldingMachine.DriftingZone ? -4.5 : 0, deviations[i] / samples, 1, $"zone {i}"); // 2 K/h
        }
    }

    [TestMethod]
    public void Without_its_heater_a_zone_cools_down_and_the_machine_stops()
    {
        FixedClock clock = new();
        SimulatedMoldingMachine machine = new(clock, 1, [new FaultPlan("heater-failed", 2 * MinuteMs)]);
        Run(2);
        Assert.IsTrue(Digital(machine, MoldingChannels.Green));
        Run(5);
        var zone = machine.Zones[SimulatedMoldingMachine.ColdZone];
        Assert.IsTrue(zone.Nominal - zone.Steel is > 5 and < 40, $"{zone.Steel}");
        Assert.IsTrue(Digital(machine, MoldingChannels.Yellow));
        Assert.IsFalse(Digital(machine, MoldingChannels.Green));
        var cycles = machine.Cycles;
        Run(7);
        Assert.AreEqual(cycles, machine.Cycles);

        void Run(int minutes)
        {
            for (; clock.UptimeMs < minutes * MinuteMs; clock.UptimeMs += 1000)
            {
                Analog(machine, 0);
            }
        }
    }

    [TestMethod]
    public void An_emergency_stop_stops_the_pump_and_blinks_red()
    {
        FixedClock clock = new();
        SimulatedMoldingMachine machine = new(clock, 1, [new FaultPlan("e-stop", 60_000, 70_000)]);
        List<bool> red = [];
        for (; clock.UptimeMs < 70_000; clock.UptimeMs += 100)
        {
            red.Add(Digital(machine, MoldingChannels.Red));
        }

        Assert.IsFalse(red.Take(600).Any(lit => lit));
        Assert.IsTrue(red.Skip(600).Count(lit => lit) is 50);
        Assert.AreEqual(0, machine.PumpAmperes);
        Assert.AreEqual(0, machine.Pressure, 0.1);
        Assert.IsTrue(Digital(machine, MoldingChannels.ControlVoltage));
        clock.UptimeMs = 80_000;
        Assert.IsTrue(Digital(machine, MoldingChannels.Green));
    }

    [TestMethod]
    public void Faults_of_the_sensors_are_seen_at_their_terminals()
    {
        FixedClock clock = new() { UptimeMs = 1000 };
        FaultPlan[] plans = [new("thermocouple-broken"), new("wire-break"), new("clamp-off"), new("pt100-open")];
        SimulatedMoldingMachine machine = new(clock, 1, plans);
        Assert.IsTrue(Analog(machine, MoldingChannels.FirstZone + 2) > 69.553, "more than any thermocouple of ITS-90 gives");
        Assert.AreEqual(10.4, Analog(machine, MoldingChannels.FirstZone + 3), 2);
        Assert.AreEqual(0, Analog(machine, MoldingChannels.HydraulicPressure));
        Assert.AreEqual(400, Analog(machine, MoldingChannels.OilTemperature));
        var buffer = new float[1024];
        machine.Read(MoldingChannels.PumpCurrent, buffer, out var count);
        Assert.IsTrue(count > 0 && buffer[..count].All(v => v < 0.01), "the bias comes from the clamp's plug");
    }
}
