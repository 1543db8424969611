using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <summary>A message on its way to a subscriber. It leaves the queue when the client has acknowledged it, at QoS 0 when it was sent.</summary>
/// <param name="Topic">The topic name.</param>
/// <param name="Payload">The data.</param>
/// <param name="Qos">0, 1 or 2.</param>
/// <param name="Retain">Whether it is a retained message, sent because of a new subscription.</param>
/// <param name="IdType">How the client's subscription names the topic.</param>
/// <param name="Id">Its predefined id or short name.</param>
internal sealed record QueuedMessage(string Topic, ReadOnlyMemory<byte> Payload, int Qos, bool Retain, TopicIdType IdType, int Id)
{
    /// <summary>Whether the client has once called the topic's id invalid, so that the name was registered again.</summary>
    public bool WasRegisteredAgain { get; set; }

    /// <summary>The MsgId it was first sent with and is repeated with, in a later connection too; 0 before that.</summary>
    public int MsgId { get; set; }

    /// <summary>QoS 2: PUBREC has come, from now on PUBREL is repeated and the message not.</summary>
    public bool IsReceived { get; set; }
}
