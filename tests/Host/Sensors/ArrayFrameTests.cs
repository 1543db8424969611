#nullable enable
using Sidetap.Decoding.Uadp;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;
using static Sidetap.Tests.Host.Sensors.FaultFrameBench;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>The zones of an injection molding machine, from the millivolts at the hal to the arrays in the decoded frame: actual, nominal, deviation, and the
/// course of one zone over each cycle.</summary>
[TestClass]
public sealed class ArrayFrameTests
{
    private const int Zones = 6;
    private const int Points = 8;
    private const int CycleMs = 8000;

    // Fields.
    private const int Actual = 0;
    private const int Nominal = 1;
    private const int Deviation = 2;
    private const int Course = 3;

    // Type J against a junction at 0 degC, NIST ITS-90: 200, 210 .. 250 degC.
    private static readonly float[] Millivolts = [10.779f, 11.334f, 11.889f, 12.445f, 13.000f, 13.555f];
    private static readonly double[] Temperatures = [200, 210, 220, 230, 240, 250];
    private static readonly double[] Nominals = [200, 205, 225, 230, 240, 260];

    [TestMethod]
    public void Zones_come_as_one_array_of_their_temperatures()
    {
        var (bench, _) = Machine();
        CheckArray(bench, Actual, Temperatures, 0.1);
        CheckArray(bench, Nominal, Nominals, 0);
        CheckArray(bench, Deviation, [.. Temperatures.Zip(Nominals, (actual, nominal) => actual - nominal)], 0.1);
    }

    // OPC 10000-14, 6.2.3.2.4: valueRank and arrayDimensions.
    [TestMethod]
    public void Their_metadata_say_how_many_elements_there_are()
    {
        var (bench, _) = Machine();
        var described = bench.Samples!.MetaData!.Fields;
        CollectionAssert.AreEqual((uint[])[Zones, Zones, Zones, Points], described.Take(4).Select(field => field.ArrayDimensions.Single()).ToArray());
        Assert.IsTrue(described.Take(4).All(field => field is { ValueRank: 1, BuiltInType: BuiltInTypeId.Float }));
        Assert.IsTrue(described.Skip(4).All(field => field is { ValueRank: -1, ArrayDimensions.Count: 0 }));
    }

    [TestMethod]
    public void A_zone_that_moves_brings_the_whole_array_and_one_that_hardly_moves_none()
    {
        var (bench, board) = Machine();
        bench.Run(2000);
        var deltas = bench.Samples!.DeltaFrames;
        board.Values[2] += 0.02f; // some 0.4 K, and the deadband is 0.5
        bench.Run(2000);
        Assert.AreEqual(deltas, bench.Samples.DeltaFrames);
        board.Values[2] = 12.167f; // 225 degC
        bench.Run(500);
        CheckArray(bench, Actual, [200, 210, 225, 230, 240, 250], 0.1);
        Assert.IsGreaterThan(deltas, bench.Samples.DeltaFrames);
        Assert.AreEqual(1, bench.Samples.KeyFrames);
    }

    [TestMethod]
    public void A_broken_thermocouple_is_no_number_among_the_others_and_stands_in_the_log()
    {
        var (bench, board) = Machine();
        board.Statuses[2] = InputStatus.NotConnected;
        bench.AssertBecomes(Actual, StatusCode.UncertainSubNormal, 500);
        CheckArray(bench, Actual, [200, 210, double.NaN, 230, 240, 250], 0.1);
        CheckArray(bench, Deviation, [0, 5, double.NaN, 0, 0, -10], 0.1);
        CheckArray(bench, Nominal, Nominals, 0);
        var told = bench.Events.Single(one => one.Kind == "Fault" && one.Source == "ActualTemperature");
        Assert.AreEqual("Thermocouple broken", told.Cause);
        Assert.AreEqual(StatusCode.Good, told.OldStatus);
        Assert.AreEqual(StatusCode.UncertainSubNormal, told.NewStatus);

        board.Statuses[2] = InputStatus.Good;
        bench.AssertBecomes(Actual, StatusCode.Good, 500);
        CheckArray(bench, Actual, Temperatures, 0.1);
        Assert.AreEqual(StatusCode.Good, bench.Events.Last(one => one.Source == "ActualTemperature").NewStatus);
    }

    [TestMethod]
    public void An_array_of_which_nothing_is_left_is_bad()
    {
        var (bench, board) = Machine();
        for (var zone = 0; zone < Zones; zone++)
        {
            board.Statuses[zone] = InputStatus.NotConnected;
        }

        bench.AssertBecomes(Actual, StatusCode.BadSensorFailure, 500);
        Assert.AreEqual(StatusCode.Good, bench.Status(Nominal));
    }

    // The last zone goes from 240 to 250 degC over every cycle: point k of n is the mean over the k-th n-th part of it.
    [TestMethod]
    public void Each_cycle_brings_its_course_at_a_fixed_number_of_points()
    {
        var (bench, board) = Machine();
        var (from, to) = (Millivolts[4], Millivolts[5]);
        bench.Machine = now =>
        {
            var phase = now % CycleMs;
            board.Level = phase < CycleMs - 1000;
            board.Values[5] = from + ((to - from) * phase / CycleMs);
        };
        bench.Run(CycleMs); // up to the first beginning
        Assert.IsTrue(StatusCodeNames.IsBad(bench.Status(Course)), "a cycle whose beginning nobody has seen has no course");
        bench.Run(CycleMs - 500);
        Assert.IsTrue(StatusCodeNames.IsBad(bench.Status(Course)), "the first one is not over");
        bench.AssertBecomes(Course, StatusCode.Good, 1000);
        CheckCourse(bench, 240, 10);

        // A faster machine has as many points.
        var start = bench.NowMs - (bench.NowMs % CycleMs);
        bench.Machine = now =>
        {
            var phase = (now - start) % (CycleMs / 2);
            board.Level = phase < (CycleMs / 2) - 1000;
            board.Values[5] = from + ((to - from) / 2 * phase / (CycleMs / 2));
        };
        bench.Run((2 * CycleMs) + 1000);
        CheckCourse(bench, 240, 5);
    }

    [TestMethod]
    public void A_cycle_in_which_the_sensor_failed_says_so()
    {
        var (bench, board) = Machine();
        bench.Machine = now =>
        {
            var phase = now % CycleMs;
            board.Level = phase < CycleMs - 1000;
            board.Statuses[5] = now / CycleMs == 3 && phase < CycleMs / 4 ? InputStatus.NotConnected : InputStatus.Good;
        };
        bench.AssertBecomes(Course, StatusCode.Good, 3 * CycleMs);
        bench.AssertBecomes(Course, StatusCode.UncertainSubNormal, 3 * CycleMs);
        bench.AssertBecomes(Course, StatusCode.Good, 2 * CycleMs);
        CheckArray(bench, Course, [.. Enumerable.Repeat(250.0, Points)], 0.1);
    }

    private static void CheckCourse(FaultFrameBench bench, double from, double rise)
    {
        // A sample every 100 ms: the beginning is known to one of them.
        var expected = Enumerable.Range(0, Points).Select(k => from + (rise * (k + 0.5) / Points)).ToArray();
        CheckArray(bench, Course, expected, 0.35);
    }

    private static void CheckArray(FaultFrameBench bench, int field, double[] expected, double tolerance)
    {
        var value = bench.Field(field);
        Assert.AreEqual(BuiltInTypeId.Float, value.Type);
        Assert.IsTrue(value.IsArray);
        var elements = ((System.Collections.IEnumerable)value.Value!).Cast<object>().Select(Convert.ToDouble).ToArray();
        Assert.AreEqual(expected.Length, elements.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(double.IsNaN(expected[i]), double.IsNaN(elements[i]), $"element {i} is {elements[i]}");
            Assert.IsFalse(Math.Abs(elements[i] - expected[i]) > tolerance, $"element {i} is {elements[i]} and not {expected[i]}");
        }
    }

    private static (FaultFrameBench Bench, FakeBoard Board) Machine()
    {
        var board = new FakeBoard();
        Millivolts.CopyTo(board.Values, 0);
        SourceDescriptor[] sources =
        [
            .. Enumerable.Range(0, Zones + 1).Select(i => Source(SourceKind.Analog, [], i, 1, 0)), // 0: zones, 6: the junction
            .. Enumerable.Range(0, Zones).Select(i => Source(SourceKind.Thermocouple, [i, Zones], (int)ThermocoupleType.J)), // 7
            Source(SourceKind.ZoneDeviation, [7, 8, 9, 10, 11, 12], [-20, 20, .. Nominals]), // 13: nominal, 19: deviation, 25: worst, 26: outside
            Source(SourceKind.Digital, [], 0, 0, 0), // 27
            Source(SourceKind.InjectionCycle, [27], 0.5, 0.5, 1000, 60000), // 28: time, 29: counter, 30: in cycle
            Source(SourceKind.CycleProfile, [12, 30], Points, 60000), // 31
        ];
        FieldBinding[] fields =
        [
            new(new FieldMetaData("ActualTemperature", BuiltInType.Float, Zones, 0), 7) { Deadband = 0.5 },
            new(new FieldMetaData("NominalTemperature", BuiltInType.Float, Zones, 0), 13),
            new(new FieldMetaData("TemperatureDeviation", BuiltInType.Float, Zones, 0), 19) { Deadband = 0.5 },
            new(new FieldMetaData("NozzleTemperatureProfile", BuiltInType.Float, Points, 0), 31),
            new(new FieldMetaData("CycleCounter", BuiltInType.UInt32), 29),
        ];
        var bench = new FaultFrameBench(board.Inputs, 100, sources, fields, [new EventBinding(EventKind.Fault, Actual, 600, "Thermocouple broken")]);
        bench.AssertBecomes(Actual, StatusCode.Good, 1000);
        bench.AssertBecomes(Deviation, StatusCode.Good, 1000);
        return (bench, board);
    }
}
