using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Scripts;

/// <summary>A subscription the script has accepted.</summary>
/// <param name="Subscribe">The SUBSCRIBE.</param>
/// <param name="IdType">TopicIdType that its messages have.</param>
/// <param name="TopicId">TopicId that its messages have; 0 for a wildcard, whose names are registered one by one.</param>
internal sealed record Granted(WireFrame Subscribe, int IdType, int TopicId)
{
    /// <summary>A name the filter stands for.</summary>
    public string ConcreteName(string part = "x") => Subscribe.Text.Replace("+", part).Replace("#", part);

    /// <summary>A message for it.</summary>
    public byte[] Publish(int qos, int msgId, int moreFlags = 0, params byte[] data) =>
        Frames.Publish(WireFlags.OfQos(qos) | IdType | moreFlags, TopicId, msgId, data.Length == 0 ? [0xCA, 0xFE] : data);
}
