using Sidetap.MqttSn;

namespace Sidetap.Uplink
{
    /// <summary>
    /// A way out for messages: an MQTT-SN gateway (<see cref="Client"/>) or an MQTT broker (<see cref="Mqtt.MqttUplink"/>). Both go through the states of
    /// <see cref="ClientTransitions"/>, and tell an <see cref="IUplinkHandler"/>.
    /// </summary>
    public interface IUplink
    {
        /// <summary>Where it stands.</summary>
        ClientState State { get; }

        /// <summary>What changed the state last.</summary>
        ClientEvent LastEvent { get; }

        /// <summary>How often a connection was set up; wraps at 2^32.</summary>
        uint Connections { get; }

        /// <summary>What was handed to the network, in frames or messages; wraps at 2^32.</summary>
        uint Sent { get; }

        /// <summary>Whether anything waits for the other side's answer.</summary>
        bool AwaitsAnswer { get; }

        /// <summary>Whether a message of QoS 1 or 2 waits for its end; no other can be published meanwhile.</summary>
        bool IsPublishing { get; }

        /// <summary>Octets that have to be free before a payload that is published.</summary>
        int HeaderRoom { get; }

        /// <summary>Octets of its own buffers.</summary>
        int BufferOctets { get; }

        /// <summary>Adds a topic to publish to, before <see cref="Start"/>.</summary>
        /// <param name="topic">The topic.</param>
        /// <returns>False when there is no room for it.</returns>
        bool AddTopic(Topic topic);

        /// <summary>Adds a subscription, before <see cref="Start"/>. It is made in every connection; its messages go to an <see cref="IMessageHandler"/>.</summary>
        /// <param name="topic">The filter.</param>
        /// <returns>False when there is no room for it.</returns>
        bool AddSubscription(Topic topic);

        /// <summary>Whether a message could be sent to a topic now.</summary>
        /// <param name="topic">One of the added topics.</param>
        /// <param name="qos">The message's QoS.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False while <see cref="TryPublish"/> would answer <see cref="PublishOutcome.NotNow"/>.</returns>
        bool CanPublish(Topic topic, int qos, long nowMs);

        /// <summary>Publishes a payload that lies in the buffer it is sent from.</summary>
        /// <param name="topic">One of the added topics.</param>
        /// <param name="buffer">Holds the payload, with <see cref="HeaderRoom"/> octets free before it.</param>
        /// <param name="payloadOffset">Index of the payload's first octet.</param>
        /// <param name="payloadLength">Its octets.</param>
        /// <param name="qos">The QoS.</param>
        /// <param name="retain">Whether it shall be kept as the topic's retained message.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns><see cref="PublishOutcome.Sent"/>, <see cref="PublishOutcome.Pending"/>, <see cref="PublishOutcome.NotNow"/> or
        /// <see cref="PublishOutcome.Refused"/>.</returns>
        PublishOutcome TryPublish(Topic topic, byte[] buffer, int payloadOffset, int payloadLength, int qos, bool retain, long nowMs);

        /// <summary>Goes to sleep: nothing is sent until <see cref="Wake"/>.</summary>
        /// <param name="seconds">For how long at the most, 1..65,535 s.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False when it can't now.</returns>
        bool Sleep(int seconds, long nowMs);

        /// <summary>Comes back from sleep.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False when it does not sleep, or nobody would hear it.</returns>
        bool Wake(long nowMs);

        /// <summary>Begins to connect, and keeps connecting until <see cref="Stop"/>.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        void Start(long nowMs);

        /// <summary>Ends the connection in good order and stays away.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        void Stop(long nowMs);

        /// <summary>Takes what has arrived and does what is due.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        /// <returns>As <see cref="NextDue"/>.</returns>
        long Step(long nowMs);

        /// <summary>When it wants to be stepped next, if nothing arrives before.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>Uptime in milliseconds; <see cref="long.MaxValue"/> for never.</returns>
        long NextDue(long nowMs);
    }
}
