using Sidetap.MqttSn;
using Sidetap.Outbox;
using Sidetap.PubSub;

namespace Sidetap
{
    /// <summary>
    /// Hands over what waits: first, in every new connection, the DataSetMetaData, then the outbox's messages, oldest first. A message leaves the outbox
    /// when the gateway has acknowledged it, or at QoS 0 and -1 when it was sent.
    /// </summary>
    internal sealed class Delivery : IClientHandler
    {
        // What one Step may send before it returns, so that it always returns soon.
        private const int MaxSendsPerStep = 16;

        private const long Unset = -1;

        private readonly NodeSettings _settings;
        private readonly FrameQueue _queue;
        private readonly MetaDataAnnouncement _metaData;
        private readonly NodeStatistics _statistics;
        private readonly int _maxPayloadLength;
        private readonly int _metaDataMessages;
        private readonly byte[] _metaDataBuffer;
        private Client _client;
        private Topic _dataTopic;
        private Topic _metaDataTopic;
        private bool _sendsMetaData;
        private int _nextMetaData;
        private long _nextMetaDataMs = Unset;

        /// <summary>Makes a delivery without a client; <see cref="Attach"/> gives it one.</summary>
        public Delivery(NodeSettings settings, FrameQueue queue, MetaDataAnnouncement metaData, NodeStatistics statistics, int maxPayloadLength)
        {
            _settings = settings;
            _queue = queue;
            _metaData = metaData;
            _statistics = statistics;
            _maxPayloadLength = maxPayloadLength;
            _metaDataMessages = metaData.MessageCount(maxPayloadLength);
            _metaDataBuffer = new byte[FrameWriter.PublishHeaderRoom + maxPayloadLength];
        }

        /// <summary>Whether the next message has to be a key frame: at the beginning, and in a new connection, whose subscribers may have missed
        /// anything.</summary>
        public bool IsKeyFrameWanted { get; set; }

        /// <summary>Whether messages can go out: connected, or in no need of it.</summary>
        public bool IsOnline
        {
            get { return _settings.Qos < 0 || _client.State == ClientState.Active; }
        }

        /// <summary>Whether everything has been handed over.</summary>
        public bool IsDrained
        {
            get { return _queue.Count == 0 && !_client.IsPublishing && !_sendsMetaData; }
        }

        /// <summary>Gives it the client it hands over to, and the topics.</summary>
        public void Attach(Client client, Topic dataTopic, Topic metaDataTopic)
        {
            _client = client;
            _dataTopic = dataTopic;
            _metaDataTopic = metaDataTopic;
        }

        /// <summary>Begins to connect; at QoS -1, which needs no connection, the metadata is due at once.</summary>
        public void Start(long nowMs)
        {
            if (_settings.Qos >= 0)
            {
                _client.Start(nowMs);
            }
            else
            {
                AnnounceMetaData();
            }
        }

        /// <summary>Sends what can be sent.</summary>
        /// <returns>Whether more could be sent at once.</returns>
        public bool Step(long nowMs)
        {
            if (_nextMetaDataMs == Unset)
            {
                _nextMetaDataMs = nowMs + _settings.MetaDataUpdateTimeMs;
            }

            if (_settings.MetaDataUpdateTimeMs > 0 && !_sendsMetaData && IsOnline && nowMs >= _nextMetaDataMs)
            {
                AnnounceMetaData();
            }

            for (int i = 0; i < MaxSendsPerStep; i++)
            {
                bool isMetaData = _sendsMetaData;
                if (_client.IsPublishing || (!isMetaData && _queue.Count == 0))
                {
                    return false;
                }

                PublishOutcome outcome = isMetaData ? SendMetaData(nowMs) : SendOldest(nowMs);
                if (outcome != PublishOutcome.Sent && outcome != PublishOutcome.Refused)
                {
                    return false;
                }

                Advance(isMetaData, outcome == PublishOutcome.Sent);
            }

            return true;
        }

        /// <summary>Makes room in the outbox. The message under way, if it is one of the outbox, is the oldest: it is given up.</summary>
        public void DropOldest()
        {
            if (_client.Publishing == _dataTopic)
            {
                _client.AbandonPublish();
            }

            _queue.RemoveHead();
            _statistics.Lost++;
        }

        /// <inheritdoc/>
        void IClientHandler.OnStateChanged(ClientState state, ClientEvent cause)
        {
            if (cause == ClientEvent.ConnectAccepted)
            {
                IsKeyFrameWanted |= _statistics.Delivered > 0;
                AnnounceMetaData();
            }
        }

        /// <inheritdoc/>
        void IClientHandler.OnPublishEnded(Topic topic, PublishOutcome outcome)
        {
            if (outcome == PublishOutcome.Acknowledged || outcome == PublishOutcome.Refused)
            {
                Advance(topic == _metaDataTopic, outcome == PublishOutcome.Acknowledged);
            }
        }

        /// <inheritdoc/>
        void IClientHandler.OnMessage(Topic subscription, byte[] names, int nameOffset, int nameLength, Frame frame)
        {
            // The box subscribes to nothing yet, so the client never delivers.
        }

        private PublishOutcome SendOldest(long nowMs)
        {
            return _client.TryPublish(_dataTopic, _queue.Buffer, _queue.HeadPayloadOffset, _queue.HeadPayloadLength, _settings.Qos, false, nowMs);
        }

        private PublishOutcome SendMetaData(long nowMs)
        {
            int at = FrameWriter.PublishHeaderRoom;
            int length = _metaData.Write(_metaDataBuffer, at, _maxPayloadLength, _nextMetaData);

            // A topic has one retained message: of chunks, the last would be kept alone and be of no use.
            bool retain = _metaDataMessages == 1;
            return _client.TryPublish(_metaDataTopic, _metaDataBuffer, at, length, _settings.Qos, retain, nowMs);
        }

        /// <summary>The message at the front has been handed over, or never will be.</summary>
        private void Advance(bool isMetaData, bool delivered)
        {
            if (!isMetaData)
            {
                _queue.RemoveHead();
                if (delivered)
                {
                    _statistics.Delivered++;
                }
                else
                {
                    _statistics.Lost++;
                }

                return;
            }

            _nextMetaData++;
            if (_nextMetaData >= _metaDataMessages || !delivered)
            {
                _sendsMetaData = false;
                _statistics.Announcements += delivered ? 1u : 0u;
            }
        }

        /// <summary>Begins an announcement; each one after the first has the next sequence number (OPC 10000-14, 7.2.4.6.3).</summary>
        private void AnnounceMetaData()
        {
            if (_statistics.Announcements > 0)
            {
                _metaData.NextVersion();
            }

            _sendsMetaData = true;
            _nextMetaData = 0;
            _nextMetaDataMs = Unset; // counts from here
        }
    }
}
