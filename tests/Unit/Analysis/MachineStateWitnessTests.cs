using nanoFramework.TestFramework;
using Sidetap.Analysis;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Analysis
{
    /// <summary>MachineryItemState from a power (on from 10, off below 5) and a current (on from 4, off below 2), held for 300 ms.</summary>
    [TestClass]
    public class MachineStateWitnessTests
    {
        private const int Standing = (int)MachineryItemState.NotExecuting;
        private const int Working = (int)MachineryItemState.Executing;

        [TestMethod]
        public void What_both_say_at_the_first_sample_is_so()
        {
            AssertAfter(Make(), 0, 50, 20, Working);
            AssertAfter(Make(), 0, 0, 0, Standing);
        }

        [TestMethod]
        public void What_one_says_at_the_first_sample_has_to_be_held()
        {
            AnalysisBench bench = Make();
            AssertAfter(bench, 0, 50, 0, Standing);
            AssertAfter(bench, 299, 50, 0, Standing);
            AssertAfter(bench, 300, 50, 0, Working);
        }

        [TestMethod]
        public void Where_both_agree_a_change_is_believed_at_once()
        {
            AnalysisBench bench = Make();
            AssertAfter(bench, 0, 0, 0, Standing);
            AssertAfter(bench, 1000, 10, 4, Working);
            AssertAfter(bench, 2000, 4.9, 1.9, Standing);
        }

        [TestMethod]
        public void Between_their_thresholds_both_keep_their_opinion()
        {
            AnalysisBench bench = Make();
            AssertAfter(bench, 0, 9.9, 3.9, Standing);
            AssertAfter(bench, 5000, 9.9, 3.9, Standing);
            AssertAfter(bench, 6000, 10, 4, Working);
            AssertAfter(bench, 99000, 5, 2, Working);
        }

        [TestMethod]
        public void A_peak_of_one_alone_changes_nothing()
        {
            AnalysisBench bench = Make();
            AssertAfter(bench, 0, 0, 0, Standing);
            AssertAfter(bench, 1000, 99, 0, Standing);
            AssertAfter(bench, 1100, 0, 0, Standing);
            AssertAfter(bench, 1200, 0, 99, Standing);
            AssertAfter(bench, 1300, 0, 0, Standing);
            AssertAfter(bench, 9000, 0, 0, Standing);
        }

        // Torque without speed: a start, or a stall. Speed without torque: a run-down.
        [TestMethod]
        public void Either_one_alone_is_believed_after_the_hold_time_and_keeps_it_working()
        {
            for (int i = 0; i < 2; i++)
            {
                AnalysisBench bench = Make();
                double power = i == 0 ? 50 : 0;
                double current = i == 0 ? 0 : 20;
                AssertAfter(bench, 0, 0, 0, Standing);
                AssertAfter(bench, 1000, power, current, Standing);
                AssertAfter(bench, 1299, power, current, Standing);
                Sample(bench, 1300, power, current);
                Assert.AreEqual(Working, (int)bench.Value(0));
                Sample(bench, 9000, power, current);
                Assert.AreEqual(Working, (int)bench.Value(0));
                AssertAfter(bench, 9100, 0, 0, Standing);
            }
        }

        [TestMethod]
        public void A_drive_that_feeds_back_works_as_well()
        {
            AnalysisBench bench = Make();
            AssertAfter(bench, 0, 0, 0, Standing);
            AssertAfter(bench, 1000, -50, -20, Working);
            AssertAfter(bench, 2000, -4.9, -1.9, Standing);
        }

        [TestMethod]
        public void No_state_that_both_tell_is_shorter_than_the_hold_time()
        {
            AnalysisBench bench = Make();
            AssertAfter(bench, 0, 0, 0, Standing);
            AssertAfter(bench, 1000, 50, 20, Working);
            AssertAfter(bench, 1100, 0, 0, Working);
            AssertAfter(bench, 1299, 0, 0, Working);
            AssertAfter(bench, 1300, 0, 0, Standing);
            AssertAfter(bench, 1400, 50, 20, Standing);
            AssertAfter(bench, 1500, 0, 0, Standing);
            AssertAfter(bench, 1599, 50, 20, Standing);
            AssertAfter(bench, 1600, 50, 20, Working);
        }

        [TestMethod]
        public void A_current_without_power_for_longer_than_the_hold_time_is_uncertain()
        {
            AnalysisBench bench = Make();
            AssertAfter(bench, 0, 0, 0, Standing);
            AssertAfter(bench, 1000, 0, 20, Standing);
            AssertAfter(bench, 1300, 0, 20, Working);
            Sample(bench, 1301, 0, 20);
            Assert.AreEqual(Working, (int)bench.Value(0));
            Assert.AreEqual(StatusCode.Uncertain, bench.Status(0));
            AssertAfter(bench, 1400, 50, 20, Working);
        }

        // The control has taken the torque away, the spindle still turns: nothing is wrong with that.
        [TestMethod]
        public void A_power_without_current_is_a_run_down_and_good()
        {
            AnalysisBench bench = Make();
            AssertAfter(bench, 0, 50, 20, Working);
            AssertAfter(bench, 5000, -6, 0.3, Working);
            AssertAfter(bench, 9000, 5, -0.3, Working);
        }

        [TestMethod]
        public void While_one_is_bad_the_other_decides_and_the_state_is_subnormal()
        {
            for (int bad = 0; bad < 2; bad++)
            {
                AnalysisBench bench = Make();
                AssertAfter(bench, 0, 0, 0, Standing);
                SampleWithBad(bench, 1000, bad, 50);
                Assert.AreEqual(Standing, (int)bench.Value(0));
                Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(0));
                SampleWithBad(bench, 1300, bad, 50);
                Assert.AreEqual(Working, (int)bench.Value(0));
                Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(0));
                SampleWithBad(bench, 2000, bad, 0);
                Assert.AreEqual(Working, (int)bench.Value(0));
                SampleWithBad(bench, 2300, bad, 0);
                Assert.AreEqual(Standing, (int)bench.Value(0));
                AssertAfter(bench, 3000, 50, 20, Working);
            }
        }

        [TestMethod]
        public void While_both_are_bad_the_state_is_as_bad_as_the_power()
        {
            AnalysisBench bench = Make();
            AssertAfter(bench, 0, 50, 20, Working);
            bench.Put(0, 0, StatusCode.BadOutOfRange);
            bench.Put(1, 0, StatusCode.BadNotConnected);
            bench.Sample(1000);
            Assert.AreEqual(StatusCode.BadOutOfRange, bench.Status(0));
            AssertAfter(bench, 1100, 50, 20, Working);
        }

        [TestMethod]
        public void A_value_that_is_no_number_is_bad()
        {
            AnalysisBench bench = Make();
            AssertAfter(bench, 0, 50, 20, Working);
            Sample(bench, 1000, double.NaN, 20);
            Assert.AreEqual(Working, (int)bench.Value(0));
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(0));
            Sample(bench, 1100, 50, double.NegativeInfinity);
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(0));
            Sample(bench, 1200, double.NaN, double.NaN);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(0));
        }

        [TestMethod]
        public void An_uncertain_input_makes_it_uncertain()
        {
            AnalysisBench bench = Make();
            AssertAfter(bench, 0, 50, 20, Working);
            bench.Put(1, 20, StatusCode.UncertainLastUsableValue);
            bench.Sample(1000);
            Assert.AreEqual(Working, (int)bench.Value(0));
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(0));
            bench.Put(1, 20);
            bench.Put(2, 1, StatusCode.UncertainSensorNotAccurate);
            bench.Sample(1100);
            Assert.AreEqual(StatusCode.UncertainSensorNotAccurate, bench.Status(0));
        }

        [TestMethod]
        public void Without_control_voltage_it_is_not_available_whatever_the_two_say()
        {
            AnalysisBench bench = Make();
            AssertAfter(bench, 0, 50, 20, Working);
            bench.Put(2, 0);
            bench.Put(0, 0, StatusCode.BadNotConnected);
            bench.Sample(100);
            Assert.AreEqual((int)MachineryItemState.NotAvailable, (int)bench.Value(0));
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
            bench.Put(2, 1);
            AssertAfter(bench, 200, 50, 20, Working);
        }

        [TestMethod]
        public void For_any_input_no_state_is_shorter_than_the_hold_time()
        {
            Noise noise = new Noise(4);
            for (int run = 0; run < 40; run++)
            {
                int holdMs = noise.Below(6) * 100;
                AnalysisBench bench = new AnalysisBench(SourceKind.MachineState, 3, new double[] { 10, 5, 4, 2, holdMs }).Without(2).Make();
                long now = noise.Below(1000);
                long changed = -1000000;
                int last = -1;
                for (int i = 0; i < 300; i++)
                {
                    now += noise.Below(250);
                    bench.Put(0, noise.Normal() * 10, noise.Below(5) == 0 ? StatusCode.BadNotConnected : StatusCode.Good);
                    bench.Put(1, noise.Below(20) == 0 ? double.NaN : noise.Normal() * 4);
                    bench.Sample(now);
                    if (StatusCode.IsBad(bench.Status(0)))
                    {
                        continue;
                    }

                    int state = (int)bench.Value(0);
                    Assert.IsTrue(state == Standing || state == Working, "state " + state);
                    if (state != last)
                    {
                        Assert.IsTrue(now - changed >= holdMs, (now - changed) + " ms of " + holdMs);
                        changed = now;
                        last = state;
                    }
                }
            }
        }

        [TestMethod]
        public void Thresholds_that_make_no_hysteresis_are_refused()
        {
            Assert.IsNotNull(Refusable(new double[] { 10, 10, 4, 4, 0 }));
            Assert.IsNull(Refusable(new double[] { 5, 10, 4, 2, 0 }));
            Assert.IsNull(Refusable(new double[] { 10, 5, 2, 4, 0 }));
            Assert.IsNull(Refusable(new double[] { 0, 0, 4, 2, 0 })); // always on
            Assert.IsNull(Refusable(new double[] { 10, -5, 4, 2, 0 }));
            Assert.IsNull(Refusable(new double[] { double.NaN, 5, 4, 2, 0 }));
            Assert.IsNull(Refusable(new double[] { 10, 5, 4, 2, -1 }));
            Assert.IsNull(Refusable(new double[] { 10, 5, 4, 2, 0.5 }));
            Assert.IsNull(Refusable(new double[] { 10, 5, 4, 2 }));
            Assert.IsNull(new AnalysisBench(SourceKind.MachineState, 3, new double[] { 10, 5, 4, 2, 0 }).Without(0).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.MachineState, 2, new double[] { 10, 5, 4, 2, 0 }).Make());
            Assert.IsNotNull(new AnalysisBench(SourceKind.MachineState, 3, new double[] { 10, 5, 0, 0, 0 }).Without(1).Without(2).Make());
        }

        private static AnalysisBench Refusable(double[] parameters)
        {
            return new AnalysisBench(SourceKind.MachineState, 3, parameters).Make();
        }

        private static AnalysisBench Make()
        {
            AnalysisBench bench = Refusable(new double[] { 10, 5, 4, 2, 300 });
            bench.Put(2, 1);
            return bench;
        }

        private static void Sample(AnalysisBench bench, long nowMs, double power, double current)
        {
            bench.Put(0, power);
            bench.Put(1, current);
            bench.Sample(nowMs);
        }

        private static void SampleWithBad(AnalysisBench bench, long nowMs, int bad, double value)
        {
            bench.Put(bad, 99, StatusCode.BadNotConnected);
            bench.Put(1 - bad, value);
            bench.Sample(nowMs);
        }

        private static void AssertAfter(AnalysisBench bench, long nowMs, double power, double current, int expected)
        {
            Sample(bench, nowMs, power, current);
            Assert.AreEqual(expected, (int)bench.Value(0), "at " + nowMs + " ms");
            Assert.AreEqual(StatusCode.Good, bench.Status(0), "at " + nowMs + " ms");
        }
    }
}
