using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Terminal;

namespace Sidetap.Tests.Terminal
{
    // "net": how the network is, which others there are, and where the way ends.
    [TestClass]
    public class NetCommandTests
    {
        [TestMethod]
        public void The_network_is_shown_with_what_the_board_can_tell()
        {
            CommandBench bench = Bench();
            FakeNetwork network = Give(bench);
            Assert.AreEqual(
                "+ state|up\n+ address|10.0.0.5\n+ kind|wifi\n+ ssid|hall 3\n+ signal|\n+ resets|0\nOK", Ask(bench, "net"));
            network.State = NetworkState.Connecting;
            network.SignalDbm = -61;
            network.Kind = NetworkKind.Ethernet;
            network.Address = "";
            Assert.AreEqual(
                "+ state|connecting\n+ address|\n+ kind|ethernet\n+ ssid|hall 3\n+ signal|-61\n+ resets|0\nOK", Ask(bench, "net"));
            Assert.AreEqual("+ state|up\n+ address|\n+ kind|host\n+ ssid|\n+ signal|\n+ resets|0\nOK", Ask(Bench(), "net")); // the board's own affair
        }

        [TestMethod]
        public void A_scan_answers_when_it_is_done()
        {
            CommandBench bench = Bench();
            FakeNetwork network = Give(bench);
            Assert.AreEqual("+ hall 3|-50|WPA2|11\n+ |-51||\nOK", Ask(bench, "net scan"));
            Assert.IsFalse(network.HoldsScan);
            Assert.IsTrue(bench.Box.NowMs >= 20);
        }

        [TestMethod]
        public void A_scan_that_can_not_be_is_told()
        {
            CommandBench bench = Bench();
            Assert.AreEqual("ERR 40 this board has no Wi-Fi", Ask(bench, "net scan"));
            FakeNetwork network = Give(bench);
            network.CanScan = false;
            Assert.AreEqual("ERR 42 ", Start(Ask(bench, "net scan")));
            network.CanScan = true;
            network.ScanEnd = InquiryState.Failed;
            Assert.AreEqual("ERR 41 ", Start(Ask(bench, "net scan")));
            Assert.IsFalse(network.HoldsScan);
            network.ScanLooks = 1000000; // it never ends
            long before = bench.Box.NowMs;
            Assert.AreEqual("ERR 41 ", Start(Ask(bench, "net scan")));
            Assert.AreEqual(20000L, bench.Box.NowMs - before);
            Assert.IsFalse(network.HoldsScan);
        }

        [TestMethod]
        public void A_ping_tells_how_soon_the_gateway_answers()
        {
            CommandBench bench = Bench();
            bench.Box.RunTo(5000);
            bench.Box.Gateway.Pings = 0;
            string answer = Ask(bench, "net ping");
            Assert.AreEqual("OK 0 ms", answer); // the bench's gateway answers in the same instant
            Assert.AreEqual(1, bench.Box.Gateway.Pings);
        }

        [TestMethod]
        public void A_ping_without_a_connection_tells_its_state()
        {
            NodeBench box = new NodeBench();
            box.Gateway.Answers = false;
            CommandBench bench = new CommandBench(box.Start());
            box.RunTo(100);
            Assert.AreEqual("ERR 41 the gateway connection is connecting; check mqttSn.gateway, and that the gateway runs", Ask(bench, "net ping"));

            box = new NodeBench();
            box.Gateway.ConnectReturnCode = 3;
            bench = new CommandBench(box.Start());
            box.RunTo(100);
            Assert.AreEqual(
                "ERR 41 the gateway connection is offline, refused: not supported; check mqttSn.gateway, and that the gateway runs", Ask(bench, "net ping"));
        }

        [TestMethod]
        public void A_gateway_that_falls_silent_is_told_within_a_time()
        {
            CommandBench bench = Bench();
            bench.Box.RunTo(5000);
            bench.Box.Gateway.Answers = false;
            Assert.AreEqual("ERR 41 ", Start(Ask(bench, "net ping")));
            Assert.IsTrue(bench.Box.NowMs <= 5000 + 15100, bench.Box.NowMs.ToString());
        }

        [TestMethod]
        public void Without_a_node_a_ping_says_so()
        {
            CommandBench bench = new CommandBench(new MemoryFiles(), new FakeBoard(), "broken");
            Assert.AreEqual("ERR 41 the box could not be put together: see status", Ask(bench, "net ping"));
        }

        [TestMethod]
        public void Of_a_broker_the_last_acknowledged_message_counts()
        {
            MqttBench box = new MqttBench().Start();
            CommandBench bench = new CommandBench(new MemoryFiles(), box.Board, null);
            bench.Parts.Node = box.Node;
            bench.Parts.Settings = box.Settings;
            Assert.AreEqual("ERR 41 ", Start(Ask(bench, "net ping"))); // not connected yet
            box.RunTo(5000);
            Assert.AreEqual("OK 0 ms", Ask(bench, "net ping"));
            box.Broker.Break();
            box.Broker.Answer = BrokerState.Closed;
            box.RunTo(20000);
            Assert.AreEqual(
                "ERR 41 the broker connection is offline; check mqtt.host, mqtt.port, mqtt.user and mqtt.tls", Ask(bench, "net ping"));
        }

        [TestMethod]
        public void A_test_goes_the_way_step_by_step()
        {
            CommandBench bench = Bench();
            FakeNetwork network = Give(bench);
            bench.Parts.TimeServer = "pool.ntp.org";
            bench.Box.RunTo(5000);
            Assert.AreEqual(
                "+ network|ok|10.0.0.5\n+ names|ok|pool.ntp.org is 192.0.2.7\n+ time|failed|not known yet: check time.server, and that UDP goes out to port 123\n"
                    + "+ gateway|ok|0 ms\nOK",
                Ask(bench, "net test"));
            Assert.AreEqual("pool.ntp.org", network.Host);
            bench.Parts.Clock = new FakeSurroundings { UtcAtStart = 1 };
            network.ResolveEnd = InquiryState.Failed;
            Assert.AreEqual(
                "+ network|ok|10.0.0.5\n+ names|failed|pool.ntp.org is not found: check the name and net.dns\n+ time|ok|known\n+ gateway|ok|0 ms\nOK", Ask(bench, "net test"));
            bench.Parts.TimeServer = "10.0.0.1";
            Assert.AreEqual("+ names|skipped|no setting has a name to look up, only addresses", Ask(bench, "net test").Split('\n')[1]);
        }

        [TestMethod]
        public void Without_a_network_the_other_steps_are_left_out()
        {
            CommandBench bench = Bench();
            FakeNetwork network = Give(bench);
            bench.Parts.TimeServer = "pool.ntp.org";
            network.State = NetworkState.Down;
            Assert.AreEqual(
                "+ network|failed|not joined: look for it with net scan, check wifi.ssid and wifi.password\n+ names|skipped|no network\n+ time|skipped|no network\n"
                    + "+ gateway|skipped|no network\nOK",
                Ask(bench, "net test"));
            network.Kind = NetworkKind.Ethernet;
            Assert.AreEqual("+ network|failed|no cable, or no address: check the cable, net.dhcp and net.address", Ask(bench, "net test").Split('\n')[0]);
        }

        [TestMethod]
        public void With_a_broker_its_name_is_looked_up()
        {
            MqttBench box = new MqttBench();
            box.Settings.Mqtt.Host = "broker.example";
            box.Start();
            box.RunTo(5000);
            CommandBench bench = new CommandBench(new MemoryFiles(), box.Board, null);
            bench.Parts.Node = box.Node;
            bench.Parts.Settings = box.Settings;
            bench.Parts.TimeServer = "pool.ntp.org";
            FakeNetwork network = Give(bench);
            string answer = Ask(bench, "net test");
            Assert.AreEqual("broker.example", network.Host);
            Assert.AreEqual("+ broker|ok|0 ms", answer.Split('\n')[3]);
        }

        [TestMethod]
        public void Wrong_requests_are_told_and_nothing_needs_the_pin()
        {
            CommandBench bench = Bench();
            Assert.AreEqual("ERR 2 ", Ask(bench, "net what").Substring(0, 6));
            Assert.AreEqual("ERR 2 ", Ask(bench, "net ping now").Substring(0, 6));
            Assert.IsFalse(bench.Changes(new NetCommand(bench.Parts), "net scan"));
        }

        private static FakeNetwork Give(CommandBench bench)
        {
            FakeNetwork network = new FakeNetwork();
            bench.Parts.Network = network;
            bench.Parts.NetworkInfo = network;
            bench.Parts.Scan = network;
            bench.Parts.Names = network;
            return network;
        }

        private static string Ask(CommandBench bench, string request)
        {
            return bench.Ask(new NetCommand(bench.Parts), request);
        }

        private static string Start(string answer)
        {
            return answer.Substring(0, 7);
        }

        private static CommandBench Bench()
        {
            return new CommandBench(new NodeBench().Start());
        }
    }
}
