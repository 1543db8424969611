using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Analysis
{
    /// <summary>
    /// Cutting from a spindle (on from 10, off below 8) and a feed drive (on from 5, off below 4), held for 300 ms; a standstill of 20 s stands for a tool change.
    /// </summary>
    [TestClass]
    public class CuttingTests
    {
        private const int NotAvailable = 0;
        private const int Standing = 2;
        private const int Working = 3;

        [TestMethod]
        public void It_cuts_while_it_executes_and_spindle_and_feed_say_so_for_the_hold_time()
        {
            AnalysisBench bench = Make();
            AssertCutting(bench, 0, Working, 9.9, 9, 0);
            AssertCutting(bench, 1000, Working, 12, 4.9, 0); // in air
            AssertCutting(bench, 2000, Working, 12, 6, 0);
            AssertCutting(bench, 2299, Working, 12, 6, 0);
            AssertCutting(bench, 2300, Working, 12, 6, 1);
            AssertCutting(bench, 9000, Working, 8, -4, 1); // between the thresholds, the other way
            AssertCutting(bench, 9100, Working, 7.9, 6, 1);
            AssertCutting(bench, 9200, Working, 12, 6, 1);
            AssertCutting(bench, 10000, Working, 12, 3.9, 1);
            AssertCutting(bench, 10300, Working, 12, 3.9, 0);
        }

        [TestMethod]
        public void What_does_not_execute_does_not_cut_whatever_the_drives_say()
        {
            AnalysisBench bench = Make();
            Cut(bench, 0, 1000);
            AssertCutting(bench, 1100, Standing, 12, 6, 0);
            AssertCutting(bench, 9000, Standing, 12, 6, 0);
            bench.Put(1, 12, StatusCode.BadNotConnected);
            bench.Put(2, 12, StatusCode.BadNotConnected);
            bench.Sample(9100);
            Assert.AreEqual(0.0, bench.Value(0));
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
        }

        [TestMethod]
        public void Cutting_time_is_how_long_it_cut()
        {
            AnalysisBench bench = Make();
            long now = Cut(bench, 0, 10300); // the first 300 ms are not known to be cutting
            Assert.AreEqual(10.0, bench.Value(1));
            now = Air(bench, now, 5000); // the first 300 ms are not known to be air
            Assert.AreEqual(10.4, bench.Value(1));
            Cut(bench, now, 1300);
            Assert.AreEqual(11.4, bench.Value(1));
        }

        [TestMethod]
        public void A_gap_counts_for_a_minute_at_most()
        {
            AnalysisBench bench = Make();
            Cut(bench, 0, 1300);
            Assert.AreEqual(1.0, bench.Value(1));
            Sample(bench, 3600000, Working, 12, 6);
            Assert.AreEqual(61.0, bench.Value(1));
        }

        [TestMethod]
        public void A_standstill_between_cuts_is_a_tool_change()
        {
            AnalysisBench bench = Make();
            long now = Cut(bench, 0, 5000);
            now = Stand(bench, now, 20000, Standing);
            Assert.AreEqual(0.0, bench.Value(2));
            Assert.IsTrue(bench.Value(1) > 4, "still the old tool's");
            Sample(bench, now, Working, 0, 0);
            Assert.AreEqual(1.0, bench.Value(2));
            Assert.AreEqual(0.0, bench.Value(1));
        }

        [TestMethod]
        public void A_shorter_one_or_one_before_any_cut_is_none()
        {
            AnalysisBench bench = Make();
            long now = Stand(bench, 0, 60000, Standing);
            now = Air(bench, now, 5000);
            now = Stand(bench, now, 60000, Standing);
            now = Cut(bench, now, 5000);
            Assert.AreEqual(0.0, bench.Value(2));
            now = Stand(bench, now, 19900, Standing);
            Cut(bench, now, 5000);
            Assert.AreEqual(0.0, bench.Value(2));
            Assert.IsTrue(bench.Value(1) > 9, "both cuts are this tool's");
        }

        // Who changes a tool does so with the machine on; a night is no tool change.
        [TestMethod]
        public void A_machine_that_was_switched_off_keeps_its_tool()
        {
            AnalysisBench bench = Make();
            long now = Cut(bench, 0, 5000);
            now = Stand(bench, now, 10000, Standing);
            now = Stand(bench, now, 50000, NotAvailable);
            now = Stand(bench, now, 10000, Standing);
            Cut(bench, now, 5000);
            Assert.AreEqual(0.0, bench.Value(2));
        }

        // It may have cut meanwhile, with the same tool.
        [TestMethod]
        public void A_time_in_which_the_state_was_not_known_is_no_standstill()
        {
            AnalysisBench bench = Make();
            long now = Cut(bench, 0, 5000);
            now = Stand(bench, now, 2000, Standing);
            for (int i = 0; i < 300; i++)
            {
                bench.Put(0, Standing, StatusCode.BadTimeout);
                bench.Sample(now);
                now += 100;
            }

            Cut(bench, now, 1000);
            Assert.AreEqual(0.0, bench.Value(2));
            Assert.IsTrue(bench.Value(1) > 4, "still this tool's");
        }

        [TestMethod]
        public void A_standstill_ends_where_it_executes_whatever_the_drives_say()
        {
            AnalysisBench bench = Make();
            long now = Cut(bench, 0, 5000);
            now = Stand(bench, now, 2000, Standing);
            for (int i = 0; i < 300; i++)
            {
                bench.Put(0, Working);
                bench.Put(1, 12, StatusCode.BadDeviceFailure);
                bench.Put(2, 6, StatusCode.BadDeviceFailure);
                bench.Sample(now);
                now += 100;
            }

            now = Cut(bench, now, 1000);
            Assert.AreEqual(0.0, bench.Value(2));
            now = Stand(bench, now, 20000, Standing);
            bench.Put(0, Working);
            bench.Put(1, 12, StatusCode.BadDeviceFailure);
            bench.Put(2, 6, StatusCode.BadDeviceFailure);
            bench.Sample(now);
            Cut(bench, now + 100, 1000);
            Assert.AreEqual(1.0, bench.Value(2), "one that was long enough is a change all the same");
        }

        [TestMethod]
        public void Without_a_time_for_it_a_standstill_is_never_one()
        {
            AnalysisBench bench = new AnalysisBench(SourceKind.Cutting, 3, new double[] { 10, 8, 5, 4, 300, 0 }).Make();
            long now = Cut(bench, 0, 5000);
            now = Stand(bench, now, 60000, Standing);
            Cut(bench, now, 5000);
            Assert.AreEqual(0.0, bench.Value(2));
        }

        [TestMethod]
        public void A_signal_of_the_tool_decides_where_there_is_one()
        {
            AnalysisBench bench = WithTool();
            bench.Put(3, 7);
            long now = Cut(bench, 0, 5000);
            now = Stand(bench, now, 60000, Standing);
            now = Cut(bench, now, 5000);
            Assert.AreEqual(0.0, bench.Value(2));
            bench.Put(3, 8);
            Sample(bench, now, Working, 12, 6);
            Assert.AreEqual(1.0, bench.Value(2));
            Assert.AreEqual(0.0, bench.Value(1));
            bench.Put(3, 9, StatusCode.BadTimeout);
            Sample(bench, now + 100, Working, 12, 6);
            Assert.AreEqual(1.0, bench.Value(2));
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(2));
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
        }

        [TestMethod]
        public void Time_and_changes_go_on_after_a_restart()
        {
            AnalysisBench bench = Make();
            long now = Cut(bench, 0, 5000);
            now = Stand(bench, now, 30000, Standing);
            Cut(bench, now, 4300);
            Assert.AreEqual(4.0, bench.Value(1));
            bench.Restart();
            Cut(bench, 100, 1300);
            Assert.AreEqual(5.0, bench.Value(1));
            Assert.AreEqual(1.0, bench.Value(2));
        }

        [TestMethod]
        public void A_tool_that_was_changed_while_the_box_was_off_is_seen()
        {
            AnalysisBench bench = WithTool();
            bench.Put(3, 7.5);
            Cut(bench, 0, 5000);
            bench.Restart();
            bench.Put(3, 7.5);
            Sample(bench, 0, Standing, 0, 0);
            Assert.AreEqual(0.0, bench.Value(2));
            bench.Restart();
            bench.Put(3, -2);
            Sample(bench, 0, Standing, 0, 0);
            Assert.AreEqual(1.0, bench.Value(2));
            Assert.AreEqual(0.0, bench.Value(1));
        }

        [TestMethod]
        public void Saved_octets_that_make_no_sense_are_ignored()
        {
            AnalysisBench bench = Make();
            byte[] state = new byte[bench.Source.StateOctets];
            for (int i = 0; i < state.Length; i++)
            {
                state[i] = 0xFF;
            }

            bench.Source.LoadState(state, 0);
            Sample(bench, 0, Standing, 0, 0);
            Assert.AreEqual(0.0, bench.Value(1));
            Assert.AreEqual(0.0, bench.Value(2));
        }

        [TestMethod]
        public void While_one_drive_is_bad_the_other_decides_and_it_is_subnormal()
        {
            for (int bad = 1; bad < 3; bad++)
            {
                AnalysisBench bench = Make();
                for (int i = 0; i < 4; i++)
                {
                    bench.Put(0, Working);
                    bench.Put(3 - bad, 12);
                    bench.Put(bad, 0, StatusCode.BadNotConnected);
                    bench.Sample(i * 100);
                }

                Assert.AreEqual(1.0, bench.Value(0));
                Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(0));
            }
        }

        [TestMethod]
        public void While_the_state_or_both_drives_are_bad_cutting_is_bad_and_the_rest_is_kept()
        {
            AnalysisBench bench = Make();
            Cut(bench, 0, 5300);
            bench.Put(1, double.NaN);
            bench.Put(2, 0, StatusCode.BadOutOfRange);
            bench.Sample(5400);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(0));
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(1));
            Assert.AreEqual(5.0, bench.Value(1));
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(2));
            bench.Put(0, 3, StatusCode.BadTimeout);
            bench.Sample(5500);
            Assert.AreEqual(StatusCode.BadTimeout, bench.Status(0));
        }

        [TestMethod]
        public void One_drive_may_be_left_out_and_not_both()
        {
            double[] parameters = new double[] { 10, 8, 5, 4, 0, 0 };
            AnalysisBench bench = new AnalysisBench(SourceKind.Cutting, 3, parameters).Without(2).Make();
            AssertCutting(bench, 0, Working, 12, 0, 1);
            bench = new AnalysisBench(SourceKind.Cutting, 3, parameters).Without(1).Make();
            AssertCutting(bench, 0, Working, 0, 6, 1);
            Assert.IsNull(new AnalysisBench(SourceKind.Cutting, 3, parameters).Without(1).Without(2).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.Cutting, 3, parameters).Without(0).Make());
        }

        [TestMethod]
        public void What_is_out_of_range_is_refused()
        {
            Assert.IsNull(new AnalysisBench(SourceKind.Cutting, 3, new double[] { 8, 10, 5, 4, 0, 0 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.Cutting, 3, new double[] { 10, 8, 4, 5, 0, 0 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.Cutting, 3, new double[] { 10, 8, 5, 4, -1, 0 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.Cutting, 3, new double[] { 10, 8, 5, 4, 0, -1 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.Cutting, 3, new double[] { 10, 8, 5, 4, 0 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.Cutting, 2, new double[] { 10, 8, 5, 4, 0, 0 }).Make());
        }

        private static AnalysisBench Make()
        {
            return new AnalysisBench(SourceKind.Cutting, 3, new double[] { 10, 8, 5, 4, 300, 20000 }).Make();
        }

        private static AnalysisBench WithTool()
        {
            return new AnalysisBench(SourceKind.Cutting, 4, new double[] { 10, 8, 5, 4, 300, 20000 }).Make();
        }

        private static void Sample(AnalysisBench bench, long nowMs, int state, double spindle, double feed)
        {
            bench.Put(0, state);
            bench.Put(1, spindle);
            bench.Put(2, feed);
            bench.Sample(nowMs);
        }

        private static void AssertCutting(AnalysisBench bench, long nowMs, int state, double spindle, double feed, double expected)
        {
            Sample(bench, nowMs, state, spindle, feed);
            Assert.AreEqual(expected, bench.Value(0), "at " + nowMs + " ms");
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
        }

        // The last sample is the one at the end.
        private static long Run(AnalysisBench bench, long now, long length, int state, double spindle, double feed)
        {
            for (long at = 0; at <= length; at += 100)
            {
                Sample(bench, now + at, state, spindle, feed);
            }

            return now + length + 100;
        }

        private static long Cut(AnalysisBench bench, long now, long length)
        {
            return Run(bench, now, length, Working, 12, 6);
        }

        private static long Air(AnalysisBench bench, long now, long length)
        {
            return Run(bench, now, length, Working, 2, 6);
        }

        private static long Stand(AnalysisBench bench, long now, long length, int state)
        {
            return Run(bench, now, length - 100, state, 0, 0);
        }
    }
}
