using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>A stack light's lamps, lit and blinking, and selectors.</summary>
    [TestClass]
    public class StackLightSourceTests
    {
        private const int State = 0;
        private const int Colour = 1;
        private const int Blinking = 2;
        private const int NotAvailable = 0;
        private const int OutOfService = 1;
        private const int NotExecuting = 2;
        private const int Executing = 3;

        [TestMethod]
        public void The_worst_lamp_that_is_lit_wins()
        {
            IoBench bench = Make(0, 1, 2);
            AssertLamps(bench, "000", NotAvailable, 0);
            AssertLamps(bench, "001", Executing, 1);
            AssertLamps(bench, "011", NotExecuting, 2);
            AssertLamps(bench, "010", NotExecuting, 2);
            AssertLamps(bench, "111", OutOfService, 3);
            AssertLamps(bench, "100", OutOfService, 3);
            AssertLamps(bench, "001", Executing, 1);
        }

        [TestMethod]
        public void A_blinking_lamp_blinks_all_the_time_and_is_never_dark()
        {
            IoBench bench = Make(0, 1, 2);
            Hold(bench, "000", 3000);
            int blinking = 0;
            for (int i = 0; i < 200; i++)
            {
                Hold(bench, i / 5 % 2 == 0 ? "001" : "000", 100); // 1 Hz
                Assert.AreEqual(1.0, bench.Value(Colour));
                blinking += bench.Value(Blinking) > 0 ? 1 : 0;
                Assert.IsTrue(i < 11 || bench.Value(Blinking) == 1, "once seen it goes on");
                Assert.AreEqual(bench.Value(Blinking) > 0 ? (double)NotExecuting : Executing, bench.Value(State));
            }

            Assert.IsTrue(blinking > 185);
            AssertLamps(bench, "001", Executing, 1);
            Assert.AreEqual(0.0, bench.Value(Blinking));
        }

        // IEC 60073 has slow flashing from 0.4 Hz on; a lamp goes on, off and on again within the window of 2.5 s here.
        [TestMethod]
        public void A_lamp_that_needs_most_of_the_window_blinks_all_the_time()
        {
            int[] lit = { 10, 12, 4, 16 }; // tenths of a second
            int[] dark = { 10, 12, 16, 4 };
            for (int k = 0; k < lit.Length; k++)
            {
                IoBench bench = Make(0, 1, 2);
                Hold(bench, "000", 3000);
                for (int i = 0; i < 300; i++)
                {
                    Hold(bench, i % (lit[k] + dark[k]) < lit[k] ? "001" : "000", 100);
                    Assert.IsTrue(i <= lit[k] + dark[k] || bench.Value(Blinking) == 1, lit[k] + " and " + dark[k] + ", sample " + i);
                }

                Hold(bench, "001", 2600);
                Assert.AreEqual(0.0, bench.Value(Blinking));
            }
        }

        [TestMethod]
        public void Red_that_blinks_has_a_state_of_its_own()
        {
            IoBench bench = new IoBench().Make(SourceKind.StackLight, new int[] { 0, 1, 2 }, 2500, 0, 3, 2, 2, 1, 0);
            for (int i = 0; i < 50; i++)
            {
                Hold(bench, i / 3 % 2 == 0 ? "101" : "001", 100);
            }

            bench.AssertOutput(State, 0, StatusCode.Good);
            bench.AssertOutput(Colour, 3, StatusCode.Good);
            bench.AssertOutput(Blinking, 1, StatusCode.Good);
        }

        [TestMethod]
        public void A_lamp_switched_off_for_good_goes_dark_after_half_the_window()
        {
            IoBench bench = Make(0, 1, 2);
            Hold(bench, "001", 5000);
            Hold(bench, "000", 1200);
            bench.AssertOutput(Colour, 1, StatusCode.Good);
            Hold(bench, "000", 200);
            bench.AssertOutput(Colour, 0, StatusCode.Good);
        }

        [TestMethod]
        public void A_short_cycle_is_no_blinking()
        {
            IoBench bench = Make(0, 1, 2);
            Hold(bench, "000", 5000);
            Hold(bench, "001", 800);
            Hold(bench, "000", 100);
            bench.AssertOutput(Blinking, 0, StatusCode.Good);
        }

        [TestMethod]
        public void A_lamp_that_cannot_be_read_matters_unless_a_worse_one_is_lit()
        {
            IoBench bench = Make(0, 1, 2);
            AssertLamps(bench, "001", Executing, 1);
            bench.SetStatus(0, StatusCode.BadNotConnected);
            bench.SampleAfter(100);
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(i));
            }

            AssertLamps(bench, "101", OutOfService, 3);
            bench.SetStatus(1, StatusCode.BadDeviceFailure);
            bench.SetStatus(2, StatusCode.BadDeviceFailure);
            bench.SampleAfter(100);
            bench.AssertOutput(State, OutOfService, StatusCode.Good);
        }

        [TestMethod]
        public void An_uncertain_lamp_makes_the_state_uncertain()
        {
            IoBench bench = Make(0, 1, 2);
            AssertLamps(bench, "001", Executing, 1);
            bench.SetStatus(1, StatusCode.UncertainLastUsableValue);
            bench.SampleAfter(100);
            bench.AssertOutput(State, Executing, StatusCode.UncertainLastUsableValue);
        }

        [TestMethod]
        public void A_lamp_may_be_left_out_but_not_all()
        {
            IoBench bench = Make(SignalTable.None, SignalTable.None, 2);
            AssertLamps(bench, "111", Executing, 1);
            double[] parameters = { 2500, 0, 3, 2, 2, 1, 1 };
            int none = SignalTable.None;
            Assert.IsNull(bench.Try(SourceKind.StackLight, new int[] { none, none, none }, 20, parameters));
            parameters[3] = 4;
            Assert.IsNull(bench.Try(SourceKind.StackLight, new int[] { 0, 1, 2 }, 20, parameters), "no such state");
            Assert.IsNull(bench.Try(SourceKind.StackLight, new int[] { 0, 1 }, 20, new double[] { 2500, 0, 3, 2, 2, 1, 1 }), "two inputs");
        }

        [TestMethod]
        public void A_selector_takes_the_first_one_that_is_active()
        {
            IoBench bench = Selector();
            AssertSelected(bench, "000", 7);
            AssertSelected(bench, "001", 30);
            AssertSelected(bench, "011", 20);
            AssertSelected(bench, "111", 10);
        }

        [TestMethod]
        public void A_selector_is_bad_when_the_one_that_decides_can_not_be_read()
        {
            IoBench bench = Selector();
            AssertSelected(bench, "010", 20);
            bench.SetStatus(2, StatusCode.BadNotConnected);
            bench.SampleAfter(100);
            bench.AssertOutput(0, 20, StatusCode.Good);
            bench.SetStatus(0, StatusCode.BadDeviceFailure);
            bench.SampleAfter(100);
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(0));
            bench.Set(0, 0);
            bench.SetStatus(0, StatusCode.UncertainLastUsableValue);
            bench.SampleAfter(100);
            bench.AssertOutput(0, 20, StatusCode.UncertainLastUsableValue);
            bench.Set(1, 0);
            bench.SampleAfter(100);
            Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(0));
        }

        [TestMethod]
        public void A_selector_needs_one_to_six_signals_and_a_value_for_each()
        {
            IoBench bench = new IoBench();
            Assert.IsNull(bench.Try(SourceKind.Selector, new int[0], 10, new double[] { 0 }));
            Assert.IsNull(bench.Try(SourceKind.Selector, new int[7], 10, new double[8]));
            Assert.IsNull(bench.Try(SourceKind.Selector, new int[2], 10, new double[2]));
            Assert.IsNull(bench.Try(SourceKind.Selector, new int[] { SignalTable.None }, 10, new double[2]));
            Assert.IsNotNull(bench.Try(SourceKind.Selector, new int[6], 10, new double[7]));
        }

        private static IoBench Make(int red, int yellow, int green)
        {
            return new IoBench().Make(
                SourceKind.StackLight, new int[] { red, yellow, green }, 2500, NotAvailable, Executing, NotExecuting, NotExecuting, OutOfService, OutOfService);
        }

        private static IoBench Selector()
        {
            return new IoBench().Make(SourceKind.Selector, new int[] { 0, 1, 2 }, 7, 10, 20, 30);
        }

        private static void AssertSelected(IoBench bench, string levels, double expected)
        {
            Hold(bench, levels, 100);
            bench.AssertOutput(0, expected, StatusCode.Good);
        }

        private static void AssertLamps(IoBench bench, string redYellowGreen, int state, int colour)
        {
            Hold(bench, redYellowGreen, 5000);
            bench.AssertOutput(State, state, StatusCode.Good);
            bench.AssertOutput(Colour, colour, StatusCode.Good);
            bench.AssertOutput(Blinking, 0, StatusCode.Good);
        }

        private static void Hold(IoBench bench, string levels, int ms)
        {
            for (int i = 0; i < levels.Length; i++)
            {
                if (!StatusCode.IsBad(bench.Table.Statuses[i]) || bench.Table.Statuses[i] == StatusCode.BadWaitingForInitialData || levels[i] == (char)0x31)
                {
                    bench.Set(i, levels[i] == '1' ? 1 : 0);
                }
            }

            for (int elapsed = 0; elapsed < ms; elapsed += 100)
            {
                bench.SampleAfter(100);
            }
        }
    }
}
