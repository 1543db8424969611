using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>A digital channel, debounced by time.</summary>
    [TestClass]
    public class DigitalSourceTests
    {
        [TestMethod]
        public void A_level_counts_when_it_was_read_for_the_debounce_time()
        {
            IoBench bench = Make(30, 0);
            Read(bench, "1");
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
            Read(bench, "11");
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
            Read(bench, "1");
            bench.AssertOutput(0, 1, StatusCode.Good);
            Read(bench, "000");
            bench.AssertOutput(0, 1, StatusCode.Good);
            Read(bench, "0");
            bench.AssertOutput(0, 0, StatusCode.Good);
        }

        [TestMethod]
        public void The_first_level_has_to_be_confirmed_when_it_is_0_as_well()
        {
            IoBench bench = Make(30, 0);
            Read(bench, "000");
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Status(0));
            Read(bench, "0");
            bench.AssertOutput(0, 0, StatusCode.Good);
        }

        [TestMethod]
        public void A_contact_that_bounces_is_not_seen()
        {
            IoBench bench = Make(30, 0);
            Read(bench, "1111");
            Read(bench, "0010001001110001");
            bench.AssertOutput(0, 1, StatusCode.Good);
        }

        [TestMethod]
        public void A_contact_that_never_rests_is_uncertain_and_keeps_its_level()
        {
            IoBench bench = Make(30, 0);
            Read(bench, "1111");
            for (int i = 0; i < 60; i++)
            {
                Read(bench, "01");
            }

            bench.AssertOutput(0, 1, StatusCode.UncertainLastUsableValue);
            Read(bench, "0000");
            bench.AssertOutput(0, 0, StatusCode.Good);
        }

        // One change is no bouncing, however seldom it is looked.
        [TestMethod]
        public void A_level_that_changes_once_is_not_restless_where_samples_are_rare()
        {
            IoBench bench = Make(30, 0);
            bench.Board.Level = true;
            bench.SampleAfter(5000);
            bench.SampleAfter(5000);
            bench.AssertOutput(0, 1, StatusCode.Good);
            bench.Board.Level = false;
            bench.SampleAfter(5000);
            bench.AssertOutput(0, 1, StatusCode.Good);
            bench.SampleAfter(5000);
            bench.AssertOutput(0, 0, StatusCode.Good);
        }

        [TestMethod]
        public void Inverted_an_energised_terminal_is_0()
        {
            IoBench bench = Make(0, 1);
            Read(bench, "1");
            bench.AssertOutput(0, 0, StatusCode.Good);
            Read(bench, "0");
            bench.AssertOutput(0, 1, StatusCode.Good);
        }

        [TestMethod]
        public void A_fault_shows_at_once_and_a_level_has_to_be_confirmed_anew()
        {
            IoBench bench = Make(30, 0);
            Read(bench, "1111");
            bench.Board.LevelStatus = InputStatus.NotConnected;
            Read(bench, "0");
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status(0));
            Assert.AreEqual(1.0, bench.Value(0), "the level stays");
            bench.Board.LevelStatus = InputStatus.DeviceFailure;
            Read(bench, "0");
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(0));
            bench.Board.LevelStatus = InputStatus.Good;
            Read(bench, "000");
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(0));
            Read(bench, "0");
            bench.AssertOutput(0, 0, StatusCode.Good);
        }

        [TestMethod]
        public void A_stale_reading_is_uncertain()
        {
            IoBench bench = Make(0, 0);
            bench.Board.LevelStatus = InputStatus.Stale;
            Read(bench, "1");
            bench.AssertOutput(0, 1, StatusCode.UncertainLastUsableValue);
        }

        [TestMethod]
        public void What_the_board_does_not_have_is_refused()
        {
            IoBench bench = new IoBench();
            Assert.IsNull(bench.Try(SourceKind.Digital, new int[0], 10, new double[] { 1, 30, 0 }), "channel");
            Assert.IsNull(bench.Try(SourceKind.Digital, new int[0], 10, new double[] { 0, -1, 0 }), "debounce");
            Assert.IsNull(bench.Try(SourceKind.Digital, new int[0], 10, new double[] { 0, 30, 2 }), "inverted");
            Assert.IsNull(bench.Try(SourceKind.Digital, new int[0], 10, new double[] { 0, 30 }), "too few");
            Assert.IsNull(bench.Try(SourceKind.Digital, new int[1], 10, new double[] { 0, 30, 0 }), "an input");
            bench.Inputs.Digital = null;
            Assert.IsNull(bench.Try(SourceKind.Digital, new int[0], 10, new double[] { 0, 30, 0 }), "no channels");
        }

        private static IoBench Make(int debounceMs, int inverted)
        {
            return new IoBench().Make(SourceKind.Digital, new int[0], 0, debounceMs, inverted);
        }

        private static void Read(IoBench bench, string levels)
        {
            for (int i = 0; i < levels.Length; i++)
            {
                bench.Board.Level = levels[i] == '1';
                bench.SampleAfter(10);
            }
        }
    }
}
