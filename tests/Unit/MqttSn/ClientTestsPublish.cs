using System.Text;
using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    [TestClass]
    public class ClientTestsPublish
    {
        // 5.4.12: MsgId 0 for QoS 0.
        [TestMethod]
        public void Qos_0_is_sent_once_with_MsgId_0()
        {
            ClientBench bench = new ClientBench().Register();
            Assert.AreEqual((int)PublishOutcome.Sent, (int)bench.Publish(0, 1));
            Assert.AreEqual("090c0001020000cafe", bench.Link.TakeSentHex());
            bench.Client.Step(20000);
            Assert.AreEqual(0, bench.Link.SentCount);
        }

        [TestMethod]
        public void Qos_1_waits_for_its_puback()
        {
            ClientBench bench = new ClientBench().Register();
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(1, 1));
            Assert.AreEqual("090c2001020002cafe", bench.Link.TakeSentHex());
            Assert.AreEqual((int)PublishOutcome.NotNow, (int)bench.Publish(1, 2));
            bench.Link.Arrive("07 0d 0102 0002 00");
            bench.Client.Step(3);
            Assert.AreEqual(1, bench.Handler.Ended);
            Assert.AreEqual((int)PublishOutcome.Acknowledged, (int)bench.Handler.Outcome);
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(1, 4));
            Assert.AreEqual("090c2001020003cafe", bench.Link.TakeSentHex());
        }

        // 5.3.4, 6.13: again with DUP and the same MsgId.
        [TestMethod]
        public void Qos_1_is_repeated_with_dup_and_the_same_MsgId()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(1, 0);
            bench.Link.TakeSent();
            bench.Client.Step(9999);
            Assert.AreEqual(0, bench.Link.SentCount);
            for (int i = 1; i <= 3; i++)
            {
                bench.Client.Step(i * 10000);
                Assert.AreEqual("090ca001020002cafe", bench.Link.TakeSentHex());
            }

            bench.Client.Step(40000);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Client.State);
            Assert.AreEqual((int)PublishOutcome.Unknown, (int)bench.Handler.Outcome);
        }

        [TestMethod]
        public void A_long_publish_is_repeated_with_dup_in_its_place()
        {
            ClientBench bench = new ClientBench().Register();
            byte[] buffer = new byte[FrameWriter.PublishHeaderRoom + 300];
            bench.Client.TryPublish(bench.Topic, buffer, FrameWriter.PublishHeaderRoom, 300, 1, false, 0);
            byte[] first = bench.Link.TakeSent();
            Assert.AreEqual("0101350c2001020002", Hex.Of(first, 0, 9));
            bench.Client.Step(10000);
            byte[] second = bench.Link.TakeSent();
            Assert.AreEqual("0101350ca001020002", Hex.Of(second, 0, 9));
            Assert.AreEqual(309, second.Length);
        }

        [TestMethod]
        public void A_second_puback_is_an_answer_to_nothing()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(1, 0);
            bench.Link.Arrive("07 0d 0102 0002 00");
            bench.Link.Arrive("07 0d 0102 0002 00");
            bench.Client.Step(1);
            Assert.AreEqual(1, bench.Handler.Ended);
            Assert.AreEqual(1u, bench.Client.Statistics.Unexpected);
        }

        // 5.3.10 code 2, 6.5: register the name again, then the message can be sent again.
        [TestMethod]
        public void An_unknown_topic_id_is_registered_again()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(1, 0);
            bench.Link.ClearSent();
            bench.Link.Arrive("07 0d 0102 0002 02");
            bench.Client.Step(1);
            Assert.AreEqual((int)PublishOutcome.TopicUnknown, (int)bench.Handler.Outcome);
            Assert.AreEqual("090a00000003612f62", bench.Link.TakeSentHex());
            bench.Link.Arrive("07 0b 0203 0003 00");
            bench.Client.Step(2);
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(1, 2));
            Assert.AreEqual("090c2002030004cafe", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void A_topic_id_that_stays_unknown_is_given_up()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(1, 0);
            bench.Link.Arrive("07 0d 0102 0002 02");
            bench.Client.Step(1);
            bench.Link.Arrive("07 0b 0203 0003 00");
            bench.Client.Step(2);
            bench.Publish(1, 2);
            bench.Link.Arrive("07 0d 0203 0004 02");
            bench.Client.Step(3);
            Assert.AreEqual((int)PublishOutcome.Refused, (int)bench.Handler.Outcome);
            Assert.AreEqual((int)PublishOutcome.NotNow, (int)bench.Publish(1, 4));
            bench.Link.ClearSent();
            bench.Client.Step(10003); // not for ever: the name is registered again after a pause
            Assert.AreEqual("090a00000005612f62", bench.Link.TakeSentHex());
        }

        // 5.4.13: a PUBACK without a MsgId is about QoS 0; who sends at QoS 1 only has nothing to do with it.
        [TestMethod]
        [DataRow("07 0d 0102 0000 03")]
        [DataRow("07 0d 0102 0000 02")]
        [DataRow("07 0d 0102 0000 01")]
        [DataRow("07 0d 0000 0000 01")]
        public void A_stray_puback_without_a_MsgId_changes_nothing(string puback)
        {
            ClientBench bench = new ClientBench().Register();
            bench.Link.Arrive(puback);
            bench.Client.Step(1);
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(1, 2));
            Assert.AreEqual(1u, bench.Client.Statistics.Unexpected);
        }

        [TestMethod]
        public void Refusals_of_qos_0_an_hour_apart_are_two_first_ones()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(0, 0);
            bench.Link.Arrive("07 0d 0102 0000 02");
            bench.Client.Step(1);
            bench.Link.ClearSent();
            bench.Link.Arrive("07 0b 0203 0002 00");
            bench.Client.Step(2);
            bench.Publish(0, 3600000);
            bench.Link.Arrive("07 0d 0203 0000 02");
            bench.Client.Step(3600001);
            bench.Link.TakeSent();
            Assert.AreEqual("090a00000003612f62", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void An_unknown_predefined_id_cannot_be_helped()
        {
            ClientBench bench = new ClientBench().Register();
            Topic topic = Topic.Predefined(7, 0);
            bench.Client.AddTopic(topic);
            bench.Link.ClearSent();
            bench.Client.TryPublish(topic, bench.Buffer, 9, 2, 1, false, 0);
            Assert.AreEqual("090c2100070002cafe", bench.Link.TakeSentHex());
            bench.Link.Arrive("07 0d 0007 0002 02");
            bench.Client.Step(1);
            Assert.AreEqual((int)PublishOutcome.Refused, (int)bench.Handler.Outcome);
            Assert.AreEqual(0, bench.Link.SentCount);
        }

        [TestMethod]
        public void Congestion_keeps_the_client_quiet_for_Twait()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(1, 0);
            bench.Link.ClearSent();
            bench.Link.Arrive("07 0d 0102 0002 01");
            bench.Client.Step(1000);
            Assert.AreEqual((int)PublishOutcome.Congested, (int)bench.Handler.Outcome);
            Assert.AreEqual((int)PublishOutcome.NotNow, (int)bench.Publish(1, 301999));
            Assert.AreEqual((int)PublishOutcome.NotNow, (int)bench.Publish(0, 301999));
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(1, 302000));
        }

        [TestMethod]
        [DataRow("07 0d 0102 0002 03")]
        [DataRow("07 0d 0102 0002 09")]
        public void Not_supported_and_reserved_codes_end_the_message(string puback)
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(1, 0);
            bench.Link.Arrive(puback);
            bench.Client.Step(1);
            Assert.AreEqual((int)PublishOutcome.Refused, (int)bench.Handler.Outcome);
        }

        // 5.4.13: PUBACK also answers a PUBLISH of QoS 0 that is refused; MsgId is 0 then.
        [TestMethod]
        public void A_refused_qos_0_publish_makes_the_name_be_registered_again()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(0, 0);
            bench.Link.ClearSent();
            bench.Link.Arrive("07 0d 0102 0000 02");
            bench.Client.Step(1);
            Assert.AreEqual("090a00000002612f62", bench.Link.TakeSentHex());
        }

        // Some gateways acknowledge QoS 0 as well, with MsgId 0: of no use, and no refusal.
        [TestMethod]
        public void An_acknowledged_qos_0_publish_changes_nothing()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(0, 0);
            bench.Link.ClearSent();
            bench.Link.Arrive("07 0d 0102 0000 00");
            bench.Client.Step(1);
            Assert.AreEqual((int)PublishOutcome.Sent, (int)bench.Publish(0, 2));
            Assert.IsTrue(bench.Topic.IsReady);
        }

        // 6.8: QoS -1 needs no connection, and no named topic can be used.
        [TestMethod]
        public void Qos_minus_1_is_sent_without_a_connection()
        {
            ClientBench bench = new ClientBench().Make();
            Topic predefined = Topic.Predefined(0x1234, 0);
            Topic two = Topic.Short((byte)'a', (byte)'b', 0);
            Assert.AreEqual((int)PublishOutcome.Sent, (int)bench.Client.TryPublish(predefined, bench.Buffer, 9, 2, -1, false, 0));
            Assert.AreEqual("090c6112340000cafe", bench.Link.TakeSentHex());
            Assert.AreEqual((int)PublishOutcome.Sent, (int)bench.Client.TryPublish(two, bench.Buffer, 9, 2, -1, true, 0));
            Assert.AreEqual("090c7261620000cafe", bench.Link.TakeSentHex());
            Assert.AreEqual((int)PublishOutcome.Refused, (int)bench.Publish(-1, 0));
            Assert.AreEqual(long.MaxValue, bench.Client.Step(0));
        }

        [TestMethod]
        public void A_link_that_takes_nothing_is_tried_again_later()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Link.Takes = false;
            Assert.AreEqual((int)PublishOutcome.NotNow, (int)bench.Publish(0, 0));
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(1, 0));
            bench.Link.Takes = true;
            bench.Client.Step(10000);
            Assert.AreEqual("090ca001020002cafe", bench.Link.TakeSentHex());
            Assert.AreEqual(2u, bench.Client.Statistics.SendFailures);
        }

        // 5.4.15, 5.4.16.
        [TestMethod]
        public void A_subscription_is_made_after_connack_and_delivers()
        {
            ClientBench bench = new ClientBench().Make();
            Topic filter = Topic.Named(Encoding.UTF8.GetBytes("c/d"), 1);
            bench.Client.AddSubscription(filter);
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.TakeSent();
            Assert.AreEqual("0812200002632f64", bench.Link.TakeSentHex());
            bench.Client.Step(10000);
            bench.Link.TakeSent();
            Assert.AreEqual("0812a00002632f64", bench.Link.TakeSentHex()); // again, with DUP
            bench.Link.Arrive("08 13 20 0055 0002 00");
            bench.Client.Step(10001);
            Assert.IsTrue(filter.IsReady);
            bench.Link.Arrive("08 0c 20 0055 0009 aa");
            bench.Client.Step(10002);
            Assert.AreEqual(1, bench.Handler.Messages);
            Assert.AreEqual("aa", bench.Handler.LastMessage);
            Assert.AreEqual("070d0055000900", bench.Link.TakeSentHex());
            bench.Link.Arrive("08 0c 00 0055 0000 bb");
            bench.Client.Step(10003);
            Assert.AreEqual("bb", bench.Handler.LastMessage);
            Assert.AreEqual(0, bench.Link.SentCount);
        }

        [TestMethod]
        public void Subscriptions_by_predefined_id_and_short_name()
        {
            ClientBench bench = new ClientBench().Make();
            bench.Client.AddSubscription(Topic.Predefined(0x0909, 0));
            bench.Client.AddSubscription(Topic.Short((byte)'x', (byte)'y', 1));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.TakeSent();
            Assert.AreEqual("07120100020909", bench.Link.TakeSentHex());
            bench.Link.Arrive("08 13 00 0909 0002 00");
            bench.Client.Step(1);
            Assert.AreEqual("07122200037879", bench.Link.TakeSentHex());
            bench.Link.Arrive("08 13 20 0000 0003 00");
            bench.Client.Step(2);
            bench.Link.Arrive("08 0c 01 0909 0000 01");
            bench.Link.Arrive("08 0c 02 7879 0000 02");
            bench.Link.Arrive("08 0c 00 0909 0000 03"); // a normal id of the same number is another topic
            bench.Client.Step(3);
            Assert.AreEqual(2, bench.Handler.Messages);
            Assert.AreEqual("070d0909000002", bench.Link.TakeSentHex());
        }

        // 5.4.13: what cannot be taken is refused, at any QoS.
        [TestMethod]
        public void A_message_for_nobody_is_refused()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Link.Arrive("08 0c 20 0055 0009 aa");
            bench.Client.Step(1);
            Assert.AreEqual(0, bench.Handler.Messages);
            Assert.AreEqual("070d0055000902", bench.Link.TakeSentHex());
        }
    }
}
