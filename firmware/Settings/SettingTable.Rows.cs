using System;
using Sidetap.Update;

namespace Sidetap.Settings
{
    /// <content>The rows.</content>
    public sealed partial class SettingTable
    {
        private const int RowCount = 80;
        internal const int AddressOctets = 6;
        private const int IpOctets = 4;
        private const int MaxMs = 86400000; // a day

        /// <summary>Makes the table of a box's settings.</summary>
        /// <returns>The table.</returns>
        public static SettingTable Create()
        {
            SettingTable table = new SettingTable(RowCount);
            table.AddBox();
            table.AddGateways();
            table.AddDiscovery();
            table.AddBroker();
            table.AddNetwork();
            table.AddPublishing();
            table.AddOutbox();
            table.AddSupervisor();
            table.AddConsole();
            table.AddUpdate();
            table.MarkRisky();
            return table;
        }

        private void AddBox()
        {
            AddText(SettingId.BoxId, "box.id", SettingForm.Any, 0, 23, "The box's name at its gateway or broker (ClientId), unique there. Without one it is \"sidetap-\" and the board's unique number.");
            AddNumber(SettingId.ProfileSamplingInterval, "profile.samplingInterval", 0, 60000, 0, "ms", "How often the machine is sampled; 0: as its profile says.");
            AddChoice(SettingId.UplinkKind, "uplink.kind", "mqttSn|mqtt", 1, "Where messages go: to an MQTT-SN gateway over UDP, or to an MQTT broker over TCP.");
        }

        private void AddGateways()
        {
            AddAddress(SettingId.MqttSnGateway, "mqttSn.gateway", 1, "The MQTT-SN gateway; without one, one is looked for, as with mqttSn.discover.");
            AddAddress(SettingId.MqttSnFallbacks, "mqttSn.fallbacks", 3, "Further gateways, in the order in which they are tried when the first is lost.");
            AddNumber(SettingId.MqttSnKeepAlive, "mqttSn.keepAlive", 1, 65535, 60, "s", "Keep-alive: the gateway hears of the box at least this often.");
            AddSwitch(SettingId.MqttSnCleanSession, "mqttSn.cleanSession", true, "Whether the gateway forgets what it knows of the box whenever it connects.");
            AddNumber(SettingId.MqttSnRetry, "mqttSn.retry", 100, 60000, 10000, "ms", "Tretry: until what was not answered is sent again. MQTT-SN says 10 to 15 s; less keeps up on a lossy link.");
            AddNumber(SettingId.MqttSnRetries, "mqttSn.retries", 0, 100, 3, "Nretry: how often a frame is sent again before the gateway counts as lost.");
            AddNumber(SettingId.MqttSnCongestionWait, "mqttSn.congestionWait", 1000, MaxMs, 301000, "ms", "Twait: how long a congested gateway is left alone. MQTT-SN says more than 5 min.");
            AddNumber(SettingId.MqttSnReconnect, "mqttSn.reconnect", 100, 3600000, 1000, "ms", "From a loss to the first attempt to connect; doubles with every failure.");
            AddNumber(SettingId.MqttSnReconnectMax, "mqttSn.reconnectMax", 100, 3600000, 60000, "ms", "The longest pause between attempts to connect.");
            AddNumber(SettingId.MqttSnReturn, "mqttSn.return", 0, MaxMs, 300000, "ms", "How often a fallback asks whether an earlier gateway is back; 0: never.");
            AddNumber(SettingId.MqttSnMaxFrame, "mqttSn.maxFrame", 64, 65507, 512, "octets", "The longest frame. Buffers and the outbox's queue grow with it.");
            AddText(SettingId.MqttSnWillTopic, "mqttSn.willTopic", SettingForm.Topic, 0, 64, "Where the gateway publishes the will when it loses the box; without one, there is no will.");
            AddText(SettingId.MqttSnWillMessage, "mqttSn.willMessage", SettingForm.Any, 0, 64, "What it publishes there.");
            AddNumber(SettingId.MqttSnWillQos, "mqttSn.willQos", 0, 2, 0, "The will's QoS.");
            AddSwitch(SettingId.MqttSnWillRetain, "mqttSn.willRetain", false, "Whether the broker keeps the will for later subscribers.");
        }

        private void AddDiscovery()
        {
            AddSwitch(SettingId.MqttSnDiscover, "mqttSn.discover", false, "Whether gateways are looked for (SEARCHGW, ADVERTISE), besides those that are set. Without mqttSn.gateway they are looked for in any case.");
            AddAddress(SettingId.MqttSnDiscoveryGroup, "mqttSn.discoveryGroup", 1, "The multicast group in which they are looked for; without one, 225.1.1.1:1883.");
            AddNumber(SettingId.MqttSnSearchRadius, "mqttSn.searchRadius", 0, 255, 0, "How many hops SEARCHGW goes; 0: through the whole network.");
            AddNumber(SettingId.MqttSnSearchInterval, "mqttSn.searchInterval", 100, MaxMs, 5000, "ms", "Tsearchgw: until SEARCHGW is repeated; doubles every time.");
            AddNumber(SettingId.MqttSnSearchIntervalMax, "mqttSn.searchIntervalMax", 100, MaxMs, 320000, "ms", "The longest time between two SEARCHGW.");
            AddSwitch(SettingId.MqttSnAnswersSearch, "mqttSn.answersSearch", true, "Whether the box tells others that look for a gateway of its own.");
            AddNumber(SettingId.MqttSnAnswerDelay, "mqttSn.answerDelay", 0, 60000, 5000, "ms", "Tgwinfo: such an answer waits a random time up to this.");
            AddNumber(SettingId.MqttSnAdvertiseLoss, "mqttSn.advertiseLoss", 1, 10, 3, "Nadv: after how many missed ADVERTISE a found gateway is forgotten.");
            AddOctets(SettingId.MqttSnNodeId, "mqttSn.nodeId", 64, "WirelessNodeId: with one, every frame is wrapped for a forwarder.");
            AddNumber(SettingId.MqttSnForwarderRadius, "mqttSn.forwarderRadius", 0, 3, 0, "The radius that the wrapping names.");
        }

        private void AddBroker()
        {
            AddText(SettingId.MqttHost, "mqtt.host", SettingForm.Host, 0, 64, "The MQTT broker's name or address.");
            AddNumber(SettingId.MqttPort, "mqtt.port", 1, 65535, 1883, "Its TCP port: usually 1883 in the clear, 8883 with TLS.");
            AddSwitch(SettingId.MqttTls, "mqtt.tls", false, "Whether the connection is encrypted.");
            AddText(SettingId.MqttCaFile, "mqtt.caFile", SettingForm.File, 0, 15, "The box's file with the certificate (PEM) that the broker's is held against.");
            AddText(SettingId.MqttUser, "mqtt.user", SettingForm.Any, 0, 64, "The user's name at the broker.");
            AddSecret(SettingId.MqttPassword, "mqtt.password", SettingForm.Any, 0, 64, "The user's password. Without TLS it goes over the network as it is.");
            AddNumber(SettingId.MqttKeepAlive, "mqtt.keepAlive", 1, 65535, 60, "s", "Keep Alive: the broker hears of the box at least this often.");
            AddSwitch(SettingId.MqttCleanSession, "mqtt.cleanSession", true, "Whether the broker forgets what it knows of the box whenever it connects.");
            AddNumber(SettingId.MqttMaxMessage, "mqtt.maxMessage", 64, 65535, 512, "octets", "The longest message. Buffers and the outbox's queue grow with it.");
            AddNumber(SettingId.MqttAckTimeout, "mqtt.ackTimeout", 1000, 600000, 20000, "ms", "How long a message's PUBACK is waited for; then the connection counts as lost.");
            AddNumber(SettingId.MqttConnectTimeout, "mqtt.connectTimeout", 1000, 600000, 60000, "ms", "How long name, TCP, TLS and CONNACK together are waited for.");
            AddNumber(SettingId.MqttReconnect, "mqtt.reconnect", 100, 3600000, 1000, "ms", "From a loss to the first attempt to connect; doubles with every failure.");
            AddNumber(SettingId.MqttReconnectMax, "mqtt.reconnectMax", 100, 3600000, 60000, "ms", "The longest pause between attempts to connect.");
        }

        private void AddNetwork()
        {
            AddText(SettingId.WifiSsid, "wifi.ssid", SettingForm.Any, 0, 32, "The Wi-Fi network's name.");
            AddSecret(SettingId.WifiPassword, "wifi.password", SettingForm.Passphrase, 0, 64, "Its passphrase, 8 to 63 characters; without one, the network is open.");
            AddSwitch(SettingId.NetDhcp, "net.dhcp", true, "Whether a DHCP server gives address, mask, gateway and name server.");
            AddIpAddress(SettingId.NetAddress, "net.address", "The box's fixed address.");
            AddIpAddress(SettingId.NetMask, "net.mask", "255.255.255.0", "Its subnet mask.");
            AddIpAddress(SettingId.NetGateway, "net.gateway", "The way out of the subnet.");
            AddIpAddress(SettingId.NetDns, "net.dns", "The name server.");
            AddText(SettingId.TimeServer, "time.server", SettingForm.Host, 0, 64, "pool.ntp.org", "The SNTP server's name or address; without one, the box never knows the time.");
            AddText(SettingId.TimeFallbackServer, "time.fallbackServer", SettingForm.Host, 0, 64, "A second one, for when the first does not answer.");
            AddLive(SettingId.TimeResync, "time.resync", 60, 604800, 3600, "s", "How often the clock is set right.");
            AddNumber(SettingId.TimeWait, "time.wait", 0, 3600000, 10000, "ms", "How long messages that were made before the time was known wait for it once there is a connection.");
        }

        private void AddPublishing()
        {
            AddNumber(SettingId.PublishQos, "publish.qos", -1, 2, 1, "QoS of everything. -1 needs no connection, but predefined topic ids; -1 and 2 are for MQTT-SN only.");
            AddChoice(SettingId.PublishLayout, "publish.layout", "dynamic|fixed", 1, "Layout of the messages (OPC 10000-14, Annex A.2).");
            AddText(SettingId.PublishTopicPrefix, "publish.topicPrefix", SettingForm.Topic, 1, 64, "opcua", "First levels of the topics.");
            AddText(SettingId.PublishPublisherId, "publish.publisherId", SettingForm.Digits, 0, 20, "The PublisherId, in digits; without one, the board's unique number.");
            AddNumber(SettingId.PublishDataTopicId, "publish.dataTopicId", 0, 65534, 0, "Predefined topic id for data; 0: the name is registered.");
            AddNumber(SettingId.PublishMetaDataTopicId, "publish.metaDataTopicId", 0, 65534, 0, "Predefined topic id for DataSetMetaData; 0: the name is registered.");
            AddNumber(SettingId.PublishMetaDataInterval, "publish.metaDataInterval", 0, MaxMs, 0, "ms", "How often DataSetMetaData is published again; 0: once in every connection.");
            AddSwitch(SettingId.PublishEvents, "publish.events", true, "Whether changes of state, mode and tool and faults are published as events.");
            AddNumber(SettingId.PublishEventTopicId, "publish.eventTopicId", 0, 65534, 0, "Predefined topic id for events; 0: the name is registered.");
            AddNumber(SettingId.PublishEventMetaDataTopicId, "publish.eventMetaDataTopicId", 0, 65534, 0, "Predefined topic id for the events' DataSetMetaData; 0: the name is registered.");
        }

        private void AddOutbox()
        {
            AddNumber(SettingId.OutboxPages, "outbox.pages", 0, 99, NodeSettings.DefaultOutboxPages, "Pages of flash for messages that wait, one of which is kept free; 0: they wait in RAM only.");
            AddNumber(SettingId.OutboxPageOctets, "outbox.pageOctets", 256, 65536, NodeSettings.DefaultOutboxPageOctets, "octets", "A page: an erase block of the flash.");
            AddNumber(SettingId.OutboxQueueOctets, "outbox.queueOctets", 1024, 4194304, NodeSettings.DefaultQueueCapacity, "octets", "RAM for messages that wait.");
            AddNumber(SettingId.OutboxSpillAfter, "outbox.spillAfter", 1000, MaxMs, 60000, "ms", "How long messages may wait in RAM while none goes out; then they are moved to flash.");
            AddNumber(SettingId.OutboxDrainInterval, "outbox.drainInterval", 0, 60000, 20, "ms", "From message to message while more than one waits; 0: as fast as they are taken.");
            AddNumber(SettingId.PowerSleepSeconds, "power.sleepSeconds", 0, 50000, 0, "s", "How long the box sleeps whenever it has handed over everything; 0: it never does.");
            AddLive(SettingId.PowerDeepSleep, "power.deepSleep", 0, 604800, 0, "s", "On battery: from start to start of a box that is off in between, once it has handed over everything; 0: it stays on. Only on a board that can.");
        }

        private void AddSupervisor()
        {
            AddLive(SettingId.SupervisorAckTimeout, "supervisor.ackTimeout", 0, 604800, 900, "s", "After so long without an acknowledgement, while messages wait, the box restarts; 0: never.");
            AddLive(SettingId.SupervisorStepTimeout, "supervisor.stepTimeout", 5, 600, 30, "s", "When the main loop is stuck for so long, the box restarts.");
            AddLive(SettingId.SupervisorNetworkTimeout, "supervisor.networkTimeout", 10, 3600, 60, "s", "After so long without a network, the attempt to connect is made anew.");
            AddLive(SettingId.SupervisorLowMemory, "supervisor.lowMemory", 0, 1048576, 8192, "octets", "With less heap than this, the box restarts; 0: never.");
        }

        private void AddConsole()
        {
            Add(SettingId.ConsolePin, "console.pin", SettingType.Text, SettingForm.Pin, 0, 8, 0, string.Empty, string.Empty, Secret | Live, "What unlocks the console, 4 to 8 digits; without one, whoever has the cable may change everything.");
            AddLive(SettingId.ConsoleLockAfter, "console.lockAfter", 30, 86400, 600, "s", "After so long without a line, the console is locked and what was not saved is dropped.");
            AddLive(SettingId.ConsoleTrialTime, "console.trialTime", 60, 3600, 300, "s", "How long settings that may cut the box off are on trial; without a confirmation, the ones before come back.");
        }

        private void AddUpdate()
        {
            AddOctets(SettingId.UpdateKey, "update.key", UpdateSettings.KeyOctets, "The owner's public key, as \"sidetap image keygen\" prints it: firmware that it has signed is taken over the air; without one, none is.");
            AddOctets(SettingId.UpdateNextKey, "update.nextKey", UpdateSettings.KeyOctets, "A second key that is taken as well, while the owner goes over from one to the other.");
            AddNumber(SettingId.UpdateTrialTime, "update.trialTime", 60, 86400, 600, "s", "How long new firmware has to prove itself; then the one before comes back.");
            AddNumber(SettingId.UpdateWindow, "update.window", 1, UpdateSettings.MaxWindow, UpdateSettings.DefaultWindow, "How many blocks of new firmware are asked for at once; fewer leave more to telemetry on a slow link.");
        }

        /// <summary>Says which settings may cut the box off its network or gateway: they are tried before they are kept.</summary>
        private void MarkRisky()
        {
            MarkRisky(SettingId.UplinkKind, SettingId.UplinkKind);
            MarkRisky(SettingId.MqttSnGateway, SettingId.MqttSnFallbacks);
            MarkRisky(SettingId.MqttSnDiscover, SettingId.MqttSnDiscoveryGroup);
            MarkRisky(SettingId.MqttSnNodeId, SettingId.MqttSnNodeId);
            MarkRisky(SettingId.MqttHost, SettingId.MqttPassword);
            MarkRisky(SettingId.WifiSsid, SettingId.WifiPassword);
            MarkRisky(SettingId.NetDhcp, SettingId.NetDns);
        }

        private void MarkRisky(int firstId, int lastId)
        {
            for (int i = IndexOf(firstId); i < Count && _ids[i] <= lastId; i++)
            {
                _flags[i] |= Risky;
            }
        }

        /// <summary>Adds a number.</summary>
        /// <param name="id">Its id, greater than the last row's.</param>
        /// <param name="name">Its name.</param>
        /// <param name="minimum">The least.</param>
        /// <param name="maximum">The greatest.</param>
        /// <param name="usual">The default.</param>
        /// <param name="unit">Its unit.</param>
        /// <param name="help">What it is for, in a sentence.</param>
        /// <exception cref="ArgumentException">The id is not greater than the last one's, or there is no room.</exception>
        public void AddNumber(int id, string name, int minimum, int maximum, int usual, string unit, string help)
        {
            Add(id, name, SettingType.Number, SettingForm.Any, minimum, maximum, usual, string.Empty, unit, 0, help);
        }

        /// <summary>Adds a text.</summary>
        /// <param name="id">Its id, greater than the last row's.</param>
        /// <param name="name">Its name.</param>
        /// <param name="form">What it has to look like.</param>
        /// <param name="minimum">The fewest octets.</param>
        /// <param name="maximum">The most octets.</param>
        /// <param name="usual">The default.</param>
        /// <param name="help">What it is for, in a sentence.</param>
        /// <exception cref="ArgumentException">The id is not greater than the last one's, or there is no room.</exception>
        public void AddText(int id, string name, SettingForm form, int minimum, int maximum, string usual, string help)
        {
            Add(id, name, SettingType.Text, form, minimum, maximum, 0, usual, string.Empty, 0, help);
        }

        private void AddNumber(int id, string name, int minimum, int maximum, int usual, string help)
        {
            AddNumber(id, name, minimum, maximum, usual, string.Empty, help);
        }

        private void AddLive(int id, string name, int minimum, int maximum, int usual, string unit, string help)
        {
            Add(id, name, SettingType.Number, SettingForm.Any, minimum, maximum, usual, string.Empty, unit, Live, help);
        }

        private void AddText(int id, string name, SettingForm form, int minimum, int maximum, string help)
        {
            AddText(id, name, form, minimum, maximum, string.Empty, help);
        }

        private void AddSecret(int id, string name, SettingForm form, int minimum, int maximum, string help)
        {
            Add(id, name, SettingType.Text, form, minimum, maximum, 0, string.Empty, string.Empty, Secret, help);
        }

        private void AddSwitch(int id, string name, bool usual, string help)
        {
            Add(id, name, SettingType.Switch, SettingForm.Any, 0, 1, usual ? 1 : 0, string.Empty, string.Empty, 0, help);
        }

        private void AddChoice(int id, string name, string choices, int last, string help)
        {
            Add(id, name, SettingType.Choice, SettingForm.Any, 0, last, 0, choices, string.Empty, 0, help);
        }

        private void AddOctets(int id, string name, int maximum, string help)
        {
            Add(id, name, SettingType.Octets, SettingForm.Any, 0, maximum, 0, string.Empty, string.Empty, 0, help);
        }

        private void AddAddress(int id, string name, int most, string help)
        {
            Add(id, name, SettingType.Address, SettingForm.Any, 0, most, 0, string.Empty, string.Empty, 0, help);
        }

        private void AddIpAddress(int id, string name, string help)
        {
            AddIpAddress(id, name, string.Empty, help);
        }

        private void AddIpAddress(int id, string name, string usual, string help)
        {
            Add(id, name, SettingType.IpAddress, SettingForm.Any, 0, 1, 0, usual, string.Empty, 0, help);
        }

        private void Add(int id, string name, SettingType type, SettingForm form, int minimum, int maximum, int usual, string text, string unit, int flags, string help)
        {
            int index = Count;
            if (index == _ids.Length || id < 1 || id > 32767 || (index > 0 && id <= _ids[index - 1]))
            {
                throw new ArgumentException("Setting " + id.ToString() + " is out of order, or there is no room for it.");
            }

            _ids[index] = (short)id;
            _names[index] = name;
            _types[index] = (byte)type;
            _forms[index] = (byte)form;
            _minimums[index] = minimum;
            _maximums[index] = maximum;
            _defaults[index] = usual;
            _texts[index] = text;
            _units[index] = unit;
            _flags[index] = (byte)flags;
            _help[index] = help;
            _slots[index] = (short)SlotOctets;
            int octets = SlotOctetsOf(index);
            if (octets > MaxValueOctets)
            {
                throw new ArgumentException("Setting " + id.ToString() + " is longer than a value can be.");
            }

            Count = index + 1;
            SlotOctets += octets;
        }
    }
}
