using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>Emergency stop and bumper, which fail to the safe side.</summary>
    [TestClass]
    public class SafetyStateSourceTests
    {
        private const int EStop = 0;
        private const int FieldViolation = 1;
        private const int Manual = 1;
        private const int None = 3;

        // VDA 5050, safetyState: eStop AUTOACK, MANUAL, REMOTE, NONE; fieldViolation.
        [TestMethod]
        public void A_pressed_button_is_the_configured_stop_and_a_bumper_a_violation()
        {
            IoBench bench = Make(0, 0);
            AssertState(bench, 1, 1, None, 0);
            AssertState(bench, 0, 1, Manual, 0);
            AssertState(bench, 1, 0, None, 1);
            AssertState(bench, 0, 0, Manual, 1);
            bench = Make(1, 1);
            AssertState(bench, 1, 0, Manual, 0);
            AssertState(bench, 0, 1, None, 1);
        }

        [TestMethod]
        public void A_broken_input_is_never_no_stop()
        {
            uint[] faults =
            {
                StatusCode.BadNotConnected, StatusCode.BadDeviceFailure, StatusCode.BadWaitingForInitialData, StatusCode.BadNoCommunication, StatusCode.Bad,
            };
            for (int level = 0; level <= 1; level++)
            {
                for (int i = 0; i < faults.Length; i++)
                {
                    IoBench bench = Make(level, level);
                    bench.Set(0, 1 - level);
                    bench.Set(1, 1 - level);
                    bench.Sample();
                    bench.AssertOutput(EStop, None, StatusCode.Good);
                    bench.SetStatus(0, faults[i]);
                    bench.SetStatus(1, faults[i]);
                    bench.Sample();
                    bench.AssertOutput(EStop, Manual, faults[i]);
                    bench.AssertOutput(FieldViolation, 1, faults[i]);
                }
            }
        }

        [TestMethod]
        public void Before_the_first_sample_it_is_a_stop()
        {
            IoBench bench = Make(0, 0);
            bench.AssertOutput(EStop, Manual, StatusCode.BadWaitingForInitialData);
            bench.AssertOutput(FieldViolation, 1, StatusCode.BadWaitingForInitialData);
        }

        [TestMethod]
        public void An_uncertain_input_is_an_uncertain_state()
        {
            IoBench bench = Make(0, 0);
            bench.Set(0, 1);
            bench.Set(1, 1);
            bench.SetStatus(0, StatusCode.UncertainLastUsableValue);
            bench.Sample();
            bench.AssertOutput(EStop, None, StatusCode.UncertainLastUsableValue);
            bench.AssertOutput(FieldViolation, 0, StatusCode.Good);
        }

        [TestMethod]
        public void Without_a_bumper_nothing_is_claimed_of_it()
        {
            IoBench bench = new IoBench().Make(SourceKind.SafetyState, new int[] { 0, SignalTable.None }, Manual, 0, 0);
            bench.Set(0, 1);
            bench.Sample();
            bench.AssertOutput(EStop, None, StatusCode.Good);
            Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(FieldViolation));
        }

        [TestMethod]
        public void Without_an_emergency_stop_or_with_a_type_that_is_none_it_is_refused()
        {
            IoBench bench = new IoBench();
            Assert.IsNull(bench.Try(SourceKind.SafetyState, new int[] { SignalTable.None, 1 }, 10, new double[] { 1, 0, 0 }));
            Assert.IsNull(bench.Try(SourceKind.SafetyState, new int[] { 0, 1 }, 10, new double[] { 3, 0, 0 }));
            Assert.IsNull(bench.Try(SourceKind.SafetyState, new int[] { 0, 1 }, 10, new double[] { 1, 2, 0 }));
            Assert.IsNull(bench.Try(SourceKind.SafetyState, new int[] { 0 }, 10, new double[] { 1, 0, 0 }));
        }

        private static IoBench Make(int eStopLevel, int bumperLevel)
        {
            return new IoBench().Make(SourceKind.SafetyState, new int[] { 0, 1 }, Manual, eStopLevel, bumperLevel);
        }

        private static void AssertState(IoBench bench, int eStop, int bumper, double expectedStop, double expectedViolation)
        {
            bench.Set(0, eStop);
            bench.Set(1, bumper);
            bench.Sample();
            bench.AssertOutput(EStop, expectedStop, StatusCode.Good);
            bench.AssertOutput(FieldViolation, expectedViolation, StatusCode.Good);
        }
    }
}
