using nanoFramework.TestFramework;
using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.PubSub;

namespace Sidetap.Tests
{
    // Events go the way of samples: through the outbox, in order, to a topic of their own.
    [TestClass]
    public class NodeTestsEvents
    {
        private const long SomeTime = 134116992000000000;

        [TestMethod]
        public void Events_have_their_own_topics_beside_those_of_the_data()
        {
            NodeBench bench = Bench().Start();
            bench.RunTo(1000);
            string id = bench.Node.PublisherId.ToString();
            Assert.AreEqual("opcua/uadp/data/" + id + "/Machine/CncMachineToolEvents", bench.Node.EventTopicName);
            Assert.AreEqual("opcua/uadp/metadata/" + id + "/Machine/CncMachineToolEvents", bench.Node.EventMetaDataTopicName);
            for (int i = 0; i < bench.Gateway.Count; i++)
            {
                string topic = bench.Gateway.Names[bench.Gateway.TopicIds[i]];
                bool isEvent = EventReader.IsEvent(bench.Gateway.Payloads[i]);
                bool isData = bench.TypeOf(i) >= 0 && !isEvent;
                Assert.AreEqual(isEvent, topic == bench.Node.EventTopicName, topic);
                Assert.AreEqual(isData, topic == bench.Node.DataTopicName, topic);
            }

            Assert.AreEqual(2u, bench.Node.Statistics.Announcements);
            Assert.AreEqual(1u, bench.Node.Statistics.Events);
        }

        [TestMethod]
        public void A_box_that_starts_says_so_and_then_what_changes()
        {
            NodeBench bench = Bench().Start();
            bench.RunTo(2000);
            EventReader start = Event(bench, 0);
            Assert.AreEqual((int)EventKind.Start, start.Kind);
            Assert.AreEqual(1.0, start.NewValue);
            Assert.AreEqual(1, CountOf(bench));
            bench.Board.Level = true; // control voltage
            bench.Board.Values[TestChannels.SpindlePower] = 0.5f;
            bench.RunTo(3000);
            EventReader state = Event(bench, CountOf(bench) - 1);
            Assert.AreEqual((int)EventKind.State, state.Kind);
            Assert.AreEqual("MachineryItemState", state.SourceName);
            Assert.AreEqual("Executing", state.NewText);
            bench.Board.Statuses[TestChannels.PositionX] = Hal.InputStatus.NotConnected;
            bench.RunTo(4000);
            EventReader fault = Event(bench, CountOf(bench) - 1);
            Assert.AreEqual((int)EventKind.Fault, fault.Kind);
            Assert.AreEqual("PositionX", fault.SourceName);
            Assert.AreEqual(StatusCode.BadSensorFailure, fault.NewStatus);
            for (int i = 0; i < CountOf(bench); i++)
            {
                Assert.AreEqual(i, (int)Event(bench, i).EventNumber);
                Assert.AreEqual(i, Event(bench, i).SequenceNumber);
            }
        }

        [TestMethod]
        public void An_event_comes_before_the_message_with_the_value_that_has_changed()
        {
            NodeBench bench = Bench().Start();
            bench.RunTo(1000);
            int from = bench.Gateway.Count;
            bench.Board.Statuses[TestChannels.PositionX] = Hal.InputStatus.NotConnected;
            bench.RunTo(1200);
            Assert.IsTrue(EventReader.IsEvent(bench.Gateway.Payloads[from]));
            Assert.AreEqual(Uadp.DeltaFrame, bench.TypeOf(from + 1));
        }

        // Data and events are counted each by itself: what is an event is no gap in the data.
        [TestMethod]
        public void Sequence_numbers_of_data_and_events_go_their_own_ways()
        {
            NodeBench bench = Bench().Start();
            for (int i = 0; i < 40; i++)
            {
                bench.Board.Statuses[i % 4 == 0 ? TestChannels.PositionX : TestChannels.PositionY] = i % 2 == 0 ? Hal.InputStatus.NotConnected : Hal.InputStatus.Good;
                bench.RunTo(bench.NowMs + 1000);
            }

            int events = 0;
            int data = 0;
            for (int i = 0; i < bench.Gateway.Count; i++)
            {
                if (EventReader.IsEvent(bench.Gateway.Payloads[i]))
                {
                    Assert.AreEqual(events, bench.SequenceOf(i));
                    events++;
                }
                else if (bench.TypeOf(i) == Uadp.KeyFrame || bench.TypeOf(i) == Uadp.DeltaFrame)
                {
                    Assert.AreEqual(data, bench.SequenceOf(i));
                    data++;
                }
            }

            Assert.IsTrue(events > 8 && data > 20, events + " events, " + data + " data messages");
            Assert.AreEqual((uint)(events + data), bench.Node.Statistics.Delivered);
        }

        [TestMethod]
        public void Both_times_of_an_event_get_right_when_the_time_is_known()
        {
            NodeBench bench = Bench();
            bench.Settings.TimeWaitMs = 10000;
            bench.Start();
            bench.RunTo(1000);
            bench.Board.Statuses[TestChannels.PositionX] = Hal.InputStatus.NotConnected;
            bench.RunTo(2000);
            Assert.AreEqual(0, CountOf(bench));
            bench.Node.UtcAtStart = SomeTime;
            bench.RunTo(4000);
            Assert.AreEqual(2, CountOf(bench));
            Assert.AreEqual(SomeTime, Event(bench, 0).Time);
            EventReader fault = Event(bench, 1);
            Assert.AreEqual(SomeTime + 11000000, fault.Time);
            Assert.AreEqual(fault.Time, fault.Timestamp);
        }

        // The layout of the data has no timestamps; an event always has.
        [TestMethod]
        public void A_box_of_the_fixed_layout_waits_for_the_time_of_an_event()
        {
            NodeBench bench = Bench();
            bench.Settings.Layout = HeaderLayout.PeriodicFixed;
            bench.Settings.TimeWaitMs = 10000;
            bench.Start();
            bench.RunTo(3000);
            Assert.AreEqual(0u, bench.Node.Statistics.Delivered);
            bench.Node.UtcAtStart = SomeTime;
            bench.RunTo(4000);
            Assert.IsTrue(bench.Node.Statistics.Delivered > 1u);
            byte[] first = null;
            for (int i = 0; i < bench.Gateway.Count && first == null; i++)
            {
                first = bench.Gateway.Names[bench.Gateway.TopicIds[i]] == bench.Node.EventTopicName ? bench.Gateway.Payloads[i] : null;
            }

            EventReader reader = new EventReader();
            Assert.IsNull(reader.Read(first, 2));
            Assert.AreEqual(SomeTime, reader.Time);
        }

        [TestMethod]
        public void Events_of_an_outage_arrive_after_it_in_their_order()
        {
            NodeBench bench = Bench().Start();
            bench.RunTo(1050);
            bench.Gateway.Answers = false;
            for (int i = 0; i < 10; i++)
            {
                bench.Board.Statuses[TestChannels.PositionX] = i % 2 == 0 ? Hal.InputStatus.NotConnected : Hal.InputStatus.Good;
                bench.RunTo(bench.NowMs + 12000);
            }

            Assert.AreEqual(1, CountOf(bench));
            bench.Gateway.Answers = true;
            bench.RunTo(bench.NowMs + 600000);
            Assert.AreEqual(11, CountOf(bench));
            for (int i = 1; i < 11; i++)
            {
                Assert.AreEqual(i, (int)Event(bench, i).EventNumber);
                Assert.IsTrue(Event(bench, i).Time > Event(bench, i - 1).Time);
            }
        }

        [TestMethod]
        public void Events_survive_a_restart_in_flash_and_their_numbers_go_on()
        {
            NodeBench bench = Bench();
            bench.Gateway.Answers = false;
            bench.Start();
            bench.RunTo(70000); // longer than SpillAfterMs
            Assert.IsTrue(bench.Node.StoredMessages > 0);
            bench.NowMs = 0;
            bench.Gateway.Answers = true;
            bench.Start();
            bench.RunTo(60000);
            Assert.AreEqual(2, CountOf(bench));
            Assert.AreEqual(1.0, Event(bench, 0).NewValue);
            Assert.AreEqual(2.0, Event(bench, 1).NewValue);
            Assert.IsTrue(Event(bench, 1).EventNumber > Event(bench, 0).EventNumber);
        }

        // 7.2.4.6.3: the announcements of a PublisherId have one sequence.
        [TestMethod]
        public void Announcements_of_both_data_sets_have_one_sequence()
        {
            NodeBench bench = Bench();
            bench.Settings.MetaDataUpdateTimeMs = 5000;
            bench.Start();
            bench.RunTo(12000);
            int count = 0;
            for (int i = 0; i < bench.Gateway.Count; i++)
            {
                byte[] payload = bench.Gateway.Payloads[i];
                if (payload[0] == 0x91 && UaBinary.Get32(payload, 19) == 0)
                {
                    // The first chunk: MessageSequenceNumber, ChunkOffset, TotalSize and length, then what it is the beginning of.
                    Assert.AreEqual(count, UaBinary.Get16(payload, 17));
                    Assert.AreEqual(2, (int)payload[31]); // AnnouncementType
                    Assert.AreEqual(count, UaBinary.Get16(payload, 32));
                    Assert.AreEqual((count % 2) + 1, UaBinary.Get16(payload, 34)); // DataSetWriterId
                    count++;
                }
            }

            Assert.AreEqual(6, count);
        }

        // A gateway may know data, and not (yet) events: no reason to keep the data back.
        [TestMethod]
        public void A_refused_event_topic_costs_the_events_and_not_the_data()
        {
            NodeBench bench = Bench().Start();
            bench.Gateway.RefusedName = bench.Node.EventTopicName;
            bench.RunTo(120000);
            Assert.AreEqual(0, CountOf(bench));
            Assert.AreEqual(1u, bench.Node.Statistics.Lost);
            Assert.IsTrue(bench.CountOf(Uadp.KeyFrame) > 0);
            Assert.AreEqual(0, bench.Node.QueuedMessages);
            bench.Gateway.RefusedName = null;
            bench.RunTo(900000);
            bench.Board.Statuses[TestChannels.PositionX] = Hal.InputStatus.NotConnected;
            bench.RunTo(910000);
            Assert.AreEqual(1, CountOf(bench));
        }

        // One refusal is not yet the end: the topic is asked for again, and nothing is lost.
        [TestMethod]
        public void An_event_waits_for_a_topic_that_was_refused_once()
        {
            NodeBench bench = Bench().Start();
            bench.Gateway.RefusedName = bench.Node.EventTopicName;
            bench.RunTo(5000);
            bench.Gateway.RefusedName = null;
            bench.RunTo(60000);
            Assert.AreEqual(1, CountOf(bench));
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
        }

        [TestMethod]
        public void A_start_without_events_gives_up_those_of_an_earlier_one()
        {
            NodeBench bench = Bench();
            bench.Gateway.Answers = false;
            bench.Start();
            bench.RunTo(70000);
            int stored = bench.Node.StoredMessages;
            bench.NowMs = 0;
            bench.Gateway.Answers = true;
            bench.Settings.PublishesEvents = false;
            bench.Start();
            bench.RunTo(1000);
            bench.Node.StopSampling();
            bench.RunTo(60000);
            Assert.IsTrue(stored > 1);
            Assert.AreEqual(0, CountOf(bench));
            Assert.AreEqual(1u, bench.Node.Statistics.Lost);
            Assert.IsTrue(bench.Node.IsDrained);
        }

        [TestMethod]
        public void At_QoS_minus_1_events_need_predefined_topic_ids()
        {
            NodeBench bench = Bench();
            bench.Settings.Qos = -1;
            bench.Settings.DataTopicId = 5;
            bench.Settings.MetaDataTopicId = 6;
            bench.Start();
            bench.RunTo(1000);
            Assert.AreEqual(0u, bench.Node.Statistics.Events);
            Assert.IsNull(bench.Node.EventTopicName);
            bench.NowMs = 0;
            bench.Settings.EventTopicId = 7;
            bench.Settings.EventMetaDataTopicId = 8;
            bench.Start();
            bench.RunTo(1000);
            Assert.AreEqual(1, CountOf(bench));
            for (int i = 0; i < bench.Gateway.Count; i++)
            {
                Assert.AreEqual(EventReader.IsEvent(bench.Gateway.Payloads[i]), bench.Gateway.TopicIds[i] == 7);
            }
        }

        [TestMethod]
        public void A_frame_that_is_too_short_for_an_event_is_refused_at_the_start()
        {
            NodeBench bench = Bench();
            bench.Profile.Events = new EventBinding[] { new EventBinding(EventKind.State, 0, 300, new string('x', 600)) };
            Assert.ThrowsException(typeof(System.ArgumentException), () => bench.Start());
            bench.Profile.Events = new EventBinding[] { new EventBinding(EventKind.State, 99, 300, null) };
            Assert.ThrowsException(typeof(System.ArgumentException), () => bench.Start());
        }

        private static NodeBench Bench()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.PublishesEvents = true;
            return bench;
        }

        private static int CountOf(NodeBench bench)
        {
            int count = 0;
            for (int i = 0; i < bench.Gateway.Count; i++)
            {
                count += EventReader.IsEvent(bench.Gateway.Payloads[i]) ? 1 : 0;
            }

            return count;
        }

        private static EventReader Event(NodeBench bench, int index)
        {
            int i = 0;
            for (int left = index; !EventReader.IsEvent(bench.Gateway.Payloads[i]) || left > 0; i++)
            {
                left -= EventReader.IsEvent(bench.Gateway.Payloads[i]) ? 1 : 0;
            }

            EventReader reader = new EventReader();
            string error = reader.Read(bench.Gateway.Payloads[i], 8);
            Assert.IsNull(error, error);
            return reader;
        }
    }
}
