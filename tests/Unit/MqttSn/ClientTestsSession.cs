using System.Text;
using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    // CleanSession = 0 (5.3.4, 6.2): what a lost connection leaves, and gateways that have forgotten.
    [TestClass]
    public class ClientTestsSession
    {
        [TestMethod]
        [DataRow(1, "090ca001020002cafe")]
        [DataRow(2, "090cc001020002cafe")]
        public void The_outstanding_message_goes_on_with_its_MsgId_and_dup(int qos, string repeated)
        {
            ClientBench bench = Lost(qos, false);
            Assert.AreEqual(0, bench.Handler.Ended);
            Assert.IsTrue(bench.Client.IsPublishing);
            Reconnect(bench, "0102");
            Assert.AreEqual(repeated, bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void It_goes_on_with_the_id_the_topic_has_now()
        {
            ClientBench bench = Lost(1, false);
            Reconnect(bench, "0309");
            Assert.AreEqual("090ca003090002cafe", bench.Link.TakeSentHex());
            bench.Link.Arrive("07 0d 0309 0002 00");
            bench.Client.Step(20000);
            Assert.AreEqual((int)PublishOutcome.Acknowledged, (int)bench.Handler.Outcome);
        }

        [TestMethod]
        public void After_pubrec_it_goes_on_with_pubrel()
        {
            ClientBench bench = Publishing(2);
            bench.Link.Arrive("04 0f 0002");
            bench.Client.Step(1);
            Lose(bench, 2);
            ReconnectUnregistered(bench);
            Assert.AreEqual((int)MessageType.Register, (int)bench.Link.TakeSent()[1]);
            Assert.AreEqual("04100002", bench.Link.TakeSentHex()); // needs no topic id
            bench.Link.Arrive("04 0e 0002");
            bench.Client.Step(20000);
            Assert.AreEqual((int)PublishOutcome.Acknowledged, (int)bench.Handler.Outcome);
            Assert.AreEqual(1, bench.Handler.Ended);
        }

        // The gateway has had the message since its PUBREC: a PUBCOMP that never comes must not block the box.
        [TestMethod]
        public void A_pubrel_nobody_answers_in_three_connections_is_enough()
        {
            ClientBench bench = Publishing(2);
            bench.Link.Arrive("04 0f 0002");
            bench.Client.Step(1);
            long now = 1;
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(0, bench.Handler.Ended);
                Lose(bench, now);
                now = bench.Client.NextDue(now);
                bench.Client.Step(now);
                bench.Link.Arrive("03 05 00");
                bench.Client.Step(now);
            }

            Assert.AreEqual((int)PublishOutcome.Acknowledged, (int)bench.Handler.Outcome);
            Assert.IsFalse(bench.Client.IsPublishing);
        }

        [TestMethod]
        public void In_a_clean_session_its_fate_is_unknown_at_once()
        {
            ClientBench bench = Lost(1, true);
            Assert.AreEqual((int)PublishOutcome.Unknown, (int)bench.Handler.Outcome);
            Assert.IsFalse(bench.Client.IsPublishing);
        }

        [TestMethod]
        public void Another_gateway_knows_nothing_of_it()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = false;
            bench.Settings.RetryCount = 0;
            bench.Link.TakesAnyAddress = true;
            bench.Make();
            bench.Client.AddGateway(ScriptedLink.Address(2));
            StartAndRegister(bench);
            bench.Publish(1, 0);
            long due = bench.Client.Step(10000);
            bench.Client.Step(due);
            Assert.AreEqual(0, bench.Handler.Ended);
            bench.Link.Arrive(Hex.Parse("03 05 00"), ScriptedLink.Address(2));
            bench.Client.Step(due);
            Assert.AreEqual((int)PublishOutcome.Unknown, (int)bench.Handler.Outcome);
        }

        [TestMethod]
        public void A_topic_that_is_refused_meanwhile_ends_it()
        {
            ClientBench bench = Lost(1, false);
            ReconnectUnregistered(bench);
            byte[] register = bench.Link.TakeSent();
            bench.Link.Arrive("07 0b 0000 " + Hex.Of(register, 4, 2) + " 03");
            bench.Client.Step(20000);
            Assert.AreEqual((int)PublishOutcome.Unknown, (int)bench.Handler.Outcome);
        }

        [TestMethod]
        public void Stopping_ends_it()
        {
            ClientBench bench = Lost(1, false);
            bench.Client.Stop(20);
            Assert.AreEqual((int)PublishOutcome.Unknown, (int)bench.Handler.Outcome);
            Assert.AreEqual(1, bench.Handler.Ended);
        }

        [TestMethod]
        public void No_other_message_passes_it()
        {
            ClientBench bench = Lost(1, false);
            ReconnectUnregistered(bench);
            Assert.IsFalse(bench.Client.CanPublish(bench.Topic, 1, 20000));
        }

        // A gateway that lost its memory begins to count its ids anew: the second name gets the id the first one had.
        [TestMethod]
        public void An_id_that_is_given_again_is_taken_from_whoever_held_it()
        {
            ClientBench bench = new ClientBench();
            bench.Make();
            Topic other = Topic.Named(Encoding.UTF8.GetBytes("x/y"), 0);
            bench.Client.AddTopic(other);
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.Arrive("07 0b 0001 0001 00"); // a/b is 1
            bench.Client.Step(0);
            bench.Link.Arrive("07 0b 0002 0002 00"); // x/y is 2
            bench.Client.Step(0);
            bench.Client.TryPublish(other, bench.Buffer, FrameWriter.PublishHeaderRoom, 2, 1, false, 1);
            bench.Link.ClearSent();
            bench.Link.Arrive("07 0d 0002 0003 02"); // 2 is unknown
            bench.Client.Step(1);
            Assert.AreEqual("090a00000004782f79", bench.Link.TakeSentHex());
            bench.Link.Arrive("07 0b 0001 0004 00"); // x/y is 1 now
            bench.Client.Step(2);
            Assert.IsFalse(bench.Topic.IsReady, "a/b would be published as x/y");
            Assert.AreEqual("090a00000005612f62", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void The_same_name_may_be_published_and_subscribed_with_one_id()
        {
            ClientBench bench = new ClientBench();
            bench.Make();
            bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("a/b"), 1));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.Arrive("07 0b 0001 0001 00");
            bench.Link.Arrive("08 13 20 0001 0002 00");
            bench.Client.Step(0);
            Assert.IsTrue(bench.Topic.IsReady);
        }

        // A message of QoS 2 that was delivered before the connection was lost is not delivered again.
        [TestMethod]
        [DataRow(false, 1)]
        [DataRow(true, 2)]
        public void A_kept_session_remembers_what_it_has_delivered(bool clean, int delivered)
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = clean;
            bench.Make();
            bench.Client.AddSubscription(Topic.Predefined(7, 2));
            StartAndRegister(bench);
            bench.Link.Arrive("09 0c 41 0007 0021 cafe");
            bench.Client.Step(1);
            Assert.AreEqual(1, bench.Handler.Messages);
            Lose(bench, 2);
            ReconnectUnregistered(bench);
            byte[] subscribe = null;
            while (bench.Link.SentCount > 0)
            {
                byte[] sent = bench.Link.TakeSent();
                subscribe = sent[1] == 0x12 ? sent : subscribe;
            }

            bench.Link.Arrive("08 13 40 0007 " + Hex.Of(subscribe, 3, 2) + " 00");
            bench.Link.Arrive("09 0c c1 0007 0021 cafe");
            bench.Client.Step(20000);
            Assert.AreEqual(delivered, bench.Handler.Messages);
        }

        // 6.10: a gateway that kept the session tells the ids again and sends what it kept, maybe before the client has subscribed anew.
        [TestMethod]
        [DataRow("612f62")]
        [DataRow("632f64")]
        public void A_kept_session_delivers_before_the_subscription_is_made_again(string name)
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = false;
            bench.Make();
            bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("a/b"), 1));
            bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("c/+"), 1));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("03 05 00");
            bench.Link.Arrive("09 0a 0031 0011 " + name);
            bench.Link.Arrive("09 0c 20 0031 0012 cafe");
            bench.Link.ClearSent();
            bench.Client.Step(1);
            Assert.AreEqual("070b0031001100", bench.Link.TakeSentHex());
            Assert.AreEqual("070d0031001200", bench.Link.TakeSentHex());
            Assert.AreEqual(1, bench.Handler.Messages);
        }

        [TestMethod]
        public void A_clean_session_takes_nothing_it_has_not_subscribed_to()
        {
            ClientBench bench = new ClientBench().Make();
            bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("a/b"), 1));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("03 05 00");
            bench.Link.Arrive("09 0a 0031 0011 612f62");
            bench.Link.Arrive("09 0c 20 0031 0012 cafe");
            bench.Link.ClearSent();
            bench.Client.Step(1);
            Assert.AreEqual("070b0031001103", bench.Link.TakeSentHex());
            Assert.AreEqual("070d0031001202", bench.Link.TakeSentHex());
            Assert.AreEqual(0, bench.Handler.Messages);
        }

        [TestMethod]
        public void Ids_of_a_kept_session_stay_good_for_what_arrives()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = false;
            bench.Make();
            bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("c"), 2));
            StartAndRegister(bench); // "c" is 7
            Lose(bench, 2);
            bench.Client.Step(15000);
            bench.Link.Arrive("03 05 00");
            bench.Link.Arrive("09 0c 20 0007 0012 cafe");
            bench.Client.Step(15000);
            Assert.AreEqual(1, bench.Handler.Messages);
        }

        [TestMethod]
        [DataRow(true, 0)]
        [DataRow(false, 1)]
        public void A_kept_session_is_told_again_of_a_subscription_that_ends(bool clean, int unsubscribes)
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = clean;
            bench.Make();
            Topic topic = Topic.Named(Encoding.UTF8.GetBytes("c"), 2);
            bench.Client.AddSubscription(topic);
            StartAndRegister(bench);
            bench.Client.RemoveSubscription(topic);
            bench.Client.Step(1);
            Lose(bench, 2);
            ReconnectUnregistered(bench);
            int count = 0;
            while (bench.Link.SentCount > 0)
            {
                byte type = bench.Link.TakeSent()[1];
                Assert.IsTrue(type != 0x12, "SUBSCRIBE");
                count += type == 0x14 ? 1 : 0;
            }

            Assert.AreEqual(unsubscribes, count);
        }

        private static ClientBench Publishing(int qos)
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = false;
            bench.Make();
            StartAndRegister(bench);
            bench.Publish(qos, 0);
            bench.Link.ClearSent();
            return bench;
        }

        /// <summary>A message is under way with MsgId 2 when the connection is lost.</summary>
        private static ClientBench Lost(int qos, bool clean)
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = clean;
            bench.Make();
            StartAndRegister(bench);
            bench.Publish(qos, 0);
            Lose(bench, 2);
            return bench;
        }

        private static void StartAndRegister(ClientBench bench)
        {
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.ClearSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.Arrive("07 0b 0102 0001 00");
            bench.Link.Arrive("08 13 40 0007 0002 00"); // where a test has a subscription
            bench.Client.Step(0);
            bench.Link.ClearSent();
        }

        private static void Lose(ClientBench bench, long nowMs)
        {
            bench.Link.Arrive("02 18");
            bench.Client.Step(nowMs);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Client.State);
            bench.Link.ClearSent();
        }

        private static void ReconnectUnregistered(ClientBench bench)
        {
            bench.Client.Step(15000);
            bench.Link.ClearSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(15000);
        }

        private static void Reconnect(ClientBench bench, string topicId)
        {
            ReconnectUnregistered(bench);
            byte[] register = bench.Link.TakeSent();
            bench.Link.Arrive("07 0b " + topicId + " " + Hex.Of(register, 4, 2) + " 00");
            bench.Client.Step(15001);
        }
    }
}
