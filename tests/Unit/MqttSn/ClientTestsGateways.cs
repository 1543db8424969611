using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    // 6.13: a gateway that does not answer is lost; another one is tried, then the old one again.
    [TestClass]
    public class ClientTestsGateways
    {
        private static readonly LinkAddress Second = ScriptedLink.Address(2);
        private static readonly LinkAddress Third = ScriptedLink.Address(3);

        [TestMethod]
        public void A_lost_gateway_makes_room_for_the_next_and_the_round_begins_anew()
        {
            ClientBench bench = Bench();
            bench.Client.AddGateway(Third);
            LinkAddress[] expected = new LinkAddress[] { bench.Link.Gateway, Second, Third, bench.Link.Gateway };
            bench.Client.Start(0);
            long now = 0;
            for (int i = 0; i < expected.Length; i++)
            {
                bench.Client.Step(now);
                Assert.AreEqual("09040401003c626f78", bench.Link.TakeSentHex());
                Assert.IsTrue(bench.Link.LastTo.SameAs(expected[i]), "attempt " + i);
                Assert.IsTrue(bench.Client.Gateway.SameAs(expected[i]));
                now += 10000;
                now = bench.Client.Step(now); // lost; when the next one is due
            }
        }

        [TestMethod]
        public void The_pause_doubles_only_when_all_gateways_have_failed()
        {
            ClientBench bench = Bench();
            bench.Client.Start(0);
            int[] pauses = new int[] { 1000, 1000, 2000, 2000, 4000, 4000 };
            long now = 0;
            for (int i = 0; i < pauses.Length; i++)
            {
                bench.Client.Step(now);
                bench.Link.ClearSent();
                now += 10000;
                long due = bench.Client.Step(now);
                Assert.AreEqual(now + pauses[i], due, "failure " + i);
                now = due;
            }
        }

        // 5.3.10: congestion is the gateway's; another one may have room.
        [TestMethod]
        public void A_congested_gateway_is_left_alone_while_another_is_asked()
        {
            ClientBench bench = Bench();
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.ClearSent();
            bench.Link.Arrive("03 05 01");
            long due = bench.Client.Step(5);
            Assert.AreEqual(1005L, due);
            bench.Client.Step(due);
            bench.Link.TakeSent();
            Assert.IsTrue(bench.Link.LastTo.SameAs(Second));
            bench.Link.Arrive(Hex.Parse("03 05 01"), Second);
            due = bench.Client.Step(1010);
            Assert.AreEqual(5 + 301000L, due);
            bench.Client.Step(due);
            bench.Link.TakeSent();
            Assert.IsTrue(bench.Link.LastTo.SameAs(bench.Link.Gateway));
        }

        [TestMethod]
        public void A_gateway_that_disconnects_is_asked_again_first()
        {
            ClientBench bench = Bench();
            Connect(bench, bench.Link.Gateway, 0);
            bench.Link.Arrive("02 18");
            long due = bench.Client.Step(5);
            bench.Client.Step(due);
            bench.Link.TakeSent();
            Assert.IsTrue(bench.Link.LastTo.SameAs(bench.Link.Gateway));
        }

        [TestMethod]
        public void Frames_of_the_former_gateway_are_strangers()
        {
            ClientBench bench = FailOver();
            uint strangers = bench.Client.Statistics.FromStrangers;
            bench.Link.Arrive("02 18");
            bench.Link.Arrive("07 0b 0102 0001 00");
            bench.Client.Step(20000);
            Assert.AreEqual(strangers + 2, bench.Client.Statistics.FromStrangers);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
        }

        [TestMethod]
        public void While_a_later_gateway_serves_the_earlier_one_is_asked_now_and_then()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.ReturnMs = 60000;
            FailOver(bench);
            long from = 11000 + 60000;
            AnswerPings(bench, Second, 11000, from - 1);
            bench.Link.ClearSent();
            bench.Client.Step(from);
            Assert.AreEqual("030100", bench.Link.TakeSentHex());
            Assert.IsTrue(bench.Link.LastTo.SameAs(bench.Link.Gateway));
        }

        [TestMethod]
        public void When_the_earlier_gateway_answers_the_client_returns_to_it()
        {
            ClientBench bench = FailOver();
            bench.Link.Arrive("03 02 01");
            long due = bench.Client.Step(20000);
            Assert.AreEqual("0218", bench.Link.TakeSentHex());
            Assert.IsTrue(bench.Link.LastTo.SameAs(Second));
            Assert.AreEqual((int)ClientEvent.GatewayReturned, (int)bench.Handler.Cause);
            bench.Client.Step(due);
            Assert.AreEqual("09040401003c626f78", bench.Link.TakeSentHex());
            Assert.IsTrue(bench.Link.LastTo.SameAs(bench.Link.Gateway));
        }

        [TestMethod]
        public void The_return_waits_for_the_message_under_way_and_lets_no_other_begin()
        {
            ClientBench bench = FailOver();
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(1, 20000));
            byte[] publish = bench.Link.TakeSent();
            bench.Link.Arrive("03 02 01");
            bench.Client.Step(20000);
            Assert.AreEqual(0, bench.Link.SentCount);
            bench.Link.Arrive(Hex.Parse("07 0d 0102 " + Hex.Of(publish, 5, 2) + " 00"), Second);
            bench.Client.Step(20001);
            Assert.AreEqual((int)PublishOutcome.Acknowledged, (int)bench.Handler.Outcome);
            Assert.AreEqual("0218", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void Without_ReturnMs_the_client_stays_where_it_is()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.ReturnMs = 0;
            FailOver(bench);
            bench.Link.Arrive("03 02 01");
            bench.Client.Step(20000);
            Assert.AreEqual(0, bench.Link.SentCount);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
        }

        [TestMethod]
        public void A_link_that_went_down_is_no_reason_to_leave_a_gateway()
        {
            ClientBench bench = Bench();
            Connect(bench, bench.Link.Gateway, 0);
            bench.Link.Up = false;
            bench.Client.Step(10);
            bench.Link.Up = true;
            bench.Client.Step(5000);
            Assert.AreEqual("09040401003c626f78", bench.Link.TakeSentHex());
            Assert.IsTrue(bench.Link.LastTo.SameAs(bench.Link.Gateway));
        }

        [TestMethod]
        public void Four_gateways_can_be_configured_and_none_after_the_start()
        {
            ClientBench bench = Bench();
            Assert.IsFalse(bench.Client.AddGateway(new LinkAddress()));
            Assert.IsTrue(bench.Client.AddGateway(Third));
            Assert.IsTrue(bench.Client.AddGateway(ScriptedLink.Address(4)));
            Assert.IsFalse(bench.Client.AddGateway(ScriptedLink.Address(5)));
            ClientBench started = new ClientBench().Make();
            started.Client.Start(0);
            Assert.IsFalse(started.Client.AddGateway(Second));
        }

        [TestMethod]
        public void Without_any_gateway_nothing_is_sent_and_nothing_is_due()
        {
            ClientBench bench = new ClientBench().MakeWithoutGateway();
            bench.Client.Start(0);
            Assert.AreEqual(long.MaxValue, bench.Client.Step(0));
            Assert.AreEqual(0, bench.Link.SentCount);
        }

        // Boxes that a power cut has started together shall not come back together.
        [TestMethod]
        public void Pauses_are_jittered_by_half_at_most()
        {
            int different = 0;
            long last = -1;
            for (uint seed = 1; seed <= 20; seed++)
            {
                ClientBench bench = new ClientBench();
                bench.Settings.RandomSeed = seed * 104729;
                bench.Settings.RetryCount = 0;
                bench.Make();
                bench.Client.Start(0);
                bench.Client.Step(0);
                long due = bench.Client.Step(10000);
                Assert.IsTrue(due >= 11000 && due <= 11500);
                different += due == last ? 0 : 1;
                last = due;
            }

            Assert.IsTrue(different > 15);
        }

        private static ClientBench Bench()
        {
            return Prepare(new ClientBench());
        }

        private static ClientBench Prepare(ClientBench bench)
        {
            bench.Settings.RetryCount = 0;
            bench.Link.TakesAnyAddress = true;
            bench.Make();
            Assert.IsTrue(bench.Client.AddGateway(Second));
            return bench;
        }

        private static void Connect(ClientBench bench, LinkAddress gateway, long nowMs)
        {
            bench.Client.Start(nowMs);
            bench.Client.Step(nowMs);
            bench.Link.Arrive(Hex.Parse("03 05 00"), gateway);
            bench.Client.Step(nowMs);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
            byte[] register = null;
            while (bench.Link.SentCount > 0)
            {
                register = bench.Link.TakeSent();
            }

            bench.Link.Arrive(Hex.Parse("07 0b 0102 " + Hex.Of(register, 4, 2) + " 00"), gateway);
            bench.Client.Step(nowMs);
            bench.Link.ClearSent();
        }

        private static ClientBench FailOver()
        {
            return FailOver(new ClientBench());
        }

        /// <summary>The first gateway is silent; at 11,000 ms the second one has accepted and the topic is registered.</summary>
        private static ClientBench FailOver(ClientBench bench)
        {
            Prepare(bench);
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Client.Step(10000);
            bench.Link.ClearSent();
            Connect(bench, Second, 11000);
            return bench;
        }

        private static void AnswerPings(ClientBench bench, LinkAddress gateway, long fromMs, long toMs)
        {
            for (long now = fromMs; now <= toMs; now += 1000)
            {
                bench.Client.Step(now);
                while (bench.Link.SentCount > 0)
                {
                    if (bench.Link.TakeSent()[1] == 0x16)
                    {
                        bench.Link.Arrive(Hex.Parse("02 17"), gateway);
                    }
                }
            }
        }
    }
}
