namespace Sidetap.MqttSn
{
    /// <summary>What the client tells its owner, from within the owner's calls. The owner may call the client from here.</summary>
    public interface IClientHandler
    {
        /// <summary>The state changed.</summary>
        /// <param name="state">The state from now on.</param>
        /// <param name="cause">Why.</param>
        void OnStateChanged(ClientState state, ClientEvent cause);

        /// <summary>The outstanding PUBLISH of QoS 1 or 2 has come to its end. Its buffer is free again.</summary>
        /// <param name="topic">Where it was published.</param>
        /// <param name="outcome">How it ended.</param>
        void OnPublishEnded(Topic topic, PublishOutcome outcome);

        /// <summary>A message arrived for a subscription. A repeated one is told once.</summary>
        /// <param name="subscription">The subscription.</param>
        /// <param name="names">Holds the topic name where the subscription is a wildcard; null for the others, which are one topic each.</param>
        /// <param name="nameOffset">Index of the name's first octet.</param>
        /// <param name="nameLength">The name's octets.</param>
        /// <param name="frame">The PUBLISH; valid until this call returns.</param>
        void OnMessage(Topic subscription, byte[] names, int nameOffset, int nameLength, Frame frame);
    }
}
