using System;
using System.Text;
using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Mqtt;
using Sidetap.MqttSn;
using Sidetap.Uplink;

namespace Sidetap.Tests
{
    [TestClass]
    public class MqttUplinkTests
    {
        private static readonly byte[] Message = new byte[] { 9, 1, 2, 3 };

        [TestMethod]
        public void A_message_has_ended_with_its_PUBACK_and_not_before()
        {
            Bench bench = new Bench().Connect();
            bench.Broker.IsDeaf = true;
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(1, 10));
            bench.Uplink.Step(5000);
            Assert.AreEqual(0, bench.Ended);
            Assert.IsFalse(bench.Uplink.CanPublish(bench.Topic, 1, 5000));
            Assert.AreEqual((int)PublishOutcome.NotNow, (int)bench.Publish(1, 5000));

            bench.Broker.Acknowledge(77); // about nothing
            bench.Uplink.Step(5001);
            Assert.AreEqual(0, bench.Ended);
            bench.Broker.Acknowledge(1);
            bench.Uplink.Step(5002);
            Assert.AreEqual(1, bench.Ended);
            Assert.AreEqual((int)PublishOutcome.Acknowledged, (int)bench.Outcome);
            Assert.AreEqual(3, bench.Broker.Payloads[0].Length);
            Assert.AreEqual(1, (int)bench.Broker.Payloads[0][0]);
        }

        [TestMethod]
        public void A_lost_PUBACK_ends_the_connection_and_the_next_one_comes_after_a_pause()
        {
            Bench bench = new Bench().Connect();
            bench.Broker.IsDeaf = true;
            bench.Publish(1, 0);
            Assert.AreEqual(20000L, bench.Uplink.NextDue(0));
            bench.Uplink.Step(19999);
            Assert.AreEqual(0, bench.Ended);
            bench.Uplink.Step(20000);
            Assert.AreEqual((int)PublishOutcome.Unknown, (int)bench.Outcome);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Uplink.State);
            Assert.AreEqual((int)ClientEvent.GatewayLost, (int)bench.Uplink.LastEvent);
            Assert.AreEqual(1, bench.Broker.Closes);
            Assert.AreEqual(1u, bench.Uplink.Statistics.AckTimeouts);
            Assert.AreEqual(21000L, bench.Uplink.NextDue(20000));
            bench.Uplink.Step(21000);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Uplink.State);
        }

        // The new connection's identifiers begin at 1 again: what came late for the old one must not end another message.
        [TestMethod]
        public void A_PUBACK_of_the_connection_before_ends_nothing_in_the_next()
        {
            Bench bench = new Bench().Connect();
            bench.Broker.IsDeaf = true;
            bench.Publish(1, 0);
            bench.Broker.Break();
            bench.Uplink.Step(10);
            Assert.AreEqual((int)PublishOutcome.Unknown, (int)bench.Outcome);
            bench.Broker.Acknowledge(1);
            bench.Uplink.Step(1010);
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(1, 1010));
            bench.Uplink.Step(1020);
            Assert.AreEqual(1, bench.Ended);
        }

        [TestMethod]
        public void A_PUBACK_counts_that_came_before_the_connection_broke()
        {
            Bench bench = new Bench().Connect();
            bench.Publish(1, 0);
            bench.Broker.Break();
            bench.Uplink.Step(10);
            Assert.AreEqual(1, bench.Ended);
            Assert.AreEqual((int)PublishOutcome.Acknowledged, (int)bench.Outcome);
            Assert.AreEqual((int)ClientEvent.GatewayDisconnected, (int)bench.Uplink.LastEvent);
        }

        [TestMethod]
        public void A_refusal_is_shown_and_tried_again_later_and_later()
        {
            Bench bench = new Bench();
            bench.Broker.Answer = BrokerState.Refused;
            bench.Broker.Reason = BrokerRefusal.CertificateNotTrusted;
            bench.Uplink.Start(0);
            long now = 0;
            long pause = 0;
            for (int i = 0; i < 10; i++)
            {
                long due = bench.Uplink.Step(now);
                Assert.AreEqual((int)ClientEvent.ConnectRejected, (int)bench.Uplink.LastEvent);
                Assert.AreEqual(BrokerRefusal.CertificateNotTrusted, bench.Uplink.RefusalCode);
                Assert.IsTrue(due - now >= pause && due - now <= 60000, "the pause grows, to a minute at the most");
                pause = due - now;
                now = due;
            }

            Assert.AreEqual(60000L, pause);
            bench.Broker.Answer = BrokerState.Open;
            bench.Uplink.Step(now);
            Assert.AreEqual(0, bench.Uplink.RefusalCode);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Uplink.State);
        }

        // A broker that accepts connections and drops them gets no more of them than one that does not answer.
        [TestMethod]
        public void Only_a_PUBACK_makes_the_pause_short_again()
        {
            Bench bench = new Bench();
            bench.Uplink.Start(0);
            long now = 0;
            for (int i = 0; i < 4; i++)
            {
                bench.Uplink.Step(now);
                bench.Broker.Break();
                now = bench.Uplink.Step(now);
            }

            Assert.AreEqual(15000L, now); // 1, 2, 4 and 8 s
            bench.Uplink.Step(now);
            bench.Publish(1, now);
            bench.Uplink.Step(now);
            bench.Broker.Break();
            Assert.AreEqual(now + 1000, bench.Uplink.Step(now));
        }

        [TestMethod]
        public void Pauses_are_random_where_there_is_a_seed()
        {
            Bench bench = new Bench(12345);
            bench.Broker.IsUnable = true;
            bench.Uplink.Start(0);
            long first = bench.Uplink.Step(0);
            Assert.IsTrue(first > 1000 && first <= 1500);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Uplink.State);
        }

        [TestMethod]
        public void An_attempt_that_leads_nowhere_is_given_up()
        {
            Bench bench = new Bench();
            bench.Broker.Answer = BrokerState.Connecting;
            bench.Uplink.Start(0);
            Assert.AreEqual(60000L, bench.Uplink.Step(0));
            bench.Uplink.Step(59999);
            Assert.AreEqual((int)ClientState.Connecting, (int)bench.Uplink.State);
            bench.Uplink.Step(60000);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Uplink.State);
            Assert.AreEqual(1, bench.Broker.Closes);
        }

        [TestMethod]
        public void QoS_0_needs_a_connection_and_no_PUBACK()
        {
            Bench bench = new Bench();
            bench.Uplink.Start(0);
            Assert.AreEqual((int)PublishOutcome.NotNow, (int)bench.Publish(0, 0));
            bench.Uplink.Step(0);
            Assert.AreEqual((int)PublishOutcome.Sent, (int)bench.Publish(0, 0));
            Assert.AreEqual((int)PublishOutcome.Sent, (int)bench.Publish(0, 0));
            Assert.AreEqual((int)PublishOutcome.Refused, (int)bench.Publish(-1, 0));
            Assert.AreEqual((int)PublishOutcome.Refused, (int)bench.Publish(2, 0));
        }

        [TestMethod]
        public void A_connection_without_room_is_asked_again_soon()
        {
            Bench bench = new Bench().Connect();
            bench.Broker.IsFull = true;
            Assert.AreEqual((int)PublishOutcome.NotNow, (int)bench.Publish(1, 100));
            Assert.AreEqual(150L, bench.Uplink.NextDue(100));
            bench.Broker.IsFull = false;
            Assert.AreEqual((int)PublishOutcome.Pending, (int)bench.Publish(1, 150));
        }

        [TestMethod]
        public void A_message_that_is_too_long_and_a_topic_without_a_name_are_refused()
        {
            Bench bench = new Bench();
            bench.Settings.MaxMessageLength = 2;
            bench.Connect();
            Assert.AreEqual((int)PublishOutcome.Refused, (int)bench.Publish(1, 0));
            Assert.IsFalse(bench.Uplink.AddTopic(Topic.Predefined(1, 0)));
            Assert.IsFalse(bench.Uplink.AddTopic(Topic.Named(Encoding.UTF8.GetBytes("a/#"), 0)));
            bench.Broker.MaxTopics = bench.Broker.Topics;
            Assert.IsFalse(bench.Uplink.AddTopic(Topic.Named(Encoding.UTF8.GetBytes("b"), 0)));
        }

        [TestMethod]
        public void Stop_says_goodbye_and_a_start_connects_again()
        {
            Bench bench = new Bench().Connect();
            bench.Uplink.Stop(10);
            Assert.AreEqual((int)ClientState.Disconnecting, (int)bench.Uplink.State);
            bench.Uplink.Step(20);
            Assert.AreEqual((int)ClientState.Stopped, (int)bench.Uplink.State);
            Assert.AreEqual(1, bench.Broker.Closes);
            bench.Uplink.Start(30);
            bench.Uplink.Step(30);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Uplink.State);
        }

        [TestMethod]
        public void Sleep_is_to_be_away()
        {
            Bench bench = new Bench().Connect();
            Assert.IsTrue(bench.Uplink.Sleep(60, 0));
            bench.Uplink.Step(0);
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Uplink.State);
            Assert.AreEqual(long.MaxValue, bench.Uplink.NextDue(0));
            Assert.IsTrue(bench.Uplink.Wake(60000));
            bench.Uplink.Step(60000);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Uplink.State);
            Assert.AreEqual(2, bench.Broker.Opens);
        }

        [TestMethod]
        public void A_message_for_a_subscription_is_handed_over_once()
        {
            Bench bench = new Bench();
            Topic first = bench.Subscribe("x/offer");
            Topic second = bench.Subscribe("x/block");
            Assert.IsTrue(second.IsReady);
            Assert.AreEqual("x/offer", Encoding.UTF8.GetString(bench.Broker.Filters[0], 0, bench.Broker.Filters[0].Length));
            Assert.AreEqual(1, bench.Broker.FilterQos[1]);
            bench.Connect();
            Assert.IsTrue(bench.Broker.Deliver(1, Message));
            bench.Uplink.Step(10);
            Assert.AreEqual(1, bench.Messages);
            Assert.IsTrue(bench.MessageTopic == second);
            Assert.AreEqual("09010203", Hex.Of(bench.MessageOctets, 0, bench.MessageOctets.Length));
            bench.Broker.Deliver(0, new byte[0]);
            bench.Uplink.Step(20);
            Assert.AreEqual(2, bench.Messages);
            Assert.IsTrue(bench.MessageTopic == first);
            Assert.AreEqual(0, bench.MessageOctets.Length);
            bench.Uplink.Step(30);
            Assert.AreEqual(2, bench.Messages);
        }

        [TestMethod]
        public void A_flood_of_messages_does_not_keep_Step()
        {
            Bench bench = new Bench();
            bench.Subscribe("x");
            bench.Connect();
            for (int i = 0; i < 40; i++)
            {
                Assert.IsTrue(bench.Broker.Deliver(0, Message));
            }

            bench.Uplink.Step(10);
            Assert.AreEqual(16, bench.Messages);
            Assert.AreEqual(24, bench.Broker.Waiting);
            bench.Uplink.Step(20);
            bench.Uplink.Step(30);
            Assert.AreEqual(40, bench.Messages);
        }

        [TestMethod]
        public void A_message_that_is_too_long_is_dropped_and_those_behind_it_are_not()
        {
            Bench bench = new Bench();
            bench.Subscribe("x");
            bench.Connect();
            bench.Broker.Deliver(0, new byte[600]);
            bench.Broker.Deliver(0, new byte[601]);
            bench.Broker.Deliver(0, Message);
            bench.Uplink.Step(10);
            Assert.AreEqual(2, bench.Messages);
            Assert.AreEqual("09010203", Hex.Of(bench.MessageOctets, 0, bench.MessageOctets.Length));
            Assert.AreEqual(0, bench.Broker.Waiting);
        }

        // What has been acknowledged to the broker is not told a second time.
        [TestMethod]
        public void Messages_that_came_before_the_connection_broke_are_taken_and_the_next_one_goes_on()
        {
            Bench bench = new Bench();
            bench.Subscribe("x");
            bench.Connect();
            bench.Broker.Deliver(0, Message);
            bench.Broker.Break();
            Assert.IsFalse(bench.Broker.Deliver(0, Message), "there is no connection");
            bench.Uplink.Step(10);
            Assert.AreEqual(1, bench.Messages);
            Assert.AreEqual((int)ClientState.Disconnected, (int)bench.Uplink.State);
            bench.Uplink.Step(1010);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Uplink.State);
            bench.Broker.Deliver(0, Message);
            bench.Uplink.Step(1020);
            Assert.AreEqual(2, bench.Messages);
        }

        [TestMethod]
        public void A_subscription_needs_a_name_and_a_place()
        {
            Bench bench = new Bench();
            Assert.AreEqual(0, bench.Uplink.BufferOctets, "there is no buffer where nothing is subscribed to");
            Assert.IsFalse(bench.Uplink.AddSubscription(Topic.Predefined(1, 0)));
            Assert.IsFalse(bench.Uplink.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("a/+"), 0)));
            for (int i = 0; i < 4; i++)
            {
                bench.Subscribe("a/" + i.ToString());
            }

            Assert.IsFalse(bench.Uplink.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("b"), 0)));
            Assert.AreEqual(600, bench.Uplink.BufferOctets);
        }

        private sealed class Bench : IUplinkHandler, IMessageHandler
        {
            public readonly MqttSettings Settings = new MqttSettings();
            public readonly FakeBroker Broker = new FakeBroker();
            public readonly MqttUplink Uplink;
            public readonly Topic Topic = Topic.Named(Encoding.UTF8.GetBytes("a/b"), 0);
            public int Ended;
            public PublishOutcome Outcome;
            public int Messages;
            public Topic MessageTopic;
            public byte[] MessageOctets;

            public Bench()
                : this(0)
            {
            }

            public Bench(uint seed)
            {
                Uplink = new MqttUplink(Settings, Broker, this, seed);
                Assert.IsTrue(Uplink.AddTopic(Topic));
            }

            public Topic Subscribe(string name)
            {
                Topic topic = Topic.Named(Encoding.UTF8.GetBytes(name), 1);
                Assert.IsTrue(Uplink.AddSubscription(topic));
                Uplink.Messages = this;
                return topic;
            }

            public Bench Connect()
            {
                Uplink.Start(0);
                Uplink.Step(0);
                Assert.AreEqual((int)ClientState.Active, (int)Uplink.State);
                return this;
            }

            public PublishOutcome Publish(int qos, long nowMs)
            {
                return Uplink.TryPublish(Topic, Message, 1, 3, qos, false, nowMs);
            }

            public void OnMessage(Topic subscription, byte[] buffer, int offset, int length)
            {
                Messages++;
                MessageTopic = subscription;
                MessageOctets = new byte[length];
                Array.Copy(buffer, offset, MessageOctets, 0, length);
            }

            public void OnStateChanged(ClientState state, ClientEvent cause)
            {
            }

            public void OnPublishEnded(Topic topic, PublishOutcome outcome)
            {
                Ended++;
                Outcome = outcome;
            }
        }
    }
}
