using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.Uplink;

namespace Sidetap.Mqtt
{
    /// <summary>
    /// The way to an MQTT 3.1.1 broker, on a client that the board brings along. One message of QoS 1 is under way at a time; it has come to its end with its
    /// PUBACK (4.3.2), and when the connection is lost before, its owner sends it again in the next one.
    /// </summary>
    /// <remarks>
    /// Keep-alive, DUP and TCP are the board's client's. A PUBACK that does not come ends the connection: MQTT repeats in a new connection only (4.4). The states are
    /// those of <see cref="ClientTransitions"/>: GatewayLost is no answer in time, GatewayDisconnected a connection that went away. MQTT has no sleep; here it is
    /// to be away, with nothing on the air. Everything is allocated in the constructor.
    /// </remarks>
    public sealed class MqttUplink : IUplink
    {
        // A connection that does not say goodbye is left.
        private const int GoodbyeMs = 5000;

        // How soon a message is tried again that the connection had no room for.
        private const int BusyMs = 50;

        // What one Step takes; there can't be more than one that anybody waits for.
        private const int MaxAcknowledgementsPerStep = 16;

        // A flood of messages must not keep Step from returning.
        private const int MaxMessagesPerStep = 16;

        private const int MaxSubscriptions = 4;
        private const int MaxReceivedOctets = 600; // more than anything that is taken

        private readonly MqttSettings _settings;
        private readonly IBrokerConnection _connection;
        private readonly IUplinkHandler _handler;
        private readonly RandomDelay _delay;
        private readonly Topic[] _subscriptions = new Topic[MaxSubscriptions];
        private byte[] _received = new byte[0];
        private Topic _publishing;
        private int _packetId;
        private long _ackDueMs;
        private long _publishedMs;
        private long _busyUntilMs;
        private long _connectAtMs;
        private long _giveUpMs;
        private int _reconnectDelayMs;

        /// <summary>Makes a way that does nothing until <see cref="Start"/>.</summary>
        /// <param name="settings">Settings; they must not change afterwards.</param>
        /// <param name="connection">The board's client, which was told the same settings.</param>
        /// <param name="handler">Is told what happens.</param>
        /// <param name="randomSeed">Where random pauses begin; 0: there are none.</param>
        public MqttUplink(MqttSettings settings, IBrokerConnection connection, IUplinkHandler handler, uint randomSeed)
        {
            _settings = settings;
            _connection = connection;
            _handler = handler;
            _delay = new RandomDelay(randomSeed);
            Statistics = new MqttStatistics();
            State = ClientState.Stopped;
        }

        /// <inheritdoc/>
        public ClientState State { get; private set; }

        /// <inheritdoc/>
        public ClientEvent LastEvent { get; private set; }

        /// <summary>Why the last attempt to connect was refused, as <see cref="IBrokerConnection.RefusalCode"/> says it; 0 after one that was not.</summary>
        public int RefusalCode { get; private set; }

        /// <summary>How long the broker took to acknowledge the last message of QoS 1, in milliseconds; -1: it has acknowledged none yet.</summary>
        public int AckMs { get; private set; } = -1;

        /// <summary>What has been counted.</summary>
        public MqttStatistics Statistics { get; }

        /// <inheritdoc/>
        public uint Connections
        {
            get { return Statistics.Connections; }
        }

        /// <inheritdoc/>
        public uint Sent
        {
            get { return Statistics.MessagesSent; }
        }

        /// <inheritdoc/>
        public bool AwaitsAnswer
        {
            get { return _publishing != null || State == ClientState.Connecting; }
        }

        /// <inheritdoc/>
        public bool IsPublishing
        {
            get { return _publishing != null; }
        }

        /// <summary>0: the header is the board's client's.</summary>
        public int HeaderRoom
        {
            get { return 0; }
        }

        /// <summary>Octets of the buffer for messages that come; what else there is, the board's client has.</summary>
        public int BufferOctets
        {
            get { return _received.Length; }
        }

        /// <summary>Who takes messages for subscriptions.</summary>
        public IMessageHandler Messages { get; set; }

        /// <summary>Makes a topic known to the connection.</summary>
        /// <param name="topic">A topic with a name and without wildcards.</param>
        /// <returns>False when it is none, or the connection has no room for it.</returns>
        public bool AddTopic(Topic topic)
        {
            if (topic.IdType != TopicIdType.Normal || topic.IsWildcard)
            {
                return false;
            }

            topic.Id = _connection.AddTopic(topic.Name);
            topic.IsReady = topic.Id >= 0;
            return topic.IsReady;
        }

        /// <summary>Makes a subscription known to the connection.</summary>
        /// <param name="topic">A topic with a name and without wildcards.</param>
        /// <returns>False when it is none, or the connection has no room for it.</returns>
        public bool AddSubscription(Topic topic)
        {
            int number = topic.IdType != TopicIdType.Normal || topic.IsWildcard ? -1 : _connection.AddSubscription(topic.Name, topic.Qos);
            if (number < 0 || number >= MaxSubscriptions)
            {
                return false;
            }

            if (_received.Length == 0)
            {
                _received = new byte[MaxReceivedOctets];
            }

            _subscriptions[number] = topic;
            topic.IsReady = true;
            return true;
        }

        /// <inheritdoc/>
        public bool CanPublish(Topic topic, int qos, long nowMs)
        {
            return State == ClientState.Active && topic.IsReady && nowMs >= _busyUntilMs && !(qos > 0 && IsPublishing);
        }

        /// <summary>Publishes a payload.</summary>
        /// <param name="topic">One of the added topics.</param>
        /// <param name="buffer">Holds the payload.</param>
        /// <param name="payloadOffset">Index of the payload's first octet.</param>
        /// <param name="payloadLength">Its octets.</param>
        /// <param name="qos">0 or 1.</param>
        /// <param name="retain">Whether the broker shall keep it as the topic's retained message.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>As <see cref="IUplink.TryPublish"/>; Refused for another QoS, or a payload that is too long.</returns>
        public PublishOutcome TryPublish(Topic topic, byte[] buffer, int payloadOffset, int payloadLength, int qos, bool retain, long nowMs)
        {
            if (qos < 0 || qos > 1 || payloadLength > _settings.MaxMessageLength)
            {
                return PublishOutcome.Refused;
            }

            if (!CanPublish(topic, qos, nowMs))
            {
                return PublishOutcome.NotNow;
            }

            int packetId = _connection.Publish(topic.Id, buffer, payloadOffset, payloadLength, qos, retain);
            if (packetId == 0)
            {
                _busyUntilMs = nowMs + BusyMs;
                return PublishOutcome.NotNow;
            }

            Statistics.MessagesSent++;
            if (qos == 0)
            {
                _reconnectDelayMs = _settings.ReconnectMinMs; // nothing better will be heard of this broker
                return PublishOutcome.Sent;
            }

            _publishing = topic;
            _packetId = packetId;
            _publishedMs = nowMs;
            _ackDueMs = nowMs + _settings.AckTimeoutMs;
            return PublishOutcome.Pending;
        }

        /// <summary>Ends the connection, to be away for a while; <see cref="Wake"/> begins a new one.</summary>
        /// <param name="seconds">Not told to anybody.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False when there is no connection, or a message is under way.</returns>
        public bool Sleep(int seconds, long nowMs)
        {
            if (State != ClientState.Active || IsPublishing)
            {
                return false;
            }

            _connection.Close();
            _giveUpMs = nowMs + GoodbyeMs;
            Change(ClientEvent.SleepRequested);
            return true;
        }

        /// <inheritdoc/>
        public bool Wake(long nowMs)
        {
            if ((State != ClientState.FallingAsleep && State != ClientState.Asleep) || !_connection.Open())
            {
                return false;
            }

            _giveUpMs = nowMs + _settings.ConnectTimeoutMs;
            Change(ClientEvent.WakeRequested);
            return true;
        }

        /// <inheritdoc/>
        public void Start(long nowMs)
        {
            if (State != ClientState.Stopped && State != ClientState.Disconnecting)
            {
                return;
            }

            _connectAtMs = nowMs;
            _reconnectDelayMs = _settings.ReconnectMinMs;
            Change(ClientEvent.Started);
        }

        /// <inheritdoc/>
        public void Stop(long nowMs)
        {
            if (State == ClientState.Disconnecting || State == ClientState.Stopped)
            {
                return;
            }

            _connection.Close();
            _giveUpMs = nowMs + GoodbyeMs;
            Change(ClientEvent.Stopped);
            EndPublish(PublishOutcome.Unknown);
        }

        /// <inheritdoc/>
        public long Step(long nowMs)
        {
            switch (State)
            {
                case ClientState.Disconnected:
                    if (nowMs >= _connectAtMs)
                    {
                        Connect(nowMs);
                    }

                    break;

                case ClientState.Connecting:
                    StepConnecting(nowMs);
                    break;

                case ClientState.Active:
                    StepActive(nowMs);
                    break;

                case ClientState.FallingAsleep:
                    if (IsClosed(nowMs))
                    {
                        Change(ClientEvent.SleepAccepted);
                    }

                    break;

                case ClientState.Disconnecting:
                    if (IsClosed(nowMs))
                    {
                        Change(ClientEvent.GoodbyeAnswered);
                    }

                    break;
            }

            return NextDue(nowMs);
        }

        /// <inheritdoc/>
        public long NextDue(long nowMs)
        {
            switch (State)
            {
                case ClientState.Disconnected:
                    return _connectAtMs > nowMs ? _connectAtMs : nowMs;

                case ClientState.Active:
                    return IsPublishing ? _ackDueMs : _busyUntilMs > nowMs ? _busyUntilMs : long.MaxValue;

                case ClientState.Connecting:
                case ClientState.FallingAsleep:
                case ClientState.Disconnecting:
                    return _giveUpMs;

                default:
                    return long.MaxValue;
            }
        }

        private void Connect(long nowMs)
        {
            if (!_connection.Open())
            {
                Postpone(nowMs); // no network, or the last attempt has not come to its end
                return;
            }

            _giveUpMs = nowMs + _settings.ConnectTimeoutMs;
            Change(ClientEvent.RetryDue);
            StepConnecting(nowMs);
        }

        private void StepConnecting(long nowMs)
        {
            switch (_connection.State)
            {
                case BrokerState.Open:
                    DropAcknowledgements();
                    RefusalCode = 0;
                    _busyUntilMs = nowMs;
                    Statistics.Connections++;
                    Change(ClientEvent.ConnectAccepted);
                    break;

                case BrokerState.Refused:
                    RefusalCode = _connection.RefusalCode;
                    Statistics.Refusals++;
                    Lose(ClientEvent.ConnectRejected, nowMs);
                    break;

                case BrokerState.Closed:
                    RefusalCode = 0;
                    Lose(ClientEvent.GatewayLost, nowMs);
                    break;

                default:
                    if (nowMs >= _giveUpMs)
                    {
                        RefusalCode = 0;
                        Lose(ClientEvent.GatewayLost, nowMs);
                    }

                    break;
            }
        }

        private void StepActive(long nowMs)
        {
            TakeAcknowledgements(nowMs);
            TakeMessages();
            if (_connection.State != BrokerState.Open)
            {
                Statistics.Losses++;
                Lose(ClientEvent.GatewayDisconnected, nowMs);
            }
            else if (IsPublishing && nowMs >= _ackDueMs)
            {
                Statistics.Losses++;
                Statistics.AckTimeouts++;
                Lose(ClientEvent.GatewayLost, nowMs);
            }
        }

        /// <summary>A PUBACK counts when it is about the message under way, also when the connection was lost behind it.</summary>
        private void TakeAcknowledgements(long nowMs)
        {
            for (int i = 0; i < MaxAcknowledgementsPerStep; i++)
            {
                int packetId = _connection.TakeAcknowledged();
                if (packetId == 0)
                {
                    return;
                }

                if (IsPublishing && packetId == _packetId)
                {
                    Statistics.Acknowledged++;
                    AckMs = (int)(nowMs - _publishedMs);
                    _reconnectDelayMs = _settings.ReconnectMinMs; // not one that only accepts connections
                    EndPublish(PublishOutcome.Acknowledged);
                }
            }
        }

        private void TakeMessages()
        {
            for (int i = 0; i < MaxMessagesPerStep && _received.Length > 0; i++)
            {
                int number;
                int length = _connection.TakeMessage(_received, 0, _received.Length, out number);
                if (length < 0)
                {
                    return;
                }

                if (Messages != null)
                {
                    Messages.OnMessage(_subscriptions[number], _received, 0, length);
                }
            }
        }

        /// <summary>What an earlier connection has left: packet identifiers begin anew, and would be taken for this one's.</summary>
        private void DropAcknowledgements()
        {
            for (int i = 0; i < MaxAcknowledgementsPerStep && _connection.TakeAcknowledged() != 0; i++)
            {
            }
        }

        private bool IsClosed(long nowMs)
        {
            return _connection.State != BrokerState.Open || nowMs >= _giveUpMs;
        }

        /// <summary>There is no connection any more, or none came about; the next attempt comes after a pause.</summary>
        private void Lose(ClientEvent cause, long nowMs)
        {
            _connection.Close();
            Postpone(nowMs);
            Change(cause);
            EndPublish(PublishOutcome.Unknown);
        }

        /// <summary>The pause doubles up to ReconnectMaxMs, and a random half comes on top, so that many boxes don't come all at once.</summary>
        private void Postpone(long nowMs)
        {
            _connectAtMs = nowMs + _reconnectDelayMs + _delay.Next(_reconnectDelayMs / 2);
            _reconnectDelayMs = _reconnectDelayMs > _settings.ReconnectMaxMs / 2 ? _settings.ReconnectMaxMs : _reconnectDelayMs * 2;
        }

        private void EndPublish(PublishOutcome outcome)
        {
            Topic topic = _publishing;
            if (topic != null)
            {
                _publishing = null;
                _handler.OnPublishEnded(topic, outcome);
            }
        }

        private void Change(ClientEvent cause)
        {
            int next = ClientTransitions.Next(State, cause);
            if (next >= 0)
            {
                State = (ClientState)next;
                LastEvent = cause;
                _handler.OnStateChanged(State, cause);
            }
        }
    }
}
