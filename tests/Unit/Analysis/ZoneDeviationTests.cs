using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Analysis
{
    /// <summary>Three zones at nominal 200, 210 and 220 °C, allowed 4 below and 6 above.</summary>
    [TestClass]
    public class ZoneDeviationTests
    {
        [TestMethod]
        public void Deviations_are_actual_less_nominal()
        {
            AnalysisBench bench = Sample(201, 205, 220);
            AssertValues(bench, new double[] { 200, 210, 220, 1, -5, 0, -5, 1 }, StatusCode.Good);
        }

        [TestMethod]
        public void A_zone_at_a_limit_is_inside()
        {
            AssertValues(Sample(196, 216, 220), new double[] { 200, 210, 220, -4, 6, 0, 6, 0 }, StatusCode.Good);
            AssertValues(Sample(195.5, 216.5, 0), new double[] { 200, 210, 220, -4.5, 6.5, -220, -220, 3 }, StatusCode.Good);
        }

        [TestMethod]
        public void A_bad_zone_takes_no_part_and_is_told()
        {
            AnalysisBench bench = Make(4);
            bench.Put(0, 203);
            bench.Put(1, 999, StatusCode.BadNotConnected);
            bench.Put(2, 227);
            bench.Sample(0);
            Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(4));
            Assert.AreEqual(StatusCode.Good, bench.Status(1)); // what it should be is known
            Assert.AreEqual(StatusCode.Good, bench.Status(5));
            Assert.AreEqual(7.0, bench.Value(6));
            Assert.AreEqual(1.0, bench.Value(7));
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(6));
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(7));
            bench.Put(1, double.NaN);
            bench.Sample(1);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(4));
            bench.Put(1, 210);
            bench.Sample(2);
            Assert.AreEqual(StatusCode.Good, bench.Status(7));
        }

        [TestMethod]
        public void When_all_zones_are_bad_the_worst_is()
        {
            AnalysisBench bench = Make(4);
            for (int i = 0; i < 3; i++)
            {
                bench.Put(i, 0, StatusCode.BadDeviceFailure);
            }

            bench.Sample(0);
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(6));
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(7));
        }

        [TestMethod]
        public void An_uncertain_zone_counts_and_is_uncertain()
        {
            AnalysisBench bench = Make(4);
            bench.Put(0, 200);
            bench.Put(1, 230, StatusCode.UncertainSensorNotAccurate);
            bench.Put(2, 220);
            bench.Sample(0);
            Assert.AreEqual(20.0, bench.Value(6));
            Assert.AreEqual(StatusCode.UncertainSensorNotAccurate, bench.Status(6));
            Assert.AreEqual(StatusCode.UncertainSensorNotAccurate, bench.Status(4));
            Assert.AreEqual(StatusCode.Good, bench.Status(3));
        }

        [TestMethod]
        public void The_low_limit_may_be_given_with_its_sign()
        {
            AnalysisBench bench = Make(-4);
            bench.Put(0, 196);
            bench.Put(1, 205.9);
            bench.Put(2, 220);
            bench.Sample(0);
            Assert.AreEqual(1.0, bench.Value(7));
        }

        [TestMethod]
        public void One_to_sixteen_zones_are_allowed()
        {
            for (int zones = 0; zones <= 17; zones++)
            {
                double[] parameters = new double[2 + zones];
                Assert.AreEqual(zones > 0 && zones < 17, new AnalysisBench(SourceKind.ZoneDeviation, zones, parameters).Make() != null);
            }

            Assert.IsNull(new AnalysisBench(SourceKind.ZoneDeviation, 2, new double[] { 1, 1, 200 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.ZoneDeviation, 1, new double[] { 1, -1, 200 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.ZoneDeviation, 1, new double[] { 1, 1, double.NaN }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.ZoneDeviation, 1, new double[] { double.NaN, 1, 200 }).Make());
            Assert.IsNull(new AnalysisBench(SourceKind.ZoneDeviation, 2, new double[] { 1, 1, 200, 200 }).Without(1).Make());
        }

        private static AnalysisBench Make(double low)
        {
            return new AnalysisBench(SourceKind.ZoneDeviation, 3, new double[] { low, 6, 200, 210, 220 }).Make();
        }

        private static AnalysisBench Sample(double zone1, double zone2, double zone3)
        {
            AnalysisBench bench = Make(4);
            bench.Put(0, zone1);
            bench.Put(1, zone2);
            bench.Put(2, zone3);
            bench.Sample(0);
            return bench;
        }

        private static void AssertValues(AnalysisBench bench, double[] values, uint status)
        {
            for (int i = 0; i < values.Length; i++)
            {
                Assert.AreEqual(values[i], bench.Value(i), "output " + i);
                Assert.AreEqual(status, bench.Status(i), "output " + i);
            }
        }
    }
}
