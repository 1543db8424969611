using System;
using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>Resistance thermometers, thermistors and the divider that measures their resistance.</summary>
    [TestClass]
    public class ResistanceTests
    {
        private const uint Low = StatusCode.BadSensorFailure | StatusCode.LimitLow;
        private const uint High = StatusCode.BadSensorFailure | StatusCode.LimitHigh;

        // IEC 60751:2008, Table 1; tests/Host has all of it.
        [TestMethod]
        public void A_pt100_tells_the_temperatures_of_the_standards_table()
        {
            SensorBench bench = Rtd(100, 0);
            bench.Put(0, 18.52).Sample().AssertIs(0, -200, 0.02, StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitLow); // 18.52008
            bench.Put(0, 60.26).Sample().AssertIs(0, -100, 0.02, StatusCode.Good);
            bench.Put(0, 100).Sample().AssertIs(0, 0, 1e-9, StatusCode.Good);
            bench.Put(0, 138.51).Sample().AssertIs(0, 100, 0.02, StatusCode.Good);
            bench.Put(0, 390.48).Sample().AssertIs(0, 850, 0.02, StatusCode.Good);
        }

        [TestMethod]
        public void The_leads_of_a_pt1000_are_taken_off()
        {
            Rtd(1000, 1.2).Put(0, 1386.3).Sample().AssertIs(0, 100, 0.02, StatusCode.Good);
        }

        [TestMethod]
        public void Outside_the_standard_the_temperature_is_uncertain_and_further_out_the_thermometer_has_failed()
        {
            SensorBench bench = Rtd(100, 0);
            bench.Put(0, 109.73).Sample();
            bench.Put(0, 16).Sample().AssertIs(0, -205.8, 0.2, StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitLow);
            bench.Put(0, 395).Sample().AssertIs(0, 865.5, 0.2, StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitHigh);
            AssertFails(bench, 0, Low);
            AssertFails(bench, 14.9, Low);
            AssertFails(bench, -5, Low);
            AssertFails(bench, 400.1, High);
            AssertFails(bench, 1e300, High);
            AssertFails(bench, double.PositiveInfinity, High);
            AssertFails(bench, double.NaN, StatusCode.BadSensorFailure);
        }

        [TestMethod]
        public void An_open_thermometer_at_a_converter_with_a_reference_of_four_times_r0_is_a_broken_wire()
        {
            SensorBench bench = Rtd(100, 0);
            bench.Put(0, 109.73).Sample();
            AssertFails(bench, 400.0 * 32767 / 32768, High); // the end of 15 bits
        }

        [TestMethod]
        public void The_status_of_the_resistance_is_passed_on()
        {
            SensorBench bench = Rtd(100, 0);
            bench.Sample().AssertAll(StatusCode.BadWaitingForInitialData);
            bench.Put(0, 100).Mark(0, StatusCode.UncertainSubNormal).Sample().AssertIs(0, 0, 1e-9, StatusCode.UncertainSubNormal);
            bench.Mark(0, StatusCode.BadNoCommunication).Sample().AssertAll(StatusCode.BadNoCommunication);
        }

        // IEC 60539-1: the beta value is ln(R1 / R2) / (1/T1 - 1/T2).
        [TestMethod]
        public void A_thermistor_meets_the_two_points_that_its_beta_value_was_made_of()
        {
            double beta = Math.Log(10000 / 1070.0) / ((1 / 298.15) - (1 / 358.15));
            SensorBench bench = new SensorBench();
            bench.Source = new Ntc(bench.Signals, SensorBench.First, 0, false, 10000, beta, 0, -40, 125);
            bench.Put(0, 10000).Sample().AssertIs(0, 25, 1e-9, StatusCode.Good);
            bench.Put(0, 1070).Sample().AssertIs(0, 85, 1e-9, StatusCode.Good);
        }

        // The coefficients that Steinhart and Hart's equation has for a common 10 kilo-ohm thermistor, and three points of its data sheet.
        [TestMethod]
        public void The_equation_of_Steinhart_and_Hart_meets_a_data_sheets_points()
        {
            SensorBench bench = new SensorBench();
            bench.Source = new Ntc(bench.Signals, SensorBench.First, 0, true, 1.129148e-3, 2.34125e-4, 8.76741e-8, -50, 150);
            bench.Put(0, 32650).Sample().AssertIs(0, 0, 0.1, StatusCode.Good);
            bench.Put(0, 10000).Sample().AssertIs(0, 25, 0.1, StatusCode.Good);
            bench.Put(0, 1752).Sample().AssertIs(0, 70, 0.1, StatusCode.Good);
        }

        [TestMethod]
        public void A_broken_wire_of_a_thermistor_looks_cold_and_a_short_hot()
        {
            SensorBench bench = Beta();
            bench.Put(0, 10000).Sample();
            AssertFails(bench, 1e7, Low);
            AssertFails(bench, double.PositiveInfinity, Low);
            AssertFails(bench, 10, High);
            AssertFails(bench, 0, High);
            AssertFails(bench, -1, High);
            AssertFails(bench, double.NaN, High);
            bench.Mark(0, High).Sample().AssertAll(Low); // of the resistance
            bench.Mark(0, Low).Sample().AssertAll(High);
        }

        [TestMethod]
        public void A_divider_tells_the_resistance_on_either_side()
        {
            SensorBench ground = Divider(false);
            ground.Put(0, 1.65).Sample().AssertIs(0, 10000, 1e-6, StatusCode.Good);
            ground.Put(0, 1.1).Sample().AssertIs(0, 5000, 1e-6, StatusCode.Good);
            SensorBench supply = Divider(true);
            supply.Put(0, 1.1).Sample().AssertIs(0, 20000, 1e-6, StatusCode.Good);
        }

        [TestMethod]
        public void A_divider_at_an_end_of_its_supply_is_a_broken_wire_or_a_short()
        {
            SensorBench ground = Divider(false);
            ground.Put(0, 1.65).Sample();
            AssertFails(ground, 3.3, High);
            AssertFails(ground, 3.29, High);
            AssertFails(ground, 0.01, Low);
            AssertFails(ground, -7, Low);
            AssertFails(ground, double.NaN, StatusCode.BadSensorFailure);
            ground.Mark(0, StatusCode.BadOutOfRange | StatusCode.LimitHigh).Sample().AssertAll(StatusCode.BadOutOfRange | StatusCode.LimitHigh);
            SensorBench supply = Divider(true);
            supply.Put(0, 1.65).Sample();
            AssertFails(supply, 3.29, Low);
            AssertFails(supply, 0.01, High);
            supply.Mark(0, StatusCode.BadOutOfRange | StatusCode.LimitHigh).Sample().AssertAll(StatusCode.BadOutOfRange | StatusCode.LimitLow);
        }

        private static SensorBench Rtd(double nominal, double leads)
        {
            SensorBench bench = new SensorBench();
            bench.Source = new Rtd(bench.Signals, SensorBench.First, 0, nominal, leads);
            return bench;
        }

        private static SensorBench Beta()
        {
            SensorBench bench = new SensorBench();
            bench.Source = new Ntc(bench.Signals, SensorBench.First, 0, false, 10000, 3977, 0, -40, 125);
            return bench;
        }

        private static SensorBench Divider(bool toSupply)
        {
            SensorBench bench = new SensorBench();
            bench.Source = new Divider(bench.Signals, SensorBench.First, 0, 10000, 3.3, toSupply);
            return bench;
        }

        private static void AssertFails(SensorBench bench, double value, uint status)
        {
            double before = bench.Value(0);
            bench.Put(0, value).Sample().AssertIs(0, before, 0, status);
        }
    }
}
