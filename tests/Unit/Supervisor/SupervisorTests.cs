using System;
using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Sensors;
using Sidetap.Supervisor;

namespace Sidetap.Tests
{
    /// <summary>A box that nobody looks after goes on, whatever fails around it.</summary>
    [TestClass]
    public class SupervisorTests
    {
        private const long Minute = 60000;
        private const long Hour = 60 * Minute;

        [TestMethod]
        public void The_network_is_connected_before_anything_is_sent()
        {
            SupervisorBench bench = new SupervisorBench().Start();
            Assert.AreEqual(1, bench.Around.ConnectCalls);
            Assert.AreEqual(0, bench.Around.ResetCalls);
            bench.RunTo(1000);
            Assert.AreEqual(1, bench.Box.Gateway.Connects);
            Assert.IsTrue(bench.Box.Gateway.Count > 0);
        }

        [TestMethod]
        public void A_network_that_was_lost_is_reset_before_it_is_connected()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Around.SticksWithoutReset = true;
            bench.Start();
            bench.RunTo(5000);
            bench.Around.State = NetworkState.Down; // the access point is gone
            bench.RunTo(6000);
            Assert.AreEqual(1, bench.Around.ResetCalls);
            Assert.AreEqual(2, bench.Around.ConnectCalls);
            Assert.IsTrue(bench.Around.State == NetworkState.Up);
            int before = bench.Box.Gateway.Count;
            bench.RunTo(80000);
            Assert.IsTrue(bench.Box.Gateway.Count > before);
            Assert.AreEqual(0, bench.Box.Board.Restarts);
        }

        [TestMethod]
        public void An_attempt_that_leads_nowhere_is_reset_after_its_time()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Around.Hangs = true;
            bench.Settings.NetworkTimeoutMs = 20000;
            bench.Settings.AckTimeoutMs = 0;
            bench.Start();
            bench.RunTo(19999);
            Assert.AreEqual(0, bench.Around.ResetCalls);
            bench.RunTo(65000);
            Assert.AreEqual(3, bench.Around.ResetCalls); // at 20, 40 and 60 s
            bench.Around.Hangs = false;
            bench.RunTo(81000);
            Assert.IsTrue(bench.Around.State == NetworkState.Up);
        }

        [TestMethod]
        public void A_network_that_refuses_at_once_is_asked_with_growing_pauses()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Around.Connects = false;
            bench.Settings.AckTimeoutMs = 0;
            bench.Start();
            bench.RunTo(10000);
            int early = bench.Around.ConnectCalls; // at 0, 1, 3 and 7 s
            Assert.AreEqual(4, early);
            bench.RunTo(Hour);
            int late = bench.Around.ConnectCalls - early;
            Assert.IsTrue(late > 50 && late < 70, late.ToString()); // about once a minute
            bench.Around.Connects = true;
            bench.RunTo(Hour + Minute + 1000);
            Assert.IsTrue(bench.Around.State == NetworkState.Up);
        }

        [TestMethod]
        public void The_time_is_asked_for_until_it_comes_and_then_every_hour()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Start();
            bench.RunTo(Minute);
            Assert.AreEqual(5, bench.Around.TimeRequests); // at 0, 15, 30, 45 and 60 s
            bench.Around.AnsweredUtc = 134085888000000000;
            bench.RunTo(Minute + 16000);
            Assert.AreEqual(6, bench.Around.TimeRequests);
            Assert.AreEqual(134085888000000000, bench.Box.Node.UtcAtStart);
            bench.RunTo(Minute + 16000 + Hour);
            Assert.AreEqual(7, bench.Around.TimeRequests);
        }

        [TestMethod]
        public void Without_a_network_nobody_is_asked_for_the_time()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Around.Hangs = true;
            bench.Start();
            bench.RunTo(Minute);
            Assert.AreEqual(0, bench.Around.TimeRequests);
        }

        [TestMethod]
        public void A_box_that_nobody_hears_renews_its_network_and_then_restarts()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Settings.AckTimeoutMs = 600000;
            bench.Start();
            bench.RunTo(Minute);
            bench.Box.Gateway.Answers = false;
            bench.RunTo(Minute + 290000);
            Assert.AreEqual(0, bench.Around.ResetCalls);
            bench.RunTo(Minute + 310000);
            Assert.AreEqual(1, bench.Around.ResetCalls);
            Assert.AreEqual(0, bench.Box.Board.Restarts);
            bench.RunTo(2 * Hour);
            Assert.AreEqual(1, bench.Box.Board.Restarts);
            Assert.IsTrue(bench.NowMs > Minute + 590000 && bench.NowMs <= Minute + 610000, bench.NowMs.ToString());
            Assert.IsTrue(bench.Restarts.Last == RestartReason.NothingAcknowledged);
            Assert.IsTrue(bench.Supervisor.Step(bench.NowMs + 1) == long.MaxValue);
            Assert.AreEqual(1, bench.Box.Board.Restarts);
        }

        [TestMethod]
        public void What_waited_at_a_restart_is_delivered_after_it()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Settings.AckTimeoutMs = 120000;
            bench.Start();
            bench.Box.Gateway.Answers = false;
            bench.Box.Board.Values[0] = 5;
            bench.RunTo(Hour);
            int waiting = bench.Box.Node.QueuedMessages;
            Assert.IsTrue(waiting > 0);
            Assert.AreEqual(waiting, bench.Box.Node.StoredMessages);

            SupervisorBench next = new SupervisorBench(bench.Box.Files).Start();
            Assert.AreEqual(waiting, next.Box.Node.StoredMessages);
            next.RunTo(Minute);
            Assert.IsTrue(next.Box.Gateway.Count >= waiting);
            Assert.AreEqual(0u, next.Box.Node.Statistics.Lost);
        }

        [TestMethod]
        public void Restarts_for_a_gateway_that_stays_away_become_rare()
        {
            MemoryFiles files = new MemoryFiles();
            long[] durations = new long[7];
            for (int i = 0; i < durations.Length; i++)
            {
                SupervisorBench bench = new SupervisorBench(files);
                bench.Settings.AckTimeoutMs = 60000;
                bench.Start();
                bench.Box.Gateway.Answers = false;
                bench.RunTo(Hour);
                durations[i] = bench.NowMs / 60000;
            }

            Assert.AreEqual(1, durations[0]);
            Assert.AreEqual(2, durations[1]);
            Assert.AreEqual(16, durations[4]);
            Assert.AreEqual(16, durations[6]);
        }

        [TestMethod]
        public void A_box_that_sleeps_is_not_taken_for_one_that_nobody_hears()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Settings.AckTimeoutMs = 60000;
            bench.Box.Settings.SleepSeconds = 600;
            bench.Start();
            bench.RunTo(2 * Hour);
            Assert.AreEqual(0, bench.Box.Board.Restarts);
            Assert.IsTrue(bench.Box.Gateway.Count > 10);
        }

        [TestMethod]
        public void Little_memory_restarts_the_box_when_it_stays_little()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Box.Board.FreeHeap = 50000;
            bench.Start();
            bench.RunTo(Minute);
            Assert.AreEqual(50000, bench.Supervisor.FreeHeapOctets);
            bench.Box.Board.FreeHeap = 5000;
            bench.RunTo(Minute + 20000);
            bench.Box.Board.FreeHeap = 9000; // it came back
            bench.RunTo(2 * Minute);
            Assert.AreEqual(0, bench.Box.Board.Restarts);
            bench.Box.Board.FreeHeap = 5000;
            bench.RunTo(3 * Minute);
            Assert.AreEqual(1, bench.Box.Board.Restarts);
            Assert.IsTrue(bench.Restarts.Last == RestartReason.LowMemory);
        }

        [TestMethod]
        public void A_board_that_cannot_tell_its_memory_is_not_restarted()
        {
            SupervisorBench bench = new SupervisorBench().Start();
            bench.RunTo(Hour);
            Assert.AreEqual(0, bench.Box.Board.Restarts);
            Assert.AreEqual(-1, bench.Supervisor.FreeHeapOctets);
        }

        [TestMethod]
        public void A_step_that_does_not_return_is_seen_by_whoever_watches()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Settings.StepTimeoutMs = 5000;
            bench.Start();
            bench.RunTo(10000);
            StepWatch watch = bench.Supervisor.Watch;
            long last = bench.NowMs;
            Assert.IsFalse(watch.IsOverdue(last + 4000));
            Assert.IsTrue(watch.IsOverdue(last + 5001));
            bench.Settings.StepTimeoutMs = 0;
            Assert.IsFalse(watch.IsOverdue(long.MaxValue));
        }

        [TestMethod]
        public void The_supervisor_steps_often_enough_for_its_watch()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Settings.StepTimeoutMs = 1000;
            bench.Start();
            long last = 0;
            for (int i = 0; i < 2000; i++)
            {
                long due = bench.Supervisor.Step(bench.NowMs);
                bench.Box.Gateway.Serve();
                Assert.IsTrue(bench.NowMs - last <= 1000);
                last = bench.NowMs;
                bench.NowMs = due > bench.NowMs ? due : bench.NowMs + 1;
            }
        }

        [TestMethod]
        public void On_battery_the_box_hands_over_says_goodbye_and_sleeps_until_the_next_sample()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Settings.DeepSleepSeconds = 300;
            bench.Around.CanDeepSleep = true;
            bench.Start();
            bench.RunTo(Minute);
            Assert.IsTrue(bench.Supervisor.IsEnded);
            Assert.AreEqual(1, bench.Box.Gateway.Disconnects);
            Assert.IsTrue(bench.Box.Gateway.Count > 0);
            Assert.AreEqual(300000 - bench.NowMs, bench.Around.SleptMs);
            Assert.IsTrue(bench.NowMs < 5000, bench.NowMs.ToString());
            Assert.AreEqual(0, bench.Box.Node.QueuedMessages);
            Assert.AreEqual(0, bench.Box.Board.Restarts);
        }

        [TestMethod]
        public void On_battery_without_a_gateway_what_was_sampled_is_kept_and_the_box_sleeps_all_the_same()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Settings.DeepSleepSeconds = 300;
            bench.Around.CanDeepSleep = true;
            bench.Start();
            bench.Box.Gateway.Answers = false;
            bench.RunTo(2 * Minute);
            Assert.IsTrue(bench.Around.SleptMs > 0);
            Assert.IsTrue(bench.NowMs >= 30000 && bench.NowMs <= 36000, bench.NowMs.ToString());
            Assert.IsTrue(bench.Box.Node.QueuedMessages > 0);
            Assert.AreEqual(bench.Box.Node.QueuedMessages, bench.Box.Node.StoredMessages);
        }

        [TestMethod]
        public void A_board_that_cannot_sleep_stays_awake()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Settings.DeepSleepSeconds = 300;
            bench.Start();
            bench.RunTo(10 * Minute);
            Assert.IsFalse(bench.Supervisor.IsEnded);
            Assert.IsTrue(bench.Around.SleptMs < 0);
        }

        [TestMethod]
        public void The_lamp_tells_the_network_the_gateway_and_a_fault_apart()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Around.Hangs = true;
            bench.Start();
            Assert.AreEqual(8, Changes(bench, 2000) / 2); // four times a second
            bench.Around.Hangs = false;
            bench.Around.State = NetworkState.Up;
            bench.Box.Gateway.Answers = false;
            Assert.AreEqual(8, Changes(bench, 4000)); // every half second
            bench.Box.Gateway.Answers = true;
            bench.RunTo(bench.NowMs + 2 * Minute);
            Assert.AreEqual(4, Changes(bench, 4000)); // two gaps in four seconds
            bench.Box.Board.Statuses[0] = InputStatus.DeviceFailure;
            bench.RunTo(bench.NowMs + 2000);
            Assert.AreEqual(8, Changes(bench, 4000));
        }

        [TestMethod]
        public void What_the_box_knows_of_itself_is_there_for_its_profile()
        {
            MemoryFiles files = new MemoryFiles();
            RestartRecord earlier = new RestartRecord(files);
            earlier.Note(RestartReason.Exception, 1000, null, 0);
            SupervisorBench bench = new SupervisorBench(files);
            bench.Box.Board.FreeHeap = 40000;
            bench.Start();
            Assert.AreEqual(40000, bench.Box.Node.Box.FreeHeapOctets);
            Assert.AreEqual(1u, bench.Box.Node.Box.Starts);
            Assert.AreEqual((int)RestartReason.Exception, bench.Box.Node.Box.LastRestart);
        }

        [TestMethod]
        public void A_profile_can_publish_the_boxs_health()
        {
            SupervisorBench bench = new SupervisorBench();
            MachineProfile profile = bench.Box.Profile;
            int sources = profile.Sources.Length;
            SourceDescriptor[] more = new SourceDescriptor[sources + 1];
            Array.Copy(profile.Sources, 0, more, 0, sources);
            more[sources] = new SourceDescriptor { Kind = SourceKind.Diagnostics };
            profile.Sources = more;
            int first = sources + 2; // the box's source fills three signals, each other source of this profile one
            profile.Fields = new FieldBinding[]
            {
                new FieldBinding(new FieldMetaData("FreeHeap", BuiltInType.UInt32), first),
                new FieldBinding(new FieldMetaData("Starts", BuiltInType.UInt32), first + 1),
                new FieldBinding(new FieldMetaData("LastRestart", BuiltInType.Byte), first + 2),
            };
            profile.Events = new EventBinding[0];
            new RestartRecord(bench.Box.Files).Note(RestartReason.LowMemory, 1000, null, 0);
            bench.Start();
            bench.RunTo(5000);
            DataSet values = bench.Box.Node.DataSet;
            Assert.AreEqual(StatusCode.BadNotSupported, values.StatusOf(0));
            Assert.AreEqual(StatusCode.Good, values.StatusOf(1));
            Assert.AreEqual(1.0, values.NumberOf(1));
            Assert.AreEqual((double)(int)RestartReason.LowMemory, values.NumberOf(2));
            bench.Box.Board.FreeHeap = 40000;
            bench.RunTo(20000); // the heap is looked at every ten seconds
            Assert.AreEqual(StatusCode.Good, values.StatusOf(0));
            Assert.AreEqual(40000.0, values.NumberOf(0));
        }

        [TestMethod]
        public void A_box_that_lasts_is_trusted_again()
        {
            MemoryFiles files = new MemoryFiles();
            RestartRecord earlier = new RestartRecord(files);
            for (int i = 0; i < SafeStart.WithoutProfile; i++)
            {
                earlier.Note(RestartReason.Exception, 1000, null, 0);
            }

            SupervisorBench bench = new SupervisorBench(files).Start();
            bench.RunTo(5 * Minute);
            Assert.IsFalse(SafeStart.UsesProfile(new RestartRecord(files)));
            bench.RunTo(11 * Minute);
            Assert.IsTrue(SafeStart.UsesProfile(new RestartRecord(files)));
            Assert.IsTrue(new RestartRecord(files).Last == RestartReason.Exception);
        }

        private static int Changes(SupervisorBench bench, int durationMs)
        {
            int changes = 0;
            long end = bench.NowMs + durationMs;
            bool wasLit = bench.Around.IsLit;
            while (bench.NowMs < end)
            {
                bench.RunTo(bench.NowMs + 25);
                changes += bench.Around.IsLit != wasLit ? 1 : 0;
                wasLit = bench.Around.IsLit;
            }

            return changes;
        }
    }
}
