#nullable enable
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>Every thermocouple over its whole range against the tables that NIST prints. A table is rounded to the microvolt, and that much a test allows.</summary>
[TestClass]
public sealed class ThermocoupleTableTests
{
    // Half a microvolt, and what is left of a tie.
    private const double Rounding = 0.00051;

    // What is promised, degC.
    private const double Promised = 0.1;

    [TestMethod]
    public void The_tables_go_from_one_end_of_a_type_to_the_other()
    {
        Assert.AreEqual(8, NistTable.Whole.Length);
        foreach (var table in NistTable.Whole)
        {
            Assert.AreEqual(table.From, Its90.Lowest(table.Type), 0.001);
            var last = table.From + (table.Step * (table.Microvolts.Length - 1));
            Assert.IsTrue(Its90.Highest(table.Type) - last is >= 0 and < 10, $"{table.Type}");
        }
    }

    [TestMethod]
    public void The_voltage_of_every_temperature_is_the_tables()
    {
        foreach (var (type, temperature, millivolts, _) in Points())
        {
            Assert.AreEqual(millivolts, Its90.Millivolts(type, temperature), Rounding, $"{type} at {temperature} degC");
        }
    }

    // Where a microvolt is more than the promise (below -250 degC, and type B below 400 degC) the table itself is no better than the rounding.
    [TestMethod]
    public void The_temperature_of_every_voltage_is_the_tables()
    {
        var sharp = 0;
        foreach (var (type, temperature, millivolts, slope) in Points())
        {
            if (type == ThermocoupleType.B && temperature < 50)
            {
                continue;
            }

            var allowed = Math.Max(Promised, Rounding / slope);
            sharp += allowed == Promised ? 1 : 0;
            foreach (var start in new[] { temperature, -1000, 25, 5000 })
            {
                Assert.AreEqual(temperature, Its90.Temperature(type, millivolts, start), allowed, $"{type} at {temperature} degC from {start}");
            }
        }

        Assert.IsTrue(sharp > 1200, $"{sharp} points are sharper than the promise");
    }

    [TestMethod]
    public void Through_the_sensor_with_a_cold_junction_it_is_the_tables_too()
    {
        var signals = new SignalTable(3);
        foreach (var (type, temperature, millivolts, slope) in Points().Where(p => p.Type != ThermocoupleType.B || p.Temperature >= 50))
        {
            var sensor = new Thermocouple(signals, 2, 0, 1, type);
            foreach (var junction in new[] { 0, 20, 40 })
            {
                // The voltage of the junction is taken from the table as well.
                signals.Values[0] = millivolts - TableAt(type, junction);
                signals.Values[1] = junction;
                signals.Statuses[0] = StatusCode.Good;
                signals.Statuses[1] = StatusCode.Good;
                sensor.Sample(0);
                Assert.IsFalse(StatusCode.IsBad(signals.Statuses[2]), $"{type} at {temperature} degC: {signals.Statuses[2]:X8}");
                Assert.AreEqual(temperature, signals.Values[2], Math.Max(Promised, 2 * Rounding / slope), $"{type} at {temperature} degC");
            }
        }
    }

    // Whole functions, not only the tables' points: what is told is the reference function's root, and the steps always end.
    [TestMethod]
    public void From_wherever_it_starts_it_finds_the_reference_functions_temperature()
    {
        var random = new Random(5);
        foreach (var type in Enum.GetValues<ThermocoupleType>())
        {
            var low = Its90.LowestInverse(type);
            var high = Its90.Highest(type);
            for (var i = 0; i < 20_000; i++)
            {
                var temperature = low + ((high - low) * random.NextDouble());
                var start = low - 100 + ((high - low + 200) * random.NextDouble());
                var millivolts = Its90.Millivolts(type, temperature);
                var found = Its90.Temperature(type, millivolts, start);
                var slope = Its90.Millivolts(type, temperature + 0.5) - Its90.Millivolts(type, temperature - 0.5);
                Assert.AreEqual(millivolts, Its90.Millivolts(type, found), 1e-5, $"{type} at {temperature} from {start}");
                Assert.AreEqual(temperature, found, slope > 0.0001 ? 0.001 : 0.2, $"{type} at {temperature} from {start}");
            }
        }
    }

    private static double TableAt(ThermocoupleType type, int temperature)
    {
        var table = NistTable.Whole.First(t => t.Type == type);
        return table.Microvolts[(temperature - table.From) / table.Step] / 1000.0;
    }

    private static IEnumerable<(ThermocoupleType Type, double Temperature, double Millivolts, double Slope)> Points()
    {
        foreach (var table in NistTable.Whole.Concat(NistTable.Stretches))
        {
            var values = table.Microvolts;
            for (var i = 0; i < values.Length; i++)
            {
                // Millivolts per degree from the table's neighbours, the flatter side.
                var before = i > 0 ? values[i] - values[i - 1] : int.MaxValue;
                var behind = i + 1 < values.Length ? values[i + 1] - values[i] : int.MaxValue;
                var slope = Math.Max(Math.Min(before, behind), 0.1) / 1000.0 / table.Step;
                yield return (table.Type, table.From + (i * table.Step), values[i] / 1000.0, slope);
            }
        }
    }
}
