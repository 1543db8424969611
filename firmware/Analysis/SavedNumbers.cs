using Sidetap.PubSub;

namespace Sidetap.Analysis
{
    /// <summary>Counts as sources remember them over restarts: 64 bits each.</summary>
    internal static class SavedNumbers
    {
        /// <summary>The largest count that a signal holds exactly: 2^53.</summary>
        public const double MaxCount = 9007199254740992;

        /// <summary>Writes a count.</summary>
        public static void PutCount(byte[] buffer, int offset, double count)
        {
            UaBinary.Put64(buffer, offset, (ulong)(long)count);
        }

        /// <summary>Reads a count.</summary>
        /// <returns>0 or more; -1 when it is beyond what a signal can hold.</returns>
        public static long GetCount(byte[] buffer, int offset)
        {
            uint low = UaBinary.Get32(buffer, offset);
            uint high = UaBinary.Get32(buffer, offset + 4);
            return high > 0x1FFFFF ? -1 : ((long)high << 32) | low;
        }
    }
}
