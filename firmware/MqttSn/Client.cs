using Sidetap.Hal;
using Sidetap.Uplink;

namespace Sidetap.MqttSn
{
    /// <summary>
    /// An MQTT-SN 1.2 client: finds a gateway, keeps a connection to it, registers its topics, subscribes, publishes and receives at every QoS, sleeps, and
    /// repeats what is not answered. It has no thread and no clock: <see cref="Step"/> does what is due.
    /// </summary>
    /// <remarks>
    /// At most one PUBLISH of QoS 1 or 2, one REGISTER and one SUBSCRIBE or UNSUBSCRIBE wait for an answer at any time (6.5, 6.6, 6.9). Everything is
    /// allocated in the constructor. The states and what leads from one to another are in <see cref="ClientTransitions"/>.
    /// </remarks>
    public sealed partial class Client : IUplink
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
        private readonly Transport _transport;
        private readonly LinkAddress _from = new LinkAddress();
        private readonly Frame _frame = new Frame();
        private readonly byte[] _sendBuffer;
        private readonly int _sendOffset;

        private readonly Topic[] _topics = new Topic[MaxTopics];
        private readonly Topic[] _subscriptions = new Topic[MaxTopics];
        private int _topicCount;
        private int _subscriptionCount;

        private readonly Exchange _connect = new Exchange();
        private readonly Exchange _register = new Exchange();
        private readonly Exchange _subscribe = new Exchange();
        private readonly Exchange _publish = new Exchange();
        private readonly Exchange _ping = new Exchange();
        private readonly Exchange _disconnect = new Exchange();
        private readonly Exchange _willTopic = new Exchange();
        private readonly Exchange _willMessage = new Exchange();

        private int _lastMsgId;
        private long _lastSentMs;
        private long _lastAnswerMs;
        private long _reconnectAtMs;
        private long _quietUntilMs;
        private int _reconnectDelayMs;

        /// <summary>Makes a client that does nothing until <see cref="Start"/>.</summary>
        /// <param name="settings">Settings; they must not change afterwards, but for the will with <see cref="SetWill"/>.</param>
        /// <param name="link">Carries the frames.</param>
        /// <param name="gateway">The address of the gateway that is preferred; copied. One of no octets: none, gateways are to be found.</param>
        /// <param name="handler">Is told what happens.</param>
        public Client(ClientSettings settings, IDatagramLink link, LinkAddress gateway, IClientHandler handler)
        {
            _settings = settings;
            _link = link;
            _handler = handler;
            Statistics = new ClientStatistics();
            _transport = new Transport(settings, link, Statistics);
            _sendOffset = _transport.WrapperLength;
            _sendBuffer = new byte[_sendOffset + settings.MaxFrameLength];
            _names = new NameTable(settings.MaxReceivedNames, settings.MaxReceivedNameLength);
            _delay = new RandomDelay(settings.RandomSeed);
            _search = new GatewaySearch(settings, _delay);
            _lastMsgId = settings.LastMsgId;
            WillReturnCode = -1;
            State = ClientState.Stopped;
            AddGateway(gateway);
            _gateway.CopyFrom(gateway);
        }

        /// <summary>Where the client stands.</summary>
        public ClientState State { get; private set; }

        /// <summary>What changed the state last.</summary>
        public ClientEvent LastEvent { get; private set; }

        /// <summary>What has been counted.</summary>
        public ClientStatistics Statistics { get; }

        /// <inheritdoc/>
        public uint Connections
        {
            get { return Statistics.Connections; }
        }

        /// <summary>Frames handed to the link; wraps at 2^32.</summary>
        public uint Sent
        {
            get { return Statistics.FramesSent; }
        }

        /// <summary>ReturnCode of the last CONNACK.</summary>
        public int ConnectReturnCode { get; private set; }

        /// <summary>Octets that have to be free before a payload that is published: for the header, and for a forwarder's wrapper.</summary>
        public int HeaderRoom
        {
            get { return FrameWriter.PublishHeaderRoom + _transport.WrapperLength; }
        }

        /// <summary>Octets of the buffers that were allocated: for frames sent and received and for names of wildcard subscriptions.</summary>
        public int BufferOctets
        {
            get { return _sendBuffer.Length + _transport.BufferLength + _names.Octets.Length; }
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

            topic.Reset();
            topic.IsLeaving = false;
            topic.IsKept = false;
            _subscriptions[_subscriptionCount++] = topic;
            return true;
        }

        /// <summary>Ends a subscription: with UNSUBSCRIBE (5.4.17) where it was made, and it is not made again.</summary>
        /// <param name="topic">One of the subscriptions; any other is ignored.</param>
        public void RemoveSubscription(Topic topic)
        {
            topic.IsLeaving = true;
            if (!topic.IsDelivered && !(_subscribe.IsOpen && _subscribing == topic))
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
                NoteOvertaken();
                CloseExchanges(); // the goodbye is overtaken; CONNECT says the same
            }
            else if (State != ClientState.Stopped)
            {
                return;
            }

            _reconnectAtMs = nowMs;
            _reconnectDelayMs = _settings.ReconnectMinMs;
            _failures = 0;
            _gatewayIndex = _gateways.Choose(0, nowMs);
            Change(ClientEvent.Started);
        }

        /// <summary>Ends the connection with a DISCONNECT and stays away.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Stop(long nowMs)
        {
            if (State == ClientState.Disconnecting || State == ClientState.Stopped)
            {
                return;
            }

            bool wasConnecting = _connect.IsOpen;
            CloseExchanges();
            _search.End();
            Change(ClientEvent.Stopped);
            EndPublish(PublishOutcome.Unknown);
            if (State == ClientState.Disconnecting)
            {
                _disconnect.Open(0, nowMs, _settings);
                Send(FrameWriter.Disconnect(_sendBuffer, _sendOffset, -1), nowMs);
            }
            else if (State == ClientState.Stopped && wasConnecting)
            {
                Send(FrameWriter.Disconnect(_sendBuffer, _sendOffset, -1), nowMs); // CONNECT may have arrived: a will shall not be published for a box that stops
            }
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
                if (State == ClientState.Disconnecting || (State != ClientState.Asleep && (IsConnected || State == ClientState.Connecting)))
                {
                    Close(ClientEvent.LinkDown, nowMs);
                }

                return NextDue(nowMs);
            }

            switch (State)
            {
                case ClientState.Disconnected:
                    StepSearching(nowMs);
                    StepDisconnected(nowMs);
                    break;

                case ClientState.Searching:
                    StepSearching(nowMs);
                    break;

                case ClientState.Connecting:
                    StepSearching(nowMs);
                    if (IsDue(_connect, nowMs))
                    {
                        SendConnect(nowMs);
                    }

                    break;

                case ClientState.Disconnecting:
                case ClientState.FallingAsleep:
                    if (IsDue(_disconnect, nowMs))
                    {
                        Send(FrameWriter.Disconnect(_sendBuffer, _sendOffset, State == ClientState.FallingAsleep ? _sleepSeconds : -1), nowMs);
                    }

                    break;

                case ClientState.Asleep:
                case ClientState.Awake:
                    StepAsleep(nowMs);
                    break;

                case ClientState.Active:
                    StepActive(nowMs);
                    break;
            }

            return NextDue(nowMs);
        }

        /// <summary>Whether there is a session with a gateway, awake or asleep.</summary>
        private bool IsConnected
        {
            get
            {
                return State == ClientState.Active || State == ClientState.FallingAsleep || State == ClientState.Asleep || State == ClientState.Awake;
            }
        }

        private void Change(ClientEvent cause)
        {
            int next = ClientTransitions.Next(State, cause);
            if (next < 0)
            {
                Statistics.UndefinedTransitions++;
                return;
            }

            State = (ClientState)next;
            LastEvent = cause;
            _handler.OnStateChanged(State, cause);
        }
    }
}
