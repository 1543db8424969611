#nullable enable
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;
using static Sidetap.Tests.Host.Sensors.FaultFrameBench;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>Every fault of the converters on SPI and I²C, injected at the hal, in the decoded frame.</summary>
[TestClass]
public sealed class ChipFaultFrameTests
{
    private const uint Low = StatusCode.LimitLow;
    private const uint High = StatusCode.LimitHigh;
    private const uint SensorFailure = StatusCode.BadSensorFailure;
    private const uint Exceeded = StatusCode.UncertainEngineeringUnitsExceeded;
    private const uint NotAccurate = StatusCode.UncertainSensorNotAccurate;

    [TestMethod]
    [DataRow((byte)0x01, SensorFailure, StatusCode.Good)]
    [DataRow((byte)0x02, StatusCode.BadOutOfRange, StatusCode.Good)]
    [DataRow((byte)0x40, NotAccurate | Low, StatusCode.Good)]
    [DataRow((byte)0x80, NotAccurate, NotAccurate | High)]
    public void A_fault_of_a_max31856(byte fault, uint temperature, uint junction)
    {
        var (bench, spi) = Max31856();
        spi.Registers[0x0F] = fault;
        spi.Registers[0x0A] = 0x7E; // 126 degC
        bench.AssertBecomes(0, temperature, 300);
        bench.AssertBecomes(1, junction, 300);
        spi.Registers[0x0F] = 0;
        AssertAll(bench, 2, StatusCode.Good, 300);
    }

    // Type K: 1280 degC are nearer to the upper end of its range, 6 to the lower one.
    [TestMethod]
    public void A_max31856_beyond_the_other_ends_of_its_tables()
    {
        var (bench, spi) = Max31856();
        spi.Registers[0x0F] = 0xC0;
        spi.Registers[0x0C] = 0x50;
        spi.Registers[0x0A] = 0xC8; // -56 degC
        bench.AssertBecomes(0, NotAccurate | High, 300);
        bench.AssertBecomes(1, NotAccurate | Low, 300);
    }

    [TestMethod]
    public void A_max31865_whose_conversion_never_ends()
    {
        var (bench, spi) = Max31865();
        spi.NotKept[0] = 0x06;
        AssertAll(bench, 2, StatusCode.BadDeviceFailure, 1000);
        spi.NotKept[0] = 0x26;
        AssertAll(bench, 2, StatusCode.Good, 1000);
    }

    [TestMethod]
    public void A_max31856_that_goes_and_comes()
    {
        var (bench, spi) = Max31856();
        AssertGoesAndComes(bench, spi, 2, () => spi.Registers[0x0C] = 0x06);
    }

    [TestMethod]
    [DataRow((byte)0x80, SensorFailure | High)]
    [DataRow((byte)0x40, SensorFailure | Low)]
    [DataRow((byte)0x20, SensorFailure | High)]
    [DataRow((byte)0x10, SensorFailure)]
    [DataRow((byte)0x08, SensorFailure)]
    [DataRow((byte)0x04, StatusCode.BadOutOfRange)]
    public void A_fault_of_a_max31865(byte fault, uint status)
    {
        var (bench, spi) = Max31865();
        spi.Registers[7] = fault;
        AssertAll(bench, 2, status, 1000);
        spi.Registers[7] = 0;
        AssertAll(bench, 2, StatusCode.Good, 1000);
    }

    [TestMethod]
    [DataRow(0, SensorFailure | Low)]
    [DataRow(1480, Exceeded | Low)]
    [DataRow(32100, Exceeded | High)]
    [DataRow(32767, SensorFailure | High)]
    public void A_ratio_of_a_max31865_that_no_thermometer_has(int ratio, uint status)
    {
        var (bench, spi) = Max31865();
        SetRatio(spi, ratio);
        AssertAll(bench, 2, status, 1000);
    }

    [TestMethod]
    public void A_max31865_that_goes_and_comes()
    {
        var (bench, spi) = Max31865();
        AssertGoesAndComes(bench, spi, 2, () => SetRatio(spi, 8192));
    }

    [TestMethod]
    [DataRow(0x7FFF, StatusCode.BadOutOfRange | High)]
    [DataRow(0x8000, StatusCode.BadOutOfRange | Low)]
    public void An_ads1115_at_the_end_of_its_range(int code, uint status)
    {
        var (bench, i2c) = Ads1115();
        SetCode(i2c, code);
        AssertAll(bench, 4, status, 1000);
        SetCode(i2c, 16384);
        AssertAll(bench, 4, StatusCode.Good, 1000);
    }

    [TestMethod]
    public void An_ads1115_that_goes_and_comes()
    {
        var (bench, i2c) = Ads1115();
        i2c.IsPresent = false;
        AssertAll(bench, 4, StatusCode.BadNoCommunication, 300);
        i2c.IsPresent = true;
        AssertAll(bench, 4, StatusCode.Good, 1000);

        // Power-on: the configuration of the data sheet.
        bench.Run(20);
        i2c.Memory[2] = 0x85;
        i2c.Memory[3] = 0x83;
        bench.AssertBecomes(0, StatusCode.UncertainLastUsableValue, 200);
        AssertAll(bench, 4, StatusCode.Good, 1000);
        i2c.ReadMask[2] = 0x7F; // no conversion ends
        AssertAll(bench, 4, StatusCode.BadDeviceFailure, 2000);
        i2c.ReadMask[2] = 0xFF;
        AssertAll(bench, 4, StatusCode.Good, 1000);
        i2c.IsStuck = true;
        i2c.Memory[3] = 0;
        AssertAll(bench, 4, StatusCode.BadDeviceFailure, 2000);
    }

    private static void AssertAll(FaultFrameBench bench, int signals, uint status, long withinMs)
    {
        for (var i = 0; i < signals; i++)
        {
            bench.AssertBecomes(i, status, withinMs);
        }
    }

    private static void AssertGoesAndComes(FaultFrameBench bench, FakeSpi spi, int signals, Action measure)
    {
        foreach (var line in new byte[] { 0x00, 0xFF })
        {
            spi.Line = line;
            spi.IsPresent = false;
            AssertAll(bench, signals, StatusCode.BadNoCommunication, 1000);
            spi.PowerOn();
            spi.IsPresent = true;
            measure();
            AssertAll(bench, signals, StatusCode.Good, 1000);
        }

        spi.PowerOn();
        measure();
        bench.AssertBecomes(0, StatusCode.UncertainLastUsableValue, 500);
        AssertAll(bench, signals, StatusCode.Good, 1000);
        spi.Fails = true;
        AssertAll(bench, signals, StatusCode.BadNoCommunication, 500);
        spi.Fails = false;
        AssertAll(bench, signals, StatusCode.Good, 1000);
        spi.PowerOn();
        spi.IsStuck = true;
        measure();
        AssertAll(bench, signals, StatusCode.BadDeviceFailure, 5000);
    }

    private static (FaultFrameBench Bench, FakeSpi Spi) Max31856()
    {
        var spi = new FakeSpi([0x00, 0x03, 0xFF, 0x7F, 0xC0, 0x7F, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 0]);
        spi.NotKept[0] = 0x42;
        var bench = new FaultFrameBench(new MachineInputs { Spi = spi }, Source(SourceKind.Max31856, [], 0, 0, 50, 1));
        bench.Run(200);
        spi.Registers[0x0C] = 0x06;
        AssertAll(bench, 2, StatusCode.Good, 1000);
        return (bench, spi);
    }

    private static (FaultFrameBench Bench, FakeSpi Spi) Max31865()
    {
        var spi = new FakeSpi([0, 0, 0, 0xFF, 0xFF, 0, 0, 0]);
        spi.NotKept[0] = 0x26;
        SetRatio(spi, 8192);
        var bench = new FaultFrameBench(new MachineInputs { Spi = spi }, Source(SourceKind.Max31865, [], 0, 100, 400, 3, 50));
        AssertAll(bench, 2, StatusCode.Good, 1000);
        Assert.AreEqual(0, bench.Number(0), 0.001);
        return (bench, spi);
    }

    private static (FaultFrameBench Bench, FakeI2c I2c) Ads1115()
    {
        var i2c = new FakeI2c(72, 4, 2);
        SetCode(i2c, 16384);
        var bench = new FaultFrameBench(new MachineInputs { I2c = i2c }, Source(SourceKind.Ads1115, [], 72, 0, 4.096, 128));
        AssertAll(bench, 4, StatusCode.Good, 1000);
        Assert.AreEqual(2.048, bench.Number(3), 1e-9);
        return (bench, i2c);
    }

    private static void SetRatio(FakeSpi spi, int ratio)
    {
        spi.Registers[1] = (byte)(ratio >> 7);
        spi.Registers[2] = (byte)(ratio << 1);
    }

    private static void SetCode(FakeI2c i2c, int code)
    {
        i2c.Memory[0] = (byte)(code >> 8);
        i2c.Memory[1] = (byte)code;
    }
}
