using Sidetap.MqttSn;

namespace Sidetap.Uplink
{
    /// <summary>What a way out tells its owner, from within the owner's calls. The owner may call it from here.</summary>
    public interface IUplinkHandler
    {
        /// <summary>The state changed.</summary>
        /// <param name="state">The state from now on.</param>
        /// <param name="cause">Why.</param>
        void OnStateChanged(ClientState state, ClientEvent cause);

        /// <summary>The outstanding PUBLISH of QoS 1 or 2 has come to its end. Its buffer is free again.</summary>
        /// <param name="topic">Where it was published.</param>
        /// <param name="outcome">How it ended.</param>
        void OnPublishEnded(Topic topic, PublishOutcome outcome);
    }
}
