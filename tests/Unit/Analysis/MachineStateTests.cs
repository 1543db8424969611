using nanoFramework.TestFramework;
using Sidetap.Analysis;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Analysis
{
    /// <summary>MachineryItemState (OPC 40001-1, 8.2) from a power alone and the control voltage: on from 10, off below 5, held for 300 ms.</summary>
    [TestClass]
    public class MachineStateTests
    {
        [TestMethod]
        public void The_states_have_the_numbers_of_the_companion_specification()
        {
            Assert.AreEqual(0, (int)MachineryItemState.NotAvailable);
            Assert.AreEqual(1, (int)MachineryItemState.OutOfService);
            Assert.AreEqual(2, (int)MachineryItemState.NotExecuting);
            Assert.AreEqual(3, (int)MachineryItemState.Executing);
        }

        [TestMethod]
        public void Before_the_first_sample_it_waits_for_initial_data()
        {
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, Detector().Status(0));
        }

        [TestMethod]
        public void It_executes_when_the_power_has_stayed_at_the_threshold_for_the_hold_time()
        {
            AnalysisBench state = Detector();
            AssertAfter(state, 0, 0, MachineryItemState.NotExecuting);
            AssertAfter(state, 100, 10, MachineryItemState.NotExecuting);
            AssertAfter(state, 300, 10, MachineryItemState.NotExecuting);
            AssertAfter(state, 399, 10, MachineryItemState.NotExecuting);
            AssertAfter(state, 400, 10, MachineryItemState.Executing);
        }

        [TestMethod]
        public void A_power_peak_shorter_than_the_hold_time_changes_nothing()
        {
            AnalysisBench state = Detector();
            AssertAfter(state, 0, 50, MachineryItemState.NotExecuting);
            AssertAfter(state, 200, 9.9f, MachineryItemState.NotExecuting);
            AssertAfter(state, 300, 50, MachineryItemState.NotExecuting); // starts over
            AssertAfter(state, 599, 50, MachineryItemState.NotExecuting);
            AssertAfter(state, 600, 50, MachineryItemState.Executing);
        }

        [TestMethod]
        public void It_stops_when_the_power_has_stayed_below_the_lower_threshold_for_the_hold_time()
        {
            AnalysisBench state = Running();
            AssertAfter(state, 1000, 4.9f, MachineryItemState.Executing);
            AssertAfter(state, 1299, 4.9f, MachineryItemState.Executing);
            AssertAfter(state, 1300, 4.9f, MachineryItemState.NotExecuting);
        }

        // Hysteresis: between the thresholds the state stays what it is.
        [TestMethod]
        public void Between_the_thresholds_nothing_changes_however_long_it_lasts()
        {
            AnalysisBench state = Running();
            AssertAfter(state, 1000, 5, MachineryItemState.Executing);
            AssertAfter(state, 100000, 9.9f, MachineryItemState.Executing);
            state = Detector();
            AssertAfter(state, 0, 5, MachineryItemState.NotExecuting);
            AssertAfter(state, 100000, 9.9f, MachineryItemState.NotExecuting);
        }

        [TestMethod]
        public void Without_hold_time_a_sample_is_enough()
        {
            AnalysisBench state = Make(0);
            AssertAfter(state, 0, 10, MachineryItemState.Executing);
            AssertAfter(state, 0, 4, MachineryItemState.NotExecuting);
        }

        [TestMethod]
        public void Without_control_voltage_the_machine_is_not_available_at_once()
        {
            AnalysisBench state = Running();
            Update(state, 1000, 50, StatusCode.Good, false, StatusCode.Good);
            Assert.AreEqual((int)MachineryItemState.NotAvailable, (int)state.Value(0));
            Assert.AreEqual(StatusCode.Good, state.Status(0));
        }

        [TestMethod]
        public void After_the_control_voltage_came_back_the_hold_time_starts_anew()
        {
            AnalysisBench state = Running();
            Update(state, 1000, 50, StatusCode.Good, false, StatusCode.Good);
            AssertAfter(state, 1100, 50, MachineryItemState.NotExecuting);
            AssertAfter(state, 1399, 50, MachineryItemState.NotExecuting);
            AssertAfter(state, 1400, 50, MachineryItemState.Executing);
        }

        [TestMethod]
        public void Without_control_voltage_the_power_meter_may_fail()
        {
            AnalysisBench state = Running();
            Update(state, 1000, 0, StatusCode.BadNotConnected, false, StatusCode.Good);
            Assert.AreEqual((int)MachineryItemState.NotAvailable, (int)state.Value(0));
            Assert.AreEqual(StatusCode.Good, state.Status(0));
        }

        [TestMethod]
        public void A_bad_power_makes_the_state_bad_while_it_lasts()
        {
            AnalysisBench state = Running();
            Update(state, 1000, 0, StatusCode.BadNotConnected, true, StatusCode.Good);
            Assert.AreEqual(StatusCode.BadNotConnected, state.Status(0));
            AssertAfter(state, 1100, 50, MachineryItemState.Executing);
        }

        [TestMethod]
        public void A_bad_control_voltage_makes_the_state_bad_while_it_lasts()
        {
            AnalysisBench state = Running();
            Update(state, 1000, 50, StatusCode.Good, false, StatusCode.BadDeviceFailure);
            Assert.AreEqual(StatusCode.BadDeviceFailure, state.Status(0));
            AssertAfter(state, 1100, 50, MachineryItemState.Executing);
        }

        // The power has to stay beyond the threshold: while it is not known, nobody can say that it did.
        [TestMethod]
        public void Time_without_a_known_power_does_not_count_for_the_hold_time()
        {
            AnalysisBench state = Detector();
            AssertAfter(state, 0, 50, MachineryItemState.NotExecuting);
            Update(state, 100, 0, StatusCode.BadNotConnected, true, StatusCode.Good);
            AssertAfter(state, 5000, 50, MachineryItemState.NotExecuting);
            AssertAfter(state, 5300, 50, MachineryItemState.Executing);
        }

        private static AnalysisBench Make(int holdMs)
        {
            return new AnalysisBench(SourceKind.MachineState, 3, new double[] { 10, 5, 0, 0, holdMs }).Without(1).Make();
        }

        private static void Update(AnalysisBench state, long nowMs, double power, uint powerStatus, bool isOn, uint onStatus)
        {
            state.Put(0, power, powerStatus);
            state.Put(2, isOn ? 1 : 0, onStatus);
            state.Sample(nowMs);
        }

        private static AnalysisBench Detector()
        {
            return Make(300);
        }

        private static AnalysisBench Running()
        {
            AnalysisBench state = Detector();
            Update(state, 0, 50, StatusCode.Good, true, StatusCode.Good);
            AssertAfter(state, 300, 50, MachineryItemState.Executing);
            return state;
        }

        private static void AssertAfter(AnalysisBench state, long nowMs, float power, MachineryItemState expected)
        {
            Update(state, nowMs, power, StatusCode.Good, true, StatusCode.Good);
            Assert.AreEqual((int)expected, (int)state.Value(0), "at " + nowMs + " ms");
            Assert.AreEqual(StatusCode.Good, state.Status(0));
        }
    }
}
