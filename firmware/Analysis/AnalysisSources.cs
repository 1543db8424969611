using Sidetap.Hal;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>Makes the sources that analyse other signals: kinds 50 to 59.</summary>
    public static class AnalysisSources
    {
        private const int MaxWindow = 1024;
        private const int MaxFrequencies = 4;
        private const int MaxZones = 16;
        private const int MinPoints = 4;
        private const int MaxPoints = 32;
        private const int MaxMs = 86400000; // a day
        private const int DefaultGapMs = 60000;

        /// <summary>How many signals a source fills.</summary>
        /// <param name="source">Its description.</param>
        /// <returns>1 or more; 0 when there is no such kind, or inputs and parameters make none.</returns>
        public static int OutputsOf(SourceDescriptor source)
        {
            int inputs = source.Inputs.Length;
            int parameters = source.Parameters.Length;
            switch (source.Kind)
            {
                case SourceKind.Features:
                    return inputs == 1 && parameters == 1 ? FeaturesSource.Outputs : 0;

                case SourceKind.Goertzel:
                    return inputs == 1 && parameters > 2 && parameters <= 2 + MaxFrequencies ? parameters - 2 : 0;

                case SourceKind.MachineState:
                    return inputs == 3 && parameters == 5 ? 1 : 0;

                case SourceKind.OperationCounters:
                    return inputs == 2 && parameters <= 1 ? OperationCountersSource.Outputs : 0;

                case SourceKind.InjectionCycle:
                    return inputs == 1 && (parameters == 4 || parameters == 5) ? InjectionCycleSource.Outputs : 0;

                case SourceKind.ZoneDeviation:
                    return inputs > 0 && inputs <= MaxZones && parameters == 2 + inputs ? ZoneDeviationSource.OutputsOf(inputs) : 0;

                case SourceKind.CycleProfile:
                    int points;
                    return inputs == 2 && parameters == 2 && source.TryInteger(0, MinPoints, MaxPoints, out points) ? points : 0;

                case SourceKind.Cutting:
                    return (inputs == 3 || inputs == 4) && parameters == 6 ? CuttingSource.Outputs : 0;

                default:
                    return 0;
            }
        }

        /// <summary>Makes a source.</summary>
        /// <param name="source">Its description.</param>
        /// <param name="inputs">What the board has; analysis needs nothing of it.</param>
        /// <param name="signals">Where it reads and writes.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <returns>The source; null when a parameter or an input is out of range.</returns>
        public static SignalSource Create(SourceDescriptor source, MachineInputs inputs, SignalTable signals, int first)
        {
            if (OutputsOf(source) == 0 || !HasInputs(source))
            {
                return null;
            }

            switch (source.Kind)
            {
                case SourceKind.Features:
                    int samples;
                    return source.TryInteger(0, 2, MaxWindow, out samples) ? new FeaturesSource(signals, first, source.Inputs[0], samples) : null;

                case SourceKind.Goertzel:
                    return CreateGoertzel(source, signals, first);

                case SourceKind.MachineState:
                    return CreateMachineState(source, signals, first);

                case SourceKind.OperationCounters:
                    return CreateCounters(source, signals, first);

                case SourceKind.InjectionCycle:
                    return CreateInjectionCycle(source, signals, first);

                case SourceKind.ZoneDeviation:
                    return CreateZones(source, signals, first);

                case SourceKind.CycleProfile:
                    return CreateProfile(source, signals, first);

                default:
                    return CreateCutting(source, signals, first);
            }
        }

        /// <summary>Whether the inputs that a kind can't do without are there.</summary>
        private static bool HasInputs(SourceDescriptor source)
        {
            int[] inputs = source.Inputs;
            int needed = inputs.Length;
            if (source.Kind == SourceKind.MachineState || source.Kind == SourceKind.OperationCounters)
            {
                needed = 1;
            }
            else if (source.Kind == SourceKind.Cutting)
            {
                needed = 1;
                if (inputs[1] == SignalTable.None && inputs[2] == SignalTable.None)
                {
                    return false;
                }
            }

            for (int i = 0; i < needed; i++)
            {
                if (inputs[i] == SignalTable.None)
                {
                    return false;
                }
            }

            return true;
        }

        private static SignalSource CreateGoertzel(SourceDescriptor source, SignalTable signals, int first)
        {
            double rate;
            int samples;
            if (!source.TryNumber(0, 0.001, 100000, out rate) || !source.TryInteger(1, 3, MaxWindow, out samples))
            {
                return null;
            }

            // The pace that the profile gives a source is the one the frequencies are meant for: a hundredth aside, milliseconds are whole.
            double pace = rate * source.IntervalMs / 1000;
            if (source.IntervalMs > 0 && (pace < 0.99 || pace > 1.01))
            {
                return null;
            }

            GoertzelFilter[] filters = new GoertzelFilter[source.Parameters.Length - 2];
            for (int i = 0; i < filters.Length; i++)
            {
                double frequency;
                if (!source.TryNumber(2 + i, 0, rate, out frequency) || !GoertzelFilter.Fits((float)rate, (float)frequency, samples))
                {
                    return null;
                }

                filters[i] = new GoertzelFilter((float)rate, (float)frequency, samples);
            }

            return new GoertzelSource(signals, first, source.Inputs[0], rate, samples, filters);
        }

        private static SignalSource CreateMachineState(SourceDescriptor source, SignalTable signals, int first)
        {
            int holdMs;
            bool hasCurrent = source.Inputs[1] != SignalTable.None;
            if (!AreThresholds(source, 0) || (hasCurrent && !AreThresholds(source, 2)) || !source.TryInteger(4, 0, MaxMs, out holdMs))
            {
                return null;
            }

            double[] values = source.Parameters;
            MachineState state = new MachineState(new Thresholds(values[0], values[1]), new Thresholds(values[2], values[3]), holdMs);
            return new MachineStateSource(signals, first, source.Inputs[0], source.Inputs[1], source.Inputs[2], state);
        }

        private static SignalSource CreateCounters(SourceDescriptor source, SignalTable signals, int first)
        {
            int gapMs = GapOf(source);
            if (source.Parameters.Length == 1 && !source.TryInteger(0, 1, MaxMs, out gapMs))
            {
                return null;
            }

            return new OperationCountersSource(signals, first, source.Inputs[0], source.Inputs[1], gapMs);
        }

        private static SignalSource CreateInjectionCycle(SourceDescriptor source, SignalTable signals, int first)
        {
            int minimumMs;
            int maximumMs;
            int holdMs = 0;
            if (!AreThresholds(source, 0)
                || !source.TryInteger(2, 0, MaxMs - 1, out minimumMs)
                || !source.TryInteger(3, minimumMs + 1, MaxMs, out maximumMs)
                || (source.Parameters.Length == 5 && !source.TryInteger(4, 0, MaxMs, out holdMs)))
            {
                return null;
            }

            Thresholds drive = new Thresholds(source.Parameters[0], source.Parameters[1]);
            CycleDetector cycle = new CycleDetector(drive, minimumMs, maximumMs, holdMs);
            return new InjectionCycleSource(signals, first, source.Inputs[0], cycle);
        }

        private static SignalSource CreateZones(SourceDescriptor source, SignalTable signals, int first)
        {
            double low;
            double high;
            if (!source.TryNumber(0, float.MinValue, float.MaxValue, out low) || !source.TryNumber(1, 0, float.MaxValue, out high))
            {
                return null;
            }

            int zones = source.Inputs.Length;
            double[] nominals = new double[zones];
            for (int i = 0; i < zones; i++)
            {
                if (!source.TryNumber(2 + i, float.MinValue, float.MaxValue, out nominals[i]))
                {
                    return null;
                }
            }

            return new ZoneDeviationSource(signals, first, source.Inputs, nominals, low < 0 ? -low : low, high);
        }

        private static SignalSource CreateProfile(SourceDescriptor source, SignalTable signals, int first)
        {
            int longestMs;
            if (!source.TryInteger(1, 1, MaxMs, out longestMs))
            {
                return null;
            }

            return new CycleProfileSource(signals, first, source.Inputs[0], source.Inputs[1], OutputsOf(source), longestMs);
        }

        private static SignalSource CreateCutting(SourceDescriptor source, SignalTable signals, int first)
        {
            int holdMs;
            int toolChangeMs;
            bool hasSpindle = source.Inputs[1] != SignalTable.None;
            bool hasFeed = source.Inputs[2] != SignalTable.None;
            if ((hasSpindle && !AreThresholds(source, 0)) || (hasFeed && !AreThresholds(source, 2))
                || !source.TryInteger(4, 0, MaxMs, out holdMs) || !source.TryInteger(5, 0, MaxMs, out toolChangeMs))
            {
                return null;
            }

            double[] values = source.Parameters;
            int[] numbers = source.Inputs;
            Thresholds spindle = new Thresholds(values[0], values[1]);
            Thresholds feed = new Thresholds(values[2], values[3]);
            CuttingDetector cutting = new CuttingDetector(numbers[1], numbers[2], spindle, feed, holdMs);
            int tool = numbers.Length == 4 ? numbers[3] : SignalTable.None;
            return new CuttingSource(signals, first, numbers[0], tool, toolChangeMs, GapOf(source), cutting);
        }

        /// <summary>Whether two parameters are a threshold above 0, which everything would reach, and one that is not higher.</summary>
        private static bool AreThresholds(SourceDescriptor source, int index)
        {
            double on;
            double off;
            return source.TryNumber(index, float.Epsilon, float.MaxValue, out on) && source.TryNumber(index + 1, 0, on, out off);
        }

        /// <summary>A minute, or three intervals where the source is sampled more seldom.</summary>
        private static int GapOf(SourceDescriptor source)
        {
            int intervals = source.IntervalMs < MaxMs / 3 ? source.IntervalMs * 3 : MaxMs;
            return intervals > DefaultGapMs ? intervals : DefaultGapMs;
        }
    }
}
