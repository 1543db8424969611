#nullable enable
using Sidetap.Boards.Host.Machines;

namespace Sidetap.Tests.Host.Boards.Machines;

/// <summary>The forward functions against points of the published tables.</summary>
[TestClass]
public sealed class FrontEndTests
{
    // ITS-90 reference tables, NIST Monograph 175; two-decimal degrees, three-decimal mV.
    [TestMethod]
    [DataRow(-200.0, -5.891)]
    [DataRow(-100.0, -3.554)]
    [DataRow(0.0, 0.000)]
    [DataRow(25.0, 1.000)]
    [DataRow(100.0, 4.096)]
    [DataRow(500.0, 20.644)]
    [DataRow(1000.0, 41.276)]
    [DataRow(1372.0, 54.886)]
    public void Type_K(double celsius, double millivolts) => Assert.AreEqual(millivolts, FrontEnd.TypeK(celsius), 0.0006);

    [TestMethod]
    [DataRow(-210.0, -8.095)]
    [DataRow(-100.0, -4.633)]
    [DataRow(0.0, 0.000)]
    [DataRow(25.0, 1.277)]
    [DataRow(100.0, 5.269)]
    [DataRow(200.0, 10.779)]
    [DataRow(300.0, 16.327)]
    [DataRow(760.0, 42.919)]
    public void Type_J(double celsius, double millivolts) => Assert.AreEqual(millivolts, FrontEnd.TypeJ(celsius), 0.0006);

    // IEC 60751, table of a Pt100.
    [TestMethod]
    [DataRow(0.0, 100.00)]
    [DataRow(50.0, 119.40)]
    [DataRow(100.0, 138.51)]
    [DataRow(200.0, 175.86)]
    public void Platinum(double celsius, double ohms) => Assert.AreEqual(ohms, FrontEnd.Pt100(celsius), 0.006);

    // NAMUR NE 43: a transmitter that works stays within 3.8 to 20.5 mA.
    [TestMethod]
    [DataRow(0.0, 4.0)]
    [DataRow(0.5, 12.0)]
    [DataRow(1.0, 20.0)]
    [DataRow(-1.0, 3.8)]
    [DataRow(2.0, 20.5)]
    public void Two_wire_transmitter(double share, double milliamperes) => Assert.AreEqual(milliamperes, FrontEnd.CurrentLoop(share), 1e-9);

    [TestMethod]
    public void An_ntc_of_10_kiloohm_halves_the_supply_at_25_degrees()
    {
        Assert.AreEqual(1.65, FrontEnd.NtcDivider(25), 1e-9);

        // Beta 3950: R(85) = 10k exp(3950 (1/358.15 - 1/298.15)) = 1,086 ohm.
        Assert.AreEqual(3.3 * 1086 / 11086, FrontEnd.NtcDivider(85), 0.001);
    }
}
