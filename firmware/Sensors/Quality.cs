using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>How StatusCodes travel from what a source reads to what it fills.</summary>
    internal static class Quality
    {
        /// <summary>The StatusCode of a value that falls when the one it was made of rises: LimitBits Low and High change places
        /// (OPC 10000-4, 7.39.1).</summary>
        /// <param name="status">The StatusCode of the value it was made of.</param>
        /// <returns>The same code with the LimitBits the other way round.</returns>
        public static uint Mirrored(uint status)
        {
            uint limit = status & StatusCode.LimitMask;
            return limit == StatusCode.LimitLow || limit == StatusCode.LimitHigh ? status ^ (StatusCode.LimitLow ^ StatusCode.LimitHigh) : status;
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
