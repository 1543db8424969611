using System.Text;
using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    [TestClass]
    public class ClientTestsWill
    {
        // 6.3: CONNECT with Will, WILLTOPICREQ, WILLTOPIC, WILLMSGREQ, WILLMSG, CONNACK.
        [TestMethod]
        public void The_will_is_set_up_before_connack()
        {
            ClientBench bench = StartWithWill();
            Assert.AreEqual("09040c01003c626f78", bench.Link.TakeSentHex());
            bench.Link.Arrive("02 06");
            bench.Client.Step(1);
            Assert.AreEqual("060730772f74", bench.Link.TakeSentHex()); // QoS 1, retain, "w/t"
            bench.Link.Arrive("02 08");
            bench.Client.Step(2);
            Assert.AreEqual("0609676f6e65", bench.Link.TakeSentHex()); // "gone"
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(3);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
        }

        [TestMethod]
        public void Requests_that_are_repeated_are_answered_again()
        {
            ClientBench bench = StartWithWill();
            bench.Link.ClearSent();
            bench.Link.Arrive("02 06");
            bench.Link.Arrive("02 06");
            bench.Link.Arrive("02 08");
            bench.Link.Arrive("02 08");
            bench.Client.Step(1);
            Assert.AreEqual(4, bench.Link.SentCount);
        }

        [TestMethod]
        public void A_gateway_that_asks_for_a_will_there_is_not_is_told_so()
        {
            ClientBench bench = new ClientBench().Make();
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.ClearSent();
            bench.Link.Arrive("02 06");
            bench.Client.Step(1);
            Assert.AreEqual("0207", bench.Link.TakeSentHex());
        }

        // 6.4, 5.4.22 to 5.4.25.
        [TestMethod]
        public void A_will_is_changed_in_the_connection()
        {
            ClientBench bench = new ClientBench().Register();
            Assert.IsTrue(bench.Client.SetWill(Bytes("n/t"), Bytes("bye"), 0, false, 0));
            Assert.AreEqual("061a006e2f74", bench.Link.TakeSentHex());
            Assert.AreEqual(0, bench.Link.SentCount, "a message without its topic is of no use to a gateway");
            bench.Link.Arrive("03 1b 00");
            bench.Client.Step(1);
            Assert.AreEqual("051c627965", bench.Link.TakeSentHex());
            bench.Client.Step(10001);
            Assert.AreEqual("051c627965", bench.Link.TakeSentHex()); // only the message was not answered
            bench.Link.Arrive("03 1d 03");
            bench.Client.Step(10002);
            Assert.AreEqual(3, bench.Client.WillReturnCode);
            bench.Client.Step(20002);
            Assert.AreEqual(0, bench.Link.SentCount);
        }

        [TestMethod]
        public void A_will_is_taken_back_with_two_octets()
        {
            ClientBench bench = new ClientBench().Register();
            Assert.IsTrue(bench.Client.SetWill(new byte[0], new byte[0], 0, false, 0));
            Assert.AreEqual("021a", bench.Link.TakeSentHex());
            Assert.AreEqual(0, bench.Link.SentCount);
        }

        [TestMethod]
        public void A_will_that_is_changed_while_away_is_used_in_the_next_connection()
        {
            ClientBench bench = new ClientBench().Make();
            Assert.IsTrue(bench.Client.SetWill(Bytes("n/t"), Bytes("bye"), 0, false, 0));
            bench.Client.Start(0);
            bench.Client.Step(0);
            Assert.AreEqual("09040c01003c626f78", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void A_will_that_does_not_fit_a_frame_is_refused()
        {
            ClientBench bench = new ClientBench().Register();
            Assert.IsFalse(bench.Client.SetWill(new byte[600], Bytes("bye"), 0, false, 0));
            Assert.AreEqual(0, bench.Link.SentCount);
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
            Assert.AreEqual("090408", bench.TakeAllSentHex().Substring(0, 6), "CONNECT without Will keeps it");
            bench.Link.Arrive("02 06");
            bench.Client.Step(6);
            Assert.AreEqual("0207 ", bench.TakeAllSentHex());
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

        private static ClientBench StartWithWill()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.WillTopic = Bytes("w/t");
            bench.Settings.WillMessage = Bytes("gone");
            bench.Settings.WillQos = 1;
            bench.Settings.WillRetain = true;
            bench.Make();
            bench.Client.Start(0);
            bench.Client.Step(0);
            return bench;
        }

        private static byte[] Bytes(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }
    }
}
