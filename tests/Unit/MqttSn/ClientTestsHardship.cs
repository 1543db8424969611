using System.Text;
using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    // Gateways that forget, refuse, contradict themselves or answer late; and what a client owes to the next message all the same.
    [TestClass]
    public class ClientTestsHardship
    {
        private static readonly LinkAddress Second = ScriptedLink.Address(2);

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
            string s = All(bench);
            // REGISTER + PUBREL expected; now PUBCOMP and REGACK
            bench.Link.Arrive("04 0e 0002");
            bench.Link.Arrive("07 0b 0102 " + s.Substring(s.IndexOf("0a0000") + 6, 4) + " 00");
            bench.Client.Step(due + 2);
            Assert.AreEqual("", All(bench), "first: " + s);
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

        // 6.13
        [TestMethod]
        public void A_gateway_that_disconnects_every_connect_makes_room_for_the_next()
        {
            ClientBench bench = new ClientBench();
            bench.Link.TakesAnyAddress = true;
            bench.Make();
            bench.Client.AddGateway(Second);
            bench.Client.Start(0);
            long now = 0;
            int toSecond = 0;
            for (int i = 0; i < 50; i++)
            {
                long due = bench.Client.Step(now);
                byte[] d = bench.Link.TakeSent();
                if (d != null && d[1] == 4)
                {
                    if (bench.Link.LastTo.SameAs(Second))
                    {
                        toSecond++;
                    }
                    else
                    {
                        bench.Link.Arrive("02 18");
                        now++;
                        continue;
                    }
                }

                now = due;
            }

            Assert.IsTrue(toSecond > 0, "now " + now);
        }

        [TestMethod]
        public void A_preferred_gateway_that_refuses_is_not_returned_to_again_and_again()
        {
            ClientBench bench = new ClientBench();
            bench.Link.TakesAnyAddress = true;
            bench.Make();
            bench.Client.AddGateway(Second);
            bench.Client.Start(0);
            long now = 0;
            int drops = 0;
            while (now < 3600000)
            {
                long due = bench.Client.Step(now);
                byte[] d = bench.Link.TakeSent();
                bool any = d != null;
                while (d != null)
                {
                    bool second = bench.Link.LastTo.SameAs(Second);
                    if (d[1] == 4)
                    {
                        // the first is congested, the second takes it
                        bench.Link.Arrive(Hex.Parse(second ? "03 05 00" : "03 05 03"), second ? Second : bench.Link.Gateway);
                    }
                    else if (d[1] == 1)
                    {
                        bench.Link.Arrive(Hex.Parse("03 02 01"), bench.Link.Gateway);
                    }
                    else if (d[1] == 0x0a)
                    {
                        bench.Link.Arrive(Hex.Parse("07 0b 0102 " + Hex.Of(d, 4, 2) + " 00"), Second);
                    }
                    else if (d[1] == 0x16)
                    {
                        bench.Link.Arrive(Hex.Parse("02 17"), Second);
                    }
                    else if (d[1] == 0x18)
                    {
                        drops++;
                    }

                    d = bench.Link.TakeSent();
                }

                now = any || due <= now ? now + 1 : due;
            }

            Assert.IsTrue(drops < 4, "drops of a good connection in an hour " + drops);
        }

        [TestMethod]
        public void A_preferred_gateway_that_does_not_answer_connect_costs_little()
        {
            ClientBench bench = new ClientBench();
            bench.Link.TakesAnyAddress = true;
            bench.Make();
            bench.Client.AddGateway(Second);
            bench.Client.Start(0);
            long now = 0;
            long outage = 0;
            while (now < 3600000)
            {
                long due = bench.Client.Step(now);
                byte[] d = bench.Link.TakeSent();
                bool any = d != null;
                while (d != null)
                {
                    bool second = bench.Link.LastTo.SameAs(Second);
                    if (d[1] == 4 && second)
                    {
                        bench.Link.Arrive(Hex.Parse("03 05 00"), Second);
                    }
                    else if (d[1] == 1)
                    {
                        bench.Link.Arrive(Hex.Parse("03 02 01"), bench.Link.Gateway);
                    }
                    else if (d[1] == 0x0a)
                    {
                        bench.Link.Arrive(Hex.Parse("07 0b 0102 " + Hex.Of(d, 4, 2) + " 00"), Second);
                    }
                    else if (d[1] == 0x16)
                    {
                        bench.Link.Arrive(Hex.Parse("02 17"), Second);
                    }

                    d = bench.Link.TakeSent();
                }

                long next = any || due <= now ? now + 1 : due;
                outage += bench.Client.State == ClientState.Active ? 0 : next - now;
                now = next;
            }

            Assert.IsTrue(outage < 180000, "ms without connection in an hour " + outage);
        }

        // 5.3.10: Twait.
        [TestMethod]
        public void A_congested_gateway_that_advertises_is_still_congested()
        {
            ClientBench bench = new ClientBench();
            bench.Link.TakesAnyAddress = true;
            bench.Make();
            bench.Client.AddGateway(Second);
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.ClearSent();
            bench.Link.Arrive("03 05 01");
            long due = bench.Client.Step(1);
            bench.Client.Step(due);
            bench.Link.ClearSent();
            bench.Link.Arrive(Hex.Parse("03 05 00"), Second);
            bench.Client.Step(due + 1);
            byte[] r = bench.Link.TakeSent();
            bench.Link.Arrive(Hex.Parse("07 0b 0102 " + Hex.Of(r, 4, 2) + " 00"), Second);
            bench.Client.Step(due + 2);
            bench.Link.Arrive(Hex.Parse("05 00 01 0384"), bench.Link.Gateway); // ADVERTISE of the congested one
            bench.Client.Step(due + 3);
            Assert.AreEqual("", bench.Link.TakeSentHex());
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
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
            ClientBench bench = Subscribed(false);
            bench.Link.Arrive("08 0c 21 0009 0001 aa");
            bench.Client.Step(1000);
            bench.Link.Arrive("08 0c a1 0009 0001 bb"); // an hour later, another message, whose first sending was lost
            bench.Client.Step(3600000);
            Assert.AreEqual(2, bench.Handler.Messages);
        }

        [TestMethod]
        public void Messages_of_qos_2_that_are_never_released_do_not_block_others()
        {
            ClientBench bench = Subscribed(false);
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
            Assert.AreEqual(9, bench.Handler.Messages, All(bench));
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
            string sent = All(bench);
            Assert.IsTrue(sent.IndexOf("0ca00102") < 0, sent);
        }

        [TestMethod]
        public void A_gateway_that_gives_one_id_to_two_topics_is_not_stormed()
        {
            ClientBench bench = new ClientBench();
            bench.Make();
            Topic t2 = Topic.Named(Encoding.UTF8.GetBytes("c/d"), 0);
            bench.Client.AddTopic(t2);
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            int registers = 0;
            for (int i = 0; i < 1000; i++)
            {
                byte[] d = bench.Link.TakeSent();
                if (d != null && d[1] == 0x0a)
                {
                    registers++;
                    bench.Link.Arrive("07 0b 0005 " + Hex.Of(d, 4, 2) + " 00");
                }

                bench.Client.Step(i);
            }

            Assert.IsTrue(registers < 20, "REGISTERs in 1 s: " + registers);
        }

        // 5.3.11: 0 is no id; only a wildcard is answered with it.
        [TestMethod]
        public void A_gateway_that_gives_no_id_for_a_subscription_is_not_stormed()
        {
            ClientBench bench = new ClientBench();
            bench.Make();
            bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("ab"), 0));
            bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("cd"), 0));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            int subs = 0;
            for (int i = 0; i < 1000; i++)
            {
                byte[] d = bench.Link.TakeSent();
                if (d != null && d[1] == 0x12)
                {
                    subs++;
                    bench.Link.Arrive("08 13 00 0000 " + Hex.Of(d, 3, 2) + " 00");
                }

                bench.Client.Step(i);
            }

            Assert.IsTrue(subs < 20, "SUBSCRIBEs in 1 s: " + subs);
        }

        [TestMethod]
        public void The_late_answer_to_a_disconnect_does_not_end_the_connection_that_follows_sleep()
        {
            ClientBench bench = new ClientBench();
            bench.Register();
            bench.Link.ClearSent();
            Assert.IsTrue(bench.Client.Sleep(60, 1));
            bench.Client.Wake(2);
            bench.Link.ClearSent();
            bench.Link.Arrive("02 18"); // the answer to the DISCONNECT
            bench.Link.Arrive("03 05 00"); // the answer to the CONNECT
            bench.Client.Step(3);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
        }

        [TestMethod]
        public void The_late_answer_to_a_disconnect_does_not_end_the_connection_after_a_stop()
        {
            ClientBench bench = new ClientBench();
            bench.Register();
            bench.Link.ClearSent();
            bench.Client.Stop(1);
            bench.Client.Start(2);
            bench.Client.Step(2);
            bench.Link.ClearSent();
            bench.Link.Arrive("02 18");
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(3);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
        }

        // The answer may come late, but not as late as the next attempt: that DISCONNECT is the gateway's.
        [TestMethod]
        public void A_disconnect_in_a_later_attempt_is_heeded()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.RetryCount = 0;
            bench.Register();
            bench.Link.ClearSent();
            Assert.IsTrue(bench.Client.Sleep(60, 1));
            bench.Client.Wake(2);
            long due = bench.Client.Step(10002); // nobody answers
            bench.Client.Step(due);
            Assert.AreEqual((int)ClientState.Connecting, (int)bench.Client.State);
            bench.Link.Arrive("02 18");
            bench.Client.Step(due + 1);
            Assert.AreEqual((int)ClientEvent.GatewayDisconnected, (int)bench.Handler.Cause);
        }

        // 6.12: or the gateway may publish the will.
        [TestMethod]
        public void A_stop_while_connecting_says_goodbye()
        {
            ClientBench bench = new ClientBench();
            bench.Make();
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.ClearSent();
            bench.Client.Stop(1);
            Assert.AreEqual("0218", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void A_stop_leaves_no_search_behind()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.Discover = true;
            bench.Register();
            bench.Client.Stop(1);
            bench.Link.Arrive("02 18");
            bench.Client.Step(2);
            bench.Link.ClearSent();
            bench.Client.Start(100000);
            bench.Client.Step(100000);
            string sent = All(bench);
            Assert.IsTrue(sent.IndexOf("0301") < 0, sent);
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

        // A gateway that has given the sleeper up accepts its CONNECT all the same.
        [TestMethod]
        public void After_sleep_subscriptions_are_made_again()
        {
            ClientBench bench = Subscribed(false);
            bench.Client.Sleep(60, 1);
            bench.Link.Arrive("02 18");
            bench.Client.Step(2);
            bench.Link.ClearSent();
            bench.Client.Wake(4);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(5);
            Assert.IsTrue(All(bench).IndexOf("12") >= 0, "no SUBSCRIBE after waking");
        }

        // 6.14
        [TestMethod]
        public void A_wake_up_is_repeated_within_the_duration()
        {
            ClientBench bench = new ClientBench();
            bench.Register();
            bench.Link.ClearSent();
            bench.Client.Sleep(30, 0);
            bench.Link.Arrive("02 18");
            bench.Client.Step(0);
            bench.Link.ClearSent();
            bench.Client.Step(24000);
            Assert.IsTrue(bench.Client.NextDue(24000) < 30000, "retry at " + bench.Client.NextDue(24000));
        }

        // 6.14: PINGRESP comes behind the kept messages.
        [TestMethod]
        public void An_awake_client_waits_as_long_as_messages_come()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.RetryCount = 1;
            bench.Register();
            bench.Client.Sleep(600, 0);
            bench.Link.Arrive("02 18");
            bench.Client.Step(0);
            bench.Link.ClearSent();
            long now = bench.Client.NextDue(0);
            bench.Client.Step(now);
            bench.Link.ClearSent();
            // one kept message every second for 25 s, then PINGRESP
            for (int i = 0; i < 25; i++)
            {
                now += 1000;
                bench.Link.Arrive("07 0c 00 0007 0000");
                bench.Client.Step(now);
            }

            Assert.AreEqual((int)ClientState.Awake, (int)bench.Client.State);
        }

        // 6.3: with neither Will nor CleanSession the gateway keeps it.
        [TestMethod]
        public void A_will_that_was_deleted_in_its_sleep_is_deleted_at_the_gateway()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = false;
            bench.Settings.WillTopic = Encoding.UTF8.GetBytes("w");
            bench.Register();
            bench.Link.ClearSent();
            bench.Client.Sleep(60, 1);
            bench.Link.Arrive("02 18");
            bench.Client.Step(2);
            bench.Client.SetWill(new byte[0], new byte[0], 0, false, 3);
            bench.Link.ClearSent();
            bench.Client.Wake(4);
            Assert.AreEqual("090408", All(bench).Substring(0, 6), "CONNECT without Will keeps it");
            bench.Link.Arrive("02 06");
            bench.Client.Step(6);
            Assert.AreEqual("0207 ", All(bench));
        }

        // 6.4
        [TestMethod]
        public void A_will_that_changes_while_connecting_is_updated_afterwards()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.WillTopic = new byte[] { (byte)'a' };
            bench.Settings.WillMessage = new byte[] { 1 };
            bench.Make();
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.ClearSent();
            bench.Link.Arrive("02 06");
            bench.Client.Step(1);
            string s = bench.Link.TakeSentHex();
            bench.Client.SetWill(new byte[] { (byte)'b' }, new byte[] { 2 }, 0, false, 2);
            bench.Link.Arrive("02 08");
            bench.Client.Step(3);
            s += " " + bench.Link.TakeSentHex();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(4);
            string t = bench.Link.TakeSentHex();
            while (t != "")
            {
                s += " " + t;
                t = bench.Link.TakeSentHex();
            }

            Assert.IsTrue(s.IndexOf("041a0062") >= 0, s);
        }

        // 6.1
        [TestMethod]
        public void Gateways_by_hearsay_make_room_for_one_that_speaks_for_itself()
        {
            // 8 invented gateways fill the list; the real one is not taken until one of them has failed
            ClientBench bench = new ClientBench();
            bench.Settings.Discover = true;
            bench.MakeWithoutGateway();
            bench.Client.Start(0);
            bench.Client.Step(0);
            for (int i = 0; i < 8; i++)
            {
                bench.Link.Arrive(Hex.Parse("09 02 0" + i + " 0a00000" + i + "0001"), ScriptedLink.Address(99));
            }

            bench.Client.Step(1);
            bench.Link.Arrive(Hex.Parse("03 02 01"), bench.Link.Gateway);
            bench.Client.Step(2);
            long now = 2;
            bool found = false;
            while (now < 3600000 && !found)
            {
                long due = bench.Client.Step(now);
                byte[] d = bench.Link.TakeSent();
                while (d != null)
                {
                    found |= d[1] == 4 && bench.Link.LastTo != null && bench.Link.LastTo.SameAs(bench.Link.Gateway);
                    if (d[1] == 1)
                    {
                        bench.Link.Arrive(Hex.Parse("03 02 01"), bench.Link.Gateway);
                    }

                    d = bench.Link.TakeSent();
                }

                now = due > now ? due : now + 1;
            }

            Assert.IsTrue(now < 120000, "found " + found + " at " + now);
        }

        // 6.1
        [TestMethod]
        public void A_search_is_answered_in_its_own_radius_and_only_with_a_known_id()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.Discover = true;
            bench.Register();
            bench.Link.ClearSent();
            bench.Link.Arrive(Hex.Parse("03 01 02"), ScriptedLink.Address(9));
            bench.Client.Step(1);
            bench.Client.Step(5001);
            Assert.AreEqual(0, bench.Link.SentCount, "the gateway's id is not known");
            bench.Link.Arrive("03 02 07");
            bench.Link.Arrive(Hex.Parse("03 01 02"), ScriptedLink.Address(9));
            bench.Client.Step(6000);
            bench.Client.Step(11000);
            Assert.AreEqual("090207000000000001", bench.Link.TakeSentHex());
            Assert.AreEqual(2, bench.Link.LastRadius);
        }

        private static string All(ClientBench b)
        {
            string s = "";
            string h = b.Link.TakeSentHex();
            while (h != "")
            {
                s += h + " ";
                h = b.Link.TakeSentHex();
            }

            return s;
        }

        private static ClientBench Subscribed(bool clean)
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = clean;
            bench.Settings.KeepAliveSeconds = 65535;
            bench.Make();
            Topic s = Topic.Predefined(9, 2);
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
            return bench;
        }
    }
}
