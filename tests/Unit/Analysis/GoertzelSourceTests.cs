using System;
using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Analysis
{
    /// <summary>Amplitudes of a signal at several frequencies: 100 samples per second, 50 to a window.</summary>
    [TestClass]
    public class GoertzelSourceTests
    {
        [TestMethod]
        public void Each_frequency_has_an_output()
        {
            AnalysisBench bench = Make();
            for (int i = 0; i < 50; i++)
            {
                Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
                bench.Sample(i * 10, Wave(i));
            }

            AssertWave(bench);
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
            Assert.AreEqual(StatusCode.Good, bench.Status(2));
        }

        [TestMethod]
        public void A_few_bad_samples_make_it_subnormal()
        {
            AnalysisBench bench = Make();
            for (int i = 0; i < 50; i++)
            {
                bench.Put(0, i == 25 ? 1e9 : Wave(i), i == 25 ? StatusCode.BadNotConnected : StatusCode.Good);
                bench.Sample(i * 10);
            }

            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(1));
            Assert.IsTrue(Math.Abs(bench.Value(0) - 2) < 0.2, "the sample before stands for it");
        }

        [TestMethod]
        public void A_window_that_is_mostly_bad_is_bad()
        {
            AnalysisBench bench = Make();
            for (int i = 0; i < 50; i++)
            {
                bench.Put(0, Wave(i), i % 2 == 0 || i == 1 ? StatusCode.BadTimeout : StatusCode.Good);
                bench.Sample(i * 10);
            }

            Assert.AreEqual(StatusCode.BadTimeout, bench.Status(0));
            Assert.AreEqual(StatusCode.BadTimeout, bench.Status(2));
            for (int i = 0; i < 50; i++)
            {
                bench.Sample((50 + i) * 10, Wave(i));
            }

            AssertWave(bench);
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
        }

        // Frequencies mean nothing where the pace is broken.
        [TestMethod]
        public void Where_samples_are_missing_in_time_the_window_begins_anew()
        {
            AnalysisBench bench = Make();
            for (int i = 0; i < 30; i++)
            {
                bench.Sample(i * 10, 1000 * i);
            }

            for (int i = 0; i < 50; i++)
            {
                Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
                bench.Sample(400 + (i * 10), Wave(i));
            }

            AssertWave(bench);
        }

        [TestMethod]
        public void What_a_window_cannot_show_is_refused()
        {
            Assert.IsNotNull(Refusable(new double[] { 100, 50, 2, 49 }, 0));
            Assert.IsNotNull(Refusable(new double[] { 100, 50, 2, 49 }, 10));
            Assert.IsNull(Refusable(new double[] { 100, 50, 2, 49 }, 20));
            Assert.IsNotNull(Refusable(new double[] { 33.3, 50, 2 }, 30));
            Assert.IsNull(Refusable(new double[] { 100, 50, 1.9 }, 0));
            Assert.IsNull(Refusable(new double[] { 100, 50, 50 }, 0));
            Assert.IsNull(Refusable(new double[] { 100, 50 }, 0));
            Assert.IsNull(Refusable(new double[] { 100, 50, 5, 6, 7, 8, 9 }, 0));
            Assert.IsNull(Refusable(new double[] { 0, 50, 5 }, 0));
            Assert.IsNull(Refusable(new double[] { 100, 1025, 5 }, 0));
            Assert.IsNull(Refusable(new double[] { double.NaN, 50, 5 }, 0));
            Assert.IsNull(Refusable(new double[] { 100, 50, double.NaN }, 0));
        }

        private static AnalysisBench Refusable(double[] parameters, int intervalMs)
        {
            AnalysisBench bench = new AnalysisBench(SourceKind.Goertzel, 1, parameters);
            bench.Descriptor.IntervalMs = intervalMs;
            return bench.Make();
        }

        private static AnalysisBench Make()
        {
            return Refusable(new double[] { 100, 50, 10, 20, 30 }, 0);
        }

        // 2 at 10 Hz, 0.5 at 30 Hz, over an offset.
        private static double Wave(int i)
        {
            return 70 + (2 * Math.Sin(2 * Math.PI * i * 0.1)) + (0.5 * Math.Cos(2 * Math.PI * i * 0.3));
        }

        private static void AssertWave(AnalysisBench bench)
        {
            Assert.IsTrue(Math.Abs(bench.Value(0) - 2) < 1e-4, "10 Hz");
            Assert.IsTrue(bench.Value(1) < 1e-4, "20 Hz");
            Assert.IsTrue(Math.Abs(bench.Value(2) - 0.5) < 1e-4, "30 Hz");
        }
    }
}
