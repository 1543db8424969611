#nullable enable
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;
using static Sidetap.Tests.Host.Sensors.FaultFrameBench;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>What the faults of a sensor make of the analysis of its signal: injected at the hal, in the decoded frame.</summary>
[TestClass]
public sealed class AnalysisFaultFrameTests
{
    private const uint Good = StatusCode.Good;
    private const uint LastUsable = StatusCode.UncertainLastUsableValue;
    private const uint SubNormal = StatusCode.UncertainSubNormal;
    private const uint SensorFailure = StatusCode.BadSensorFailure;
    private const uint DeviceFailure = StatusCode.BadDeviceFailure;

    [TestMethod]
    [DataRow(InputStatus.NotConnected, SensorFailure)]
    [DataRow(InputStatus.OutOfRange, StatusCode.BadOutOfRange)]
    [DataRow(InputStatus.DeviceFailure, DeviceFailure)]
    [DataRow(InputStatus.Stale, LastUsable)]
    public void Features_amplitudes_and_a_single_zone(InputStatus fault, uint status)
    {
        var (board, bench) = Windows();
        board.Statuses[0] = fault;
        for (var i = 1; i <= 10; i++)
        {
            bench.AssertBecomes(i, i == 7 ? Good : status, 3000, i == 7 ? "a nominal value" : "");
        }

        board.Statuses[0] = InputStatus.Good;
        for (var i = 1; i <= 10; i++)
        {
            bench.AssertBecomes(i, Good, 3000);
        }
    }

    [TestMethod]
    public void Windows_with_a_reading_missing()
    {
        var (board, bench) = Windows();
        board.Statuses[0] = InputStatus.DeviceFailure;
        bench.Run(100);
        board.Statuses[0] = InputStatus.Good;
        bench.AssertBecomes(1, SubNormal, 500);
        bench.AssertBecomes(6, SubNormal, 1500);
        bench.AssertBecomes(1, Good, 500);
        bench.AssertBecomes(6, Good, 1500);
    }

    // Signals 2 to 9: nominal values, deviations, the worst, how many.
    [TestMethod]
    public void One_zone_of_several()
    {
        var board = new FakeBoard();
        board.Values[0] = 200;
        board.Values[1] = 215;
        var bench = new FaultFrameBench(
            board.Inputs, Source(SourceKind.Analog, [], 0, 1, 0), Source(SourceKind.Analog, [], 1, 1, 0), Source(SourceKind.ZoneDeviation, [0, 1], 10, 10, 200, 200));
        bench.AssertBecomes(7, Good, 1000);
        Assert.AreEqual(1, bench.Number(7));
        board.Statuses[1] = InputStatus.NotConnected;
        bench.AssertBecomes(5, SensorFailure, 300);
        bench.AssertBecomes(6, SubNormal, 300);
        bench.AssertBecomes(7, SubNormal, 300);
        Assert.AreEqual(0, bench.Number(7), "of those that are known");
        Assert.AreEqual(Good, bench.Status(4));
    }

    // 0 power, 1 current, 2 state, 3..5 durations and cycles, 6..8 cutting, its time, tool changes.
    [TestMethod]
    public void The_machines_state_and_what_follows_from_it()
    {
        var (board, bench) = Machine();
        board.Statuses[0] = InputStatus.NotConnected;
        bench.AssertBecomes(2, SubNormal, 300, "the current decides");
        bench.AssertBecomes(6, SubNormal, 300);
        Assert.AreEqual(3, bench.Number(2));
        board.Statuses[1] = InputStatus.DeviceFailure;
        bench.AssertBecomes(2, SensorFailure, 300);
        bench.AssertBecomes(6, SensorFailure, 300);
        foreach (var kept in new[] { 3, 4, 5, 7, 8 })
        {
            bench.AssertBecomes(kept, LastUsable, 300);
        }

        board.Statuses[0] = InputStatus.Good;
        board.Statuses[1] = InputStatus.Good;
        for (var i = 2; i < 9; i++)
        {
            bench.AssertBecomes(i, Good, 300);
        }
    }

    [TestMethod]
    public void A_power_and_a_current_that_contradict_each_other()
    {
        var (board, bench) = Machine();
        board.Values[0] = 0;
        bench.AssertBecomes(2, StatusCode.Uncertain, 2000);
        Assert.AreEqual(3, bench.Number(2));
        board.Values[0] = 20;
        bench.AssertBecomes(2, Good, 300);
    }

    // 0 drive, 1 cycle time, 2 count, 3 in cycle, 4..7 its profile.
    [TestMethod]
    [DataRow(InputStatus.NotConnected, SensorFailure)]
    [DataRow(InputStatus.OutOfRange, StatusCode.BadOutOfRange)]
    [DataRow(InputStatus.DeviceFailure, DeviceFailure)]
    public void An_injection_cycle_and_its_profile(InputStatus fault, uint status)
    {
        var board = new FakeBoard();
        var bench = new FaultFrameBench(
            board.Inputs,
            Source(SourceKind.Analog, [], 0, 1, 0),
            Source(SourceKind.InjectionCycle, [0], 10, 8, 1000, 5000),
            Source(SourceKind.CycleProfile, [0, 3], 4, 60_000))
        {
            Machine = now => board.Values[0] = now % 3000 < 1500 ? 20 : 0,
        };
        AssertCycle(bench, Good, Good, Good);
        board.Statuses[0] = fault;
        AssertCycle(bench, status, LastUsable, LastUsable);
        board.Statuses[0] = InputStatus.Good;
        AssertCycle(bench, Good, Good, Good);
        bench.Machine = _ => board.Values[0] = 0;
        bench.AssertBecomes(1, LastUsable, 6000, "the machine has stopped");
        bench.AssertBecomes(4, LastUsable, 61_000);
    }

    // 0 feed current, 1 cutting, 2 tool changes, 3..8 index, quality, flank wear, low, high, tool life.
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    public void Tool_wear(int channel)
    {
        var board = new FakeBoard();
        board.Values[0] = 5;
        var bench = new FaultFrameBench(
            board.Inputs,
            Source(SourceKind.Analog, [], 0, 1, 0),
            Source(SourceKind.Analog, [], 1, 1, 0),
            Source(SourceKind.Analog, [], 2, 1, 0),
            Source(SourceKind.ToolWear, [0, 1, 2], 1000, 300, 5, 0.2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        bench.AssertBecomes(3, StatusCode.BadWaitingForInitialData, 500, "it has not cut");
        board.Values[1] = 1;
        bench.AssertBecomes(3, StatusCode.UncertainSensorNotAccurate, 3000, "not calibrated");
        Assert.AreEqual(StatusCode.BadConfigurationError, bench.Status(5));
        board.Statuses[channel] = InputStatus.DeviceFailure;
        for (var i = 3; i < 9; i++)
        {
            bench.AssertBecomes(i, DeviceFailure, 300);
        }

        board.Statuses[channel] = InputStatus.Good;
        bench.AssertBecomes(3, StatusCode.UncertainSensorNotAccurate, 300);
    }

    private static void AssertCycle(FaultFrameBench bench, uint cycle, uint count, uint profile)
    {
        bench.AssertBecomes(1, cycle, 15_000);
        bench.AssertBecomes(2, count, 300);
        bench.AssertBecomes(3, cycle, 300);
        for (var i = 4; i < 8; i++)
        {
            bench.AssertBecomes(i, profile, 15_000);
        }
    }

    // 1..5 features, 6 the amplitude at 2 Hz, 7 a zone's nominal value, 8 its deviation, 9 the worst, 10 how many.
    private static (FakeBoard Board, FaultFrameBench Bench) Windows()
    {
        var board = new FakeBoard();
        board.Values[0] = 20;
        var bench = new FaultFrameBench(
            board.Inputs,
            Source(SourceKind.Analog, [], 0, 1, 0),
            Source(SourceKind.Features, [0], 4),
            Source(SourceKind.Goertzel, [0], 10, 10, 2),
            Source(SourceKind.ZoneDeviation, [0], 5, 5, 20));
        for (var i = 1; i <= 10; i++)
        {
            bench.AssertBecomes(i, Good, 3000);
        }

        return (board, bench);
    }

    private static (FakeBoard Board, FaultFrameBench Bench) Machine()
    {
        var board = new FakeBoard();
        board.Values[0] = 20;
        board.Values[1] = 10;
        var bench = new FaultFrameBench(
            board.Inputs,
            Source(SourceKind.Analog, [], 0, 1, 0),
            Source(SourceKind.Analog, [], 1, 1, 0),
            Source(SourceKind.MachineState, [0, 1, 255], 15, 10, 6, 4, 1000),
            Source(SourceKind.OperationCounters, [2, 255]),
            Source(SourceKind.Cutting, [2, 0, 1], 10, 8, 5, 4, 0, 0));
        for (var i = 2; i < 9; i++)
        {
            bench.AssertBecomes(i, Good, 2000);
        }

        return (board, bench);
    }
}
