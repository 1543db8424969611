using System;
using Sidetap.MqttSn;
using Sidetap.Outbox;
using Sidetap.PubSub;

namespace Sidetap
{
    /// <summary>
    /// Hands over what waits: first, in every new connection, the DataSetMetaData, then the outbox's messages, oldest first. The message under way has left
    /// the outbox for a buffer of its own, where it stays until the gateway has acknowledged it, whatever happens to the outbox meanwhile.
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
        private readonly FrameQueue _queue;
        private readonly MetaDataAnnouncement _metaData;
        private readonly NodeStatistics _statistics;
        private readonly int _maxPayloadLength;
        private readonly int _metaDataMessages;
        private readonly int _updateTimeMs;
        private readonly byte[] _outgoing;
        private Client _client;
        private Topic _dataTopic;
        private Topic _metaDataTopic;
        private Topic _outgoingTopic;
        private int _outgoingLength;
        private bool _sendsMetaData;
        private int _nextMetaData;
        private int _metaDataFailures;
        private long _metaDataDueMs = long.MaxValue;
        private long _nowMs;

        /// <summary>Makes a delivery without a client; <see cref="Attach"/> gives it one.</summary>
        public Delivery(NodeSettings settings, FrameQueue queue, MetaDataAnnouncement metaData, NodeStatistics statistics, int maxPayloadLength)
        {
            _settings = settings;
            _queue = queue;
            _metaData = metaData;
            _statistics = statistics;
            _maxPayloadLength = maxPayloadLength;
            _metaDataMessages = metaData.MessageCount(maxPayloadLength);
            _updateTimeMs = settings.MetaDataUpdateTimeMs > 0 ? settings.MetaDataUpdateTimeMs : _metaDataMessages > 1 ? ChunkedUpdateTimeMs : 0;
            _outgoing = new byte[FrameWriter.PublishHeaderRoom + maxPayloadLength];
        }

        /// <summary>Whether the next message has to be a key frame: at the beginning, in a new connection, whose subscribers may have missed anything, and
        /// after a message that did not arrive.</summary>
        public bool IsKeyFrameWanted { get; set; }

        /// <summary>Whether messages can go out: connected, or in no need of it.</summary>
        public bool IsOnline
        {
            get { return _settings.Qos < 0 || _client.State == ClientState.Active; }
        }

        /// <summary>Data messages that have not been handed over.</summary>
        public int Waiting
        {
            get { return _outgoingTopic != null && _outgoingTopic == _dataTopic ? _queue.Count + 1 : _queue.Count; }
        }

        /// <summary>Whether everything has been handed over.</summary>
        public bool IsDrained
        {
            get { return _queue.Count == 0 && _outgoingTopic == null && (!_sendsMetaData || _metaDataTopic.IsRefused); }
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
            _nowMs = nowMs;
            if (_settings.Qos >= 0)
            {
                _client.Start(nowMs);
            }
            else
            {
                _sendsMetaData = true;
            }
        }

        /// <summary>Sends what can be sent.</summary>
        /// <returns>Whether more could be sent at once.</returns>
        public bool Step(long nowMs)
        {
            _nowMs = nowMs;
            if (nowMs >= _metaDataDueMs && IsOnline)
            {
                _metaDataDueMs = long.MaxValue;
                _metaDataFailures = 0;
                _sendsMetaData = true;
            }

            for (int i = 0; i < MaxSendsPerStep; i++)
            {
                if (_client.IsPublishing || !TakeNext())
                {
                    return false;
                }

                int at = FrameWriter.PublishHeaderRoom;
                bool retain = _outgoingTopic == _metaDataTopic && _metaDataMessages == 1; // of chunks, only the last would be kept: of no use alone
                PublishOutcome outcome = _client.TryPublish(_outgoingTopic, _outgoing, at, _outgoingLength, _settings.Qos, retain, nowMs);
                if (outcome != PublishOutcome.Sent && outcome != PublishOutcome.Refused)
                {
                    return false;
                }

                End(outcome == PublishOutcome.Sent);
            }

            return true;
        }

        /// <summary>Makes room in the outbox: the oldest message that waits there goes.</summary>
        public void DropOldest()
        {
            _queue.RemoveHead();
            _statistics.Lost++;
        }

        /// <inheritdoc/>
        void IClientHandler.OnStateChanged(ClientState state, ClientEvent cause)
        {
            if (cause == ClientEvent.ConnectAccepted)
            {
                IsKeyFrameWanted |= _statistics.Delivered > 0;
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
            else if (outcome == PublishOutcome.Unknown && topic == _metaDataTopic)
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
            if (_outgoingTopic != null)
            {
                return _client.CanPublish(_outgoingTopic, _settings.Qos, _nowMs);
            }

            if (_sendsMetaData && _client.CanPublish(_metaDataTopic, _settings.Qos, _nowMs))
            {
                BeginMetaData();
                _outgoingTopic = _metaDataTopic;
                _outgoingLength = _metaData.Write(_outgoing, FrameWriter.PublishHeaderRoom, _maxPayloadLength, _nextMetaData);
                return true;
            }

            // Data waits for the metadata topic's id, but not for a topic that was refused.
            bool mayPassMetaData = !_sendsMetaData || _metaDataTopic.IsRefused;
            if (_queue.Count == 0 || !mayPassMetaData || !_client.CanPublish(_dataTopic, _settings.Qos, _nowMs))
            {
                return false;
            }

            _outgoingTopic = _dataTopic;
            _outgoingLength = _queue.HeadPayloadLength;
            Array.Copy(_queue.Buffer, _queue.HeadPayloadOffset, _outgoing, FrameWriter.PublishHeaderRoom, _outgoingLength);
            _queue.RemoveHead();
            return true;
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
            else if (delivered)
            {
                _statistics.Delivered++;
            }
            else
            {
                _statistics.Lost++;
                IsKeyFrameWanted = true; // it had changes that only a key frame brings back
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
                _metaDataDueMs = _nowMs + ChunkedUpdateTimeMs;
            }
        }
    }
}
