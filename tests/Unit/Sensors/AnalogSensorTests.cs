using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>A scaled analog channel and the StatusCode of its readings.</summary>
    [TestClass]
    public class AnalogSensorTests
    {
        [TestMethod]
        public void Before_the_first_reading_it_waits_for_initial_data()
        {
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, new AnalogSensor(new FakeBoard(), 0, 1, 0).Status);
        }

        [TestMethod]
        public void The_value_is_reading_times_gain_plus_offset_of_its_own_channel()
        {
            FakeBoard board = new FakeBoard();
            board.Values[2] = 99;
            board.Values[3] = 2.5f;
            AnalogSensor sensor = new AnalogSensor(board, 3, 4, -1);
            sensor.Sample();
            Assert.AreEqual(9f, sensor.Value);
            Assert.AreEqual(StatusCode.Good, sensor.Status);
            board.Values[3] = -0.5f;
            sensor.Sample();
            Assert.AreEqual(-3f, sensor.Value);
        }

        // OPC 10000-8, 6.3
        [TestMethod]
        public void Every_way_a_reading_fails_has_its_status_code()
        {
            Assert.AreEqual(0x00000000u, InputStatusCodes.Of(InputStatus.Good));
            Assert.AreEqual(0x40900000u, InputStatusCodes.Of(InputStatus.Stale));
            Assert.AreEqual(0x808A0000u, InputStatusCodes.Of(InputStatus.NotConnected));
            Assert.AreEqual(0x803C0000u, InputStatusCodes.Of(InputStatus.OutOfRange));
            Assert.AreEqual(0x808B0000u, InputStatusCodes.Of(InputStatus.DeviceFailure));
        }

        [TestMethod]
        public void A_failed_reading_keeps_the_last_value()
        {
            FakeBoard board = new FakeBoard();
            AnalogSensor sensor = new AnalogSensor(board, 0, 1, 0);
            board.Values[0] = 7;
            sensor.Sample();
            board.Values[0] = 1000;
            board.Statuses[0] = InputStatus.NotConnected;
            sensor.Sample();
            Assert.AreEqual(7f, sensor.Value);
            Assert.AreEqual(StatusCode.BadNotConnected, sensor.Status);
            board.Statuses[0] = InputStatus.Good;
            sensor.Sample();
            Assert.AreEqual(1000f, sensor.Value);
            Assert.AreEqual(StatusCode.Good, sensor.Status);
        }

        [TestMethod]
        public void A_stale_reading_is_taken_and_uncertain()
        {
            FakeBoard board = new FakeBoard();
            AnalogSensor sensor = new AnalogSensor(board, 0, 1, 0);
            board.Values[0] = 7;
            board.Statuses[0] = InputStatus.Stale;
            sensor.Sample();
            Assert.AreEqual(7f, sensor.Value);
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, sensor.Status);
        }

        [TestMethod]
        public void A_reading_that_is_no_number_or_leaves_the_range_of_a_float_is_a_sensor_failure()
        {
            AssertSensorFailure(float.NaN, 1);
            AssertSensorFailure(float.PositiveInfinity, 1);
            AssertSensorFailure(float.NegativeInfinity, 1);
            AssertSensorFailure(3e38f, 10);
        }

        private static void AssertSensorFailure(float reading, float gain)
        {
            FakeBoard board = new FakeBoard();
            AnalogSensor sensor = new AnalogSensor(board, 0, gain, 0);
            board.Values[0] = 0.5f;
            sensor.Sample();
            board.Values[0] = reading;
            sensor.Sample();
            Assert.AreEqual(StatusCode.BadSensorFailure, sensor.Status);
            Assert.AreEqual(0.5f * gain, sensor.Value);
        }
    }
}
