using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>A scaled analog channel, a scaled signal and the RMS of one, with the StatusCode of what they read.</summary>
    [TestClass]
    public class AnalogSourceTests
    {
        [TestMethod]
        public void The_value_is_reading_times_gain_plus_offset_of_its_own_channel()
        {
            FakeBoard board = new FakeBoard();
            board.Values[2] = 99;
            board.Values[3] = 2.5f;
            SensorBench bench = Analog(board, 3, 4, -1);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
            bench.Sample().AssertIs(0, 9, 0, StatusCode.Good);
            board.Values[3] = -0.5f;
            bench.Sample().AssertIs(0, -3, 0, StatusCode.Good);
        }

        // OPC 10000-8, 7.3.2: a sensor that was there and is not is no variable that was never configured.
        [TestMethod]
        public void Every_way_a_reading_fails_has_its_status_code()
        {
            Assert.AreEqual(0x00000000u, InputStatusCodes.Of(InputStatus.Good));
            Assert.AreEqual(0x40900000u, InputStatusCodes.Of(InputStatus.Stale));
            Assert.AreEqual(0x808C0000u, InputStatusCodes.Of(InputStatus.NotConnected));
            Assert.AreEqual(0x803C0000u, InputStatusCodes.Of(InputStatus.OutOfRange));
            Assert.AreEqual(0x808B0000u, InputStatusCodes.Of(InputStatus.DeviceFailure));
        }

        [TestMethod]
        public void A_failed_reading_keeps_the_last_value()
        {
            FakeBoard board = new FakeBoard();
            SensorBench bench = Analog(board, 0, 1, 0);
            board.Values[0] = 7;
            bench.Sample();
            board.Values[0] = 1000;
            board.Statuses[0] = InputStatus.NotConnected;
            bench.Sample().AssertIs(0, 7, 0, StatusCode.BadSensorFailure);
            board.Statuses[0] = InputStatus.Good;
            bench.Sample().AssertIs(0, 1000, 0, StatusCode.Good);
        }

        [TestMethod]
        public void A_stale_reading_is_taken_and_uncertain()
        {
            FakeBoard board = new FakeBoard();
            board.Values[0] = 7;
            board.Statuses[0] = InputStatus.Stale;
            Analog(board, 0, 1, 0).Sample().AssertIs(0, 7, 0, StatusCode.UncertainLastUsableValue);
        }

        [TestMethod]
        public void A_reading_that_is_no_number_or_leaves_the_range_of_a_float_is_a_sensor_failure()
        {
            AssertSensorFailure(float.NaN, 1);
            AssertSensorFailure(float.PositiveInfinity, 1);
            AssertSensorFailure(float.NegativeInfinity, 1);
            AssertSensorFailure(3e38f, 10);
        }

        [TestMethod]
        public void A_linear_source_scales_a_signal_and_passes_its_status_on()
        {
            SensorBench bench = new SensorBench();
            bench.Source = new LinearSource(bench.Signals, SensorBench.First, 1, 1000, 0.5);
            bench.Sample().AssertAll(StatusCode.BadWaitingForInitialData);
            bench.Put(1, 0.004).Sample().AssertIs(0, 4.5, 1e-12, StatusCode.Good);
            bench.Mark(1, StatusCode.UncertainLastUsableValue).Sample().AssertIs(0, 4.5, 1e-12, StatusCode.UncertainLastUsableValue);
            bench.Mark(1, StatusCode.BadOutOfRange | StatusCode.LimitHigh).Sample().AssertAll(StatusCode.BadOutOfRange | StatusCode.LimitHigh);
            bench.Put(1, double.MaxValue).Sample().AssertAll(StatusCode.BadSensorFailure);
        }

        // OPC 10000-4, 7.39.1: the limit bits are about the value.
        [TestMethod]
        public void A_gain_below_0_turns_the_limit_bits_round()
        {
            SensorBench bench = new SensorBench();
            bench.Source = new LinearSource(bench.Signals, SensorBench.First, 0, -1, 0);
            bench.Mark(0, StatusCode.BadSensorFailure | StatusCode.LimitHigh).Sample().AssertAll(StatusCode.BadSensorFailure | StatusCode.LimitLow);
            bench.Mark(0, StatusCode.BadSensorFailure | StatusCode.LimitLow).Sample().AssertAll(StatusCode.BadSensorFailure | StatusCode.LimitHigh);
            bench.Mark(0, StatusCode.BadSensorFailure).Sample().AssertAll(StatusCode.BadSensorFailure);
            bench.Mark(0, StatusCode.BadSensorFailure | 0x700).Sample().AssertAll(StatusCode.BadSensorFailure | 0x700); // constant
        }

        [TestMethod]
        public void The_rms_changes_when_a_window_is_complete()
        {
            SensorBench bench = new SensorBench();
            bench.Source = new RmsSource(bench.Signals, SensorBench.First, 0, 2);
            bench.Put(0, 3).Sample().AssertAll(StatusCode.BadWaitingForInitialData);
            bench.Put(0, -4).Sample().AssertIs(0, 3.5355339, 1e-6, StatusCode.Good);
            bench.Mark(0, StatusCode.BadSensorFailure).Sample().Sample().AssertIs(0, 3.5355339, 1e-6, StatusCode.BadSensorFailure);
        }

        private static SensorBench Analog(FakeBoard board, int channel, float gain, float offset)
        {
            SensorBench bench = new SensorBench();
            bench.Source = new AnalogSource(bench.Signals, SensorBench.First, board, channel, gain, offset);
            return bench;
        }

        private static void AssertSensorFailure(float reading, float gain)
        {
            FakeBoard board = new FakeBoard();
            SensorBench bench = Analog(board, 0, gain, 0);
            board.Values[0] = 0.5f;
            bench.Sample();
            board.Values[0] = reading;
            bench.Sample().AssertIs(0, 0.5 * gain, 0, StatusCode.BadSensorFailure);
        }
    }
}
