using System.Text;
using Sidetap.MqttSn;
using Sidetap.Update;
using Sidetap.Uplink;

namespace Sidetap.Tools.Tests.Updates;

/// <summary>A simulated box's way to the site's broker.</summary>
internal sealed class SiteUplink(Action<string, byte[], bool> publish) : IUplink
{
    private readonly List<Topic> _subscriptions = [];
    private readonly List<Topic> _topics = [];

    public ClientState State { get; private set; } = ClientState.Disconnected;

    public ClientEvent LastEvent => ClientEvent.ConnectAccepted;

    public uint Connections => 1;

    public uint Sent { get; private set; }

    public bool AwaitsAnswer => false;

    public bool IsPublishing => false;

    public int HeaderRoom => 9;

    public int BufferOctets => 0;

    public bool AddTopic(Topic topic)
    {
        _topics.Add(topic);
        return true;
    }

    public bool AddSubscription(Topic topic)
    {
        _subscriptions.Add(topic);
        return true;
    }

    public bool CanPublish(Topic topic, int qos, long nowMs) => State == ClientState.Active;

    public PublishOutcome TryPublish(Topic topic, byte[] buffer, int payloadOffset, int payloadLength, int qos, bool retain, long nowMs)
    {
        Sent++;
        publish(Encoding.UTF8.GetString(topic.Name), buffer.AsSpan(payloadOffset, payloadLength).ToArray(), retain);
        return PublishOutcome.Sent;
    }

    /// <summary>The connection is there; returns what is subscribed to.</summary>
    public IEnumerable<string> Connect()
    {
        State = ClientState.Active;
        foreach (Topic topic in _subscriptions.Concat(_topics))
        {
            topic.IsReady = true;
        }

        return _subscriptions.Select(topic => Encoding.UTF8.GetString(topic.Name));
    }

    public void Deliver(UpdateAgent agent, string topic, byte[] payload)
    {
        Topic? subscription = _subscriptions.FirstOrDefault(one => Encoding.UTF8.GetString(one.Name) == topic);
        if (subscription != null && State == ClientState.Active)
        {
            ((IMessageHandler)agent).OnMessage(subscription, payload, 0, payload.Length);
        }
    }

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
}
