using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>4..20 mA by NAMUR NE 43.</summary>
    [TestClass]
    public class CurrentLoopTests
    {
        private const uint Broken = StatusCode.BadSensorFailure | StatusCode.LimitLow;
        private const uint Shorted = StatusCode.BadSensorFailure | StatusCode.LimitHigh;
        private const uint Under = StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitLow;
        private const uint Over = StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitHigh;

        [TestMethod]
        public void Four_milliamperes_are_the_low_and_twenty_the_high_end()
        {
            SensorBench bench = Loop(-50, 150);
            bench.Put(0, 4).Sample().AssertIs(0, -50, 1e-12, StatusCode.Good);
            bench.Put(0, 12).Sample().AssertIs(0, 50, 1e-12, StatusCode.Good);
            bench.Put(0, 20).Sample().AssertIs(0, 150, 1e-12, StatusCode.Good);
        }

        [TestMethod]
        public void From_3_8_to_20_5_milliamperes_it_measures()
        {
            SensorBench bench = Loop(0, 16);
            bench.Put(0, 3.8).Sample().AssertIs(0, -0.2, 1e-9, StatusCode.Good);
            bench.Put(0, 20.5).Sample().AssertIs(0, 16.5, 1e-9, StatusCode.Good);
        }

        [TestMethod]
        public void Between_measuring_and_failing_the_value_is_told_and_uncertain()
        {
            SensorBench bench = Loop(0, 16);
            bench.Put(0, 3.79).Sample().AssertIs(0, -0.21, 1e-9, Under);
            bench.Put(0, 3.61).Sample().AssertIs(0, -0.39, 1e-9, Under);
            bench.Put(0, 20.51).Sample().AssertIs(0, 16.51, 1e-9, Over);
            bench.Put(0, 20.99).Sample().AssertIs(0, 16.99, 1e-9, Over);
        }

        [TestMethod]
        public void A_broken_wire_and_a_short_are_told_apart_and_the_value_stays()
        {
            SensorBench bench = Loop(0, 16);
            bench.Put(0, 8).Sample();
            bench.Put(0, 3.6).Sample().AssertIs(0, 4, 0, Broken);
            bench.Put(0, 0).Sample().AssertIs(0, 4, 0, Broken);
            bench.Put(0, -0.5).Sample().AssertIs(0, 4, 0, Broken);
            bench.Put(0, 21).Sample().AssertIs(0, 4, 0, Shorted);
            bench.Put(0, 1e9).Sample().AssertIs(0, 4, 0, Shorted);
            bench.Put(0, 8.5).Sample().AssertIs(0, 4.5, 0, StatusCode.Good);
        }

        // OPC 10000-4, 7.39.1: the limit bits are about the value, which is high while the current is low.
        [TestMethod]
        public void A_falling_characteristic_turns_the_limit_bits_round()
        {
            SensorBench bench = Loop(100, 0);
            bench.Put(0, 3.7).Sample().AssertIs(0, 101.875, 1e-9, Over);
            bench.Put(0, 0).Sample().AssertAll(Shorted);
            bench.Put(0, 22).Sample().AssertAll(Broken);
        }

        [TestMethod]
        public void The_status_of_the_current_is_passed_on()
        {
            SensorBench bench = Loop(0, 16);
            bench.Sample().AssertAll(StatusCode.BadWaitingForInitialData);
            bench.Put(0, 8).Mark(0, StatusCode.UncertainLastUsableValue).Sample().AssertIs(0, 4, 0, StatusCode.UncertainLastUsableValue);
            bench.Put(0, 0).Mark(0, StatusCode.BadNoCommunication).Sample().AssertAll(StatusCode.BadNoCommunication);
            bench.Put(0, double.NaN).Sample().AssertAll(StatusCode.BadSensorFailure);
            bench.Put(0, double.PositiveInfinity).Sample().AssertAll(Shorted);
            bench.Put(0, double.NegativeInfinity).Sample().AssertAll(Broken);
        }

        private static SensorBench Loop(double low, double high)
        {
            SensorBench bench = new SensorBench();
            bench.Source = new CurrentLoop(bench.Signals, SensorBench.First, 0, low, high);
            return bench;
        }
    }
}
