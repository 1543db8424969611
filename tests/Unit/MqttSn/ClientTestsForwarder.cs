using nanoFramework.TestFramework;
using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    // 5.5: Length (which counts itself, MsgType, Ctrl and WirelessNodeId), 0xFE, Ctrl, WirelessNodeId, then the frame.
    [TestClass]
    public class ClientTestsForwarder
    {
        [TestMethod]
        public void Every_frame_goes_wrapped()
        {
            ClientBench bench = Bench();
            bench.Client.Start(0);
            bench.Client.Step(0);
            Assert.AreEqual("05fe02a1b2" + "09040401003c626f78", bench.Link.TakeSentHex());
            bench.Link.Arrive("05 fe 02 a1b2 03 05 00");
            bench.Client.Step(1);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
            Assert.AreEqual("05fe02a1b2" + "090a00000001612f62", bench.Link.TakeSentHex());
            bench.Link.Arrive("05 fe 02 a1b2 07 0b 0102 0001 00");
            bench.Client.Step(2);
            byte[] buffer = new byte[bench.Client.HeaderRoom + 2];
            buffer[buffer.Length - 2] = 0xCA;
            buffer[buffer.Length - 1] = 0xFE;
            Assert.AreEqual(
                (int)PublishOutcome.Pending,
                (int)bench.Client.TryPublish(bench.Topic, buffer, bench.Client.HeaderRoom, 2, 1, false, 2));
            Assert.AreEqual("05fe02a1b2" + "090c2001020002cafe", bench.Link.TakeSentHex());
            bench.Client.Step(10002);
            Assert.AreEqual("05fe02a1b2" + "090ca001020002cafe", bench.Link.TakeSentHex());
        }

        [TestMethod]
        public void A_gateway_that_answers_without_a_wrapper_is_understood()
        {
            ClientBench bench = Bench();
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("03 05 00");
            bench.Client.Step(1);
            Assert.AreEqual((int)ClientState.Active, (int)bench.Client.State);
        }

        [TestMethod]
        [DataRow("05 fe 02 a1b3 03 05 00")] // another node
        [DataRow("04 fe 02 a1 03 05 00")] // a part of the node id
        [DataRow("05 fe 02 a1b2 05 fe 02 a1b2 03 05 00")] // wrapped twice
        public void A_frame_for_another_node_is_not_taken(string datagram)
        {
            ClientBench bench = Bench();
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive(datagram);
            bench.Client.Step(1);
            Assert.AreEqual((int)ClientState.Connecting, (int)bench.Client.State);
            Assert.AreEqual(1u, bench.Client.Statistics.Unexpected);
        }

        [TestMethod]
        public void A_damaged_frame_in_a_wrapper_is_refused_by_its_own_fault()
        {
            ClientBench bench = Bench();
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("05 fe 02 a1b2 04 05 00");
            bench.Client.Step(1);
            Assert.AreEqual(1u, bench.Client.Statistics.Malformed[(int)FrameError.LengthMismatch]);
        }

        [TestMethod]
        public void A_client_that_is_no_node_takes_no_wrapped_frame()
        {
            ClientBench bench = new ClientBench().Make();
            bench.Client.Start(0);
            bench.Client.Step(0);
            bench.Link.Arrive("05 fe 02 a1b2 03 05 00");
            bench.Client.Step(1);
            Assert.AreEqual((int)ClientState.Connecting, (int)bench.Client.State);
            Assert.AreEqual(1u, bench.Client.Statistics.Unexpected);
        }

        [TestMethod]
        public void A_search_goes_wrapped_too()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.WirelessNodeId = Hex.Parse("a1b2");
            bench.Settings.Discover = true;
            bench.MakeWithoutGateway();
            bench.Client.Start(0);
            bench.Client.Step(0);
            Assert.AreEqual("05fe00a1b2" + "030100", bench.Link.TakeSentHex());
        }

        private static ClientBench Bench()
        {
            ClientBench bench = new ClientBench();
            bench.Settings.WirelessNodeId = Hex.Parse("a1b2");
            bench.Settings.ForwarderRadius = 2;
            return bench.Make();
        }
    }
}
