using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    [TestClass]
    public class ClientTestsQos2
    {
        // 5.4.14 and MQTT 3.1.1, 4.3.3: PUBLISH, PUBREC, PUBREL, PUBCOMP.
        [TestMethod]
        public void Qos_2_is_four_steps()
        {
            ClientBench bench = new ClientBench().Register();
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(2, 0));
            Assert.AreEqual("090c4001020002cafe", bench.Link.TakeSentHex());
            bench.Link.Arrive("04 0f 0002");
            bench.Client.Step(1);
            Assert.AreEqual("04100002", bench.Link.TakeSentHex());
            Assert.AreEqual(0, bench.Handler.Ended);
            bench.Link.Arrive("04 0e 0002");
            bench.Client.Step(2);
            Assert.AreEqual((int)PublishOutcome.Acknowledged, (int)bench.Handler.Outcome);
            Assert.IsFalse(bench.Client.IsPublishing);
        }

        [TestMethod]
        public void Before_pubrec_the_message_is_repeated_and_after_it_the_pubrel()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(2, 0);
            bench.Link.ClearSent();
            bench.Client.Step(10000);
            Assert.AreEqual("090cc001020002cafe", bench.Link.TakeSentHex());
            bench.Link.Arrive("04 0f 0002");
            bench.Client.Step(10001);
            bench.Link.ClearSent();
            bench.Client.Step(20000);
            Assert.AreEqual(0, bench.Link.SentCount);
            bench.Client.Step(20001);
            Assert.AreEqual("04100002", bench.Link.TakeSentHex());
        }

        // 5.4.13: a PUBACK can refuse a message of QoS 2; it can't acknowledge it, and after PUBREC it says nothing any more.
        [TestMethod]
        public void A_puback_does_not_end_qos_2_unless_it_refuses()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(2, 0);
            bench.Link.Arrive("07 0d 0102 0002 00");
            bench.Client.Step(1);
            Assert.AreEqual(0, bench.Handler.Ended);
            bench.Link.Arrive("04 0f 0002");
            bench.Link.Arrive("07 0d 0102 0002 03");
            bench.Client.Step(2);
            Assert.AreEqual(0, bench.Handler.Ended);

            ClientBench refused = new ClientBench().Register();
            refused.Publish(2, 0);
            refused.Link.Arrive("07 0d 0102 0002 03");
            refused.Client.Step(1);
            Assert.AreEqual((int)PublishOutcome.Refused, (int)refused.Handler.Outcome);
        }

        [TestMethod]
        public void A_repeated_pubrec_is_answered_again()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(2, 0);
            bench.Link.ClearSent();
            bench.Link.Arrive("04 0f 0002");
            bench.Link.Arrive("04 0f 0002");
            bench.Client.Step(1);
            Assert.AreEqual("04100002", bench.Link.TakeSentHex());
            Assert.AreEqual("04100002", bench.Link.TakeSentHex());
            Assert.AreEqual(0u, bench.Client.Statistics.Unexpected);
        }

        [TestMethod]
        public void A_pubcomp_before_the_pubrec_ends_nothing()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(2, 0);
            bench.Link.Arrive("04 0e 0002");
            bench.Client.Step(1);
            Assert.AreEqual(0, bench.Handler.Ended);
            Assert.AreEqual(1u, bench.Client.Statistics.Unexpected);
        }

        [TestMethod]
        public void A_pubrec_for_a_message_of_qos_1_does_not_end_it()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(1, 0);
            bench.Link.Arrive("04 0f 0002");
            bench.Client.Step(1);
            bench.Link.ClearSent();
            bench.Client.Step(10000);
            Assert.AreEqual("090ca001020002cafe", bench.Link.TakeSentHex());
        }

        // 5.4.13: a PUBLISH of QoS 2 can be refused with PUBACK as well.
        [TestMethod]
        public void A_refused_qos_2_publish_is_treated_as_one_of_qos_1()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(2, 0);
            bench.Link.ClearSent();
            bench.Link.Arrive("07 0d 0102 0002 02");
            bench.Client.Step(1);
            Assert.AreEqual((int)PublishOutcome.TopicUnknown, (int)bench.Handler.Outcome);
            Assert.AreEqual("090a00000003612f62", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void A_received_message_of_qos_2_is_delivered_once_whatever_is_repeated()
        {
            ClientBench bench = SubscribeShort(2);
            bench.Link.Arrive("08 0c 42 7879 0007 aa");
            bench.Client.Step(1);
            Assert.AreEqual("040f0007", bench.Link.TakeSentHex());
            bench.Link.Arrive("08 0c c2 7879 0007 aa");
            bench.Client.Step(2);
            Assert.AreEqual("040f0007", bench.Link.TakeSentHex());
            Assert.AreEqual(1, bench.Handler.Messages);
            bench.Link.Arrive("04 10 0007");
            bench.Link.Arrive("04 10 0007");
            bench.Client.Step(3);
            Assert.AreEqual("040e0007", bench.Link.TakeSentHex());
            Assert.AreEqual("040e0007", bench.Link.TakeSentHex());
            bench.Link.Arrive("08 0c 42 7879 0007 bb"); // released: the id stands for a new message
            bench.Client.Step(4);
            Assert.AreEqual(2, bench.Handler.Messages);
        }

        [TestMethod]
        public void More_messages_of_qos_2_than_can_be_held_are_refused_and_not_lost()
        {
            ClientBench bench = SubscribeShort(2);
            for (int i = 1; i <= 9; i++)
            {
                bench.Link.Arrive("08 0c 42 7879 000" + i.ToString() + " aa");
            }

            bench.Client.Step(1);
            Assert.AreEqual(8, bench.Handler.Messages);
            for (int i = 0; i < 8; i++)
            {
                bench.Link.TakeSent();
            }

            Assert.AreEqual("070d7879000901", bench.Link.TakeSentHex()); // congestion: it comes again
        }

        [TestMethod]
        public void A_received_message_of_qos_1_is_delivered_once_when_repeated_with_dup()
        {
            ClientBench bench = SubscribeShort(1);
            bench.Link.Arrive("08 0c 22 7879 0007 aa");
            bench.Link.Arrive("08 0c a2 7879 0007 aa");
            bench.Client.Step(1);
            Assert.AreEqual(1, bench.Handler.Messages);
            Assert.AreEqual("070d7879000700", bench.Link.TakeSentHex());
            Assert.AreEqual("070d7879000700", bench.Link.TakeSentHex());
            bench.Link.Arrive("08 0c 22 7879 0007 bb"); // without DUP: another message of the same id
            bench.Client.Step(2);
            Assert.AreEqual(2, bench.Handler.Messages);
        }

        [TestMethod]
        public void A_message_of_qos_1_or_2_without_a_MsgId_is_ignored()
        {
            ClientBench bench = SubscribeShort(2);
            bench.Link.Arrive("08 0c 22 7879 0000 aa");
            bench.Link.Arrive("08 0c 42 7879 0000 aa");
            bench.Client.Step(1);
            Assert.AreEqual(0, bench.Handler.Messages);
            Assert.AreEqual(0, bench.Link.SentCount);
            Assert.AreEqual(2u, bench.Client.Statistics.Unexpected);
        }

        // Clean session: the gateway forgot, and counts anew (6.3).
        [TestMethod]
        public void A_clean_session_forgets_what_was_received()
        {
            ClientBench bench = SubscribeShort(2);
            bench.Link.Arrive("08 0c 42 7879 0007 aa");
            bench.Link.Arrive("02 18");
            bench.Client.Step(1);
            bench.Client.Step(2000);
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(2001);
            bench.Link.Arrive("08 13 40 0000 " + MsgIdOfLastSubscribe(bench) + " 00");
            bench.Link.Arrive("08 0c 42 7879 0007 aa");
            bench.Client.Step(2002);
            Assert.AreEqual(2, bench.Handler.Messages);
        }

        /// <summary>A client that has subscribed to the short topic "xy".</summary>
        private static ClientBench SubscribeShort(int qos)
        {
            ClientBench bench = new ClientBench().Make();
            bench.Client.AddSubscription(Topic.Short((byte)'x', (byte)'y', qos));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.Arrive("08 13 00 0000 " + MsgIdOfLastSubscribe(bench) + " 00");
            bench.Client.Step(0);
            return bench;
        }

        private static string MsgIdOfLastSubscribe(ClientBench bench)
        {
            string msgId = "";
            for (byte[] sent = bench.Link.TakeSent(); sent != null; sent = bench.Link.TakeSent())
            {
                if (sent[1] == 0x12)
                {
                    msgId = Hex.Of(sent, 3, 2);
                }
            }

            return msgId;
        }
    }
}
