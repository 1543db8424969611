using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Uplink;

namespace Sidetap
{
    /// <summary>
    /// Says when which DataSetMetaData goes out: all of it in every new connection, before the data; again after some time where it is not retained; later when
    /// the gateway can't cope with it. The data sets' announcements have one sequence (OPC 10000-14, 7.2.4.6.3).
    /// </summary>
    internal sealed class Announcer
    {
        // A gateway that can't cope with the metadata (its frames are long, its topic may be forbidden) shall get the data all the same.
        private const int MaxFailures = 2;

        // Metadata that is not retained, because it is in chunks, comes again for subscribers that come late.
        private const int ChunkedUpdateTimeMs = 300000;

        private readonly NodeSettings _settings;
        private readonly MetaDataAnnouncement[] _announcements;
        private readonly NodeStatistics _statistics;
        private readonly int _maxPayloadLength;
        private readonly int[] _messages;
        private readonly int[] _next;
        private readonly bool[] _isDue;
        private readonly long[] _dueMs;
        private Topic[] _topics;
        private int _current;
        private int _failures;
        private int _sequenceNumber;

        /// <summary>Makes an announcer of some data sets, none of them due.</summary>
        public Announcer(NodeSettings settings, MetaDataAnnouncement[] announcements, NodeStatistics statistics, int maxPayloadLength)
        {
            _settings = settings;
            _announcements = announcements;
            _statistics = statistics;
            _maxPayloadLength = maxPayloadLength;
            _messages = new int[announcements.Length];
            _next = new int[announcements.Length];
            _isDue = new bool[announcements.Length];
            _dueMs = new long[announcements.Length];
            for (int i = 0; i < announcements.Length; i++)
            {
                _messages[i] = announcements[i].MessageCount(maxPayloadLength);
                _dueMs[i] = long.MaxValue;
            }
        }

        /// <summary>Whether there is nothing to say, or nobody wants to hear it: then the data may go.</summary>
        public bool IsDone
        {
            get
            {
                bool isDone = true;
                for (int i = 0; i < _topics.Length; i++)
                {
                    isDone &= !_isDue[i] || _topics[i].IsRefused;
                }

                return isDone;
            }
        }

        /// <summary>The topic of the message that was taken.</summary>
        public Topic Topic
        {
            get { return _topics[_current]; }
        }

        /// <summary>Octets of the message that was taken.</summary>
        public int Length { get; private set; }

        /// <summary>Whether it is to be retained: of chunks, only the last would be kept, which is of no use alone.</summary>
        public bool Retain
        {
            get { return _messages[_current] == 1; }
        }

        /// <summary>When something is due that is not yet, in milliseconds of uptime; <see cref="long.MaxValue"/> for never.</summary>
        public long NextDueMs
        {
            get
            {
                long due = long.MaxValue;
                for (int i = 0; i < _dueMs.Length; i++)
                {
                    due = _dueMs[i] < due ? _dueMs[i] : due;
                }

                return due;
            }
        }

        /// <summary>Gives it the topics, in the order of the announcements.</summary>
        public void Attach(Topic[] topics)
        {
            _topics = topics;
        }

        /// <summary>Whether it is the topic of one of the announcements.</summary>
        public bool Has(Topic topic)
        {
            bool has = false;
            for (int i = 0; i < _topics.Length; i++)
            {
                has |= _topics[i] == topic;
            }

            return has;
        }

        /// <summary>There is a new connection, or none is needed: everything is due, unless it has cost connections.</summary>
        public void Begin()
        {
            for (int i = 0; i < _isDue.Length; i++)
            {
                _isDue[i] = _failures < MaxFailures;
            }
        }

        /// <summary>Looks whether the time of an announcement has come.</summary>
        public void Step(long nowMs)
        {
            for (int i = 0; i < _isDue.Length; i++)
            {
                if (nowMs >= _dueMs[i])
                {
                    _dueMs[i] = long.MaxValue;
                    _failures = 0;
                    _isDue[i] = true;
                }
            }
        }

        /// <summary>Writes the next message that is due and can go.</summary>
        /// <returns>False when there is none.</returns>
        public bool TryTake(IUplink uplink, byte[] buffer, int at, long nowMs)
        {
            for (int i = 0; i < _isDue.Length; i++)
            {
                if (_isDue[i] && uplink.CanPublish(_topics[i], _settings.Qos, nowMs))
                {
                    if (_next[i] == 0)
                    {
                        _announcements[i].SequenceNumber = _sequenceNumber;
                        _sequenceNumber = (_sequenceNumber + 1) & 0xFFFF;
                    }

                    _current = i;
                    Length = _announcements[i].Write(buffer, at, _maxPayloadLength, _next[i]);
                    return true;
                }
            }

            return false;
        }

        /// <summary>The message that was taken has been handed over, or never will be.</summary>
        public void End(bool delivered, long nowMs)
        {
            int i = _current;
            if (!delivered)
            {
                _isDue[i] = false;
                _next[i] = 0;
                _dueMs[i] = nowMs + _settings.Client.WaitMs;
                return;
            }

            _failures = 0;
            _next[i]++;
            if (_next[i] < _messages[i])
            {
                return;
            }

            int updateTimeMs = _settings.MetaDataUpdateTimeMs > 0 ? _settings.MetaDataUpdateTimeMs : _messages[i] > 1 ? ChunkedUpdateTimeMs : 0;
            _isDue[i] = false;
            _next[i] = 0;
            _statistics.Announcements++;
            _dueMs[i] = updateTimeMs > 0 ? nowMs + updateTimeMs : long.MaxValue;
        }

        /// <summary>The connection was lost over a message. It goes on where it was in the next one; after some failures, data comes first.</summary>
        public void Fail(long nowMs)
        {
            _failures++;
            for (int i = 0; i < _isDue.Length && _failures >= MaxFailures; i++)
            {
                _dueMs[i] = _isDue[i] ? nowMs + ChunkedUpdateTimeMs + _settings.Client.WaitMs : _dueMs[i];
                _isDue[i] = false;
            }
        }
    }
}
