using System.Text;
using nanoFramework.TestFramework;
using Sidetap.Mqtt;
using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Settings;
using Sidetap.Supervisor;

namespace Sidetap.Tests.Settings
{
    /// <summary>What a box is told, made of the settings; and what they ask of each other.</summary>
    [TestClass]
    public class BoxSettingsTests
    {
        private const ulong UniqueId = 0x0000A4CF12ABCDEF;
        private const string UsualGroup = "e1010101075b"; // 225.1.1.1:1883

        // The documents show the table's defaults; the classes' are what the firmware does without it.
        [TestMethod]
        public void The_tables_defaults_are_the_classes_defaults()
        {
            BoxSettings box = Box(Values());
            AssertNode(new NodeSettings(), box.Node);
            ClientSettings client = new ClientSettings();
            client.Discover = true; // no gateway is set
            AssertClient(client, box.Node.Client);
            AssertMqtt(new MqttSettings(), box.Mqtt);
            NetworkSettings network = new NetworkSettings();
            Assert.IsTrue(network.UseDhcp == box.Network.UseDhcp);
            Assert.AreEqual(network.Address, box.Network.Address);
            Assert.AreEqual(network.Mask, box.Network.Mask);
            Assert.AreEqual(network.Gateway, box.Network.Gateway);
            Assert.AreEqual(network.Dns, box.Network.Dns);
            TimeSettings time = new TimeSettings();
            Assert.AreEqual(time.Server, box.Time.Server);
            Assert.AreEqual(time.FallbackServer, box.Time.FallbackServer);
            SupervisorSettings supervisor = new SupervisorSettings();
            Assert.AreEqual(supervisor.TimeResyncMs, box.Supervisor.TimeResyncMs);
            Assert.AreEqual(supervisor.AckTimeoutMs, box.Supervisor.AckTimeoutMs);
            Assert.AreEqual(supervisor.StepTimeoutMs, box.Supervisor.StepTimeoutMs);
            Assert.AreEqual(supervisor.NetworkTimeoutMs, box.Supervisor.NetworkTimeoutMs);
            Assert.AreEqual(supervisor.LowMemoryOctets, box.Supervisor.LowMemoryOctets);
            Assert.AreEqual(supervisor.DeepSleepSeconds, box.Supervisor.DeepSleepSeconds);
            Assert.AreEqual(new WifiSettings().Ssid, box.Wifi.Ssid);
            Assert.AreEqual(new WifiSettings().Password, box.Wifi.Password);
            Assert.IsFalse(box.UsesMqtt);
            Assert.AreEqual(0, box.SamplingIntervalMs);
            Assert.AreEqual(UsualGroup, GroupOf(box));
        }

        // What comes out of its package has to take any single setting, so its own settings break no rule.
        [TestMethod]
        public void The_tables_defaults_break_no_rule()
        {
            SettingRules rules = new SettingRules(Values());
            for (int i = 0; i < SettingRules.Count; i++)
            {
                Assert.AreEqual((int)SettingError.None, (int)rules.Check(i), "rule " + i.ToString());
            }

            AssertError(Box(Values()), SettingError.None, 0);
        }

        [TestMethod]
        public void Without_a_gateway_one_is_looked_for_in_the_usual_group()
        {
            AssertSearch("", true, true, UsualGroup);
            AssertSearch("mqttSn.gateway=10.0.0.7:1", false, false, "");
            AssertSearch("mqttSn.gateway=10.0.0.7:1 mqttSn.discover=true", true, false, UsualGroup);
            AssertSearch("mqttSn.discover=true", true, false, UsualGroup);
            AssertSearch("mqttSn.discoveryGroup=239.1.2.3:77", true, true, "ef010203004d");
            AssertSearch("mqttSn.gateway=10.0.0.7:1 mqttSn.discoveryGroup=239.1.2.3:77", false, false, "ef010203004d");
            AssertSearch("uplink.kind=mqtt mqtt.host=b", false, false, "");
        }

        [TestMethod]
        public void Without_a_name_a_box_is_called_by_its_number()
        {
            BoxSettings box = Box(Values());
            Assert.AreEqual("sidetap-a4cf12abcdef", TextOf(box.Node.Client.ClientId));
            Assert.AreEqual("sidetap-a4cf12abcdef", box.Mqtt.ClientId);
            SettingValues values = Values();
            Put(values, SettingId.BoxId, "mill-3");
            box = Box(values);
            Assert.AreEqual("mill-3", TextOf(box.Node.Client.ClientId));
            Assert.AreEqual("mill-3", box.Mqtt.ClientId);
        }

        [TestMethod]
        public void Gateways_come_with_address_and_port()
        {
            SettingValues values = Values();
            Put(values, SettingId.MqttSnGateway, "10.0.0.7:1883");
            Put(values, SettingId.MqttSnFallbacks, "10.0.0.8:1884,10.0.0.9:65535");
            Put(values, SettingId.MqttSnDiscoveryGroup, "225.1.1.1:1883");
            BoxSettings box = Box(values);
            Assert.AreEqual("0a000007075b", Hex.Of(box.Node.Gateway.Octets, 0, box.Node.Gateway.Length));
            Assert.AreEqual(2, box.Node.FallbackGateways.Length);
            Assert.AreEqual("0a000008075c", Hex.Of(box.Node.FallbackGateways[0].Octets, 0, box.Node.FallbackGateways[0].Length));
            Assert.AreEqual("0a000009ffff", Hex.Of(box.Node.FallbackGateways[1].Octets, 0, box.Node.FallbackGateways[1].Length));
            Assert.AreEqual("e1010101075b", Hex.Of(box.DiscoveryGroup.Octets, 0, box.DiscoveryGroup.Length));
            Assert.AreEqual((int)SettingError.None, (int)box.Error);
        }

        // Every setting, set to something else, arrives in the place that is meant, and in no other.
        [TestMethod]
        public void Every_setting_arrives()
        {
            SettingValues values = Values();
            string[] names = AllNames();
            for (int i = 0; i < names.Length; i += 2)
            {
                byte[] name = SettingBench.Octets(names[i]);
                byte[] value = SettingBench.Octets(names[i + 1]);
                Assert.AreEqual((int)SettingError.None, (int)SettingText.Parse(values, values.Table.Find(name, 0, name.Length), value, 0, value.Length), names[i]);
            }

            BoxSettings box = Box(values);
            ClientSettings client = box.Node.Client;
            int[] numbers =
            {
                client.KeepAliveSeconds, client.RetryMs, client.RetryCount, client.WaitMs, client.ReconnectMinMs, client.ReconnectMaxMs, client.ReturnMs, client.MaxFrameLength,
                client.WillQos, client.SearchRadius, client.SearchGwMs, client.SearchGwMaxMs, client.GwInfoMs, client.AdvertiseLossCount, client.ForwarderRadius,
                box.Mqtt.Port, box.Mqtt.KeepAliveSeconds, box.Mqtt.MaxMessageLength, box.Supervisor.TimeResyncMs / 1000, box.Node.TimeWaitMs, box.Node.Qos, (int)box.Node.PublisherId,
                box.Node.DataTopicId, box.Node.MetaDataTopicId, box.Node.MetaDataUpdateTimeMs, box.Node.EventTopicId, box.Node.EventMetaDataTopicId, box.Node.OutboxPages,
                box.Node.OutboxPageOctets, box.Node.QueueCapacity, box.Node.SpillAfterMs, box.Node.DrainIntervalMs, box.Node.SleepSeconds, box.Supervisor.AckTimeoutMs / 1000,
                box.Supervisor.StepTimeoutMs / 1000, box.Supervisor.NetworkTimeoutMs / 1000, box.Supervisor.LowMemoryOctets, box.SamplingIntervalMs,
                box.Supervisor.DeepSleepSeconds, box.Mqtt.AckTimeoutMs, box.Mqtt.ConnectTimeoutMs, box.Mqtt.ReconnectMinMs, box.Mqtt.ReconnectMaxMs,
            };
            int[] expected =
            {
                71, 5001, 4, 310001, 1001, 61001, 7001, 600, 2, 9, 5003, 6003, 5004, 2, 3, 8883, 72, 700, 3601, 1003, 0, 123456789, 11, 12, 1005, 13, 14, 60, 8192, 16384, 61005, 21, 30,
                901, 31, 61, 8193, 250, 3600, 20001, 60001, 1011, 62001,
            };
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.AreEqual(expected[i], numbers[i], "number " + i.ToString());
            }

            Assert.IsTrue(!client.CleanSession && client.WillRetain && client.Discover && !client.AnswersSearchGw);
            Assert.IsTrue(box.UsesMqtt && box.Mqtt.UseTls && !box.Mqtt.CleanSession && !box.Network.UseDhcp && !box.Node.PublishesEvents);
            Assert.IsTrue(box.Node.Layout == HeaderLayout.PeriodicFixed);
            Assert.AreEqual("will/topic", TextOf(client.WillTopic));
            Assert.AreEqual("gone", TextOf(client.WillMessage));
            Assert.AreEqual("0a0b", Hex.Of(client.WirelessNodeId, 0, client.WirelessNodeId.Length));
            string texts = box.Mqtt.Host + " " + box.Mqtt.UserName + " " + box.Mqtt.Password + " " + box.Wifi.Ssid + " " + box.Wifi.Password + " " + box.Network.Address + " "
                + box.Network.Mask + " " + box.Network.Gateway + " " + box.Network.Dns + " " + box.Time.Server + " " + box.Time.FallbackServer + " " + box.Node.TopicPrefix;
            Assert.AreEqual("broker.example user pass hall passphrase 10.1.1.2 255.255.0.0 10.1.1.1 10.1.1.3 ntp1.example ntp2.example plant/hall", texts);
        }

        [TestMethod]
        public void The_brokers_certificate_comes_from_its_file()
        {
            MemoryFiles files = new MemoryFiles();
            byte[] certificate = SettingBench.Octets("-----BEGIN CERTIFICATE-----");
            SettingValues values = Values();
            Put(values, SettingId.UplinkKind, "mqtt");
            Put(values, SettingId.MqttHost, "broker");
            Put(values, SettingId.MqttTls, "true");
            Put(values, SettingId.MqttCaFile, "ca.pem");
            AssertError(new BoxSettings(values, UniqueId, files), SettingError.NoSuchFile, SettingId.MqttCaFile);
            files.Write("ca.pem", certificate, 0, certificate.Length);
            BoxSettings box = new BoxSettings(values, UniqueId, files);
            AssertError(box, SettingError.None, 0);
            Assert.AreEqual("-----BEGIN CERTIFICATE-----", TextOf(box.Mqtt.CaCertificate));
            files.Write("ca.pem", new byte[BoxSettings.MaxCertificateOctets + 1], 0, BoxSettings.MaxCertificateOctets + 1);
            box = new BoxSettings(values, UniqueId, files);
            AssertError(box, SettingError.NoSuchFile, SettingId.MqttCaFile);
            Assert.AreEqual(0, box.Mqtt.CaCertificate.Length);
            files.Write("ca.pem", certificate, 0, 0);
            AssertError(new BoxSettings(values, UniqueId, files), SettingError.NoSuchFile, SettingId.MqttCaFile);
        }

        [TestMethod]
        public void What_needs_no_restart_is_taken_over_by_an_update()
        {
            SettingValues values = Values();
            BoxSettings box = Box(values);
            SupervisorSettings supervisor = box.Supervisor;
            Put(values, SettingId.SupervisorAckTimeout, "77");
            Put(values, SettingId.TimeResync, "78");
            Put(values, SettingId.MqttSnKeepAlive, "79");
            box.Update();
            Assert.AreSame(supervisor, box.Supervisor);
            Assert.AreEqual(77000, box.Supervisor.AckTimeoutMs);
            Assert.AreEqual(78000, box.Supervisor.TimeResyncMs);
            Assert.AreEqual(60, box.Node.Client.KeepAliveSeconds);
        }

        [TestMethod]
        public void Settings_that_do_not_go_together_are_named()
        {
            AssertBroken("mqttSn.fallbacks=10.0.0.8:1 mqttSn.discover=true mqttSn.discoveryGroup=225.1.1.1:1", SettingId.MqttSnFallbacks, SettingError.NeedsFirstGateway);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 mqttSn.willMessage=x", SettingId.MqttSnWillMessage, SettingError.NeedsWillTopic);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 mqttSn.willQos=1", SettingId.MqttSnWillQos, SettingError.NeedsWillTopic);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 mqttSn.reconnect=60001", SettingId.MqttSnReconnectMax, SettingError.BelowTheFirst);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 mqttSn.searchInterval=320001", SettingId.MqttSnSearchIntervalMax, SettingError.BelowTheFirst);
            AssertBroken("uplink.kind=mqtt", SettingId.MqttHost, SettingError.NeedsHost);
            AssertBroken("uplink.kind=mqtt mqtt.host=b mqtt.tls=true", SettingId.MqttCaFile, SettingError.NeedsCertificate);
            AssertBroken("uplink.kind=mqtt mqtt.host=b mqtt.password=x", SettingId.MqttUser, SettingError.NeedsUser);
            AssertBroken("uplink.kind=mqtt mqtt.host=b mqtt.reconnect=60001", SettingId.MqttReconnectMax, SettingError.BelowTheFirst);
            AssertBroken("uplink.kind=mqtt mqtt.host=b publish.qos=2", SettingId.PublishQos, SettingError.NotWithMqtt);
            AssertBroken("uplink.kind=mqtt mqtt.host=b publish.qos=-1", SettingId.PublishQos, SettingError.NotWithMqtt);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 publish.qos=-1", SettingId.PublishDataTopicId, SettingError.NeedsTopicIds);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 publish.qos=-1 publish.dataTopicId=1", SettingId.PublishMetaDataTopicId, SettingError.NeedsTopicIds);
            string ids = " publish.qos=-1 publish.dataTopicId=1 publish.metaDataTopicId=2";
            AssertBroken("mqttSn.gateway=10.0.0.7:1" + ids, SettingId.PublishEventTopicId, SettingError.NeedsTopicIds);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 publish.eventTopicId=3" + ids, SettingId.PublishEventMetaDataTopicId, SettingError.NeedsTopicIds);
            AssertBroken("mqttSn.discover=true mqttSn.discoveryGroup=225.1.1.1:1 publish.events=false" + ids, SettingId.MqttSnGateway, SettingError.NeedsSetGateway);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 net.dhcp=false", SettingId.NetAddress, SettingError.NeedsFixedAddress);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 net.dhcp=false net.address=10.0.0.3 net.mask=", SettingId.NetMask, SettingError.NeedsFixedAddress);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 outbox.pages=1", SettingId.OutboxPages, SettingError.OnePage);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 outbox.queueOctets=1024 mqttSn.maxFrame=512", SettingId.OutboxQueueOctets, SettingError.NeedsTwoFrames);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 outbox.pageOctets=512", SettingId.OutboxPageOctets, SettingError.NeedsOneFrame);
        }

        [TestMethod]
        public void Settings_that_go_together_are_good()
        {
            AssertBroken("", 0, SettingError.None);
            AssertBroken("mqttSn.discover=true", 0, SettingError.None);
            AssertBroken("mqttSn.gateway=10.0.0.7:1", 0, SettingError.None);
            AssertBroken("mqttSn.discover=true mqttSn.discoveryGroup=225.1.1.1:1", 0, SettingError.None);
            AssertBroken("uplink.kind=mqtt mqtt.host=b publish.qos=0", 0, SettingError.None);
            AssertBroken("uplink.kind=mqtt mqtt.host=b mqtt.reconnect=5000 mqtt.reconnectMax=5000", 0, SettingError.None);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 publish.events=false publish.qos=-1 publish.dataTopicId=1 publish.metaDataTopicId=2", 0, SettingError.None);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 publish.qos=2 mqttSn.willTopic=a mqttSn.willMessage=b", 0, SettingError.None);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 outbox.pages=0 outbox.pageOctets=512", 0, SettingError.None);
            AssertBroken("mqttSn.gateway=10.0.0.7:1 net.dhcp=false net.address=10.0.0.3", 0, SettingError.None);
        }

        [TestMethod]
        public void Every_error_has_a_text_of_its_own()
        {
            string all = "|";
            for (int i = 0; i <= (int)SettingError.NoSuchFile; i++)
            {
                bool isNamed = i <= 17 || (i >= 20 && i <= 24) || i == 30 || i >= 32;
                string text = SettingErrors.TextOf((SettingError)i);
                Assert.IsFalse(isNamed && all.IndexOf("|" + text + "|") >= 0, text);
                all += isNamed ? text + "|" : "";
            }
        }

        private static string[] AllNames()
        {
            return new string[]
            {
                "profile.samplingInterval", "250", "uplink.kind", "mqtt", "mqttSn.keepAlive", "71", "mqttSn.cleanSession", "false", "mqttSn.retry", "5001", "mqttSn.retries", "4",
                "mqttSn.congestionWait", "310001", "mqttSn.reconnect", "1001", "mqttSn.reconnectMax", "61001", "mqttSn.return", "7001", "mqttSn.maxFrame", "600",
                "mqttSn.willTopic", "will/topic", "mqttSn.willMessage", "gone", "mqttSn.willQos", "2", "mqttSn.willRetain", "true", "mqttSn.discover", "true",
                "mqttSn.searchRadius", "9", "mqttSn.searchInterval", "5003", "mqttSn.searchIntervalMax", "6003", "mqttSn.answersSearch", "false", "mqttSn.answerDelay", "5004",
                "mqttSn.advertiseLoss", "2", "mqttSn.nodeId", "0a0b", "mqttSn.forwarderRadius", "3", "mqtt.host", "broker.example", "mqtt.port", "8883", "mqtt.tls", "true",
                "mqtt.user", "user", "mqtt.password", "pass", "mqtt.keepAlive", "72", "mqtt.cleanSession", "false", "mqtt.maxMessage", "700", "mqtt.ackTimeout", "20001",
                "mqtt.connectTimeout", "60001", "mqtt.reconnect", "1011", "mqtt.reconnectMax", "62001", "wifi.ssid", "hall",
                "wifi.password", "passphrase", "net.dhcp", "false", "net.address", "10.1.1.2", "net.mask", "255.255.0.0", "net.gateway", "10.1.1.1", "net.dns", "10.1.1.3",
                "time.server", "ntp1.example", "time.fallbackServer", "ntp2.example", "time.resync", "3601", "time.wait", "1003", "publish.qos", "0", "publish.layout", "fixed",
                "publish.topicPrefix", "plant/hall", "publish.publisherId", "123456789", "publish.dataTopicId", "11", "publish.metaDataTopicId", "12",
                "publish.metaDataInterval", "1005", "publish.events", "false", "publish.eventTopicId", "13", "publish.eventMetaDataTopicId", "14", "outbox.pages", "60",
                "outbox.pageOctets", "8192", "outbox.queueOctets", "16384", "outbox.spillAfter", "61005", "outbox.drainInterval", "21", "power.sleepSeconds", "30", "power.deepSleep", "3600",
                "supervisor.ackTimeout", "901", "supervisor.stepTimeout", "31", "supervisor.networkTimeout", "61", "supervisor.lowMemory", "8193",
            };
        }

        private static void AssertNode(NodeSettings expected, NodeSettings actual)
        {
            Assert.AreEqual(expected.Qos, actual.Qos);
            Assert.AreEqual((int)expected.Layout, (int)actual.Layout);
            Assert.AreEqual(expected.PublisherId, actual.PublisherId);
            Assert.AreEqual(expected.TopicPrefix, actual.TopicPrefix);
            Assert.AreEqual(expected.DataTopicId, actual.DataTopicId);
            Assert.AreEqual(expected.MetaDataTopicId, actual.MetaDataTopicId);
            Assert.IsTrue(expected.PublishesEvents == actual.PublishesEvents);
            Assert.AreEqual(expected.EventTopicId, actual.EventTopicId);
            Assert.AreEqual(expected.EventMetaDataTopicId, actual.EventMetaDataTopicId);
            Assert.AreEqual(expected.MetaDataUpdateTimeMs, actual.MetaDataUpdateTimeMs);
            Assert.AreEqual(expected.QueueCapacity, actual.QueueCapacity);
            Assert.AreEqual(expected.OutboxPages, actual.OutboxPages);
            Assert.AreEqual(expected.OutboxPageOctets, actual.OutboxPageOctets);
            Assert.AreEqual(expected.SpillAfterMs, actual.SpillAfterMs);
            Assert.AreEqual(expected.DrainIntervalMs, actual.DrainIntervalMs);
            Assert.AreEqual(expected.SleepSeconds, actual.SleepSeconds);
            Assert.AreEqual(expected.TimeWaitMs, actual.TimeWaitMs);
            Assert.AreEqual(expected.Gateway.Length, actual.Gateway.Length);
            Assert.AreEqual(expected.FallbackGateways.Length, actual.FallbackGateways.Length);
        }

        private static void AssertClient(ClientSettings expected, ClientSettings actual)
        {
            Assert.IsTrue(expected.CleanSession == actual.CleanSession);
            Assert.AreEqual(expected.WillTopic.Length, actual.WillTopic.Length);
            Assert.AreEqual(expected.WillMessage.Length, actual.WillMessage.Length);
            Assert.AreEqual(expected.WillQos, actual.WillQos);
            Assert.IsTrue(expected.WillRetain == actual.WillRetain);
            Assert.AreEqual(expected.KeepAliveSeconds, actual.KeepAliveSeconds);
            Assert.AreEqual(expected.RetryMs, actual.RetryMs);
            Assert.AreEqual(expected.RetryCount, actual.RetryCount);
            Assert.AreEqual(expected.WaitMs, actual.WaitMs);
            Assert.AreEqual(expected.ReconnectMinMs, actual.ReconnectMinMs);
            Assert.AreEqual(expected.ReconnectMaxMs, actual.ReconnectMaxMs);
            Assert.IsTrue(expected.Discover == actual.Discover);
            Assert.AreEqual(expected.SearchRadius, actual.SearchRadius);
            Assert.AreEqual(expected.SearchGwMs, actual.SearchGwMs);
            Assert.AreEqual(expected.SearchGwMaxMs, actual.SearchGwMaxMs);
            Assert.AreEqual(expected.GwInfoMs, actual.GwInfoMs);
            Assert.IsTrue(expected.AnswersSearchGw == actual.AnswersSearchGw);
            Assert.AreEqual(expected.AdvertiseLossCount, actual.AdvertiseLossCount);
            Assert.AreEqual(expected.ReturnMs, actual.ReturnMs);
            Assert.AreEqual(expected.WirelessNodeId.Length, actual.WirelessNodeId.Length);
            Assert.AreEqual(expected.ForwarderRadius, actual.ForwarderRadius);
            Assert.AreEqual(expected.MaxFrameLength, actual.MaxFrameLength);
        }

        private static void AssertMqtt(MqttSettings expected, MqttSettings actual)
        {
            Assert.AreEqual(expected.Host, actual.Host);
            Assert.AreEqual(expected.Port, actual.Port);
            Assert.IsTrue(expected.UseTls == actual.UseTls);
            Assert.AreEqual(expected.CaCertificate.Length, actual.CaCertificate.Length);
            Assert.AreEqual(expected.UserName, actual.UserName);
            Assert.AreEqual(expected.Password, actual.Password);
            Assert.AreEqual(expected.KeepAliveSeconds, actual.KeepAliveSeconds);
            Assert.IsTrue(expected.CleanSession == actual.CleanSession);
            Assert.AreEqual(expected.MaxMessageLength, actual.MaxMessageLength);
            Assert.AreEqual(expected.AckTimeoutMs, actual.AckTimeoutMs);
            Assert.AreEqual(expected.ConnectTimeoutMs, actual.ConnectTimeoutMs);
            Assert.AreEqual(expected.ReconnectMinMs, actual.ReconnectMinMs);
            Assert.AreEqual(expected.ReconnectMaxMs, actual.ReconnectMaxMs);
        }

        /// <summary>Sets "name=value name=value" and looks which rule is broken first.</summary>
        private static void AssertBroken(string settings, int id, SettingError error)
        {
            SettingValues values = Told(settings);
            SettingRules rules = new SettingRules(values);
            Assert.AreEqual((int)error, (int)rules.First(), settings);
            Assert.IsTrue(error == SettingError.None || rules.Id == id, settings);
            AssertError(Box(values), error, id);
        }

        private static void AssertSearch(string settings, bool isOn, bool isUnasked, string group)
        {
            BoxSettings box = Box(Told(settings));
            Assert.IsTrue(box.Node.Client.Discover == isOn, settings);
            Assert.IsTrue(box.DiscoversUnasked == isUnasked, settings);
            Assert.AreEqual(group, GroupOf(box), settings);
        }

        private static string GroupOf(BoxSettings box)
        {
            return Hex.Of(box.DiscoveryGroup.Octets, 0, box.DiscoveryGroup.Length);
        }

        private static SettingValues Told(string settings)
        {
            SettingValues values = Values();
            string[] parts = settings.Split(' ');
            for (int i = 0; i < parts.Length && settings.Length > 0; i++)
            {
                string[] pair = parts[i].Split('=');
                byte[] name = SettingBench.Octets(pair[0]);
                byte[] value = SettingBench.Octets(pair[1]);
                Assert.AreEqual((int)SettingError.None, (int)SettingText.Parse(values, values.Table.Find(name, 0, name.Length), value, 0, value.Length), parts[i]);
            }

            return values;
        }

        private static void AssertError(BoxSettings box, SettingError error, int id)
        {
            Assert.AreEqual((int)error, (int)box.Error);
            Assert.AreEqual(id, box.ErrorId);
        }

        private static SettingValues Values()
        {
            return new SettingValues(SettingTable.Create());
        }

        private static BoxSettings Box(SettingValues values)
        {
            return new BoxSettings(values, UniqueId, new MemoryFiles());
        }

        private static void Put(SettingValues values, int id, string text)
        {
            Assert.AreEqual((int)SettingError.None, (int)SettingBench.Set(values, id, text), text);
        }

        private static string TextOf(byte[] octets)
        {
            return Encoding.UTF8.GetString(octets, 0, octets.Length);
        }
    }
}
