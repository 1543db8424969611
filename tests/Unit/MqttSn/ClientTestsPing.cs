using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    // A PINGREQ that somebody asks for (6.11): how soon the gateway answers, and nothing else changes.
    [TestClass]
    public class ClientTestsPing
    {
        [TestMethod]
        public void A_ping_that_is_asked_for_goes_at_once_and_is_timed()
        {
            ClientBench bench = Connected();
            Assert.AreEqual(-1, bench.Client.PingMs);
            Assert.IsTrue(bench.Client.TryPing(1000));
            Assert.AreEqual("0216", bench.Link.TakeSentHex()); // 5.4.19: awake, so without a ClientId
            Assert.IsTrue(bench.Client.IsPinging(1010));
            Assert.AreEqual(-1, bench.Client.PingMs);
            bench.Link.Arrive("02 17");
            bench.Client.Step(1012);
            Assert.IsFalse(bench.Client.IsPinging(1012));
            Assert.AreEqual(12, bench.Client.PingMs);
            Assert.AreEqual(0u, bench.Client.Statistics.Unexpected);
        }

        [TestMethod]
        public void Without_a_connection_nothing_is_sent()
        {
            ClientBench bench = new ClientBench().Make();
            Assert.IsFalse(bench.Client.TryPing(0));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.ClearSent();
            Assert.IsFalse(bench.Client.TryPing(5)); // CONNECT is under way
            Assert.AreEqual("", bench.TakeAllSentHex());
            Assert.IsFalse(bench.Client.IsPinging(5));

            bench = Connected();
            bench.Link.Up = false;
            Assert.IsFalse(bench.Client.TryPing(10));
        }

        // 6.13: Tretry and Nretry as for any request.
        [TestMethod]
        public void A_ping_that_is_not_answered_is_repeated_and_then_the_gateway_is_lost()
        {
            ClientBench bench = Connected();
            bench.Settings.KeepAliveSeconds = 65535;
            Assert.IsTrue(bench.Client.TryPing(1000));
            bench.Link.ClearSent();
            long now = 1000;
            int sent = 0;
            for (int i = 0; i < 20 && bench.Client.State == ClientState.Active; i++)
            {
                Assert.IsTrue(bench.Client.IsPinging(now));
                now = bench.Client.Step(now);
                sent += bench.Link.TakeSentHex() == "0216" ? 1 : 0;
            }

            Assert.AreEqual(bench.Settings.RetryCount, sent);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Client.State);
            Assert.AreEqual((int)ClientEvent.GatewayLost, (int)bench.Client.LastEvent);
            Assert.IsFalse(bench.Client.IsPinging(now));
            Assert.AreEqual(-1, bench.Client.PingMs);
        }

        [TestMethod]
        public void An_answer_to_a_repetition_counts_from_the_first_sending()
        {
            ClientBench bench = Connected();
            bench.Settings.KeepAliveSeconds = 65535;
            bench.Client.TryPing(1000);
            bench.Client.Step(1000 + bench.Settings.RetryMs);
            bench.Link.Arrive("02 17");
            bench.Client.Step(1000 + bench.Settings.RetryMs + 20);
            Assert.AreEqual(bench.Settings.RetryMs + 20, bench.Client.PingMs);
        }

        [TestMethod]
        public void A_ping_joins_the_one_of_the_keep_alive()
        {
            ClientBench bench = Connected();
            long due = bench.Client.NextDue(0);
            bench.Client.Step(due);
            Assert.AreEqual("0216", bench.Link.TakeSentHex());
            Assert.IsTrue(bench.Client.TryPing(due + 30));
            Assert.AreEqual(0, bench.Link.SentCount);
            bench.Link.Arrive("02 17");
            bench.Client.Step(due + 50);
            Assert.AreEqual(50, bench.Client.PingMs);
        }

        // Any answer shows that the gateway hears; the PINGRESP behind it is still what was asked for.
        [TestMethod]
        public void Another_answer_before_the_pingresp_does_not_end_the_measurement()
        {
            ClientBench bench = Connected();
            bench.Publish(1, 1000);
            byte[] publish = bench.Link.TakeSent();
            bench.Client.TryPing(1000);
            bench.Link.ClearSent();
            bench.Link.Arrive("07 0d 0102 " + Hex.Of(publish, 5, 2) + " 00");
            bench.Client.Step(1005);
            Assert.IsTrue(bench.Client.IsPinging(1005));
            bench.Link.Arrive("02 17");
            bench.Client.Step(1009);
            Assert.AreEqual(9, bench.Client.PingMs);
            Assert.AreEqual(0u, bench.Client.Statistics.Unexpected);
        }

        [TestMethod]
        public void A_gateway_that_answers_all_but_pings_is_not_lost_for_it()
        {
            ClientBench bench = Connected();
            bench.Settings.KeepAliveSeconds = 65535;
            bench.Publish(1, 1000);
            byte[] publish = bench.Link.TakeSent();
            bench.Client.TryPing(1000);
            bench.Link.ClearSent();
            bench.Link.Arrive("07 0d 0102 " + Hex.Of(publish, 5, 2) + " 00");
            bench.Client.Step(1005);
            bench.Client.Step(1000 + bench.Settings.RetryMs);
            Assert.AreEqual(0, bench.Link.SentCount);
            Assert.IsFalse(bench.Client.IsPinging(1000 + bench.Settings.RetryMs));
            Assert.AreEqual(-1, bench.Client.PingMs);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
        }

        [TestMethod]
        public void A_connection_that_ends_ends_the_measurement()
        {
            ClientBench bench = Connected();
            bench.Client.TryPing(1000);
            bench.Link.Arrive("02 18");
            bench.Client.Step(1003);
            Assert.IsFalse(bench.Client.IsPinging(1003));
            Assert.AreEqual(-1, bench.Client.PingMs);
        }

        private static ClientBench Connected()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Link.ClearSent();
            return bench;
        }
    }
}
