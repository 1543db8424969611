namespace Sidetap.Terminal
{
    /// <summary>Points that were taken of one signal, for a correction. They outlive the session: a bath takes its time from one value to the next.</summary>
    public sealed class CalibrationPoints
    {
        /// <summary>Number of the signal; -1: no point was taken.</summary>
        public int Signal = -1;

        /// <summary>Whether the low point was taken.</summary>
        public bool HasLow;

        /// <summary>Whether the high point was taken.</summary>
        public bool HasHigh;

        /// <summary>Mean of the readings at the low point, in the unit of the field.</summary>
        public double LowRaw;

        /// <summary>What the value was there.</summary>
        public double LowValue;

        /// <summary>Mean of the readings at the high point, in the unit of the field.</summary>
        public double HighRaw;

        /// <summary>What the value was there.</summary>
        public double HighValue;

        /// <summary>Forgets both points.</summary>
        public void Clear()
        {
            HasLow = false;
            HasHigh = false;
        }
    }
}
