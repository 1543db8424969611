using Sidetap.Hal;

namespace Sidetap.MqttSn
{
    /// <summary>
    /// An MQTT-SN 1.2 client: keeps a connection to one gateway, registers its topics, subscribes, publishes and receives at every QoS, and
    /// repeats what is not answered. It has no thread and no clock: <see cref="Step"/> does what is due.
    /// </summary>
    /// <remarks>
    /// At most one PUBLISH of QoS 1 or 2, one REGISTER and one SUBSCRIBE or UNSUBSCRIBE wait for an answer at any time (6.5, 6.6, 6.9). Everything is allocated in the
    /// constructor.
    /// </remarks>
    public sealed partial class Client
    {
        /// <summary>How many topics, and how many subscriptions, a client can hold.</summary>
        public const int MaxTopics = 8;

        // A flood of datagrams must not keep Step from returning.
        private const int MaxFramesPerStep = 16;

        // The longest of WILLTOPIC and WILLMSG: three-octet Length, MsgType, Flags.
        private const int WillHeaderLength = 5;

        private readonly ClientSettings _settings;
        private readonly IDatagramLink _link;
        private readonly IClientHandler _handler;
        private readonly LinkAddress _gateway = new LinkAddress();
        private readonly LinkAddress _from = new LinkAddress();
        private readonly Frame _frame = new Frame();
        private readonly byte[] _receiveBuffer;
        private readonly byte[] _sendBuffer;

        private readonly Topic[] _topics = new Topic[MaxTopics];
        private readonly Topic[] _subscriptions = new Topic[MaxTopics];
        private int _topicCount;
        private int _subscriptionCount;

        private readonly NameTable _names;
        private readonly ReceivedIds _received = new ReceivedIds();

        private readonly Exchange _connect = new Exchange();
        private readonly Exchange _register = new Exchange();
        private readonly Exchange _subscribe = new Exchange();
        private readonly Exchange _publish = new Exchange();
        private readonly Exchange _ping = new Exchange();
        private readonly Exchange _disconnect = new Exchange();
        private readonly Exchange _willTopic = new Exchange();
        private readonly Exchange _willMessage = new Exchange();
        private Topic _registering;
        private Topic _subscribing;
        private Topic _publishing;
        private byte[] _publishBuffer;
        private int _publishStart;
        private int _publishLength;
        private int _publishQos;
        private bool _isReleasing;

        private int _lastMsgId;
        private long _lastSentMs;
        private long _lastReceivedMs;
        private long _reconnectAtMs;
        private long _quietUntilMs;
        private int _reconnectDelayMs;

        /// <summary>Makes a client that does nothing until <see cref="Start"/>.</summary>
        /// <param name="settings">Settings; they must not change afterwards.</param>
        /// <param name="link">Carries the frames.</param>
        /// <param name="gateway">The gateway's address; copied.</param>
        /// <param name="handler">Is told what happens.</param>
        public Client(ClientSettings settings, IDatagramLink link, LinkAddress gateway, IClientHandler handler)
        {
            _settings = settings;
            _link = link;
            _handler = handler;
            _gateway.CopyFrom(gateway);
            _receiveBuffer = new byte[settings.MaxFrameLength];
            _sendBuffer = new byte[settings.MaxFrameLength];
            _names = new NameTable(settings.MaxReceivedNames, settings.MaxReceivedNameLength);
            _lastMsgId = settings.LastMsgId;
            WillReturnCode = -1;
            State = ClientState.Stopped;
            Statistics = new ClientStatistics();
        }

        /// <summary>Where the client stands.</summary>
        public ClientState State { get; private set; }

        /// <summary>What changed the state last.</summary>
        public ClientEvent LastEvent { get; private set; }

        /// <summary>What has been counted.</summary>
        public ClientStatistics Statistics { get; }

        /// <summary>ReturnCode of the last CONNACK.</summary>
        public int ConnectReturnCode { get; private set; }

        /// <summary>Whether a PUBLISH of QoS 1 or 2 waits for its end.</summary>
        public bool IsPublishing
        {
            get { return _publish.IsOpen; }
        }

        /// <summary>Whether any request waits for the gateway's answer.</summary>
        public bool AwaitsAnswer
        {
            get
            {
                return _connect.IsOpen || _register.IsOpen || _subscribe.IsOpen || _publish.IsOpen || _ping.IsOpen || _disconnect.IsOpen
                    || _willTopic.IsOpen || _willMessage.IsOpen;
            }
        }

        /// <summary>ReturnCode of the last WILLTOPICRESP or WILLMSGRESP; -1 before the first.</summary>
        public int WillReturnCode { get; private set; }

        /// <summary>Adds a topic to publish to. A named one is registered in every connection.</summary>
        /// <param name="topic">The topic.</param>
        /// <returns>False when there are <see cref="MaxTopics"/> already or its name does not fit a frame.</returns>
        public bool AddTopic(Topic topic)
        {
            if (_topicCount == MaxTopics || !Fits(topic, 8))
            {
                return false;
            }

            topic.IsReady = topic.IdType != TopicIdType.Normal;
            _topics[_topicCount++] = topic;
            return true;
        }

        /// <summary>Adds a subscription. It is made in every connection.</summary>
        /// <param name="topic">The filter.</param>
        /// <returns>False when there are <see cref="MaxTopics"/> already or its name does not fit a frame.</returns>
        public bool AddSubscription(Topic topic)
        {
            if (_subscriptionCount == MaxTopics || !Fits(topic, 7))
            {
                return false;
            }

            _subscriptions[_subscriptionCount++] = topic;
            return true;
        }

        /// <summary>Ends a subscription: with UNSUBSCRIBE (5.4.17) where it was made, and it is not made again.</summary>
        /// <param name="topic">One of the subscriptions; any other is ignored.</param>
        public void RemoveSubscription(Topic topic)
        {
            topic.IsLeaving = true;
            if (!topic.IsReady && !(_subscribe.IsOpen && _subscribing == topic))
            {
                Forget(topic);
            }
        }

        /// <summary>Begins to connect, and keeps connecting until <see cref="Stop"/>.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Start(long nowMs)
        {
            if (State == ClientState.Disconnecting)
            {
                CloseExchanges(); // the goodbye is overtaken; CONNECT says the same
            }
            else if (State != ClientState.Stopped)
            {
                return;
            }

            _reconnectAtMs = nowMs;
            _reconnectDelayMs = _settings.ReconnectMinMs;
            SetState(ClientState.Disconnected, ClientEvent.Started);
        }

        /// <summary>Ends the connection with a DISCONNECT and stays away.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Stop(long nowMs)
        {
            if (State == ClientState.Active)
            {
                EndPublish(PublishOutcome.Unknown);
                CloseExchanges();
                _disconnect.Open(0, nowMs, _settings);
                SetState(ClientState.Disconnecting, ClientEvent.Stopped);
                Send(FrameWriter.Disconnect(_sendBuffer, 0, -1), nowMs);
            }
            else if (State != ClientState.Disconnecting && State != ClientState.Stopped)
            {
                Close(ClientState.Stopped, ClientEvent.Stopped, nowMs);
            }
        }

        /// <summary>Changes the will: at the gateway with WILLTOPICUPD and WILLMSGUPD (6.4) when connected, and for the connections to come.</summary>
        /// <param name="topic">The will topic; of no octets: no will any more.</param>
        /// <param name="message">The will message.</param>
        /// <param name="qos">0, 1 or 2.</param>
        /// <param name="retain">Whether it is to be retained.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False when topic or message do not fit a frame; then nothing has changed.</returns>
        public bool SetWill(byte[] topic, byte[] message, int qos, bool retain, long nowMs)
        {
            if (topic.Length + WillHeaderLength > _settings.MaxFrameLength || message.Length + WillHeaderLength > _settings.MaxFrameLength)
            {
                return false;
            }

            _settings.WillTopic = topic;
            _settings.WillMessage = message;
            _settings.WillQos = qos;
            _settings.WillRetain = retain;
            if (State == ClientState.Active)
            {
                _willTopic.Open(0, nowMs, _settings);
                SendWillTopic(MessageType.WillTopicUpd, nowMs);
                if (topic.Length > 0)
                {
                    _willMessage.Open(0, nowMs, _settings);
                    Send(FrameWriter.Tail(_sendBuffer, 0, MessageType.WillMsgUpd, message), nowMs);
                }
            }

            return true;
        }

        /// <summary>Takes what has arrived and does what is due.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        /// <returns>Uptime at which to call again at the latest, or <see cref="long.MaxValue"/>; an arriving datagram is a reason to call
        /// earlier.</returns>
        public long Step(long nowMs)
        {
            ReceiveFrames(nowMs);
            if (!_link.IsUp)
            {
                if (State == ClientState.Active || State == ClientState.Connecting)
                {
                    Close(ClientState.Disconnected, ClientEvent.LinkDown, nowMs);
                }
                else if (State == ClientState.Disconnecting)
                {
                    Close(ClientState.Stopped, ClientEvent.LinkDown, nowMs);
                }

                return NextDue(nowMs);
            }

            switch (State)
            {
                case ClientState.Disconnected:
                    if (nowMs >= _reconnectAtMs)
                    {
                        SetState(ClientState.Connecting, ClientEvent.RetryDue);
                        _connect.Open(0, nowMs, _settings);
                        SendConnect(nowMs);
                    }

                    break;

                case ClientState.Connecting:
                    if (IsDue(_connect, nowMs))
                    {
                        SendConnect(nowMs);
                    }

                    break;

                case ClientState.Disconnecting:
                    StepDisconnecting(nowMs);
                    break;

                case ClientState.Active:
                    StepActive(nowMs);
                    break;
            }

            return NextDue(nowMs);
        }

        /// <summary>Whether a message could be sent to a topic now: to be asked before it is encoded.</summary>
        /// <param name="topic">One of the client's topics.</param>
        /// <param name="qos">-1, 0, 1 or 2.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False while <see cref="TryPublish"/> would answer <see cref="PublishOutcome.NotNow"/>.</returns>
        public bool CanPublish(Topic topic, int qos, long nowMs)
        {
            if (topic.IsRefused && nowMs < topic.RetryAtMs)
            {
                return false;
            }

            if (qos < 0)
            {
                return _link.IsUp;
            }

            return State == ClientState.Active && topic.IsReady && nowMs >= _quietUntilMs && !(qos > 0 && _publish.IsOpen);
        }

        /// <summary>Publishes a payload that lies in the buffer it is sent from.</summary>
        /// <param name="topic">One of the client's topics.</param>
        /// <param name="buffer">Holds the payload, with <see cref="FrameWriter.PublishHeaderRoom"/> octets free before it.</param>
        /// <param name="payloadOffset">Index of the payload's first octet.</param>
        /// <param name="payloadLength">Its octets.</param>
        /// <param name="qos">-1, 0, 1 or 2. QoS -1 needs no connection, but a predefined or short topic (6.8).</param>
        /// <param name="retain">Whether the gateway shall keep it as the topic's retained message.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns><see cref="PublishOutcome.Sent"/>, <see cref="PublishOutcome.Pending"/>, <see cref="PublishOutcome.NotNow"/> or
        /// <see cref="PublishOutcome.Refused"/>.</returns>
        public PublishOutcome TryPublish(Topic topic, byte[] buffer, int payloadOffset, int payloadLength, int qos, bool retain, long nowMs)
        {
            if (payloadLength + FrameWriter.PublishHeaderRoom > _settings.MaxFrameLength || (qos < 0 && topic.IdType == TopicIdType.Normal))
            {
                return PublishOutcome.Refused;
            }

            if (!CanPublish(topic, qos, nowMs))
            {
                return PublishOutcome.NotNow;
            }

            int flags = Flags.FromQos(qos) | (int)topic.IdType;
            if (retain)
            {
                flags |= Flags.Retain;
            }

            int msgId = qos > 0 ? NextMsgId() : 0;
            int start = FrameWriter.PublishHeader(buffer, payloadOffset, payloadLength, flags, topic.Id, msgId);
            int length = payloadOffset + payloadLength - start;
            bool sent = SendFrom(buffer, start, length, nowMs);
            if (qos <= 0)
            {
                topic.HasSentQos0 |= qos == 0;
                return sent ? PublishOutcome.Sent : PublishOutcome.NotNow;
            }

            _publish.Open(msgId, nowMs, _settings);
            _publishing = topic;
            _publishBuffer = buffer;
            _publishStart = start;
            _publishLength = length;
            _publishQos = qos;
            _isReleasing = false;
            return PublishOutcome.Pending;
        }
    }
}
