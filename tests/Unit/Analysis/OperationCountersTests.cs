using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Analysis
{
    /// <summary>PowerOnDuration, OperationDuration and OperationCycleCounter (OPC 10000-100, 4.5.5), in hours and counts.</summary>
    [TestClass]
    public class OperationCountersTests
    {
        private const int NotAvailable = 0;
        private const int OutOfService = 1;
        private const int Standing = 2;
        private const int Working = 3;
        private const long Hour = 3600000;

        [TestMethod]
        public void Each_state_counts_until_the_next_sample()
        {
            AnalysisBench bench = Make();
            bench.Sample(0, Standing);
            AssertCounts(bench, 0, 0, 0);
            bench.Sample(36000, Working);
            AssertCounts(bench, 0.01, 0, 1);
            bench.Sample(72000, Standing);
            AssertCounts(bench, 0.02, 0.01, 1);
            bench.Sample(108000, NotAvailable);
            AssertCounts(bench, 0.03, 0.01, 1);
            bench.Sample(144000, OutOfService);
            AssertCounts(bench, 0.03, 0.01, 1);
            bench.Sample(180000, Working);
            AssertCounts(bench, 0.04, 0.01, 2);
        }

        [TestMethod]
        public void Only_a_change_to_executing_counts_as_a_cycle()
        {
            AnalysisBench bench = Make();
            int[] states = new int[] { Working, Working, Standing, Standing, Working, NotAvailable, Working, OutOfService, Standing };
            for (int i = 0; i < states.Length; i++)
            {
                bench.Sample(i, states[i]);
            }

            Assert.AreEqual(2.0, bench.Value(2)); // it worked already when it was first seen
        }

        [TestMethod]
        public void A_year_of_short_samples_loses_no_millisecond()
        {
            AnalysisBench bench = Make();
            long now = 0;
            Noise noise = new Noise(1);
            for (int i = 0; i < 20000; i++)
            {
                bench.Sample(now, Working);
                now += 1 + noise.Below(999);
            }

            bench.Sample(now, Standing);
            Assert.AreEqual((double)now / Hour, bench.Value(1));
            Assert.AreEqual((double)now / Hour, bench.Value(0));
        }

        // A minute, when nothing else is said.
        [TestMethod]
        public void A_gap_counts_up_to_its_limit()
        {
            AnalysisBench bench = Make();
            bench.Sample(0, Working);
            bench.Sample(Hour, Working);
            AssertCounts(bench, 1 / 60.0, 1 / 60.0, 0);
            bench = new AnalysisBench(SourceKind.OperationCounters, 2, new double[] { 1000 }).Without(1).Make();
            bench.Sample(0, Working);
            bench.Sample(Hour, Working);
            AssertCounts(bench, 1 / 3600.0, 1 / 3600.0, 0);
            bench = new AnalysisBench(SourceKind.OperationCounters, 2, new double[0]).Without(1);
            bench.Descriptor.IntervalMs = 120000;
            bench.Make();
            bench.Sample(0, Working);
            bench.Sample(Hour, Working);
            AssertCounts(bench, 0.1, 0.1, 0); // three intervals
        }

        [TestMethod]
        public void While_the_state_is_bad_the_counts_stay_and_are_the_last_usable_ones()
        {
            AnalysisBench bench = Make();
            bench.Sample(0, Working);
            bench.Sample(36000, Working);
            bench.Put(0, Working, StatusCode.BadNotConnected);
            bench.Sample(50000);
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(i));
            }

            Assert.AreEqual(0.01, bench.Value(1));
            bench.Sample(72000, Standing);
            AssertCounts(bench, 0.02, 0.02, 0); // as the last known state
            bench.Put(0, double.NaN);
            bench.Sample(73000);
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(0));
        }

        [TestMethod]
        public void An_uncertain_state_counts_and_is_uncertain()
        {
            AnalysisBench bench = Make();
            bench.Sample(0, Standing);
            bench.Put(0, Working, StatusCode.UncertainSubNormal);
            bench.Sample(36000);
            Assert.AreEqual(0.01, bench.Value(0));
            Assert.AreEqual(1.0, bench.Value(2));
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(1));
        }

        [TestMethod]
        public void After_a_restart_they_go_on_exactly()
        {
            Noise noise = new Noise(9);
            AnalysisBench whole = Make();
            AnalysisBench cut = Make();
            long now = 0;
            for (int i = 0; i < 500; i++)
            {
                int state = noise.Below(4);
                whole.Sample(now, state);
                cut.Sample(now, state);
                if (i % 50 == 49)
                {
                    cut.Restart(); // between two samples, none of which is missed: what the state was before counts for nothing
                    cut.Sample(now, state);
                }

                now += noise.Below(30000);
            }

            Assert.AreEqual(whole.Value(0), cut.Value(0));
            Assert.AreEqual(whole.Value(1), cut.Value(1));
            Assert.AreEqual(whole.Value(2), cut.Value(2));
        }

        [TestMethod]
        public void Time_without_the_box_is_not_counted()
        {
            AnalysisBench bench = Make();
            bench.Sample(Hour, Working);
            bench.Sample(Hour + 36000, Working);
            bench.Restart();
            bench.Sample(0, Working);
            AssertCounts(bench, 0.01, 0.01, 0);
        }

        [TestMethod]
        public void Saved_counts_that_make_no_sense_are_ignored()
        {
            AnalysisBench bench = Make();
            byte[] state = new byte[bench.Source.StateOctets];
            for (int i = 0; i < state.Length; i++)
            {
                state[i] = 0xFF;
            }

            bench.Source.LoadState(state, 0);
            bench.Sample(0, Standing);
            AssertCounts(bench, 0, 0, 0);
            for (int i = 0; i < state.Length; i++)
            {
                state[i] = 0;
            }

            state[8] = 1; // more operation than power on
            bench.Source.LoadState(state, 0);
            bench.Sample(0, Standing);
            AssertCounts(bench, 0, 0, 0);
        }

        [TestMethod]
        public void A_counter_of_another_source_is_followed_over_its_restarts_and_ours()
        {
            AnalysisBench bench = new AnalysisBench(SourceKind.OperationCounters, 2, new double[0]).Make();
            bench.Put(0, Standing);
            Count(bench, 7, 7);
            Count(bench, 9, 9);
            bench.Put(0, Working);
            Count(bench, 9, 9); // a change of the state is no cycle then
            Count(bench, 2, 11);
            bench.Restart();
            bench.Put(0, Working);
            Count(bench, 5, 14);
            bench.Put(1, 6, StatusCode.BadTimeout);
            bench.Sample(0);
            Assert.AreEqual(14.0, bench.Value(2));
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(2));
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
            Count(bench, 8, 17);
            double[] hostile = new double[] { double.NaN, -1, 1e300 };
            for (int i = 0; i < hostile.Length; i++)
            {
                bench.Put(1, hostile[i]);
                bench.Sample(0);
                Assert.AreEqual(17.0, bench.Value(2));
                Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(2));
            }

            Count(bench, 9, 18);
        }

        [TestMethod]
        public void What_is_out_of_range_is_refused()
        {
            Assert.IsNull(new AnalysisBench(SourceKind.OperationCounters, 2, new double[] { 0 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.OperationCounters, 2, new double[] { 1, 1 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.OperationCounters, 1, new double[0]).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.OperationCounters, 2, new double[0]).Without(0).Make());
        }

        private static void Count(AnalysisBench bench, double counter, double expected)
        {
            bench.Put(1, counter);
            bench.Sample(0);
            Assert.AreEqual(expected, bench.Value(2));
            Assert.AreEqual(StatusCode.Good, bench.Status(2));
        }

        private static AnalysisBench Make()
        {
            return new AnalysisBench(SourceKind.OperationCounters, 2, new double[0]).Without(1).Make();
        }

        private static void AssertCounts(AnalysisBench bench, double powerOn, double operation, double cycles)
        {
            Assert.AreEqual(powerOn, bench.Value(0), "power on");
            Assert.AreEqual(operation, bench.Value(1), "operation");
            Assert.AreEqual(cycles, bench.Value(2), "cycles");
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(StatusCode.Good, bench.Status(i));
            }
        }
    }
}
