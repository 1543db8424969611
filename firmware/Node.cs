using System;
using System.Text;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.Outbox;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap
{
    /// <summary>
    /// The box: samples its channels, makes OPC UA data set messages of them, keeps them until the gateway has them. It has no thread, no clock and no
    /// I/O of its own; a board calls <see cref="Step"/> and hands it the interfaces of hal/.
    /// </summary>
    public sealed class Node : IClientHandler
    {
        // What one Step may do before it returns, so that it always returns soon.
        private const int MaxSendsPerStep = 16;

        private readonly NodeSettings _settings;
        private readonly MachineProfile _profile;
        private readonly Client _client;
        private readonly DataSetWriter _writer;
        private readonly FieldSampler _sampler;
        private readonly FrameQueue _queue;
        private readonly MetaDataAnnouncement _metaData;
        private readonly byte[] _metaDataBuffer;
        private readonly Topic _dataTopic;
        private readonly Topic _metaDataTopic;
        private readonly int _maxPayloadLength;
        private readonly int _metaDataMessages;

        private bool _isSampling;
        private bool _isKeyFrameDue;
        private bool _sendsMetaData;
        private int _nextMetaData;
        private long _nextSampleMs;
        private long _lastKeyFrameMs;
        private long _lastMessageMs;
        private long _nextMetaDataMs;

        /// <summary>Puts the parts together; nothing is sent or sampled before <see cref="Start"/>.</summary>
        /// <param name="settings">Settings; they must not change afterwards.</param>
        /// <param name="profile">What the machine is.</param>
        /// <param name="system">The box itself.</param>
        /// <param name="link">The way to the gateway.</param>
        /// <param name="analog">Analog channels.</param>
        /// <param name="digital">Digital channels.</param>
        /// <param name="files">Non-volatile memory.</param>
        /// <exception cref="ArgumentException">The settings contradict each other or the profile; the message says how.</exception>
        public Node(
            NodeSettings settings, MachineProfile profile, ISystem system, IDatagramLink link, IAnalogInput analog, IDigitalInput digital, IFileArea files)
        {
            _settings = settings;
            _profile = profile;
            ulong publisherId = PublisherIdOf(settings, system);
            PublisherSettings publisher = new PublisherSettings
            {
                Layout = settings.Layout,
                PublisherId = publisherId,
                MajorVersion = profile.MajorVersion,
                MinorVersion = profile.MinorVersion,
                GroupVersion = profile.MajorVersion,
            };
            DataSet = new DataSet(profile.MetaData());
            _writer = new DataSetWriter(publisher, DataSet);
            _metaData = new MetaDataAnnouncement(publisher, DataSet, profile.DataSetName, profile.Description);
            _sampler = new FieldSampler(profile, DataSet, analog, digital);

            int maxFrameLength = settings.Client.MaxFrameLength < link.MaxDatagramLength ? settings.Client.MaxFrameLength : link.MaxDatagramLength;
            _maxPayloadLength = maxFrameLength - FrameWriter.PublishHeaderRoom;
            _metaDataMessages = _metaData.MessageCount(_maxPayloadLength);
            _queue = new FrameQueue(settings.QueueCapacity);
            _metaDataBuffer = new byte[maxFrameLength];
            CheckLengths();

            PublisherId = publisherId;
            DataTopicName = TopicNames.Data(settings.TopicPrefix, publisherId, profile.WriterGroupName, profile.DataSetName);
            MetaDataTopicName = TopicNames.MetaData(settings.TopicPrefix, publisherId, profile.WriterGroupName, profile.DataSetName);
            _dataTopic = MakeTopic(settings, settings.DataTopicId, DataTopicName);
            _metaDataTopic = MakeTopic(settings, settings.MetaDataTopicId, MetaDataTopicName);
            _client = new Client(settings.Client, link, settings.Gateway, this);
            if (!_client.AddTopic(_metaDataTopic) || !_client.AddTopic(_dataTopic))
            {
                throw new ArgumentException("A topic name is longer than a frame: shorten the prefix or raise MaxFrameLength.");
            }

            Statistics = new NodeStatistics();
            BootCount = CountBoot(files);
        }

        /// <summary>The current values.</summary>
        public DataSet DataSet { get; }

        /// <summary>The MQTT-SN client.</summary>
        public Client Client
        {
            get { return _client; }
        }

        /// <summary>What has been counted.</summary>
        public NodeStatistics Statistics { get; }

        /// <summary>The PublisherId on the wire.</summary>
        public ulong PublisherId { get; }

        /// <summary>Where data messages are published.</summary>
        public string DataTopicName { get; }

        /// <summary>Where DataSetMetaData is published.</summary>
        public string MetaDataTopicName { get; }

        /// <summary>How often the box has started, this time included; 0 when the file area did not keep it.</summary>
        public uint BootCount { get; }

        /// <summary>The UTC time of uptime 0 in 100 ns since 1601-01-01; 0 while unknown. The board sets it before it calls <see cref="Step"/>.</summary>
        public long UtcAtStart { get; set; }

        /// <summary>Data messages that wait for the gateway.</summary>
        public int QueuedMessages
        {
            get { return _queue.Count; }
        }

        /// <summary>Whether everything that was made has been handed over.</summary>
        public bool IsDrained
        {
            get { return _queue.Count == 0 && !_client.IsPublishing && !_sendsMetaData; }
        }

        /// <summary>Begins to sample and, unless QoS is -1, to connect.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Start(long nowMs)
        {
            _isSampling = true;
            _isKeyFrameDue = true;
            _nextSampleMs = nowMs;
            _lastMessageMs = nowMs;
            if (_settings.Qos >= 0)
            {
                _client.Start(nowMs);
            }
            else
            {
                AnnounceMetaData(nowMs);
            }
        }

        /// <summary>Takes no more samples; what waits is still sent.</summary>
        public void StopSampling()
        {
            _isSampling = false;
        }

        /// <summary>Takes no more samples and ends the connection; what waits stays.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Stop(long nowMs)
        {
            _isSampling = false;
            _client.Stop(nowMs);
        }

        /// <summary>Does what is due.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        /// <returns>Uptime at which to call again at the latest; an arriving datagram is a reason to call earlier.</returns>
        public long Step(long nowMs)
        {
            _client.Step(nowMs);
            if (_isSampling && nowMs >= _nextSampleMs)
            {
                SkipMissedSamples(nowMs);
                TakeSample(nowMs);
                _nextSampleMs += _profile.SamplingIntervalMs;
            }

            if (_settings.MetaDataUpdateTimeMs > 0 && !_sendsMetaData && IsOnline && nowMs >= _nextMetaDataMs)
            {
                AnnounceMetaData(nowMs);
            }

            bool hasMore = SendWaiting(nowMs);

            // Once more, now for the time only: what was sent has started timers.
            long due = hasMore ? nowMs : _client.NextDue(nowMs);
            return _isSampling && _nextSampleMs < due ? _nextSampleMs : due;
        }

        /// <inheritdoc/>
        void IClientHandler.OnStateChanged(ClientState state, ClientEvent cause)
        {
            if (cause == ClientEvent.ConnectAccepted)
            {
                // A new session: subscribers may have missed anything.
                _isKeyFrameDue |= Statistics.Delivered > 0;
                _nextMetaDataMs = 0;
                _sendsMetaData = true;
                _nextMetaData = 0;
                if (Statistics.Announcements > 0)
                {
                    _metaData.NextVersion();
                }
            }
        }

        /// <inheritdoc/>
        void IClientHandler.OnPublishEnded(Topic topic, PublishOutcome outcome)
        {
            if (outcome == PublishOutcome.Acknowledged)
            {
                Advance(topic == _metaDataTopic, true);
            }
            else if (outcome == PublishOutcome.Refused)
            {
                Advance(topic == _metaDataTopic, false);
            }
        }

        /// <inheritdoc/>
        void IClientHandler.OnMessage(Frame frame)
        {
        }

        private bool IsOnline
        {
            get { return _settings.Qos < 0 || _client.State == ClientState.Active; }
        }

        private void TakeSample(long nowMs)
        {
            Statistics.Samples++;
            int due = _sampler.Sample(nowMs, Statistics.Lost);
            if (_isKeyFrameDue || nowMs - _lastKeyFrameMs >= _profile.KeyFrameIntervalMs)
            {
                MakeMessage(Uadp.KeyFrame, nowMs);
            }
            else if (due > 0)
            {
                MakeMessage(Uadp.DeltaFrame, nowMs);
            }
            else if (nowMs - _lastMessageMs >= _profile.KeepAliveMs && IsOnline)
            {
                MakeMessage(_writer.HasDeltaFrames ? Uadp.KeepAlive : Uadp.KeyFrame, nowMs);
            }
        }

        /// <summary>Encodes a message into the outbox, dropping the oldest ones when it is full.</summary>
        private void MakeMessage(int type, long nowMs)
        {
            int at = _queue.Reserve(_maxPayloadLength);
            while (at < 0)
            {
                DropOldest();
                type = Uadp.KeyFrame; // what was dropped had changes that only a key frame brings back
                at = _queue.Reserve(_maxPayloadLength);
            }

            long timestamp = UtcAtStart == 0 ? 0 : UtcAtStart + (nowMs * 10000);
            bool isKeyFrame = type == Uadp.KeyFrame;
            int length;
            if (isKeyFrame)
            {
                length = _writer.WriteKeyFrame(_queue.Buffer, at, timestamp);
            }
            else if (type == Uadp.DeltaFrame)
            {
                length = _writer.WriteDeltaFrame(_queue.Buffer, at, timestamp, out isKeyFrame);
            }
            else
            {
                length = _writer.WriteKeepAlive(_queue.Buffer, at, timestamp);
            }

            _queue.Commit(length);
            _lastMessageMs = nowMs;
            CountMessage(type, isKeyFrame, nowMs);
        }

        private void CountMessage(int type, bool isKeyFrame, long nowMs)
        {
            if (isKeyFrame)
            {
                Statistics.KeyFrames++;
                _isKeyFrameDue = false;
                _lastKeyFrameMs = nowMs;
                _sampler.MarkPublished(true, nowMs);
            }
            else if (type == Uadp.DeltaFrame)
            {
                Statistics.DeltaFrames++;
                _sampler.MarkPublished(false, nowMs);
            }
            else
            {
                Statistics.KeepAlives++;
            }
        }

        private void DropOldest()
        {
            if (_client.Publishing == _dataTopic)
            {
                _client.AbandonPublish(); // the message under way is the oldest one
            }

            _queue.RemoveHead();
            Statistics.Lost++;
        }

        /// <summary>Hands over what waits, metadata first, until the client takes no more; returns whether it would take more at once.</summary>
        private bool SendWaiting(long nowMs)
        {
            for (int i = 0; i < MaxSendsPerStep; i++)
            {
                if (_client.IsPublishing)
                {
                    return false;
                }

                bool isMetaData = _sendsMetaData;
                PublishOutcome outcome;
                if (isMetaData)
                {
                    outcome = SendMetaData(nowMs);
                }
                else if (_queue.Count > 0)
                {
                    outcome = _client.TryPublish(
                        _dataTopic, _queue.Buffer, _queue.HeadPayloadOffset, _queue.HeadPayloadLength, _settings.Qos, false, nowMs);
                }
                else
                {
                    return false;
                }

                if (outcome != PublishOutcome.Sent && outcome != PublishOutcome.Refused)
                {
                    return false;
                }

                Advance(isMetaData, outcome == PublishOutcome.Sent);
            }

            return true;
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
                    Statistics.Delivered++;
                }
                else
                {
                    Statistics.Lost++;
                }

                return;
            }

            _nextMetaData++;
            if (_nextMetaData >= _metaDataMessages || !delivered)
            {
                _sendsMetaData = false;
                Statistics.Announcements += delivered ? 1u : 0u;
            }
        }

        private void AnnounceMetaData(long nowMs)
        {
            if (Statistics.Announcements > 0)
            {
                _metaData.NextVersion();
            }

            _sendsMetaData = true;
            _nextMetaData = 0;
            _nextMetaDataMs = nowMs + _settings.MetaDataUpdateTimeMs;
        }

        private void SkipMissedSamples(long nowMs)
        {
            int interval = _profile.SamplingIntervalMs;
            if (nowMs - _nextSampleMs >= interval)
            {
                long missed = (nowMs - _nextSampleMs) / interval;
                Statistics.MissedSamples += (uint)missed;
                _nextSampleMs += missed * interval;
            }
        }

        private void CheckLengths()
        {
            int longest = 64; // headers of either layout, FieldCount
            for (int i = 0; i < DataSet.Count; i++)
            {
                longest += DataSet.Fields[i].MaxValueLength + 7; // as an Uncertain one
            }

            if (longest > _maxPayloadLength)
            {
                throw new ArgumentException("A key frame of this profile does not fit a frame: raise MaxFrameLength or take fields away.");
            }

            if (_metaDataMessages == 0)
            {
                throw new ArgumentException("MaxFrameLength leaves no room for DataSetMetaData: it needs 64 octets at least.");
            }

            if (_queue.Buffer.Length < 2 * (_maxPayloadLength + 16))
            {
                throw new ArgumentException("QueueCapacity must hold two of the longest frames.");
            }
        }

        private static ulong PublisherIdOf(NodeSettings settings, ISystem system)
        {
            if (settings.PublisherId != 0)
            {
                return settings.PublisherId;
            }

            return settings.Layout == HeaderLayout.PeriodicFixed ? system.UniqueId & 0xFFFF : system.UniqueId;
        }

        private static Topic MakeTopic(NodeSettings settings, int predefinedId, string name)
        {
            if (predefinedId != 0)
            {
                return Topic.Predefined(predefinedId, 0);
            }

            if (settings.Qos < 0)
            {
                throw new ArgumentException("QoS -1 needs predefined topic ids for data and metadata.");
            }

            return Topic.Named(Encoding.UTF8.GetBytes(name), 0);
        }

        private static uint CountBoot(IFileArea files)
        {
            TwoCopyRecord record = new TwoCopyRecord(files, "boot", 4);
            int length;
            uint count = 0;
            if (record.TryLoad(out length) && length == 4)
            {
                count = BitConverter.ToUInt32(record.Buffer, record.Offset);
            }

            count++;
            UaBinary.Put32(record.Buffer, record.Offset, count);
            return record.Save(4) ? count : 0;
        }
    }
}
