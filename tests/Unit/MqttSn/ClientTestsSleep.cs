using System.Text;
using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    // 6.14: asleep, awake, active. Duration 60 s throughout; the client wakes after four fifths of it.
    [TestClass]
    public class ClientTestsSleep
    {
        [TestMethod]
        public void Going_to_sleep_is_a_disconnect_with_a_duration_and_its_answer()
        {
            ClientBench bench = new ClientBench().Register();
            Assert.IsTrue(bench.Client.Sleep(60, 1000));
            Assert.AreEqual("0418003c", bench.Link.TakeSentHex());
            Assert.AreEqual((int)ClientState.FallingAsleep, (int)bench.Client.State);
            bench.Link.Arrive("02 18");
            Assert.AreEqual(1100 + 48000L, bench.Client.Step(1100));
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Client.State);
        }

        [TestMethod]
        public void The_disconnect_is_repeated_and_then_the_gateway_is_lost()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Client.Sleep(60, 0);
            bench.Link.ClearSent();
            for (int i = 1; i <= 3; i++)
            {
                bench.Client.Step(i * 10000);
                Assert.AreEqual("0418003c", bench.Link.TakeSentHex());
            }

            bench.Client.Step(40000);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Client.State);
            Assert.AreEqual((int)ClientEvent.GatewayLost, (int)bench.Handler.Cause);
        }

        [TestMethod]
        public void A_sleeper_is_silent_until_it_wakes_with_its_client_id()
        {
            ClientBench bench = Asleep();
            bench.Client.Step(47999);
            Assert.AreEqual(0, bench.Link.SentCount);
            bench.Client.Step(48000);
            Assert.AreEqual("0516626f78", bench.Link.TakeSentHex());
            Assert.AreEqual((int)ClientState.Awake, (int)bench.Client.State);
        }

        [TestMethod]
        public void Kept_messages_are_taken_and_answered_and_pingresp_is_good_night()
        {
            ClientBench bench = Awake();
            bench.Link.Arrive("09 0c 20 0007 0021 cafe");
            bench.Link.Arrive("09 0c 00 0007 0000 beef");
            bench.Link.Arrive("02 17");
            long due = bench.Client.Step(48100);
            Assert.AreEqual(2, bench.Handler.Messages);
            Assert.AreEqual("beef", bench.Handler.LastMessage);
            Assert.AreEqual("070d0007002100", bench.Link.TakeSentHex());
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Client.State);
            Assert.AreEqual(48100 + 48000L, due);
        }

        // Gateways differ: some send PINGRESP first.
        [TestMethod]
        public void A_message_after_pingresp_is_taken_and_answered_too()
        {
            ClientBench bench = Awake();
            bench.Link.Arrive("02 17");
            bench.Client.Step(48100);
            bench.Link.Arrive("09 0c 20 0007 0021 cafe");
            bench.Client.Step(48200);
            Assert.AreEqual(1, bench.Handler.Messages);
            Assert.AreEqual("070d0007002100", bench.Link.TakeSentHex());
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Client.State);
        }

        [TestMethod]
        public void A_kept_message_of_qos_2_is_taken_once()
        {
            ClientBench bench = Awake();
            bench.Link.Arrive("09 0c 40 0007 0021 cafe");
            bench.Link.Arrive("09 0c c0 0007 0021 cafe");
            bench.Link.Arrive("04 10 0021");
            bench.Client.Step(48100);
            Assert.AreEqual(1, bench.Handler.Messages);
            Assert.AreEqual("040f0021", bench.Link.TakeSentHex());
            Assert.AreEqual("040f0021", bench.Link.TakeSentHex());
            Assert.AreEqual("040e0021", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void A_wake_up_nobody_answers_is_repeated_and_then_the_gateway_is_lost()
        {
            ClientBench bench = Awake();
            for (int i = 1; i <= 3; i++)
            {
                bench.Client.Step(48000 + (i * 10000));
                Assert.AreEqual("0516626f78", bench.Link.TakeSentHex());
            }

            bench.Client.Step(88000);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Client.State);
        }

        [TestMethod]
        public void A_gateway_that_has_given_the_sleeper_up_says_so_and_the_client_connects_anew()
        {
            ClientBench bench = Awake();
            bench.Link.Arrive("02 18");
            long due = bench.Client.Step(48100);
            Assert.AreEqual((int)ClientEvent.GatewayDisconnected, (int)bench.Handler.Cause);
            bench.Client.Step(due);
            Assert.AreEqual("09040001003c626f78", bench.Link.TakeSentHex());
        }

        // The network may repeat the DISCONNECT that put the client to sleep.
        [TestMethod]
        public void A_disconnect_while_asleep_changes_nothing()
        {
            ClientBench bench = Asleep();
            bench.Link.Arrive("02 18");
            bench.Client.Step(200);
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Client.State);
            Assert.AreEqual(1u, bench.Client.Statistics.Unexpected);
        }

        [TestMethod]
        public void The_link_may_be_off_while_the_client_sleeps()
        {
            ClientBench bench = Asleep();
            bench.Link.Up = false;
            bench.Client.Step(20000);
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Client.State);
            bench.Client.Step(60000); // it wakes when it can be heard
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Client.State);
            bench.Link.Up = true;
            bench.Client.Step(60010);
            Assert.AreEqual("0516626f78", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void Back_in_a_kept_session_topic_ids_are_good_and_subscriptions_are_made_again()
        {
            ClientBench bench = Asleep();
            Assert.IsTrue(bench.Client.Wake(30000));
            Assert.AreEqual("09040001003c626f78", bench.Link.TakeSentHex());
            Assert.AreEqual((int)ClientState.Connecting, (int)bench.Client.State);
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(30010);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
            Assert.AreEqual("0612400003" + "63", bench.Link.TakeSentHex());
            Assert.AreEqual(0, bench.Link.SentCount);
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(1, 30020));
        }

        [TestMethod]
        public void Back_in_a_clean_session_everything_is_asked_for_again()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Client.Sleep(60, 0);
            bench.Link.Arrive("02 18");
            bench.Client.Step(0);
            bench.Client.Wake(30000);
            bench.Link.ClearSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(30010);
            Assert.AreEqual((int)MessageType.Register, (int)bench.Link.TakeSent()[1]);
        }

        [TestMethod]
        public void A_return_that_needed_a_new_connection_asks_for_everything_again()
        {
            ClientBench bench = Asleep();
            bench.Client.Wake(30000);
            bench.Link.Arrive("02 18");
            long due = bench.Client.Step(30010);
            bench.Client.Step(due);
            bench.Link.ClearSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(due + 10);
            Assert.IsFalse(bench.Topic.IsReady);
        }

        [TestMethod]
        public void A_sleeper_can_change_its_duration()
        {
            ClientBench bench = Asleep();
            Assert.IsTrue(bench.Client.Sleep(600, 1000));
            Assert.AreEqual("04180258", bench.Link.TakeSentHex());
            bench.Link.Arrive("02 18");
            Assert.AreEqual(1100 + 480000L, bench.Client.Step(1100));
        }

        [TestMethod]
        public void A_sleeper_can_be_stopped()
        {
            ClientBench bench = Asleep();
            bench.Client.Stop(1000);
            Assert.AreEqual("0218", bench.Link.TakeSentHex());
            bench.Link.Arrive("02 18");
            bench.Client.Step(1010);
            Assert.AreEqual((int)ClientState.Stopped, (int)bench.Client.State);
        }

        [TestMethod]
        public void Nobody_sleeps_over_a_request_that_waits_or_without_a_connection()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(1, 0);
            Assert.IsFalse(bench.Client.Sleep(60, 0));
            ClientBench unconnected = new ClientBench().Make();
            Assert.IsFalse(unconnected.Client.Sleep(60, 0));
            Assert.IsFalse(unconnected.Client.Wake(0));
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(-1)]
        [DataRow(65536)]
        public void A_duration_no_frame_can_carry_is_refused(int seconds)
        {
            ClientBench bench = new ClientBench().Register();
            Assert.IsFalse(bench.Client.Sleep(seconds, 0));
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
        }

        [TestMethod]
        public void A_message_that_crosses_the_disconnect_is_taken()
        {
            ClientBench bench = Subscribed();
            bench.Client.Sleep(60, 0);
            bench.Link.ClearSent();
            bench.Link.Arrive("09 0c 20 0007 0021 cafe");
            bench.Client.Step(10);
            Assert.AreEqual(1, bench.Handler.Messages);
            Assert.AreEqual("070d0007002100", bench.Link.TakeSentHex());
        }

        // A gateway that has given the sleeper up accepts its CONNECT all the same.
        [TestMethod]
        public void After_sleep_subscriptions_are_made_again()
        {
            ClientBench bench = ClientBench.Subscribed(false);
            bench.Client.Sleep(60, 1);
            bench.Link.Arrive("02 18");
            bench.Client.Step(2);
            bench.Link.ClearSent();
            bench.Client.Wake(4);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(5);
            Assert.IsTrue(bench.TakeAllSentHex().IndexOf("12") >= 0, "no SUBSCRIBE after waking");
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

        /// <summary>A client of a kept session with the topic "a/b" (0x0102) and a subscription to "c" (7).</summary>
        private static ClientBench Subscribed()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = false;
            bench.Make();
            bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("c"), 2));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.Arrive("07 0b 0102 0001 00");
            bench.Link.Arrive("08 13 40 0007 0002 00");
            bench.Client.Step(0);
            bench.Link.ClearSent();
            Assert.IsFalse(bench.Client.AwaitsAnswer);
            return bench;
        }

        /// <summary>Asleep since 0.</summary>
        private static ClientBench Asleep()
        {
            ClientBench bench = Subscribed();
            bench.Client.Sleep(60, 0);
            bench.Link.Arrive("02 18");
            bench.Client.Step(0);
            bench.Link.ClearSent();
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Client.State);
            return bench;
        }

        /// <summary>Awake at 48,000.</summary>
        private static ClientBench Awake()
        {
            ClientBench bench = Asleep();
            bench.Client.Step(48000);
            bench.Link.ClearSent();
            return bench;
        }
    }
}
