using Sidetap.Analysis;
using Sidetap.Hal;
using Sidetap.Sensors;

namespace Sidetap.Model
{
    /// <summary>Makes sources of their descriptions. Each group of kinds has a factory of its own; this one knows which.</summary>
    public static class SourceFactory
    {
        private const int FirstElectrical = 10;
        private const int FirstIo = 30;
        private const int FirstAnalysis = 50;
        private const int FirstWear = 60;

        /// <summary>How many signals a source fills.</summary>
        /// <param name="source">Its description.</param>
        /// <returns>1 or more; 0 when there is no such kind, or inputs and parameters make none.</returns>
        public static int OutputsOf(SourceDescriptor source)
        {
            int kind = (int)source.Kind;
            if (kind < FirstElectrical)
            {
                return OwnOutputsOf(source);
            }

            if (kind < FirstIo)
            {
                return ElectricalSources.OutputsOf(source);
            }

            if (kind < FirstAnalysis)
            {
                return IoSources.OutputsOf(source);
            }

            return kind < FirstWear ? AnalysisSources.OutputsOf(source) : WearSources.OutputsOf(source);
        }

        /// <summary>Makes a source. Nothing is read from the board, and nothing sent to it, before its first sample.</summary>
        /// <param name="source">Its description.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="ports">Who uses the board's serial ports.</param>
        /// <param name="box">The box's own figures.</param>
        /// <param name="signals">Where it writes.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <returns>The source; null when a parameter is out of range or the board lacks what it needs.</returns>
        public static SignalSource Create(SourceDescriptor source, MachineInputs inputs, SerialPorts ports, BoxCounts box, SignalTable signals, int first)
        {
            int kind = (int)source.Kind;
            if (kind < FirstElectrical)
            {
                return CreateOwn(source, box, signals, first);
            }

            if (kind < FirstIo)
            {
                return ElectricalSources.Create(source, inputs, signals, first);
            }

            if (kind < FirstAnalysis)
            {
                return IoSources.Create(source, inputs, ports, signals, first);
            }

            return kind < FirstWear ? AnalysisSources.Create(source, inputs, signals, first) : WearSources.Create(source, inputs, signals, first);
        }

        /// <summary>Whether a number is that of a kind.</summary>
        /// <param name="kind">The number.</param>
        /// <returns>True for the numbers of <see cref="SourceKind"/>.</returns>
        public static bool IsKind(int kind)
        {
            return (kind >= (int)SourceKind.Constant && kind <= (int)SourceKind.Diagnostics)
                || (kind >= FirstElectrical && kind <= (int)SourceKind.Divider)
                || (kind >= FirstIo && kind <= (int)SourceKind.Selector)
                || (kind >= FirstAnalysis && kind <= (int)SourceKind.Cutting)
                || kind == (int)SourceKind.ToolWear;
        }

        private static int OwnOutputsOf(SourceDescriptor source)
        {
            if (source.Inputs.Length != 0)
            {
                return 0;
            }

            switch (source.Kind)
            {
                case SourceKind.Constant:
                    return source.Parameters.Length == 1 ? 1 : 0;

                case SourceKind.Box:
                    return source.Parameters.Length == 0 ? BoxSource.Outputs : 0;

                case SourceKind.Diagnostics:
                    return source.Parameters.Length == 0 ? DiagnosticsSource.Outputs : 0;

                default:
                    return 0;
            }
        }

        private static SignalSource CreateOwn(SourceDescriptor source, BoxCounts box, SignalTable signals, int first)
        {
            if (OwnOutputsOf(source) == 0)
            {
                return null;
            }

            if (source.Kind == SourceKind.Box)
            {
                return new BoxSource(signals, first, box);
            }

            if (source.Kind == SourceKind.Diagnostics)
            {
                return new DiagnosticsSource(signals, first, box);
            }

            return new ConstantSource(signals, first, source.Parameters[0]);
        }
    }
}
