#nullable enable
using System.Buffers.Binary;
using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;
using static Sidetap.Tests.Host.Boards.Machines.MachineProbe;

namespace Sidetap.Tests.Host.Boards.Machines;

/// <summary>
/// The energy meter of the simulated molding machine answers as a Modbus RTU device has to (MODBUS Application Protocol V1.1b3, 6.4 and 7; MODBUS over Serial
/// Line V1.02, 2.4), and measures what the machine takes.
/// </summary>
[TestClass]
public sealed class EnergyMeterTests
{
    private const int HourMs = 3_600_000;

    // The check sums were made with another program.
    private static readonly byte[] PowerRequest = [1, 4, 0, 52, 0, 2, 0x30, 0x05];
    private static readonly byte[] EnergyRequest = [1, 4, 0, 72, 0, 2, 0xF1, 0xDD];

    [TestMethod]
    public void It_answers_with_a_float_high_word_first()
    {
        var (machine, clock) = Make();
        clock.UptimeMs = 60_000;
        var answer = Ask(machine, clock, PowerRequest);
        CollectionAssert.AreEqual(new byte[] { 1, 4, 4 }, answer[..3]);
        Assert.AreEqual((float)machine.Meter.Watts, BinaryPrimitives.ReadSingleBigEndian(answer.AsSpan(3)), 500);
        Assert.HasCount(9, answer);
    }

    [TestMethod]
    public void It_takes_its_time()
    {
        var (machine, clock) = Make();
        var port = machine.Inputs.Serial[MoldingChannels.EnergyMeter];
        var buffer = new byte[64];
        Assert.IsTrue(port.Write(PowerRequest, 0, PowerRequest.Length));
        Assert.AreEqual(0, port.Read(buffer, 0, 64));
        clock.UptimeMs += 39;
        Assert.AreEqual(0, port.Read(buffer, 0, 64));
        clock.UptimeMs++;
        Assert.AreEqual(9, port.Read(buffer, 0, 64));
        Assert.AreEqual(0, port.Read(buffer, 0, 64));
    }

    // 01 04 00 34 00 02, altered: another function, a register it has not, none, too many.
    [TestMethod]
    [DataRow(new byte[] { 1, 3, 0, 52, 0, 2, 0x85, 0xC5 }, (byte)0x83, (byte)1)]
    [DataRow(new byte[] { 1, 4, 0, 53, 0, 2, 0x61, 0xC5 }, (byte)0x84, (byte)2)]
    [DataRow(new byte[] { 1, 4, 0, 52, 0, 0, 0xB1, 0xC4 }, (byte)0x84, (byte)3)]
    [DataRow(new byte[] { 1, 4, 0, 52, 0, 61, 0x70, 0x15 }, (byte)0x84, (byte)3)]
    public void What_it_can_not_do_is_an_exception(byte[] request, byte function, byte exception)
    {
        var (machine, clock) = Make();
        var answer = Ask(machine, clock, request);
        CollectionAssert.AreEqual(new byte[] { 1, function, exception }, answer[..3]);
        Assert.HasCount(5, answer);
    }

    [TestMethod]
    [DataRow(new byte[] { 1, 4, 0, 52, 0, 2, 0x30, 0x04 }, DisplayName = "wrong CRC")]
    [DataRow(new byte[] { 2, 4, 0, 52, 0, 2, 0x30, 0x36 }, DisplayName = "another address")]
    [DataRow(new byte[] { 1, 4, 0 }, DisplayName = "cut")]
    [DataRow(new byte[] { 1 }, DisplayName = "an octet")]
    public void What_is_damaged_or_not_for_it_is_not_answered(byte[] request)
    {
        var (machine, clock) = Make();
        Assert.HasCount(0, Ask(machine, clock, request));
    }

    [TestMethod]
    public void At_another_pace_it_hears_nothing()
    {
        var (machine, clock) = Make();
        var port = machine.Inputs.Serial[MoldingChannels.EnergyMeter];
        Assert.IsTrue(port.Open(9600, 2, 1));
        Assert.HasCount(0, Ask(machine, clock, PowerRequest));
        Assert.IsFalse(port.Open(300, 0, 1));
        Assert.AreEqual(-1, port.Read(new byte[8], 0, 8));
        Assert.IsFalse(port.Write(PowerRequest, 0, PowerRequest.Length));
    }

    [TestMethod]
    public void Its_faults_are_silence_and_an_exception()
    {
        FaultPlan[] plans = [new("meter-silent", 1000, 2000), new("meter-failed", 3000, 4000)];
        var (machine, clock) = Make(plans);
        clock.UptimeMs = 1500;
        Assert.HasCount(0, Ask(machine, clock, PowerRequest));
        clock.UptimeMs = 3500;
        CollectionAssert.AreEqual(new byte[] { 1, 0x84, 4 }, Ask(machine, clock, PowerRequest)[..3]);
        clock.UptimeMs = 4500;
        Assert.HasCount(9, Ask(machine, clock, PowerRequest));
    }

    // Some 5 kW of pump and 3 kW of heaters in the mean: a small hydraulic machine. Off, it takes nothing, and the meter goes on.
    [TestMethod]
    public void It_measures_what_the_machine_takes()
    {
        var (machine, clock) = Make([new("control-voltage", HourMs)]);
        var (most, joules) = (0.0, 0.0);
        for (; clock.UptimeMs < HourMs; clock.UptimeMs += 1000)
        {
            Analog(machine, MoldingChannels.ColdJunction);
            most = Math.Max(most, machine.Meter.Watts);
            joules += machine.Meter.Watts;
        }

        Assert.IsTrue(machine.Meter.KilowattHours is > 3 and < 15, $"{machine.Meter.KilowattHours} kWh");
        Assert.AreEqual(joules / 3_600_000, machine.Meter.KilowattHours, machine.Meter.KilowattHours * 0.03);
        Assert.IsTrue(most is > 8000 and < 40_000, $"{most} W");
        Assert.IsTrue(machine.Meter.KilowattHours * 3_600_000 > machine.Zones.Sum(zone => zone.HeaterJoules), "the heaters and more");

        clock.UptimeMs = HourMs + 10_000;
        var answer = Ask(machine, clock, PowerRequest);
        Assert.AreEqual(0, BinaryPrimitives.ReadSingleBigEndian(answer.AsSpan(3)), 1);
        var energy = BinaryPrimitives.ReadSingleBigEndian(Ask(machine, clock, EnergyRequest).AsSpan(3));
        Assert.AreEqual(machine.Meter.KilowattHours, energy, 1e-4);
    }

    private static (SimulatedMoldingMachine Machine, FixedClock Clock) Make(FaultPlan[]? plans = null)
    {
        FixedClock clock = new();
        SimulatedMoldingMachine machine = new(clock, 1, plans);
        Assert.IsTrue(machine.Inputs.Serial[MoldingChannels.EnergyMeter].Open(EnergyMeter.Baud, 0, 1));
        return (machine, clock);
    }

    private static byte[] Ask(SimulatedMoldingMachine machine, FixedClock clock, byte[] request)
    {
        var port = machine.Inputs.Serial[MoldingChannels.EnergyMeter];
        Assert.IsTrue(port.Write(request, 0, request.Length));
        clock.UptimeMs += 100;
        var buffer = new byte[256];
        return buffer[..port.Read(buffer, 0, buffer.Length)];
    }
}
