using Sidetap.Analysis;
using Sidetap.Boards.Host.Machines;
using Sidetap.Profiles;
using Sidetap.Wear;

namespace Sidetap.Tools.Tests.Wear;

/// <summary>The wear that a box tells of the simulated mill, against the wear its tools truly have: what <c>sidetap demo</c> shows.</summary>
[TestClass]
public sealed class SimulatedMillWearTests
{
    private const string Shipped = "cnc-machine-tool";
    private const int RowMs = 1000;

    // As shipped, the index compares the current with what this tool took in its first 30 s. By then it has some wear already (a tenth of the limit, by the
    // simulation's law), so the index is that much too low; and a second's RMS has noise of one per cent, which is five points of the index.
    [TestMethod]
    public void Without_a_calibration_the_index_grows_from_nothing_to_all_over_a_tools_life()
    {
        List<MillSecond> all = MillOnABench.Run(ProfileFile.Load(Shipped), seed: 11, tools: 2);
        foreach (IGrouping<int, MillSecond> tool in all.GroupBy(second => second.Tool))
        {
            List<MillSecond> known = [.. tool.Where(second => second.Quality == (int)ToolWearQuality.NotCalibrated)];
            List<MillSecond> cut = [.. known.Where(second => second.IsCutting)];
            Assert.IsGreaterThan(700, cut.Count, "a life of 15 minutes");
            Assert.IsLessThan(15, Mean(cut.Take(30), second => second.Index));
            Assert.IsTrue(Mean(cut.TakeLast(30), second => second.Index) is > 85 and <= 100, "worn out");
            Assert.IsTrue(Mean(known, Error) is > -10 and < 5, $"{Mean(known, Error)}");
            foreach (MillSecond second in known)
            {
                Assert.IsTrue(Math.Abs(Error(second)) < 30, $"{second}: none is far off, neither at a cut's beginning nor in the pause behind it");
            }
        }
    }

    [TestMethod]
    public void With_a_calibration_the_interval_holds_the_truth_in_four_of_five_cases()
    {
        List<MillSecond> taught = [.. Enumerable.Range(0, 3).SelectMany(i => MillOnABench.Run(ProfileFile.Load(Shipped), (uint)(20 + i), tools: 1)
            .Select(second => second with { Tool = i }))];
        WearProfile profile = WearProfile.Read(Shipped, null);
        WearFit fit = Calibration.Of(SyntheticTools.Read(MillOnABench.Table(taught)), WearTerms.Menu(), MillTool.WornOut, RowMs);
        ProfileDocument calibrated = ProfileFile.Parse(profile.With(profile.Parameters.Calibrate(fit.Model, RowMs)), "calibrated.json");

        List<MillSecond> judged = [.. MillOnABench.Run(calibrated, seed: 31, tools: 2).Where(second => second.Tool == 1 && second.IsCutting)]; // the first one's history is not known
        double inside = Mean(judged, second => second.Wear >= second.Low && second.Wear <= second.High ? 1 : 0);
        Assert.IsTrue(inside is > 0.7 and < 0.9, $"{inside:P1} inside the 80 % interval");
        Assert.IsLessThan(60, Mean(judged, second => second.High - second.Low), "an interval that says something");
        Assert.IsLessThan(10, Mean(judged, second => Math.Abs(Error(second))));
        Assert.IsGreaterThan(0.9, Mean(judged, second => second.Quality == (int)ToolWearQuality.Valid ? 1 : 0));
    }

    /// <summary>Points of the index beyond the truth, which is 100 at most as well.</summary>
    private static double Error(MillSecond second) => second.Index - Math.Min(100, second.Wear / MillTool.WornOut * 100);

    private static double Mean(IEnumerable<MillSecond> seconds, Func<MillSecond, double> of) => seconds.Average(of);
}
