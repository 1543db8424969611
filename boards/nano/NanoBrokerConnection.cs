using System;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using Sidetap.Hal;
using MqttSettings = Sidetap.Mqtt.MqttSettings;

namespace Sidetap.Boards.Nano
{
    /// <summary>
    /// An MQTT broker by nanoFramework.M2Mqtt. Connecting and disconnecting wait for the network, so a thread of the connection's own does it; PUBACKs come on the
    /// client's threads and wait here until the firmware asks for them.
    /// </summary>
    /// <remarks>
    /// M2Mqtt takes a message as an array of exactly its length and makes 528 octets of garbage in six objects for one of 64 octets (measured), besides this array: this way
    /// out is for boards with PSRAM, or for sites without a gateway. Its TLS can't tell why a handshake failed; with a certificate given, that it is not to be trusted
    /// is what is most often the reason, and is what <see cref="RefusalCode"/> says.
    /// </remarks>
    public sealed class NanoBrokerConnection : IBrokerConnection
    {
        private const int MaxTopics = 8;
        private const int MaxAcknowledged = 16;

        private readonly MqttSettings _settings;
        private readonly INetwork _network;
        private readonly string[] _topics = new string[MaxTopics];
        private readonly int[] _acknowledged = new int[MaxAcknowledged];
        private readonly AutoResetEvent _isAsked = new AutoResetEvent(false);
        private readonly object _lock = new object();
        private int _topicCount;
        private int _head;
        private int _count;
        private MqttClient _client;
        private Thread _thread;
        private BrokerState _state;
        private bool _wantsOpen;
        private bool _wantsClose;

        /// <summary>Makes it; nothing happens before <see cref="Open"/>.</summary>
        /// <param name="settings">The broker.</param>
        /// <param name="network">The network below.</param>
        public NanoBrokerConnection(MqttSettings settings, INetwork network)
        {
            _settings = settings;
            _network = network;
        }

        /// <inheritdoc/>
        public BrokerState State
        {
            get { return _state; }
        }

        /// <inheritdoc/>
        public int RefusalCode { get; private set; }

        /// <inheritdoc/>
        public bool Open()
        {
            if (_network.State != NetworkState.Up)
            {
                return false;
            }

            lock (_lock)
            {
                _state = BrokerState.Connecting;
                RefusalCode = 0;
                _count = 0;
                _wantsOpen = true;
            }

            Wake();
            return true;
        }

        /// <inheritdoc/>
        public void Close()
        {
            lock (_lock)
            {
                _state = BrokerState.Closed;
                _wantsOpen = false;
                _wantsClose = true;
                _count = 0;
            }

            Wake();
        }

        /// <inheritdoc/>
        public int AddTopic(byte[] name)
        {
            if (_topicCount == MaxTopics)
            {
                return -1;
            }

            _topics[_topicCount] = Encoding.UTF8.GetString(name, 0, name.Length);
            return _topicCount++;
        }

        /// <inheritdoc/>
        public int Publish(int topic, byte[] buffer, int offset, int length, int qos, bool retain)
        {
            MqttClient client = _client;
            if (_state != BrokerState.Open || client == null)
            {
                return 0;
            }

            try
            {
                byte[] message = new byte[length];
                Array.Copy(buffer, offset, message, 0, length);
                MqttQoSLevel level = qos == 0 ? MqttQoSLevel.AtMostOnce : MqttQoSLevel.AtLeastOnce;
                int id = client.Publish(_topics[topic], message, null, null, level, retain);
                return qos == 0 ? -1 : id;
            }
            catch (Exception)
            {
                return 0; // not connected any more, or its queue is full: the firmware tries again
            }
        }

        /// <inheritdoc/>
        public int TakeAcknowledged()
        {
            lock (_lock)
            {
                if (_count == 0)
                {
                    return 0;
                }

                int id = _acknowledged[_head];
                _head = (_head + 1) % MaxAcknowledged;
                _count--;
                return id;
            }
        }

        private void Wake()
        {
            if (_thread == null)
            {
                _thread = new Thread(Run);
                _thread.Start();
            }

            _isAsked.Set();
        }

        private void Run()
        {
            while (true)
            {
                _isAsked.WaitOne();
                bool open;
                bool close;
                lock (_lock)
                {
                    open = _wantsOpen;
                    close = _wantsClose || open; // a new connection is made with a new client
                    _wantsOpen = false;
                    _wantsClose = false;
                }

                if (close)
                {
                    Drop();
                }

                if (open)
                {
                    Connect();
                }
            }
        }

        private void Connect()
        {
            bool hasAuthority = _settings.UseTls && _settings.CaCertificate.Length > 0;
            int refusal = 0;
            bool isOpen = false;
            try
            {
                X509Certificate authority = hasAuthority ? new X509Certificate(_settings.CaCertificate) : null;
                MqttSslProtocols protocol = _settings.UseTls ? MqttSslProtocols.TLSv1_2 : MqttSslProtocols.None;
                MqttClient client = new MqttClient(_settings.Host, _settings.Port, _settings.UseTls, authority, null, protocol);
                client.ProtocolVersion = MqttProtocolVersion.Version_3_1_1;
                client.MqttMsgPublished += Published;
                client.ConnectionClosed += Closed;
                _client = client;
                string user = _settings.UserName.Length == 0 ? null : _settings.UserName;
                string password = user == null ? null : _settings.Password;
                int code = (int)client.Connect(_settings.ClientId, user, password, _settings.CleanSession, (ushort)_settings.KeepAliveSeconds);
                isOpen = code == 0;
                refusal = code;
            }
            catch (Exception)
            {
                refusal = hasAuthority ? BrokerRefusal.CertificateNotTrusted : 0;
            }

            lock (_lock)
            {
                if (_wantsClose || _wantsOpen)
                {
                    return; // something else was asked for meanwhile
                }

                RefusalCode = refusal;
                _state = isOpen ? BrokerState.Open : refusal != 0 ? BrokerState.Refused : BrokerState.Closed;
            }
        }

        private void Drop()
        {
            MqttClient client = _client;
            _client = null;
            if (client == null)
            {
                return;
            }

            client.MqttMsgPublished -= Published;
            client.ConnectionClosed -= Closed;
            try
            {
                if (client.IsConnected)
                {
                    client.Disconnect();
                }

                client.Dispose();
            }
            catch (Exception)
            {
                // It is given up all the same.
            }
        }

        private void Published(object sender, MqttMsgPublishedEventArgs e)
        {
            lock (_lock)
            {
                if (sender == _client && e.IsPublished && _count < MaxAcknowledged)
                {
                    _acknowledged[(_head + _count) % MaxAcknowledged] = e.MessageId;
                    _count++;
                }
            }
        }

        private void Closed(object sender, EventArgs e)
        {
            lock (_lock)
            {
                if (sender == _client && _state == BrokerState.Open)
                {
                    _state = BrokerState.Closed;
                }
            }
        }
    }
}
