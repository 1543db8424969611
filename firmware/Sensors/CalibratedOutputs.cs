namespace Sidetap.Sensors
{
    /// <summary>Which signals of which kinds of sources are readings that a reference can be held against.</summary>
    /// <remarks>Not counts, texts, states and factors; not what an analysis makes of readings, which follows from them; and not registers of a device, which has
    /// a calibration of its own.</remarks>
    public static class CalibratedOutputs
    {
        private const int ClampQuantities = 2; // RMS and peak, not the crest factor

        /// <summary>Whether a signal can have a correction.</summary>
        /// <param name="kind">Its source's kind.</param>
        /// <param name="output">Which of the source's signals, from 0.</param>
        /// <returns>True for an analog quantity.</returns>
        public static bool Has(SourceKind kind, int output)
        {
            switch (kind)
            {
                case SourceKind.Analog:
                case SourceKind.Ads1115:
                case SourceKind.Linear:
                case SourceKind.CurrentLoop:
                case SourceKind.Rms:
                case SourceKind.Thermocouple:
                case SourceKind.Max31856:
                case SourceKind.Rtd:
                case SourceKind.Max31865:
                case SourceKind.Ntc:
                case SourceKind.Divider:
                    return true;

                case SourceKind.CurrentClamp:
                    return output < ClampQuantities;

                default:
                    return false;
            }
        }
    }
}
