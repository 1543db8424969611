using System.Text;
using System;
using Sidetap.Crypto;
using Sidetap.Hal;
using Sidetap.Mqtt;
using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Supervisor;
using Sidetap.Update;

namespace Sidetap.Settings
{
    /// <summary>What a box is told at start, from the settings: an object for each part of it.</summary>
    /// <remarks>Made once. Settings that need no restart are written into the same objects again by <see cref="Update"/>; who uses them looks there each time.</remarks>
    public sealed class BoxSettings
    {
        /// <summary>Octets of the longest certificate: some certificates in PEM, one after the other.</summary>
        public const int MaxCertificateOctets = 8192;

        // Where MQTT-SN gateways are looked for by convention.
        private static readonly byte[] UsualGroup = new byte[] { 225, 1, 1, 1, 1883 >> 8, 1883 & 0xFF };

        private const string IdPrefix = "sidetap-";
        private const int UniqueIdDigits = 12; // of 48 bits

        private readonly SettingValues _values;

        /// <summary>What the node is told.</summary>
        public readonly NodeSettings Node = new NodeSettings();

        /// <summary>What it is told of an MQTT broker.</summary>
        public readonly MqttSettings Mqtt = new MqttSettings();

        /// <summary>The Wi-Fi network.</summary>
        public readonly WifiSettings Wifi = new WifiSettings();

        /// <summary>How the box comes by its address.</summary>
        public readonly NetworkSettings Network = new NetworkSettings();

        /// <summary>Where it gets the time.</summary>
        public readonly TimeSettings Time = new TimeSettings();

        /// <summary>When it takes itself for broken.</summary>
        public readonly SupervisorSettings Supervisor = new SupervisorSettings();

        /// <summary>The shell on its serial line.</summary>
        public readonly ConsoleSettings Console = new ConsoleSettings();

        /// <summary>The multicast group in which gateways are looked for: the one that is set, else 225.1.1.1:1883; of no octets: none are looked for.</summary>
        public readonly LinkAddress DiscoveryGroup = new LinkAddress();

        /// <summary>Makes all of it.</summary>
        /// <param name="values">Values of the box's own table; kept.</param>
        /// <param name="uniqueId">The board's unique number (<see cref="ISystem.UniqueId"/>): the box's name where none is set.</param>
        /// <param name="files">Where the broker's certificate is.</param>
        public BoxSettings(SettingValues values, ulong uniqueId, IFileArea files)
        {
            _values = values;
            SettingRules rules = new SettingRules(values);
            Error = rules.First();
            ErrorId = Error == SettingError.None ? 0 : rules.Id;
            byte[] id = values.CopyOf(IndexOf(SettingId.BoxId));
            HasId = id.Length > 0;
            Node.Client.ClientId = HasId ? id : Encoding.UTF8.GetBytes(NameOf(uniqueId));
            UsesMqtt = Number(SettingId.UplinkKind) == SettingRules.Mqtt;
            SamplingIntervalMs = Number(SettingId.ProfileSamplingInterval);
            FillClient(Node.Client);
            FillGateways();
            LookForGateway();
            FillPublishing();
            FillOutbox();
            FillMqtt(files);
            FillNetwork();
            FillUpdate();
            Update();
        }

        /// <summary>What the settings lack to go together; None: nothing. The box does what it can all the same.</summary>
        public SettingError Error { get; private set; }

        /// <summary>The id of the setting that has to change; 0: none.</summary>
        public int ErrorId { get; private set; }

        /// <summary>Whether the box was given a name; else it is called by the board's number.</summary>
        public bool HasId { get; }

        /// <summary>Whether messages go to an MQTT broker instead of an MQTT-SN gateway.</summary>
        public bool UsesMqtt { get; }

        /// <summary>Whether gateways are looked for only because none is set.</summary>
        public bool DiscoversUnasked { get; private set; }

        /// <summary>Milliseconds from sample to sample; 0: as the profile says.</summary>
        public int SamplingIntervalMs { get; }

        /// <summary>Takes over what needs no restart (<see cref="SettingTable.NeedsRestart"/>) from the values, after they were changed.</summary>
        public void Update()
        {
            LiveSettings.Apply(_values, Supervisor, Console);
        }

        private void FillClient(ClientSettings client)
        {
            client.CleanSession = IsOn(SettingId.MqttSnCleanSession);
            client.WillTopic = _values.CopyOf(IndexOf(SettingId.MqttSnWillTopic));
            client.WillMessage = _values.CopyOf(IndexOf(SettingId.MqttSnWillMessage));
            client.WillQos = Number(SettingId.MqttSnWillQos);
            client.WillRetain = IsOn(SettingId.MqttSnWillRetain);
            client.KeepAliveSeconds = Number(SettingId.MqttSnKeepAlive);
            client.RetryMs = Number(SettingId.MqttSnRetry);
            client.RetryCount = Number(SettingId.MqttSnRetries);
            client.WaitMs = Number(SettingId.MqttSnCongestionWait);
            client.ReconnectMinMs = Number(SettingId.MqttSnReconnect);
            client.ReconnectMaxMs = Number(SettingId.MqttSnReconnectMax);
            client.ReturnMs = Number(SettingId.MqttSnReturn);
            client.MaxFrameLength = Number(SettingId.MqttSnMaxFrame);
            client.Discover = IsOn(SettingId.MqttSnDiscover);
            client.SearchRadius = Number(SettingId.MqttSnSearchRadius);
            client.SearchGwMs = Number(SettingId.MqttSnSearchInterval);
            client.SearchGwMaxMs = Number(SettingId.MqttSnSearchIntervalMax);
            client.GwInfoMs = Number(SettingId.MqttSnAnswerDelay);
            client.AnswersSearchGw = IsOn(SettingId.MqttSnAnswersSearch);
            client.AdvertiseLossCount = Number(SettingId.MqttSnAdvertiseLoss);
            client.WirelessNodeId = _values.CopyOf(IndexOf(SettingId.MqttSnNodeId));
            client.ForwarderRadius = Number(SettingId.MqttSnForwarderRadius);
        }

        private void FillGateways()
        {
            FillAddress(Node.Gateway, SettingId.MqttSnGateway, 0);
            FillAddress(DiscoveryGroup, SettingId.MqttSnDiscoveryGroup, 0);
            int count = _values.LengthOf(IndexOf(SettingId.MqttSnFallbacks)) / SettingTable.AddressOctets;
            Node.FallbackGateways = new LinkAddress[count];
            for (int i = 0; i < count; i++)
            {
                Node.FallbackGateways[i] = new LinkAddress();
                FillAddress(Node.FallbackGateways[i], SettingId.MqttSnFallbacks, i);
            }
        }

        /// <summary>A box that was told of no gateway is of no use unless it finds one.</summary>
        private void LookForGateway()
        {
            ClientSettings client = Node.Client;
            DiscoversUnasked = !UsesMqtt && Node.Gateway.Length == 0 && !client.Discover;
            client.Discover |= DiscoversUnasked;
            if (client.Discover && DiscoveryGroup.Length == 0)
            {
                Array.Copy(UsualGroup, 0, DiscoveryGroup.Octets, 0, UsualGroup.Length);
                DiscoveryGroup.Length = UsualGroup.Length;
            }
        }

        private void FillPublishing()
        {
            Node.Qos = Number(SettingId.PublishQos);
            Node.Layout = (HeaderLayout)Number(SettingId.PublishLayout);
            Node.TopicPrefix = Text(SettingId.PublishTopicPrefix);
            Node.PublisherId = Digits(SettingId.PublishPublisherId);
            Node.DataTopicId = Number(SettingId.PublishDataTopicId);
            Node.MetaDataTopicId = Number(SettingId.PublishMetaDataTopicId);
            Node.MetaDataUpdateTimeMs = Number(SettingId.PublishMetaDataInterval);
            Node.PublishesEvents = IsOn(SettingId.PublishEvents);
            Node.EventTopicId = Number(SettingId.PublishEventTopicId);
            Node.EventMetaDataTopicId = Number(SettingId.PublishEventMetaDataTopicId);
        }

        private void FillOutbox()
        {
            Node.OutboxPages = Number(SettingId.OutboxPages);
            Node.OutboxPageOctets = Number(SettingId.OutboxPageOctets);
            Node.QueueCapacity = Number(SettingId.OutboxQueueOctets);
            Node.SpillAfterMs = Number(SettingId.OutboxSpillAfter);
            Node.DrainIntervalMs = Number(SettingId.OutboxDrainInterval);
            Node.SleepSeconds = Number(SettingId.PowerSleepSeconds);
            Node.TimeWaitMs = Number(SettingId.TimeWait);
        }

        private void FillMqtt(IFileArea files)
        {
            byte[] id = Node.Client.ClientId;
            Node.Mqtt = Mqtt;
            Mqtt.Host = Text(SettingId.MqttHost);
            Mqtt.Port = Number(SettingId.MqttPort);
            Mqtt.UseTls = IsOn(SettingId.MqttTls);
            Mqtt.ClientId = Encoding.UTF8.GetString(id, 0, id.Length);
            Mqtt.UserName = Text(SettingId.MqttUser);
            Mqtt.Password = Text(SettingId.MqttPassword);
            Mqtt.KeepAliveSeconds = Number(SettingId.MqttKeepAlive);
            Mqtt.CleanSession = IsOn(SettingId.MqttCleanSession);
            Mqtt.MaxMessageLength = Number(SettingId.MqttMaxMessage);
            Mqtt.AckTimeoutMs = Number(SettingId.MqttAckTimeout);
            Mqtt.ConnectTimeoutMs = Number(SettingId.MqttConnectTimeout);
            Mqtt.ReconnectMinMs = Number(SettingId.MqttReconnect);
            Mqtt.ReconnectMaxMs = Number(SettingId.MqttReconnectMax);
            if (UsesMqtt && Mqtt.UseTls && _values.LengthOf(IndexOf(SettingId.MqttCaFile)) > 0)
            {
                LoadCertificate(files, Text(SettingId.MqttCaFile));
            }
        }

        private void LoadCertificate(IFileArea files, string name)
        {
            int length = files.Length(name);
            byte[] octets = new byte[length > 0 && length <= MaxCertificateOctets ? length : 0];
            if (octets.Length > 0 && files.Read(name, 0, octets, 0, octets.Length) == octets.Length)
            {
                Mqtt.CaCertificate = octets;
            }
            else if (Error == SettingError.None)
            {
                Error = SettingError.NoSuchFile;
                ErrorId = SettingId.MqttCaFile;
            }
        }

        private void FillNetwork()
        {
            Wifi.Ssid = Text(SettingId.WifiSsid);
            Wifi.Password = Text(SettingId.WifiPassword);
            Network.UseDhcp = IsOn(SettingId.NetDhcp);
            Network.Address = Ip(SettingId.NetAddress);
            Network.Mask = Ip(SettingId.NetMask);
            Network.Gateway = Ip(SettingId.NetGateway);
            Network.Dns = Ip(SettingId.NetDns);
            Time.Server = Text(SettingId.TimeServer);
            Time.FallbackServer = Text(SettingId.TimeFallbackServer);
        }

        /// <summary>Without a key the box is told nothing of updates. Where images are, and what runs, is the board's to say.</summary>
        private void FillUpdate()
        {
            byte[] key = KeyOf(SettingId.UpdateKey);
            if (key != null)
            {
                Node.Update = new UpdateSettings
                {
                    Key = key,
                    NextKey = KeyOf(SettingId.UpdateNextKey),
                    TrialMs = 1000 * Number(SettingId.UpdateTrialTime),
                    Window = Number(SettingId.UpdateWindow),
                };
            }
        }

        private byte[] KeyOf(int id)
        {
            byte[] key = _values.CopyOf(IndexOf(id));
            return key.Length == UpdateSettings.KeyOctets && EcdsaP256.IsPoint(key, 0) ? key : null;
        }

        private void FillAddress(LinkAddress address, int id, int which)
        {
            int index = IndexOf(id);
            int first = which * SettingTable.AddressOctets;
            if (first < _values.LengthOf(index))
            {
                Array.Copy(_values.Octets, _values.OffsetOf(index) + first, address.Octets, 0, SettingTable.AddressOctets);
                address.Length = SettingTable.AddressOctets;
            }
        }

        private int IndexOf(int id)
        {
            return _values.Table.IndexOf(id);
        }

        private int Number(int id)
        {
            return _values.NumberOf(IndexOf(id));
        }

        private bool IsOn(int id)
        {
            return Number(id) != 0;
        }

        private string Text(int id)
        {
            return _values.TextOf(IndexOf(id));
        }

        private string Ip(int id)
        {
            byte[] text = new byte[SettingText.MaxOctets];
            int length = SettingText.Format(_values, IndexOf(id), text, 0);
            return length == 0 ? string.Empty : Encoding.UTF8.GetString(text, 0, length);
        }

        private ulong Digits(int id)
        {
            int index = IndexOf(id);
            ulong number = 0;
            for (int i = 0; i < _values.LengthOf(index); i++)
            {
                number = (number * 10) + (ulong)(_values.Octets[_values.OffsetOf(index) + i] - '0');
            }

            return number;
        }

        private static string NameOf(ulong uniqueId)
        {
            char[] digits = new char[UniqueIdDigits];
            for (int i = 0; i < UniqueIdDigits; i++)
            {
                int digit = (int)(uniqueId >> (4 * (UniqueIdDigits - 1 - i))) & 15;
                digits[i] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
            }

            return IdPrefix + new string(digits);
        }
    }
}
