using Sidetap.MqttSn;

namespace Sidetap.Device.Bench
{
    /// <summary>A PUBACK, what a box reads most: read and checked.</summary>
    public sealed class DecodeScenario : Scenario
    {
        // Length 7, PUBACK, TopicId 0x0102, MsgId 0x0007, accepted (MQTT-SN 1.2, 5.4.13).
        private readonly byte[] _received = new byte[] { 0x07, 0x0D, 0x01, 0x02, 0x00, 0x07, 0x00 };
        private readonly Frame _frame = new Frame();

        /// <inheritdoc/>
        public override string Name
        {
            get { return "PUBACK read"; }
        }

        /// <inheritdoc/>
        public override void Run()
        {
            _frame.Parse(_received, 0, _received.Length);
        }
    }
}
