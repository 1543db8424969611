using nanoFramework.TestFramework;
using Sidetap.Analysis;
using Sidetap.PubSub;

namespace Sidetap.Tests.Analysis
{
    /// <summary>MachineryItemState (OPC 40001-1, 8.2) from power and control voltage: on from 10, off below 5, held for 300 ms.</summary>
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
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, Detector().Status);
        }

        [TestMethod]
        public void It_executes_when_the_power_has_stayed_at_the_threshold_for_the_hold_time()
        {
            MachineState state = Detector();
            AssertAfter(state, 0, 0, MachineryItemState.NotExecuting);
            AssertAfter(state, 100, 10, MachineryItemState.NotExecuting);
            AssertAfter(state, 300, 10, MachineryItemState.NotExecuting);
            AssertAfter(state, 399, 10, MachineryItemState.NotExecuting);
            AssertAfter(state, 400, 10, MachineryItemState.Executing);
        }

        [TestMethod]
        public void A_power_peak_shorter_than_the_hold_time_changes_nothing()
        {
            MachineState state = Detector();
            AssertAfter(state, 0, 50, MachineryItemState.NotExecuting);
            AssertAfter(state, 200, 9.9f, MachineryItemState.NotExecuting);
            AssertAfter(state, 300, 50, MachineryItemState.NotExecuting); // starts over
            AssertAfter(state, 599, 50, MachineryItemState.NotExecuting);
            AssertAfter(state, 600, 50, MachineryItemState.Executing);
        }

        [TestMethod]
        public void It_stops_when_the_power_has_stayed_below_the_lower_threshold_for_the_hold_time()
        {
            MachineState state = Running();
            AssertAfter(state, 1000, 4.9f, MachineryItemState.Executing);
            AssertAfter(state, 1299, 4.9f, MachineryItemState.Executing);
            AssertAfter(state, 1300, 4.9f, MachineryItemState.NotExecuting);
        }

        // Hysteresis: between the thresholds the state stays what it is.
        [TestMethod]
        public void Between_the_thresholds_nothing_changes_however_long_it_lasts()
        {
            MachineState state = Running();
            AssertAfter(state, 1000, 5, MachineryItemState.Executing);
            AssertAfter(state, 100000, 9.9f, MachineryItemState.Executing);
            state = Detector();
            AssertAfter(state, 0, 5, MachineryItemState.NotExecuting);
            AssertAfter(state, 100000, 9.9f, MachineryItemState.NotExecuting);
        }

        [TestMethod]
        public void Without_hold_time_a_sample_is_enough()
        {
            MachineState state = new MachineState(10, 5, 0);
            AssertAfter(state, 0, 10, MachineryItemState.Executing);
            AssertAfter(state, 0, 4, MachineryItemState.NotExecuting);
        }

        [TestMethod]
        public void Without_control_voltage_the_machine_is_not_available_at_once()
        {
            MachineState state = Running();
            state.Update(1000, 50, StatusCode.Good, false, StatusCode.Good);
            Assert.AreEqual((int)MachineryItemState.NotAvailable, (int)state.Value);
            Assert.AreEqual(StatusCode.Good, state.Status);
        }

        [TestMethod]
        public void After_the_control_voltage_came_back_the_hold_time_starts_anew()
        {
            MachineState state = Running();
            state.Update(1000, 50, StatusCode.Good, false, StatusCode.Good);
            AssertAfter(state, 1100, 50, MachineryItemState.NotExecuting);
            AssertAfter(state, 1399, 50, MachineryItemState.NotExecuting);
            AssertAfter(state, 1400, 50, MachineryItemState.Executing);
        }

        [TestMethod]
        public void Without_control_voltage_the_power_meter_may_fail()
        {
            MachineState state = Running();
            state.Update(1000, 0, StatusCode.BadNotConnected, false, StatusCode.Good);
            Assert.AreEqual((int)MachineryItemState.NotAvailable, (int)state.Value);
            Assert.AreEqual(StatusCode.Good, state.Status);
        }

        [TestMethod]
        public void A_bad_power_makes_the_state_bad_while_it_lasts()
        {
            MachineState state = Running();
            state.Update(1000, 0, StatusCode.BadNotConnected, true, StatusCode.Good);
            Assert.AreEqual(StatusCode.BadNotConnected, state.Status);
            AssertAfter(state, 1100, 50, MachineryItemState.Executing);
        }

        [TestMethod]
        public void A_bad_control_voltage_makes_the_state_bad_while_it_lasts()
        {
            MachineState state = Running();
            state.Update(1000, 50, StatusCode.Good, false, StatusCode.BadDeviceFailure);
            Assert.AreEqual(StatusCode.BadDeviceFailure, state.Status);
            AssertAfter(state, 1100, 50, MachineryItemState.Executing);
        }

        // The power has to stay beyond the threshold: while it is not known, nobody can say that it did.
        [TestMethod]
        public void Time_without_a_known_power_does_not_count_for_the_hold_time()
        {
            MachineState state = Detector();
            AssertAfter(state, 0, 50, MachineryItemState.NotExecuting);
            state.Update(100, 0, StatusCode.BadNotConnected, true, StatusCode.Good);
            AssertAfter(state, 5000, 50, MachineryItemState.NotExecuting);
            AssertAfter(state, 5300, 50, MachineryItemState.Executing);
        }

        private static MachineState Detector()
        {
            return new MachineState(10, 5, 300);
        }

        private static MachineState Running()
        {
            MachineState state = Detector();
            state.Update(0, 50, StatusCode.Good, true, StatusCode.Good);
            AssertAfter(state, 300, 50, MachineryItemState.Executing);
            return state;
        }

        private static void AssertAfter(MachineState state, long nowMs, float power, MachineryItemState expected)
        {
            state.Update(nowMs, power, StatusCode.Good, true, StatusCode.Good);
            Assert.AreEqual((int)expected, (int)state.Value, "at " + nowMs + " ms");
            Assert.AreEqual(StatusCode.Good, state.Status);
        }
    }
}
