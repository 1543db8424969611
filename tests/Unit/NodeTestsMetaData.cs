using System.Text;
using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests
{
    // Metadata goes before the data, and must never keep the data from going.
    [TestClass]
    public class NodeTestsMetaData
    {
        private const int FirstId = 100;

        // The gateway calls the metadata topic's id unknown and then refuses its name: 6.5, once more, and then never mind.
        [TestMethod]
        public void A_metadata_topic_that_is_refused_while_its_message_is_under_way_does_not_block_data()
        {
            NodeBench bench = new NodeBench().Start();
            Frame frame = new Frame();
            int data = 0;
            int metaDataId = 0;
            bool isAsked = false;
            int nextId = FirstId;
            while (bench.NowMs < 120000)
            {
                long due = bench.Node.Step(bench.NowMs);
                byte[] datagram = bench.Link.TakeSent();
                if (datagram == null)
                {
                    bench.NowMs = due > bench.NowMs ? due : bench.NowMs + 1;
                    continue;
                }

                frame.Parse(datagram, 0, datagram.Length);
                if (frame.Type == MessageType.Connect)
                {
                    bench.Link.Arrive("03 05 00");
                }
                else if (frame.Type == MessageType.Register)
                {
                    bool isMetaData = Encoding.UTF8.GetString(datagram, frame.DataOffset, frame.DataLength).IndexOf("metadata") >= 0;
                    bool isRefused = isMetaData && isAsked;
                    isAsked |= isMetaData;
                    metaDataId = isMetaData ? nextId : metaDataId;
                    Acknowledge(bench, MessageType.RegAck, isRefused ? 0 : nextId, frame.MsgId, isRefused ? 3 : 0);
                    nextId++;
                }
                else if (frame.Type == MessageType.Publish)
                {
                    bool isMetaData = frame.TopicId == metaDataId;
                    data += isMetaData ? 0 : 1;
                    Acknowledge(bench, MessageType.PubAck, frame.TopicId, frame.MsgId, isMetaData ? 2 : 0);
                }
                else if (frame.Type == MessageType.PingReq)
                {
                    bench.Link.Arrive("02 17");
                }
            }

            Assert.IsTrue(data > 10, data + " data messages");
        }

        // In a kept session a message goes on over lost connections; one that can't pass must not do so for ever.
        [TestMethod]
        public void A_gateway_that_drops_long_frames_gets_the_data_in_a_kept_session_too()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.Client.CleanSession = false;
            bench.Settings.QueueCapacity = 65536;
            bench.Gateway.MaxFrameLength = 255;
            bench.Start();
            for (int i = 0; i < 480; i++)
            {
                bench.RunTo(bench.NowMs + 1000);
            }

            Assert.IsTrue(bench.Gateway.Count > 0, bench.Gateway.Connects + " connections");
        }

        [TestMethod]
        public void The_next_announcement_is_due_when_nothing_else_is()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.MetaDataUpdateTimeMs = 5000;
            bench.Start();
            bench.RunTo(2000);
            bench.Node.StopSampling();
            Assert.IsTrue(bench.Node.Step(2000) <= 7000);
        }

        [TestMethod]
        public void Metadata_that_is_answered_with_congestion_does_not_block_data()
        {
            NodeBench bench = new NodeBench().Start();
            bench.Settings.QueueCapacity = 65536;
            Frame frame = new Frame();
            int data = 0;
            int metaDataId = 0;
            int metas = 0;
            int nextId = 100;
            while (bench.NowMs < 3600000)
            {
                long due = bench.Node.Step(bench.NowMs);
                byte[] datagram = bench.Link.TakeSent();
                if (datagram == null)
                {
                    bench.NowMs = due > bench.NowMs ? due : bench.NowMs + 1;
                    continue;
                }

                frame.Parse(datagram, 0, datagram.Length);
                if (frame.Type == MessageType.Connect)
                {
                    bench.Link.Arrive("03 05 00");
                }
                else if (frame.Type == MessageType.Register)
                {
                    bool isMetaData = System.Text.Encoding.UTF8.GetString(datagram, frame.DataOffset, frame.DataLength).IndexOf("metadata") >= 0;
                    metaDataId = isMetaData ? nextId : metaDataId;
                    Acknowledge(bench, MessageType.RegAck, nextId, frame.MsgId, 0);
                    nextId++;
                }
                else if (frame.Type == MessageType.Publish)
                {
                    bool isMetaData = frame.TopicId == metaDataId;
                    data += isMetaData ? 0 : 1;
                    metas += isMetaData ? 1 : 0;
                    Acknowledge(bench, MessageType.PubAck, frame.TopicId, frame.MsgId, isMetaData ? 1 : 0);
                }
                else if (frame.Type == MessageType.PingReq)
                {
                    bench.Link.Arrive("02 17");
                }
            }

            Assert.IsTrue(data > 10, data + " data messages, " + metas + " metadata");
        }

        // MQTT-SN 1.2, 5.5: every frame of a box that is a forwarder's node is wrapped, PUBLISH included.
        [TestMethod]
        public void A_node_behind_a_forwarder_publishes_wrapped()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.Client.WirelessNodeId = Hex.Parse("a1b2");
            bench.Settings.DataTopicId = 5;
            bench.Settings.MetaDataTopicId = 6;
            bench.Settings.Qos = -1;
            bench.Start();
            bench.Node.Step(0);
            bench.Node.Step(1000);
            int count = 0;
            byte[] datagram = bench.Link.TakeSent();
            while (datagram != null)
            {
                Assert.AreEqual("05fe00a1b2", Hex.Of(datagram, 0, 5));
                Assert.IsTrue(datagram.Length <= bench.Settings.Client.MaxFrameLength + 5);
                count++;
                datagram = bench.Link.TakeSent();
            }

            Assert.IsTrue(count >= 2, count + " frames");
        }

        private static void Acknowledge(NodeBench bench, MessageType type, int topicId, int msgId, int returnCode)
        {
            byte[] frame = new byte[7];
            FrameWriter.TopicAck(frame, 0, type, topicId, msgId, returnCode);
            bench.Link.Arrive(frame, bench.Link.Gateway);
        }
    }
}
