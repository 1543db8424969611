using Sidetap.Analysis;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests
{
    /// <summary>One analysis source over signals that a test sets.</summary>
    public sealed class AnalysisBench
    {
        public readonly SourceDescriptor Descriptor = new SourceDescriptor();
        public SignalTable Signals;
        public SignalSource Source;
        private readonly int _inputs;

        public AnalysisBench(SourceKind kind, int inputs, double[] parameters)
        {
            _inputs = inputs;
            Descriptor.Kind = kind;
            Descriptor.Parameters = parameters;
            Descriptor.Inputs = new int[inputs];
            for (int i = 0; i < inputs; i++)
            {
                Descriptor.Inputs[i] = i;
            }
        }

        /// <summary>Leaves an input out.</summary>
        public AnalysisBench Without(int input)
        {
            Descriptor.Inputs[input] = SignalTable.None;
            return this;
        }

        /// <summary>Makes the source; null when it is refused.</summary>
        public AnalysisBench Make()
        {
            int outputs = AnalysisSources.OutputsOf(Descriptor);
            Signals = new SignalTable(_inputs + outputs);
            Source = AnalysisSources.Create(Descriptor, new MachineInputs(), Signals, _inputs);
            return Source == null || Source.OutputCount != outputs ? null : this;
        }

        /// <summary>Saves the state and goes on with a new source that has loaded it, as after a restart.</summary>
        public void Restart()
        {
            byte[] state = new byte[Source.StateOctets + 2];
            Source.SaveState(state, 1);
            Make();
            Source.LoadState(state, 1);
        }

        public void Put(int input, double value)
        {
            Put(input, value, StatusCode.Good);
        }

        public void Put(int input, double value, uint status)
        {
            Signals.Values[input] = value;
            Signals.Statuses[input] = status;
        }

        public void Sample(long nowMs)
        {
            Source.Sample(nowMs);
        }

        /// <summary>Sets the first input and samples.</summary>
        public void Sample(long nowMs, double value)
        {
            Put(0, value);
            Source.Sample(nowMs);
        }

        public double Value(int output)
        {
            return Signals.Values[_inputs + output];
        }

        public uint Status(int output)
        {
            return Signals.Statuses[_inputs + output];
        }
    }
}
