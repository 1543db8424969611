using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Uplink;

namespace Sidetap.Update
{
    /// <summary>
    /// Brings an image to the box, block by block. The box asks for a few at a time, in their order, so it sets the pace; what is lost is asked for again, after a time that follows the way's own.
    /// While messages wait in the outbox it asks for nothing, or hardly anything: telemetry goes first.
    /// </summary>
    internal sealed class Download
    {
        private const int MostBlockOctets = 512;
        private const int FirstRoundTripMs = 500;
        private const int LeastPatienceMs = 300;
        private const int MostPatienceMs = 300000;
        private const int BusyMs = 50;
        private const int HoldMs = 5000; // telemetry that never gets through does not stop an update for good
        private const int MostWaiting = 2;
        private const int FlowingMs = 5000;

        private readonly IUpdateSlots _slots;
        private readonly IUplink _uplink;
        private readonly UpdateStatistics _statistics;
        private readonly byte[] _buffer;
        private readonly int _payloadAt;
        private readonly int _blockOctets;
        private readonly int _window;
        private Topic _topic;
        private uint _session;
        private int _askedEnd;
        private long _askedMs;
        private long _askDueMs;
        private long _progressMs;
        private int _roundTripMs;
        private int _failures;
        private bool _isRepeated;
        private bool _hasAsked;
        private bool _isTiming;

        /// <summary>Makes one that asks for nothing.</summary>
        /// <param name="settings">Window and slots.</param>
        /// <param name="uplink">The way out.</param>
        /// <param name="statistics">Where it is counted.</param>
        /// <param name="buffer">What messages are sent from.</param>
        /// <param name="payloadAt">Where in it they begin.</param>
        /// <param name="maxPayloadLength">Octets of the longest message that a frame can carry.</param>
        public Download(UpdateSettings settings, IUplink uplink, UpdateStatistics statistics, byte[] buffer, int payloadAt, int maxPayloadLength)
        {
            _slots = settings.Slots;
            _window = settings.Window;
            _uplink = uplink;
            _statistics = statistics;
            _buffer = buffer;
            _payloadAt = payloadAt;
            int octets = maxPayloadLength - UpdateMessages.BlockOverhead;
            _blockOctets = octets < MostBlockOctets ? octets : MostBlockOctets;
            _roundTripMs = FirstRoundTripMs;
        }

        /// <summary>Whether it is under way.</summary>
        public bool IsRunning { get; private set; }

        /// <summary>Whether the slot's memory has failed; then it has ended.</summary>
        public bool HasFailed { get; private set; }

        /// <summary>Where asks are published.</summary>
        public void Attach(Topic topic)
        {
            _topic = topic;
        }

        /// <summary>Begins with the image for which the slot was started, or goes on with it.</summary>
        public void Start(long nowMs)
        {
            _session = UpdateMessages.SessionOf(_slots.Header);
            IsRunning = true;
            HasFailed = false;
            _askDueMs = nowMs;
            _progressMs = nowMs;
            _failures = 0;
            _isRepeated = false;
            _hasAsked = false;
        }

        /// <summary>Asks no more.</summary>
        public void Stop()
        {
            IsRunning = false;
        }

        /// <summary>Whether blocks have come just now, so that it is worth to stay awake for more.</summary>
        public bool IsFlowing(long nowMs)
        {
            return IsRunning && nowMs - _progressMs < FlowingMs;
        }

        /// <summary>In a new connection what was asked for in the one before does not come; a box that was away begins at once.</summary>
        public void AskNow(long nowMs)
        {
            if (IsRunning)
            {
                _askDueMs = nowMs;
                _progressMs = nowMs;
                _failures = 0;
                _isTiming = false;
            }
        }

        /// <summary>Asks for what is due.</summary>
        /// <param name="waiting">Messages that wait in the outbox.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>Uptime at which to call again.</returns>
        public long Step(int waiting, long nowMs)
        {
            if (nowMs < _askDueMs)
            {
                return _askDueMs;
            }

            if (waiting > MostWaiting && nowMs - _askedMs < HoldMs)
            {
                return nowMs + BusyMs;
            }

            if (!_uplink.CanPublish(_topic, 0, nowMs))
            {
                return nowMs + BusyMs;
            }

            Ask(nowMs);
            return _askDueMs;
        }

        /// <summary>Takes a block.</summary>
        public void OnBlock(byte[] buffer, int offset, int length, long nowMs)
        {
            if (!IsRunning || _blockOctets < 1 || !UpdateMessages.IsBlock(buffer, offset, length, _session))
            {
                _statistics.BlocksRefused++;
                return;
            }

            int count = length - UpdateMessages.BlockOverhead;
            uint first = UaBinary.Get32(buffer, offset + 4);
            int next = _slots.NextOffset;
            int rest = _slots.TotalLength - next;
            count = count < rest ? count : rest; // of an image that is longer than it was offered; its verification will say so
            if (first != (uint)next || count == 0)
            {
                _statistics.BlocksRepeated++;
                if (first > (uint)next && first < (uint)_askedEnd && first + (uint)count >= (uint)_askedEnd && !_isRepeated)
                {
                    _isRepeated = true; // the last of those asked for, and one before it is lost
                    _askDueMs = nowMs;
                }

                return;
            }

            if (_isTiming)
            {
                _roundTripMs += ((int)(nowMs - _askedMs) - _roundTripMs) / 4;
                _isTiming = false;
            }

            if (!_slots.Append(buffer, offset + UpdateMessages.BlockOctetsAt, count))
            {
                HasFailed = true;
                IsRunning = false;
                return;
            }

            _statistics.BlocksTaken++;
            _failures = 0;
            _isRepeated = false;
            _progressMs = nowMs;
            _askedMs = nowMs;
            _askDueMs = _slots.NextOffset >= _askedEnd ? nowMs : nowMs + Patience();
        }

        private void Ask(long nowMs)
        {
            int next = _slots.NextOffset;
            int rest = _slots.TotalLength - next;
            int blocks = (rest + _blockOctets - 1) / _blockOctets;
            blocks = blocks < _window ? blocks : _window;
            _isRepeated = _hasAsked && next < _askedEnd;
            _failures += _isRepeated ? 1 : 0;
            _isTiming = !_isRepeated; // an answer to something that was asked twice tells nothing
            _hasAsked = true;
            _askedEnd = next + (blocks * _blockOctets);
            _askedEnd = _askedEnd < _slots.TotalLength ? _askedEnd : _slots.TotalLength;
            int length = UpdateMessages.WriteAsk(_buffer, _payloadAt, _session, next, _blockOctets, blocks);
            _uplink.TryPublish(_topic, _buffer, _payloadAt, length, 0, false, nowMs);
            _statistics.Asked++;
            _askedMs = nowMs;
            _askDueMs = nowMs + Patience();
        }

        /// <summary>How long to wait: three round trips, and twice as long with each time that nothing came.</summary>
        private int Patience()
        {
            int patience = 3 * _roundTripMs;
            patience = patience > LeastPatienceMs ? patience : LeastPatienceMs;
            for (int i = 1; i < _failures && patience < MostPatienceMs; i++)
            {
                patience *= 2;
            }

            return patience < MostPatienceMs ? patience : MostPatienceMs;
        }
    }
}
