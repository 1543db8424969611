#nullable enable
using System.Text;
using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;

namespace Sidetap.Tests.Host.Boards.Machines;

/// <summary>Reads a simulated machine's channels as a box would.</summary>
internal static class MachineProbe
{
    // A Modbus request: address 1, function 4, two registers from 52 on, CRC-16. A tag reader does not listen.
    private static readonly byte[] PowerRequest = [1, 4, 0, 52, 0, 2, 0x30, 0x05];

    public static double Analog(SimulatedMachine machine, int channel)
    {
        Assert.AreEqual(InputStatus.Good, machine.Read(channel, out float value), $"channel {channel}");
        return value;
    }

    public static bool Digital(SimulatedMachine machine, int channel)
    {
        Assert.AreEqual(InputStatus.Good, machine.Read(channel, out bool active), $"channel {channel}");
        return active;
    }

    /// <summary>What all inputs read at each second, in a line, when they are asked at a pace.</summary>
    private static List<string> Record(SimulatedMachine machine, FixedClock clock, long untilMs, int paceMs)
    {
        var inputs = machine.Inputs;
        var port = inputs.Serial.FirstOrDefault();
        port?.Open(9600, 0, 1);
        List<string> lines = [];
        for (var (burst, octets, received) = (new float[1024], new byte[64], 0); clock.UptimeMs <= untilMs; clock.UptimeMs += paceMs)
        {
            StringBuilder line = new();
            for (var channel = 0; channel < inputs.Analog.ChannelCount; channel++)
            {
                line.Append($"{machine.Read(channel, out float value)} {value} ");
            }

            for (var channel = 0; channel < inputs.Digital.ChannelCount; channel++)
            {
                line.Append($"{Digital(machine, channel)} ");
            }

            for (var channel = 0; channel < inputs.Counters?.ChannelCount; channel++)
            {
                line.Append($"{inputs.Counters.Read(channel, out var count)} {count} ");
            }

            for (var channel = 0; channel < inputs.Burst?.ChannelCount; channel++)
            {
                inputs.Burst.Read(channel, burst, out var count);
                line.Append($"{burst[Math.Max(0, count - 1)]} ");
            }

            var taken = port?.Read(octets, 0, 64) ?? 0;
            received += Math.Max(0, taken);
            if (clock.UptimeMs % 1000 == 0)
            {
                lines.Add($"{line} {taken < 0} {received}");
                port?.Write(PowerRequest, 0, PowerRequest.Length); // answered by the next second, where there is somebody to answer
            }
        }

        return lines;
    }

    /// <summary>Checks what is true of every machine: same seed and pace-independence, channels there are not, names of faults.</summary>
    public static void CheckAnyMachine(Func<FixedClock, uint, FaultPlan[], SimulatedMachine> make)
    {
        const int minutes = 2 * 60_000;
        FaultPlan[] none = [];
        List<string> Of(uint seed, int pace, FaultPlan[] plans)
        {
            FixedClock clock = new();
            return Record(make(clock, seed, plans), clock, minutes, pace);
        }

        var reference = Of(1, 100, none);
        CollectionAssert.AreEqual(reference, Of(1, 100, none), "the same seed is the same machine");
        CollectionAssert.AreEqual(reference, Of(1, 20, none), "the pace does not matter");
        CollectionAssert.AreEqual(reference, Of(1, 1000, none), "the pace does not matter");
        CollectionAssert.AreNotEqual(reference, Of(2, 100, none), "another seed is another machine");

        var machine = make(new FixedClock(), 1, none);
        foreach (var fault in machine.Faults.Faults)
        {
            FaultPlan[] plan = [new(fault.Name, 20_000, 40_000)];
            var withFault = Of(1, 100, plan);
            CollectionAssert.AreNotEqual(reference, withFault, fault.Name);
            CollectionAssert.AreEqual(withFault, Of(1, 1000, plan), $"{fault.Name}: the pace does not matter");
            CollectionAssert.AreEqual(reference[..20], withFault[..20], $"{fault.Name}: nothing before it comes");
        }

        Assert.HasCount(machine.Faults.Faults.Count, machine.Faults.Faults.Select(f => f.Key).Distinct().ToList());
        foreach (var channel in new[] { -1, 99, int.MinValue, int.MaxValue })
        {
            Assert.AreEqual(InputStatus.NotConnected, machine.Read(channel, out float _));
            Assert.AreEqual(InputStatus.NotConnected, machine.Read(channel, out bool _));
        }

        // A clock that jumps by a year is caught up with at once.
        FixedClock far = new() { UptimeMs = 365L * 24 * 3600 * 1000 };
        Analog(make(far, 1, none), 0);
    }
}
