namespace Sidetap.MqttSn
{
    /// <summary>
    /// When SEARCHGW and GWINFO are due (MQTT-SN 1.2, 6.1): a SEARCHGW waits a random time, gives way to an identical one, and is repeated in intervals
    /// that double; the answer to another client's waits a random time and gives way to a GWINFO that is heard first.
    /// </summary>
    internal sealed class GatewaySearch
    {
        private readonly ClientSettings _settings;
        private readonly RandomDelay _delay;
        private bool _isFirst;
        private int _intervalMs;

        /// <summary>Makes a search that is not under way.</summary>
        public GatewaySearch(ClientSettings settings, RandomDelay delay)
        {
            _settings = settings;
            _delay = delay;
        }

        /// <summary>Uptime at which SEARCHGW is due, in milliseconds; <see cref="long.MaxValue"/> while no search is under way.</summary>
        public long SearchDueMs { get; private set; } = long.MaxValue;

        /// <summary>Uptime at which GWINFO is due, in milliseconds; <see cref="long.MaxValue"/> while there is nothing to answer.</summary>
        public long AnswerDueMs { get; private set; } = long.MaxValue;

        /// <summary>Begins a search.</summary>
        public void Begin(long nowMs)
        {
            _isFirst = true;
            _intervalMs = _settings.SearchGwMs;
            SearchDueMs = nowMs + _delay.Next(_settings.SearchGwMs);
        }

        /// <summary>Ends a search.</summary>
        public void End()
        {
            SearchDueMs = long.MaxValue;
        }

        /// <summary>SEARCHGW went out, ours or an identical one of another client: the next one waits twice as long.</summary>
        public void WasSent(long nowMs)
        {
            _isFirst = false;
            SearchDueMs = nowMs + _intervalMs;
            _intervalMs = _intervalMs > _settings.SearchGwMaxMs / 2 ? _settings.SearchGwMaxMs : _intervalMs * 2;
        }

        /// <summary>Another client's SEARCHGW was heard. While ours waits for its first time, an identical one stands for it.</summary>
        /// <returns>Whether it did.</returns>
        public bool Hear(int radius, long nowMs)
        {
            if (SearchDueMs == long.MaxValue || !_isFirst || radius != _settings.SearchRadius)
            {
                return false;
            }

            WasSent(nowMs);
            return true;
        }

        /// <summary>Radius of the answer: that of the SEARCHGW (6.1), the widest where several wait for it.</summary>
        public int AnswerRadius { get; private set; }

        /// <summary>Plans the answer to another client's SEARCHGW.</summary>
        public void PlanAnswer(int radius, long nowMs)
        {
            if (AnswerDueMs == long.MaxValue)
            {
                AnswerDueMs = nowMs + _delay.Next(_settings.GwInfoMs);
                AnswerRadius = radius;
            }
            else if (AnswerRadius != 0 && (radius == 0 || radius > AnswerRadius))
            {
                AnswerRadius = radius; // 0 is the whole network
            }
        }

        /// <summary>The answer was given, by us or by somebody else.</summary>
        public void EndAnswer()
        {
            AnswerDueMs = long.MaxValue;
        }
    }
}
