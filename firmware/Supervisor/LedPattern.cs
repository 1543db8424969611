namespace Sidetap.Supervisor
{
    /// <summary>What the lamp shows: sixteen slots of 125 ms each, over and over; bit 0 is the first slot.</summary>
    public static class LedPattern
    {
        /// <summary>No network: quick, four times a second.</summary>
        public const int NoNetwork = 0x5555;

        /// <summary>A network and no gateway or broker: slow, half a second on and half a second off.</summary>
        public const int NoGateway = 0x0F0F;

        /// <summary>It publishes: lit, with a short gap every two seconds that tells it from a box that hangs.</summary>
        public const int Online = 0x7FFF;

        /// <summary>It publishes, and a field is not Good: lit, with two short gaps.</summary>
        public const int OnlineWithFault = 0x5FFF;

        /// <summary>It started without its profile or its settings: three short flashes, then dark.</summary>
        public const int Safe = 0x0015;

        private const int SlotMs = 125;

        /// <summary>Whether the lamp is lit.</summary>
        /// <param name="pattern">One of the constants.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public static bool IsOn(int pattern, long nowMs)
        {
            int slot = (int)(nowMs / SlotMs) & 15;
            return ((pattern >> slot) & 1) != 0;
        }

        /// <summary>When the next slot begins.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public static long NextMs(long nowMs)
        {
            return ((nowMs / SlotMs) + 1) * SlotMs;
        }
    }
}
