using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Monitor;

/// <content>What the box is given, and what it then owes.</content>
internal sealed partial class ProtocolMonitor
{
    private Owed _owed;
    private bool _isOwed;

    /// <summary>The box has taken a datagram from its link. What it has to answer, it answers before it takes the next.</summary>
    /// <param name="octets">The datagram; whatever the network made of it.</param>
    /// <param name="from">The place it came from.</param>
    public void OnReceived(ReadOnlySpan<byte> octets, int from)
    {
        RequireNothingOwed();
        if (_frame.Read(octets) is not null)
        {
            return;
        }

        if (_frame.Type is SnFrame.Advertise or SnFrame.SearchGw or SnFrame.GwInfo)
        {
            OnSearch(octets, from);
            return;
        }

        if (from != _gateway)
        {
            return;
        }

        switch (_session)
        {
            case Session.Connecting:
                OnReceivedConnecting();
                break;
            case Session.Active:
                OnReceivedActive(octets);
                break;
            case Session.FallingAsleep or Session.Asleep or Session.Awake:
                OnReceivedAsleep(octets);
                break;
        }
    }

    private void OnReceivedConnecting()
    {
        switch (_frame.Type)
        {
            case SnFrame.ConnAck when _frame.ReturnCode == 0:
                _session = Session.Active;
                BeginSession();
                CloseRequests();
                ResetSearch();
                Array.Clear(_wasHeard);
                break;
            case SnFrame.ConnAck:
                EndSession();
                _connectQuietUntilMs[_gateway] = _frame.ReturnCode == 1 ? NowMs + _settings.WaitMs : long.MinValue;
                break;
            case SnFrame.Disconnect when _overtaken > 0:
                _overtaken--; // the answer to the box's own, which its CONNECT has overtaken
                break;
            case SnFrame.Disconnect:
                EndSession();
                break;
            case SnFrame.WillTopicReq:
                Owe(SnFrame.WillTopic, 0, 0);
                break;
            case SnFrame.WillMsgReq:
                Owe(SnFrame.WillMsg, 0, 0);
                break;
        }
    }

    /// <summary>6.14: only what gateways deliver to subscribers is of interest to a client that sleeps.</summary>
    private void OnReceivedAsleep(ReadOnlySpan<byte> octets)
    {
        switch (_frame.Type)
        {
            case SnFrame.Disconnect when _session == Session.FallingAsleep:
                _session = Session.Asleep;
                _disconnect.IsOpen = false;
                _asleepSinceMs = NowMs;
                break;
            case SnFrame.Disconnect when _session == Session.Awake:
                EndSession();
                break;
            case SnFrame.PingResp when _session == Session.Awake:
                _session = Session.Asleep;
                _ping.IsOpen = false;
                _asleepSinceMs = NowMs;
                break;
            case SnFrame.Publish or SnFrame.PubRel or SnFrame.Register:
                OnReceivedActive(octets);
                if (_session == Session.Awake)
                {
                    _ping.SentMs = NowMs; // PINGRESP comes behind what was kept
                    _ping.Sends = 1;
                }

                break;
        }
    }

    private void OnReceivedActive(ReadOnlySpan<byte> octets)
    {
        switch (_frame.Type)
        {
            case SnFrame.Disconnect:
                EndSession();
                break;
            case SnFrame.RegAck:
                OnRegAck();
                break;
            case SnFrame.PubAck:
                OnPubAck();
                break;
            case SnFrame.PubRec:
                if (_publish.Answers(_frame.MsgId) && _settings.Qos == 2 && !_isReleasing)
                {
                    _isReleasing = true;
                    _publish.SentMs = NowMs;
                    _publish.Sends = 1;
                }

                Owe(SnFrame.PubRel, _frame.MsgId, 0);
                break;
            case SnFrame.PubComp when _publish.Answers(_frame.MsgId) && _isReleasing:
                _publish.IsOpen = false;
                Tell(true);
                break;
            case SnFrame.PubRel:
                Owe(SnFrame.PubComp, _frame.MsgId, 0);
                break;
            case SnFrame.PingReq:
                Owe(SnFrame.PingResp, 0, 0);
                break;
            case SnFrame.PingResp:
                _ping.IsOpen = false;
                break;
            case SnFrame.SubAck:
                OnSubAck();
                break;
            case SnFrame.Register:
                Owe(SnFrame.RegAck, _frame.MsgId, _frame.TopicId);
                KeepName(octets.Slice(_frame.DataAt, _frame.DataLength));
                break;
            case SnFrame.Publish:
                OnPublishReceived();
                break;
        }
    }

    /// <summary>5.4.13: a PUBLISH is acknowledged or refused; at QoS 0 it may be refused.</summary>
    private void OnPublishReceived()
    {
        if (_frame.Qos >= 0 && (_frame.Qos == 0 || _frame.MsgId != 0))
        {
            Owe(SnFrame.PubAck, _frame.MsgId, _frame.TopicId, _frame.Qos == 0, _frame.Qos == 2);
        }

    }

    private void BeginSession()
    {
        var isOther = _sessionGateway != _gateway;
        _mayGoOn &= !isOther;
        _sessionGateway = _gateway;
        _overtaken = 0;
    }

    private void OnSubAck()
    {
        if (!_subscribe.Answers(_frame.MsgId))
        {
            return;
        }

        _subscribe.IsOpen = false;
        _ping.IsOpen = false;
        if (_frame.ReturnCode == 1)
        {
            _subscribeQuietUntilMs = NowMs + _settings.WaitMs;
        }
        else if (_frame.ReturnCode == 0)
        {
            var at = _subscribe.Octets[0] == 1 ? 7 : 5;
            var index = SubscriptionNamed(_subscribe.Octets.AsSpan(at, _subscribe.Length - at));
            if (_frame.TopicId is 0 or 0xFFFF && !_settings.Subscriptions[index].AsSpan().Contains((byte)'+'))
            {
                return; // 5.4.16: only a wildcard has no id; the box may ask again
            }

            _isSubscribed[index] = true;
            _subscriptionIds[index] = _frame.TopicId;
            ClaimId(_frame.TopicId, _settings.Subscriptions[index]);
        }
    }

    /// <summary>An id stands for one name: the one it was given to last.</summary>
    private void ClaimId(int id, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _topicIds.Length; i++)
        {
            if (_topicIds[i] == id && _settings.PredefinedIds[i] == 0 && !name.SequenceEqual(_settings.TopicNames[i]))
            {
                _topicIds[i] = 0;
                _mayGoOn |= _publish.IsOpen && _publishTopic == i; // it waits for an id of its own, then goes on
                _publish.IsOpen &= _publishTopic != i;
            }
        }

        for (var i = 0; i < _isSubscribed.Length; i++)
        {
            var isWildcard = _settings.Subscriptions[i].AsSpan().Contains((byte)'+');
            _isSubscribed[i] &= _subscriptionIds[i] != id || isWildcard || name.SequenceEqual(_settings.Subscriptions[i]);
        }
    }

    private void OnRegAck()
    {
        if (!_register.Answers(_frame.MsgId))
        {
            return;
        }

        _register.IsOpen = false;
        _ping.IsOpen = false;
        if (_frame.ReturnCode == 1)
        {
            _registerQuietUntilMs = NowMs + _settings.WaitMs;
        }
        else if (_frame.ReturnCode == 0 && _frame.TopicId is not (0 or 0xFFFF))
        {
            var topic = TopicNamed(NameOfRegister());
            ClaimId(_frame.TopicId, _settings.TopicNames[topic]);
            _topicIds[topic] = _frame.TopicId;
        }
        else
        {
            _isNameRefused |= TopicNamed(NameOfRegister()) == _publishTopic;
        }
    }

    private void OnPubAck()
    {
        // In a kept session a message that waits for its repetition is still outstanding.
        var isAbout = (_publish.IsOpen || _mayGoOn) && _publish.MsgId == _frame.MsgId;
        if (!isAbout)
        {
            if (_frame.MsgId == 0)
            {
                OnRefusalOfQos0();
            }

            return;
        }

        _publish.IsOpen = false;
        _mayGoOn = false;
        _ping.IsOpen = false;
        var payload = PayloadOfPublish();
        switch (_frame.ReturnCode)
        {
            case 0:
                Tell(true);
                break;
            case 1:
                _publishQuietUntilMs = NowMs + _settings.WaitMs;
                break;
            case 2:
                OnInvalidTopicId(payload);
                break;
            default:
                Refuse(payload);
                break;
        }
    }

    /// <summary>6.5: the name is registered again, and the message sent again; once. A predefined id can't be.</summary>
    private void OnInvalidTopicId(ReadOnlySpan<byte> payload)
    {
        var isPredefined = _settings.PredefinedIds[_publishTopic] != 0;
        var isSecond = payload.SequenceEqual(_invalid.AsSpan(0, _invalidLength)) && NowMs - _invalidAtMs <= _settings.WaitMs
            && _invalidSession == _sessionNumber;
        if (!isPredefined)
        {
            _topicIds[_publishTopic] = 0;
        }

        if (isPredefined || isSecond)
        {
            Refuse(payload);
            return;
        }

        payload.CopyTo(_invalid);
        _invalidLength = payload.Length;
        _invalidAtMs = NowMs;
        _invalidSession = _sessionNumber;
    }

    private void OnRefusalOfQos0()
    {
        var topic = 0;
        while (topic < _topicIds.Length && !(_hasPublishedQos0[topic] && _topicIds[topic] == _frame.TopicId))
        {
            topic++;
        }

        if (topic == _topicIds.Length || _frame.ReturnCode == 0)
        {
            return;
        }

        _ping.IsOpen = false;

        if (_frame.ReturnCode == 1)
        {
            _publishQuietUntilMs = NowMs + _settings.WaitMs;
        }
        else if (_frame.ReturnCode == 2 && _settings.PredefinedIds[topic] == 0)
        {
            _topicIds[topic] = 0;
        }
    }

    private void Refuse(ReadOnlySpan<byte> payload)
    {
        if (CarriesMessages(_publishTopic))
        {
            payload.CopyTo(_refused);
            _refusedLength = payload.Length;
            _listener.OnRefused(payload);
        }
    }

    private void Tell(bool isAcknowledged)
    {
        if (isAcknowledged && CarriesMessages(_publishTopic))
        {
            _listener.OnAcknowledged(PayloadOfPublish());
        }
    }

    private ReadOnlySpan<byte> PayloadOfPublish()
    {
        var at = _publish.Octets[0] == 1 ? 9 : 7;
        return _publish.Octets.AsSpan(at, _publish.Length - at);
    }

    private ReadOnlySpan<byte> NameOfRegister()
    {
        var at = _register.Octets[0] == 1 ? 8 : 6;
        return _register.Octets.AsSpan(at, _register.Length - at);
    }

    private void Owe(int type, int msgId, int topicId, bool isOptional = false, bool orPubRec = false)
    {
        _owed = new Owed(type, msgId, topicId, isOptional, orPubRec);
        _isOwed = true;
    }

    private void RequireNothingOwed()
    {
        if (_isOwed && !_owed.IsOptional)
        {
            throw new ViolationException("answer.missing", $"{FrameText.NameOf(_owed.Type)} {_owed.MsgId} is owed to the gateway and was not sent.");
        }

        _isOwed = false;
    }

    private void PayOwed()
    {
        if (!_isOwed)
        {
            throw new ViolationException("answer.unasked", $"{FrameText.NameOf(_frame.Type)} {_frame.MsgId} answers nothing that was received.");
        }

        var owed = _owed;
        _isOwed = false;
        var isType = owed.Type == _frame.Type || (owed.OrPubRec && _frame.Type == SnFrame.PubRec);
        var isRight = isType && owed.MsgId == _frame.MsgId
            && (_frame.Type is not (SnFrame.RegAck or SnFrame.PubAck) || owed.TopicId == _frame.TopicId);
        if (!isRight)
        {
            throw new ViolationException("answer.wrong", $"{FrameText.NameOf(_frame.Type)} {_frame.MsgId} where {FrameText.NameOf(owed.Type)} {owed.MsgId} is owed.");
        }
    }

    private readonly record struct Owed(int Type, int MsgId, int TopicId, bool IsOptional, bool OrPubRec);
}
