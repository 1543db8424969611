using Sidetap.Hal;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>Makes the tool-wear source of a profile.</summary>
    public static class WearSources
    {
        /// <summary>How many parameters a tool-wear source has.</summary>
        public const int ParameterCount = 15;

        private const int InputCount = 3;
        private const double MaxCoefficient = 1e6;

        /// <summary>How many signals a source fills.</summary>
        /// <param name="descriptor">The source as the profile describes it.</param>
        /// <returns>0: this is no tool-wear source, or it has not as many inputs and parameters as one.</returns>
        public static int OutputsOf(SourceDescriptor descriptor)
        {
            bool isOne = descriptor.Kind == SourceKind.ToolWear && descriptor.Inputs.Length == InputCount && descriptor.Parameters.Length == ParameterCount;
            return isOne ? ToolWear.Outputs : 0;
        }

        /// <summary>Makes a source.</summary>
        /// <param name="descriptor">The source as the profile describes it: inputs feed current, cutting, tool changes; parameters segmentMs, wearLimit,
        /// baselineSeconds, riseAtLimit, calibrated, offset, perAmpere, perEntry, entrySeconds, perRootSecond, intervalBase, intervalSlope, lowestCurrent,
        /// highestCurrent, longestSeconds.</param>
        /// <param name="inputs">What the board has; nothing of it is needed.</param>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its first output.</param>
        /// <returns>Null when an input is missing or a parameter is out of range.</returns>
        public static SignalSource Create(SourceDescriptor descriptor, MachineInputs inputs, SignalTable signals, int first)
        {
            int[] from = descriptor.Inputs;
            if (descriptor.Kind != SourceKind.ToolWear || descriptor.Parameters.Length != ParameterCount || from.Length != InputCount
                || !AreBefore(from, first) || first + ToolWear.Outputs > signals.Values.Length)
            {
                return null;
            }

            ToolWearSettings settings = SettingsOf(descriptor);
            int isCalibrated;
            if (settings == null || !descriptor.TryInteger(4, 0, 1, out isCalibrated))
            {
                return null;
            }

            ToolWearModel model = ModelOf(descriptor);
            if (model == null || (isCalibrated == 1 && !IsUsable(model)))
            {
                return null;
            }

            return new ToolWear(signals, first, from[0], from[1], from[2], settings, isCalibrated == 1 ? model : null);
        }

        private static bool AreBefore(int[] inputs, int first)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                if (inputs[i] < 0 || inputs[i] >= first)
                {
                    return false;
                }
            }

            return true;
        }

        private static ToolWearSettings SettingsOf(SourceDescriptor descriptor)
        {
            ToolWearSettings settings = new ToolWearSettings();
            double baselineSeconds;
            if (!descriptor.TryInteger(0, 200, 10000, out settings.SegmentMs)
                || !descriptor.TryNumber(1, 10, 5000, out settings.WearLimit)
                || !descriptor.TryNumber(2, 5, 600, out baselineSeconds)
                || !descriptor.TryNumber(3, 0.01, 10, out settings.RiseAtLimit))
            {
                return null;
            }

            settings.BaselineMs = (int)(baselineSeconds * 1000);
            return settings;
        }

        private static ToolWearModel ModelOf(SourceDescriptor descriptor)
        {
            ToolWearModel model = new ToolWearModel();
            bool isRight = descriptor.TryNumber(5, -MaxCoefficient, MaxCoefficient, out model.Offset)
                && descriptor.TryNumber(6, -MaxCoefficient, MaxCoefficient, out model.PerAmpere)
                && descriptor.TryNumber(7, -MaxCoefficient, MaxCoefficient, out model.PerEntry)
                && descriptor.TryNumber(8, 0, 600, out model.EntrySeconds)
                && descriptor.TryNumber(9, -MaxCoefficient, MaxCoefficient, out model.PerRootSecond)
                && descriptor.TryNumber(10, 0, 100000, out model.IntervalBase)
                && descriptor.TryNumber(11, 0, 10, out model.IntervalSlope)
                && descriptor.TryNumber(12, 0, 1000000, out model.LowestCurrent)
                && descriptor.TryNumber(13, 0, 1000000, out model.HighestCurrent)
                && descriptor.TryNumber(14, 0, 10000000, out model.LongestSeconds);
            return isRight ? model : null;
        }

        /// <summary>A calibration that has seen a range of currents and some time, and does not pretend to be exact.</summary>
        private static bool IsUsable(ToolWearModel model)
        {
            return model.HighestCurrent > model.LowestCurrent && model.LongestSeconds > 0 && model.IntervalBase + model.IntervalSlope > 0;
        }
    }
}
