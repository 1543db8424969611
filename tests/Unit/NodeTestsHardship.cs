using nanoFramework.TestFramework;
using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.PubSub;

namespace Sidetap.Tests
{
    /// <summary>Gateways and links as they are found in the field.</summary>
    [TestClass]
    public class NodeTestsHardship
    {
        // MQTT-SN 1.2, 6.13: a lost frame is sent again, and that is all that comes of it.
        [TestMethod]
        public void Lost_datagrams_cost_time_and_no_message()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.QueueCapacity = 32768;
            bench.Gateway.LosesEvery = 50;
            bench.Start();
            Move(bench, 300);
            bench.Gateway.LosesEvery = 0;
            bench.RunTo(bench.NowMs + 60000);
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
            Assert.IsTrue(bench.Gateway.Dups > 2);
            Assert.AreEqual((int)bench.Node.Client.Statistics.Retransmissions, bench.Gateway.Dups);
            CheckSequence(bench);
        }

        [TestMethod]
        public void A_full_outbox_does_not_give_up_the_message_under_way()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.QueueCapacity = 1100;
            bench.Settings.OutboxPages = 0;
            bench.Start();
            bench.RunTo(1050);
            bench.Gateway.TakesPublish = false;
            Move(bench, 110);
            Assert.AreEqual(1, bench.Gateway.Dups); // after 10 s; new messages did not push it aside
            Assert.IsTrue(bench.Node.Statistics.Lost > 50u);
        }

        [TestMethod]
        public void A_gateway_that_answers_pings_and_no_publish_is_left_for_a_new_connection()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(1050);
            bench.Gateway.TakesPublish = false;
            Move(bench, 450);
            Assert.IsTrue(bench.Gateway.Connects > 1);
            Assert.IsTrue(bench.Gateway.Dups >= 3);
        }

        [TestMethod]
        public void A_topic_that_is_refused_for_a_while_keeps_its_messages()
        {
            NodeBench bench = new NodeBench();
            bench.Gateway.RegAckCode = 2;
            bench.Start();
            Move(bench, 50);
            Assert.AreEqual(0, bench.Gateway.Count);
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
            bench.Gateway.RegAckCode = 0;
            bench.RunTo(bench.NowMs + 30000);
            Assert.AreEqual(0, bench.Node.QueuedMessages);
            CheckSequence(bench);
        }

        // Short receive buffers are common; the metadata's chunks are as long as frames may be.
        [TestMethod]
        public void A_gateway_that_ignores_long_frames_gets_the_data_all_the_same()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.QueueCapacity = 65536;
            bench.Gateway.MaxFrameLength = 255;
            bench.Start();
            Move(bench, 1000);
            bench.RunTo(bench.NowMs + 60000);
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
            Assert.IsTrue(bench.Gateway.Count > 900);
            CheckSequence(bench);
        }

        [TestMethod]
        public void Metadata_goes_on_where_the_last_connection_ended()
        {
            NodeBench bench = new NodeBench().Start();
            bench.Gateway.MaxFrameLength = 60; // connects and registers, and takes nothing long
            bench.RunTo(100);
            Assert.AreEqual(0, bench.Gateway.Count);
            bench.Gateway.MaxFrameLength = 65535;
            bench.RunTo(60000);
            Assert.AreEqual(1u, bench.Node.Statistics.Announcements);
            for (int i = 0; bench.TypeOf(i) < 0; i++)
            {
                // MessageSequenceNumber of every chunk (OPC 10000-14, 7.2.4.4.4): one and the same announcement.
                Assert.AreEqual(0, (int)bench.Gateway.Payloads[i][17]);
            }
        }

        // A refused message had changes that the next ones don't repeat.
        [TestMethod]
        public void A_refused_message_is_followed_by_a_key_frame()
        {
            NodeBench bench = new NodeBench().Start();
            Move(bench, 20);
            bench.Gateway.PubAckCode = 3;
            Move(bench, 1);
            bench.Gateway.PubAckCode = 0;
            int before = bench.Gateway.Count;
            Move(bench, 2);
            Assert.AreEqual(1u, bench.Node.Statistics.Lost);
            Assert.AreEqual(Uadp.KeyFrame, bench.TypeOf(before));
        }

        /// <summary>Changes a value before each of so many samples.</summary>
        private static void Move(NodeBench bench, int samples)
        {
            for (int i = 0; i < samples; i++)
            {
                bench.Board.Values[TestChannels.PositionX] += 1;
                bench.RunTo(bench.NowMs + 100);
            }
        }

        /// <summary>Data messages came in order, none missing and none but a repeated one twice.</summary>
        private static void CheckSequence(NodeBench bench)
        {
            int next = 0;
            for (int i = 0; i < bench.Gateway.Count; i++)
            {
                int type = bench.TypeOf(i);
                if (type == Uadp.KeyFrame || type == Uadp.DeltaFrame)
                {
                    Assert.AreEqual(next, bench.SequenceOf(i));
                    next++;
                }
            }

            Assert.IsTrue(next > 0);
        }
    }
}
