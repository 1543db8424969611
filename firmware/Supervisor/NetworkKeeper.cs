using Sidetap.Hal;

namespace Sidetap.Supervisor
{
    /// <summary>Brings the network up, and up again: what was lost or takes too long is reset before it is connected.</summary>
    internal sealed class NetworkKeeper
    {
        // From attempt to attempt, while each fails at once: a wrong password needs no more.
        private const int FirstPauseMs = 1000;
        private const int LongestPauseMs = 60000;

        private readonly INetwork _network;
        private readonly SupervisorSettings _settings;
        private bool _isTried;
        private bool _wasUp;
        private int _pauseMs = FirstPauseMs;
        private long _dueMs;

        /// <summary>Makes it.</summary>
        /// <param name="network">The network; null where there is none to look after.</param>
        /// <param name="settings">How long it may take to come up.</param>
        public NetworkKeeper(INetwork network, SupervisorSettings settings)
        {
            _network = network;
            _settings = settings;
        }

        /// <summary>Whether it is up.</summary>
        public bool IsUp
        {
            get { return _network == null || _network.State == NetworkState.Up; }
        }

        /// <summary>Connections that were lost or took too long.</summary>
        public uint Resets { get; private set; }

        /// <summary>Does what is due.</summary>
        /// <returns>When there is more to do, unless the network's state changes before.</returns>
        public long Step(long nowMs)
        {
            if (IsUp)
            {
                _wasUp = true;
                _pauseMs = FirstPauseMs;
                return long.MaxValue;
            }

            if (!_isTried || _wasUp)
            {
                Connect(nowMs);
            }
            else if (_network.State == NetworkState.Down && nowMs < _dueMs && _dueMs > nowMs + _pauseMs)
            {
                _dueMs = nowMs + _pauseMs; // the attempt has failed before its time: the next one after a pause
                _pauseMs = _pauseMs * 2 < LongestPauseMs ? _pauseMs * 2 : LongestPauseMs;
            }
            else if (nowMs >= _dueMs)
            {
                Connect(nowMs);
            }

            return _dueMs;
        }

        /// <summary>Connects anew although it seems to be up.</summary>
        public void Renew(long nowMs)
        {
            if (_network != null)
            {
                Connect(nowMs);
            }
        }

        private void Connect(long nowMs)
        {
            if (_isTried)
            {
                _network.Reset(); // a connection that was lost, or an attempt that leads nowhere, sticks otherwise
                Resets++;
            }

            _isTried = true;
            _wasUp = false;
            _network.Connect();
            _dueMs = nowMs + _settings.NetworkTimeoutMs;
        }
    }
}
