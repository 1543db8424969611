using System.Text;
using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    // Subscriptions that come and go, and the kinds of topic ids gateways choose for what they deliver (5.3.4, 6.10).
    [TestClass]
    public class ClientTestsTopicKinds
    {
        // Some gateways send every name of two characters as a short name.
        [TestMethod]
        public void A_wildcard_takes_a_short_name()
        {
            ClientBench bench = new ClientBench();
            bench.Make();
            bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("#"), 0));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.TakeSent();
            byte[] sub = bench.Link.TakeSent();
            bench.Link.Arrive("08 13 00 0000 " + Hex.Of(sub, 3, 2) + " 00");
            bench.Client.Step(1);
            bench.Link.ClearSent();
            bench.Link.Arrive("08 0c 22 6162 0001 aa");
            bench.Client.Step(2);
            Assert.AreEqual(1, bench.Handler.Messages, bench.TakeAllSentHex());
        }

        [TestMethod]
        public void A_named_subscription_takes_a_short_name()
        {
            ClientBench bench = new ClientBench();
            bench.Make();
            bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("ab"), 0));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.TakeSent();
            byte[] sub = bench.Link.TakeSent();
            bench.Link.Arrive("08 13 00 0007 " + Hex.Of(sub, 3, 2) + " 00");
            bench.Client.Step(1);
            bench.Link.ClearSent();
            bench.Link.Arrive("08 0c 22 6162 0001 aa");
            bench.Client.Step(2);
            Assert.AreEqual(1, bench.Handler.Messages, bench.TakeAllSentHex());
        }

        // Some gateways have predefined ids the client knows nothing of, and use them.
        [TestMethod]
        public void A_named_subscription_takes_its_id_as_a_predefined_one()
        {
            ClientBench bench = new ClientBench();
            bench.Make();
            bench.Client.AddSubscription(Topic.Named(Encoding.UTF8.GetBytes("abc"), 0));
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.TakeSent();
            byte[] sub = bench.Link.TakeSent();
            bench.Link.Arrive("08 13 00 0007 " + Hex.Of(sub, 3, 2) + " 00");
            bench.Client.Step(1);
            bench.Link.ClearSent();
            bench.Link.Arrive("08 0c 21 0007 0001 aa");
            bench.Client.Step(2);
            Assert.AreEqual(1, bench.Handler.Messages, bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void A_subscription_that_was_removed_can_be_added_again()
        {
            ClientBench bench = new ClientBench();
            bench.Make();
            Topic s = Topic.Predefined(9, 0);
            bench.Client.AddSubscription(s);
            bench.Client.RemoveSubscription(s);
            bench.Client.AddSubscription(s);
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            Assert.IsTrue(bench.TakeAllSentHex().IndexOf("12") >= 0, "never subscribed");
        }

        [TestMethod]
        public void A_subscription_that_has_ended_can_be_added_again()
        {
            ClientBench bench = ClientBench.Subscribed(true);
            Topic s = Topic.Predefined(10, 0);
            bench.Client.AddSubscription(s);
            bench.Client.Step(1);
            byte[] sub = bench.Link.TakeSent();
            bench.Link.Arrive("08 13 00 0009 " + Hex.Of(sub, 3, 2) + " 00");
            bench.Client.Step(2);
            bench.Client.RemoveSubscription(s);
            bench.Client.Step(3);
            byte[] un = bench.Link.TakeSent();
            bench.Link.Arrive("04 15 " + Hex.Of(un, 3, 2));
            bench.Client.Step(4);
            bench.Client.AddSubscription(s);
            bench.Client.Step(5);
            byte[] again = bench.Link.TakeSent();
            Assert.AreEqual(0x12, again == null ? -1 : again[1]);
        }

        [TestMethod]
        public void A_kept_subscription_that_is_removed_while_connecting_is_ended()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.CleanSession = false;
            bench.Settings.RetryCount = 0;
            bench.Make();
            Topic s = Topic.Predefined(9, 0);
            bench.Client.AddSubscription(s);
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.TakeSent();
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(0);
            bench.Link.TakeSent();
            byte[] sub = bench.Link.TakeSent();
            bench.Link.Arrive("08 13 00 0009 " + Hex.Of(sub, 3, 2) + " 00");
            long due = bench.Client.Step(0);
            Assert.IsTrue(s.IsReady);
            due = bench.Client.Step(10000); // REGISTER unanswered: lost
            due = bench.Client.Step(due);
            bench.Link.ClearSent();
            bench.Link.Arrive("03 05 01"); // congestion: not yet
            bench.Client.Step(due);
            Assert.IsFalse(bench.Client.State == ClientState.Active);
            due = bench.Client.NextDue(due);
            bench.Client.Step(due);
            bench.Link.ClearSent();
            bench.Link.Arrive("03 05 00");
            bench.Link.Arrive("07 0b 0000 0000 01"); // nothing
            // subscription is kept, not ready; occupy the SUBSCRIBE slot is not needed: remove before Step makes it again
            bench.Client.RemoveSubscription(s); // while Connecting: topic.IsReady still from before?
            bench.Client.Step(due + 1);
            string sent = bench.TakeAllSentHex();
            Assert.IsTrue(sent.IndexOf(" 0714") >= 0 || sent.IndexOf("0714") == 0, "sent: " + sent);
        }

        [TestMethod]
        public void A_refused_subscription_that_was_removed_is_not_asked_for_again()
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
            bench.Link.TakeSent();
            byte[] sub = bench.Link.TakeSent();
            bench.Client.RemoveSubscription(s);
            bench.Link.Arrive("08 13 00 0009 " + Hex.Of(sub, 3, 2) + " 03");
            bench.Link.Arrive("07 0b 0102 0001 00");
            bench.Client.Step(1);
            bench.Link.ClearSent();
            bench.Client.Step(10001);
            Assert.AreEqual("", bench.TakeAllSentHex());
        }

        [TestMethod]
        public void A_subscription_that_was_added_is_due_at_once()
        {
            ClientBench bench = ClientBench.Subscribed(true);
            Topic s = Topic.Predefined(10, 0);
            bench.Client.AddSubscription(s);
            Assert.IsTrue(bench.Client.NextDue(5) <= 5, "due " + bench.Client.NextDue(5));
        }
    }
}
