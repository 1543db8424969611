using System;
using System.Text;
using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Tests
{
    [TestClass]
    public class NodeOverMqttTests
    {
        // The same topics as over MQTT-SN (OPC 10000-14, 7.3.4.7); metadata in one piece is retained (7.3.4.8), data is not.
        [TestMethod]
        public void A_broker_gets_retained_metadata_first_and_then_the_data()
        {
            MqttBench bench = new MqttBench().Start();
            bench.RunTo(5000);
            Assert.IsNull(bench.Node.Client);
            Assert.AreEqual(2, bench.Broker.Topics);
            Assert.AreEqual("opcua/uadp/data/1250999896491/Machine/CncMachineTool", NameOf(bench, 0));
            Assert.AreEqual("opcua/uadp/metadata/1250999896491/Machine/CncMachineTool", NameOf(bench, 1));
            Assert.AreEqual(1, bench.Broker.TopicOf[0]);
            Assert.IsTrue(bench.Broker.IsRetained[0]);
            Assert.IsTrue(bench.Broker.Count > 5, "it samples");
            for (int i = 1; i < bench.Broker.Count; i++)
            {
                Assert.AreEqual(0, bench.Broker.TopicOf[i]);
                Assert.IsFalse(bench.Broker.IsRetained[i]);
            }

            Assert.AreEqual(bench.Broker.Count - 1, (int)bench.Node.Statistics.Delivered);
            Assert.IsTrue(bench.Node.IsOnline);
        }

        [TestMethod]
        public void A_message_stays_until_its_PUBACK_and_comes_again_after_a_lost_one()
        {
            MqttBench bench = new MqttBench().Start();
            bench.RunTo(5000);
            uint delivered = bench.Node.Statistics.Delivered;
            bench.Broker.IsDeaf = true;
            bench.RunTo(10000);
            Assert.AreEqual(delivered, bench.Node.Statistics.Delivered);
            Assert.IsTrue(bench.Node.QueuedMessages > 0);

            bench.Broker.IsDeaf = false; // the connection ends at AckTimeoutMs
            bench.RunTo(60000);
            bench.Node.StopSampling();
            bench.RunTo(70000);
            Assert.IsTrue(bench.Node.IsDrained);
            Assert.AreEqual(2u, bench.Node.Uplink.Connections);
            Assert.AreEqual(1, bench.Repeated(), "the one whose PUBACK was lost");
            Assert.AreEqual(0, bench.Gaps());
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
        }

        [TestMethod]
        public void Nothing_is_lost_over_connections_that_break_and_refusals()
        {
            MqttBench bench = new MqttBench().Start();
            for (int i = 0; i < 20; i++)
            {
                bench.RunTo(bench.NowMs + 1700);
                bench.Broker.Break();
                bench.Broker.Answer = i % 3 == 0 ? BrokerState.Refused : BrokerState.Open;
                bench.Broker.Reason = 3;
                bench.Broker.IsUnable = i % 5 == 0;
            }

            bench.Broker.Answer = BrokerState.Open;
            bench.Broker.IsUnable = false;
            bench.RunTo(bench.NowMs + 130000);
            bench.Node.StopSampling();
            bench.RunTo(bench.NowMs + 10000);
            Assert.IsTrue(bench.Node.IsDrained);
            Assert.AreEqual(0, bench.Gaps());
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
        }

        [TestMethod]
        public void QoS_0_goes_out_while_there_is_a_connection_and_waits_else()
        {
            MqttBench bench = new MqttBench();
            bench.Settings.Qos = 0;
            bench.Broker.IsUnable = true;
            bench.Start();
            bench.RunTo(3000);
            Assert.AreEqual(0, bench.Broker.Count);
            Assert.IsTrue(bench.Node.QueuedMessages > 0);
            bench.Broker.IsUnable = false;
            bench.RunTo(20000);
            Assert.IsTrue(bench.Broker.Count > 5);
            Assert.AreEqual(0, bench.Gaps());
        }

        [TestMethod]
        public void QoS_minus_1_and_a_message_that_is_too_long_are_said_at_start()
        {
            Assert.ThrowsException(typeof(ArgumentException), () =>
            {
                MqttBench bench = new MqttBench();
                bench.Settings.Qos = -1;
                bench.Start();
            });
            Assert.ThrowsException(typeof(ArgumentException), () =>
            {
                MqttBench bench = new MqttBench();
                bench.Settings.Mqtt.MaxMessageLength = 64;
                bench.Start();
            });
        }

        [TestMethod]
        public void Stop_ends_the_connection()
        {
            MqttBench bench = new MqttBench().Start();
            bench.RunTo(1000);
            bench.Node.Stop(1000);
            bench.RunTo(2000);
            Assert.IsTrue(bench.Node.IsStopped);
            Assert.AreEqual((int)BrokerState.Closed, (int)bench.Broker.State);
            Assert.AreEqual((int)ClientState.Stopped, (int)bench.Node.Uplink.State);
        }

        [TestMethod]
        public void A_box_that_sleeps_is_away_in_between_and_loses_nothing()
        {
            MqttBench bench = new MqttBench();
            bench.Settings.SleepSeconds = 10;
            bench.Start();
            bench.RunTo(60000);
            Assert.IsTrue(bench.Node.Uplink.Connections > 3, "it came back");
            Assert.IsTrue(bench.Node.Uplink.Connections < 10, "and was away");
            bench.Node.StopSampling();
            bench.RunTo(90000);
            Assert.AreEqual(0, bench.Gaps());
            Assert.IsTrue(bench.Node.IsDrained);
        }

        private static string NameOf(MqttBench bench, int topic)
        {
            byte[] name = bench.Broker.Names[topic];
            return Encoding.UTF8.GetString(name, 0, name.Length);
        }
    }
}
