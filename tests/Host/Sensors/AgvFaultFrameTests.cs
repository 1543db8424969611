#nullable enable
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;
using static Sidetap.Tests.Host.Sensors.FaultFrameBench;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>Every fault of what a vehicle and a stack light give away, injected at the hal, in the decoded frame.</summary>
[TestClass]
public sealed class AgvFaultFrameTests
{
    private const uint Good = StatusCode.Good;
    private const uint LastUsable = StatusCode.UncertainLastUsableValue;
    private const uint SubNormal = StatusCode.UncertainSubNormal;
    private const uint DeviceFailure = StatusCode.BadDeviceFailure;
    private const uint OutOfRange = StatusCode.BadOutOfRange;
    private const uint NotConnected = StatusCode.BadNotConnected;
    private const uint SensorFailure = StatusCode.BadSensorFailure;

    [TestMethod]
    [DataRow(0, InputStatus.NotConnected, SensorFailure)]
    [DataRow(1, InputStatus.NotConnected, SensorFailure)]
    [DataRow(0, InputStatus.OutOfRange, OutOfRange)]
    [DataRow(1, InputStatus.OutOfRange, OutOfRange)]
    [DataRow(0, InputStatus.DeviceFailure, DeviceFailure)]
    [DataRow(1, InputStatus.DeviceFailure, DeviceFailure)]
    public void A_battery_without_a_voltage_or_current(int channel, InputStatus fault, uint status)
    {
        var board = new FakeBoard();
        var bench = Battery(board);
        board.Statuses[channel] = fault;
        bench.AssertBecomes(3 + channel, status, 300);
        bench.AssertBecomes(2, LastUsable, 300);
        Assert.AreEqual(channel == 0 ? Good : status, bench.Status(5), "charging is told by the current");
        bench.AssertStays(2, LastUsable, 290_000);
        bench.AssertBecomes(2, status, 20_000);
        board.Statuses[channel] = InputStatus.Good;
        bench.AssertBecomes(2, channel == 0 ? Good : SubNormal, 300);
        bench.AssertBecomes(2, Good, 70_000, "after a rest");
    }

    [TestMethod]
    public void A_battery_whose_current_stands_still()
    {
        var board = new FakeBoard();
        var bench = Battery(board);
        board.Statuses[1] = InputStatus.Stale;
        for (var i = 2; i < 6; i++)
        {
            bench.AssertBecomes(i, i == 3 ? Good : LastUsable, 300);
        }

        bench.AssertStays(2, LastUsable, 70_000);
        board.Values[1] = -20;
        board.Statuses[1] = InputStatus.Good;
        bench.AssertBecomes(2, SubNormal, 300, "nobody saw what flowed");
        board.Values[1] = 0;
        bench.AssertBecomes(2, Good, 70_000, "after a rest");
    }

    [TestMethod]
    public void A_battery_that_has_not_rested_yet()
    {
        var board = new FakeBoard();
        board.Values[0] = 24.5f;
        board.Values[1] = -20;
        var bench = new FaultFrameBench(board.Inputs, BatterySources());
        bench.AssertBecomes(2, StatusCode.UncertainInitialValue, 1000);
        board.Values[1] = 0;
        bench.AssertBecomes(2, Good, 70_000);
    }

    [TestMethod]
    [DataRow(InputStatus.NotConnected, SensorFailure)]
    [DataRow(InputStatus.OutOfRange, OutOfRange)]
    [DataRow(InputStatus.DeviceFailure, DeviceFailure)]
    [DataRow(InputStatus.Stale, LastUsable)]
    public void Odometry_without_a_wheel(InputStatus fault, uint status)
    {
        var (bench, counters) = Odometry();
        counters.Statuses[1] = fault;
        for (var i = 4; i < 11; i++)
        {
            bench.AssertBecomes(i, status, 300);
        }

        counters.Statuses[1] = InputStatus.Good;
        for (var i = 4; i < 11; i++)
        {
            bench.AssertBecomes(i, Good, 1000);
        }
    }

    [TestMethod]
    public void Odometry_that_missed_a_way()
    {
        var (bench, counters) = Odometry();
        bench.Machine = _ =>
        {
            counters.Move(0, 5);
            counters.Move(1, 5);
        };
        bench.Run(1000);
        Assert.AreEqual(Good, bench.Status(6));
        counters.Statuses[0] = InputStatus.DeviceFailure;
        bench.AssertBecomes(6, DeviceFailure, 300);
        bench.Run(500);
        counters.Statuses[0] = InputStatus.Good;
        for (var i = 6; i < 10; i++)
        {
            bench.AssertBecomes(i, SubNormal, 300);
        }

        bench.AssertBecomes(4, Good, 1000, "the velocity is known");
        bench.Machine = null;
        bench.AssertStays(6, SubNormal, 5000);
    }

    [TestMethod]
    public void Odometry_when_a_wheel_jumps()
    {
        var (bench, counters) = Odometry();
        counters.Move(0, 5000);
        bench.AssertBecomes(6, LastUsable, 300);
        counters.Move(0, -5000);
        bench.AssertBecomes(6, Good, 300);
        counters.Move(0, 5000);
        bench.AssertBecomes(6, LastUsable, 300);
        bench.AssertBecomes(6, SubNormal, 1000, "it stayed there");
        bench.AssertBecomes(4, Good, 1000, "the velocity is known again");
        Assert.AreEqual(0, bench.Number(4));
    }

    [TestMethod]
    [DataRow(InputStatus.NotConnected, SensorFailure)]
    [DataRow(InputStatus.OutOfRange, OutOfRange)]
    [DataRow(InputStatus.DeviceFailure, DeviceFailure)]
    public void A_safety_circuit_that_is_broken_is_never_no_stop(InputStatus fault, uint status)
    {
        var board = new FakeBoard();
        var bench = new FaultFrameBench(
            board.Inputs, Source(SourceKind.Digital, [], 0, 30, 0), Source(SourceKind.SafetyState, [0, 0], 1, 0, 0), Source(SourceKind.SafetyState, [0, 255], 1, 0, 0));
        bench.AssertBecomes(1, Good, 1000);
        Assert.AreEqual(3, bench.Number(1), "NONE");
        Assert.AreEqual(NotConnected, bench.Status(4), "no bumper");
        board.LevelStatus = fault;
        bench.AssertBecomes(1, status, 300);
        bench.AssertBecomes(2, status, 300);
        board.LevelStatus = InputStatus.Good;
        board.Level = false;
        bench.AssertBecomes(1, Good, 300);
        Assert.AreEqual(1, bench.Number(1), "MANUAL");
        Assert.AreEqual(1, bench.Number(2), "violated");
        board.LevelStatus = InputStatus.Stale;
        bench.AssertBecomes(1, LastUsable, 300);
    }

    [TestMethod]
    [DataRow(InputStatus.NotConnected, SensorFailure)]
    [DataRow(InputStatus.OutOfRange, OutOfRange)]
    [DataRow(InputStatus.DeviceFailure, DeviceFailure)]
    public void A_stack_light_whose_lamp_can_not_be_read(InputStatus fault, uint status)
    {
        var board = new FakeBoard();
        var bench = new FaultFrameBench(
            board.Inputs, Source(SourceKind.Digital, [], 0, 0, 0), Source(SourceKind.StackLight, [255, 255, 0], 1000, 0, 3, 2, 2, 1, 1));
        bench.AssertBecomes(1, Good, 1000);
        Assert.AreEqual(3, bench.Number(1), "Executing");
        board.LevelStatus = fault;
        for (var i = 1; i < 4; i++)
        {
            bench.AssertBecomes(i, status, 300);
        }

        board.LevelStatus = InputStatus.Stale;
        bench.AssertBecomes(1, LastUsable, 300);
    }

    [TestMethod]
    public void A_tag_reader_whose_line_fails()
    {
        var line = new FakeSerial();
        var bench = new FaultFrameBench(new MachineInputs { Serial = [line] }, Source(SourceKind.TagReader, [], 0, 9600, 16, 0))
        {
            Machine = now => line.NowMs = now,
        };
        bench.AssertBecomes(1, Good, 1000);
        line.PutText("NODE-7\r\n");
        bench.Run(500);
        Assert.AreEqual("NODE-7", bench.Field(0).Value?.ToString());
        Assert.AreEqual(1, bench.Number(1));

        line.PutText("NO\u00C4E-8\r\n1234567890123456789\r\n");
        bench.Run(500);
        Assert.AreEqual("NODE-7", bench.Field(0).Value?.ToString(), "what is no tag changes nothing");
        Assert.AreEqual(1, bench.Number(1));

        line.FailsToRead = true;
        bench.AssertBecomes(0, DeviceFailure, 500);
        bench.AssertBecomes(1, DeviceFailure, 500);
        line.FailsToRead = false;
        line.RefusesOpen = true;
        bench.AssertBecomes(0, StatusCode.BadConfigurationError, 6000);
        line.RefusesOpen = false;
        bench.AssertBecomes(0, LastUsable, 6000);
        bench.Run(500);
        line.PutText("NODE-9\r\n");
        bench.AssertBecomes(0, Good, 500);
        Assert.AreEqual("NODE-9", bench.Field(0).Value?.ToString());
    }

    private static SourceDescriptor[] BatterySources() =>
    [
        Source(SourceKind.Analog, [], 0, 1, 0),
        Source(SourceKind.Analog, [], 1, 1, 0),
        Source(SourceKind.Battery, [0, 1], 100, 0.9, 1, 1, 23, 0, 24.5, 50, 26, 100),
    ];

    private static FaultFrameBench Battery(FakeBoard board)
    {
        board.Values[0] = 24.5f;
        board.Values[1] = 0;
        var bench = new FaultFrameBench(board.Inputs, BatterySources());
        bench.AssertBecomes(2, Good, 70_000);
        return bench;
    }

    private static (FaultFrameBench Bench, FakeCounters Counters) Odometry()
    {
        var counters = new FakeCounters();
        var bench = new FaultFrameBench(
            new MachineInputs { Counters = counters },
            Source(SourceKind.Quadrature, [], 0, 0.001, 500),
            Source(SourceKind.Quadrature, [], 1, 0.001, 500),
            Source(SourceKind.Odometry, [0, 2], 0.5, 0.01, 500, 5));
        for (var i = 4; i < 11; i++)
        {
            bench.AssertBecomes(i, Good, 2000);
        }

        return (bench, counters);
    }
}
