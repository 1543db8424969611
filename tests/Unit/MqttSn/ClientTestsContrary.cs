using System.Text;
using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    // Gateways that refuse, contradict themselves or answer late, and a client that connects, sleeps and searches all the same.
    [TestClass]
    public class ClientTestsContrary
    {
        private static readonly LinkAddress Second = ScriptedLink.Address(2);

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
            string sent = bench.TakeAllSentHex();
            Assert.IsTrue(sent.IndexOf("0301") < 0, sent);
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
    }
}
