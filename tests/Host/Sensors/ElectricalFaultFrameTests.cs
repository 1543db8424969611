#nullable enable
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;
using static Sidetap.Tests.Host.Sensors.FaultFrameBench;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>Every fault of electrical and temperature sensors on a channel of the board, injected at the hal, in the decoded frame.</summary>
[TestClass]
public sealed class ElectricalFaultFrameTests
{
    private const uint Low = StatusCode.LimitLow;
    private const uint High = StatusCode.LimitHigh;
    private const uint SensorFailure = StatusCode.BadSensorFailure;
    private const uint Exceeded = StatusCode.UncertainEngineeringUnitsExceeded;
    private const uint NotAccurate = StatusCode.UncertainSensorNotAccurate;

    [TestMethod]
    [DataRow(InputStatus.NotConnected, SensorFailure)]
    [DataRow(InputStatus.OutOfRange, StatusCode.BadOutOfRange)]
    [DataRow(InputStatus.DeviceFailure, StatusCode.BadDeviceFailure)]
    [DataRow(InputStatus.Stale, StatusCode.UncertainLastUsableValue)]
    public void A_channel_that_fails_shows_in_all_that_is_made_of_it(InputStatus fault, uint status)
    {
        var board = new FakeBoard();
        board.Values[2] = 8;
        var bench = new FaultFrameBench(
            board.Inputs,
            Source(SourceKind.Analog, [], 2, 1, 0),
            Source(SourceKind.Linear, [0], 2, 0),
            Source(SourceKind.CurrentLoop, [0], 0, 100),
            Source(SourceKind.Rms, [0], 1));
        bench.AssertBecomes(2, StatusCode.Good, 1000);
        Assert.AreEqual(25, bench.Number(2), 1e-9);
        board.Statuses[2] = fault;
        for (var i = 0; i < 4; i++)
        {
            bench.AssertBecomes(i, status, 300);
        }

        board.Statuses[2] = InputStatus.Good;
        for (var i = 0; i < 4; i++)
        {
            bench.AssertBecomes(i, StatusCode.Good, 300);
        }
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    [DataRow(float.NegativeInfinity)]
    public void A_reading_that_is_no_number_is_a_sensor_failure(float reading)
    {
        var board = new FakeBoard();
        var bench = new FaultFrameBench(board.Inputs, Source(SourceKind.Analog, [], 0, 1, 0));
        bench.AssertBecomes(0, StatusCode.Good, 1000);
        board.Values[0] = reading;
        bench.AssertBecomes(0, SensorFailure, 300);
    }

    // Signals 0 and 1: a thermocouple's millivolts and terminals, 3: a Pt100's ohms, 5: a divider's volts.
    [TestMethod]
    [DataRow(InputStatus.NotConnected, SensorFailure)]
    [DataRow(InputStatus.OutOfRange, StatusCode.BadOutOfRange)]
    [DataRow(InputStatus.DeviceFailure, StatusCode.BadDeviceFailure)]
    [DataRow(InputStatus.Stale, StatusCode.UncertainLastUsableValue)]
    public void A_channel_that_fails_shows_in_every_temperature_made_of_it(InputStatus fault, uint status)
    {
        var board = new FakeBoard();
        new[] { 20f, 20f, 110f, 1.65f }.CopyTo(board.Values, 0);
        var bench = new FaultFrameBench(
            board.Inputs,
            Source(SourceKind.Analog, [], 0, 1, 0),
            Source(SourceKind.Analog, [], 1, 1, 0),
            Source(SourceKind.Thermocouple, [0, 1], 0),
            Source(SourceKind.Analog, [], 2, 1, 0),
            Source(SourceKind.Rtd, [3], 100, 0),
            Source(SourceKind.Analog, [], 3, 1, 0),
            Source(SourceKind.Divider, [5], 10000, 3.3, 0),
            Source(SourceKind.Ntc, [6], 0, 10000, 3950, 0, -40, 125));
        AssertAll(bench, 8, StatusCode.Good, 1000);
        int[][] made = [[2], [2], [4], [6, 7]];
        for (var channel = 0; channel < made.Length; channel++)
        {
            board.Statuses[channel] = fault;
            foreach (var signal in made[channel])
            {
                bench.AssertBecomes(signal, status, 300, $"of channel {channel}");
            }

            board.Statuses[channel] = InputStatus.Good;
            AssertAll(bench, 8, StatusCode.Good, 300);
        }
    }

    [TestMethod]
    public void A_window_with_a_reading_missing()
    {
        var board = new FakeBoard();
        board.Values[0] = 5;
        var bench = new FaultFrameBench(board.Inputs, Source(SourceKind.Analog, [], 0, 1, 0), Source(SourceKind.Rms, [0], 4));
        bench.AssertBecomes(1, StatusCode.Good, 1000);
        board.Statuses[0] = InputStatus.DeviceFailure;
        bench.Run(100);
        board.Statuses[0] = InputStatus.Good;
        bench.AssertBecomes(1, StatusCode.UncertainSubNormal, 500);
        Assert.AreEqual(5, bench.Number(1), 1e-6);
        bench.AssertBecomes(1, StatusCode.Good, 500);
    }

    // NAMUR NE 43.
    [TestMethod]
    [DataRow(0f, SensorFailure | Low)]
    [DataRow(3.59f, SensorFailure | Low)]
    [DataRow(3.7f, Exceeded | Low)]
    [DataRow(20.7f, Exceeded | High)]
    [DataRow(21.1f, SensorFailure | High)]
    public void A_current_loop(float milliamperes, uint status)
    {
        var board = new FakeBoard();
        board.Values[0] = 12;
        var bench = new FaultFrameBench(board.Inputs, Source(SourceKind.Analog, [], 0, 1, 0), Source(SourceKind.CurrentLoop, [0], 0, 100));
        bench.AssertBecomes(1, StatusCode.Good, 1000);
        board.Values[0] = milliamperes;
        bench.AssertBecomes(1, status, 300);
        board.Values[0] = 12;
        bench.AssertBecomes(1, StatusCode.Good, 300);
    }

    // The quantity falls where the current rises, and so do its limits.
    [TestMethod]
    [DataRow(3.5f, SensorFailure | High)]
    [DataRow(3.7f, Exceeded | High)]
    [DataRow(20.7f, Exceeded | Low)]
    [DataRow(22f, SensorFailure | Low)]
    public void A_current_loop_that_falls(float milliamperes, uint status)
    {
        var board = new FakeBoard();
        board.Values[0] = 12;
        var bench = new FaultFrameBench(board.Inputs, Source(SourceKind.Analog, [], 0, 1, 0), Source(SourceKind.CurrentLoop, [0], 100, 0));
        bench.AssertBecomes(1, StatusCode.Good, 1000);
        board.Values[0] = milliamperes;
        bench.AssertBecomes(1, status, 300);
    }

    [TestMethod]
    [DataRow(InputStatus.NotConnected, SensorFailure)]
    [DataRow(InputStatus.DeviceFailure, StatusCode.BadDeviceFailure)]
    [DataRow(InputStatus.OutOfRange, NotAccurate | High)]
    public void A_current_clamp_that_the_board_says_is_not_well(InputStatus fault, uint status)
    {
        var (bench, burst) = Clamp();
        burst.Status = fault;
        AssertAll(bench, 3, status, 1000);
        burst.Status = InputStatus.Good;
        AssertAll(bench, 3, StatusCode.Good, 1000);
    }

    [TestMethod]
    public void A_current_clamp_that_is_out_of_range_and_has_no_samples()
    {
        var (bench, burst) = Clamp();
        var machine = bench.Machine;
        bench.Machine = null;
        burst.Status = InputStatus.OutOfRange;
        AssertAll(bench, 3, StatusCode.BadOutOfRange, 300);
        bench.Machine = machine;
        burst.Status = InputStatus.Good;
        AssertAll(bench, 3, StatusCode.Good, 1000);
    }

    [TestMethod]
    [DataRow(0.1, SensorFailure | Low)]
    [DataRow(3.2, SensorFailure | High)]
    public void A_current_clamp_that_is_off(double bias, uint status)
    {
        var (bench, burst) = Clamp();
        burst.Bias = bias;
        AssertAll(bench, 3, status, 1000);
        burst.Bias = 1.65;
        AssertAll(bench, 3, StatusCode.Good, 1000);
    }

    [TestMethod]
    public void A_current_clamp_whose_samples_cease()
    {
        var (bench, burst) = Clamp();
        var machine = bench.Machine;
        bench.Machine = null;
        AssertAll(bench, 3, StatusCode.UncertainLastUsableValue, 3000);
        AssertAll(bench, 3, StatusCode.BadNoCommunication, 12000);
        bench.Machine = machine;
        AssertAll(bench, 3, StatusCode.Good, 1000);
        bench.Machine = _ => Enumerable.Range(0, 40).ToList().ForEach(_ => burst.Add(float.NaN));
        AssertAll(bench, 3, SensorFailure, 1000);
        bench.Machine = machine;
        AssertAll(bench, 3, StatusCode.Good, 1000);
    }

    // Channel 0: millivolts, channel 1: the terminals.
    [TestMethod]
    [DataRow(60f, InputStatus.Good, SensorFailure | High)]
    [DataRow(-20f, InputStatus.Good, SensorFailure | Low)]
    [DataRow(54.0f, InputStatus.Good, NotAccurate | High)]
    [DataRow(-7.32f, InputStatus.Good, NotAccurate | Low)]
    [DataRow(0f, InputStatus.NotConnected, SensorFailure)]
    [DataRow(0f, InputStatus.DeviceFailure, StatusCode.BadDeviceFailure)]
    public void A_thermocouple(float millivolts, InputStatus fault, uint status)
    {
        var board = new FakeBoard();
        board.Values[0] = 19.822f; // 20.644 - 0.822: 500 degC against terminals of 20.6
        board.Values[1] = 20.6f;
        var bench = Thermocouple(board, ThermocoupleType.K);
        Assert.AreEqual(500, bench.Number(2), 0.1);
        board.Values[0] = millivolts;
        board.Statuses[0] = fault;
        board.Values[1] = millivolts == 54.0f ? 22.2f : 20.6f; // 0.9 mV more: just beyond the table
        bench.AssertBecomes(2, status, 300);
        board.Values[0] = 19.822f;
        board.Values[1] = 20.6f;
        board.Statuses[0] = InputStatus.Good;
        bench.AssertBecomes(2, StatusCode.Good, 300);
    }

    [TestMethod]
    public void A_thermocouple_without_its_cold_junction_and_one_of_type_b_in_the_cold()
    {
        var board = new FakeBoard();
        board.Values[1] = 20;
        var bench = Thermocouple(board, ThermocoupleType.J);
        board.Statuses[1] = InputStatus.NotConnected;
        bench.AssertBecomes(2, SensorFailure, 300);
        board.Statuses[1] = InputStatus.Good;
        board.Values[1] = 300;
        bench.AssertBecomes(2, NotAccurate, 300);

        board.Values[1] = 20;
        board.Values[0] = 4.837f;
        bench = Thermocouple(board, ThermocoupleType.B);
        Assert.AreEqual(1000, bench.Number(2), 0.5);
        board.Values[0] = 0;
        bench.AssertBecomes(2, NotAccurate | Low, 300);
    }

    [TestMethod]
    [DataRow(0f, SensorFailure | Low)]
    [DataRow(16f, Exceeded | Low)]
    [DataRow(395f, Exceeded | High)]
    [DataRow(5000f, SensorFailure | High)]
    public void A_resistance_thermometer(float ohms, uint status)
    {
        var board = new FakeBoard();
        board.Values[0] = 138.51f;
        var bench = new FaultFrameBench(board.Inputs, Source(SourceKind.Analog, [], 0, 1, 0), Source(SourceKind.Rtd, [0], 100, 0));
        bench.AssertBecomes(1, StatusCode.Good, 1000);
        Assert.AreEqual(100, bench.Number(1), 0.02);
        board.Values[0] = ohms;
        bench.AssertBecomes(1, status, 300);
        board.Values[0] = 100;
        bench.AssertBecomes(1, StatusCode.Good, 300);
    }

    // Volts of the divider: the resistance is high where its wire is broken, the temperature then low.
    [TestMethod]
    [DataRow(3.295f, SensorFailure | High, SensorFailure | Low)]
    [DataRow(0.005f, SensorFailure | Low, SensorFailure | High)]
    [DataRow(3.27f, StatusCode.Good, SensorFailure | Low)]
    [DataRow(0.05f, StatusCode.Good, SensorFailure | High)]
    public void A_thermistor_on_a_divider(float volts, uint resistance, uint temperature)
    {
        var board = new FakeBoard();
        board.Values[0] = 1.65f;
        var bench = new FaultFrameBench(
            board.Inputs,
            Source(SourceKind.Analog, [], 0, 1, 0),
            Source(SourceKind.Divider, [0], 10000, 3.3, 0),
            Source(SourceKind.Ntc, [1], 0, 10000, 3950, 0, -40, 125));
        bench.AssertBecomes(2, StatusCode.Good, 1000);
        Assert.AreEqual(25, bench.Number(2), 0.01);
        board.Values[0] = volts;
        bench.AssertBecomes(1, resistance, 300);
        bench.AssertBecomes(2, temperature, 300);
        board.Values[0] = 1.65f;
        bench.AssertBecomes(2, StatusCode.Good, 300);
    }

    private static void AssertAll(FaultFrameBench bench, int signals, uint status, long withinMs)
    {
        for (var i = 0; i < signals; i++)
        {
            bench.AssertBecomes(i, status, withinMs);
        }
    }

    private static (FaultFrameBench Bench, FakeBurst Burst) Clamp()
    {
        var burst = new FakeBurst { Bias = 1.65 };
        var bench = new FaultFrameBench(new MachineInputs { Burst = burst }, Source(SourceKind.CurrentClamp, [], 0, 30, 50, 4, 1.5, 1.8));
        bench.Machine = _ => burst.AddSine(40, 50, 0.5, 0); // 10 ms of 4000 a second
        AssertAll(bench, 3, StatusCode.Good, 1000);
        Assert.AreEqual(15 / Math.Sqrt(2), bench.Number(0), 0.01);
        return (bench, burst);
    }

    private static FaultFrameBench Thermocouple(FakeBoard board, ThermocoupleType type)
    {
        var bench = new FaultFrameBench(
            board.Inputs,
            Source(SourceKind.Analog, [], 0, 1, 0),
            Source(SourceKind.Analog, [], 1, 1, 0),
            Source(SourceKind.Thermocouple, [0, 1], (int)type));
        bench.AssertBecomes(2, StatusCode.Good, 1000);
        return bench;
    }
}
