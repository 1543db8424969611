namespace Sidetap.Sensors
{
    /// <summary>What calibration has found of a signal: the corrected value is the reading times <see cref="Gain"/> plus <see cref="Offset"/>.</summary>
    public sealed class Correction
    {
        /// <summary>The least gain that is a correction and no other sensor.</summary>
        public const double MinGain = 0.1;

        /// <summary>The greatest.</summary>
        public const double MaxGain = 10;

        /// <summary>The signal's number.</summary>
        public readonly int Signal;

        /// <summary><see cref="MinGain"/>..<see cref="MaxGain"/>.</summary>
        public double Gain = 1;

        /// <summary>What is added, in the signal's unit.</summary>
        public double Offset;

        /// <summary>The last reading, before the correction.</summary>
        public double Raw;

        /// <summary>The next correction of the same source; null: none.</summary>
        internal Correction Next;

        /// <summary>Makes one that changes nothing.</summary>
        /// <param name="signal">The signal's number.</param>
        public Correction(int signal)
        {
            Signal = signal;
        }

        /// <summary>Whether gain and offset are those of a correction.</summary>
        /// <param name="gain">The gain.</param>
        /// <param name="offset">The offset.</param>
        /// <returns>False for a gain out of range, and for what is no number or infinite.</returns>
        public static bool IsSound(double gain, double offset)
        {
            return gain >= MinGain && gain <= MaxGain && offset - offset == 0;
        }
    }
}
