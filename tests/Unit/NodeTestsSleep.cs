using nanoFramework.TestFramework;
using Sidetap.Model;
using Sidetap.MqttSn;

namespace Sidetap.Tests
{
    // MQTT-SN 1.2, 6.14: a box that sleeps between its messages.
    [TestClass]
    public class NodeTestsSleep
    {
        [TestMethod]
        public void A_box_sleeps_when_everything_is_handed_over_and_wakes_to_hand_over_the_rest()
        {
            NodeBench bench = Sleeper();
            bench.RunTo(1000);
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Node.Client.State);
            int before = bench.Gateway.Count;
            int connects = bench.Gateway.Connects;
            for (int i = 1; i <= 50; i++)
            {
                bench.Board.Values[TestChannels.PositionX] = i;
                bench.RunTo(1000 + (i * 1000));
            }

            Assert.AreEqual(before, bench.Gateway.Count, "it is silent");
            Assert.IsTrue(bench.Node.QueuedMessages >= 50);
            bench.RunTo(66000);
            Assert.AreEqual(connects + 1, bench.Gateway.Connects);
            Assert.AreEqual(0, bench.Node.QueuedMessages);
            Assert.IsTrue(bench.Gateway.Count >= before + 50);
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Node.Client.State);
            Assert.AreEqual(0u, bench.Node.Statistics.Lost);
        }

        // The box is back before the client would ask for kept messages: no PINGREQ that nobody needs.
        [TestMethod]
        public void A_sleeping_box_sends_nothing_but_what_brings_it_back()
        {
            NodeBench bench = Sleeper();
            bench.RunTo(1000);
            uint sent = bench.Node.Client.Statistics.FramesSent;
            bench.RunTo(59000);
            Assert.AreEqual(sent, bench.Node.Client.Statistics.FramesSent);
        }

        [TestMethod]
        public void A_box_that_would_wake_without_a_link_sleeps_on_until_there_is_one()
        {
            NodeBench bench = Sleeper();
            bench.RunTo(1000);
            bench.Link.Up = false;
            bench.RunTo(70000);
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Node.Client.State);
            bench.Link.Up = true;
            int connects = bench.Gateway.Connects;
            bench.RunTo(72000);
            Assert.AreEqual(connects + 1, bench.Gateway.Connects);
            Assert.AreEqual(0, bench.Node.QueuedMessages);
        }

        // Whoever puts the client to sleep without the setting wakes it, too; the box waits for that and for nothing else.
        [TestMethod]
        public void A_client_that_its_owner_puts_to_sleep_does_not_keep_the_box_busy()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(1000);
            Assert.IsTrue(bench.Node.Client.Sleep(3600, 1000));
            bench.Gateway.Serve();
            bench.Node.Step(1010);
            Assert.AreEqual((int)ClientState.Asleep, (int)bench.Node.Client.State);
            Assert.IsTrue(bench.Node.Step(1010) > 1010);
        }

        private static NodeBench Sleeper()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.SleepSeconds = 60;
            bench.Settings.Client.CleanSession = false;
            bench.Settings.SpillAfterMs = 600000;
            return bench.Start();
        }
    }
}
