using System.Net;
using System.Text;
using Sidetap.Boards.Host;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Updates.Links;

/// <summary>One client of an MQTT-SN gateway, with the topics that it has room for.</summary>
internal sealed class GatewayConnection : IClientHandler, IDisposable
{
    private const int MaxFrame = 1280; // a block of 1,024 octets with all heads, and whole in an Ethernet frame
    private const int MaxBlocks = 2048;
    private const int BusyMs = 5;

    // Two topics of each box come with the wildcards.
    private const int MaxNames = 4096;
    private const int MaxNameOctets = 256;

    private readonly UdpLink _link;
    private readonly Client _client;
    private readonly Dictionary<string, Topic> _topics = [];
    private readonly HashSet<string> _boxes = [];
    private readonly List<Topic> _subscriptions = [];
    private readonly Queue<OutgoingMessage> _retained = [];
    private readonly Queue<OutgoingMessage> _blocks = [];
    private readonly Queue<LinkEvent>? _events;
    private readonly byte[] _retainedBuffer = new byte[MaxFrame];
    private readonly byte[] _blockBuffer = new byte[MaxFrame];
    private bool _isUp;

    /// <summary>Makes it.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="clientId">Its ClientId.</param>
    /// <param name="filters">Its subscriptions.</param>
    /// <param name="events">Where what happens goes; null: nowhere.</param>
    public GatewayConnection(IPEndPoint gateway, string clientId, IReadOnlyList<byte[]> filters, Queue<LinkEvent>? events)
    {
        _events = events;
        _link = new UdpLink(gateway.AddressFamily);
        LinkAddress address = new();
        UdpLink.ToLinkAddress(gateway, address);
        ClientSettings settings = new()
        {
            ClientId = Encoding.UTF8.GetBytes(clientId),
            MaxFrameLength = MaxFrame,
            MaxReceivedNames = filters.Count > 0 ? MaxNames : 1,
            MaxReceivedNameLength = MaxNameOctets,
        };
        _client = new Client(settings, _link, address, this);
        foreach (byte[] filter in filters)
        {
            Topic topic = Topic.Named(filter, 1);
            _subscriptions.Add(topic);
            _client.AddSubscription(topic);
        }
    }

    /// <summary>Retained messages that are not acknowledged yet.</summary>
    public int Pending => _retained.Count;

    /// <summary>Whether a further box has room, with its two topics: "offer" and "block".</summary>
    public bool HasRoom => _boxes.Count < Client.MaxTopics / 2;

    /// <summary>Whether a topic is one of a box that has its place here.</summary>
    /// <param name="topic">The topic.</param>
    public bool Holds(string topic) => _boxes.Contains(BoxOf(topic));

    /// <summary>Begins to connect.</summary>
    /// <param name="nowMs">Uptime in milliseconds.</param>
    public void Open(long nowMs) => _client.Start(nowMs);

    /// <summary>Takes a message to be sent.</summary>
    /// <param name="message">The message.</param>
    public void Publish(OutgoingMessage message)
    {
        if (!_topics.ContainsKey(message.Topic))
        {
            Topic topic = Topic.Named(Encoding.UTF8.GetBytes(message.Topic), 1);
            if (!_client.AddTopic(topic))
            {
                return; // a name longer than a frame: no box has it either
            }

            _boxes.Add(BoxOf(message.Topic));
            _topics.Add(message.Topic, topic);
        }

        if (message.IsRetained)
        {
            _retained.Enqueue(message);
        }
        else if (_blocks.Count < MaxBlocks)
        {
            _blocks.Enqueue(message);
        }
    }

    /// <summary>Does what is due.</summary>
    /// <param name="nowMs">Uptime in milliseconds.</param>
    /// <returns>Uptime at which to call again.</returns>
    public long Step(long nowMs)
    {
        long due = _client.Step(nowMs);
        bool isUp = _client.State == ClientState.Active && _subscriptions.TrueForAll(topic => topic.IsReady);
        if (isUp != _isUp)
        {
            _isUp = isUp;
            _events?.Enqueue(new LinkEvent(isUp ? LinkEventKind.Connected : LinkEventKind.Lost, isUp ? "" : "is lost"));
            if (!isUp)
            {
                _blocks.Clear(); // boxes ask again
            }
        }

        return SendRetained(nowMs) | SendBlocks(nowMs) ? Math.Min(due, nowMs + BusyMs) : due;
    }

    /// <summary>Waits until something has arrived.</summary>
    /// <param name="wait">For how long at the most.</param>
    public void Wait(TimeSpan wait) => _link.Wait(wait);

    /// <summary>Says goodbye.</summary>
    /// <param name="nowMs">Uptime in milliseconds.</param>
    public void Close(long nowMs) => _client.Stop(nowMs);

    /// <inheritdoc/>
    public void Dispose() => _link.Dispose();

    /// <inheritdoc/>
    public void OnMessage(Topic subscription, byte[] names, int nameOffset, int nameLength, Frame frame)
    {
        string topic = names == null ? Encoding.UTF8.GetString(subscription.Name) : Encoding.UTF8.GetString(names, nameOffset, nameLength);
        _events?.Enqueue(new LinkEvent(LinkEventKind.Message, topic, frame.Buffer.AsSpan(frame.DataOffset, frame.DataLength).ToArray()));
    }

    /// <inheritdoc/>
    public void OnStateChanged(ClientState state, ClientEvent cause)
    {
        // Step tells of it, when the subscriptions are made too.
    }

    /// <inheritdoc/>
    public void OnPublishEnded(Topic topic, PublishOutcome outcome)
    {
        if (outcome == PublishOutcome.Acknowledged)
        {
            _retained.TryDequeue(out _); // else it is sent again
        }
    }

    private static string BoxOf(string topic) => topic[..topic.LastIndexOf('/')];

    /// <returns>Whether something waits that can't be sent yet.</returns>
    private bool SendRetained(long nowMs)
    {
        if (_retained.TryPeek(out OutgoingMessage? message) && !_client.IsPublishing)
        {
            Send(message, _retainedBuffer, 1, nowMs);
        }

        return _retained.Count > 0;
    }

    /// <returns>Whether something waits that can't be sent yet.</returns>
    private bool SendBlocks(long nowMs)
    {
        while (_blocks.TryPeek(out OutgoingMessage? message) && Send(message, _blockBuffer, 0, nowMs) is not PublishOutcome.NotNow)
        {
            _blocks.Dequeue();
        }

        return _blocks.Count > 0;
    }

    private PublishOutcome Send(OutgoingMessage message, byte[] buffer, int qos, long nowMs)
    {
        int room = _client.HeaderRoom;
        if (message.Payload.Length > buffer.Length - room)
        {
            return PublishOutcome.Refused;
        }

        message.Payload.Span.CopyTo(buffer.AsSpan(room));
        return _client.TryPublish(_topics[message.Topic], buffer, room, message.Payload.Length, qos, message.IsRetained, nowMs);
    }
}
