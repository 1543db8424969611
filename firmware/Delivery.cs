using Sidetap.MqttSn;
using Sidetap.Outbox;
using Sidetap.PubSub;

namespace Sidetap
{
    /// <summary>
    /// Hands over what waits: first, in every new connection, the DataSetMetaData, then the outbox's messages, oldest first. The message under way lies in a
    /// buffer of its own, where it stays until the gateway has acknowledged it, whatever happens to the outbox meanwhile.
    /// </summary>
    internal sealed class Delivery : IClientHandler
    {
        // What one Step may send before it returns, so that it always returns soon.
        private const int MaxSendsPerStep = 16;

        // A gateway that can't cope with the metadata (its frames are long, its topic may be forbidden) shall get the data all the same.
        private const int MaxMetaDataFailures = 2;

        // Metadata that is not retained, because it is in chunks, comes again for subscribers that come late.
        private const int ChunkedUpdateTimeMs = 300000;

        private readonly NodeSettings _settings;
        private readonly StoreAndForward _outbox;
        private readonly MetaDataAnnouncement _metaData;
        private readonly NodeStatistics _statistics;
        private readonly int _maxPayloadLength;
        private readonly int _metaDataMessages;
        private readonly int _updateTimeMs;
        private readonly int _timestampOffset;
        private byte[] _outgoing;
        private int _payloadAt;
        private Client _client;
        private Topic _dataTopic;
        private Topic _metaDataTopic;
        private Topic _outgoingTopic;
        private int _outgoingLength;
        private bool _sendsMetaData;
        private int _nextMetaData;
        private int _metaDataFailures;
        private long _metaDataDueMs = long.MaxValue;
        private long _drainDueMs;
        private long _timeDueMs;
        private long _wakeDueMs;
        private bool _isWaking;
        private long _nowMs;

        /// <summary>Makes a delivery without a client; <see cref="Attach"/> gives it one.</summary>
        public Delivery(
            NodeSettings settings,
            StoreAndForward outbox,
            MetaDataAnnouncement metaData,
            NodeStatistics statistics,
            int timestampOffset,
            int maxPayloadLength)
        {
            _settings = settings;
            _outbox = outbox;
            _timestampOffset = timestampOffset;
            _metaData = metaData;
            _statistics = statistics;
            _maxPayloadLength = maxPayloadLength;
            _metaDataMessages = metaData.MessageCount(maxPayloadLength);
            _updateTimeMs = settings.MetaDataUpdateTimeMs > 0 ? settings.MetaDataUpdateTimeMs : _metaDataMessages > 1 ? ChunkedUpdateTimeMs : 0;
        }

        /// <summary>Whether messages can go out: connected, or in no need of it.</summary>
        public bool IsOnline
        {
            get { return _settings.Qos < 0 || _client.State == ClientState.Active; }
        }

        /// <summary>Whether messages wait because the box sleeps, as it was told to.</summary>
        public bool IsAsleep
        {
            get { return _client.State == ClientState.Asleep || _client.State == ClientState.Awake || _client.State == ClientState.FallingAsleep; }
        }

        /// <summary>Octets of the buffer for the message under way.</summary>
        public int BufferOctets
        {
            get { return _outgoing.Length; }
        }

        /// <summary>Whether everything has been handed over.</summary>
        public bool IsDrained
        {
            get { return _outbox.Count == 0 && _outgoingTopic == null && (!_sendsMetaData || _metaDataTopic.IsRefused); }
        }

        /// <summary>Gives it the client it hands over to, and the topics.</summary>
        public void Attach(Client client, Topic dataTopic, Topic metaDataTopic)
        {
            // Before the payload, the PUBLISH header; or, while a message is read from flash, what the outbox has there.
            _payloadAt = client.HeaderRoom > FrameQueue.EntryOverhead ? client.HeaderRoom : FrameQueue.EntryOverhead;
            _outgoing = new byte[_payloadAt + _maxPayloadLength];
            _client = client;
            _dataTopic = dataTopic;
            _metaDataTopic = metaDataTopic;
        }

        /// <summary>Begins to connect; at QoS -1, which needs no connection, the metadata is due at once.</summary>
        public void Start(long nowMs)
        {
            _nowMs = nowMs;
            if (_settings.Qos >= 0)
            {
                _client.Start(nowMs);
            }
            else
            {
                _sendsMetaData = true;
                _timeDueMs = nowMs + _settings.TimeWaitMs;
            }
        }

        /// <summary>Sends what can be sent.</summary>
        /// <returns>Uptime at which more could be sent, unless something arrives before; <see cref="long.MaxValue"/> for never.</returns>
        public long Step(long nowMs)
        {
            _nowMs = nowMs;
            if (nowMs >= _metaDataDueMs && IsOnline)
            {
                _metaDataDueMs = long.MaxValue;
                _metaDataFailures = 0;
                _sendsMetaData = true;
            }

            if (_settings.SleepSeconds > 0)
            {
                SleepOrWake();
            }

            long due = Send(nowMs);
            return IsOnline && _metaDataDueMs < due ? _metaDataDueMs : due;
        }

        private long Send(long nowMs)
        {
            for (int i = 0; i < MaxSendsPerStep; i++)
            {
                if (_client.IsPublishing || !TakeNext())
                {
                    return NextDue();
                }

                bool retain = _outgoingTopic == _metaDataTopic && _metaDataMessages == 1; // of chunks, only the last would be kept: of no use alone
                PublishOutcome outcome = _client.TryPublish(_outgoingTopic, _outgoing, _payloadAt, _outgoingLength, _settings.Qos, retain, nowMs);
                _drainDueMs = nowMs + _settings.DrainIntervalMs;
                if (outcome != PublishOutcome.Sent && outcome != PublishOutcome.Refused)
                {
                    return long.MaxValue;
                }

                End(outcome == PublishOutcome.Sent);
            }

            return nowMs;
        }

        /// <inheritdoc/>
        void IClientHandler.OnStateChanged(ClientState state, ClientEvent cause)
        {
            bool isBack = _isWaking && cause == ClientEvent.ConnectAccepted; // from sleep: the session went on, nobody has missed anything
            _isWaking &= cause == ClientEvent.WakeRequested;
            if (cause == ClientEvent.ConnectAccepted && !isBack)
            {
                _outbox.IsKeyFrameWanted |= _statistics.Delivered > 0; // subscribers may have missed anything
                _timeDueMs = _nowMs + _settings.TimeWaitMs;
                _sendsMetaData = _metaDataFailures < MaxMetaDataFailures;
            }
        }

        /// <inheritdoc/>
        void IClientHandler.OnPublishEnded(Topic topic, PublishOutcome outcome)
        {
            if (outcome == PublishOutcome.Acknowledged || outcome == PublishOutcome.Refused)
            {
                End(outcome == PublishOutcome.Acknowledged);
            }
            else if ((outcome == PublishOutcome.Unknown || outcome == PublishOutcome.Congested) && topic == _metaDataTopic)
            {
                FailMetaData();
            }
        }

        /// <inheritdoc/>
        void IClientHandler.OnMessage(Topic subscription, byte[] names, int nameOffset, int nameLength, Frame frame)
        {
            // The box subscribes to nothing yet, so the client never delivers.
        }

        /// <summary>Puts the next message that can be sent into the buffer; returns false when there is none, or none that could go now.</summary>
        private bool TakeNext()
        {
            if (_outgoingTopic == _metaDataTopic && _metaDataTopic.IsRefused)
            {
                End(false); // its name was refused while it was under way: data shall not wait for that
            }

            if (_outgoingTopic != null)
            {
                return _client.CanPublish(_outgoingTopic, _settings.Qos, _nowMs) && (_outgoingTopic != _dataTopic || HasItsTime());
            }

            if (_sendsMetaData && _client.CanPublish(_metaDataTopic, _settings.Qos, _nowMs))
            {
                BeginMetaData();
                _outgoingTopic = _metaDataTopic;
                _outgoingLength = _metaData.Write(_outgoing, _payloadAt, _maxPayloadLength, _nextMetaData);
                return true;
            }

            if (!MayTakeData() || IsDraining() || !_outbox.TryTake(_outgoing, _payloadAt, _nowMs))
            {
                return false;
            }

            _outgoingTopic = _dataTopic;
            _outgoingLength = _outbox.TakenLength;
            return HasItsTime();
        }

        /// <summary>Data waits for the metadata topic's id, but not for a topic that was refused.</summary>
        private bool MayTakeData()
        {
            bool mayPassMetaData = !_sendsMetaData || _metaDataTopic.IsRefused;
            return mayPassMetaData && _client.CanPublish(_dataTopic, _settings.Qos, _nowMs);
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

            int at = _payloadAt + _timestampOffset;
            UaBinary.Put64(_outgoing, at, UaBinary.Get64(_outgoing, at) + (ulong)utcAtStart);
            _outbox.TakenIsUptime = false;
            return true;
        }

        /// <summary>A sleeping box wakes after its time, or when half the queue is full, hands over what waits, and sleeps again.</summary>
        private void SleepOrWake()
        {
            if (IsAsleep)
            {
                if (_nowMs >= _wakeDueMs || _outbox.IsHalfFull)
                {
                    _isWaking = true;
                    _isWaking = _client.Wake(_nowMs);
                }
            }
            else if (IsDrained && _client.Sleep(SleepDuration(), _nowMs))
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

            if (_client.IsPublishing || !_client.CanPublish(_dataTopic, _settings.Qos, _nowMs))
            {
                return _settings.Qos < 0 && !IsDrained ? _nowMs + _settings.Client.ReconnectMinMs : long.MaxValue;
            }

            if (_outgoingTopic == _dataTopic)
            {
                return _timeDueMs > _nowMs ? _timeDueMs : long.MaxValue;
            }

            return _outgoingTopic == null && IsDraining() && MayTakeData() ? _drainDueMs : long.MaxValue;
        }

        /// <summary>The message under way has been handed over, or never will be.</summary>
        private void End(bool delivered)
        {
            bool isMetaData = _outgoingTopic == _metaDataTopic;
            _outgoingTopic = null;
            if (isMetaData)
            {
                EndMetaData(delivered);
            }
            else
            {
                _statistics.Delivered += delivered ? 1u : 0u;
                _outbox.End(delivered, _nowMs);
            }
        }

        /// <summary>Every announcement after the first has the next sequence number (OPC 10000-14, 7.2.4.6.3).</summary>
        private void BeginMetaData()
        {
            if (_nextMetaData == 0 && _statistics.Announcements > 0)
            {
                _metaData.NextVersion();
            }
        }

        private void EndMetaData(bool delivered)
        {
            if (!delivered)
            {
                _sendsMetaData = false;
                _nextMetaData = 0;
                _metaDataDueMs = _nowMs + _settings.Client.WaitMs;
                return;
            }

            _metaDataFailures = 0;
            _nextMetaData++;
            if (_nextMetaData < _metaDataMessages)
            {
                return;
            }

            _sendsMetaData = false;
            _nextMetaData = 0;
            _statistics.Announcements++;
            _metaDataDueMs = _updateTimeMs > 0 ? _nowMs + _updateTimeMs : long.MaxValue;
        }

        /// <summary>The connection was lost over a metadata message. It goes on where it was in the next one; after some failures, data comes first.</summary>
        private void FailMetaData()
        {
            _outgoingTopic = null;
            _metaDataFailures++;
            if (_metaDataFailures >= MaxMetaDataFailures)
            {
                _sendsMetaData = false;
                _metaDataDueMs = _nowMs + ChunkedUpdateTimeMs + _settings.Client.WaitMs;
            }
        }
    }
}
