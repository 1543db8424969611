using System;
using Sidetap.Hal;
using Sidetap.Settings;

namespace Sidetap.Supervisor
{
    /// <summary>
    /// What is around a node on a box that nobody looks after: the network is brought up and up again, the time is asked for, the lamp says how it is, and what can't go
    /// on is restarted, with the reason kept. One Step around the node's, with the same rules: no thread, no clock, nothing waits.
    /// </summary>
    public sealed class Supervisor
    {
        private const int MemoryLookMs = 10000;
        private const int MemoryLooks = 3;
        private const int MostDoublings = 4;
        private const int GoodbyeMs = 5000;
        private const int ConfirmAgainMs = 10000;

        private readonly SupervisorSettings _settings;
        private readonly Node _node;
        private readonly ISystem _system;
        private readonly IClock _clock;
        private readonly ITimeSource _time;
        private readonly IStatusLed _led;
        private readonly IPower _power;
        private readonly SettingTrial _trial;
        private readonly bool _hasAnswers;
        private readonly RestartRecord _restarts;
        private readonly NetworkKeeper _network;
        private readonly NoteKeeper _noteKeeper;
        private readonly bool _isSafe;
        private readonly int _sleepMs;
        private uint _heard;
        private long _heardMs;
        private bool _hasRenewed;
        private bool _hasLasted;
        private long _timeDueMs;
        private bool _hasTime;
        private long _memoryDueMs;
        private long _confirmMs;
        private int _lowLooks;
        private long _goodbyeMs = -1;
        private bool _isEnded;

        /// <summary>Puts it around a node, which <see cref="Start"/> starts.</summary>
        /// <param name="settings">How patient it is.</param>
        /// <param name="node">The node.</param>
        /// <param name="nodeSettings">What the node was made with.</param>
        /// <param name="system">The box itself.</param>
        /// <param name="clock">Its clock: only whether the time is known.</param>
        /// <param name="restarts">What the box remembers.</param>
        /// <param name="parts">What there is to look after.</param>
        public Supervisor(
            SupervisorSettings settings, Node node, NodeSettings nodeSettings, ISystem system, IClock clock, RestartRecord restarts, SupervisedParts parts)
        {
            _settings = settings;
            _node = node;
            _system = system;
            _clock = clock;
            _restarts = restarts;
            _network = new NetworkKeeper(parts.Network, settings);
            _time = parts.Time;
            _led = parts.Led;
            _power = parts.Power;
            _trial = parts.Trial;
            _hasAnswers = nodeSettings.Qos >= 0;
            _isSafe = !SafeStart.UsesProfile(restarts);
            _sleepMs = nodeSettings.SleepSeconds * 1000;
            Watch = new StepWatch(settings);
            _noteKeeper = parts.Notes == null ? null : new NoteKeeper(parts.Notes, node, parts.Trial);
            FreeHeapOctets = system.FreeHeapOctets;
            node.Box.FreeHeapOctets = FreeHeapOctets;
            node.Box.LastRestart = (int)restarts.Last;
        }

        /// <summary>What the board's second thread looks at.</summary>
        public StepWatch Watch { get; }

        /// <summary>Whether the box has been told to restart or to sleep: on a board there is no more after that.</summary>
        public bool IsEnded
        {
            get { return _isEnded; }
        }

        /// <summary>Octets that were free on the heap at the last look; -1 where the board can't tell.</summary>
        public int FreeHeapOctets { get; private set; }

        /// <summary>Networks that were reset because they were lost or did not come up.</summary>
        public uint NetworkResets
        {
            get { return _network.Resets; }
        }

        /// <summary>Starts the node.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Start(long nowMs)
        {
            Watch.Alive(nowMs);
            _heardMs = nowMs;
            _memoryDueMs = nowMs + MemoryLookMs;
            if (_noteKeeper != null)
            {
                _noteKeeper.Start(_system.StartCause, _restarts.Last, nowMs);
            }

            _network.Step(nowMs);
            _node.UtcAtStart = _clock.UtcAtStart;
            _node.Start(nowMs);
        }

        /// <summary>Does what is due, the node's Step included.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        /// <returns>Uptime at which to call again at the latest; an arriving datagram is a reason to call earlier.</returns>
        public long Step(long nowMs)
        {
            Watch.Alive(nowMs);
            if (_isEnded)
            {
                return long.MaxValue;
            }

            long due = _network.Step(nowMs);
            due = Earlier(due, AskTime(nowMs));
            _node.UtcAtStart = _clock.UtcAtStart;
            due = Earlier(due, _node.Step(nowMs));
            if (_noteKeeper != null)
            {
                _noteKeeper.Step(_network.IsUp, _node.UtcAtStart != 0, nowMs);
            }

            due = Earlier(due, Listen(nowMs));
            due = Earlier(due, Try(nowMs));
            due = Earlier(due, LookAtMemory(nowMs));
            if (!_isEnded && _node.Update != null && _node.Update.IsRestartWanted)
            {
                Restart(RestartReason.Requested, nowMs); // into new firmware, or back to the one before
            }

            due = Earlier(due, SleepDeeply(nowMs));
            return _isEnded ? long.MaxValue : Earlier(due, Light(nowMs));
        }

        /// <summary>Restarts the box: what waits is kept, the reason too.</summary>
        /// <param name="reason">Why.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Restart(RestartReason reason, long nowMs)
        {
            _restarts.Note(reason, nowMs, null, 0);
            _node.Stop(nowMs);
            _isEnded = true;
            _system.Restart();
        }

        private static long Earlier(long a, long b)
        {
            return a < b ? a : b;
        }

        /// <summary>The time, asked for while it is not known and now and then when it is.</summary>
        private long AskTime(long nowMs)
        {
            bool hasTime = _clock.UtcAtStart != 0;
            if (hasTime && !_hasTime)
            {
                _timeDueMs = _settings.TimeResyncMs > 0 ? nowMs + _settings.TimeResyncMs : long.MaxValue;
            }

            _hasTime = hasTime;
            if (_time == null || nowMs < _timeDueMs)
            {
                return _time == null ? long.MaxValue : _timeDueMs;
            }

            if (!_network.IsUp)
            {
                return long.MaxValue; // when it comes up, Step is called
            }

            _time.Request();
            _timeDueMs = hasTime && _settings.TimeResyncMs > 0 ? nowMs + _settings.TimeResyncMs : nowMs + _settings.TimeRetryMs;
            return _timeDueMs;
        }

        /// <summary>Whether the box is heard: first the network is renewed, then the box.</summary>
        private long Listen(long nowMs)
        {
            uint heard = _node.Statistics.Delivered + _node.Statistics.Announcements;
            if (heard != _heard)
            {
                _heard = heard;
                _heardMs = nowMs;
                _hasRenewed = false;
                EndRows(nowMs);
            }

            if (_settings.AckTimeoutMs <= 0)
            {
                return long.MaxValue;
            }

            long patience = Patience();
            if (nowMs - _heardMs >= patience)
            {
                Restart(RestartReason.NothingAcknowledged, nowMs);
            }
            else if (!_hasRenewed && nowMs - _heardMs >= patience / 2)
            {
                _hasRenewed = true;
                _network.Renew(nowMs);
            }

            return _heardMs + (_hasRenewed ? patience : patience / 2);
        }

        /// <summary>Settings on trial become the saved ones when a message was acknowledged under them. When that has not happened in time, and nobody has confirmed them
        /// either, the box restarts with those before.</summary>
        private long Try(long nowMs)
        {
            if (_trial == null || !_trial.IsUnconfirmed)
            {
                return long.MaxValue;
            }

            // At QoS -1 messages go out and nobody says that they have arrived.
            if (_trial.IsRunning && _hasAnswers && _heard > 0 && nowMs >= _confirmMs && !Confirm())
            {
                _confirmMs = nowMs + ConfirmAgainMs;
            }

            if (_trial.IsOver(nowMs))
            {
                Restart(RestartReason.Requested, nowMs);
            }

            return _trial.DueMs;
        }

        /// <summary>Whether the flash has taken them; where it has not, or there was no memory to do it, it is tried again.</summary>
        private bool Confirm()
        {
            try
            {
                return _trial.Confirm();
            }
            catch (OutOfMemoryException)
            {
                return false;
            }
        }

        /// <summary>A site whose gateway is away for the weekend does not need a restart every quarter of an hour.</summary>
        private long Patience()
        {
            int doublings = _restarts.UnheardRestarts < MostDoublings ? _restarts.UnheardRestarts : MostDoublings;
            long patience = (long)_settings.AckTimeoutMs << doublings;
            return patience > 3L * _sleepMs ? patience : 3L * _sleepMs;
        }

        private void EndRows(long nowMs)
        {
            if (!_hasLasted && nowMs >= RestartRecord.LastingMs)
            {
                _hasLasted = true;
                _restarts.EndRows();
            }
        }

        /// <summary>Free memory is told to the profile, and a box that runs out of it restarts in good order, before an exception does it.</summary>
        private long LookAtMemory(long nowMs)
        {
            if (nowMs < _memoryDueMs)
            {
                return _memoryDueMs;
            }

            _memoryDueMs = nowMs + MemoryLookMs;
            FreeHeapOctets = _system.FreeHeapOctets;
            _node.Box.FreeHeapOctets = FreeHeapOctets;
            bool isLow = FreeHeapOctets >= 0 && FreeHeapOctets < _settings.LowMemoryOctets;
            _lowLooks = isLow ? _lowLooks + 1 : 0;
            if (_lowLooks >= MemoryLooks)
            {
                Restart(RestartReason.LowMemory, nowMs);
            }

            return _memoryDueMs;
        }

        /// <summary>On battery: when everything has been handed over, or has had its time, the box says goodbye and sleeps until the next sample.</summary>
        private long SleepDeeply(long nowMs)
        {
            if (_isEnded || _settings.DeepSleepSeconds <= 0 || _power == null || !_power.CanDeepSleep)
            {
                return long.MaxValue;
            }

            if (_goodbyeMs < 0)
            {
                bool isDone = _node.Statistics.Delivered > 0 && _node.IsDrained && !_node.KeepsAwake;
                if (!isDone && nowMs < _settings.AwakeMs)
                {
                    return _settings.AwakeMs;
                }

                _goodbyeMs = nowMs;
                _node.Stop(nowMs);
                return nowMs;
            }

            if (!_node.IsStopped && nowMs - _goodbyeMs < GoodbyeMs)
            {
                return _goodbyeMs + GoodbyeMs;
            }

            _isEnded = true;
            long duration = (_settings.DeepSleepSeconds * 1000L) - nowMs; // from start to start
            _power.DeepSleep(duration > 0 ? duration : 1);
            return long.MaxValue;
        }

        private long Light(long nowMs)
        {
            if (_led == null)
            {
                return long.MaxValue;
            }

            _led.Set(LedPattern.IsOn(Pattern(), nowMs));
            return LedPattern.NextMs(nowMs);
        }

        private int Pattern()
        {
            if (!_network.IsUp)
            {
                return LedPattern.NoNetwork;
            }

            if (!_node.IsOnline)
            {
                return LedPattern.NoGateway;
            }

            return _isSafe ? LedPattern.Safe : _node.HasFault ? LedPattern.OnlineWithFault : LedPattern.Online;
        }
    }
}
