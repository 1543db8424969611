using System;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>A connection to an MQTT 3.1.1 broker by nanoFramework.M2Mqtt, in the clear or with TLS 1.2 against the given authority. Its Connect waits for name, TCP, TLS and
    /// CONNACK, so a thread of its own calls it.</summary>
    /// <remarks>
    /// A publish costs the heap 528 octets in 6 objects in M2Mqtt, and the message once more: M2Mqtt takes an array that it is all of. With a certificate to check the
    /// board has to know the time. The nanoCLR does not tell why a handshake failed; one that is no failure of the network is taken for a certificate that is not to be trusted.
    /// </remarks>
    public sealed class NanoBrokerConnection : IBrokerConnection
    {
        private const int MaxTopics = 8;
        private const int Acknowledgements = 8; // one is waited for
        private const int LongestKeepAlive = 65535;
        private const int FirstNetworkError = 10000; // SocketError's numbers; what is below is not the network's

        private static readonly byte[] NoOctets = new byte[0];

        private readonly Mqtt.MqttSettings _settings;
        private readonly INetwork _network;
        private readonly NanoSubscriptions _subscriptions = new NanoSubscriptions();
        private readonly string[] _topics = new string[MaxTopics];
        private readonly int[] _acknowledged = new int[Acknowledgements];
        private readonly AutoResetEvent _isAsked = new AutoResetEvent(false);
        private readonly object _lock = new object();
        private Thread _thread;
        private MqttClient _client; // the one that is connected
        private MqttClient _left; // the one to say goodbye to
        private BrokerState _state;
        private bool _isWanted;
        private int _refusal;
        private int _topicCount;
        private int _acknowledgedCount;

        /// <summary>Makes it; nothing is sent before <see cref="Open"/>.</summary>
        /// <param name="settings">The broker; kept.</param>
        /// <param name="network">The network below.</param>
        public NanoBrokerConnection(Mqtt.MqttSettings settings, INetwork network)
        {
            _settings = settings;
            _network = network;
        }

        /// <inheritdoc/>
        public BrokerState State
        {
            get
            {
                lock (_lock)
                {
                    return _state;
                }
            }
        }

        /// <inheritdoc/>
        public int RefusalCode
        {
            get
            {
                lock (_lock)
                {
                    return _state == BrokerState.Refused ? _refusal : 0;
                }
            }
        }

        /// <summary>Begins to connect.</summary>
        /// <returns>False while the network is down, or the attempt before has not come back.</returns>
        public bool Open()
        {
            lock (_lock)
            {
                if (_state == BrokerState.Connecting || _state == BrokerState.Open || _network.State != NetworkState.Up)
                {
                    return false;
                }

                _isWanted = true;
                _state = BrokerState.Connecting;
                _acknowledgedCount = 0;
            }

            if (_thread == null)
            {
                _thread = new Thread(Run);
                _thread.Start();
            }

            _isAsked.Set();
            return true;
        }

        /// <summary>Ends the connection. An attempt that still waits is left when it comes back; State is Connecting until then.</summary>
        public void Close()
        {
            lock (_lock)
            {
                _isWanted = false;
                if (_state == BrokerState.Connecting)
                {
                    return;
                }

                _state = BrokerState.Closed;
                Leave();
            }

            _isAsked.Set();
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
            MqttClient client;
            lock (_lock)
            {
                client = _state == BrokerState.Open ? _client : null;
            }

            if (client == null)
            {
                return 0;
            }

            try
            {
                byte[] message = new byte[length];
                Array.Copy(buffer, offset, message, 0, length);
                int packetId = client.Publish(_topics[topic], message, null, null, qos == 0 ? MqttQoSLevel.AtMostOnce : MqttQoSLevel.AtLeastOnce, retain);
                return qos == 0 ? -1 : packetId;
            }
            catch (Exception)
            {
                return 0; // its queue is full, or the connection has just ended
            }
        }

        /// <inheritdoc/>
        public int AddSubscription(byte[] filter, int qos)
        {
            return _subscriptions.Add(filter, qos);
        }

        /// <inheritdoc/>
        public int TakeMessage(byte[] buffer, int offset, int capacity, out int subscription)
        {
            return _subscriptions.Take(buffer, offset, capacity, out subscription);
        }

        /// <inheritdoc/>
        public int TakeAcknowledged()
        {
            lock (_lock)
            {
                if (_acknowledgedCount == 0)
                {
                    return 0;
                }

                int packetId = _acknowledged[0];
                _acknowledgedCount--;
                Array.Copy(_acknowledged, 1, _acknowledged, 0, _acknowledgedCount);
                return packetId;
            }
        }

        private void Run()
        {
            while (true)
            {
                _isAsked.WaitOne();
                MqttClient left;
                bool isToConnect;
                lock (_lock)
                {
                    left = _left;
                    _left = null;
                    isToConnect = _state == BrokerState.Connecting;
                }

                SayGoodbye(left);
                if (isToConnect)
                {
                    Connect();
                }
            }
        }

        private void Connect()
        {
            MqttClient client = null;
            MqttClient left;
            BrokerState state = BrokerState.Closed;
            int refusal = 0;
            try
            {
                refusal = HasAddress() ? 0 : BrokerRefusal.NameNotFound;
                if (refusal == 0)
                {
                    client = CreateClient();
                    refusal = (int)client.Connect(_settings.ClientId, OrNull(_settings.UserName), OrNull(_settings.Password), _settings.CleanSession, KeepAlive());
                    state = BrokerState.Open;
                }
            }
            catch (Exception e)
            {
                bool isOfTls = client == null || e is MqttConnectionException; // its authority or its handshake; CONNECT comes behind them
                refusal = _settings.UseTls && isOfTls && !IsOfNetwork(e) ? BrokerRefusal.CertificateNotTrusted : 0;
                state = BrokerState.Closed;
            }

            lock (_lock)
            {
                bool isGood = state == BrokerState.Open && refusal == 0 && client.IsConnected && _isWanted;
                _client = isGood ? client : null;
                _refusal = refusal;
                _state = isGood ? BrokerState.Open : refusal != 0 && _isWanted ? BrokerState.Refused : BrokerState.Closed;
                left = isGood ? null : client;
            }

            SayGoodbye(left);
            if (left == null && client != null)
            {
                Subscribe(client);
            }
        }

        /// <summary>A connection without its subscriptions is none.</summary>
        private void Subscribe(MqttClient client)
        {
            try
            {
                _subscriptions.MakeIn(client);
            }
            catch (Exception)
            {
                OnClosed(client, EventArgs.Empty);
            }
        }

        private MqttClient CreateClient()
        {
            X509Certificate authority = null;
            if (_settings.UseTls)
            {
                authority = new X509Certificate(Encoding.UTF8.GetString(_settings.CaCertificate, 0, _settings.CaCertificate.Length));
            }

            MqttClient client = new MqttClient(
                _settings.Host, _settings.Port, _settings.UseTls, authority, null, _settings.UseTls ? MqttSslProtocols.TLSv1_2 : MqttSslProtocols.None);
            client.ProtocolVersion = MqttProtocolVersion.Version_3_1_1;
            client.MqttMsgPublished += OnPublished;
            client.MqttMsgPublishReceived += OnReceived;
            client.ConnectionClosed += OnClosed;
            return client;
        }

        private bool HasAddress()
        {
            try
            {
                return Dns.GetHostEntry(_settings.Host).AddressList.Length > 0;
            }
            catch (Exception)
            {
                return false;
            }
        }

        private ushort KeepAlive()
        {
            return (ushort)(_settings.KeepAliveSeconds < LongestKeepAlive ? _settings.KeepAliveSeconds : LongestKeepAlive);
        }

        private static string OrNull(string text)
        {
            return text.Length == 0 ? null : text;
        }

        private static bool IsOfNetwork(Exception e)
        {
            for (int i = 0; i < 4 && e != null; i++)
            {
                SocketException socket = e as SocketException;
                if (socket != null)
                {
                    return socket.ErrorCode >= FirstNetworkError;
                }

                e = e.InnerException;
            }

            return false;
        }

        // M2Mqtt tells it for QoS 0 as well; nobody waits for those. A message that was given up is not acknowledged: its timer ends the connection.
        private void OnPublished(object sender, MqttMsgPublishedEventArgs e)
        {
            lock (_lock)
            {
                if (sender != _client || !e.IsPublished)
                {
                    return;
                }

                if (_acknowledgedCount == Acknowledgements)
                {
                    _acknowledgedCount--;
                    Array.Copy(_acknowledged, 1, _acknowledged, 0, _acknowledgedCount);
                }

                _acknowledged[_acknowledgedCount++] = e.MessageId;
            }
        }

        private void OnReceived(object sender, MqttMsgPublishEventArgs e)
        {
            bool isOurs;
            lock (_lock)
            {
                isOurs = sender == _client;
            }

            if (isOurs)
            {
                _subscriptions.Put(e.Topic, e.Message ?? NoOctets);
            }
        }

        private void OnClosed(object sender, EventArgs e)
        {
            lock (_lock)
            {
                if (sender == _client && _state == BrokerState.Open)
                {
                    _state = BrokerState.Closed;
                    Leave();
                }
            }

            _isAsked.Set();
        }

        /// <summary>The client is the thread's to end.</summary>
        private void Leave()
        {
            _left = _client ?? _left;
            _client = null;
        }

        private void SayGoodbye(MqttClient client)
        {
            if (client == null)
            {
                return;
            }

            client.MqttMsgPublished -= OnPublished;
            client.MqttMsgPublishReceived -= OnReceived;
            client.ConnectionClosed -= OnClosed;
            try
            {
                if (client.IsConnected)
                {
                    client.Disconnect();
                }

                client.Close();
            }
            catch (Exception)
            {
                // It is given up all the same.
            }
        }
    }
}
