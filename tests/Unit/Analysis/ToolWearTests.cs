using nanoFramework.TestFramework;
using Sidetap.Analysis;
using Sidetap.PubSub;

namespace Sidetap.Tests.Analysis
{
    /// <summary>Flank wear from current and cutting time (docs/tool-wear.md), with numbers computed by hand.</summary>
    [TestClass]
    public class ToolWearTests
    {
        // The fourth second: -500 + 50·12 - 40·exp(-3/5) + 10·√4 = 120 - 21.9525
        [TestMethod]
        public void A_segment_gives_the_wear_that_the_calibration_says()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            bench.Cut(12, 4000);
            bench.AssertQuality(ToolWearQuality.Valid);
            bench.AssertNear(98.0475, ToolWear.FlankWear);
            bench.AssertNear(98.0475 - 39.80475, ToolWear.Low);
            bench.AssertNear(98.0475 + 39.80475, ToolWear.High);
            bench.AssertNear(32.6825, ToolWear.Index);
            bench.AssertNear(67.3175, ToolWear.ToolLife);
            Assert.AreEqual(StatusCode.Good, bench.Status(ToolWear.FlankWear));
        }

        [TestMethod]
        public void The_current_of_a_segment_is_its_root_mean_square()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            bench.Cut(9, 500);
            bench.Cut(13, 500);
            Assert.AreEqual(1, bench.Source.Segments);
            ToolWearBench.AssertNear(11.18034, bench.Source.SegmentCurrent); // √((81 + 169) / 2)
        }

        // Each cut enters anew; the tool's time goes on.
        [TestMethod]
        public void A_pause_begins_the_entry_again_and_leaves_the_cutting_time()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            bench.Cut(12, 15000);
            bench.Idle(5000);
            bench.Cut(12, 1000);
            ToolWearBench.AssertNear(16, bench.Source.CuttingSeconds);
            ToolWearBench.AssertNear(0, bench.Source.SegmentEntrySeconds);
            bench.AssertNear(100 - 40 + 40, ToolWear.FlankWear);
        }

        [TestMethod]
        public void While_nothing_is_cut_the_wear_stays_whatever_the_current_is()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            bench.Cut(12, 4000);
            bench.Signals.Values[ToolWearBench.Current] = 19;
            bench.Idle(60000);
            bench.AssertNear(98.0475, ToolWear.FlankWear);
            Assert.AreEqual(StatusCode.Good, bench.Status(ToolWear.FlankWear));
        }

        [TestMethod]
        public void A_cut_shorter_than_a_segment_counts_as_time_and_gives_no_estimate()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            bench.Cut(12, 900);
            bench.Idle(1000);
            bench.Cut(12, 900);
            Assert.AreEqual(0, bench.Source.Segments);
            ToolWearBench.AssertNear(1.8, bench.Source.CuttingSeconds);
            bench.AssertQuality(ToolWearQuality.WaitingForCut);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(ToolWear.Index));
        }

        [TestMethod]
        public void A_tool_change_begins_a_fresh_tool()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            bench.Cut(14, 100000);
            bench.ChangeTool();
            bench.AssertQuality(ToolWearQuality.WaitingForCut);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(ToolWear.FlankWear));
            Assert.AreEqual(StatusCode.Good, bench.Status(ToolWear.Quality));
            bench.Cut(12, 4000);
            bench.AssertNear(98.0475, ToolWear.FlankWear);
        }

        // A box that was fitted to a running machine can't know how long the tool in it has cut.
        [TestMethod]
        public void Before_the_first_tool_change_the_history_is_unknown()
        {
            ToolWearBench bench = new ToolWearBench(ToolWearBench.Calibrated());
            bench.Cut(12, 4000);
            bench.AssertQuality(ToolWearQuality.HistoryUnknown);
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(ToolWear.FlankWear));
            bench.Idle(100);
            bench.ChangeTool();
            bench.Cut(12, 4000);
            bench.AssertQuality(ToolWearQuality.Valid);
        }

        [TestMethod]
        public void A_calibration_that_does_not_count_time_needs_no_history()
        {
            double[] parameters = ToolWearBench.Calibrated();
            parameters[9] = 0;
            ToolWearBench bench = new ToolWearBench(parameters);
            bench.Cut(12, 4000);
            bench.AssertQuality(ToolWearQuality.Valid);
        }

        [TestMethod]
        public void A_current_the_calibration_has_not_seen_is_out_of_range()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            bench.Cut(21, 1000);
            bench.AssertQuality(ToolWearQuality.OutOfRange);
            Assert.AreEqual(StatusCode.UncertainEngineeringUnitsExceeded, bench.Status(ToolWear.FlankWear));
            bench.AssertNear(-500 + 1050 - 40 + 10, ToolWear.FlankWear);
            bench.Cut(9.9, 1000);
            bench.AssertQuality(ToolWearQuality.OutOfRange);
            bench.Cut(12, 1000);
            bench.AssertQuality(ToolWearQuality.Valid);
        }

        // √400 = 20 is the most that time adds; the entry is over.
        [TestMethod]
        public void Wear_by_time_ends_with_the_longest_time_of_the_calibration()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            bench.Cut(10, 400000);
            bench.AssertQuality(ToolWearQuality.Valid);
            bench.AssertNear(200, ToolWear.FlankWear);
            bench.Cut(10, 100000);
            bench.AssertQuality(ToolWearQuality.OutOfRange);
            bench.AssertNear(200, ToolWear.FlankWear);
        }

        [TestMethod]
        public void Index_and_tool_life_stay_within_0_and_100_and_wear_above_0()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            bench.Cut(10, 1000); // -500 + 500 - 40 + 10
            bench.AssertNear(0, ToolWear.FlankWear);
            bench.AssertNear(0, ToolWear.Index);
            bench.AssertNear(0, ToolWear.Low);
            bench.AssertNear(30, ToolWear.High);
            bench.AssertNear(100, ToolWear.ToolLife);
            bench.Cut(20, 1000);
            bench.AssertNear(100, ToolWear.Index);
            bench.AssertNear(0, ToolWear.ToolLife);
            Assert.IsTrue(bench.Value(ToolWear.FlankWear) > 450);
        }

        [TestMethod]
        public void Without_a_calibration_there_are_no_micrometres()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.NotCalibrated());
            bench.Cut(12, 10000);
            bench.AssertQuality(ToolWearQuality.LearningBaseline);
            bench.AssertNear(0, ToolWear.Index);
            bench.Cut(12, 20000);
            bench.AssertQuality(ToolWearQuality.NotCalibrated);
            bench.Cut(13.2, 1000); // 10 % more, and 100 % is at 20 % more
            bench.AssertNear(50, ToolWear.Index);
            bench.AssertNear(50, ToolWear.ToolLife);
            Assert.AreEqual(StatusCode.UncertainSensorNotAccurate, bench.Status(ToolWear.Index));
            Assert.AreEqual(StatusCode.BadConfigurationError, bench.Status(ToolWear.FlankWear));
            Assert.AreEqual(StatusCode.BadConfigurationError, bench.Status(ToolWear.Low));
            Assert.AreEqual(StatusCode.BadConfigurationError, bench.Status(ToolWear.High));
        }

        [TestMethod]
        public void A_feed_drive_without_current_has_no_baseline_and_divides_by_nothing()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.NotCalibrated());
            bench.Cut(0, 31000);
            bench.AssertNear(0, ToolWear.Index);
            bench.Cut(12, 1000);
            bench.AssertNear(0, ToolWear.Index);
        }

        [TestMethod]
        public void A_bad_current_makes_all_outputs_bad_and_the_tool_goes_on_cutting()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            bench.Cut(12, 2000);
            bench.Signals.Statuses[ToolWearBench.Current] = StatusCode.BadSensorFailure;
            bench.Run(1000);
            for (int i = 0; i < ToolWear.Outputs; i++)
            {
                Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(i));
            }

            bench.Signals.Statuses[ToolWearBench.Current] = StatusCode.Good;
            bench.Run(1000);
            bench.AssertNear(98.0475, ToolWear.FlankWear);
            Assert.AreEqual(StatusCode.Good, bench.Status(ToolWear.FlankWear));
        }

        // Whether the tool cut meanwhile is not known.
        [TestMethod]
        public void Bad_cutting_or_a_bad_count_makes_all_outputs_bad_and_ends_the_cut()
        {
            for (int input = ToolWearBench.Cutting; input <= ToolWearBench.ToolChanges; input++)
            {
                ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
                bench.Cut(12, 2000);
                bench.Signals.Statuses[input] = StatusCode.BadNotConnected;
                bench.Run(5000);
                Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(ToolWear.Index));
                Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(ToolWear.Quality));
                bench.Signals.Statuses[input] = StatusCode.Good;
                bench.Run(100);
                bench.Run(1000);
                ToolWearBench.AssertNear(3, bench.Source.CuttingSeconds);
                ToolWearBench.AssertNear(0, bench.Source.SegmentEntrySeconds);
            }
        }

        [TestMethod]
        public void An_uncertain_input_makes_an_uncertain_output()
        {
            ToolWearBench bench = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            bench.Signals.Statuses[ToolWearBench.Current] = StatusCode.UncertainLastUsableValue;
            bench.Cut(12, 4000);
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(ToolWear.FlankWear));
            bench.AssertNear(98.0475, ToolWear.FlankWear);
        }
    }
}
