using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>Thermocouples: points of NIST's tables on the ITS-90, the cold junction, and what is no thermocouple's voltage. tests/Host has the whole tables.</summary>
    [TestClass]
    public class ThermocoupleTests
    {
        private const uint Low = StatusCode.BadSensorFailure | StatusCode.LimitLow;
        private const uint High = StatusCode.BadSensorFailure | StatusCode.LimitHigh;
        private const uint AtLow = StatusCode.UncertainSensorNotAccurate | StatusCode.LimitLow;
        private const uint AtHigh = StatusCode.UncertainSensorNotAccurate | StatusCode.LimitHigh;

        [TestMethod]
        public void Each_type_meets_its_table()
        {
            AssertPoint(ThermocoupleType.K, -5.891, -200);
            AssertPoint(ThermocoupleType.K, 41.276, 1000);
            AssertPoint(ThermocoupleType.J, -4.633, -100);
            AssertPoint(ThermocoupleType.J, 45.494, 800);
            AssertPoint(ThermocoupleType.T, -5.070, -170);
            AssertPoint(ThermocoupleType.T, 14.862, 300);
            AssertPoint(ThermocoupleType.N, -2.407, -100);
            AssertPoint(ThermocoupleType.N, 43.846, 1200);
            AssertPoint(ThermocoupleType.E, -6.107, -120);
            AssertPoint(ThermocoupleType.E, 61.017, 800);
            AssertPoint(ThermocoupleType.S, 9.587, 1000);
            AssertPoint(ThermocoupleType.S, 18.503, 1750);
            AssertPoint(ThermocoupleType.R, 10.506, 1000);
            AssertPoint(ThermocoupleType.R, 20.877, 1750);
            AssertPoint(ThermocoupleType.B, 4.834, 1000);
            AssertPoint(ThermocoupleType.B, 13.591, 1800);
        }

        // The inverse polynomials that NIST publishes begin at -200 degC; the tables at -270.
        [TestMethod]
        public void Below_minus_200_it_meets_the_table_too()
        {
            AssertPoint(ThermocoupleType.K, -6.262, -230);
            AssertPoint(ThermocoupleType.T, -6.007, -230);
            AssertPoint(ThermocoupleType.N, -4.162, -220);
            AssertPoint(ThermocoupleType.E, -9.604, -240);
        }

        // 500 degC type K against terminals of 25 degC: 20.644 - 1.000 mV. Adding the junction in degrees would be 20 degC off.
        [TestMethod]
        public void The_cold_junction_is_added_in_millivolts()
        {
            SensorBench bench = Couple(ThermocoupleType.K);
            bench.Put(0, 19.644).Put(1, 25).Sample().AssertIs(0, 500, 0.05, StatusCode.Good);
            bench.Put(0, 0).Put(1, 25).Sample().AssertIs(0, 25, 0.001, StatusCode.Good);
            bench.Put(0, -1.527 - 1.612).Put(1, 40).Sample().AssertIs(0, -40, 0.05, StatusCode.Good);
        }

        [TestMethod]
        public void A_voltage_that_no_temperature_has_is_a_failed_sensor()
        {
            SensorBench bench = Couple(ThermocoupleType.K);
            bench.Put(0, 4.096).Put(1, 0).Sample().AssertIs(0, 100, 0.05, StatusCode.Good);
            AssertFails(bench, 55.2, High);
            AssertFails(bench, 78.125, High);
            AssertFails(bench, double.PositiveInfinity, High);
            AssertFails(bench, -6.6, Low);
            AssertFails(bench, -78.125, Low);
            AssertFails(bench, double.NegativeInfinity, Low);
            AssertFails(bench, double.NaN, Low);
            bench.Put(0, 4.509).Sample().AssertIs(0, 110, 0.05, StatusCode.Good);
        }

        [TestMethod]
        public void Within_an_amplifiers_offset_the_end_of_the_range_is_told_and_uncertain()
        {
            SensorBench bench = Couple(ThermocoupleType.K).Put(1, 0);
            bench.Put(0, -6.49).Sample().AssertIs(0, -270, 0.02, AtLow);
            bench.Put(0, 54.92).Sample().AssertIs(0, 1372, 0.02, AtHigh);
        }

        // Type B: 0 mV at 0 and at 42 degC, -0.003 between them.
        [TestMethod]
        public void Type_b_tells_no_temperature_for_certain_below_42_degrees()
        {
            SensorBench bench = Couple(ThermocoupleType.B).Put(1, 0);
            bench.Put(0, 0).Sample().AssertIs(0, 42, 0.5, AtLow);
            bench.Put(0, -0.002).Sample().AssertIs(0, 31, 1, AtLow);
            bench.Put(0, -0.02).Sample().AssertIs(0, 21, 0.1, AtLow);
            bench.Put(0, 0.006).Sample().AssertIs(0, 59.5, 1, StatusCode.Good);
            AssertFails(bench, -0.1, Low);
        }

        [TestMethod]
        public void The_worse_status_of_voltage_and_cold_junction_is_passed_on()
        {
            SensorBench bench = Couple(ThermocoupleType.J);
            bench.Sample().AssertAll(StatusCode.BadWaitingForInitialData);
            bench.Put(0, 5.269).Put(1, 0).Mark(1, StatusCode.UncertainLastUsableValue).Sample()
                .AssertIs(0, 100, 0.05, StatusCode.UncertainLastUsableValue);
            bench.Mark(1, StatusCode.BadNoCommunication).Sample().AssertAll(StatusCode.BadNoCommunication);
            bench.Mark(1, StatusCode.Good).Mark(0, StatusCode.BadSensorFailure).Sample().AssertAll(StatusCode.BadSensorFailure);
        }

        [TestMethod]
        public void A_cold_junction_that_no_box_has_is_not_believed()
        {
            SensorBench bench = Couple(ThermocoupleType.J).Put(0, 5.269);
            bench.Put(1, 200).Sample();
            Assert.AreEqual(StatusCode.UncertainSensorNotAccurate, bench.Status(0));
            bench.Put(1, -100).Sample();
            Assert.AreEqual(StatusCode.UncertainSensorNotAccurate, bench.Status(0));
            bench.Put(1, double.NaN).Sample();
            Assert.IsTrue(StatusCode.IsBad(bench.Status(0)));
        }

        private static SensorBench Couple(ThermocoupleType type)
        {
            SensorBench bench = new SensorBench();
            bench.Source = new Thermocouple(bench.Signals, SensorBench.First, 0, 1, type);
            return bench;
        }

        private static void AssertPoint(ThermocoupleType type, double millivolts, double temperature)
        {
            Couple(type).Put(0, millivolts).Put(1, 0).Sample().AssertIs(0, temperature, 0.1, StatusCode.Good);
        }

        private static void AssertFails(SensorBench bench, double millivolts, uint status)
        {
            double before = bench.Value(0);
            bench.Put(0, millivolts).Sample().AssertIs(0, before, 0, status);
        }
    }
}
