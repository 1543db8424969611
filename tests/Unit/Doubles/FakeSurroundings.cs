using Sidetap.Hal;

namespace Sidetap.Tests
{
    /// <summary>What is around a node on a board: network, time, lamp, sleep. The test says how they behave.</summary>
    public sealed class FakeSurroundings : INetwork, ITimeSource, IStatusLed, IPower, IClock
    {
        /// <summary>Whether an attempt to connect succeeds at once.</summary>
        public bool Connects = true;

        /// <summary>Whether an attempt goes on for ever, as long as it is not reset.</summary>
        public bool Hangs;

        /// <summary>Whether it hangs until a reset comes before the attempt: nanoFramework's helper after a lost access point.</summary>
        public bool SticksWithoutReset;

        /// <summary>How often the network was asked to connect.</summary>
        public int ConnectCalls;

        /// <summary>How often it was reset.</summary>
        public int ResetCalls;

        /// <summary>How often the time was asked for.</summary>
        public int TimeRequests;

        /// <summary>The time that the next request brings; 0: none.</summary>
        public long AnsweredUtc;

        /// <summary>Whether the lamp is lit.</summary>
        public bool IsLit;

        /// <summary>The duration of the deep sleep that was begun; -1: none.</summary>
        public long SleptMs = -1;

        private bool _wasReset;

        /// <inheritdoc/>
        public NetworkState State { get; set; }

        /// <inheritdoc/>
        public bool CanDeepSleep { get; set; }

        /// <inheritdoc/>
        public long UptimeMs
        {
            get { return 0; } // the firmware is told the time
        }

        /// <inheritdoc/>
        public long UtcAtStart { get; set; }

        /// <inheritdoc/>
        public void Connect()
        {
            ConnectCalls++;
            bool sticks = SticksWithoutReset && !_wasReset && ConnectCalls > 1;
            _wasReset = false;
            State = Hangs || sticks ? NetworkState.Connecting : Connects ? NetworkState.Up : NetworkState.Down;
        }

        /// <inheritdoc/>
        public void Reset()
        {
            ResetCalls++;
            _wasReset = true;
            State = NetworkState.Down;
        }

        /// <inheritdoc/>
        public bool Request()
        {
            TimeRequests++;
            UtcAtStart = AnsweredUtc;
            return true;
        }

        /// <inheritdoc/>
        public void Set(bool isOn)
        {
            IsLit = isOn;
        }

        /// <inheritdoc/>
        public void DeepSleep(long durationMs)
        {
            SleptMs = durationMs;
        }
    }
}
