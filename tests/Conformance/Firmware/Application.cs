using System.Text;
using Sidetap.Conformance;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Tests.Conformance.Firmware;

/// <summary>Owns the client under test, and does what a case needs: publishes, changes the will, sleeps, says goodbye.</summary>
internal sealed class Application : IClientHandler
{
    private const int PublishEveryMs = 1000;
    private const int ActAfterMs = 5000;
    private const int SleepSeconds = 10;
    private const int AsleepForMs = 15000;
    private const int PredefinedId = 7;

    private const Need Named = Need.Register | Need.PublishQos0 | Need.PublishQos1 | Need.PublishQos2;

    private readonly Need _needs;
    private readonly Client _client;
    private readonly List<(Topic Topic, int Qos)> _publications = [];
    private readonly List<Topic> _subscriptions = [];
    private long _nextPublishMs;
    private long _activeSinceMs = -1;
    private long _asleepSinceMs = -1;
    private bool _hasActed;
    private bool _hasReturned;
    private byte _counter;

    public Application(Need needs, VirtualNetwork network)
    {
        _needs = needs;
        LinkAddress gateway = Has(Need.Discover) ? new LinkAddress() : VirtualNetwork.Address(Endpoint.GatewayA);
        _client = new Client(SettingsFor(), network, gateway, this);
        if (Has(Need.SecondGateway))
        {
            Assert.IsTrue(_client.AddGateway(VirtualNetwork.Address(Endpoint.GatewayB)));
        }

        AddTopics();
        AddSubscriptions();
        _client.Start(0);
    }

    /// <summary>How often the client has told of a message.</summary>
    public int Messages { get; private set; }

    public long Step(long nowMs)
    {
        long dueMs = _client.Step(nowMs);
        Note(nowMs);
        Publish(nowMs);
        ActOnce(nowMs);
        Return(nowMs);
        return Math.Min(Math.Min(dueMs, _client.Step(nowMs)), nowMs + 100);
    }

    public void OnStateChanged(ClientState state, ClientEvent cause)
    {
    }

    public void OnPublishEnded(Topic topic, PublishOutcome outcome)
    {
    }

    public void OnMessage(Topic subscription, byte[] names, int nameOffset, int nameLength, Frame frame) => Messages++;

    private bool Has(Need need) => (_needs & need) != 0;

    private ClientSettings SettingsFor()
    {
        ClientSettings settings = new()
        {
            ClientId = "conformance"u8.ToArray(),
            CleanSession = !Has(Need.KeptSession),
            KeepAliveSeconds = Has(Need.Idle | Need.Discover | Need.SecondGateway) ? 20 : 60,
            Discover = Has(Need.Discover),
            RandomSeed = 1,
            ReturnMs = 30000,
            ForwarderRadius = 2,
            MaxFrameLength = 512,
        };
        settings.WillTopic = Has(Need.Will) ? "sidetap/will"u8.ToArray() : [];
        settings.WillMessage = Has(Need.Will) ? "gone"u8.ToArray() : [];
        settings.WillQos = 1;
        settings.WillRetain = true;
        settings.WirelessNodeId = Has(Need.Forwarder) ? [1, 2, 3] : [];
        return settings;
    }

    private void AddTopics()
    {
        if (Has(Named))
        {
            Topic one = Topic.Named("sidetap/one"u8.ToArray(), 0);
            Assert.IsTrue(_client.AddTopic(one));
            Assert.IsTrue(_client.AddTopic(Topic.Named("sidetap/two"u8.ToArray(), 0)));
            AddPublication(Need.PublishQos0, one, 0);
            AddPublication(Need.PublishQos1, one, 1);
            AddPublication(Need.PublishQos2, one, 2);
        }

        if (Has(Need.PublishQosMinus1 | Need.PublishPredefined))
        {
            Topic predefined = Topic.Predefined(PredefinedId, 0);
            Assert.IsTrue(_client.AddTopic(predefined));
            AddPublication(Need.PublishQosMinus1, predefined, -1);
            AddPublication(Need.PublishPredefined, predefined, 1);
        }

        if (Has(Need.PublishShort))
        {
            Topic shortName = Topic.Short((byte)'a', (byte)'b', 0);
            Assert.IsTrue(_client.AddTopic(shortName));
            AddPublication(Need.PublishShort, shortName, 1);
        }
    }

    private void AddPublication(Need need, Topic topic, int qos)
    {
        if (Has(need))
        {
            _publications.Add((topic, qos));
        }
    }

    private void AddSubscriptions()
    {
        Subscribe(Need.SubscribeName, Topic.Named("sidetap/in"u8.ToArray(), 2));
        Subscribe(Need.SubscribeWildcard, Topic.Named("sidetap/+/in/#"u8.ToArray(), 2));
        Subscribe(Need.SubscribeShort, Topic.Short((byte)'x', (byte)'y', 2));
        Subscribe(Need.SubscribePredefined, Topic.Predefined(PredefinedId + 1, 2));
    }

    private void Subscribe(Need need, Topic topic)
    {
        if (Has(need))
        {
            Assert.IsTrue(_client.AddSubscription(topic));
            _subscriptions.Add(topic);
        }
    }

    private void Note(long nowMs)
    {
        _activeSinceMs = _client.State != ClientState.Active ? -1 : _activeSinceMs < 0 ? nowMs : _activeSinceMs;
        bool isAway = _client.State is ClientState.Asleep or ClientState.Awake;
        _asleepSinceMs = !isAway ? -1 : _asleepSinceMs < 0 ? nowMs : _asleepSinceMs;
    }

    private void Publish(long nowMs)
    {
        if (nowMs < _nextPublishMs)
        {
            return;
        }

        _nextPublishMs = nowMs + PublishEveryMs;
        foreach ((Topic topic, int qos) in _publications)
        {
            byte[] buffer = new byte[_client.HeaderRoom + 4];
            if (_client.CanPublish(topic, qos, nowMs))
            {
                Encoding.ASCII.GetBytes("v=", buffer.AsSpan(_client.HeaderRoom));
                buffer[^1] = ++_counter;
                _client.TryPublish(topic, buffer, _client.HeaderRoom, 4, qos, false, nowMs);
            }
        }
    }

    /// <summary>What a case needs once, some seconds after the client has become active.</summary>
    private void ActOnce(long nowMs)
    {
        if (_hasActed || _activeSinceMs < 0 || nowMs - _activeSinceMs < ActAfterMs)
        {
            return;
        }

        if (Has(Need.UpdateWillTopic | Need.UpdateWillMessage))
        {
            _hasActed = _client.SetWill("sidetap/other"u8.ToArray(), "gone again"u8.ToArray(), 0, false, nowMs);
        }
        else if (Has(Need.DeleteWill))
        {
            _hasActed = _client.SetWill([], [], 0, false, nowMs);
        }
        else if (Has(Need.Unsubscribe))
        {
            _hasActed = true;
            _subscriptions.ForEach(_client.RemoveSubscription);
        }
        else if (Has(Need.Goodbye))
        {
            _hasActed = true;
            _client.Stop(nowMs);
        }
        else if (Has(Need.Sleep) && !_hasReturned)
        {
            _client.Sleep(SleepSeconds, nowMs); // refused while an answer is awaited; then the next time
        }
    }

    private void Return(long nowMs)
    {
        if (Has(Need.Wake) && !_hasReturned && _asleepSinceMs >= 0 && nowMs - _asleepSinceMs > AsleepForMs)
        {
            _hasReturned = _client.Wake(nowMs);
        }
    }
}
