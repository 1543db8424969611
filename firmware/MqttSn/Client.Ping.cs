namespace Sidetap.MqttSn
{
    /// <content>A PINGREQ that somebody asks for, to see whether and how soon the gateway answers (MQTT-SN 1.2, 6.11).</content>
    public sealed partial class Client
    {
        private long _pingSentMs;
        private long _measuredSinceMs = -1;
        private bool _isAskedFor;

        /// <summary>How long the gateway took to answer the last PINGREQ that <see cref="TryPing"/> asked for, in milliseconds, repetitions included; -1: it did
        /// not.</summary>
        public int PingMs { get; private set; } = -1;

        /// <summary>Sends a PINGREQ now, or joins the one that waits for its answer. It is repeated like any other, and an answer that never comes is a lost
        /// gateway.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False while there is no connection that could be asked.</returns>
        public bool TryPing(long nowMs)
        {
            if (State != ClientState.Active || !_link.IsUp)
            {
                return false;
            }

            PingMs = -1;
            if (!_ping.IsOpen)
            {
                OpenPing(nowMs);
                _isAskedFor = true;
                SendPing(nowMs);
            }

            _measuredSinceMs = _pingSentMs;
            return true;
        }

        /// <summary>Whether an answer is still to be hoped for; afterwards <see cref="PingMs"/> tells.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False when it has come, when the connection has ended, and when the gateway has answered other requests for a Tretry and not this one.</returns>
        public bool IsPinging(long nowMs)
        {
            if (_measuredSinceMs >= 0 && (State != ClientState.Active || (!_ping.IsOpen && nowMs - _measuredSinceMs >= _settings.RetryMs)))
            {
                _measuredSinceMs = -1;
            }

            return _measuredSinceMs >= 0;
        }

        /// <summary>PINGRESP: the answer to a ping that is open, or to one that somebody asked for and that another answer has made needless.</summary>
        private bool HandlePingResp(long nowMs)
        {
            bool isExpected = _ping.IsOpen || _measuredSinceMs >= 0;
            if (_measuredSinceMs >= 0)
            {
                PingMs = (int)(nowMs - _measuredSinceMs);
                _measuredSinceMs = -1;
            }

            if (_ping.IsOpen && !_isAskedFor)
            {
                NoteService(); // it has lasted for a while
            }

            return isExpected;
        }
    }
}
