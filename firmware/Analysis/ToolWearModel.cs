using System;

namespace Sidetap.Analysis
{
    /// <summary>
    /// Flank wear from one segment of a cut: VB = offset + perAmpere · I + perEntry · exp(-s / entrySeconds) + perRootSecond · √t, never below 0.
    /// I is the RMS of the feed drive's current, s the seconds since the tool entered this cut, t the seconds this tool has cut. docs/tool-wear.md says why.
    /// </summary>
    public sealed class ToolWearModel
    {
        /// <summary>Micrometres.</summary>
        public double Offset;

        /// <summary>Micrometres per ampere.</summary>
        public double PerAmpere;

        /// <summary>Micrometres at the entry into a cut, where the drive's friction is higher than later on; so it is negative.</summary>
        public double PerEntry;

        /// <summary>Seconds in which that falls to 37 %; 0: there is no such term.</summary>
        public double EntrySeconds;

        /// <summary>Micrometres per square root of a second.</summary>
        public double PerRootSecond;

        /// <summary>Half the width of the 80 % interval of a tool without wear, in micrometres.</summary>
        public double IntervalBase;

        /// <summary>What the half width grows by with each micrometre of wear.</summary>
        public double IntervalSlope;

        /// <summary>The lowest current of the calibration in ampere.</summary>
        public double LowestCurrent;

        /// <summary>The highest one.</summary>
        public double HighestCurrent;

        /// <summary>The longest a tool has cut in the calibration, in seconds. Wear by time ends there.</summary>
        public double LongestSeconds;

        /// <summary>The estimate.</summary>
        /// <param name="current">RMS of the segment in ampere.</param>
        /// <param name="entrySeconds">Seconds from the beginning of the cut to that of the segment, 0 or more.</param>
        /// <param name="cuttingSeconds">Seconds the tool has cut at the end of the segment, 0 or more.</param>
        /// <returns>Micrometres, 0 or more.</returns>
        public double FlankWear(double current, double entrySeconds, double cuttingSeconds)
        {
            double wear = Offset + (PerAmpere * current);
            if (EntrySeconds > 0)
            {
                wear += PerEntry * EntryShare(entrySeconds, EntrySeconds);
            }

            wear += PerRootSecond * Math.Sqrt(cuttingSeconds < LongestSeconds ? cuttingSeconds : LongestSeconds);
            return wear > 0 ? wear : 0;
        }

        /// <summary>How much of the entry's friction is left.</summary>
        /// <param name="seconds">Seconds since the entry, 0 or more.</param>
        /// <param name="constant">Seconds in which it falls to 37 %, above 0.</param>
        /// <returns>1 at the entry, later on towards 0.</returns>
        public static double EntryShare(double seconds, double constant)
        {
            return Math.Exp(-seconds / constant);
        }

        /// <summary>Half the width of the 80 % interval.</summary>
        /// <param name="wear">The estimate in micrometres.</param>
        /// <returns>Micrometres.</returns>
        public double HalfWidth(double wear)
        {
            return IntervalBase + (IntervalSlope * wear);
        }

        /// <summary>Whether the calibration has seen the like.</summary>
        /// <param name="current">RMS of the segment in ampere.</param>
        /// <param name="cuttingSeconds">Seconds the tool has cut.</param>
        /// <returns>False when the estimate is an extrapolation.</returns>
        public bool IsInRange(double current, double cuttingSeconds)
        {
            return current >= LowestCurrent && current <= HighestCurrent && (PerRootSecond == 0 || cuttingSeconds <= LongestSeconds);
        }
    }
}
