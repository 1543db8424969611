using Sidetap.Wear;

namespace Sidetap.Tools.Tests.Wear;

/// <summary>The recorded tools, when they are at hand: beside the repository in shared/data, or where SIDETAP_DATA says. They are not part of it.</summary>
[TestClass]
public sealed class WearDataTests
{
    private const int RowMs = 1000;
    private const double Limit = 300;

    [TestMethod]
    public void Left_out_in_turn_tools_are_estimated_within_46_micrometres_and_the_interval_covers_75_to_85_percent()
    {
        WearEvaluation evaluation = WearEvaluation.LeaveOneToolOut(Table(), WearTerms.Menu(), Limit, RowMs);
        Assert.AreEqual(90.3, evaluation.GuessError, 0.1);
        Assert.IsLessThanOrEqualTo(46, evaluation.MeanAbsoluteError);
        Assert.IsTrue(evaluation.Coverage is >= 0.75 and <= 0.85, $"{evaluation.Coverage:P1}");
    }

    // What was known before: ordinary least squares on the feed current alone.
    [TestMethod]
    public void The_feed_current_alone_errs_by_49_9_micrometres()
    {
        WearEvaluation evaluation = WearEvaluation.LeaveOneToolOut(Table(), WearTerms.Menu(mayHaveEntry: false, mayHaveTime: false), Limit, RowMs);
        Assert.AreEqual(49.9, evaluation.MeanAbsoluteError, 0.05);
    }

    // Fewer tools to learn from, more to be wrong about: all ways to keep three of seven out.
    [TestMethod]
    public void Four_tools_are_enough_to_do_better_than_the_current_alone()
    {
        WearTable table = Table();
        List<double> errors = [];
        int count = table.Tools.Count;
        foreach (int kept in Enumerable.Range(0, 1 << count).Where(set => int.PopCount(set) == 4))
        {
            WearTable taught = table with { Tools = [.. table.Tools.Where((_, i) => (kept & (1 << i)) != 0)] };
            WearTable unseen = table with { Tools = [.. table.Tools.Where((_, i) => (kept & (1 << i)) == 0)] };
            WearFit fit = Calibration.Of(taught, WearTerms.Menu(), Limit, RowMs);
            errors.Add(WearEvaluation.With(unseen, Calibration.Parameters(fit, Limit, RowMs), RowMs).MeanAbsoluteError);
        }

        Assert.HasCount(35, errors);
        Assert.IsLessThan(46, errors.Average());
    }

    private static WearTable Table()
    {
        string? folder = Environment.GetEnvironmentVariable("SIDETAP_DATA");
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); folder == null && at != null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Firmware.sln")))
            {
                folder = Path.Combine(at.FullName, "..", "shared", "data");
            }
        }

        string path = Path.Combine(folder ?? "", "turning.csv");
        if (!File.Exists(path))
        {
            Assert.Inconclusive("no turning.csv beside the repository in shared/data; SIDETAP_DATA can name its folder");
        }

        return WearTable.Read(path, new WearColumns());
    }
}
