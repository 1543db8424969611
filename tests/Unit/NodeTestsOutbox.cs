using nanoFramework.TestFramework;
using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.PubSub;

namespace Sidetap.Tests
{
    /// <summary>The whole box: backlog, time, restart and sleep.</summary>
    [TestClass]
    public class NodeTestsOutbox
    {
        private const long SomeTime = 0x01DB576F2CC00000;

        [TestMethod]
        public void A_backlog_leaves_one_message_each_interval()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.DrainIntervalMs = 50;
            bench.Start();
            bench.RunTo(1050);
            bench.Gateway.Answers = false;
            Move(bench, 30);
            bench.Node.StopSampling();
            bench.Gateway.Answers = true;
            while (bench.Node.Client.State != ClientState.Active || bench.Node.QueuedMessages > 25)
            {
                bench.RunTo(bench.NowMs + 10);
            }

            int before = bench.Gateway.Count;
            bench.RunTo(bench.NowMs + 1000);
            Assert.AreEqual(20, bench.Gateway.Count - before);
            bench.RunTo(bench.NowMs + 1000);
            Assert.AreEqual(0, bench.Node.QueuedMessages);
        }

        // A box that makes a message every 10 ms must get rid of more than that, or its backlog grows until it is full.
        [TestMethod]
        public void A_fast_box_does_not_fall_behind()
        {
            NodeBench bench = new NodeBench();
            bench.Profile.SamplingIntervalMs = 10;
            bench.Settings.Client.RetryMs = 500;
            bench.Start();
            bench.RunTo(1000);
            bench.Gateway.Answers = false;
            Move(bench, 100, 10);
            int behind = bench.Node.QueuedMessages;
            Assert.IsTrue(behind >= 100, behind + " wait");
            bench.Gateway.Answers = true;
            Move(bench, 700, 10);
            Assert.IsTrue(bench.Node.QueuedMessages <= 2, bench.Node.QueuedMessages + " wait");
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
        }

        [TestMethod]
        public void Hours_without_a_gateway_leave_in_order_afterwards()
        {
            NodeBench bench = new NodeBench();
            bench.Profile.SamplingIntervalMs = 30000;
            bench.Settings.OutboxPages = 14;
            bench.Gateway.Answers = false;
            bench.Start();
            Move(bench, 400, 30000);
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
            Assert.IsTrue(bench.Node.StoredMessages > 350);
            bench.Gateway.Answers = true;
            bench.RunTo(bench.NowMs + 200000);
            Assert.AreEqual(0, bench.Node.StoredMessages);
            int next = 0;
            for (int i = 0; i < bench.Gateway.Count; i++)
            {
                if (bench.TypeOf(i) == Uadp.KeyFrame || bench.TypeOf(i) == Uadp.DeltaFrame)
                {
                    Assert.AreEqual(next, bench.SequenceOf(i));
                    next++;
                }
            }

            Assert.IsTrue(next > 400);
        }

        [TestMethod]
        public void A_restart_without_a_gateway_loses_nothing_that_was_in_flash()
        {
            NodeBench bench = new NodeBench();
            bench.Gateway.Answers = false;
            bench.Start();
            Move(bench, 300);
            int stored = bench.Node.StoredMessages;
            Assert.IsTrue(stored > 100);
            Restart(bench);
            Assert.AreEqual((uint)stored, bench.Node.Statistics.Recovered);
            bench.Gateway.Answers = true;
            bench.RunTo(30000);
            int next = 0;
            int i = 0;
            for (; next < stored; i++)
            {
                if (bench.TypeOf(i) >= 0)
                {
                    Assert.AreEqual(next, bench.SequenceOf(i));
                    next++;
                }
            }

            // Then this start's: a gap shows that there may have been more, and a key frame needs none of it.
            while (bench.TypeOf(i) < 0)
            {
                i++;
            }

            Assert.AreEqual(2048, bench.SequenceOf(i));
            Assert.AreEqual(Uadp.KeyFrame, bench.TypeOf(i));
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
        }

        [TestMethod]
        public void Messages_made_before_the_time_was_known_wait_for_it_and_get_it()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.TimeWaitMs = 10000;
            bench.Start();
            bench.RunTo(2000);
            Assert.AreEqual(0, CountOfData(bench));
            bench.Node.UtcAtStart = SomeTime;
            bench.RunTo(2100);
            Assert.IsTrue(CountOfData(bench) > 0);
            Assert.AreEqual(SomeTime, TimeOf(bench, 0));
            bench.Board.Values[TestChannels.PositionX] = 9;
            bench.RunTo(3000);
            for (int i = 1; i < CountOfData(bench); i++)
            {
                Assert.IsTrue(TimeOf(bench, i) > TimeOf(bench, i - 1));
                Assert.AreEqual(0L, (TimeOf(bench, i) - SomeTime) % 1000000, "a sample each 100 ms");
            }
        }

        [TestMethod]
        public void Without_a_time_they_go_out_with_the_uptime_after_a_while()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.TimeWaitMs = 10000;
            bench.Start();
            bench.RunTo(9950);
            Assert.AreEqual(0, CountOfData(bench));
            bench.RunTo(11000);
            Assert.AreEqual(0L, TimeOf(bench, 0)); // the uptime of the first sample
            Assert.IsTrue(TimeOf(bench, 1) > 0 && TimeOf(bench, 1) <= 110000000);
        }

        [TestMethod]
        public void The_fixed_layout_has_no_time_to_wait_for()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.Layout = HeaderLayout.PeriodicFixed;
            bench.Settings.TimeWaitMs = 10000;
            bench.Start();
            bench.RunTo(100);
            Assert.IsTrue(bench.Node.Statistics.Delivered > 0u);
        }

        [TestMethod]
        public void Messages_of_an_earlier_start_get_that_start_s_time()
        {
            NodeBench bench = new NodeBench();
            bench.Gateway.Answers = false;
            bench.Start();
            Move(bench, 200);
            int stored = bench.Node.StoredMessages;
            bench.Node.UtcAtStart = SomeTime;
            Move(bench, 1);
            Restart(bench);
            bench.Node.UtcAtStart = SomeTime + 600000000; // a minute later
            bench.Gateway.Answers = true;
            bench.RunTo(30000);
            Assert.AreEqual(SomeTime, TimeOf(bench, 0));
            for (int i = 1; i < stored; i++)
            {
                Assert.IsTrue(TimeOf(bench, i) - SomeTime < 300000000);
                Assert.IsTrue(TimeOf(bench, i) > TimeOf(bench, i - 1));
            }
        }

        // The fixed layout has no timestamp, and its events a shorter PublisherId: where the time is, only the message itself tells.
        [TestMethod]
        public void Messages_of_an_earlier_start_get_their_time_in_another_layout_too()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.PublishesEvents = true;
            bench.Gateway.Answers = false;
            bench.Start();
            Move(bench, 200);
            int stored = bench.Node.StoredMessages;
            Assert.IsTrue(stored > 50);
            bench.Node.UtcAtStart = SomeTime;
            Move(bench, 1);
            bench.Settings.Layout = HeaderLayout.PeriodicFixed;
            Restart(bench);
            bench.Node.UtcAtStart = SomeTime + 600000000;
            bench.Gateway.Answers = true;
            bench.RunTo(30000);
            int seen = 0;
            for (int i = 0; seen < stored; i++)
            {
                byte[] payload = bench.Gateway.Payloads[i];
                if (payload[0] == 0xD1 && payload[1] == 0x03)
                {
                    long time = (long)UaBinary.Get64(payload, 17);
                    Assert.IsTrue(time >= SomeTime && time - SomeTime < 300000000, i.ToString());
                    Assert.IsTrue(bench.TypeOf(i) != Uadp.Event || (long)UaBinary.Get64(payload, 34) == time, i.ToString());
                    seen++;
                }
            }
        }

        [TestMethod]
        public void A_box_that_sleeps_wakes_for_what_it_has_and_announces_nothing_again()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.SleepSeconds = 30;
            bench.Settings.Client.CleanSession = false;
            bench.Settings.Client.KeepAliveSeconds = 60;
            bench.Start();
            bench.RunTo(2000);
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Node.Client.State);
            int before = bench.Gateway.Count;
            Move(bench, 50);
            Assert.AreEqual(before, bench.Gateway.Count);
            Assert.AreEqual(0, bench.Node.StoredMessages);
            bench.RunTo(40000);
            Assert.IsTrue(bench.Gateway.Count >= before + 50);
            Assert.AreEqual(1u, bench.Node.Statistics.Announcements);
            Assert.AreEqual(2, bench.Gateway.Connects);
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Node.Client.State);
        }

        [TestMethod]
        public void A_box_that_sleeps_wakes_earlier_when_half_its_queue_is_full()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.SleepSeconds = 3600;
            bench.Settings.SpillAfterMs = 3600000;
            bench.Settings.Client.CleanSession = false;
            bench.Start();
            bench.RunTo(2000);
            int before = bench.Gateway.Count;
            Move(bench, 300);
            Assert.IsTrue(bench.Gateway.Count > before + 100);
            Assert.AreEqual(0u, bench.Node.Statistics.FlashWrites);
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
        }

        [TestMethod]
        public void Fallback_gateways_are_the_client_s()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.FallbackGateways = new Hal.LinkAddress[] { ScriptedLink.Address(7), ScriptedLink.Address(8) };
            bench.Start();
            Assert.AreEqual(3, bench.Node.Client.KnownGateways);
            bench.Settings.FallbackGateways = new Hal.LinkAddress[] { new Hal.LinkAddress() };
            Assert.ThrowsException(typeof(System.ArgumentException), () => bench.Start());
        }

        private static void Restart(NodeBench bench)
        {
            bench.NowMs = 0;
            bench.Start();
        }

        private static void Move(NodeBench bench, int samples)
        {
            Move(bench, samples, 100);
        }

        /// <summary>Changes a value before each of so many samples.</summary>
        private static void Move(NodeBench bench, int samples, int intervalMs)
        {
            for (int i = 0; i < samples; i++)
            {
                bench.Board.Values[TestChannels.PositionX] += 1;
                bench.RunTo(bench.NowMs + intervalMs);
            }
        }

        private static int CountOfData(NodeBench bench)
        {
            int count = 0;
            for (int i = 0; i < bench.Gateway.Count; i++)
            {
                count += bench.TypeOf(i) >= 0 ? 1 : 0;
            }

            return count;
        }

        /// <summary>The timestamp of the data message at a place, in UADP-Dynamic.</summary>
        private static long TimeOf(NodeBench bench, int place)
        {
            int i = 0;
            for (int left = place; bench.TypeOf(i) < 0 || left > 0; i++)
            {
                left -= bench.TypeOf(i) >= 0 ? 1 : 0;
            }

            return (long)UaBinary.Get64(bench.Gateway.Payloads[i], 17);
        }

        [TestMethod]
        public void An_orderly_stop_loses_nothing()
        {
            NodeBench bench = new NodeBench();
            bench.Start();
            bench.RunTo(1050);
            bench.Gateway.Answers = false;
            for (int i = 0; i < 20; i++)
            {
                bench.Board.Values[0] += 5;
                bench.RunTo(bench.NowMs + 100);
            }

            int waiting = bench.Node.QueuedMessages;
            bench.Node.Stop(bench.NowMs);
            bench.Start();
            Assert.AreEqual(waiting, bench.Node.StoredMessages + (int)bench.Node.Statistics.Lost, waiting + " waited");
        }

        [TestMethod]
        public void At_QoS_minus_1_a_box_that_waits_for_its_link_wants_to_be_called()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.Qos = -1;
            bench.Settings.DataTopicId = 1;
            bench.Settings.MetaDataTopicId = 2;
            bench.Settings.OutboxPages = 0;
            bench.Link.Up = false;
            bench.Start();
            bench.RunTo(1000);
            bench.Node.StopSampling();
            long due = bench.Node.Step(bench.NowMs);
            Assert.IsTrue(bench.Node.QueuedMessages == 0 || due < long.MaxValue, "never, with " + bench.Node.QueuedMessages + " waiting");
        }
    }
}
