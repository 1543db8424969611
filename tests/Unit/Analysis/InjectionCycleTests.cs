using System;
using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Analysis
{
    /// <summary>
    /// Cycles of simulated molding machines of which all is known: on from 5, off below 3, 10 to 35 s a cycle. A cycle of 20 s has two peaks: injection, and
    /// plasticizing from its 6th to its 9th second.
    /// </summary>
    [TestClass]
    public class InjectionCycleTests
    {
        [TestMethod]
        public void Cycle_time_and_count_are_those_of_the_machine()
        {
            AnalysisBench bench = Make(0);
            Run(bench, 0, 2000, 0);
            Assert.AreEqual(0.0, bench.Value(1));
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
            Assert.AreEqual(0.0, bench.Value(2));
            long now = 2000;
            for (int i = 0; i < 5; i++)
            {
                now = Cycle(bench, now, 20000);
                Assert.AreEqual((double)i, bench.Value(1));
                Assert.AreEqual(StatusCode.Good, bench.Status(1));
            }

            bench.Sample(now, 9);
            Assert.AreEqual(5.0, bench.Value(1));
            Assert.AreEqual(20.0, bench.Value(0));
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
        }

        [TestMethod]
        public void In_cycle_turns_true_once_a_cycle()
        {
            AnalysisBench bench = Make(0);
            Run(bench, 0, 1000, 0);
            int rises = 0;
            double last = 0;
            for (long now = 1000; now < 1000 + (20000 * 10); now += 100)
            {
                bench.Sample(now, Drive((now - 1000) % 20000));
                rises += bench.Value(2) > last ? 1 : 0;
                last = bench.Value(2);
            }

            Assert.AreEqual(10, rises);
        }

        [TestMethod]
        public void In_cycle_lasts_through_the_minimum_and_as_long_as_the_drive_runs()
        {
            AnalysisBench bench = Make(0);
            Run(bench, 0, 1000, 0);
            bench.Sample(1000, 9);
            Assert.AreEqual(1.0, bench.Value(2));
            Run(bench, 1100, 10900, 0);
            Assert.AreEqual(1.0, bench.Value(2));
            bench.Sample(11000, 0);
            Assert.AreEqual(0.0, bench.Value(2));
            bench.Sample(12000, 9);
            Run(bench, 12100, 24000, 9);
            Assert.AreEqual(1.0, bench.Value(2));
            bench.Sample(24100, 0);
            Assert.AreEqual(0.0, bench.Value(2));
        }

        // Nobody knows when the cycle began that runs at the first sample.
        [TestMethod]
        public void The_first_partial_cycle_is_not_reported()
        {
            AnalysisBench bench = Make(0);
            Run(bench, 0, 3000, 9);
            Run(bench, 3000, 20000, 0);
            Assert.AreEqual(0.0, bench.Value(2));
            Cycle(bench, 20000, 20000);
            Assert.AreEqual(0.0, bench.Value(1));
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
            bench.Sample(40000, 9);
            Assert.AreEqual(1.0, bench.Value(1));
            Assert.AreEqual(20.0, bench.Value(0));
        }

        [TestMethod]
        public void Jitter_and_noise_change_neither_times_nor_counts()
        {
            Noise noise = new Noise(1);
            for (int run = 0; run < 10; run++)
            {
                AnalysisBench bench = Make(run % 2 == 0 ? 0 : 300);
                long now = Run(bench, 0, 3000, 0);
                int cycles = 0;
                double count = 0;
                long start = now;
                long began = -1;
                while (cycles < 20)
                {
                    long length = 14000 + noise.Below(15000);
                    for (; now < start + length; now += 60 + noise.Below(80))
                    {
                        // Two peaks of 8, each sample up to 1.9 off: between them it stays below 2.
                        double drive = Drive(now - start) > 0 ? 8 : 0;
                        bench.Sample(now, drive + (noise.Uniform() * 3.8) - 1.9);
                        if (bench.Value(1) > count)
                        {
                            count = bench.Value(1);
                            double truth = (start - began) / 1000.0;
                            Assert.IsTrue(Math.Abs(bench.Value(0) - truth) <= 0.28, bench.Value(0) + " s are not " + truth);
                        }
                    }

                    began = start;
                    start += length;
                    cycles++;
                }

                Assert.AreEqual(19.0, bench.Value(1)); // the last one has not ended
            }
        }

        [TestMethod]
        public void A_stop_keeps_the_last_cycle_time_as_uncertain_and_counts_the_cycle()
        {
            AnalysisBench bench = Make(0);
            long now = Run(bench, 0, 1000, 0);
            now = Cycle(bench, now, 20000);
            now = Cycle(bench, now, 21000);
            now = Run(bench, now, now + 14200, 0); // longer than the maximum
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(0));
            Assert.AreEqual(20.0, bench.Value(0));
            Assert.AreEqual(2.0, bench.Value(1));
            Assert.AreEqual(0.0, bench.Value(2));
            now = Run(bench, now, now + 3600000, 0);
            Assert.AreEqual(2.0, bench.Value(1));
            now = Cycle(bench, now, 22000);
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(0));
            bench.Sample(now, 9);
            Assert.AreEqual(22.0, bench.Value(0));
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
            Assert.AreEqual(3.0, bench.Value(1));
        }

        [TestMethod]
        public void A_beginning_between_two_samples_around_the_maximum_is_one_after_a_stop()
        {
            AnalysisBench bench = Make(0);
            bench.Sample(0, 0);
            bench.Sample(5000, 9);
            for (long now = 10000; now <= 40000; now += 5000)
            {
                bench.Sample(now, 0); // 35 s, the maximum, at the last one
            }

            bench.Sample(45000, 9);
            Assert.AreEqual(1.0, bench.Value(1));
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
            Assert.AreEqual(1.0, bench.Value(2));
        }

        [TestMethod]
        public void A_drive_that_runs_on_and_on_is_no_cycle()
        {
            AnalysisBench bench = Make(0);
            Run(bench, 0, 1000, 0);
            Run(bench, 1000, 100000, 9);
            Assert.AreEqual(0.0, bench.Value(1));
            Assert.AreEqual(0.0, bench.Value(2));
            Run(bench, 100000, 200000, 0);
            Assert.AreEqual(0.0, bench.Value(1));
        }

        [TestMethod]
        public void Missing_samples_that_hide_no_beginning_change_nothing()
        {
            Noise noise = new Noise(2);
            AnalysisBench bench = Make(0);
            long now = Run(bench, 0, 1000, 0);
            for (int i = 0; i < 10; i++)
            {
                for (long at = 0; at < 20000; at += 100)
                {
                    bool isMissing = at > 300 && at < 19000 && noise.Below(3) == 0;
                    bench.Put(0, isMissing ? 99 : Drive(at), isMissing ? StatusCode.BadTimeout : StatusCode.Good);
                    bench.Sample(now + at);
                    Assert.AreEqual(isMissing, bench.Status(2) == StatusCode.BadTimeout);
                    Assert.AreEqual(isMissing, bench.Status(1) == StatusCode.UncertainLastUsableValue);
                }

                now += 20000;
            }

            bench.Sample(now, 9);
            Assert.AreEqual(10.0, bench.Value(1));
            Assert.AreEqual(20.0, bench.Value(0));
        }

        [TestMethod]
        public void A_long_time_without_samples_makes_a_cycle_that_is_not_reported()
        {
            AnalysisBench bench = Make(0);
            long now = Run(bench, 0, 1000, 0);
            now = Cycle(bench, now, 20000);
            Run(bench, now, now + 1000, 9);
            now += 21000; // into the next cycle's first peak
            Run(bench, now, now + 1000, 9);
            Run(bench, now + 1000, now + 19000, 0);
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(0));
            Assert.AreEqual(1.0, bench.Value(1));
            now = Cycle(bench, now + 19000, 20000);
            bench.Sample(now, 9);
            Assert.AreEqual(2.0, bench.Value(1));
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
        }

        // A drive that rests between two samples only, right when the minimum is over: a digital input of a mould.
        [TestMethod]
        public void A_rest_as_short_as_can_be_still_parts_two_cycles()
        {
            AnalysisBench bench = Make(0);
            bench.Sample(0, 0);
            int rises = 0;
            double last = 0;
            for (int i = 0; i < 61; i++)
            {
                bench.Sample(1000 + (i * 1000), i % 10 == 9 ? 0 : 9); // up at 0, 10, 20 ... seconds; 10 s are the minimum
                rises += bench.Value(2) > last ? 1 : 0;
                last = bench.Value(2);
            }

            Assert.AreEqual(6.0, bench.Value(1));
            Assert.AreEqual(10.0, bench.Value(0));
            Assert.AreEqual(6, rises);
        }

        [TestMethod]
        public void A_spike_shorter_than_the_hold_time_is_no_beginning()
        {
            AnalysisBench bench = Make(300);
            long now = Run(bench, 0, 1000, 0);
            now = Cycle(bench, now, 20000);
            Run(bench, now, now + 1000, 9);
            Run(bench, now + 1000, now + 15000, 0);
            bench.Sample(now + 15000, 9);
            Run(bench, now + 15100, now + 20000, 0);
            Assert.AreEqual(1.0, bench.Value(1));
            now += 20000;
            Run(bench, now, now + 1000, 9);
            Assert.AreEqual(2.0, bench.Value(1));
            Assert.AreEqual(20.0, bench.Value(0)); // from where the drive started, not from where that was certain
        }

        [TestMethod]
        public void The_counter_goes_on_after_a_restart_and_the_cut_cycle_is_not_reported()
        {
            AnalysisBench bench = Make(0);
            long now = Run(bench, 0, 1000, 0);
            for (int i = 0; i < 3; i++)
            {
                now = Cycle(bench, now, 20000);
            }

            bench.Sample(now, 9);
            Assert.AreEqual(3.0, bench.Value(1));
            bench.Restart();
            Run(bench, 100, 2000, 9);
            Run(bench, 2000, 16000, 0);
            Assert.AreEqual(3.0, bench.Value(1));
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
            bench.Sample(Cycle(bench, 16000, 20000), 9);
            Assert.AreEqual(4.0, bench.Value(1));
        }

        [TestMethod]
        public void A_bad_drive_makes_time_and_state_bad()
        {
            AnalysisBench bench = Make(0);
            bench.Put(0, 9, StatusCode.BadOutOfRange);
            bench.Sample(0);
            Assert.AreEqual(StatusCode.BadOutOfRange, bench.Status(0));
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(1));
            Assert.AreEqual(StatusCode.BadOutOfRange, bench.Status(2));
            bench.Sample(100, double.NaN);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(2));
        }

        [TestMethod]
        public void For_any_input_counts_never_fall_and_times_keep_their_bounds()
        {
            Noise noise = new Noise(3);
            for (int run = 0; run < 30; run++)
            {
                AnalysisBench bench = Make(noise.Below(3) * 200);
                double count = 0;
                long now = 0;
                for (int i = 0; i < 1000; i++)
                {
                    now += noise.Below(noise.Below(40) == 0 ? 30000 : 900);
                    bench.Put(0, noise.Normal() * 5, noise.Below(6) == 0 ? StatusCode.BadTimeout : StatusCode.Good);
                    bench.Sample(now);
                    Assert.IsTrue(bench.Value(1) >= count && bench.Value(1) <= count + 2, "count");
                    count = bench.Value(1);
                    if (!StatusCode.IsBad(bench.Status(0)))
                    {
                        Assert.IsTrue(bench.Value(0) >= 10 && bench.Value(0) <= 35, bench.Value(0) + " s");
                    }
                }
            }
        }

        [TestMethod]
        public void What_is_out_of_range_is_refused()
        {
            Assert.IsNotNull(Refusable(new double[] { 5, 3, 0, 1 }));
            Assert.IsNull(Refusable(new double[] { 3, 5, 10000, 35000 }));
            Assert.IsNull(Refusable(new double[] { 5, 3, 10000, 10000 }));
            Assert.IsNull(Refusable(new double[] { 5, 3, -1, 10000 }));
            Assert.IsNull(Refusable(new double[] { 5, 3, 0, 86400001 }));
            Assert.IsNull(Refusable(new double[] { 5, 3, 10000, 35000, -1 }));
            Assert.IsNull(Refusable(new double[] { 5, 3, 10000 }));
            Assert.IsNull(new AnalysisBench(SourceKind.InjectionCycle, 1, new double[] { 5, 3, 0, 1 }).Without(0).Make());
        }

        private static AnalysisBench Refusable(double[] parameters)
        {
            return new AnalysisBench(SourceKind.InjectionCycle, 1, parameters).Make();
        }

        private static AnalysisBench Make(int holdMs)
        {
            return Refusable(new double[] { 5, 3, 10000, 35000, holdMs });
        }

        private static double Drive(long atMs)
        {
            return atMs < 3000 ? 9 : atMs >= 6000 && atMs < 9000 ? 7 : 0;
        }

        private static long Cycle(AnalysisBench bench, long now, long length)
        {
            for (long at = 0; at < length; at += 100)
            {
                bench.Sample(now + at, Drive(at));
            }

            return now + length;
        }

        private static long Run(AnalysisBench bench, long now, long end, double drive)
        {
            for (; now < end; now += 100)
            {
                bench.Sample(now, drive);
            }

            return end;
        }
    }
}
