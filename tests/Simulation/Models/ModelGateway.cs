using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;
using Sidetap.Simulation.Monitor;

namespace Sidetap.Simulation.Models;

/// <summary>
/// A gateway for one client, written from the specification: it keeps a session, gives topic ids, takes messages. The weather decides how well it does so.
/// </summary>
internal sealed partial class ModelGateway
{
    private readonly World _world;
    private readonly Prng _random;
    private readonly SnFrame _frame = new();
    private readonly List<GatewayTopic> _topics = [];
    private readonly int _place;
    private bool _isConnected;
    private long _lastHeardMs;
    private int _duration;
    private int _nextTopicId;
    private int _unreleasedMsgId;
    private bool _isAsleep;
    private int _kept;
    private readonly List<GatewayTopic> _subscriptions = [];
    private bool _isDamaged;

    /// <summary>Makes a gateway that knows nobody.</summary>
    public ModelGateway(World world, int place, ulong seed)
    {
        _world = world;
        _place = place;
        _random = new Prng(seed, 10 + place);
        _nextTopicId = _random.Between(1, 60000);
    }

    /// <summary>Whether it runs.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>It falls over.</summary>
    public void Crash()
    {
        IsUp = false;
        _world.Fault(FaultKind.GatewayCrash, _place);
    }

    /// <summary>It comes back, with what it knew or without.</summary>
    public void Restart()
    {
        IsUp = true;
        if (_random.Below(2) == 0)
        {
            _world.Fault(FaultKind.RestartWithState, _place);
            return;
        }

        _world.Fault(FaultKind.RestartWithoutState, _place);
        _isConnected = false;
        ForgetSession();
        _nextTopicId = _random.Between(1, 60000);
    }

    private void ForgetSession()
    {
        _topics.Clear();
        _subscriptions.Clear();
        _keptForUpdate.Clear();
        _kept = 0;
        _unreleasedMsgId = 0;
    }

    /// <summary>Takes a datagram.</summary>
    public void Receive(ReadOnlySpan<byte> octets, int from, bool isDamaged)
    {
        if (!IsUp)
        {
            return;
        }

        _isDamaged = isDamaged;
        _world.Trace.Add(_world.NowMs, TraceKind.AtGateway, _place, 0, octets);
        if (_frame.Read(octets) is not null || (from != Place.Box && _frame.Type != SnFrame.SearchGw))
        {
            return;
        }

        ForgetSilentClient();
        switch (_frame.Type)
        {
            case SnFrame.Connect:
                OnConnect();
                return;
            case SnFrame.SearchGw:
                OnSearchGw();
                return;
            case SnFrame.Publish when _frame.Qos < 0:
                OnPublishWithoutConnection(octets);
                return;
            case SnFrame.WillTopic:
                Answer([2, SnFrame.WillMsgReq]);
                return;
            case SnFrame.WillMsg:
                AcceptConnection();
                return;
        }

        if (!_isConnected)
        {
            if (_world.Settings.GatewayAnswersStrangers && _frame.Type is SnFrame.Publish or SnFrame.Register or SnFrame.PingReq or SnFrame.Subscribe)
            {
                Answer([2, SnFrame.Disconnect]);
            }

            return;
        }

        _lastHeardMs = _world.NowMs;
        if (_random.Chance(_world.Weather.Disconnect))
        {
            _world.Fault(FaultKind.UnsolicitedDisconnect);
            _isConnected = false;
            Answer([2, SnFrame.Disconnect]);
            return;
        }

        OnConnectedFrame(octets);
    }

    private void OnConnectedFrame(ReadOnlySpan<byte> octets)
    {
        switch (_frame.Type)
        {
            case SnFrame.Register when !_isDamaged: // a damaged name would be another topic for good: no fault of the box
                OnRegister(octets);
                break;
            case SnFrame.Publish:
                OnPublish(octets);
                break;
            case SnFrame.PubRel:
                _unreleasedMsgId = _frame.MsgId == _unreleasedMsgId ? 0 : _unreleasedMsgId;
                Answer(MsgIdFrame(SnFrame.PubComp, _frame.MsgId));
                break;
            case SnFrame.Subscribe when !_isDamaged:
                OnSubscribe(octets);
                break;
            case SnFrame.PubRec:
                Answer(MsgIdFrame(SnFrame.PubRel, _frame.MsgId));
                break;
            case SnFrame.PubAck when _frame.MsgId == _offerMsgId && _frame.ReturnCode == 0:
                _offerMsgId = 0;
                break;
            case SnFrame.PingReq:
                DeliverKept();
                Answer([2, SnFrame.PingResp]);
                break;
            case SnFrame.Disconnect:
                OnDisconnect();
                break;
        }
    }

    /// <summary>6.11: a client of which nothing is heard for one and a half times its Duration is gone.</summary>
    private void ForgetSilentClient()
    {
        if (_isConnected && _world.NowMs - _lastHeardMs > _duration * 1500L)
        {
            _isConnected = false;
        }
    }

    /// <summary>6.14: with a Duration the client is going to sleep, and stays known.</summary>
    private void OnDisconnect()
    {
        _isAsleep = _frame.Duration > 0;
        _isConnected = _isAsleep;
        _duration = _isAsleep ? _frame.Duration : _duration;
        Answer([2, SnFrame.Disconnect]);
    }

    private void OnConnect()
    {
        var weather = _world.Weather;
        if (_random.Chance(weather.Congestion))
        {
            _world.Fault(FaultKind.CongestionConnAck);
            Answer([3, SnFrame.ConnAck, 1]);
            return;
        }

        if (_random.Chance(weather.ConnectRejected))
        {
            _world.Fault(FaultKind.ConnectRejected);
            Answer([3, SnFrame.ConnAck, (byte)_random.Between(2, 4)]);
            return;
        }

        _duration = _frame.Duration;
        _isConnected = false;
        _isAsleep = false;
        if (_frame.IsClean)
        {
            ForgetSession();
        }

        if (_frame.HasWill)
        {
            Answer([2, SnFrame.WillTopicReq]);
            return;
        }

        AcceptConnection();
    }

    private void AcceptConnection()
    {
        if (_place == Place.SecondGateway && _world.Settings.HasGateway)
        {
            _world.Fault(FaultKind.FailOver);
        }

        _isConnected = true;
        _lastHeardMs = _world.NowMs;
        Answer([3, SnFrame.ConnAck, 0]);
        SendKeptForUpdate();
    }

    private void OnSearchGw() => _world.Network.Send([3, SnFrame.GwInfo, (byte)_place], _place, Place.Broadcast, _random.Between(1, 500));

    private void OnRegister(ReadOnlySpan<byte> octets)
    {
        var weather = _world.Weather;
        if (_random.Chance(weather.Congestion))
        {
            _world.Fault(FaultKind.CongestionRegAck);
            Answer(TopicFrame(SnFrame.RegAck, 0, _frame.MsgId, 1));
            return;
        }

        if (_random.Chance(weather.RegisterRejected))
        {
            _world.Fault(FaultKind.RegisterRejected);
            Answer(TopicFrame(SnFrame.RegAck, 0, _frame.MsgId, _random.Between(2, 4)));
            return;
        }

        var name = octets.Slice(_frame.DataAt, _frame.DataLength);
        var topic = FindByName(name);
        if (topic is null)
        {
            topic = new GatewayTopic(name.ToArray(), NextTopicId());
            _topics.Add(topic);
        }

        Answer(TopicFrame(SnFrame.RegAck, topic.Id, _frame.MsgId, 0));
    }

    private void OnPublishWithoutConnection(ReadOnlySpan<byte> octets)
    {
        if (_frame.TopicIdType == 1)
        {
            _world.Ledger.OnArrived(octets[_frame.DataAt..], IsData(1, _frame.TopicId), _isDamaged);
        }
    }

    private void OnPublish(ReadOnlySpan<byte> octets)
    {
        var weather = _world.Weather;
        var qos = _frame.Qos;
        if (_random.Chance(weather.Congestion))
        {
            _world.Fault(FaultKind.CongestionPubAck);
            Answer(TopicFrame(SnFrame.PubAck, _frame.TopicId, _frame.MsgId, 1));
            return;
        }

        if (_random.Chance(weather.NotSupported))
        {
            _world.Fault(FaultKind.NotSupported);
            Answer(TopicFrame(SnFrame.PubAck, _frame.TopicId, _frame.MsgId, _random.Between(3, 5)));
            return;
        }

        var isInvalid = _random.Chance(weather.InvalidTopicId);
        if (isInvalid)
        {
            _world.Fault(FaultKind.InvalidTopicId);
            RevokeId(_frame.TopicId);
        }

        if (isInvalid || !IsKnown(_frame.TopicIdType, _frame.TopicId))
        {
            Answer(TopicFrame(SnFrame.PubAck, _frame.TopicId, _frame.MsgId, 2));
            return;
        }

        if (_frame.TopicIdType == 0 && HearForServer(FindById(_frame.TopicId)!.Name, octets[_frame.DataAt..]))
        {
            return;
        }

        if (qos < 2 || _unreleasedMsgId != _frame.MsgId)
        {
            _world.Ledger.OnArrived(octets[_frame.DataAt..], IsData(_frame.TopicIdType, _frame.TopicId), _isDamaged);
        }

        if (qos == 1)
        {
            Answer(TopicFrame(SnFrame.PubAck, _frame.TopicId, _frame.MsgId, 0));
        }
        else if (qos == 2)
        {
            _unreleasedMsgId = _frame.MsgId;
            Answer(MsgIdFrame(SnFrame.PubRec, _frame.MsgId));
        }
    }

    private bool IsKnown(int topicIdType, int topicId) => topicIdType switch
    {
        0 => FindById(topicId) is not null,
        1 => topicId is >= SeedSettings.PredefinedData and <= SeedSettings.PredefinedEventMetaData,
        _ => false,
    };

    /// <summary>Whether it is the topic of data or of events.</summary>
    private bool IsData(int topicIdType, int topicId)
    {
        if (topicIdType == 1)
        {
            return topicId is SeedSettings.PredefinedData or SeedSettings.PredefinedEvents;
        }

        var name = FindById(topicId)!.Name.AsSpan();
        return name.SequenceEqual(_world.DataTopic) || name.SequenceEqual(_world.EventTopic);
    }

    private int NextTopicId()
    {
        _nextTopicId = _nextTopicId >= 0xFFF0 ? 1 : _nextTopicId + _random.Between(1, 9);
        return _nextTopicId;
    }

    private void RevokeId(int id)
    {
        var topic = FindById(id);
        if (topic is not null && _frame.TopicIdType == 0)
        {
            _topics.Remove(topic);
        }
    }

    private GatewayTopic? FindByName(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _topics.Count; i++)
        {
            if (name.SequenceEqual(_topics[i].Name))
            {
                return _topics[i];
            }
        }

        return null;
    }

    private GatewayTopic? FindById(int id)
    {
        for (var i = 0; i < _topics.Count; i++)
        {
            if (_topics[i].Id == id)
            {
                return _topics[i];
            }
        }

        return null;
    }

    private sealed record GatewayTopic(byte[] Name, int Id);
}
