using Sidetap.MqttSn;

namespace Sidetap.Device.Bench
{
    /// <summary>A PUBLISH of 64 octets around a payload that lies where it is sent from, as the firmware makes it.</summary>
    public sealed class PublishScenario : Scenario
    {
        private readonly byte[] _buffer = new byte[FrameWriter.PublishHeaderRoom + 64];
        private int _msgId;

        /// <inheritdoc/>
        public override string Name
        {
            get { return "PUBLISH of 64 octets"; }
        }

        /// <inheritdoc/>
        public override void Run()
        {
            _msgId = (_msgId + 1) & 0x7FFF;
            FrameWriter.PublishHeader(_buffer, FrameWriter.PublishHeaderRoom, 64, Flags.FromQos(1), 0x0102, _msgId);
        }
    }
}
