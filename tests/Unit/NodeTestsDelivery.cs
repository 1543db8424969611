using nanoFramework.TestFramework;
using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.PubSub;

namespace Sidetap.Tests
{
    [TestClass]
    public class NodeTestsDelivery
    {
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        public void Every_change_arrives_once_and_in_order(int qos)
        {
            NodeBench bench = new NodeBench();
            bench.Settings.Qos = qos;
            bench.Start();
            for (int i = 0; i < 100; i++)
            {
                bench.Board.Values[TestChannels.PositionX] = i;
                bench.RunTo(bench.NowMs + 100);
            }

            int expected = 0;
            for (int i = 0; i < bench.Gateway.Count; i++)
            {
                if (bench.TypeOf(i) >= 0)
                {
                    Assert.AreEqual(expected, bench.SequenceOf(i));
                    expected++;
                }
            }

            Assert.AreEqual(100, expected);
            Assert.AreEqual(100u, bench.Node.Statistics.Delivered);
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
        }

        // MQTT-SN 1.2, 6.8.
        [TestMethod]
        public void Qos_minus_1_needs_no_connection()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.Qos = -1;
            bench.Settings.DataTopicId = 5;
            bench.Settings.MetaDataTopicId = 6;
            bench.Start();
            bench.RunTo(500);
            Assert.AreEqual(0, bench.Gateway.Connects);
            Assert.AreEqual(6, bench.Gateway.TopicIds[0]);
            Assert.AreEqual(5, bench.Gateway.TopicIds[bench.Gateway.Count - 1]);
            Assert.AreEqual(0x61, bench.Gateway.PublishFlags[0]);
        }

        [TestMethod]
        public void Predefined_topics_are_not_registered()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.DataTopicId = 5;
            bench.Settings.MetaDataTopicId = 6;
            bench.Start();
            bench.RunTo(500);
            Assert.IsNull(bench.Gateway.Names[1]);
            Assert.AreEqual(0x21, bench.Gateway.PublishFlags[0]);
        }

        [TestMethod]
        public void What_was_sampled_while_the_gateway_was_away_arrives_later()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(1050);
            uint before = bench.Node.Statistics.Delivered;
            bench.Gateway.Answers = false;
            for (int i = 1; i <= 20; i++)
            {
                bench.Board.Values[TestChannels.PositionX] = i;
                bench.RunTo(bench.NowMs + 100);
            }

            Assert.AreEqual(before, bench.Node.Statistics.Delivered);
            bench.Gateway.Answers = true;
            bench.RunTo(60000);
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
            Assert.AreEqual(0, bench.Node.QueuedMessages);
            int last = -1;
            for (int i = 0; i < bench.Gateway.Count; i++)
            {
                if (bench.TypeOf(i) == Uadp.KeyFrame || bench.TypeOf(i) == Uadp.DeltaFrame)
                {
                    Assert.IsTrue(bench.SequenceOf(i) == last + 1 || bench.SequenceOf(i) == last);
                    last = bench.SequenceOf(i);
                }
            }
        }

        [TestMethod]
        public void A_full_outbox_drops_the_oldest_counts_them_and_recovers_with_a_key_frame()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.QueueCapacity = 1100;
            bench.Settings.OutboxPages = 0;
            bench.Gateway.Answers = false;
            bench.Start();
            for (int i = 1; i <= 100; i++)
            {
                bench.Board.Values[TestChannels.PositionX] = i;
                bench.RunTo(bench.NowMs + 100);
            }

            uint lost = bench.Node.Statistics.Lost;
            Assert.IsTrue(lost > 50u);
            bench.Gateway.Answers = true;
            bench.RunTo(60000);
            Assert.AreEqual(0, bench.Node.QueuedMessages);
            int first = 0;
            while (bench.TypeOf(first) < 0)
            {
                first++;
            }

            Assert.AreEqual(Uadp.KeyFrame, bench.TypeOf(first));

            // The count itself is published: field 9 of a key frame, UInt32.
            byte[] payload = bench.Gateway.Payloads[bench.Gateway.Count - 1];
            int count = bench.Gateway.Count;
            for (int i = count - 1; i >= 0 && bench.TypeOf(i) != Uadp.KeyFrame; i--)
            {
                payload = bench.Gateway.Payloads[i - 1];
            }

            Assert.AreEqual(bench.Node.Statistics.Lost, System.BitConverter.ToUInt32(payload, 33 + (9 * 5) + 1));
        }

        [TestMethod]
        public void A_new_session_begins_with_metadata_and_a_key_frame()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(3050);
            int before = bench.Gateway.Count;
            int chunks = (int)bench.Node.Statistics.Announcements;
            bench.Link.Arrive("02 18");
            bench.RunTo(5050);
            Assert.AreEqual(2, bench.Gateway.Connects);
            Assert.AreEqual(-1, bench.TypeOf(before));
            Assert.AreEqual((uint)(chunks + 1), bench.Node.Statistics.Announcements);
            bool hasKeyFrame = false;
            for (int i = before; i < bench.Gateway.Count; i++)
            {
                hasKeyFrame |= bench.TypeOf(i) == Uadp.KeyFrame;
            }

            Assert.IsTrue(hasKeyFrame);
        }

        // 7.2.4.6.3: each announcement's sequence number is one higher.
        [TestMethod]
        public void A_second_announcement_has_the_next_sequence_number()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(3050);
            int before = bench.Gateway.Count;
            Assert.AreEqual(0, (int)bench.Gateway.Payloads[0][17]);
            bench.Link.Arrive("02 18");
            bench.RunTo(5050);
            Assert.AreEqual(1, (int)bench.Gateway.Payloads[before][17]);
        }

        [TestMethod]
        public void A_message_that_is_refused_for_good_is_counted_and_the_next_is_tried()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(1050);
            bench.Gateway.PubAckCode = 3;
            bench.Board.Values[TestChannels.PositionX] = 1;
            bench.RunTo(1150);
            Assert.AreEqual(1u, bench.Node.Statistics.Lost);
            bench.Gateway.PubAckCode = 0;
            bench.Board.Values[TestChannels.PositionX] = 2;
            bench.RunTo(1350);
            Assert.AreEqual(0, bench.Node.QueuedMessages);
            Assert.AreEqual(1u, bench.Node.Statistics.Lost);
        }

        [TestMethod]
        public void Stop_hands_over_nothing_more_and_disconnects()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(1050);
            bench.Node.StopSampling();
            bench.RunTo(1060);
            Assert.IsTrue(bench.Node.IsDrained);
            bench.Node.Stop(1060);
            bench.RunTo(1070);
            Assert.AreEqual(1, bench.Gateway.Disconnects);
            Assert.AreEqual((int)ClientState.Stopped, (int)bench.Node.Client.State);
        }

        // A.2.1: RawData key frames only; every change is one, and so is the sign of life.
        [TestMethod]
        public void The_fixed_layout_sends_key_frames_only()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.Layout = HeaderLayout.PeriodicFixed;
            bench.Start();
            bench.RunTo(25000);
            int data = 0;
            for (int i = 0; i < bench.Gateway.Count; i++)
            {
                byte[] payload = bench.Gateway.Payloads[i];
                if (payload[0] == 0xB1)
                {
                    data++;

                    // Flags, UInt16 id 0x89AB, all group fields, WriterGroupId 1, GroupVersion, NetworkMessageNumber 1; then the sequence number.
                    Assert.AreEqual("b101ab890f0100009097320100", Hex.Of(payload, 0, 13));
                    Assert.AreEqual(20 + 40, payload.Length);
                }
            }

            Assert.IsTrue(data >= 3);
            Assert.AreEqual(0u, bench.Node.Statistics.KeepAlives);
        }

        [TestMethod]
        public void A_late_step_skips_samples_and_counts_them()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(1050);
            uint samples = bench.Node.Statistics.Samples;
            bench.NowMs = 2050;
            bench.RunTo(2150);
            Assert.AreEqual(9u, bench.Node.Statistics.MissedSamples);
            Assert.AreEqual(samples + 2, bench.Node.Statistics.Samples);
        }
    }
}
