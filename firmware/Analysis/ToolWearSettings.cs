namespace Sidetap.Analysis
{
    /// <summary>What of a <see cref="ToolWear"/> does not come from a calibration.</summary>
    public sealed class ToolWearSettings
    {
        /// <summary>Milliseconds of cutting that the current is taken over, above 0. A calibration holds for segments of one length.</summary>
        public int SegmentMs = 1000;

        /// <summary>Flank wear at which the index is 100, in micrometres, above 0. 300 is ISO 3685's criterion for regular wear.</summary>
        public double WearLimit = 300;

        /// <summary>Without a calibration: milliseconds of cutting over which the fresh tool's current is learned, above 0.</summary>
        public int BaselineMs = 30000;

        /// <summary>Without a calibration: the rise of the current, as part of the fresh tool's, at which the index is 100; above 0.</summary>
        public double RiseAtLimit = 0.2;
    }
}
