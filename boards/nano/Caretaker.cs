using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Boards.Nano
{
    /// <summary>Looks after what is around a node: the network is connected and connected anew, the time is asked for, the lamp says how it is.</summary>
    public sealed class Caretaker
    {
        private const long NetworkTimeoutMs = 60000;
        private const long TimeRetryMs = 15000;
        private const long TimeResyncMs = 3600000;
        private const int BlinkMs = 500;

        private readonly Node _node;
        private readonly INetwork _network;
        private readonly ITimeSource _time;
        private readonly IClock _clock;
        private readonly IStatusLed _led;
        private long _networkDueMs;
        private long _timeDueMs;

        /// <summary>Makes it.</summary>
        /// <param name="node">The node.</param>
        /// <param name="network">The network below its link.</param>
        /// <param name="time">Where the time comes from.</param>
        /// <param name="clock">The board's clock.</param>
        /// <param name="led">The lamp.</param>
        public Caretaker(Node node, INetwork network, ITimeSource time, IClock clock, IStatusLed led)
        {
            _node = node;
            _network = network;
            _time = time;
            _clock = clock;
            _led = led;
        }

        /// <summary>Does what is due.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Step(long nowMs)
        {
            bool isUp = _network.State == NetworkState.Up;
            if (isUp)
            {
                _networkDueMs = nowMs + NetworkTimeoutMs;
                AskTime(nowMs);
            }
            else if (nowMs >= _networkDueMs)
            {
                _network.Reset();
                _network.Connect();
                _networkDueMs = nowMs + NetworkTimeoutMs;
            }

            // Steady: it publishes. Slow: no gateway yet. Fast: no network.
            ClientState state = _node.Client.State;
            bool isOnline = state == ClientState.Active || state == ClientState.Asleep || state == ClientState.Awake || state == ClientState.FallingAsleep;
            _led.Set((isUp && isOnline) || nowMs / (isUp ? 2 * BlinkMs : BlinkMs / 2) % 2 == 0);
        }

        private void AskTime(long nowMs)
        {
            if (nowMs >= _timeDueMs)
            {
                _time.Request();
                _timeDueMs = nowMs + (_clock.UtcAtStart == 0 ? TimeRetryMs : TimeResyncMs);
            }
        }
    }
}
