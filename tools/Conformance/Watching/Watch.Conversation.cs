using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Watching;

/// <content>What depends on what went before.</content>
internal sealed partial class Watch
{
    private void CheckConversation(WireFrame frame)
    {
        CheckKeepAlive(frame);
        bool needsConnection = !(frame.Type is MsgType.SearchGw or MsgType.GwInfo or MsgType.WillTopic or MsgType.WillMsg or MsgType.Disconnect
            || (frame.Type == MsgType.Publish && frame.Qos == -1));
        if (_phase == Phase.Connecting)
        {
            Note(WatchRules.Connack, !needsConnection, $"{frame.Name} before CONNACK", frame);
        }

        switch (frame.Type)
        {
            case MsgType.Publish:
                CheckPublish(frame);
                break;
            case MsgType.Register:
                CheckRequest(_register, WatchRules.OneRegister, frame);
                break;
            case MsgType.Subscribe or MsgType.Unsubscribe:
                CheckRequest(_subscribe, WatchRules.OneSubscribe, frame);
                break;
            case MsgType.PubRel:
                CheckRelease(frame);
                break;
            case MsgType.PubAck or MsgType.PubRec:
                CheckAnswer(MsgType.Publish, frame);
                break;
            case MsgType.PubComp:
                CheckAnswer(MsgType.PubRel, frame);
                break;
            case MsgType.RegAck:
                CheckAnswer(MsgType.Register, frame);
                break;
        }

        CheckSleep(frame);
        Proceed(frame);
    }

    /// <summary>6.14: what the client may send in the states it is in for sleeping.</summary>
    private void CheckSleep(WireFrame frame)
    {
        if (_phase is not (Phase.Asleep or Phase.Awake))
        {
            return;
        }

        bool isPing = frame.Type == MsgType.PingReq && frame.Tail.Length > 0;
        bool isAnswer = frame.Type is MsgType.PubAck or MsgType.PubRec or MsgType.PubComp or MsgType.RegAck
            && (_phase == Phase.Awake || frame.AtMs - _phaseMs < UnderWayMs);
        bool isAllowed = isPing || isAnswer || frame.Type == MsgType.Disconnect || (frame.Type == MsgType.Publish && frame.Qos == -1)
            || frame.Type == MsgType.SearchGw;
        Note(WatchRules.Asleep, isAllowed, frame.Type == MsgType.PingReq ? "PINGREQ without ClientId" : $"{frame.Name} while asleep", frame);
    }

    private void Proceed(WireFrame frame)
    {
        if (frame.Type == MsgType.Disconnect)
        {
            Enter(frame.Duration > 0 ? Phase.FallingAsleep : Phase.Unknown, frame);
            CloseRequests();
        }
        else if (frame.Type == MsgType.PingReq && frame.Tail.Length > 0 && _phase == Phase.Asleep)
        {
            Enter(Phase.Awake, frame);
        }
    }

    private void CheckPublish(WireFrame frame)
    {
        if (frame.IdType == 0 && frame.Qos >= 0)
        {
            Note(WatchRules.Known, _knownIds.Contains(frame.TopicId), $"TopicId 0x{frame.TopicId:X4} was not given", frame);
        }

        if (frame.Qos <= 0)
        {
            Note(WatchRules.NoDup, !frame.Dup, $"DUP at QoS {frame.Qos}", frame);
            return;
        }

        CheckRequest(_publish, WatchRules.OnePublish, frame);
    }

    /// <summary>A request: a new one when none waits, or else the one that waits, sent again.</summary>
    private void CheckRequest(Request request, WatchRule onlyOne, WireFrame frame)
    {
        bool mayHaveDup = frame.Type is MsgType.Publish or MsgType.Subscribe;
        bool isKnown = !_sentBefore.Add(frame.Content());
        if (request.Frame is not { } before)
        {
            if (mayHaveDup)
            {
                Note(WatchRules.NoDup, !frame.Dup || isKnown, "DUP, but it was not sent before", frame);
            }

            request.Open(frame);
            return;
        }

        bool isRepeat = before.MsgId == frame.MsgId && before.Type == frame.Type;
        Note(onlyOne, isRepeat, $"MsgId {frame.MsgId} while {before.Name} {before.MsgId} waits for its answer", frame);
        if (!isRepeat)
        {
            request.Open(frame);
            return;
        }

        Note(WatchRules.Same, before.Content() == frame.Content(), $"it differs from {before.Hex}", frame);
        if (mayHaveDup)
        {
            Note(WatchRules.Dup, frame.Dup, $"{frame.Name} {frame.MsgId} again without DUP", frame);
        }

        request.Repeat(frame);
        CheckRetryTime(before, frame);
        CheckRetryCount(request, frame);
    }

    private void CheckRelease(WireFrame frame)
    {
        Note(WatchRules.Release, _pubRecs.Contains(frame.MsgId), $"no PUBREC had MsgId {frame.MsgId}", frame);
        if (_release.Frame is { } before && before.MsgId == frame.MsgId)
        {
            _release.Repeat(frame);
            CheckRetryTime(before, frame);
            CheckRetryCount(_release, frame);
        }
        else
        {
            _release.Open(frame);
        }
    }

    private void CheckAnswer(MsgType asked, WireFrame frame) =>
        Note(WatchRules.Answers, _ours.Contains((asked, frame.MsgId)), $"the gateway sent no {WireFrame.NameOf(asked)} with MsgId {frame.MsgId}", frame);

    private void CheckRetryTime(WireFrame before, WireFrame frame)
    {
        long afterMs = frame.AtMs - before.AtMs;
        Note(WatchRules.RetryTime, afterMs >= settings.RepeatAfterMs, $"{frame.Name} again after {afterMs} ms", frame);
    }

    private void CheckRetryCount(Request request, WireFrame frame) =>
        Note(WatchRules.RetryCount, request.Repeats <= settings.NretryMax, $"{frame.Name} sent again {request.Repeats} times", frame);

    /// <summary>6.11. A pause that ends with CONNECT is the end of a connection, and not judged here.</summary>
    private void CheckKeepAlive(WireFrame frame)
    {
        if (_phase == Phase.Active && _connect is { Duration: > 0 } connect && _last is { } last && last.AtMs >= connect.AtMs)
        {
            long pauseMs = frame.AtMs - last.AtMs;
            Note(WatchRules.KeepAlive, pauseMs <= connect.Duration * 1500L, $"nothing was sent for {pauseMs} ms; Duration is {connect.Duration} s", frame);
        }
    }
}
