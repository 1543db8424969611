using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>How StatusCodes travel from what a source reads to what it fills.</summary>
    internal static class Quality
    {
        private const uint LimitMask = 0x00000300;
        private const uint Low = 0x00000100;
        private const uint High = 0x00000200;

        /// <summary>The StatusCode of a value that falls when the one it was made of rises: LimitBits Low and High change places
        /// (OPC 10000-4, 7.39.1).</summary>
        /// <param name="status">The StatusCode of the value it was made of.</param>
        /// <returns>The same code with the LimitBits the other way round.</returns>
        public static uint Mirrored(uint status)
        {
            uint limit = status & LimitMask;
            return (status & StatusCode.DataValueInfo) != 0 && (limit == Low || limit == High) ? status ^ LimitMask : status;
        }

        /// <summary>The StatusCode of a value that is made of two others.</summary>
        /// <param name="first">The StatusCode of the one; it wins where both are equally bad.</param>
        /// <param name="second">The StatusCode of the other.</param>
        /// <returns>The worse of them.</returns>
        public static uint Worse(uint first, uint second)
        {
            return second >> 30 > first >> 30 ? second : first;
        }
    }
}
