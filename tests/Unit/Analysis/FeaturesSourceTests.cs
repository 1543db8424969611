using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Analysis
{
    /// <summary>Features of a signal, window by window, and their status.</summary>
    [TestClass]
    public class FeaturesSourceTests
    {
        [TestMethod]
        public void The_features_change_when_a_window_is_complete()
        {
            AnalysisBench bench = Make(8);
            double[] window = new double[] { 2, 4, 4, 4, 5, 5, 7, 9 };
            for (int i = 0; i < 7; i++)
            {
                bench.Sample(i, window[i]);
                Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
            }

            bench.Sample(7, window[7]);
            for (int i = 0; i < 5; i++)
            {
                Assert.AreEqual(StatusCode.Good, bench.Status(i));
            }

            Assert.AreEqual(5.0, bench.Value(0));
            Assert.IsTrue(bench.Value(1) > 5.3851 && bench.Value(1) < 5.3852, "RMS");
            Assert.AreEqual(9.0, bench.Value(2));
            Assert.IsTrue(bench.Value(3) > 1.6712 && bench.Value(3) < 1.6713, "crest factor");
            Assert.AreEqual(2.78125, bench.Value(4));
            bench.Sample(8, 100);
            Assert.AreEqual(5.0, bench.Value(0));
        }

        [TestMethod]
        public void Windows_share_nothing()
        {
            AnalysisBench bench = Make(2);
            bench.Sample(0, 1000);
            bench.Sample(1, -3000);
            bench.Sample(2, 3);
            bench.Sample(3, 5);
            Assert.AreEqual(4.0, bench.Value(0));
            Assert.AreEqual(5.0, bench.Value(2));
            Assert.AreEqual(1.0, bench.Value(4));
        }

        [TestMethod]
        public void A_bad_sample_is_left_out_and_the_window_is_subnormal()
        {
            AnalysisBench bench = Make(3);
            bench.Sample(0, 3);
            bench.Put(0, 1000, StatusCode.BadNotConnected);
            bench.Sample(1);
            bench.Sample(2, 5);
            Assert.AreEqual(4.0, bench.Value(0));
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(4));
        }

        [TestMethod]
        public void A_window_without_a_usable_sample_is_as_bad_as_the_last_one()
        {
            AnalysisBench bench = Make(2);
            bench.Put(0, 1, StatusCode.BadOutOfRange);
            bench.Sample(0);
            bench.Put(0, 1, StatusCode.BadNotConnected);
            bench.Sample(1);
            for (int i = 0; i < 5; i++)
            {
                Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(i));
            }

            bench.Sample(2, 3);
            bench.Sample(3, 5);
            Assert.AreEqual(StatusCode.Good, bench.Status(0));
        }

        [TestMethod]
        public void An_uncertain_sample_makes_the_window_uncertain()
        {
            AnalysisBench bench = Make(2);
            bench.Put(0, 3, StatusCode.UncertainSensorNotAccurate);
            bench.Sample(0);
            bench.Sample(1, 5);
            Assert.AreEqual(4.0, bench.Value(0));
            Assert.AreEqual(StatusCode.UncertainSensorNotAccurate, bench.Status(0));
        }

        [TestMethod]
        public void A_good_sample_that_is_no_number_is_a_failed_sensor()
        {
            AnalysisBench bench = Make(2);
            bench.Sample(0, double.NaN);
            bench.Sample(1, double.PositiveInfinity);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(0));
            bench.Sample(2, double.NegativeInfinity);
            bench.Sample(3, 5);
            Assert.AreEqual(5.0, bench.Value(0));
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(0));
        }

        // A number beyond a float's range is one in a signal.
        [TestMethod]
        public void A_number_beyond_what_a_float_holds_makes_the_window_bad()
        {
            AnalysisBench bench = Make(2);
            bench.Sample(0, 1e300);
            bench.Sample(1, 5);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(0));
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(4));
        }

        [TestMethod]
        public void Windows_of_2_to_1024_samples_are_allowed()
        {
            Assert.IsNotNull(new AnalysisBench(SourceKind.Features, 1, new double[] { 2 }).Make());
            Assert.IsNotNull(new AnalysisBench(SourceKind.Features, 1, new double[] { 1024 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.Features, 1, new double[] { 1 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.Features, 1, new double[] { 1025 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.Features, 1, new double[] { 2.5 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.Features, 1, new double[0]).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.Features, 2, new double[] { 2 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.Features, 1, new double[] { 2 }).Without(0).Make());
        }

        private static AnalysisBench Make(int samples)
        {
            return new AnalysisBench(SourceKind.Features, 1, new double[] { samples }).Make();
        }
    }
}
