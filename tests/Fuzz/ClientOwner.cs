using Sidetap.MqttSn;

namespace Sidetap.Tests.Fuzz;

/// <summary>The client's owner, who does all that can be done with a client at any time, also from within the calls it gets.</summary>
internal sealed class ClientOwner : IClientHandler
{
    private readonly FastRandom _random;
    private readonly FuzzCounts _counts;
    private readonly byte[] _buffer = new byte[16 + FrameWriter.PublishHeaderRoom + 520];
    private readonly byte[][] _wills = [[], "dead"u8.ToArray(), "a/will/topic"u8.ToArray()];
    private readonly Topic[] _topics =
        [Topic.Named("a/b"u8.ToArray(), 0), Topic.Named("a/c"u8.ToArray(), 0), Topic.Predefined(7, 0), Topic.Short((byte)'t', (byte)'1', 0)];

    private Topic[] _subscriptions = [];
    private ClientState _state = ClientState.Stopped;
    private bool _bufferIsTaken;

    public ClientOwner(FastRandom random, FuzzCounts counts)
    {
        _random = random;
        _counts = counts;
    }

    public Client Client { get; private set; } = null!;

    public long NowMs { get; set; }

    /// <summary>What the client did wrong; null while it did nothing.</summary>
    public string? Fault { get; private set; }

    public void Attach(Client client)
    {
        Client = client;
        foreach (Topic topic in _topics)
        {
            client.AddTopic(topic);
        }

        _subscriptions =
        [
            Topic.Named("w/#"u8.ToArray(), 2), Topic.Named("c/d"u8.ToArray(), 1), Topic.Named("c/+/e"u8.ToArray(), 0), Topic.Predefined(7, 2),
            Topic.Short((byte)'t', (byte)'1', 1),
        ];
        foreach (Topic subscription in _subscriptions)
        {
            client.AddSubscription(subscription);
        }
    }

    /// <summary>Does one thing or another.</summary>
    public void Act()
    {
        switch (_random.Next(40))
        {
            case < 24:
                Publish();
                break;
            case < 30:
                Client.Start(NowMs);
                break;
            case 30 when _random.OneIn(4):
                Client.Stop(NowMs);
                break;
            case 31 or 32:
                Client.Sleep(1 + _random.Next(20), NowMs);
                break;
            case 33:
                Client.Wake(NowMs);
                break;
            case 34 or 35:
                Client.SetWill(_wills[_random.Next(3)], _wills[_random.Next(3)], _random.Next(3), _random.OneIn(2), NowMs);
                break;
            case 36:
                Client.RemoveSubscription(_subscriptions[_random.Next(_subscriptions.Length)]);
                break;
        }
    }

    public void OnStateChanged(ClientState state, ClientEvent cause)
    {
        _counts.States[(int)state]++;
        _counts.Transitions[((int)_state * ClientTransitions.EventCount) + (int)cause]++;
        if (ClientTransitions.Next(_state, cause) != (int)state)
        {
            Fault ??= "a change of state that is not in the table";
        }

        _state = state;
    }

    public void OnPublishEnded(Topic topic, PublishOutcome outcome)
    {
        _counts.Outcomes[(int)outcome]++;
        if (!_bufferIsTaken)
        {
            Fault ??= "ended a PUBLISH that was not under way";
        }

        _bufferIsTaken = false;
        if (_random.OneIn(4))
        {
            Publish();
        }
    }

    public void OnMessage(Topic subscription, byte[] names, int nameOffset, int nameLength, Frame frame)
    {
        _counts.Messages++;
        if (names == null == subscription.IsWildcard)
        {
            Fault ??= "a message with a name for a plain subscription, or without one for a wildcard";
        }

        if (_random.OneIn(16))
        {
            Act();
        }
    }

    private void Publish()
    {
        if (_bufferIsTaken)
        {
            return;
        }

        int length = _random.OneIn(8) ? _random.Next(520) : _random.Next(40);
        int qos = _random.Next(4) - 1;
        Topic topic = _topics[_random.Next(_topics.Length)];
        PublishOutcome outcome = Client.TryPublish(topic, _buffer, Client.HeaderRoom, length, qos, _random.OneIn(4), NowMs);
        _counts.Outcomes[(int)outcome]++;
        _bufferIsTaken = outcome == PublishOutcome.Pending;
    }
}
