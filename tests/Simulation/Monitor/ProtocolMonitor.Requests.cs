using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Monitor;

/// <content>What the box asks for: connecting, registering, publishing, keeping alive, leaving.</content>
internal sealed partial class ProtocolMonitor
{
    private readonly byte[] _refused = new byte[Datagram.MaxLength];
    private int _refusedLength;
    private readonly byte[] _invalid = new byte[Datagram.MaxLength];
    private int _invalidLength;
    private long _invalidAtMs;
    private int _invalidSession;
    private int _sessionNumber;

    private void CheckConnect(ReadOnlySpan<byte> octets, int to)
    {
        if (_frame.Octet != 1 || _frame.Duration != _settings.KeepAliveSeconds || _frame.IsClean != _settings.IsClean
            || _frame.HasWill != _settings.HasWill || (_frame.Flags & 0xF3) != 0
            || !octets.Slice(_frame.DataAt, _frame.DataLength).SequenceEqual(_settings.ClientId))
        {
            throw new ViolationException("connect.fields", "CONNECT does not say what the settings say.");
        }

        CheckConnectCause(to);
        if (_session == Session.Connecting)
        {
            CheckRepetition(_connect, "CONNECT");
            return;
        }

        var returnsFromSleep = _session is Session.Asleep or Session.Awake && !_settings.IsClean;
        if (_session == Session.None)
        {
            CheckPause(to);
        }

        _overtaken = _session == Session.FallingAsleep ? _disconnect.Sends : 0;
        if (!returnsFromSleep)
        {
            ForgetIds();
        }

        Array.Clear(_isSubscribed);

        SuspendPublish();
        CloseRequests();
        _gateway = to;
        _sessionNumber++;
        _session = Session.Connecting;
        _connectStep = _isInStep ? _step + 1 : -1;
        _connect.Open(octets, 0, NowMs, _settings.RetryMs);
    }

    private void CheckConnectCause(int to)
    {
        if (!_isKnown[to])
        {
            throw new ViolationException("connect.gateway", $"CONNECT to {Place.NameOf(to)}, which is neither configured nor heard of.");
        }

        if (_session == Session.Active || (_session is Session.Asleep or Session.Awake or Session.FallingAsleep && !MayWake))
        {
            throw new ViolationException("connect.cause", "CONNECT while the session is up: nothing has ended it.");
        }

        if (_session != Session.None && to != _gateway)
        {
            throw new ViolationException("connect.cause", $"CONNECT to {Place.NameOf(to)} while {Place.NameOf(_gateway)} has not been given up.");
        }
    }

    private void CheckPause(int to)
    {
        if (to == _gateway && NowMs < _sessionEndMs + _settings.ReconnectMinMs && !_wasFound)
        {
            throw new ViolationException("connect.early", $"CONNECT {NowMs - _sessionEndMs} ms after the last session with this gateway ended.");
        }

        if (NowMs < _connectQuietUntilMs[to])
        {
            throw new ViolationException("congestion.connect", $"CONNECT {_connectQuietUntilMs[to] - NowMs} ms before Twait is over.");
        }

        _wasFound = false;
        if (to != _gateway)
        {
            _publishQuietUntilMs = _registerQuietUntilMs = _subscribeQuietUntilMs = long.MinValue;
        }
    }

    private void CheckRegister(ReadOnlySpan<byte> octets)
    {
        RequireActive("REGISTER");
        if (_frame.TopicId != 0 || _frame.MsgId == 0)
        {
            throw new ViolationException("register.fields", "A client's REGISTER has TopicId 0 and a MsgId.");
        }

        var topic = TopicNamed(octets.Slice(_frame.DataAt, _frame.DataLength));
        if (topic < 0)
        {
            throw new ViolationException("register.name", "REGISTER of a name that the box has no business with.");
        }

        if (_register.IsOpen)
        {
            if (_frame.MsgId != _register.MsgId)
            {
                throw new ViolationException("register.outstanding", $"REGISTER {_frame.MsgId} while {_register.MsgId} is outstanding.");
            }

            if (!octets.SequenceEqual(_register.Octets.AsSpan(0, _register.Length)))
            {
                throw new ViolationException("retry.changed", "A repeated REGISTER differs from the first.");
            }

            CheckRepetition(_register, "REGISTER");
            return;
        }

        if (_topicIds[topic] != 0)
        {
            throw new ViolationException("register.again", $"REGISTER of a name that has id {_topicIds[topic]} in this session.");
        }

        if (NowMs < _registerQuietUntilMs)
        {
            throw new ViolationException("congestion.register", $"REGISTER {_registerQuietUntilMs - NowMs} ms before Twait is over.");
        }

        CheckMsgIdIsFree("REGISTER");
        _register.Open(octets, _frame.MsgId, NowMs, _settings.RetryMs);
    }

    private void CheckPublish(ReadOnlySpan<byte> octets, bool isTaken)
    {
        var qos = _frame.Qos;
        var topic = TopicWithId(_frame.TopicIdType, _frame.TopicId);
        var isForServer = topic >= _settings.FirstUpdateTopic || (topic < 0 && qos == 0 && _settings.FirstUpdateTopic != int.MaxValue);
        if (qos != (isForServer ? 0 : _settings.Qos))
        {
            throw new ViolationException("publish.qos", $"PUBLISH at QoS {qos}; the box publishes at {_settings.Qos}.");
        }

        if (qos >= 0)
        {
            RequireActive("PUBLISH");
        }

        if (qos <= 0 ? _frame.MsgId != 0 || _frame.IsDup : _frame.MsgId == 0)
        {
            throw new ViolationException("publish.msgid", "MsgId is 0, and DUP not set, at QoS 0 and -1, and only there.");
        }

        if (_publish.IsOpen && !isForServer)
        {
            CheckRepeatedPublish(octets);
            return;
        }

        CheckNewPublish(octets, qos, topic, isTaken);
    }

    private void CheckRepeatedPublish(ReadOnlySpan<byte> octets)
    {
        if (_frame.MsgId != _publish.MsgId)
        {
            var isSame = octets[_frame.DataAt..].SequenceEqual(_publish.Octets.AsSpan(_frame.DataAt, Math.Max(0, _publish.Length - _frame.DataAt)));
            throw isSame
                ? new ViolationException("retry.msgid", $"A repeated PUBLISH has MsgId {_frame.MsgId}; the first had {_publish.MsgId}.")
                : new ViolationException("publish.outstanding", $"PUBLISH {_frame.MsgId} while {_publish.MsgId} is outstanding.");
        }

        if (_isReleasing)
        {
            throw new ViolationException("qos2.again", "PUBLISH again after its PUBREC.");
        }

        if (!_frame.IsDup)
        {
            throw new ViolationException("publish.dup", $"PUBLISH {_frame.MsgId} is repeated without DUP.");
        }

        var flagsAt = _frame.DataAt - 5;
        var isChanged = octets.Length != _publish.Length || !octets[..flagsAt].SequenceEqual(_publish.Octets.AsSpan(0, flagsAt))
            || !octets[(flagsAt + 1)..].SequenceEqual(_publish.Octets.AsSpan(flagsAt + 1, _publish.Length - flagsAt - 1))
            || (octets[flagsAt] & 0x7F) != (_publish.Octets[flagsAt] & 0x7F);
        if (isChanged)
        {
            throw new ViolationException("retry.changed", $"PUBLISH {_frame.MsgId} is repeated with other octets.");
        }

        CheckRepetition(_publish, "PUBLISH");
    }

    private void CheckNewPublish(ReadOnlySpan<byte> octets, int qos, int topic, bool isTaken)
    {
        var payload = octets[_frame.DataAt..];
        if (topic < 0)
        {
            throw new ViolationException(
                "publish.topicid",
                $"PUBLISH on topic id {_frame.TopicId}, which the gateway has not given in this session, or has called invalid.");
        }

        if (qos >= 0 && NowMs < _publishQuietUntilMs)
        {
            throw new ViolationException("congestion.publish", $"PUBLISH {_publishQuietUntilMs - NowMs} ms before Twait is over.");
        }

        if (CarriesMessages(topic) && payload.SequenceEqual(_refused.AsSpan(0, _refusedLength)))
        {
            throw new ViolationException("publish.refused", "A message that was refused for good is sent again.");
        }

        if (qos > 0)
        {
            CheckFirstSending(octets);
            CheckMsgIdIsFree("PUBLISH");
            _publish.Open(octets, _frame.MsgId, NowMs, _settings.RetryMs);
            _lastPublishMsgId = _frame.MsgId;
            _isReleasing = false;
        }

        _hasPublishedQos0[topic] |= qos == 0;
        if (topic >= _settings.FirstUpdateTopic)
        {
            var isStatus = topic > _settings.FirstUpdateTopic;
            if (_frame.IsRetained != isStatus)
            {
                throw new ViolationException("publish.retain", "A status for the update server is retained, and an ask is not.");
            }

            _listener.OnUpdateMessage(payload, isStatus);
            return;
        }

        _publishTopic = topic;
        if (CarriesMessages(topic) && (isTaken || qos > 0))
        {
            _listener.OnPublished(payload, topic == EventTopic);
            if (qos <= 0)
            {
                _listener.OnAcknowledged(payload);
            }
        }
    }

    /// <summary>Metadata can be told again; everything else is a message that must not get lost.</summary>
    private static bool CarriesMessages(int topic) => topic is DataTopic or EventTopic;

    /// <summary>5.3.4: DUP and an old MsgId only where something is repeated; across sessions that is what a kept session goes on with.</summary>
    private void CheckFirstSending(ReadOnlySpan<byte> octets)
    {
        var old = _publish.Octets.AsSpan(_frame.DataAt, Math.Max(0, _publish.Length - _frame.DataAt));
        var goesOn = _mayGoOn && _frame.MsgId == _publish.MsgId && octets[_frame.DataAt..].SequenceEqual(old);
        _mayGoOn = false;
        if (goesOn)
        {
            if (!_frame.IsDup)
            {
                throw new ViolationException("publish.dup", $"PUBLISH {_frame.MsgId} goes on in a new connection without DUP.");
            }

            return;
        }

        _losses = 0;
        if (_frame.IsDup)
        {
            throw new ViolationException("publish.dup", $"PUBLISH {_frame.MsgId} has DUP at its first sending.");
        }

        if (_frame.MsgId == _lastPublishMsgId)
        {
            throw new ViolationException("publish.msgid", $"PUBLISH {_frame.MsgId} has the MsgId of the one before.");
        }
    }

    private void CheckRepetition(Request request, string name)
    {
        if (NowMs < request.DueMs)
        {
            throw new ViolationException("retry.early", $"{name} {request.MsgId} is repeated {request.DueMs - NowMs} ms before Tretry is over.");
        }

        if (request.Sends > _settings.RetryCount)
        {
            throw new ViolationException("retry.count", $"{name} {request.MsgId} is repeated more often than Nretry, {_settings.RetryCount} times.");
        }

        request.SentMs = NowMs;
        request.Sends++;
    }

    private void CheckMsgIdIsFree(string name)
    {
        if (_register.Answers(_frame.MsgId) || _publish.Answers(_frame.MsgId) || _subscribe.Answers(_frame.MsgId))
        {
            throw new ViolationException("msgid.taken", $"{name} has MsgId {_frame.MsgId}, under which something else is outstanding.");
        }
    }

    private int SubscriptionNamed(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _settings.Subscriptions.Length; i++)
        {
            if (name.SequenceEqual(_settings.Subscriptions[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private int TopicNamed(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _settings.TopicNames.Length; i++)
        {
            if (name.SequenceEqual(_settings.TopicNames[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private int TopicWithId(int topicIdType, int id)
    {
        for (var i = 0; i < _topicIds.Length; i++)
        {
            if (_topicIds[i] == id && topicIdType == (_settings.PredefinedIds[i] != 0 ? 1 : 0))
            {
                return i;
            }
        }

        return -1;
    }
}
