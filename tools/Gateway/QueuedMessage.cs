using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <summary>A message on its way to a subscriber.</summary>
/// <param name="Topic">The topic name.</param>
/// <param name="Payload">The data.</param>
/// <param name="Qos">0 or 1.</param>
/// <param name="Retain">Whether it is a retained message, sent because of a new subscription.</param>
/// <param name="IdType">How the client's subscription names the topic.</param>
/// <param name="Id">Its predefined id or short name.</param>
internal sealed record QueuedMessage(string Topic, ReadOnlyMemory<byte> Payload, int Qos, bool Retain, TopicIdType IdType, int Id)
{
    /// <summary>Whether the client has once called the topic's id invalid, so that the name was registered again.</summary>
    public bool WasRegisteredAgain { get; set; }
}
