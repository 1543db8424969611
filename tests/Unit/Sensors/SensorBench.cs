using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>A source and its signals: up to three inputs that the test sets, then what the source fills.</summary>
    public sealed class SensorBench
    {
        /// <summary>The number of the first signal that the source fills.</summary>
        public const int First = 3;

        /// <summary>The signals.</summary>
        public readonly SignalTable Signals = new SignalTable(First + 4);

        /// <summary>The source.</summary>
        public SignalSource Source;

        /// <summary>The time, milliseconds.</summary>
        public long NowMs = 1000;

        /// <summary>Sets an input, Good.</summary>
        public SensorBench Put(int input, double value)
        {
            Signals.Values[input] = value;
            Signals.Statuses[input] = StatusCode.Good;
            return this;
        }

        /// <summary>Sets an input's status.</summary>
        public SensorBench Mark(int input, uint status)
        {
            Signals.Statuses[input] = status;
            return this;
        }

        /// <summary>Takes a sample.</summary>
        public SensorBench Sample()
        {
            Source.Sample(NowMs);
            return this;
        }

        /// <summary>Lets time pass and takes a sample, so many times.</summary>
        public SensorBench Run(int times, int stepMs)
        {
            for (int i = 0; i < times; i++)
            {
                NowMs += stepMs;
                Source.Sample(NowMs);
            }

            return this;
        }

        /// <summary>The status of an output.</summary>
        public uint Status(int output)
        {
            return Signals.Statuses[First + output];
        }

        /// <summary>The value of an output.</summary>
        public double Value(int output)
        {
            return Signals.Values[First + output];
        }

        /// <summary>An output is a value with a status.</summary>
        public void AssertIs(int output, double value, double tolerance, uint status)
        {
            Assert.AreEqual(status, Status(output), "status");
            double difference = Value(output) - value;
            Assert.IsTrue(difference <= tolerance && difference >= -tolerance, Value(output) + " is not " + value);
        }

        /// <summary>All outputs of the source have a status.</summary>
        public void AssertAll(uint status)
        {
            for (int i = 0; i < Source.OutputCount; i++)
            {
                Assert.AreEqual(status, Status(i), "output " + i);
            }
        }
    }
}
