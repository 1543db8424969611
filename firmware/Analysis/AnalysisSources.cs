using Sidetap.Hal;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>Makes the sources that analyse other signals: kinds 50 to 59.</summary>
    public static class AnalysisSources
    {
        private const int MaxHoldMs = 3600000;

        /// <summary>How many signals a source fills.</summary>
        /// <param name="source">Its description.</param>
        /// <returns>1 or more; 0 when there is no such kind, or inputs and parameters make none.</returns>
        public static int OutputsOf(SourceDescriptor source)
        {
            return source.Kind == SourceKind.MachineState && source.Inputs.Length == 3 && source.Parameters.Length == 5 ? 1 : 0;
        }

        /// <summary>Makes a source.</summary>
        /// <param name="source">Its description.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="signals">Where it writes.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <returns>The source; null when a parameter or an input is out of range.</returns>
        public static SignalSource Create(SourceDescriptor source, MachineInputs inputs, SignalTable signals, int first)
        {
            double onPower;
            double offPower;
            int holdMs;
            if (OutputsOf(source) == 0 || source.Inputs[0] == SignalTable.None || source.Inputs[1] != SignalTable.None
                || !source.TryNumber(0, 0, float.MaxValue, out onPower)
                || !source.TryNumber(1, 0, onPower, out offPower)
                || !source.TryInteger(4, 0, MaxHoldMs, out holdMs))
            {
                return null;
            }

            MachineState state = new MachineState((float)onPower, (float)offPower, holdMs);
            return new MachineStateSource(signals, first, source.Inputs[0], source.Inputs[2], state);
        }
    }
}
