using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.PubSub;

namespace Sidetap.Device.Bench
{
    /// <summary>A key frame of twelve changed fields: from values that have just been sampled to the finished MQTT-SN frame.</summary>
    public sealed class KeyFrameScenario : Scenario
    {
        private const long Timestamp = 133801632000000000;
        private const int TopicId = 0x0102;

        private readonly BenchBoard _board = new BenchBoard();
        private readonly byte[] _buffer = new byte[512];
        private readonly SourceSet _sources;
        private readonly FieldSampler _sampler;
        private readonly DataSetWriter _writer;
        private long _nowMs;
        private int _msgId;

        /// <summary>Makes the parts.</summary>
        public KeyFrameScenario()
        {
            MachineProfile profile = BenchProfile.Create();
            DataSet dataSet = new DataSet(profile.MetaData());
            _sources = BenchProfile.Sources(profile, _board);
            _sampler = new FieldSampler(profile, dataSet, _sources);
            _writer = new DataSetWriter(new PublisherSettings { PublisherId = _board.UniqueId }, dataSet);
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "key frame of 12 fields"; }
        }

        /// <inheritdoc/>
        public override void Prepare()
        {
            _nowMs += BenchProfile.IntervalMs;
            _board.Change(BenchBoard.Channels);
            _sources.Sample(_nowMs);
        }

        /// <inheritdoc/>
        public override void Run()
        {
            _sampler.BringAll();
            int length = _writer.WriteKeyFrame(_buffer, FrameWriter.PublishHeaderRoom, Timestamp);
            _sampler.MarkPublished(true, _nowMs);
            _msgId = (_msgId + 1) & 0x7FFF;
            FrameWriter.PublishHeader(_buffer, FrameWriter.PublishHeaderRoom, length, Flags.FromQos(1), TopicId, _msgId);
        }
    }
}
