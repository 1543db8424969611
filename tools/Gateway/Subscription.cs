using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <summary>A client's subscription.</summary>
/// <param name="Filter">The filter, or the name behind a predefined id or short name.</param>
/// <param name="IdType">How the client named it, which is how messages name their topic to it.</param>
/// <param name="Id">The predefined id or the short name's two octets; 0 for a filter.</param>
/// <param name="Qos">The granted QoS, 0, 1 or 2.</param>
internal sealed record Subscription(string Filter, TopicIdType IdType, int Id, int Qos)
{
    public bool Matches(string topic) => IdType == TopicIdType.Normal ? TopicFilter.Matches(Filter, topic) : Filter == topic;
}
