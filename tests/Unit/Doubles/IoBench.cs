using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;
using Assert = nanoFramework.TestFramework.Assert; // tests/Host has MSTest's as well

namespace Sidetap.Tests
{
    /// <summary>A source on doubles of everything a board can have, and its signals. Inputs of the source are the signals 0 to 9, which the test sets.</summary>
    public sealed class IoBench
    {
        /// <summary>The number of the source's first signal.</summary>
        public const int First = 10;

        private const int Signals = 64;

        /// <summary>The digital channel.</summary>
        public readonly FakeBoard Board = new FakeBoard();

        /// <summary>The counters.</summary>
        public readonly FakeCounters Counters = new FakeCounters();

        /// <summary>Port 0: Modbus devices.</summary>
        public readonly FakeModbusDevices Devices = new FakeModbusDevices();

        /// <summary>Port 1: a reader.</summary>
        public readonly FakeSerial Line = new FakeSerial();

        /// <summary>What the board has.</summary>
        public readonly MachineInputs Inputs = new MachineInputs();

        /// <summary>Who uses the ports.</summary>
        public readonly SerialPorts Ports;

        /// <summary>The signals.</summary>
        public readonly SignalTable Table = new SignalTable(Signals);

        /// <summary>The source.</summary>
        public SignalSource Source;

        /// <summary>What time it is.</summary>
        public long NowMs = 1000;

        /// <summary>Makes a bench without a source.</summary>
        public IoBench()
        {
            Inputs.Digital = Board;
            Inputs.Counters = Counters;
            Inputs.Serial = new ISerialPort[] { Devices, Line };
            Ports = new SerialPorts(Inputs.Serial);
        }

        /// <summary>Makes the source through the factory.</summary>
        public IoBench Make(SourceKind kind, int[] inputs, params double[] parameters)
        {
            Source = Try(kind, inputs, First, parameters);
            Assert.IsNotNull(Source, "the factory refused");
            return this;
        }

        /// <summary>What the factory makes of a description.</summary>
        public SignalSource Try(SourceKind kind, int[] inputs, int first, double[] parameters)
        {
            SourceDescriptor descriptor = new SourceDescriptor();
            descriptor.Kind = kind;
            descriptor.Inputs = inputs;
            descriptor.Parameters = parameters;
            SignalSource source = IoSources.Create(descriptor, Inputs, Ports, Table, first);
            if (source != null)
            {
                Assert.AreEqual(IoSources.OutputsOf(descriptor), source.OutputCount);
            }

            return source;
        }

        /// <summary>Sets an input.</summary>
        public void Set(int signal, double value)
        {
            Table.Values[signal] = value;
            Table.Statuses[signal] = StatusCode.Good;
        }

        /// <summary>Sets the status of an input.</summary>
        public void SetStatus(int signal, uint status)
        {
            Table.Statuses[signal] = status;
        }

        /// <summary>Samples the source.</summary>
        public void Sample()
        {
            Devices.NowMs = NowMs;
            Line.NowMs = NowMs;
            Source.Sample(NowMs);
        }

        /// <summary>Lets time pass, then samples.</summary>
        public void SampleAfter(int ms)
        {
            NowMs += ms;
            Sample();
        }

        /// <summary>Lets time pass in steps of 10 ms, in which the ports go on, and samples every so often.</summary>
        public void Run(int ms, int intervalMs)
        {
            long end = NowMs + ms;
            long due = NowMs + intervalMs;
            while (NowMs < end)
            {
                NowMs += 10;
                Devices.NowMs = NowMs;
                Line.NowMs = NowMs;
                Ports.Step(NowMs);
                if (NowMs >= due)
                {
                    due += intervalMs;
                    Source.Sample(NowMs);
                }
            }
        }

        /// <summary>An output's value.</summary>
        public double Value(int output)
        {
            return Table.Values[First + output];
        }

        /// <summary>An output's status.</summary>
        public uint Status(int output)
        {
            return Table.Statuses[First + output];
        }

        /// <summary>Asserts an output.</summary>
        public void AssertOutput(int output, double value, uint status)
        {
            Assert.AreEqual(status, Status(output));
            Assert.AreEqual(value, Value(output));
        }

        /// <summary>Asserts that a value is near another.</summary>
        public static void AssertNear(double expected, double actual, double tolerance)
        {
            double difference = actual - expected;
            Assert.IsTrue(difference <= tolerance && difference >= -tolerance, "expected " + expected.ToString() + ", was " + actual.ToString());
        }

        /// <summary>The state that a source saves, loaded into another one.</summary>
        public static void Restart(SignalSource from, SignalSource into)
        {
            byte[] state = new byte[from.StateOctets + 2];
            from.SaveState(state, 1);
            into.LoadState(state, 1);
        }
    }
}
