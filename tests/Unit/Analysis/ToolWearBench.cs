using nanoFramework.TestFramework;
using Sidetap.Analysis;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Analysis
{
    /// <summary>A tool-wear source made of a profile's numbers, whose three inputs a test sets. A sample is taken every 100 ms.</summary>
    internal sealed class ToolWearBench
    {
        public const int Current = 0;
        public const int Cutting = 1;
        public const int ToolChanges = 2;
        public const int First = 3;
        public const int SampleMs = 100;

        public readonly SignalTable Signals = new SignalTable(First + ToolWear.Outputs);
        public readonly ToolWear Source;
        public long NowMs;

        public ToolWearBench(double[] parameters)
        {
            Source = (ToolWear)Create(parameters, Signals);
            for (int i = 0; i < First; i++)
            {
                Signals.Statuses[i] = StatusCode.Good;
            }
        }

        /// <summary>VB = -500 + 50 I - 40 exp(-s / 5) + 10 √t; interval ±(30 + 0.1 VB); 10 to 20 A, up to 400 s; limit 300 µm.</summary>
        public static double[] Calibrated()
        {
            return new double[] { 1000, 300, 30, 0.2, 1, -500, 50, -40, 5, 10, 30, 0.1, 10, 20, 400 };
        }

        /// <summary>No calibration: fresh over 30 s, 100 % at a current 20 % higher.</summary>
        public static double[] NotCalibrated()
        {
            return new double[] { 1000, 300, 30, 0.2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
        }

        public static SignalSource Create(double[] parameters, SignalTable signals)
        {
            SourceDescriptor descriptor = new SourceDescriptor();
            descriptor.Kind = SourceKind.ToolWear;
            descriptor.Inputs = new int[] { Current, Cutting, ToolChanges };
            descriptor.Parameters = parameters;
            return WearSources.Create(descriptor, new MachineInputs(), signals, First);
        }

        /// <summary>A source that has seen the tool before this one leave.</summary>
        public static ToolWearBench WithFreshTool(double[] parameters)
        {
            ToolWearBench bench = new ToolWearBench(parameters);
            bench.Idle(SampleMs);
            bench.ChangeTool();
            return bench;
        }

        public void ChangeTool()
        {
            Signals.Values[ToolChanges]++;
            Idle(SampleMs);
        }

        public void Idle(int ms)
        {
            Signals.Values[Cutting] = 0;
            Run(ms);
        }

        /// <summary>Begins a cut, if none is under way, and cuts for so long.</summary>
        public void Cut(double ampere, int ms)
        {
            Signals.Values[Current] = ampere;
            if (Signals.Values[Cutting] == 0)
            {
                Signals.Values[Cutting] = 1;
                Source.Sample(NowMs);
            }

            Run(ms);
        }

        public void Run(int ms)
        {
            for (int i = 0; i < ms; i += SampleMs)
            {
                NowMs += SampleMs;
                Source.Sample(NowMs);
            }
        }

        public double Value(int output)
        {
            return Signals.Values[First + output];
        }

        public uint Status(int output)
        {
            return Signals.Statuses[First + output];
        }

        public void AssertNear(double expected, int output)
        {
            Assert.IsFalse(StatusCode.IsBad(Status(output)), "Bad");
            AssertNear(expected, Value(output));
        }

        public static void AssertNear(double expected, double actual)
        {
            double difference = actual - expected;
            Assert.IsTrue(difference > -0.001 && difference < 0.001, "expected " + expected + ", got " + actual);
        }

        public void AssertQuality(ToolWearQuality quality)
        {
            Assert.AreEqual((int)quality, (int)Value(ToolWear.Quality));
        }
    }
}
