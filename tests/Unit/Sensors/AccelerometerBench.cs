using System;
using Sidetap.Hal;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>
    /// An accelerometer on a machine: x a sine of a tenth of the rate, y a square wave of 0.05 g about 0, z a tenth of x about 1 g. It is sampled every 10 ms.
    /// </summary>
    internal sealed class AccelerometerBench
    {
        private const int StepMs = 10;
        private const double Gravity = 9.80665;
        private const int Window = 160;

        private readonly SignalTable _table = new SignalTable(AccelerometerSource.Outputs);
        private readonly double _rate;
        private readonly double _countsPerUnit;
        private readonly int _limit;
        private long _nowMs;
        private long _pushed;
        private double _owed;

        /// <summary>The chip.</summary>
        public readonly FakeAccelerometer Chip;

        /// <summary>The source.</summary>
        public readonly SignalSource Source;

        /// <summary>The amplitude of x, in m/s².</summary>
        public double Amplitude = Gravity;

        /// <summary>Whether x reads the same all the time.</summary>
        public bool IsXStuck;

        /// <summary>Whether the chip takes no samples.</summary>
        public bool IsStill;

        public AccelerometerBench(int chip, int rangeG, double rateHz)
        {
            bool is345 = chip < 2;
            if (is345)
            {
                Chip = new FakeAdxl345();
            }
            else
            {
                Chip = new FakeAdxl355();
            }

            _rate = rateHz;
            _countsPerUnit = (is345 ? 256 : 512000.0 / rangeG) / Gravity;
            _limit = is345 ? rangeG * 256 : 524288;
            Source = Create(chip, rangeG, rateHz, Window, rateHz / 10, rateHz / 8, 0, _table, Chip);
        }

        /// <summary>Whether the factory takes such parameters.</summary>
        public static bool IsAccepted(int chip, int rangeG, double rateHz, int window, double band, int intervalMs)
        {
            return Create(chip, rangeG, rateHz, window, band, 0, intervalMs, new SignalTable(AccelerometerSource.Outputs), new FakeAdxl345()) != null;
        }

        /// <summary>Lets steps of 10 ms pass and samples after each.</summary>
        public void Run(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                _nowMs += StepMs;
                _owed += StepMs * _rate / 1000;
                int due = (int)_owed;
                _owed -= due;
                Push(due);
                Source.Sample(_nowMs);
            }
        }

        /// <summary>Lets the chip take samples at once.</summary>
        public void Push(int count)
        {
            for (int i = 0; i < count; i++)
            {
                double phase = 2 * Math.PI * (_pushed % 10) / 10;
                double x = IsXStuck ? 1 : Amplitude * Math.Sin(phase);
                double y = (_pushed % 10 < 5 ? 0.05 : -0.05) * Gravity;
                double z = Gravity * (1 + (0.1 * Math.Sin(phase)));
                _pushed++;
                if (!IsStill)
                {
                    Chip.Push(Counts(x), Counts(y), Counts(z));
                }
            }
        }

        public double Value(int output)
        {
            return _table.Values[output];
        }

        public uint Status(int output)
        {
            return _table.Statuses[output];
        }

        private static SignalSource Create(
            int chip, int rangeG, double rateHz, int window, double band1, double band2, int intervalMs, SignalTable table, FakeAccelerometer device)
        {
            MachineInputs inputs = new MachineInputs();
            inputs.Spi = device;
            inputs.I2c = device;
            bool isSpi = (chip & 1) == 0;
            SourceDescriptor descriptor = new SourceDescriptor();
            descriptor.Kind = SourceKind.Accelerometer;
            descriptor.IntervalMs = intervalMs;
            descriptor.Parameters = new double[] { chip, isSpi ? 0 : chip == 1 ? 0x53 : 0x1D, rangeG, rateHz, window, 0, band1, band2, 0, 0 };
            return IoSources.Create(descriptor, inputs, new SerialPorts(inputs.Serial), table, 0);
        }

        private int Counts(double value)
        {
            double counts = Math.Floor((value * _countsPerUnit) + 0.5);
            return (int)(counts >= _limit ? _limit - 1 : counts < -_limit ? -_limit : counts);
        }
    }
}
