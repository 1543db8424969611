using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    // 6.1: SEARCHGW, GWINFO and ADVERTISE. The client is given no gateway; it has to find one.
    [TestClass]
    public class ClientTestsDiscovery
    {
        private const int TsearchGw = 5000;

        [TestMethod]
        public void Without_a_gateway_the_client_searches()
        {
            ClientBench bench = Searching(0);
            Assert.AreEqual((int)ClientState.Searching, (int)bench.Client.State);
            Assert.AreEqual("030100", bench.Link.TakeSentHex());
            Assert.IsNull(bench.Link.LastTo);
            Assert.AreEqual(0, bench.Link.LastRadius);
        }

        [TestMethod]
        public void The_radius_goes_into_the_frame_and_to_the_link()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.Discover = true;
            bench.Settings.SearchRadius = 2;
            bench.MakeWithoutGateway();
            bench.Client.Start(0);
            bench.Client.Step(0);
            Assert.AreEqual("030102", bench.Link.TakeSentHex());
            Assert.AreEqual(2, bench.Link.LastRadius);
        }

        [TestMethod]
        public void The_first_search_waits_a_random_time_of_Tsearchgw_at_most()
        {
            int different = 0;
            long last = -1;
            for (uint seed = 1; seed <= 20; seed++)
            {
                ClientBench bench = Searching(seed * 7919);
                long due = bench.Client.NextDue(0);
                Assert.IsTrue(due >= 0 && due <= TsearchGw);
                bench.Client.Step(due - 1 < 0 ? 0 : due - 1);
                Assert.AreEqual(due == 0 ? 1 : 0, bench.Link.SentCount);
                bench.Client.Step(due);
                Assert.AreEqual(1, bench.Link.SentCount);
                different += due == last ? 0 : 1;
                last = due;
            }

            Assert.IsTrue(different > 15, "all boxes would search at once");
        }

        [TestMethod]
        public void Searches_are_repeated_in_intervals_that_double_up_to_the_maximum()
        {
            ClientBench bench = Searching(0);
            bench.Link.ClearSent();
            long now = 0;
            int[] intervals = new int[] { 5000, 10000, 20000, 40000, 80000, 160000, 320000, 320000 };
            for (int i = 0; i < intervals.Length; i++)
            {
                now += intervals[i];
                bench.Client.Step(now - 1);
                Assert.AreEqual(0, bench.Link.SentCount, "before interval " + i);
                bench.Client.Step(now);
                Assert.AreEqual("030100", bench.Link.TakeSentHex(), "after interval " + i);
            }
        }

        [TestMethod]
        public void An_identical_search_of_another_client_stands_for_the_one_that_waits()
        {
            ClientBench bench = Searching(12345);
            long due = bench.Client.NextDue(0);
            Assert.IsTrue(due > 2, "the seed has to give a delay");
            bench.Link.Arrive(Hex.Parse("03 01 00"), ScriptedLink.Address(7));
            bench.Client.Step(1);
            bench.Client.Step(due);
            Assert.AreEqual(0, bench.Link.SentCount);
            bench.Client.Step(1 + TsearchGw);
            Assert.AreEqual("030100", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void A_search_of_another_radius_does_not()
        {
            ClientBench bench = Searching(12345);
            long due = bench.Client.NextDue(0);
            bench.Link.Arrive(Hex.Parse("03 01 03"), ScriptedLink.Address(7));
            bench.Client.Step(1);
            bench.Client.Step(due);
            Assert.AreEqual("030100", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void A_gateway_that_answers_is_connected_to()
        {
            ClientBench bench = Searching(0);
            bench.Link.ClearSent();
            LinkAddress gateway = ScriptedLink.Address(5);
            bench.Link.Arrive(Hex.Parse("03 02 11"), gateway);
            bench.Client.Step(10);
            Assert.AreEqual("09040401003c626f78", bench.Link.TakeSentHex());
            Assert.IsTrue(bench.Link.LastTo.SameAs(gateway));
            bench.Link.Arrive(Hex.Parse("03 05 00"), gateway);
            bench.Client.Step(11);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
            Assert.AreEqual(1, bench.Client.KnownGateways);
        }

        // 5.4.3: GwAdd is there when a client answers, and is the gateway's address.
        [TestMethod]
        public void Another_clients_answer_names_the_gateway()
        {
            ClientBench bench = Searching(0);
            bench.Link.ClearSent();
            bench.Link.Arrive(Hex.Parse("09 02 11 000000000005"), ScriptedLink.Address(7));
            bench.Client.Step(10);
            bench.Link.TakeSent();
            Assert.IsTrue(bench.Link.LastTo.SameAs(ScriptedLink.Address(5)));
        }

        [TestMethod]
        public void An_address_no_link_can_have_is_not_taken()
        {
            ClientBench bench = Searching(0);
            bench.Link.Arrive(Hex.Parse("16 02 11 00010203040506070809101112131415161718"), ScriptedLink.Address(7));
            bench.Client.Step(10);
            Assert.AreEqual((int)ClientState.Searching, (int)bench.Client.State);
            Assert.AreEqual(0, bench.Client.KnownGateways);
            Assert.AreEqual(1u, bench.Client.Statistics.FromStrangers);
        }

        [TestMethod]
        public void An_advertised_gateway_is_connected_to()
        {
            ClientBench bench = Searching(0);
            bench.Link.ClearSent();
            bench.Link.Arrive(Hex.Parse("05 00 01 0384"), ScriptedLink.Address(5));
            bench.Client.Step(10);
            Assert.AreEqual("09040401003c626f78", bench.Link.TakeSentHex());
        }

        // 6.1: a gateway that misses Nadv of its ADVERTISE is taken off the list.
        [TestMethod]
        public void A_gateway_is_forgotten_after_Nadv_missed_advertisements()
        {
            ClientBench bench = ConnectedByDiscovery();
            LinkAddress other = ScriptedLink.Address(6);
            bench.Link.Arrive(Hex.Parse("05 00 02 000a"), other); // every 10 s
            bench.Client.Step(1000);
            Assert.AreEqual(2, bench.Client.KnownGateways);
            bench.Client.Step(30999);
            Assert.AreEqual(2, bench.Client.KnownGateways);
            bench.Client.Step(31000);
            Assert.AreEqual(1, bench.Client.KnownGateways);
        }

        [TestMethod]
        public void An_advertisement_in_time_keeps_a_gateway_known()
        {
            ClientBench bench = ConnectedByDiscovery();
            for (int i = 0; i < 10; i++)
            {
                bench.Link.Arrive(Hex.Parse("05 00 02 000a"), ScriptedLink.Address(6));
                bench.Client.Step(1000 + (i * 29000));
                bench.Link.Arrive("02 17");
                bench.Client.Step(1000 + (i * 29000));
                Assert.AreEqual(2, bench.Client.KnownGateways);
            }
        }

        // The gateway in use is watched by the keep-alive, not by its ADVERTISE.
        [TestMethod]
        public void The_gateway_in_use_is_not_forgotten_while_it_answers()
        {
            ClientBench bench = ConnectedByDiscovery();
            bench.Link.Arrive("05 00 01 0001");
            bench.Client.Step(1000);
            bench.Client.Step(4000);
            Assert.AreEqual(1, bench.Client.KnownGateways);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
        }

        // 6.1: a client that has a gateway may answer, after a random time, unless somebody else does first.
        [TestMethod]
        public void Another_clients_search_is_answered_with_the_gateways_address()
        {
            ClientBench bench = ConnectedByDiscovery();
            bench.Link.Arrive(Hex.Parse("03 01 00"), ScriptedLink.Address(7));
            bench.Client.Step(100);
            Assert.AreEqual("090211000000000001", bench.Link.TakeSentHex()); // GwId 0x11, GwAdd
            Assert.IsNull(bench.Link.LastTo);
        }

        [TestMethod]
        public void The_answer_waits_a_random_time_of_Tgwinfo_at_most_and_gives_way()
        {
            ClientBench bench = ConnectedByDiscovery(4711);
            bench.Link.Arrive(Hex.Parse("03 01 00"), ScriptedLink.Address(7));
            bench.Client.Step(100);
            Assert.AreEqual(0, bench.Link.SentCount);
            long due = bench.Client.NextDue(100);
            Assert.IsTrue(due > 101 && due <= 100 + 5000, "the seed has to give a delay");
            bench.Link.Arrive(Hex.Parse("03 02 11"), ScriptedLink.Address(1));
            bench.Client.Step(101);
            bench.Client.Step(6000);
            Assert.AreEqual(0, bench.Link.SentCount);

            bench.Link.Arrive(Hex.Parse("03 01 00"), ScriptedLink.Address(7));
            bench.Client.Step(7000);
            bench.Client.Step(12000);
            Assert.AreEqual("090211000000000001", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void A_client_that_shall_not_answer_does_not()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.AnswersSearchGw = false;
            FindGateway(bench, 0);
            bench.Link.Arrive(Hex.Parse("03 01 00"), ScriptedLink.Address(7));
            bench.Client.Step(6000);
            Assert.AreEqual(0, bench.Link.SentCount);
        }

        // A gateway that was heard of and then does not answer is no gateway.
        [TestMethod]
        public void A_found_gateway_that_does_not_answer_is_forgotten_and_the_search_goes_on()
        {
            ClientBench bench = Searching(0);
            bench.Settings.RetryCount = 0;
            bench.Link.Arrive(Hex.Parse("03 02 11"), ScriptedLink.Address(5));
            bench.Client.Step(10);
            bench.Link.ClearSent();
            bench.Client.Step(10010);
            Assert.AreEqual(0, bench.Client.KnownGateways);
            Step(bench, 10010, 12000);
            Assert.AreEqual((int)ClientState.Searching, (int)bench.Client.State);
            Assert.AreEqual("030100", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void Without_discovery_nobody_is_believed()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Link.Arrive(Hex.Parse("03 02 11"), ScriptedLink.Address(5));
            bench.Link.Arrive(Hex.Parse("05 00 11 0384"), ScriptedLink.Address(5));
            bench.Link.Arrive(Hex.Parse("03 01 00"), ScriptedLink.Address(7));
            bench.Client.Step(6000);
            Assert.AreEqual(1, bench.Client.KnownGateways);
            Assert.AreEqual(3u, bench.Client.Statistics.FromStrangers);
            Assert.AreEqual(0, bench.Link.SentCount);
        }

        // Rule 5: a flood of invented gateways fills a list of fixed size and no more.
        [TestMethod]
        public void A_flood_of_gateways_is_bounded()
        {
            ClientBench bench = ConnectedByDiscovery();
            for (int i = 10; i < 60; i++)
            {
                bench.Link.Arrive(Hex.Parse("03 02 11"), ScriptedLink.Address(i));
                bench.Client.Step(100 + i);
            }

            Assert.AreEqual(8, bench.Client.KnownGateways);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
        }

        [TestMethod]
        public void Stopping_ends_the_search()
        {
            ClientBench bench = Searching(0);
            bench.Link.ClearSent();
            bench.Client.Stop(1);
            Assert.AreEqual((int)ClientState.Stopped, (int)bench.Client.State);
            bench.Client.Step(100000);
            Assert.AreEqual(0, bench.Link.SentCount);
        }

        // Configured gateways that are all silent do not keep the client from looking for others.
        [TestMethod]
        public void When_the_configured_gateway_is_lost_another_is_looked_for()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.Discover = true;
            bench.Settings.RetryCount = 0;
            bench.Link.TakesAnyAddress = true;
            bench.Make();
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.ClearSent();
            bench.Client.Step(10000);
            bench.Client.Step(10000);
            Assert.AreEqual("030100", bench.Link.TakeSentHex());
            bench.Link.Arrive(Hex.Parse("03 02 11"), ScriptedLink.Address(5));
            Step(bench, 10001, 30000);
            bool triedTheOther = false;
            while (bench.Link.SentCount > 0)
            {
                byte[] datagram = bench.Link.TakeSent();
                triedTheOther |= datagram[1] == 0x04 && bench.Link.LastTo.SameAs(ScriptedLink.Address(5));
            }

            Assert.IsTrue(triedTheOther);
        }

        private static ClientBench Searching(uint seed)
        {
            ClientBench bench = new ClientBench();
            bench.Settings.Discover = true;
            bench.Settings.RandomSeed = seed;
            bench.MakeWithoutGateway();
            bench.Client.Start(0);
            bench.Client.Step(0);
            return bench;
        }

        private static ClientBench ConnectedByDiscovery()
        {
            return FindGateway(new ClientBench(), 0);
        }

        private static ClientBench ConnectedByDiscovery(uint seed)
        {
            return FindGateway(new ClientBench(), seed);
        }

        /// <summary>Lets a client find the gateway of the link, connect and register; at time 0.</summary>
        private static ClientBench FindGateway(ClientBench bench, uint seed)
        {
            bench.Settings.Discover = true;
            bench.Settings.RandomSeed = seed;
            bench.MakeWithoutGateway();
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("03 02 11");
            bench.Client.Step(0);
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.Arrive("07 0b 0102 0001 00");
            bench.Client.Step(0);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
            bench.Link.ClearSent();
            return bench;
        }

        private static void Step(ClientBench bench, long fromMs, long toMs)
        {
            for (long now = fromMs; now <= toMs; now += 100)
            {
                bench.Client.Step(now);
            }
        }
    }
}
