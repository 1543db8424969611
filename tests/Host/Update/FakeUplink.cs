#nullable enable
using System.Text;
using Sidetap.MqttSn;
using Sidetap.Uplink;

namespace Sidetap.Tests.Host.Update;

/// <summary>A way out that is there at once, and keeps what is published until somebody takes it.</summary>
internal sealed class FakeUplink : IUplink
{
    private readonly Queue<(string Topic, byte[] Message)> _published = new();
    private readonly List<Topic> _subscriptions = [];

    public ClientState State { get; set; } = ClientState.Active;

    public ClientEvent LastEvent => ClientEvent.ConnectAccepted;

    public uint Connections => 1;

    public uint Sent { get; private set; }

    public bool AwaitsAnswer => false;

    public bool IsPublishing => false;

    public int HeaderRoom => 9;

    public int BufferOctets => 0;

    public bool AddTopic(Topic topic) => topic.IsReady = true;

    public bool AddSubscription(Topic topic)
    {
        _subscriptions.Add(topic);
        return topic.IsReady = true;
    }

    public bool CanPublish(Topic topic, int qos, long nowMs) => State == ClientState.Active;

    public PublishOutcome TryPublish(Topic topic, byte[] buffer, int payloadOffset, int payloadLength, int qos, bool retain, long nowMs)
    {
        Assert.IsGreaterThanOrEqualTo(HeaderRoom, payloadOffset);
        Sent++;
        _published.Enqueue((LastLevel(topic), buffer.AsSpan(payloadOffset, payloadLength).ToArray()));
        return PublishOutcome.Sent;
    }

    /// <summary>The last level of the topic and the message that was published first.</summary>
    public bool TryTake(out string topic, out byte[] message)
    {
        var isThere = _published.TryDequeue(out var first);
        (topic, message) = first;
        return isThere;
    }

    /// <summary>The subscription whose topic ends so.</summary>
    public Topic Subscription(string lastLevel) => _subscriptions.Single(topic => LastLevel(topic) == lastLevel);

    public bool Sleep(int seconds, long nowMs) => false;

    public bool Wake(long nowMs) => false;

    public void Start(long nowMs)
    {
    }

    public void Stop(long nowMs)
    {
    }

    public long Step(long nowMs) => long.MaxValue;

    public long NextDue(long nowMs) => long.MaxValue;

    private static string LastLevel(Topic topic) => Encoding.UTF8.GetString(topic.Name).Split('/')[^1];
}
