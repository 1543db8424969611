using System.Text;
using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    // Messages under hardship: answers that are late, lost or wrong, and what is owed to the next message all the same.
    [TestClass]
    public class ClientTestsHardship
    {
        // MQTT 3.1.1, 4.3.3: no PUBLISH again after PUBREC, whenever that comes.
        [TestMethod]
        public void A_late_pubrec_for_a_message_that_waits_is_heeded()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = false;
            bench.Settings.RetryCount = 0;
            bench.Register();
            bench.Link.ClearSent();
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(2, 1));
            long due = bench.Client.Step(10001); // lost
            bench.Link.ClearSent();
            bench.Client.Step(due);
            bench.Link.ClearSent();
            bench.Link.Arrive("03 05 00");
            bench.Link.Arrive("04 0f 0002"); // the gateway's PUBREC, repeated or late
            bench.Client.Step(due + 1);
            string s = bench.TakeAllSentHex();
            // REGISTER + PUBREL expected; now PUBCOMP and REGACK
            bench.Link.Arrive("04 0e 0002");
            bench.Link.Arrive("07 0b 0102 " + s.Substring(s.IndexOf("0a0000") + 6, 4) + " 00");
            bench.Client.Step(due + 2);
            Assert.AreEqual("", bench.TakeAllSentHex(), "first: " + s);
        }

        // A gateway that can not take one message of a kept session shall get the next.
        [TestMethod]
        public void A_message_that_is_never_acknowledged_does_not_last_for_ever()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = false;
            bench.Register();
            bench.Link.ClearSent();
            bench.Publish(1, 1);
            long now = 1;
            int connects = 0;
            while (now < 24L * 3600 * 1000)
            {
                now = bench.Client.Step(now) is long due && due > now ? due : now + 1;
                byte[] d = bench.Link.TakeSent();
                while (d != null)
                {
                    if (d[1] == 4)
                    {
                        connects++;
                        bench.Link.Arrive("03 05 00");
                    }
                    else if (d[1] == 0x0a)
                    {
                        bench.Link.Arrive("07 0b 0102 " + Hex.Of(d, 4, 2) + " 00");
                    }
                    else if (d[1] == 0x16)
                    {
                        bench.Link.Arrive("02 17");
                    }

                    d = bench.Link.TakeSent();
                }

                bench.Client.Step(now);
            }

            Assert.AreEqual(1, bench.Handler.Ended, "connects " + connects);
        }

        // 6.11: PINGREQ is answered with PINGRESP; that the gateway speaks does not say that it hears.
        [TestMethod]
        public void A_message_from_the_gateway_does_not_answer_a_ping()
        {
            ClientBench bench = new ClientBench();
            bench.Make();
            Topic s = Topic.Predefined(9, 0);
            bench.Client.AddSubscription(s);
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            byte[] r = bench.Link.TakeSent();
            byte[] sub = bench.Link.TakeSent();
            bench.Link.Arrive("07 0b 0102 " + Hex.Of(r, 4, 2) + " 00");
            bench.Link.Arrive("08 13 00 0009 " + Hex.Of(sub, 3, 2) + " 00");
            bench.Client.Step(0);
            bench.Link.ClearSent();
            bench.Client.Step(48000);
            Assert.AreEqual("0216", bench.Link.TakeSentHex()); // lost on its way
            bench.Link.Arrive("08 0c 01 0009 0000 aa"); // QoS 0
            long due = bench.Client.Step(48500);
            Assert.IsTrue(due < 90000, "next ping " + due);
        }

        [TestMethod]
        public void A_pubrel_without_a_MsgId_answers_nothing()
        {
            ClientBench bench = new ClientBench();
            bench.Register();
            bench.Link.ClearSent();
            bench.Client.Step(48000);
            bench.Link.ClearSent();
            bench.Link.Arrive("04 10 0000");
            bench.Client.Step(48001);
            Assert.IsTrue(bench.Client.AwaitsAnswer);
        }

        // MQTT 3.1.1, 4.3.2: after PUBACK the id is free, whatever DUP says.
        [TestMethod]
        public void A_MsgId_that_is_used_again_later_is_another_message()
        {
            ClientBench bench = ClientBench.Subscribed(false);
            bench.Link.Arrive("08 0c 21 0009 0001 aa");
            bench.Client.Step(1000);
            bench.Link.Arrive("08 0c a1 0009 0001 bb"); // an hour later, another message, whose first sending was lost
            bench.Client.Step(3600000);
            Assert.AreEqual(2, bench.Handler.Messages);
        }

        [TestMethod]
        public void Messages_of_qos_2_that_are_never_released_do_not_block_others()
        {
            ClientBench bench = ClientBench.Subscribed(false);
            for (int i = 1; i <= 8; i++)
            {
                bench.Link.Arrive("08 0c 41 0009 000" + i + " aa");
                bench.Client.Step(1000 * i);
            }

            bench.Link.ClearSent();
            bench.Link.Arrive("08 0c 41 0009 0009 aa");
            bench.Client.Step(9000);
            Assert.AreEqual("070d0009000901", bench.Link.TakeSentHex()); // congestion: the eight may still be released
            bench.Link.Arrive("08 0c 41 0009 0009 aa");
            bench.Client.Step(60000);
            Assert.AreEqual(9, bench.Handler.Messages, bench.TakeAllSentHex());
        }

        [TestMethod]
        public void A_message_is_not_repeated_with_an_id_that_has_become_another_topics()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = false;
            bench.Make();
            bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("x/#"), 0));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            byte[] r = bench.Link.TakeSent();
            byte[] sub = bench.Link.TakeSent();
            bench.Link.Arrive("07 0b 0102 " + Hex.Of(r, 4, 2) + " 00");
            bench.Link.Arrive("08 13 00 0000 " + Hex.Of(sub, 3, 2) + " 00");
            bench.Client.Step(0);
            bench.Link.ClearSent();
            bench.Publish(1, 1);
            bench.Link.ClearSent();
            bench.Link.Arrive("09 0a 0102 0001 782f79"); // 0x0102 is x/y now
            bench.Client.Step(2);
            bench.Link.ClearSent();
            bench.Client.Step(10001);
            string sent = bench.TakeAllSentHex();
            Assert.IsTrue(sent.IndexOf("0ca00102") < 0, sent);
        }

        // MQTT 3.1.1, 4.3.3
        [TestMethod]
        public void A_message_that_was_received_is_acknowledged_whatever_ends_the_connection()
        {
            ClientBench bench = new ClientBench();
            bench.Register();
            bench.Publish(2, 1);
            bench.Link.Arrive("04 0f 0002");
            bench.Client.Step(2);
            bench.Client.Stop(3);
            Assert.AreEqual((int)PublishOutcome.Acknowledged, (int)bench.Handler.Outcome);
        }
    }
}
