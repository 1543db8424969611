using System.Text;
using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    [TestClass]
    public class ClientTests
    {
        // 5.4.4 and 6.2: Flags CleanSession, ProtocolId 1, Duration 60 s, ClientId.
        [TestMethod]
        public void Start_sends_connect()
        {
            ClientBench bench = new ClientBench().Make();
            bench.Client.Start(0);
            bench.Client.Step(0);
            Assert.AreEqual("0904040100" + "3c626f78", bench.Link.TakeSentHex());
            Assert.AreEqual((int)ClientState.Connecting, (int)bench.Client.State);
        }

        [TestMethod]
        public void Connect_of_a_kept_session_does_not_ask_to_forget()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = false;
            bench.Make();
            bench.Client.Start(0);
            bench.Client.Step(0);
            Assert.AreEqual("09040001003c626f78", bench.Link.TakeSentHex());
        }

        // 6.13: sent again after Tretry, Nretry times; then the gateway is lost.
        [TestMethod]
        public void Connect_is_repeated_until_the_gateway_counts_as_lost()
        {
            ClientBench bench = new ClientBench().Make();
            bench.Client.Start(0);
            long due = bench.Client.Step(0);
            Assert.AreEqual(10000L, due);
            bench.Link.TakeSent();
            for (int i = 1; i <= 3; i++)
            {
                bench.Client.Step((i * 10000) - 1);
                Assert.AreEqual(0, bench.Link.SentCount);
                bench.Client.Step(i * 10000);
                Assert.AreEqual("09040401003c626f78", bench.Link.TakeSentHex());
            }

            due = bench.Client.Step(40000);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Client.State);
            Assert.AreEqual((int)ClientEvent.GatewayLost, (int)bench.Handler.Cause);
            Assert.AreEqual(0, bench.Link.SentCount);
            Assert.AreEqual(41000L, due);
            bench.Client.Step(41000);
            Assert.AreEqual("09040401003c626f78", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void The_pause_between_attempts_doubles_up_to_its_maximum()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.RetryCount = 0;
            bench.Settings.ReconnectMaxMs = 5000;
            bench.Make();
            bench.Client.Start(0);
            int[] pauses = new int[] { 1000, 2000, 4000, 5000, 5000 };
            long now = 0;
            for (int i = 0; i < pauses.Length; i++)
            {
                bench.Client.Step(now);
                bench.Link.TakeSent();
                now += 10000;
                long due = bench.Client.Step(now);
                Assert.AreEqual(now + pauses[i], due);
                now = due;
            }
        }

        // 5.3.10: congestion means try again after Twait.
        [TestMethod]
        public void A_connack_with_congestion_is_left_alone_for_Twait()
        {
            ClientBench bench = new ClientBench().Make();
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 01");
            long due = bench.Client.Step(5);
            Assert.AreEqual(5 + 301000L, due);
            Assert.AreEqual((int)ClientEvent.ConnectRejected, (int)bench.Handler.Cause);
            Assert.AreEqual(1, bench.Client.ConnectReturnCode);
        }

        [TestMethod]
        [DataRow("03 05 02")]
        [DataRow("03 05 03")]
        [DataRow("03 05 ff")]
        public void Any_other_refusal_is_tried_again_after_the_pause(string connack)
        {
            ClientBench bench = new ClientBench().Make();
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive(connack);
            Assert.AreEqual(1000L, bench.Client.Step(0));
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Client.State);
        }

        // 5.4.10: TopicId 0 from a client.
        [TestMethod]
        public void A_named_topic_is_registered_after_connack()
        {
            ClientBench bench = new ClientBench().Connect();
            Assert.AreEqual("090a00000001612f62", bench.Link.TakeSentHex());
            Assert.IsFalse(bench.Topic.IsReady);
            bench.Link.Arrive("07 0b 0102 0001 00");
            bench.Client.Step(1);
            Assert.IsTrue(bench.Topic.IsReady);
            Assert.AreEqual(0x0102, bench.Topic.Id);
        }

        [TestMethod]
        public void An_answer_with_another_MsgId_is_not_taken()
        {
            ClientBench bench = new ClientBench().Connect();
            bench.Link.Arrive("07 0b 0102 0007 00");
            bench.Client.Step(1);
            Assert.IsFalse(bench.Topic.IsReady);
            Assert.AreEqual(1u, bench.Client.Statistics.Unexpected);
        }

        // 6.5: one REGISTER at a time; the next one when the first is answered.
        [TestMethod]
        public void One_register_is_outstanding_at_a_time()
        {
            ClientBench bench = new ClientBench().Make();
            bench.Client.AddTopic(Topic.Named(Encoding.UTF8.GetBytes("c"), 0));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Client.Step(1);
            Assert.AreEqual(1, bench.Link.SentCount);
            bench.Link.TakeSent();
            bench.Link.Arrive("07 0b 0001 0001 00");
            bench.Client.Step(2);
            Assert.AreEqual("070a0000000263", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void Register_is_repeated_with_the_same_MsgId()
        {
            ClientBench bench = new ClientBench().Connect();
            string first = bench.Link.TakeSentHex();
            bench.Client.Step(10000);
            Assert.AreEqual(first, bench.Link.TakeSentHex());
            Assert.AreEqual(1u, bench.Client.Statistics.Retransmissions);
        }

        [TestMethod]
        [DataRow("07 0b 0000 0001 00")] // 5.3.11: 0x0000 and 0xFFFF are no ids
        [DataRow("07 0b ffff 0001 00")]
        [DataRow("07 0b 0001 0001 03")]
        public void A_topic_that_is_refused_takes_nothing(string regack)
        {
            ClientBench bench = new ClientBench().Connect();
            bench.Link.ClearSent();
            bench.Link.Arrive(regack);
            bench.Client.Step(1);
            Assert.AreEqual((int)PublishOutcome.NotNow, (int)bench.Publish(0, 1));
            Assert.AreEqual(0, bench.Link.SentCount);
        }

        // A refusal is respected for a while, longer every time; it is not the end.
        [TestMethod]
        public void A_topic_that_was_refused_is_asked_for_again_after_a_pause()
        {
            ClientBench bench = new ClientBench().Connect();
            bench.Link.ClearSent();
            bench.Link.Arrive("07 0b 0000 0001 03");
            Assert.AreEqual(10000L, bench.Client.Step(0));
            bench.Client.Step(9999);
            Assert.AreEqual(0, bench.Link.SentCount);
            bench.Client.Step(10000);
            Assert.AreEqual("090a00000002612f62", bench.Link.TakeSentHex());
            bench.Link.Arrive("07 0b 0000 0002 03");
            bench.Client.Step(10001);
            bench.Client.Step(30000);
            Assert.AreEqual(0, bench.Link.SentCount);
            bench.Client.Step(30001);
            Assert.AreEqual("090a00000003612f62", bench.Link.TakeSentHex());
            bench.Link.Arrive("07 0b 0005 0003 00");
            bench.Client.Step(30002);
            Assert.AreEqual((int)PublishOutcome.Sent, (int)bench.Publish(0, 30002));
        }

        [TestMethod]
        public void Register_answered_with_congestion_is_repeated_after_Twait()
        {
            ClientBench bench = new ClientBench().Connect();
            bench.Link.ClearSent();
            bench.Link.Arrive("07 0b 0000 0001 01");
            bench.Client.Step(0);
            bench.Client.Step(5000);
            Assert.AreEqual(0, bench.Link.SentCount);
            KeepAlive(bench, 5000, 300000);
            bench.Client.Step(301000);
            Assert.AreEqual("090a00000002612f62", bench.Link.TakeSentHex());
        }

        // 6.11, 5.4.19: PINGREQ within Duration when nothing else is sent.
        [TestMethod]
        public void Silence_is_broken_by_pingreq_within_the_keep_alive_time()
        {
            ClientBench bench = new ClientBench().Register();
            long due = bench.Client.Step(1);
            Assert.AreEqual(48000L, due);
            bench.Client.Step(due);
            Assert.AreEqual("0216", bench.Link.TakeSentHex());
            bench.Link.Arrive("02 17");
            Assert.AreEqual(96010L, bench.Client.Step(48010) + 10);
        }

        [TestMethod]
        public void A_ping_that_is_never_answered_loses_the_gateway()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Client.Step(48000);
            bench.Client.Step(58000);
            bench.Client.Step(68000);
            bench.Client.Step(78000);
            Assert.AreEqual(4, bench.Link.SentCount);
            bench.Client.Step(88000);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Client.State);
            Assert.AreEqual(1u, bench.Client.Statistics.GatewayLosses);
        }

        // 6.11: publishing at QoS 0 alone would never notice a dead gateway.
        [TestMethod]
        public void A_client_that_only_sends_still_asks_whether_the_gateway_lives()
        {
            ClientBench bench = new ClientBench().Register();
            for (int now = 1000; now < 48000; now += 1000)
            {
                bench.Publish(0, now);
                bench.Client.Step(now);
                bench.Link.ClearSent();
            }

            bench.Client.Step(48000);
            Assert.AreEqual("0216", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void The_gateways_pingreq_is_answered()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Link.Arrive("02 16");
            bench.Client.Step(5);
            Assert.AreEqual("0217", bench.Link.TakeSentHex());
        }

        // The gateway may drop a client 1.5 times Duration after its last frame.
        [TestMethod]
        public void With_a_short_keep_alive_time_a_ping_is_repeated_in_time()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.KeepAliveSeconds = 5;
            bench.Register();
            bench.Client.Step(4000);
            Assert.AreEqual("0216", bench.Link.TakeSentHex());
            bench.Client.Step(4750);
            Assert.AreEqual("0216", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void Any_answer_shows_that_the_gateway_is_there()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(1, 47000);
            bench.Client.Step(48000);
            bench.Link.Arrive("07 0d 0102 0002 00");
            bench.Client.Step(48001);
            bench.Link.ClearSent();
            bench.Client.Step(58000);
            Assert.AreEqual(0, bench.Link.SentCount);
        }

        [TestMethod]
        public void Started_again_while_it_says_goodbye_the_client_connects()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Client.Stop(5);
            bench.Link.ClearSent();
            bench.Client.Start(6);
            bench.Client.Step(6);
            Assert.AreEqual("09040401003c626f78", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void Congestion_outlasts_the_connection()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Publish(1, 0);
            bench.Link.Arrive("07 0d 0102 0002 01");
            bench.Link.Arrive("02 18");
            bench.Client.Step(0);
            bench.Client.Step(1000);
            bench.Link.ClearSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(1001);
            Assert.AreEqual(0, bench.Link.SentCount); // not even a REGISTER before Twait is over
        }

        // 6.12: a DISCONNECT the client did not ask for.
        [TestMethod]
        public void The_gateways_disconnect_is_followed_by_a_new_connect()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Link.Arrive("02 18");
            long due = bench.Client.Step(5);
            Assert.AreEqual((int)ClientEvent.GatewayDisconnected, (int)bench.Handler.Cause);
            Assert.AreEqual(1005L, due);
            bench.Client.Step(due);
            Assert.AreEqual("09040401003c626f78", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void Stop_says_goodbye_and_waits_for_the_answer()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Client.Stop(5);
            Assert.AreEqual("0218", bench.Link.TakeSentHex());
            Assert.AreEqual((int)ClientState.Disconnecting, (int)bench.Client.State);
            bench.Link.Arrive("02 18");
            Assert.AreEqual(long.MaxValue, bench.Client.Step(6));
            Assert.AreEqual((int)ClientState.Stopped, (int)bench.Client.State);
        }

        [TestMethod]
        public void Stop_ends_even_when_nobody_answers()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Client.Stop(0);
            for (int now = 10000; now <= 40000; now += 10000)
            {
                bench.Client.Step(now);
            }

            Assert.AreEqual(4, bench.Link.SentCount);
            Assert.AreEqual((int)ClientState.Stopped, (int)bench.Client.State);
        }

        [TestMethod]
        public void A_link_that_goes_down_ends_the_connection_and_sends_nothing()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Link.Up = false;
            bench.Client.Step(10);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Client.State);
            Assert.AreEqual((int)ClientEvent.LinkDown, (int)bench.Handler.Cause);
            bench.Client.Step(60000);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Client.State);
            bench.Link.Up = true;
            bench.Client.Step(61000);
            Assert.AreEqual((int)ClientState.Connecting, (int)bench.Client.State);
        }

        [TestMethod]
        public void Frames_of_strangers_and_malformed_ones_change_nothing()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Link.Arrive(Hex.Parse("0218"), ScriptedLink.Address(9));
            bench.Link.Arrive("03 18");
            bench.Link.Arrive("02 03");
            bench.Link.Arrive("");
            bench.Link.Arrive(new byte[600], bench.Link.Gateway);
            bench.Client.Step(5);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
            Assert.AreEqual(1u, bench.Client.Statistics.FromStrangers);
            Assert.AreEqual(1u, bench.Client.Statistics.Malformed[(int)FrameError.LengthMismatch]);
            Assert.AreEqual(1u, bench.Client.Statistics.Malformed[(int)FrameError.ReservedType]);
            Assert.AreEqual(1u, bench.Client.Statistics.Malformed[(int)FrameError.TooShort]);
            Assert.AreEqual(1u, bench.Client.Statistics.Oversized);
        }

        [TestMethod]
        public void Ids_of_the_last_connection_are_not_used_in_the_next()
        {
            ClientBench bench = new ClientBench().Register();
            bench.Link.Arrive("02 18");
            bench.Client.Step(0);
            bench.Client.Step(1000);
            bench.Link.ClearSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(1001);
            Assert.AreEqual((int)PublishOutcome.NotNow, (int)bench.Publish(1, 1001));
            Assert.AreEqual("090a00000002612f62", bench.Link.TakeSentHex());
        }

        /// <summary>Answers the client's pings from one time to another.</summary>
        private static void KeepAlive(ClientBench bench, long from, long to)
        {
            for (long now = from; now < to; now += 5000)
            {
                bench.Client.Step(now);
                if (bench.Link.TakeSent() != null)
                {
                    bench.Link.Arrive("02 17");
                }
            }
        }
    }
}
