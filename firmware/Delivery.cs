using Sidetap.MqttSn;
using Sidetap.Outbox;
using Sidetap.PubSub;
using Sidetap.Uplink;

namespace Sidetap
{
    /// <summary>
    /// Hands over what waits: first, in every new connection, the DataSetMetaData, then the outbox's messages, oldest first, each to its topic. The message under
    /// way lies in a buffer of its own, where it stays until gateway or broker have acknowledged it, whatever happens to the outbox meanwhile.
    /// </summary>
    internal sealed class Delivery : IClientHandler
    {
        // What one Step may send before it returns, so that it always returns soon.
        private const int MaxSendsPerStep = 16;

        private readonly NodeSettings _settings;
        private readonly StoreAndForward _outbox;
        private readonly Announcer _announcer;
        private readonly NodeStatistics _statistics;
        private readonly int _drainIntervalMs;
        private readonly int _maxPayloadLength;
        private byte[] _outgoing;
        private int _payloadAt;
        private IUplink _uplink;
        private Topic _dataTopic;
        private Topic _eventTopic;
        private Topic _outgoingTopic;
        private int _outgoingLength;
        private bool _outgoingIsMetaData;
        private long _drainDueMs;
        private long _timeDueMs;
        private long _wakeDueMs;
        private bool _isWaking;
        private long _nowMs;

        /// <summary>Makes a delivery without a way out; <see cref="Attach"/> gives it one.</summary>
        /// <param name="settings">Settings.</param>
        /// <param name="outbox">What waits.</param>
        /// <param name="announcer">The DataSetMetaData.</param>
        /// <param name="statistics">Where it is counted.</param>
        /// <param name="samplingIntervalMs">Milliseconds from sample to sample, each of which may make a message.</param>
        /// <param name="maxPayloadLength">The longest message in octets.</param>
        public Delivery(
            NodeSettings settings,
            StoreAndForward outbox,
            Announcer announcer,
            NodeStatistics statistics,
            int samplingIntervalMs,
            int maxPayloadLength)
        {
            _settings = settings;

            // What makes messages faster than they leave would fall behind for ever.
            _drainIntervalMs = settings.DrainIntervalMs < samplingIntervalMs / 2 ? settings.DrainIntervalMs : samplingIntervalMs / 2;
            _outbox = outbox;
            _announcer = announcer;
            _statistics = statistics;
            _maxPayloadLength = maxPayloadLength;
        }

        /// <summary>Who takes messages for subscriptions; null: there are none.</summary>
        public IMessageHandler Messages { get; set; }

        /// <summary>Whether the box stays awake although everything was handed over.</summary>
        public bool IsHeldAwake { get; set; }

        /// <summary>Whether messages can go out: connected, or in no need of it.</summary>
        public bool IsOnline
        {
            get { return _settings.Qos < 0 || _uplink.State == ClientState.Active; }
        }

        /// <summary>Whether messages wait because the box sleeps, as it was told to.</summary>
        public bool IsAsleep
        {
            get { return _uplink.State == ClientState.Asleep || _uplink.State == ClientState.Awake || _uplink.State == ClientState.FallingAsleep; }
        }

        /// <summary>Octets of the buffer for the message under way.</summary>
        public int BufferOctets
        {
            get { return _outgoing.Length; }
        }

        /// <summary>Whether everything has been handed over.</summary>
        public bool IsDrained
        {
            get { return _outbox.Count == 0 && _outgoingTopic == null && _announcer.IsDone; }
        }

        /// <summary>Gives it the way out, and the topics; <paramref name="eventTopic"/> is null where events are not published.</summary>
        public void Attach(IUplink uplink, Topic dataTopic, Topic eventTopic)
        {
            // Before the payload, the PUBLISH header; or, while a message is read from flash, what the outbox has there.
            _payloadAt = uplink.HeaderRoom > FrameQueue.EntryOverhead ? uplink.HeaderRoom : FrameQueue.EntryOverhead;
            _outgoing = new byte[_payloadAt + _maxPayloadLength];
            _uplink = uplink;
            _dataTopic = dataTopic;
            _eventTopic = eventTopic;
        }

        /// <summary>Begins to connect; at QoS -1, which needs no connection, the metadata is due at once.</summary>
        public void Start(long nowMs)
        {
            _nowMs = nowMs;
            if (_settings.Qos >= 0)
            {
                _uplink.Start(nowMs);
            }
            else
            {
                _announcer.Begin();
                _timeDueMs = nowMs + _settings.TimeWaitMs;
            }
        }

        /// <summary>Sends what can be sent.</summary>
        /// <returns>Uptime at which more could be sent, unless something arrives before; <see cref="long.MaxValue"/> for never.</returns>
        public long Step(long nowMs)
        {
            _nowMs = nowMs;
            if (IsOnline)
            {
                _announcer.Step(nowMs);
            }

            if (_settings.SleepSeconds > 0)
            {
                SleepOrWake();
            }

            long due = Send(nowMs);
            long announcementDue = IsOnline ? _announcer.NextDueMs : long.MaxValue;
            return announcementDue < due ? announcementDue : due;
        }

        private long Send(long nowMs)
        {
            for (int i = 0; i < MaxSendsPerStep; i++)
            {
                if (_uplink.IsPublishing || !TakeNext())
                {
                    return NextDue();
                }

                bool retain = _outgoingIsMetaData && _announcer.Retain;
                PublishOutcome outcome = _uplink.TryPublish(_outgoingTopic, _outgoing, _payloadAt, _outgoingLength, _settings.Qos, retain, nowMs);
                _drainDueMs = nowMs + _drainIntervalMs;
                if (outcome != PublishOutcome.Sent && outcome != PublishOutcome.Refused)
                {
                    return long.MaxValue;
                }

                End(outcome == PublishOutcome.Sent);
            }

            return nowMs;
        }

        /// <inheritdoc/>
        void IUplinkHandler.OnStateChanged(ClientState state, ClientEvent cause)
        {
            bool isBack = _isWaking && cause == ClientEvent.ConnectAccepted; // from sleep: the session went on, nobody has missed anything
            _isWaking &= cause == ClientEvent.WakeRequested;
            if (cause == ClientEvent.ConnectAccepted && !isBack)
            {
                _outbox.IsKeyFrameWanted |= _statistics.Delivered > 0; // subscribers may have missed anything
                _timeDueMs = _nowMs + _settings.TimeWaitMs;
                _announcer.Begin();
            }
        }

        /// <inheritdoc/>
        void IUplinkHandler.OnPublishEnded(Topic topic, PublishOutcome outcome)
        {
            if (outcome == PublishOutcome.Acknowledged || outcome == PublishOutcome.Refused)
            {
                End(outcome == PublishOutcome.Acknowledged);
            }
            else if ((outcome == PublishOutcome.Unknown || outcome == PublishOutcome.Congested) && _announcer.Has(topic))
            {
                _outgoingTopic = null;
                _announcer.Fail(_nowMs);
            }
        }

        /// <inheritdoc/>
        void IClientHandler.OnMessage(Topic subscription, byte[] names, int nameOffset, int nameLength, Frame frame)
        {
            if (Messages != null)
            {
                Messages.OnMessage(subscription, frame.Buffer, frame.DataOffset, frame.DataLength);
            }
        }

        /// <summary>Puts the next message that can be sent into the buffer; returns false when there is none, or none that could go now.</summary>
        private bool TakeNext()
        {
            if (_outgoingTopic != null && IsInTheWay())
            {
                End(false);
            }

            if (_outgoingTopic != null)
            {
                return _uplink.CanPublish(_outgoingTopic, _settings.Qos, _nowMs) && (_outgoingIsMetaData || HasItsTime());
            }

            if (_announcer.TryTake(_uplink, _outgoing, _payloadAt, _nowMs))
            {
                _outgoingTopic = _announcer.Topic;
                _outgoingLength = _announcer.Length;
                _outgoingIsMetaData = true;
                return true;
            }

            if (!MayTakeData() || IsDraining() || !_outbox.TryTake(_outgoing, _payloadAt, _nowMs))
            {
                return false;
            }

            _outgoingIsMetaData = false;
            _outgoingLength = _outbox.TakenLength;
            if (!_outbox.TakenIsEvent)
            {
                _outgoingTopic = _dataTopic;
                return HasItsTime();
            }

            return TakeEvent();
        }

        /// <summary>An event waits for its topic's id, and data behind it does. One that has no topic is lost: it was made by a start that had one.</summary>
        private bool TakeEvent()
        {
            if (_eventTopic == null)
            {
                _outbox.End(false, _nowMs);
                _drainDueMs = _nowMs + _drainIntervalMs;
                return false;
            }

            _outgoingTopic = _eventTopic;
            return _uplink.CanPublish(_eventTopic, _settings.Qos, _nowMs) && HasItsTime();
        }

        /// <summary>
        /// Whether the topic of the message under way was refused so that data shall not wait for it: metadata at once, an event when asking for its topic once
        /// more has not helped. (Data itself waits for its topic.)
        /// </summary>
        private bool IsInTheWay()
        {
            if (_outgoingTopic == _dataTopic || !_outgoingTopic.IsRefused)
            {
                return false;
            }

            int patience = 4 * _settings.Client.RetryMs; // what the pause after the second refusal is
            patience = patience < _settings.Client.WaitMs ? patience : _settings.Client.WaitMs;
            return _outgoingIsMetaData || _outgoingTopic.RefusalPauseMs >= patience;
        }

        /// <summary>Data waits for the metadata topics' ids, but not for a topic that was refused.</summary>
        private bool MayTakeData()
        {
            return _announcer.IsDone && _uplink.CanPublish(_dataTopic, _settings.Qos, _nowMs);
        }

        /// <summary>Whether the last message of a backlog has only just been sent.</summary>
        private bool IsDraining()
        {
            return _outbox.Count > 1 && _nowMs < _drainDueMs;
        }

        /// <summary>Whether the message under way may go with the timestamp it has. One that was made while the time was not known gets it now, or waits for
        /// it for a while.</summary>
        private bool HasItsTime()
        {
            if (!_outbox.TakenIsUptime)
            {
                return true;
            }

            long utcAtStart = _outbox.TakenUtcAtStart;
            if (utcAtStart == 0)
            {
                return _outbox.TakenIsEarlier || _nowMs >= _timeDueMs;
            }

            // The message may be of an earlier start with other settings, so it is looked at, not these.
            int timestamp = DataSetMessageHeader.TimestampOffsetIn(_outgoing, _payloadAt);
            if (timestamp >= 0)
            {
                AddTo(timestamp, utcAtStart);
                if (_outbox.TakenIsEvent)
                {
                    AddTo(timestamp + EventWriter.TimeBehindTimestamp, utcAtStart);
                }
            }

            _outbox.TakenIsUptime = false;
            return true;
        }

        /// <summary>Makes a time of an uptime in the message under way.</summary>
        private void AddTo(int offset, long utcAtStart)
        {
            int at = _payloadAt + offset;
            UaBinary.Put64(_outgoing, at, UaBinary.Get64(_outgoing, at) + (ulong)utcAtStart);
        }

        /// <summary>A sleeping box wakes after its time, or when half the queue is full, hands over what waits, and sleeps again.</summary>
        private void SleepOrWake()
        {
            if (IsAsleep)
            {
                if (_nowMs >= _wakeDueMs || _outbox.IsHalfFull)
                {
                    _isWaking = true;
                    _isWaking = _uplink.Wake(_nowMs);
                }
            }
            else if (IsDrained && !IsHeldAwake && _uplink.Sleep(SleepDuration(), _nowMs))
            {
                _wakeDueMs = _nowMs + (_settings.SleepSeconds * 1000L);
            }
        }

        /// <summary>When the sleeping box tries to wake: at its time, and while the link is down, now and then. Whoever has put the client to sleep without the setting
        /// wakes it as well.</summary>
        private long NextWake()
        {
            if (_settings.SleepSeconds <= 0)
            {
                return long.MaxValue;
            }

            return _wakeDueMs > _nowMs ? _wakeDueMs : _nowMs + _settings.Client.ReconnectMinMs;
        }

        /// <summary>What the gateway is told: so much more that the box is back before the client would ask for kept messages, at four fifths.</summary>
        private int SleepDuration()
        {
            int seconds = _settings.SleepSeconds + (_settings.SleepSeconds / 4) + 1;
            return seconds > 0xFFFF ? 0xFFFF : seconds;
        }

        private long NextDue()
        {
            if (IsAsleep)
            {
                return NextWake();
            }

            if (_uplink.IsPublishing || !_uplink.CanPublish(_dataTopic, _settings.Qos, _nowMs))
            {
                return _settings.Qos < 0 && !IsDrained ? _nowMs + _settings.Client.ReconnectMinMs : long.MaxValue;
            }

            if (_outgoingTopic != null && !_outgoingIsMetaData)
            {
                return _timeDueMs > _nowMs ? _timeDueMs : long.MaxValue;
            }

            return _outgoingTopic == null && _outbox.Count > 0 && MayTakeData() ? _drainDueMs > _nowMs ? _drainDueMs : _nowMs : long.MaxValue;
        }

        /// <summary>The message under way has been handed over, or never will be.</summary>
        private void End(bool delivered)
        {
            _outgoingTopic = null;
            if (_outgoingIsMetaData)
            {
                _announcer.End(delivered, _nowMs);
            }
            else
            {
                _statistics.Delivered += delivered ? 1u : 0u;
                _outbox.End(delivered, _nowMs);
            }
        }
    }
}
