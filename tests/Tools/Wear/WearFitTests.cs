using Sidetap.Analysis;
using Sidetap.Wear;

namespace Sidetap.Tools.Tests.Wear;

/// <summary>What calibrating finds in tools whose truth is known.</summary>
[TestClass]
public sealed class WearFitTests
{
    private const int RowMs = 1000;
    private const double Limit = 300;

    [TestMethod]
    public void Without_noise_it_finds_the_coefficients()
    {
        WearFit fit = Calibration.Of(new SyntheticTools(1).Table(tools: 5, seconds: 150), WearTerms.Menu(), Limit, RowMs);
        ToolWearModel truth = SyntheticTools.Truth;
        Assert.AreEqual(new WearTerms(5, HasTime: true), fit.Terms);
        Assert.AreEqual(truth.Offset, fit.Model.Offset, 1e-3);
        Assert.AreEqual(truth.PerAmpere, fit.Model.PerAmpere, 1e-4);
        Assert.AreEqual(truth.PerEntry, fit.Model.PerEntry, 1e-3);
        Assert.AreEqual(truth.PerRootSecond, fit.Model.PerRootSecond, 1e-3);
        Assert.AreEqual(150, fit.Model.LongestSeconds, 1e-9);
        Assert.AreEqual(0, fit.Errors[fit.Terms], 1e-3);
    }

    [TestMethod]
    public void With_noise_it_finds_them_nearly()
    {
        WearFit fit = Calibration.Of(new SyntheticTools(2) { Noise = 10 }.Table(tools: 10, seconds: 300), WearTerms.Menu(), Limit, RowMs);
        ToolWearModel truth = SyntheticTools.Truth;
        Assert.AreEqual(new WearTerms(5, HasTime: true), fit.Terms);
        Assert.AreEqual(truth.PerAmpere, fit.Model.PerAmpere, 2);
        Assert.AreEqual(truth.PerEntry, fit.Model.PerEntry, 5);
        Assert.AreEqual(truth.PerRootSecond, fit.Model.PerRootSecond, 1);

        // Normal noise of 10 µm: four of five errors are within 12.8 µm, at a wear around 300 µm.
        Assert.AreEqual(12.8, fit.Model.HalfWidth(300), 3);
    }

    // The interval is to hold 80 % of a tool that was not there when it was made: mostly its own error, and little noise.
    [TestMethod]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    public void The_interval_covers_four_fifths_of_tools_left_out(int seed)
    {
        WearTable table = new SyntheticTools(seed) { Noise = 10, ToolDeviation = 30 }.Table(tools: 30, seconds: 80);
        WearEvaluation evaluation = WearEvaluation.LeaveOneToolOut(table, WearTerms.Menu(), Limit, RowMs);
        Assert.IsTrue(evaluation.Coverage is > 0.7 and < 0.9, $"{evaluation.Coverage:P1}");
    }

    [TestMethod]
    public void Leaving_a_tool_out_uses_nothing_of_its_measured_wear()
    {
        string text = new SyntheticTools(6) { Noise = 10, ToolDeviation = 30 }.Text(tools: 5, seconds: 60);
        string[] lines = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Contains(",T2,") ? $"777{line[line.IndexOf(',')..]}" : line)];
        ToolScore honest = Score(text, "T2");
        ToolScore other = Score(string.Join('\n', lines), "T2");
        Assert.AreEqual(777, other.Points[0].Row.Wear, "the table was changed");
        CollectionAssert.AreEqual(honest.Points.Select(point => (point.Wear, point.Low, point.High)).ToArray(),
            other.Points.Select(point => (point.Wear, point.Low, point.High)).ToArray());
        Assert.AreEqual(honest.Terms, other.Terms);
    }

    // One estimator: what the tool reports is what the box publishes, and that is the documented formula.
    [TestMethod]
    public void The_estimates_are_those_of_the_firmware()
    {
        WearTable table = new SyntheticTools(7) { Noise = 20 }.Table(tools: 4, seconds: 70);
        WearFit fit = Calibration.Of(table, WearTerms.Menu(), Limit, RowMs);
        WearEvaluation evaluation = WearEvaluation.With(table, Calibration.Parameters(fit, Limit, RowMs), RowMs);
        ToolScore score = evaluation.Scores[1];
        Assert.HasCount(70, score.Points);
        for (int i = 0; i < score.Points.Count; i++)
        {
            WearRow row = table.Tools[1].Rows[i];
            double expected = fit.Model.Offset + (fit.Model.PerAmpere * row.FeedCurrent)
                + (fit.Model.PerEntry * Math.Exp(-(i % SyntheticTools.CutSeconds) / fit.Model.EntrySeconds)) + (fit.Model.PerRootSecond * Math.Sqrt(i + 1));
            Assert.AreEqual(Math.Max(expected, 0), score.Points[i].Wear, 1e-6);
            Assert.AreEqual(ToolWearQuality.Valid, score.Points[i].Quality);
        }
    }

    [TestMethod]
    public void Terms_that_may_not_be_are_not_there()
    {
        WearTable table = new SyntheticTools(8) { Noise = 10 }.Table(tools: 4, seconds: 60);
        Assert.AreEqual(0, Calibration.Of(table, WearTerms.Menu(mayHaveTime: false), Limit, RowMs).Model.PerRootSecond);
        Assert.AreEqual(0, Calibration.Of(table, WearTerms.Menu(mayHaveEntry: false), Limit, RowMs).Model.EntrySeconds);
    }

    [TestMethod]
    public void A_current_that_never_changes_teaches_nothing()
    {
        WearTable table = SyntheticTools.Read("VB,insert,Iz,pass\n1,a,5,0\n2,a,5,0\n3,b,5,0\n4,b,5,0\n5,c,5,0\n6,c,5,0\n");
        WearException error = Assert.ThrowsExactly<WearException>(() => Calibration.Of(table, WearTerms.Menu(), Limit, RowMs));
        Assert.Contains("nothing can be learned", error.Message);
    }

    [TestMethod]
    public void Two_tools_say_nothing_of_how_tools_differ()
    {
        WearTable table = new SyntheticTools(9).Table(tools: 2, seconds: 60);
        WearException error = Assert.ThrowsExactly<WearException>(() => WearEvaluation.LeaveOneToolOut(table, WearTerms.Menu(), Limit, RowMs));
        Assert.Contains("has 2 tools", error.Message);
    }

    private static ToolScore Score(string text, string tool) =>
        WearEvaluation.LeaveOneToolOut(SyntheticTools.Read(text), WearTerms.Menu(), Limit, RowMs).Scores.Single(score => score.Tool.Name == tool);
}
