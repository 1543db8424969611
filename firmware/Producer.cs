using Sidetap.Events;
using Sidetap.Model;
using Sidetap.Outbox;
using Sidetap.PubSub;

namespace Sidetap
{
    /// <summary>
    /// Takes samples at the profile's pace and makes messages of them: a key frame when one is due or wanted, else a delta frame of the fields that are due,
    /// else, after a silence, a keep-alive; and before it, an event of each change that is worth one. The messages go into the outbox.
    /// </summary>
    internal sealed class Producer
    {
        private readonly MachineProfile _profile;
        private readonly DataSetWriter _writer;
        private readonly SourceSet _sources;
        private readonly FieldSampler _sampler;
        private readonly EventLog _events;
        private readonly StoreAndForward _outbox;
        private readonly Delivery _delivery;
        private readonly NodeStatistics _statistics;
        private bool _isUptime;
        private long _nextSampleMs;
        private long _nextSourcesMs = long.MaxValue;
        private long _lastKeyFrameMs;
        private long _lastMessageMs;

        /// <summary>Makes a producer that does nothing until <see cref="Start"/>; <paramref name="events"/> is null where there are none.</summary>
        public Producer(
            MachineProfile profile,
            DataSetWriter writer,
            SourceSet sources,
            FieldSampler sampler,
            EventLog events,
            StoreAndForward outbox,
            Delivery delivery,
            NodeStatistics statistics)
        {
            _profile = profile;
            _writer = writer;
            _sources = sources;
            _sampler = sampler;
            _events = events;
            _outbox = outbox;
            _delivery = delivery;
            _statistics = statistics;
        }

        /// <summary>Whether samples are taken.</summary>
        public bool IsRunning { get; private set; }

        /// <summary>Uptime at which it wants to be called next, in milliseconds: when a sample is due, or a source goes on before that.</summary>
        public long NextMs
        {
            get { return _nextSourcesMs < _nextSampleMs ? _nextSourcesMs : _nextSampleMs; }
        }

        /// <summary>Begins to sample; the first message is a key frame.</summary>
        public void Start(long nowMs)
        {
            IsRunning = true;
            _outbox.IsKeyFrameWanted = true;
            _nextSampleMs = nowMs;
            _lastMessageMs = nowMs;
            if (_events != null)
            {
                _events.Start(_outbox.Boot);
            }
        }

        /// <summary>Takes no more samples.</summary>
        public void Stop()
        {
            IsRunning = false;
        }

        /// <summary>Takes the sample that is due, if one is.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <param name="utcAtStart">The UTC time of uptime 0 in 100 ns since 1601-01-01; 0 while unknown: messages have the uptime as timestamp then, and
        /// the outbox is told so.</param>
        public void Step(long nowMs, long utcAtStart)
        {
            if (!IsRunning)
            {
                return;
            }

            _nextSourcesMs = _sources.Step(nowMs);
            if (nowMs < _nextSampleMs)
            {
                return;
            }

            SkipMissedSamples(nowMs);
            _isUptime = utcAtStart == 0 && _writer.TimestampOffset >= 0;
            TakeSample(nowMs, utcAtStart);
            _nextSampleMs += _profile.SamplingIntervalMs;
            _nextSourcesMs = _sources.Step(nowMs);
        }

        private void TakeSample(long nowMs, long utcAtStart)
        {
            long timestamp = utcAtStart + (nowMs * 10000);
            _statistics.Samples++;
            _sources.Box.LostMessages = _statistics.Lost;
            _sources.Box.WaitingMessages = _outbox.Count;
            _sampler.Sample(nowMs);
            bool isKeyFrameDue = _outbox.IsKeyFrameWanted || nowMs - _lastKeyFrameMs >= _profile.KeyFrameIntervalMs;
            int due = isKeyFrameDue ? 0 : _sampler.MarkDue(nowMs);
            if (_events != null)
            {
                MakeEvents(nowMs, utcAtStart);
            }

            if (isKeyFrameDue || _outbox.IsKeyFrameWanted)
            {
                MakeMessage(Uadp.KeyFrame, nowMs, timestamp);
            }
            else if (due > 0)
            {
                MakeMessage(Uadp.DeltaFrame, nowMs, timestamp);
            }
            else if (nowMs - _lastMessageMs >= _profile.KeepAliveMs && _delivery.IsOnline)
            {
                MakeMessage(_writer.HasDeltaFrames ? Uadp.KeepAlive : Uadp.KeyFrame, nowMs, timestamp);
            }
        }

        /// <summary>Encodes what has happened into the outbox, before the values that tell of it.</summary>
        private void MakeEvents(long nowMs, long utcAtStart)
        {
            int count = _events.Watch(nowMs);
            for (int i = 0; i < count; i++)
            {
                int at = _outbox.Reserve(nowMs);
                int length = _events.Write(i, _outbox.Buffer, at, nowMs, utcAtStart);
                _outbox.CommitEvent(length, utcAtStart == 0, _events.NextNumber, nowMs);
                _statistics.Events++;
            }
        }

        /// <summary>Encodes a message into the outbox.</summary>
        private void MakeMessage(int type, long nowMs, long timestamp)
        {
            int at = _outbox.Reserve(nowMs);
            type = _outbox.IsKeyFrameWanted ? Uadp.KeyFrame : type; // the outbox was full, and something had to go

            bool isKeyFrame = type == Uadp.KeyFrame;
            int length;
            if (isKeyFrame)
            {
                length = _writer.WriteKeyFrame(_outbox.Buffer, at, timestamp);
            }
            else if (type == Uadp.DeltaFrame)
            {
                length = _writer.WriteDeltaFrame(_outbox.Buffer, at, timestamp, out isKeyFrame);
            }
            else
            {
                length = _writer.WriteKeepAlive(_outbox.Buffer, at, timestamp);
            }

            _outbox.Commit(length, _isUptime, _writer.NextSequence, nowMs);
            _lastMessageMs = nowMs;
            CountMessage(type, isKeyFrame, nowMs);
        }

        private void CountMessage(int type, bool isKeyFrame, long nowMs)
        {
            if (isKeyFrame)
            {
                _statistics.KeyFrames++;
                _outbox.IsKeyFrameWanted = false;
                _lastKeyFrameMs = nowMs;
                _sampler.MarkPublished(true, nowMs);
            }
            else if (type == Uadp.DeltaFrame)
            {
                _statistics.DeltaFrames++;
                _sampler.MarkPublished(false, nowMs);
            }
            else
            {
                _statistics.KeepAlives++;
            }
        }

        private void SkipMissedSamples(long nowMs)
        {
            int interval = _profile.SamplingIntervalMs;
            if (nowMs - _nextSampleMs >= interval)
            {
                long missed = (nowMs - _nextSampleMs) / interval;
                _statistics.MissedSamples += (uint)missed;
                _nextSampleMs += missed * interval;
            }
        }
    }
}
