#nullable enable
using Sidetap.PubSub;

namespace Sidetap.Tests.Host.Analysis;

/// <summary>The machine's state from spindle current and power alone, on recordings of a mill, against the spindle's real speed.</summary>
[TestClass]
public sealed class MillRecordingTests
{
    private const double Least = 98;

    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> Numbers => Mill.Numbers.Select(n => new object[] { n });

    [TestMethod]
    [DynamicData(nameof(Numbers))]
    public void The_state_agrees_with_the_speed_and_is_never_shorter_than_the_hold_time(string number)
    {
        var run = new Mill(number).Run(Mill.Parameters);
        var lengths = run.Lengths();
        var shortest = lengths.Count == 0 ? "none" : lengths.Min() + " ms";
        TestContext.WriteLine($"experiment {number}: {run.Percent:F2} %, {run.Wrong} of {run.States.Length} rows wrong, shortest state {shortest}");
        Assert.IsTrue(run.Percent >= Least, $"{run.Percent:F2} %");
        Assert.IsTrue(lengths.All(l => l >= Mill.Parameters[4]), shortest);
        Assert.IsTrue(run.Statuses.All(s => s == StatusCode.Good), "power and current don't contradict each other");
    }

    [TestMethod]
    [DynamicData(nameof(Numbers))]
    public void Counters_and_durations_follow_from_it(string number)
    {
        var mill = new Mill(number);
        var run = mill.Run(Mill.Parameters);
        var executing = run.States.SkipLast(1).Count(s => s == 3) * (long)Mill.StepMs;
        Assert.AreEqual((mill.Rows - 1) * (long)Mill.StepMs / 3600000.0, run.PowerOnHours);
        Assert.AreEqual(executing / 3600000.0, run.OperationHours);
        var difference = Math.Abs(executing - mill.TurningMs);
        TestContext.WriteLine($"experiment {number}: {executing / 1000.0} s of {mill.TurningMs / 1000.0}, {run.Cycles} starts of {mill.Starts}");
        Assert.IsTrue(difference <= 0.02 * mill.Rows * Mill.StepMs, $"{difference} ms off");
        Assert.AreEqual(mill.Starts, run.Cycles, 1);
    }

    [TestMethod]
    [DynamicData(nameof(Numbers))]
    public void No_parameter_needs_to_be_exact(string number)
    {
        var mill = new Mill(number);
        for (var i = 0; i < Mill.Parameters.Length; i++)
        {
            foreach (var factor in new[] { 0.8, 1.2 })
            {
                var parameters = (double[])Mill.Parameters.Clone();
                parameters[i] = Math.Round(parameters[i] * factor, 6);
                var percent = mill.Run(parameters).Percent;
                TestContext.WriteLine($"experiment {number}: parameter {i} times {factor}: {percent:F2} %");
                Assert.IsTrue(percent >= Least, $"{percent:F2} % with parameter {i} times {factor}");
            }
        }
    }

    // The thresholds a fit to the other recordings would choose: a number reached by fitting to the recording itself would be worth nothing.
    [TestMethod]
    [DynamicData(nameof(Numbers))]
    public void Thresholds_chosen_on_the_other_recordings_hold_for_this_one(string number)
    {
        var others = Mill.Numbers.Where(n => n != number).Select(n => new Mill(n)).ToArray();
        double[] levels = [0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.02];
        var best = levels.SelectMany(on => levels.Where(off => off < on).Select(off => (double[])[on, off, .. Mill.Parameters[2..]]))
            .MaxBy(p => others.Min(m => m.Run(p).Percent))!;
        var percent = new Mill(number).Run(best).Percent;
        TestContext.WriteLine($"experiment {number}: {percent:F2} % with on {best[0]}, off {best[1]} kW, chosen on the others");
        Assert.IsTrue(percent >= Least, $"{percent:F2} %");
    }

    // What a run-down costs where the power is not fine enough to show it, or is not there: said, not hidden.
    [TestMethod]
    [DynamicData(nameof(Numbers))]
    public void With_one_of_the_two_bad_the_state_goes_on_and_is_subnormal(string number)
    {
        var mill = new Mill(number);
        foreach (var powerIsBad in new[] { false, true })
        {
            var run = mill.Run(Mill.Parameters, powerIsBad, !powerIsBad);
            TestContext.WriteLine($"experiment {number}: {run.Percent:F2} % without {(powerIsBad ? "power" : "current")}");
            Assert.IsTrue(run.Percent >= 80, $"{run.Percent:F2} %");
            Assert.IsTrue(run.Statuses.All(s => s == StatusCode.UncertainSubNormal));
            Assert.IsTrue(run.Lengths().All(l => l >= Mill.Parameters[4]));
        }
    }
}
