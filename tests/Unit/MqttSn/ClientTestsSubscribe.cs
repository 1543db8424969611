using System.Text;
using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    [TestClass]
    public class ClientTestsSubscribe
    {
        // 6.10: SUBACK with TopicId 0 for a wildcard; the gateway registers each name before it publishes to it.
        [TestMethod]
        public void Names_of_a_wildcard_are_registered_by_the_gateway()
        {
            ClientBench bench = Subscribe("c/+");
            bench.Link.Arrive("09 0a 0033 0021 632f64"); // "c/d"
            bench.Client.Step(1);
            Assert.AreEqual("070b0033002100", bench.Link.TakeSentHex());
            bench.Link.Arrive("08 0c 20 0033 0022 aa");
            bench.Client.Step(2);
            Assert.AreEqual(1, bench.Handler.Messages);
            Assert.AreEqual("632f64", bench.Handler.LastName);
            Assert.AreEqual("070d0033002200", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void A_message_of_a_wildcard_whose_name_was_not_registered_is_refused()
        {
            ClientBench bench = Subscribe("c/+");
            bench.Link.Arrive("08 0c 20 0033 0022 aa");
            bench.Client.Step(2);
            Assert.AreEqual(0, bench.Handler.Messages);
            Assert.AreEqual("070d0033002202", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void A_name_nobody_asked_for_is_not_taken()
        {
            ClientBench bench = Subscribe("c/+");
            bench.Link.Arrive("09 0a 0033 0021 782f64"); // "x/d"
            bench.Client.Step(1);
            Assert.AreEqual("070b0033002103", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void Names_are_kept_in_a_table_of_fixed_size()
        {
            ClientBench bench = Subscribe("c/+");
            for (int i = 0; i < 9; i++)
            {
                bench.Link.Arrive("09 0a 004" + i.ToString() + " 0021 632f3" + i.ToString()); // "c/0", "c/1"…
            }

            bench.Client.Step(1);
            bench.Link.ClearSent();
            bench.Link.Arrive("08 0c 20 0048 0001 aa");
            bench.Client.Step(2);
            Assert.AreEqual("632f38", bench.Handler.LastName);
            bench.Link.Arrive("08 0c 20 0040 0002 aa"); // the oldest made room: it is registered again after the refusal
            bench.Client.Step(3);
            Assert.AreEqual(1, bench.Handler.Messages);
        }

        [TestMethod]
        public void A_name_that_is_too_long_is_refused()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.MaxReceivedNameLength = 2;
            Subscribe(bench, "c/+");
            bench.Link.Arrive("09 0a 0033 0021 632f64");
            bench.Client.Step(1);
            Assert.AreEqual("070b0033002102", bench.Link.TakeSentHex());
        }

        // 5.4.17, 5.4.18.
        [TestMethod]
        public void Unsubscribe_is_sent_repeated_and_answered()
        {
            ClientBench bench = new ClientBench();
            Topic topic = Subscribe(bench, "c/d");
            bench.Client.RemoveSubscription(topic);
            bench.Client.Step(1);
            Assert.AreEqual("0814000003632f64", bench.Link.TakeSentHex());
            bench.Client.Step(10001);
            Assert.AreEqual("0814000003632f64", bench.Link.TakeSentHex());
            bench.Link.Arrive("04 15 0003");
            bench.Client.Step(10002);
            bench.Link.Arrive("08 0c 00 0055 0000 aa");
            bench.Client.Step(10003);
            Assert.AreEqual(0, bench.Handler.Messages);
        }

        [TestMethod]
        public void What_was_unsubscribed_is_not_subscribed_in_the_next_connection()
        {
            ClientBench bench = new ClientBench();
            Topic topic = Subscribe(bench, "c/d");
            bench.Link.Arrive("02 18");
            bench.Client.Step(1);
            bench.Client.RemoveSubscription(topic);
            bench.Client.Step(2000);
            bench.Link.ClearSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(2001);
            bench.Client.Step(2002);
            Assert.AreEqual(1, bench.Link.SentCount); // the REGISTER
        }

        [TestMethod]
        public void A_subscription_that_was_never_made_just_goes()
        {
            ClientBench bench = new ClientBench().Make();
            Topic topic = Topic.Named(Encoding.UTF8.GetBytes("c/d"), 1);
            bench.Client.AddSubscription(topic);
            bench.Client.RemoveSubscription(topic);
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(1);
            bench.Link.TakeSent();
            Assert.AreEqual(0x0A, (int)bench.Link.TakeSent()[1]);
            Assert.AreEqual(0, bench.Link.SentCount);
        }

        // MQTT 3.1.1, 4.7.
        [TestMethod]
        [DataRow("a/b", "a/b", true)]
        [DataRow("a/b", "a/c", false)]
        [DataRow("a/b", "a/bc", false)]
        [DataRow("a/bc", "a/b", false)]
        [DataRow("+", "a", true)]
        [DataRow("+", "a/b", false)]
        [DataRow("+/+", "a/b", true)]
        [DataRow("+/+", "/b", true)]
        [DataRow("a/+/c", "a/b/c", true)]
        [DataRow("a/+/c", "a/b/d", false)]
        [DataRow("a/+", "a/", true)]
        [DataRow("a/+", "a", false)]
        [DataRow("#", "a/b/c", true)]
        [DataRow("a/#", "a", true)]
        [DataRow("a/#", "a/b/c", true)]
        [DataRow("a/#", "ab", false)]
        [DataRow("#", "$SYS/x", false)]
        [DataRow("+/x", "$SYS/x", false)]
        [DataRow("$SYS/#", "$SYS/x", true)]
        public void Wildcards(string filter, string name, bool matches)
        {
            byte[] octets = Encoding.UTF8.GetBytes(name);
            Assert.AreEqual(matches, TopicFilter.Matches(Encoding.UTF8.GetBytes(filter), octets, 0, octets.Length));
        }

        private static ClientBench Subscribe(string filter)
        {
            ClientBench bench = new ClientBench();
            Subscribe(bench, filter);
            return bench;
        }

        /// <summary>Connects, registers "a/b" with MsgId 1 and subscribes with MsgId 2; a topic of one name gets the id 0x55.</summary>
        private static Topic Subscribe(ClientBench bench, string filter)
        {
            Topic topic = Topic.Named(Encoding.UTF8.GetBytes(filter), 1);
            bench.Make();
            bench.Client.AddSubscription(topic);
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.Arrive("07 0b 0102 0001 00");
            bench.Link.Arrive(topic.IsWildcard ? "08 13 20 0000 0002 00" : "08 13 20 0055 0002 00");
            bench.Client.Step(0);
            bench.Link.ClearSent();
            return topic;
        }
    }
}
