namespace Sidetap.Analysis
{
    /// <summary>How far a tool-wear index can be trusted. The numbers are published, as an enumeration; they never change.</summary>
    public enum ToolWearQuality
    {
        /// <summary>No calibration for this operation: the index only tells how much more current the feed drive takes than with the fresh tool.</summary>
        NotCalibrated = 0,

        /// <summary>No calibration, and the tool has not cut long enough to be compared with itself.</summary>
        LearningBaseline = 1,

        /// <summary>Calibrated, and within what the calibration has seen.</summary>
        Valid = 2,

        /// <summary>Calibrated, but the current or the cutting time is beyond everything the calibration has seen.</summary>
        OutOfRange = 3,

        /// <summary>Calibrated, but no tool change has been seen yet: the tool has cut longer than is known, and is more worn than the estimate says.</summary>
        HistoryUnknown = 4,

        /// <summary>This tool has not cut yet.</summary>
        WaitingForCut = 5,
    }
}
