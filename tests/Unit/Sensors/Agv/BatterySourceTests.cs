using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>State of charge, step by step: counting, resting, limits and faults.</summary>
    [TestClass]
    public class BatterySourceTests
    {
        private const int StateOfCharge = 0;
        private const int Voltage = 1;
        private const int Current = 2;
        private const int Charging = 3;
        private const int HourSteps = 3600;

        [TestMethod]
        public void At_first_it_is_guessed_from_the_voltage()
        {
            IoBench bench = Make();
            Run(bench, 24.5, -20, 1);
            IoBench.AssertNear(50, bench.Value(StateOfCharge), 0.1);
            Assert.AreEqual(StatusCode.UncertainInitialValue, bench.Status(StateOfCharge));
            bench.AssertOutput(Voltage, 24.5, StatusCode.Good);
            bench.AssertOutput(Current, -20, StatusCode.Good);
            bench.AssertOutput(Charging, 0, StatusCode.Good);
        }

        [TestMethod]
        public void A_rest_confirms_it()
        {
            IoBench bench = Make();
            Run(bench, 24, -20, 1);
            Run(bench, 24.5, -0.5, 29 * 60);
            Assert.AreEqual(StatusCode.UncertainInitialValue, bench.Status(StateOfCharge));
            Run(bench, 24.5, -0.5, 61);
            IoBench.AssertNear(50, bench.Value(StateOfCharge), 0.1);
            Assert.AreEqual(StatusCode.Good, bench.Status(StateOfCharge));
        }

        [TestMethod]
        public void A_rest_that_is_disturbed_begins_anew()
        {
            IoBench bench = Make();
            Run(bench, 24, -20, 1);
            Run(bench, 24.5, 0.5, 29 * 60);
            Run(bench, 24.4, -5, 1);
            Run(bench, 24.5, 0.5, 29 * 60);
            Assert.AreEqual(StatusCode.UncertainInitialValue, bench.Status(StateOfCharge));
        }

        // 100 Ah: 20 A for an hour are 20 %; 10 A of charge at an efficiency of 0.9 for an hour are 9 %.
        [TestMethod]
        public void Charge_is_counted()
        {
            IoBench bench = Confirmed();
            Run(bench, 24, -20, HourSteps);
            IoBench.AssertNear(30, bench.Value(StateOfCharge), 0.05);
            bench.AssertOutput(Charging, 0, StatusCode.Good);
            Run(bench, 26, 10, HourSteps);
            IoBench.AssertNear(39, bench.Value(StateOfCharge), 0.05);
            bench.AssertOutput(Charging, 1, StatusCode.Good);
            Assert.AreEqual(StatusCode.Good, bench.Status(StateOfCharge));
        }

        [TestMethod]
        public void It_stays_within_0_and_100()
        {
            IoBench bench = Confirmed();
            Run(bench, 28, 80, HourSteps);
            bench.AssertOutput(StateOfCharge, 100, StatusCode.Good);
            Run(bench, 28, 80, HourSteps);
            Run(bench, 24, -20, HourSteps);
            IoBench.AssertNear(80, bench.Value(StateOfCharge), 0.5);
            Run(bench, 20, -60, 2 * HourSteps);
            bench.AssertOutput(StateOfCharge, 0, StatusCode.Good);
        }

        [TestMethod]
        public void Where_the_voltage_is_flat_a_rest_neither_spoils_nor_confirms_a_count()
        {
            // Lithium iron phosphate: 20 % to 80 % lie within 0.1 V.
            IoBench bench = new IoBench().Make(SourceKind.Battery, new int[] { 0, 1 }, 100, 1, 1, 30, 24, 0, 26.2, 20, 26.3, 80, 27, 100);
            Run(bench, 24.6, 0, 31 * 60);
            Assert.AreEqual(StatusCode.Good, bench.Status(StateOfCharge), "steep here");
            double begin = bench.Value(StateOfCharge);
            Run(bench, 26, 40, HourSteps);
            Run(bench, 26.25, 0, 31 * 60);
            IoBench.AssertNear(begin + 40, bench.Value(StateOfCharge), 0.5);

            bench = new IoBench().Make(SourceKind.Battery, new int[] { 0, 1 }, 100, 1, 1, 30, 24, 0, 26.2, 20, 26.3, 80, 27, 100);
            Run(bench, 26.25, 0, 31 * 60);
            Assert.AreEqual(StatusCode.UncertainInitialValue, bench.Status(StateOfCharge));
        }

        [TestMethod]
        public void Without_a_current_or_voltage_it_is_uncertain_for_five_minutes_then_bad()
        {
            for (int input = 0; input <= 1; input++)
            {
                IoBench bench = Confirmed();
                bench.SetStatus(input, StatusCode.BadNotConnected);
                bench.SampleAfter(1000);
                bench.AssertOutput(StateOfCharge, bench.Value(StateOfCharge), StatusCode.UncertainLastUsableValue);
                Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(input == 0 ? Voltage : Current));
                Assert.AreEqual(StatusCode.Good, bench.Status(input == 0 ? Current : Voltage));
                Assert.AreEqual(input == 0 ? StatusCode.Good : StatusCode.BadNotConnected, bench.Status(Charging));
                for (int i = 0; i < 298; i++)
                {
                    bench.SampleAfter(1000);
                }

                Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(StateOfCharge));
                bench.SampleAfter(1000);
                bench.SampleAfter(1000);
                Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(StateOfCharge));
            }
        }

        [TestMethod]
        public void Without_a_voltage_the_count_goes_on()
        {
            IoBench bench = Confirmed();
            bench.Set(1, -20);
            bench.SetStatus(0, StatusCode.BadNotConnected);
            for (int i = 0; i < HourSteps; i++)
            {
                bench.SampleAfter(1000);
            }

            Run(bench, 24, -20, 1);
            IoBench.AssertNear(30, bench.Value(StateOfCharge), 0.1);
            Assert.AreEqual(StatusCode.Good, bench.Status(StateOfCharge));
        }

        [TestMethod]
        public void Charge_that_flowed_unseen_leaves_it_uncertain_until_the_next_rest()
        {
            IoBench bench = Confirmed();
            bench.SetStatus(1, StatusCode.BadDeviceFailure);
            bench.SampleAfter(1000);
            bench.NowMs += 120000;
            Run(bench, 24.5, -20, 2);
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(StateOfCharge));
            Run(bench, 24.5, 0, 31 * 60);
            Assert.AreEqual(StatusCode.Good, bench.Status(StateOfCharge));
        }

        // A reading that is repeated says nothing of what flows now.
        [TestMethod]
        public void A_current_that_is_only_the_last_one_leaves_it_uncertain_as_well()
        {
            IoBench bench = Confirmed();
            Run(bench, 24, -20, 10);
            double before = bench.Value(StateOfCharge);
            bench.SetStatus(1, StatusCode.UncertainLastUsableValue);
            for (int i = 0; i < 120; i++)
            {
                bench.SampleAfter(1000);
                Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(StateOfCharge));
            }

            Run(bench, 24, -20, 2);
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(StateOfCharge), "two minutes were not seen");
            IoBench.AssertNear(before, bench.Value(StateOfCharge), 0.02);
            Run(bench, 24.5, 0, 31 * 60);
            Assert.AreEqual(StatusCode.Good, bench.Status(StateOfCharge));
        }

        [TestMethod]
        public void A_current_that_is_only_the_last_one_is_no_rest()
        {
            IoBench bench = Confirmed();
            Run(bench, 24.5, 0, 1);
            bench.Set(0, 23.2); // under load, with a converter that stands still
            bench.SetStatus(1, StatusCode.UncertainLastUsableValue);
            for (int i = 0; i < 40 * 60; i++)
            {
                bench.SampleAfter(1000);
            }

            IoBench.AssertNear(50, bench.Value(StateOfCharge), 0.5);
            Run(bench, 23.2, -0.5, 60);
            IoBench.AssertNear(50, bench.Value(StateOfCharge), 0.5);
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(StateOfCharge));
        }

        // A converter slower than the box repeats itself between its readings.
        [TestMethod]
        public void A_reading_that_is_repeated_for_a_moment_disturbs_neither_rest_nor_count()
        {
            IoBench bench = Confirmed();
            bench.Set(0, 24);
            bench.Set(1, -20);
            for (int i = 0; i < HourSteps; i++)
            {
                bench.SetStatus(1, i % 4 == 3 ? StatusCode.Good : StatusCode.UncertainLastUsableValue);
                bench.SampleAfter(1000);
            }

            IoBench.AssertNear(30, bench.Value(StateOfCharge), 0.05);
            Assert.AreEqual(StatusCode.Good, bench.Status(StateOfCharge));
            bench = Make();
            bench.Set(0, 24.5);
            bench.Set(1, 0);
            for (int i = 0; i < 32 * 60; i++)
            {
                bench.SetStatus(1, i % 4 == 3 ? StatusCode.Good : StatusCode.UncertainLastUsableValue);
                bench.SampleAfter(1000);
            }

            Assert.AreEqual(StatusCode.Good, bench.Status(StateOfCharge));
        }

        [TestMethod]
        public void It_goes_on_after_a_restart_and_says_so()
        {
            IoBench bench = Confirmed();
            Run(bench, 24, -20, HourSteps);
            IoBench next = Make();
            IoBench.Restart(bench.Source, next.Source);
            Run(next, 24, -20, 1);
            IoBench.AssertNear(30, next.Value(StateOfCharge), 0.1);
            Assert.AreEqual(StatusCode.UncertainInitialValue, next.Status(StateOfCharge));
        }

        [TestMethod]
        public void A_state_that_makes_no_sense_is_ignored()
        {
            double[] states = { -1, 100.1, double.NaN, double.PositiveInfinity };
            for (int i = 0; i < states.Length; i++)
            {
                IoBench bench = Make();
                byte[] state = new byte[8];
                UaBinary.Put64(state, 0, UaBinary.BitsOf(states[i]));
                bench.Source.LoadState(state, 0);
                Run(bench, 24.5, -20, 1);
                IoBench.AssertNear(50, bench.Value(StateOfCharge), 0.1);
            }
        }

        [TestMethod]
        public void Parameters_out_of_range_are_refused()
        {
            Assert.IsFalse(IsAccepted(0, 0.9, 1, 30, 23, 0, 26, 100), "capacity");
            Assert.IsFalse(IsAccepted(100, 0.4, 1, 30, 23, 0, 26, 100), "efficiency");
            Assert.IsFalse(IsAccepted(100, 1.1, 1, 30, 23, 0, 26, 100), "efficiency");
            Assert.IsFalse(IsAccepted(100, 0.9, 0, 30, 23, 0, 26, 100), "rest current");
            Assert.IsFalse(IsAccepted(100, 0.9, 1, -1, 23, 0, 26, 100), "rest");
            Assert.IsFalse(IsAccepted(100, 0.9, 1, 30, 23, 0), "one point");
            Assert.IsFalse(IsAccepted(100, 0.9, 1, 30, 23, 0, 26), "half a point");
            Assert.IsFalse(IsAccepted(100, 0.9, 1, 30, 26, 0, 23, 100), "falling");
            Assert.IsFalse(IsAccepted(100, 0.9, 1, 30, 23, 100, 26, 0), "falling");
            Assert.IsFalse(IsAccepted(100, 0.9, 1, 30, 23, 0, 26, 101), "percent");
            Assert.IsTrue(IsAccepted(100, 0.9, 1, 30, 23, 0, 26, 100));
        }

        private static bool IsAccepted(params double[] parameters)
        {
            return new IoBench().Try(SourceKind.Battery, new int[] { 0, 1 }, 10, parameters) != null;
        }

        private static IoBench Make()
        {
            return new IoBench().Make(SourceKind.Battery, new int[] { 0, 1 }, 100, 0.9, 1, 30, 23, 0, 24.5, 50, 26, 100);
        }

        private static IoBench Confirmed()
        {
            IoBench bench = Make();
            Run(bench, 24.5, 0, 31 * 60);
            bench.AssertOutput(StateOfCharge, bench.Value(StateOfCharge), StatusCode.Good);
            IoBench.AssertNear(50, bench.Value(StateOfCharge), 0.1);
            return bench;
        }

        private static void Run(IoBench bench, double volts, double amperes, int seconds)
        {
            bench.Set(0, volts);
            bench.Set(1, amperes);
            for (int i = 0; i < seconds; i++)
            {
                bench.SampleAfter(1000);
            }
        }
    }
}
