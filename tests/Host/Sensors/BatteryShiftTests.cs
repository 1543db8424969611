#nullable enable
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>
/// A vehicle's battery over a shift of eight hours: a cell model with resistances and two relaxation times, measured by sensors with errors. The state of charge stays
/// within 3 % of the truth.
/// </summary>
[TestClass]
public sealed class BatteryShiftTests
{
    private const int Minute = 60;
    private const int Hour = 60 * Minute;

    // The table a user takes from the data sheet of a 24 V lead-acid battery.
    private static readonly double[] LeadAcid = [23.40, 0, 23.92, 20, 24.38, 40, 24.80, 60, 25.20, 80, 25.56, 100];

    // 8 cells of lithium iron phosphate.
    private static readonly double[] Lithium = [22.55, 0, 25.19, 5, 25.92, 10, 26.21, 20, 26.32, 40, 26.40, 60, 26.49, 80, 26.71, 95, 27.12, 100];

    [TestMethod]
    [DataRow(1.01, 0.2)]
    [DataRow(0.99, 0.2)]
    [DataRow(1.01, -0.2)]
    [DataRow(0.99, -0.2)]
    public void A_shift_with_a_break_and_a_charge(double gain, double offset)
    {
        var shift = new Shift(LeadAcid, OpenCircuitOfLeadAcid, 0.9, gain, offset);
        shift.Rest(40 * Minute);
        Assert.AreEqual(StatusCode.Good, shift.Status);
        shift.Work(4 * Hour);
        shift.Rest(45 * Minute);
        shift.Charge(20 * Minute, 60);
        shift.Work(3 * Hour - (5 * Minute));
        shift.AssertWithin(3);
    }

    [TestMethod]
    [DataRow(1.01, 0.2)]
    [DataRow(0.99, -0.2)]
    [DataRow(1.01, -0.2)]
    public void A_shift_without_a_rest(double gain, double offset)
    {
        var shift = new Shift(LeadAcid, OpenCircuitOfLeadAcid, 0.95, gain, offset);
        shift.Rest(40 * Minute);
        shift.Work(8 * Hour);
        shift.AssertWithin(3);
        Assert.IsTrue(shift.Truth < 0.35, $"the battery was used: {shift.Truth}");
    }

    [TestMethod]
    [DataRow(1.01, 0.2)]
    [DataRow(0.99, -0.2)]
    public void A_lithium_battery_whose_voltage_says_little(double gain, double offset)
    {
        var shift = new Shift(Lithium, OpenCircuitOfLithium, 0.08, gain, offset);
        shift.Rest(40 * Minute);
        shift.Charge(3 * Hour, 40);
        shift.Rest(40 * Minute);
        shift.Work(4 * Hour + (20 * Minute));
        shift.AssertWithin(3);
    }

    [TestMethod]
    public void The_model_itself_is_no_table()
    {
        // Half way between two points of the table the model is another.
        Assert.AreNotEqual(24.59, OpenCircuitOfLeadAcid(0.5), 0.002);
        Assert.AreEqual(24.59, OpenCircuitOfLeadAcid(0.5), 0.04);
    }

    private static double OpenCircuitOfLeadAcid(double charge) => 23.40 + (2.70 * charge) - (0.54 * charge * charge);

    private static double OpenCircuitOfLithium(double charge) =>
        26.15 + (0.42 * charge) - (3.6 * Math.Exp(-26 * charge)) + (0.55 * Math.Exp(-24 * (1 - charge)));

    private sealed class Shift
    {
        private const double CapacityAh = 160;
        private const double Efficiency = 0.97;

        private readonly IoBench _bench = new();
        private readonly Random _random = new(11);
        private readonly Func<double, double> _openCircuit;
        private readonly double _gain;
        private readonly double _offset;
        private double _fast;
        private double _slow;
        private double _worst;

        public Shift(double[] table, Func<double, double> openCircuit, double charge, double gain, double offset)
        {
            _openCircuit = openCircuit;
            _gain = gain;
            _offset = offset;
            Truth = charge;
            _bench.Make(SourceKind.Battery, [0, 1], [CapacityAh, Efficiency, 1.5, 30, .. table]);
        }

        public double Truth { get; private set; }

        public uint Status => _bench.Status(0);

        public void Rest(int seconds) => Run(seconds, _ => -0.3);

        public void Charge(int seconds, double amperes) => Run(seconds, _ => amperes);

        // Two minutes: accelerate, drive, lift, brake with recovery, wait with the electronics on.
        public void Work(int seconds) => Run(seconds, second => (second % 120) switch
        {
            < 8 => -55,
            < 60 => -14,
            < 70 => -48,
            < 74 => 18,
            _ => -3,
        });

        public void AssertWithin(double percent)
        {
            Assert.AreEqual(StatusCode.Good, Status);
            double error = _bench.Value(0) - (100 * Truth);
            Console.WriteLine($"truth {100 * Truth:F2} %, told {_bench.Value(0):F2} %, error {error:F2}, worst {_worst:F2}");
            Assert.IsTrue(Math.Abs(error) <= percent, $"error {error}");
            Assert.IsTrue(_worst <= percent, $"on the way {_worst}");
        }

        private void Run(int seconds, Func<int, double> amperes)
        {
            for (int second = 0; second < seconds; second++)
            {
                double current = amperes(second);
                Truth += (current > 0 ? current * Efficiency : current) / (CapacityAh * Hour);
                _fast += ((current * 0.004) - _fast) / 45;
                _slow += ((current * 0.006) - _slow) / 420;
                double volts = _openCircuit(Truth) + (current * 0.005) + _fast + _slow;
                _bench.Set(0, Math.Round((volts + 0.012 + (0.01 * (_random.NextDouble() - 0.5))) / 0.01) * 0.01);
                _bench.Set(1, (current * _gain) + _offset + (0.4 * (_random.NextDouble() - 0.5)));
                _bench.SampleAfter(1000);
                if (Status == StatusCode.Good)
                {
                    _worst = Math.Max(_worst, Math.Abs(_bench.Value(0) - (100 * Truth)));
                }
            }
        }
    }
}
