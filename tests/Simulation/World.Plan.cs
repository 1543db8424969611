using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;

namespace Sidetap.Simulation;

/// <content>What goes wrong, and when; and how it has to look when nothing has gone wrong for a while.</content>
internal sealed partial class World
{
    // How often an owner tries to wake a client whose link is down.
    private const long WakeRetryMs = 5000;

    // 2026-01-01 in 100 ns since 1601-01-01: the true time of the beginning.
    private const long TrueUtcAtStart = 134116992000000000;

    // Tadv: more than 15 minutes.
    private const int AdvertiseMs = 16 * 60000;

    private int _phase;
    private bool _isStorm;

    /// <summary>Nothing goes wrong from here on.</summary>
    public long CalmFromMs => EndMs - Math.Min(2 * 3600000, EndMs / 3);

    /// <summary>No samples from here on: what waits has time to go out.</summary>
    public long QuietFromMs => EndMs - Math.Min(3600000, EndMs / 6);

    private void PlanAll()
    {
        Events.Add(_random.Between(1000, 600000), EventKind.Phase, 0);
        Events.Add(CalmFromMs, EventKind.Phase, -1);
        Events.Add(QuietFromMs, EventKind.Phase, -2);
        PlanClock();
        PlanReset();
        if (Settings.BreaksStorage)
        {
            Events.Add(_random.Between(600000, 7200000), EventKind.Storage, 0);
        }

        PlanOthers();
    }

    private void PlanOthers()
    {
        for (var i = 0; i < _gateways.Length; i++)
        {
            Events.Add(_random.Below(AdvertiseMs), EventKind.Advertise, i);
        }

        if (Settings.HasNeighbour)
        {
            Events.Add(_random.Between(10000, 3600000), EventKind.Neighbour, 0);
        }

        if (Settings.SubscriptionCount > 0)
        {
            Events.Add(_random.Between(10000, 1800000), EventKind.Delivery, 0);
        }

        if (Settings.Sleeps)
        {
            Events.Add(_random.Between(10000, 3600000), EventKind.Sleep, 0);
        }
    }

    private void PlanClock()
    {
        _utcAtStart = Settings.ClockFate <= 3 ? 0 : TrueUtcAtStart;
        switch (Settings.ClockFate)
        {
            case 0:
                Fault(FaultKind.ClockNever);
                break;
            case <= 3:
                Fault(FaultKind.ClockLate);
                Events.Add(_random.Between(1000, 7200000), EventKind.Clock, 0);
                break;
        }
    }

    private void PlanReset()
    {
        if (Settings.ResetMeanMs > 0)
        {
            var at = NowMs + _random.Between(1000, 2 * Settings.ResetMeanMs);
            Events.Add(at, EventKind.Reset, 1);
        }
    }

    private void HandlePlanned(EventKind kind, int argument)
    {
        if (NowMs >= CalmFromMs && kind is EventKind.Mischief or EventKind.Reset or EventKind.Storage)
        {
            return;
        }

        switch (kind)
        {
            case EventKind.Phase:
                BeginPhase(argument);
                break;
            case EventKind.GatewayRestart:
                if (!_gateways[argument].IsUp)
                {
                    _gateways[argument].Restart();
                }

                break;
            case EventKind.Mischief:
                DoMischief(argument);
                break;
            case EventKind.Reset:
                Reset(argument);
                break;
            case EventKind.Clock:
                SetClock(argument);
                break;
            case EventKind.Storage:
                HarmStorage();
                break;
            case EventKind.Advertise:
                _gateways[argument].Announce(AdvertiseMs / 1000);
                Events.Add(NowMs + AdvertiseMs, EventKind.Advertise, argument);
                break;
            case EventKind.Neighbour:
                _neighbour.Act();
                Events.Add(NowMs + _random.Between(10000, 3600000), EventKind.Neighbour, 0);
                break;
            case EventKind.Delivery:
                _gateways[0].Deliver();
                _gateways[1].Deliver();
                Events.Add(NowMs + _random.Between(1000, 1800000), EventKind.Delivery, 0);
                break;
            case EventKind.Sleep:
                SleepOrWake(argument);
                break;
            default:
                HandleUpdate(kind, argument);
                break;
        }
    }

    private void BeginPhase(int argument)
    {
        if (argument == -2)
        {
            _isStopped = true;
            _node?.StopSampling();
            return;
        }

        if (argument >= 0 && NowMs >= CalmFromMs)
        {
            return;
        }

        _phase++;
        Weather.Clear(Settings.LatencyMs);
        if (argument == -1)
        {
            EndAllFaults();
            return;
        }

        var length = _random.Between(60000, 3600000);
        _isStorm = !_isStorm;
        if (_isStorm)
        {
            length = (int)(length * (long)Settings.StormPercent / 100) + 30000;
            Storm(length);
        }
        else
        {
            Trace.Add(NowMs, TraceKind.Phase, 0, 0);
        }

        if (Weather.IsLinkDown)
        {
            Fault(FaultKind.LinkDown);
        }

        Events.Add(Math.Min(NowMs + length, CalmFromMs), EventKind.Phase, 0);
        _dueMs = Math.Min(_dueMs, NowMs); // a link that comes or goes wakes the box
    }

    private void Storm(int length)
    {
        var kinds = 0;
        for (var i = _random.Between(1, 3); i > 0; i--)
        {
            var storm = _random.Below(Weather.Storms);
            kinds |= 1 << storm;
            if (!Weather.Add(storm, _random))
            {
                StormOfEvents(storm, length);
            }
        }

        Trace.Add(NowMs, TraceKind.Phase, kinds, length);
        if (Weather.MischiefMs > 0)
        {
            Events.Add(NowMs + _random.Below(Weather.MischiefMs), EventKind.Mischief, _phase);
        }
    }

    private void StormOfEvents(int storm, int length)
    {
        if (storm == 14)
        {
            Weather.IsAreaFull = _random.Below(3) == 0;
            if (Settings.BreaksStorage)
            {
                Weather.LostWrite = _random.Between(0, 1) * 500000;
                Events.Add(NowMs + _random.Below(length), EventKind.Storage, 0);
            }

            Events.Add(NowMs + _random.Below(length), EventKind.Reset, 0);
            return;
        }

        var gateway = Settings.HasSecondGateway ? _random.Below(2) : 0;
        if (_gateways[gateway].IsUp)
        {
            _gateways[gateway].Crash();
            Events.Add(NowMs + _random.Between(1000, length), EventKind.GatewayRestart, gateway);
        }
    }

    private void EndAllFaults()
    {
        Trace.Add(NowMs, TraceKind.Phase, 0, -1);
        for (var i = 0; i < _gateways.Length; i++)
        {
            if (!_gateways[i].IsUp)
            {
                _gateways[i].Restart();
            }
        }

        _link.IsCutArmed = false;
        _board.IsCutArmed = false;
        _files.CutAfter = -1;
        _files.IsCutAtDelete = false;
        _dueMs = Math.Min(_dueMs, NowMs);
    }

    private void DoMischief(int phase)
    {
        if (phase != _phase || Weather.MischiefMs == 0)
        {
            return;
        }

        _gateways[Settings.HasSecondGateway ? _random.Below(2) : 0].DoMischief(Weather.MischiefKinds);
        Events.Add(NowMs + 1 + _random.Below(2 * Weather.MischiefMs), EventKind.Mischief, phase);
    }

    /// <summary>The power goes: now, or in the middle of what the box does next.</summary>
    private void Reset(int planned)
    {
        if (planned == 1)
        {
            PlanReset();
        }

        if (_node is null)
        {
            return;
        }

        switch (_random.Below(6))
        {
            case 5:
                _files.IsCutAtDelete = true;
                return;
            case 0:
                Fault(FaultKind.ResetInSend);
                _link.IsCutArmed = true;
                return;
            case 1:
                _board.IsCutArmed = true;
                return;
            case 2:
                _files.CutAfter = _random.Below(600); // at whatever is written next
                return;
            case 3:
                Fault(FaultKind.Reset);
                LosePower();
                _files.CutAfter = _random.Below(32); // and again while it starts
                return;
            default:
                Fault(FaultKind.Reset);
                LosePower();
                return;
        }
    }

    /// <summary>Somebody puts the box to sleep, or wakes it.</summary>
    private void SleepOrWake(int argument)
    {
        var mayStart = argument == 0 && NowMs < CalmFromMs;
        if (argument == 0 && !mayStart)
        {
            return;
        }

        if (argument == 1 && !_link.IsUp)
        {
            Events.Add(NowMs + WakeRetryMs, EventKind.Sleep, 1); // nobody would hear it: the client sleeps on, and its owner tries again
            return;
        }

        Events.Add(NowMs + _random.Between(10000, argument == 0 ? 1800000 : 3600000), EventKind.Sleep, 1 - argument);
        if (_node is null)
        {
            return;
        }

        var node = _node;
        var uptime = NowMs - _bootMs;
        Monitor.MaySleep = argument == 0;
        Monitor.MayWake = argument == 1;
        Guard(() =>
        {
            if (argument == 1)
            {
                node.Client.Wake(uptime);
            }
            else if (node.Client.Sleep(_random.Between(20, 900), uptime))
            {
                Fault(FaultKind.Sleep);
            }

            _dueMs = NowMs;
        });
        Monitor.MaySleep = false;
        Monitor.MayWake = false;
    }

    private void SetClock(int argument)
    {
        if (argument == 1)
        {
            Fault(FaultKind.ClockCorrected);
        }

        // First known by some seconds wrong, then corrected.
        var isWrong = argument == 0 && Settings.ClockFate == 3;
        _utcAtStart = TrueUtcAtStart + (isWrong ? _random.Between(-30000, 30000) * 10000L : 0);
        if (isWrong)
        {
            Events.Add(NowMs + _random.Between(60000, 7200000), EventKind.Clock, 1);
        }
    }

    private void HarmStorage()
    {
        switch (_random.Below(4))
        {
            case 0:
                _files.WearOut();
                break;
            case 1:
                _files.Rot();
                break;
            case 2 when HasUpdates:
                _files.RotSlot();
                break;
        }

        Events.Add(NowMs + _random.Between(3600000, 12 * 3600000), EventKind.Storage, 0);
    }

    /// <summary>At the end, after a long calm, everything has to have found its way.</summary>
    private void CheckEnd()
    {
        var node = _node ?? throw new ViolationException("end.off", "The box is off at the end.");
        Ledger.EndBoot(node.Statistics, 0, 0);
        if (EndMs < 4 * 3600000)
        {
            return; // too short for Twait and the pauses after failures
        }

        if (node.QueuedMessages != 0)
        {
            throw new ViolationException("end.waiting", $"{node.QueuedMessages} messages still wait an hour after the last sample, and two after the last fault.");
        }

        Ledger.CheckTotals();
        if (node.Update is not null)
        {
            Updates?.CheckEnd(node.Update);
        }

        if (Settings.Qos >= 0 && Monitor.LastSessionMs < EndMs - (20 * 60000))
        {
            throw new ViolationException("end.notconnected", "The box has had no session for twenty minutes, two hours after the last fault.");
        }

        // What is lost after the last sample, only a sample could have brought back.
        var isBehind = Ledger.LastLossMs >= QuietFromMs - (2 * Settings.SamplingMs);
        if (Settings.Qos == 1 && !isBehind && !Ledger.Subscriber.IsCertain)
        {
            throw new ViolationException("end.subscriber", "A subscriber still waits for a key frame two hours after the last fault.");
        }
    }
}
