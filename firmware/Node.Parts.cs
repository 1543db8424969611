using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Mqtt;
using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Settings;
using Sidetap.Update;

namespace Sidetap
{
    /// <content>What somebody who looks into a box from outside wants to see of it.</content>
    public sealed partial class Node
    {
        /// <summary>What the machine is. Its sources' descriptions may be gone; <see cref="Sources"/> knows what is left of them.</summary>
        public MachineProfile Profile { get; }

        /// <summary>The sources, with their signals.</summary>
        public SourceSet Sources { get; }

        /// <summary>The signals' corrections.</summary>
        public Calibration Calibration { get; }

        /// <summary>What takes new firmware; null where the box was not told to, or nothing can come to it.</summary>
        private UpdateAgent CreateUpdate(IFileArea files, int maxPayloadLength)
        {
            UpdateSettings settings = _settings.Update;
            if (settings == null || settings.Key == null || settings.Slots == null || _settings.Qos < 0)
            {
                return null;
            }

            UpdateAgent agent = new UpdateAgent(settings, Uplink, files, maxPayloadLength, BootCount);
            agent.HeldMs = _settings.TimeWaitMs;
            if (!agent.Attach(_settings.TopicPrefix, PublisherId))
            {
                return null;
            }

            _delivery.Messages = agent;
            MqttUplink broker = Uplink as MqttUplink;
            if (broker != null)
            {
                broker.Messages = agent;
            }

            return agent;
        }

        private long StepUpdate(long nowMs)
        {
            UpdateHealth health = Update.Health;
            health.IsConnected = Uplink.State == ClientState.Active;
            health.HasDelivered = Statistics.Delivered > 0;
            health.NotGood = DataSet.NotGood;
            health.Waiting = _outbox.Count;
            health.IsDrained = _delivery.IsDrained;
            long due = Update.Step(nowMs);
            _delivery.IsHeldAwake = Update.KeepsAwake;
            return due;
        }

        private static uint CountBoot(IFileArea files)
        {
            TwoCopyRecord record = new TwoCopyRecord(files, BootRecord, 4);
            int length;
            uint count = 0;
            if (record.TryLoad(out length) && length == 4)
            {
                count = UaBinary.Get32(record.Buffer, record.Offset);
            }

            count++;
            UaBinary.Put32(record.Buffer, record.Offset, count);
            return record.Save(4) ? count : 0;
        }
    }
}
