using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>A debounced two-state channel.</summary>
    [TestClass]
    public class DigitalSensorTests
    {
        [TestMethod]
        public void The_first_level_counts_when_it_was_read_three_times()
        {
            AssertFirstLevel(true);
            AssertFirstLevel(false);
        }

        [TestMethod]
        public void A_level_counts_when_it_was_read_three_times_in_a_row()
        {
            FakeBoard board = new FakeBoard();
            DigitalSensor sensor = Confirmed(board, false);
            Read(sensor, board, "11");
            Assert.IsFalse(sensor.IsActive);
            Read(sensor, board, "1");
            Assert.IsTrue(sensor.IsActive);
            Assert.AreEqual(StatusCode.Good, sensor.Status);
        }

        [TestMethod]
        public void A_contact_that_bounces_is_not_seen()
        {
            FakeBoard board = new FakeBoard();
            DigitalSensor sensor = Confirmed(board, true);
            Read(sensor, board, "0010010100100");
            Assert.IsTrue(sensor.IsActive);
            Assert.AreEqual(StatusCode.Good, sensor.Status);
            Read(sensor, board, "0");
            Assert.IsFalse(sensor.IsActive);
        }

        [TestMethod]
        public void With_one_sample_nothing_is_debounced()
        {
            FakeBoard board = new FakeBoard();
            DigitalSensor sensor = new DigitalSensor(board, 0, 1);
            Read(sensor, board, "1");
            Assert.IsTrue(sensor.IsActive);
            Read(sensor, board, "0");
            Assert.IsFalse(sensor.IsActive);
        }

        [TestMethod]
        public void A_failed_reading_shows_in_the_status_at_once_and_keeps_the_level()
        {
            FakeBoard board = new FakeBoard();
            DigitalSensor sensor = Confirmed(board, true);
            board.LevelStatus = InputStatus.DeviceFailure;
            Read(sensor, board, "0");
            Assert.AreEqual(StatusCode.BadDeviceFailure, sensor.Status);
            Assert.IsTrue(sensor.IsActive);
        }

        [TestMethod]
        public void After_a_failed_reading_a_level_has_to_be_confirmed_anew()
        {
            FakeBoard board = new FakeBoard();
            DigitalSensor sensor = Confirmed(board, true);
            Read(sensor, board, "00");
            board.LevelStatus = InputStatus.NotConnected;
            Read(sensor, board, "0");
            board.LevelStatus = InputStatus.Good;
            Read(sensor, board, "00");
            Assert.IsTrue(sensor.IsActive);
            Read(sensor, board, "0");
            Assert.IsFalse(sensor.IsActive);
            Assert.AreEqual(StatusCode.Good, sensor.Status);
        }

        [TestMethod]
        public void A_stale_reading_counts_and_is_uncertain()
        {
            FakeBoard board = new FakeBoard();
            DigitalSensor sensor = Confirmed(board, true);
            board.LevelStatus = InputStatus.Stale;
            Read(sensor, board, "1");
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, sensor.Status);
            Assert.IsTrue(sensor.IsActive);
        }

        private static void AssertFirstLevel(bool level)
        {
            FakeBoard board = new FakeBoard();
            DigitalSensor sensor = new DigitalSensor(board, 0, 3);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, sensor.Status);
            Read(sensor, board, level ? "11" : "00");
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, sensor.Status);
            Read(sensor, board, level ? "1" : "0");
            Assert.AreEqual(StatusCode.Good, sensor.Status);
            Assert.AreEqual(level, sensor.IsActive);
        }

        private static DigitalSensor Confirmed(FakeBoard board, bool level)
        {
            DigitalSensor sensor = new DigitalSensor(board, 0, 3);
            Read(sensor, board, level ? "111" : "000");
            Assert.AreEqual(level, sensor.IsActive);
            return sensor;
        }

        private static void Read(DigitalSensor sensor, FakeBoard board, string levels)
        {
            for (int i = 0; i < levels.Length; i++)
            {
                board.Level = levels[i] == '1';
                sensor.Sample();
            }
        }
    }
}
