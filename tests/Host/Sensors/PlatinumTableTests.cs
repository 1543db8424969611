#nullable enable
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>Platinum thermometers over -200 to 850 degC against the table of IEC 60751:2008, which is printed to 0.01 ohms for Pt100.</summary>
[TestClass]
public sealed class PlatinumTableTests
{
    private const double Promised = 0.02;

    // Table 1 of the standard, every tenth degree from -200 degC.
    private static readonly double[] Table =
    [
        18.52, 22.83, 27.10, 31.34, 35.54, 39.72, 43.88, 48.00, 52.11, 56.19,
        60.26, 64.30, 68.33, 72.33, 76.33, 80.31, 84.27, 88.22, 92.16, 96.09,
        100.00, 103.90, 107.79, 111.67, 115.54, 119.40, 123.24, 127.08, 130.90, 134.71,
        138.51, 142.29, 146.07, 149.83, 153.58, 157.33, 161.05, 164.77, 168.48, 172.17,
        175.86, 179.53, 183.19, 186.84, 190.47, 194.10, 197.71, 201.31, 204.90, 208.48,
        212.05, 215.61, 219.15, 222.68, 226.21, 229.72, 233.21, 236.70, 240.18, 243.64,
        247.09, 250.53, 253.96, 257.38, 260.78, 264.18, 267.56, 270.93, 274.29, 277.64,
        280.98, 284.30, 287.62, 290.92, 294.21, 297.49, 300.75, 304.01, 307.25, 310.49,
        313.71, 316.92, 320.12, 323.30, 326.48, 329.64, 332.79, 335.93, 339.06, 342.18,
        345.28, 348.38, 351.46, 354.53, 357.59, 360.64, 363.67, 366.70, 369.71, 372.71,
        375.70, 378.68, 381.65, 384.60, 387.55, 390.48,
    ];

    [TestMethod]
    public void Pt100_is_the_tables()
    {
        AssertTable(100, 0);
    }

    [TestMethod]
    public void Pt1000_is_ten_times_the_tables()
    {
        AssertTable(1000, 0);
    }

    [TestMethod]
    public void The_leads_are_taken_off()
    {
        AssertTable(100, 2.5);
    }

    private static void AssertTable(double nominal, double leads)
    {
        var signals = new SignalTable(2);
        var sensor = new Rtd(signals, 1, 0, nominal, leads);
        Assert.AreEqual(106, Table.Length);
        for (var i = 0; i < Table.Length; i++)
        {
            var temperature = -200 + (10 * i);
            signals.Values[0] = (Table[i] * nominal / 100) + leads;
            signals.Statuses[0] = StatusCode.Good;
            sensor.Sample(0);
            Assert.IsFalse(StatusCode.IsBad(signals.Statuses[1]), $"at {temperature} degC");
            Assert.AreEqual(temperature, signals.Values[1], Promised, $"at {temperature} degC");
            Assert.AreEqual(Table[i] / 100, Iec60751.Ratio(temperature), 0.0000501, $"at {temperature} degC");
        }
    }
}
