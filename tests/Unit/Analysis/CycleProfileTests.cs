using System;
using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Analysis
{
    /// <summary>The course of a quantity over each cycle, at eight points; the longest cycle is a minute.</summary>
    [TestClass]
    public class CycleProfileTests
    {
        private const int Points = 8;

        [TestMethod]
        public void Each_point_is_the_mean_over_its_part_of_the_cycle()
        {
            int[] lengths = new int[] { 800, 1000, 5000, 7300, 20000, 33300, 60000 };
            for (int i = 0; i < lengths.Length; i++)
            {
                AnalysisBench bench = Make();
                long now = Cycle(bench, 0, lengths[i], 100, 0);
                now = Cycle(bench, now, lengths[i], 100, 0); // the first one that was seen from its beginning
                bench.Put(1, 1);
                bench.Sample(now, 0);
                for (int k = 0; k < Points; k++)
                {
                    // A ramp from 200 to 300: a part's mean is the value in its middle, give or take a sample.
                    double expected = 200 + (100 * (k + 0.5) / Points);
                    double tolerance = 0.1 + (100.0 * 100 / lengths[i]);
                    Assert.AreEqual(StatusCode.Good, bench.Status(k));
                    Assert.IsTrue(Math.Abs(bench.Value(k) - expected) < tolerance, lengths[i] + " ms, point " + k + ": " + bench.Value(k));
                }
            }
        }

        [TestMethod]
        public void The_points_change_when_a_cycle_ends_and_only_then()
        {
            AnalysisBench bench = Make();
            long now = Cycle(bench, 0, 5000, 100, 0);
            Cycle(bench, now, 5000, 100, 0);
            for (int k = 0; k < Points; k++)
            {
                Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(k));
            }

            now = Cycle(bench, now + 5000, 5000, 100, 1000);
            double first = bench.Value(0);
            Assert.IsTrue(first < 300, "of the cycle before");
            bench.Put(1, 1);
            bench.Sample(now, 0);
            Assert.IsTrue(bench.Value(0) > 1200, "of this one");
        }

        [TestMethod]
        public void A_constant_is_exactly_itself_at_any_pace()
        {
            Noise noise = new Noise(6);
            for (int run = 0; run < 20; run++)
            {
                AnalysisBench bench = Make();
                bench.Put(0, 231.5);
                long now = 0;
                for (int cycle = 0; cycle < 3; cycle++)
                {
                    long end = now + 3000 + noise.Below(50000);
                    long half = (now + end) / 2;
                    for (; now < end; now += 10 + noise.Below(700))
                    {
                        bench.Put(1, now < half ? 1 : 0);
                        bench.Sample(now);
                    }
                }

                bench.Put(1, 1);
                bench.Sample(now);
                for (int k = 0; k < Points; k++)
                {
                    Assert.IsTrue(Math.Abs(bench.Value(k) - 231.5) < 1e-3, bench.Value(k) + " at point " + k);
                    Assert.AreEqual(StatusCode.Good, bench.Status(k));
                }
            }
        }

        // A step in the middle of a cycle shows between the points around it, not elsewhere.
        [TestMethod]
        public void A_step_stays_where_it_was()
        {
            AnalysisBench bench = Make();
            long now = 0;
            for (int cycle = 0; cycle < 3; cycle++)
            {
                for (long at = 0; at < 24000; at += 50, now += 50)
                {
                    bench.Put(1, at < 3000 ? 1 : 0);
                    bench.Sample(now, at < 12000 ? 10 : 20);
                }
            }

            bench.Put(1, 1);
            bench.Sample(now);
            for (int k = 0; k < Points; k++)
            {
                bool isEdge = k == 3 || k == 4; // the intervals of the mean don't end where the parts do
                Assert.IsTrue(Math.Abs(bench.Value(k) - (k < 4 ? 10 : 20)) < (isEdge ? 1.5 : 0.001), "point " + k + ": " + bench.Value(k));
            }
        }

        [TestMethod]
        public void A_cycle_that_takes_too_long_is_never_published()
        {
            AnalysisBench bench = Make();
            long now = Cycle(bench, 0, 5000, 100, 0);
            now = Cycle(bench, now, 5000, 100, 0);
            now = Cycle(bench, now, 5000, 100, 0);
            double before = bench.Value(0);
            now = Cycle(bench, now, 61000, 100, 1000);
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(0));
            now = Cycle(bench, now, 5000, 100, 2000);
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(0));
            Assert.IsTrue(Math.Abs(before - bench.Value(0)) < 5, "still the one before");
            bench.Put(1, 1);
            bench.Sample(now);
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
            Assert.IsTrue(bench.Value(0) > 2200, "the one after");
        }

        [TestMethod]
        public void A_cycle_in_which_the_cycle_was_not_known_is_never_published()
        {
            AnalysisBench bench = Make();
            long now = Cycle(bench, 0, 5000, 100, 0);
            bench.Put(1, 1);
            bench.Sample(now, 100);
            bench.Put(1, 0, StatusCode.BadTimeout);
            bench.Sample(now + 2500);
            bench.Put(1, 0);
            bench.Sample(now + 2600);
            now = Cycle(bench, now + 5000, 5000, 100, 0);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
            bench.Put(1, 1);
            bench.Sample(now);
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
        }

        // What is shown then is from an earlier cycle, and stays so for as long as the cycle can't be seen.
        [TestMethod]
        public void While_the_cycle_is_not_known_the_points_are_those_of_an_earlier_one()
        {
            AnalysisBench bench = Make();
            long now = Cycle(bench, 0, 5000, 100, 0);
            now = Cycle(bench, now, 5000, 100, 0);
            now = Cycle(bench, now, 2000, 100, 0);
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
            double before = bench.Value(Points - 1);
            bench.Put(1, 0, StatusCode.BadSensorFailure);
            bench.Sample(now);
            for (int k = 0; k < Points; k++)
            {
                Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(k));
            }

            Assert.AreEqual(before, bench.Value(Points - 1));
            now = Cycle(bench, now + 100, 5000, 100, 0);
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(0), "its beginning was not seen");
            now = Cycle(bench, now, 5000, 100, 0);
            bench.Put(1, 1);
            bench.Sample(now);
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
        }

        [TestMethod]
        public void A_cycle_that_ran_at_the_first_sample_is_never_published()
        {
            AnalysisBench bench = Make();
            bench.Put(1, 1);
            bench.Sample(0, 5);
            bench.Put(1, 0);
            bench.Sample(1000, 5);
            bench.Put(1, 1);
            bench.Sample(2000, 5);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
        }

        [TestMethod]
        public void Bad_values_are_left_out_and_told()
        {
            AnalysisBench bench = Make();
            long now = Cycle(bench, 0, 5000, 100, 0);
            for (long at = 0; at < 8000; at += 100)
            {
                bool isBad = at % 500 == 0 || (at > 2000 && at < 3000);
                bench.Put(1, at < 4000 ? 1 : 0);
                bench.Put(0, isBad ? double.NaN : 50, StatusCode.Good);
                bench.Sample(now + at);
            }

            bench.Put(1, 1);
            bench.Sample(now + 8000);
            for (int k = 0; k < Points; k++)
            {
                Assert.AreEqual(50.0, bench.Value(k));
                Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(k));
            }
        }

        [TestMethod]
        public void A_cycle_without_a_usable_value_is_bad()
        {
            AnalysisBench bench = Make();
            Cycle(bench, 0, 5000, 100, 0);
            for (long at = 5000; at < 10000; at += 100)
            {
                bench.Put(1, at < 8000 ? 1 : 0);
                bench.Put(0, 7, StatusCode.BadNotConnected);
                bench.Sample(at);
            }

            bench.Put(1, 1);
            bench.Sample(10000);
            Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(0));
            Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(Points - 1));
        }

        [TestMethod]
        public void After_a_restart_it_waits_for_a_whole_cycle()
        {
            AnalysisBench bench = Make();
            long now = Cycle(bench, 0, 5000, 100, 0);
            Cycle(bench, now, 2000, 100, 0);
            bench.Restart();
            now = Cycle(bench, 3000, 5000, 100, 0);
            now = Cycle(bench, now, 5000, 100, 0);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
            bench.Put(1, 1);
            bench.Sample(now);
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
        }

        [TestMethod]
        public void Four_to_thirty_two_points_are_allowed()
        {
            Assert.IsNotNull(Refusable(4, 1));
            Assert.IsNotNull(Refusable(32, 86400000));
            Assert.IsNull(Refusable(3, 60000));
            Assert.IsNull(Refusable(33, 60000));
            Assert.IsNull(Refusable(8.5, 60000));
            Assert.IsNull(Refusable(8, 0));
            Assert.IsNull(Refusable(8, 86400001));
            Assert.IsNull(new AnalysisBench(SourceKind.CycleProfile, 2, new double[] { 8, 1000 }).Without(1).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.CycleProfile, 1, new double[] { 8, 1000 }).Make());
        }

        private static AnalysisBench Refusable(double points, double longestMs)
        {
            return new AnalysisBench(SourceKind.CycleProfile, 2, new double[] { points, longestMs }).Make();
        }

        private static AnalysisBench Make()
        {
            return Refusable(Points, 60000);
        }

        // In cycle for the first half, and a ramp from 200 to 300, raised, over the whole.
        private static long Cycle(AnalysisBench bench, long now, int length, int step, double raised)
        {
            for (long at = 0; at < length; at += step)
            {
                bench.Put(1, at * 2 < length ? 1 : 0);
                bench.Sample(now + at, 200 + raised + (100.0 * at / length));
            }

            return now + length;
        }
    }
}
