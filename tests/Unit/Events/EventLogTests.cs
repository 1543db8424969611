using nanoFramework.TestFramework;
using Sidetap.Events;
using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Tests.Events
{
    // Each change of state, mode, tool or fault is an event with old and new value, cause and time.
    [TestClass]
    public class EventLogTests
    {
        [TestMethod]
        public void A_change_of_state_has_old_and_new_value_names_cause_severity_and_time()
        {
            EventBench bench = new EventBench(StateAndTool());
            bench.DataSet.SetInteger(EventBench.State, 1);
            bench.Quiet(3);
            bench.DataSet.SetInteger(EventBench.State, 2);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.State, bench.Event.Kind);
            Assert.AreEqual("State", bench.Event.SourceName);
            Assert.AreEqual(1.0, bench.Event.OldValue);
            Assert.AreEqual(2.0, bench.Event.NewValue);
            Assert.AreEqual("Idle", bench.Event.OldText);
            Assert.AreEqual("Running", bench.Event.NewText);
            Assert.AreEqual(StatusCode.Good, bench.Event.OldStatus);
            Assert.AreEqual(StatusCode.Good, bench.Event.NewStatus);
            Assert.AreEqual(300, bench.Event.Severity);
            Assert.AreEqual("spindle power", bench.Event.Cause);
            Assert.AreEqual(0u, bench.Event.Suppressed);
            Assert.AreEqual(bench.UtcAtStart + 3000000, bench.Event.Time);
            Assert.AreEqual(bench.Event.Time, bench.Event.Timestamp);
            bench.Quiet(100);
        }

        [TestMethod]
        public void The_first_value_after_a_start_is_no_event_whatever_it_is()
        {
            EventBench bench = new EventBench(StateAndTool());
            bench.DataSet.SetStatus(EventBench.State, StatusCode.BadWaitingForInitialData);
            bench.Quiet(5);
            bench.DataSet.SetInteger(EventBench.State, 2);
            bench.DataSet.SetStatus(EventBench.State, StatusCode.Good);
            bench.Quiet(5);
        }

        [TestMethod]
        public void A_start_is_the_first_event_and_says_how_often_the_box_has_started()
        {
            EventBench bench = new EventBench(StateAndTool());
            bench.Log.Start(42);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.Start, bench.Event.Kind);
            Assert.AreEqual("BootCount", bench.Event.SourceName);
            Assert.AreEqual(41.0, bench.Event.OldValue);
            Assert.AreEqual(42.0, bench.Event.NewValue);
            Assert.AreEqual(0u, bench.Event.EventNumber);
            bench.Quiet(10);
        }

        [TestMethod]
        public void A_start_whose_number_is_not_known_has_no_value()
        {
            EventBench bench = new EventBench(StateAndTool());
            bench.Log.Start(0);
            Assert.AreEqual(1, bench.Sample());
            Assert.IsTrue(EventReader.IsNull(bench.Event.NewValue));
            Assert.AreEqual(0u, bench.Event.NewValueStatus);
        }

        [TestMethod]
        public void A_tool_change_is_an_event_of_its_kind()
        {
            EventBench bench = new EventBench(StateAndTool());
            bench.DataSet.SetInteger(EventBench.Tool, 7);
            bench.Quiet(1);
            bench.DataSet.SetInteger(EventBench.Tool, 9);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.Tool, bench.Event.Kind);
            Assert.AreEqual(7.0, bench.Event.OldValue);
            Assert.AreEqual(9.0, bench.Event.NewValue);
            Assert.IsNull(bench.Event.OldText);
            Assert.IsNull(bench.Event.Cause);
        }

        // OPC 10000-14, 7.2.4.5.4: a field that is Bad is its StatusCode.
        [TestMethod]
        public void A_fault_is_raised_with_the_last_value_there_was_and_cleared_with_the_first_there_is_again()
        {
            EventBench bench = new EventBench(new EventBinding[0]);
            bench.DataSet.SetFloat(EventBench.Load, 12.5f);
            bench.Quiet(2);
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.BadSensorFailure);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.Fault, bench.Event.Kind);
            Assert.AreEqual("Load", bench.Event.SourceName);
            Assert.AreEqual(12.5, bench.Event.OldValue);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Event.NewValueStatus);
            Assert.AreEqual(StatusCode.Good, bench.Event.OldStatus);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Event.NewStatus);
            Assert.AreEqual(EventLog.FaultSeverity, bench.Event.Severity);
            bench.Quiet(50);
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.Good);
            bench.DataSet.SetFloat(EventBench.Load, 13);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.Fault, bench.Event.Kind);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Event.OldValueStatus);
            Assert.AreEqual(13.0, bench.Event.NewValue);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Event.OldStatus);
            Assert.AreEqual(StatusCode.Good, bench.Event.NewStatus);
            bench.Quiet(50);
        }

        [TestMethod]
        public void A_fault_that_is_there_at_the_start_is_told()
        {
            EventBench bench = new EventBench(new EventBinding[0]);
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.BadWaitingForInitialData);
            bench.Quiet(2);
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.BadNotConnected);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Event.OldStatus);
            Assert.AreEqual(StatusCode.BadWaitingForInitialData, bench.Event.OldValueStatus);
            Assert.AreEqual(StatusCode.BadNotConnected, bench.Event.NewStatus);
        }

        [TestMethod]
        public void One_fault_after_another_is_told_and_other_doubts_are_not()
        {
            EventBench bench = new EventBench(new EventBinding[0]);
            bench.Quiet(1);
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.UncertainSensorNotAccurate);
            bench.Quiet(1);
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.BadSensorFailure);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual(StatusCode.UncertainSensorNotAccurate, bench.Event.OldStatus);
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.BadNotConnected);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Event.OldStatus);
            Assert.AreEqual(StatusCode.BadNotConnected, bench.Event.NewStatus);
        }

        [TestMethod]
        public void The_profile_says_how_urgent_a_fault_is_and_why()
        {
            EventBench bench = new EventBench(new EventBinding[]
            {
                new EventBinding(EventKind.Fault, EventBench.Load, 900, "clamp off"), new EventBinding(EventKind.Limit, EventBench.Load, 450, "overload"),
            });
            bench.Quiet(1);
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.BadNotConnected);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual(900, bench.Event.Severity);
            Assert.AreEqual("clamp off", bench.Event.Cause);
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.Good);
            Assert.AreEqual(1, bench.Sample());
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitHigh);
            bench.DataSet.SetFloat(EventBench.Load, 120);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.Limit, bench.Event.Kind);
            Assert.AreEqual(450, bench.Event.Severity);
            Assert.AreEqual("overload", bench.Event.Cause);
        }

        [TestMethod]
        public void Limits_are_told_when_they_are_violated_and_when_they_are_kept_again()
        {
            EventBench bench = new EventBench(new EventBinding[0]);
            bench.Quiet(1);
            bench.DataSet.SetFloat(EventBench.Load, 120);
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitHigh);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.Limit, bench.Event.Kind);
            Assert.AreEqual("InRange", bench.Event.OldText);
            Assert.AreEqual("High", bench.Event.NewText);
            Assert.AreEqual(120.0, bench.Event.NewValue);
            Assert.AreEqual(EventLog.LimitSeverity, bench.Event.Severity);
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitLow);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual("High", bench.Event.OldText);
            Assert.AreEqual("Low", bench.Event.NewText);
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.Good);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual("Low", bench.Event.OldText);
            Assert.AreEqual("InRange", bench.Event.NewText);
        }

        [TestMethod]
        public void An_array_s_fault_has_statuses_and_no_values()
        {
            EventBench bench = new EventBench(new EventBinding[0]);
            bench.Quiet(1);
            bench.DataSet.SetStatus(EventBench.Zones, StatusCode.BadDeviceFailure);
            Assert.AreEqual(1, bench.Sample());
            Assert.IsTrue(EventReader.IsNull(bench.Event.OldValue));
            Assert.AreEqual(0u, bench.Event.OldValueStatus);
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Event.NewStatus);
        }

        // One broken sensor of many: the array is Uncertain_SubNormal, and the log must not be silent about it.
        [TestMethod]
        public void An_array_some_of_whose_elements_are_bad_is_a_fault()
        {
            EventBench bench = new EventBench(new EventBinding[] { new EventBinding(EventKind.Fault, EventBench.Zones, 800, "thermocouple") });
            bench.Quiet(1);
            bench.DataSet.SetStatus(EventBench.Zones, StatusCode.UncertainSubNormal);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.Fault, bench.Event.Kind);
            Assert.AreEqual(StatusCode.Good, bench.Event.OldStatus);
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Event.NewStatus);
            Assert.AreEqual(800, bench.Event.Severity);
            Assert.AreEqual("thermocouple", bench.Event.Cause);
            Assert.IsNull(bench.Event.NewText);
            bench.Quiet(20);

            // Another zone leaves its limits meanwhile: the fault is what matters.
            bench.DataSet.SetStatus(EventBench.Zones, StatusCode.UncertainSubNormal | StatusCode.LimitHigh);
            bench.Quiet(20);
            bench.DataSet.SetStatus(EventBench.Zones, StatusCode.BadSensorFailure);
            Assert.AreEqual(1, bench.Sample(), "now all of them");
            bench.DataSet.SetStatus(EventBench.Zones, StatusCode.Good);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.Fault, bench.Event.Kind);
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Event.OldStatus);
            bench.DataSet.SetStatus(EventBench.Zones, StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitLow);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.Limit, bench.Event.Kind);

            // Of a single value it says that it is less sure, as other doubts do.
            bench.DataSet.SetStatus(EventBench.Load, StatusCode.UncertainSubNormal);
            bench.Quiet(20);
        }

        [TestMethod]
        public void A_state_that_was_unknown_for_a_while_is_compared_with_the_last_one_that_was_known()
        {
            EventBench bench = new EventBench(StateAndTool());
            bench.DataSet.SetInteger(EventBench.State, 1);
            bench.Quiet(1);
            bench.DataSet.SetStatus(EventBench.State, StatusCode.BadSensorFailure);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.Fault, bench.Event.Kind);
            Assert.AreEqual("Idle", bench.Event.OldText);
            bench.DataSet.SetInteger(EventBench.State, 2);
            bench.DataSet.SetStatus(EventBench.State, StatusCode.Good);
            Assert.AreEqual(2, bench.Sample(), "the fault is gone, and the state another one");
            Assert.AreEqual((int)EventKind.State, bench.Event.Kind);
            Assert.AreEqual("Idle", bench.Event.OldText);
            Assert.AreEqual("Running", bench.Event.NewText);
        }

        // A fault that toggles with every sample for ten minutes: some events at once, then one every ten seconds, and no change that is not counted.
        [TestMethod]
        public void What_flickers_does_not_flood_and_is_counted()
        {
            EventBench bench = new EventBench(new EventBinding[0]);
            bench.Quiet(1);
            int events = 0;
            uint told = 0;
            for (int i = 0; i < 6000; i++)
            {
                bench.DataSet.SetStatus(EventBench.Load, i % 2 == 0 ? StatusCode.BadSensorFailure : StatusCode.Good);
                int count = bench.Sample();
                events += count;
                told += count == 0 ? 0 : bench.Event.Suppressed + (bench.Event.OldStatus != bench.Event.NewStatus ? 1u : 0);
            }

            Assert.IsTrue(events >= 60 && events <= 64, events + " events");
            for (int i = 0; i < 200; i++)
            {
                int count = bench.Sample();
                told += count == 0 ? 0 : bench.Event.Suppressed + (bench.Event.OldStatus != bench.Event.NewStatus ? 1u : 0);
            }

            Assert.AreEqual(6000u, told);
            Assert.AreEqual((int)EventKind.Fault, bench.Event.Kind);
            bench.Quiet(1000);
        }

        [TestMethod]
        public void What_was_held_back_is_told_with_the_time_it_happened()
        {
            EventBench bench = new EventBench(new EventBinding[0]);
            bench.Quiet(1);
            for (int i = 0; i < 4; i++)
            {
                bench.DataSet.SetStatus(EventBench.Load, i % 2 == 0 ? StatusCode.BadSensorFailure : StatusCode.Good);
                Assert.AreEqual(1, bench.Sample());
            }

            bench.DataSet.SetStatus(EventBench.Load, StatusCode.BadSensorFailure);
            long heldAt = bench.NowMs;
            int count = 0;
            for (int i = 0; i < 101 && count == 0; i++)
            {
                count = bench.Sample();
            }

            Assert.AreEqual(1, count);
            Assert.AreEqual(bench.UtcAtStart + (heldAt * 10000), bench.Event.Time);
            Assert.IsTrue(bench.NowMs - heldAt > 5000);
            Assert.AreEqual(0u, bench.Event.Suppressed);
        }

        [TestMethod]
        public void Many_changes_at_once_come_over_several_samples()
        {
            FieldMetaData[] fields = new FieldMetaData[20];
            for (int i = 0; i < fields.Length; i++)
            {
                fields[i] = new FieldMetaData("F", BuiltInType.Float);
            }

            DataSet dataSet = new DataSet(fields);
            EventLog log = new EventLog(new EventBinding[0], dataSet, new EventWriter(new PublisherSettings(), EventFields.Count));
            byte[] buffer = new byte[256];
            for (int i = 0; i < fields.Length; i++)
            {
                dataSet.SetStatus(i, StatusCode.BadNotConnected);
            }

            int total = 0;
            for (int sample = 0; sample < 3; sample++)
            {
                int count = log.Watch(sample);
                Assert.IsTrue(count <= EventLog.MaxAtOnce);
                for (int i = 0; i < count; i++)
                {
                    log.Write(i, buffer, 0, sample, 0);
                }

                total += count;
            }

            Assert.AreEqual(20, total);
        }

        private static EventBinding[] StateAndTool()
        {
            return new EventBinding[]
            {
                new EventBinding(EventKind.State, EventBench.State, 300, "spindle power"), new EventBinding(EventKind.Tool, EventBench.Tool, 200, null),
            };
        }
    }
}
