using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Model
{
    /// <summary>A sampler whose signals the test sets: its sources are constants that are sampled once, at time 0.</summary>
    public sealed class SamplerBench
    {
        private const int Signals = 6;
        private readonly SourceSet _sources;
        private readonly byte[] _message = new byte[512];

        /// <summary>The fields' current values.</summary>
        public readonly DataSet DataSet;

        /// <summary>The sampler.</summary>
        public readonly FieldSampler Sampler;

        /// <summary>The time, in milliseconds.</summary>
        public long NowMs;

        /// <summary>Makes a sampler of one field.</summary>
        public SamplerBench(FieldBinding field)
        {
            MachineProfile profile = new MachineProfile { Fields = new FieldBinding[] { field } };
            SourceDescriptor[] sources = new SourceDescriptor[Signals];
            for (int i = 0; i < Signals; i++)
            {
                sources[i] = new SourceDescriptor { Kind = SourceKind.Constant, IntervalMs = 86400000, Parameters = new double[1] };
            }

            int refused;
            _sources = SourceSet.Build(sources, new MachineInputs(), out refused);
            DataSet = new DataSet(profile.MetaData());
            Sampler = new FieldSampler(profile, DataSet, _sources);
            _sources.Sample(0);
        }

        /// <summary>Sets a signal.</summary>
        public void Set(int signal, double value, uint status)
        {
            _sources.Signals.Values[signal] = value;
            _sources.Signals.Statuses[signal] = status;
        }

        /// <summary>Makes signal 0 a text.</summary>
        public void SetText(string hex)
        {
            if (_sources.Signals.Texts[0] == null)
            {
                _sources.Signals.MakeText(0, 16);
            }

            byte[] text = Hex.Parse(hex);
            _sources.Signals.SetText(0, text, 0, text.Length);
            _sources.Signals.Statuses[0] = StatusCode.Good;
        }

        /// <summary>Sets signal 0, Good, and samples 100 ms later; returns the field's value.</summary>
        public double Sample(double value)
        {
            Set(0, value, StatusCode.Good);
            Step();
            return DataSet.NumberOf(0);
        }

        /// <summary>Samples 100 ms later; returns whether the field is due.</summary>
        public bool Step()
        {
            NowMs += 100;
            Sampler.Sample(NowMs);
            return Sampler.MarkDue(NowMs) > 0;
        }

        /// <summary>Samples, and publishes when the field is due; returns whether it was.</summary>
        public bool Publish()
        {
            bool isDue = Step();
            if (isDue)
            {
                Sampler.MarkPublished(false, NowMs);
            }

            return isDue;
        }

        /// <summary>The status of the field.</summary>
        public uint Status
        {
            get { return DataSet.StatusOf(0); }
        }

        /// <summary>The field as it is sent in a Variant, in hexadecimal digits.</summary>
        public string Sent()
        {
            int end = FieldWriter.WriteKeyFrame(DataSet, Uadp.FieldsAsVariant, _message, 0);
            return Hex.Of(_message, 2, end - 2);
        }
    }
}
