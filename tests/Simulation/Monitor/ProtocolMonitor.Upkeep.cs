using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Monitor;

/// <content>Subscribing, keeping alive, leaving.</content>
internal sealed partial class ProtocolMonitor
{
    private void CheckSubscribe(ReadOnlySpan<byte> octets)
    {
        RequireActive("SUBSCRIBE");
        var index = SubscriptionNamed(octets.Slice(_frame.DataAt, _frame.DataLength));
        if (index < 0 || _frame.MsgId == 0)
        {
            throw new ViolationException("subscribe.fields", "SUBSCRIBE of what the box has no business with, or without a MsgId.");
        }

        if (_subscribe.IsOpen)
        {
            if (_frame.MsgId != _subscribe.MsgId)
            {
                throw new ViolationException("subscribe.outstanding", $"SUBSCRIBE {_frame.MsgId} while {_subscribe.MsgId} is outstanding.");
            }

            if (!_frame.IsDup)
            {
                throw new ViolationException("subscribe.dup", $"SUBSCRIBE {_frame.MsgId} is repeated without DUP.");
            }

            CheckRepetition(_subscribe, "SUBSCRIBE");
            return;
        }

        if (_frame.IsDup)
        {
            throw new ViolationException("subscribe.dup", $"SUBSCRIBE {_frame.MsgId} has DUP at its first sending.");
        }

        if (_isSubscribed[index])
        {
            throw new ViolationException("subscribe.again", "SUBSCRIBE again in the session that has it.");
        }

        if (NowMs < _subscribeQuietUntilMs)
        {
            throw new ViolationException("congestion.subscribe", $"SUBSCRIBE {_subscribeQuietUntilMs - NowMs} ms before Twait is over.");
        }

        CheckMsgIdIsFree("SUBSCRIBE");
        _subscribe.Open(octets, _frame.MsgId, NowMs, _settings.RetryMs);
    }

    private void CheckPing(ReadOnlySpan<byte> octets)
    {
        var isWakeUp = _session is Session.Asleep or Session.Awake;
        if (!isWakeUp)
        {
            RequireActive("PINGREQ");
        }

        if (isWakeUp ? !octets.Slice(_frame.DataAt, _frame.DataLength).SequenceEqual(_settings.ClientId) : _frame.DataLength != 0)
        {
            throw new ViolationException("ping.fields", "PINGREQ has the ClientId when a client wakes from sleep, and only then.");
        }

        if (_ping.IsOpen)
        {
            CheckRepetition(_ping, "PINGREQ");
            return;
        }

        _session = isWakeUp ? Session.Awake : _session;
        _ping.Open(octets, 0, NowMs, Math.Min(_settings.RetryMs, isWakeUp ? _sleepSeconds * 50 : _settings.KeepAliveSeconds * 150));
    }

    private void CheckDisconnect(ReadOnlySpan<byte> octets)
    {
        if (_session == Session.FallingAsleep)
        {
            CheckRepetition(_disconnect, "DISCONNECT");
            return;
        }

        RequireActive("DISCONNECT");
        if (_frame.Duration < 0)
        {
            if (!HasBetterGateway())
            {
                throw new ViolationException("disconnect.cause", "DISCONNECT, and no better gateway was heard of.");
            }

            EndSession();
            return;
        }

        if (!MaySleep || _publish.IsOpen || _register.IsOpen || _subscribe.IsOpen || _ping.IsOpen)
        {
            throw new ViolationException("sleep.cause", "DISCONNECT with a Duration, but nobody wants to sleep, or something is outstanding.");
        }

        _session = Session.FallingAsleep;
        _sleepSeconds = _frame.Duration;
        _disconnect.Open(octets, 0, NowMs, _settings.RetryMs);
    }
}
