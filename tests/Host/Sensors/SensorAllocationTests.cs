#nullable enable
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Sensors;
using static Sidetap.Tests.Host.Sensors.FaultFrameBench;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>Measuring allocates nothing, whether the sensors are well or not.</summary>
[TestClass]
public sealed class SensorAllocationTests
{
    private const int Steps = 2000;

    [TestMethod]
    public void Every_electrical_sensor_measures_without_allocating()
    {
        var board = new FakeBoard();
        var burst = new FakeBurst { Bias = 1.65 };
        var spi = new FakeSpi(new byte[16]) { Devices = 2 };
        var i2c = new FakeI2c(72, 4, 2);
        var inputs = new MachineInputs { Analog = board, Burst = burst, Spi = spi, I2c = i2c };
        SourceDescriptor[] sources =
        [
            Source(SourceKind.Analog, [], 0, 1, 0),
            Source(SourceKind.Ads1115, [], 72, 0, 4.096, 128),
            Source(SourceKind.Linear, [0], 2, 1),
            Source(SourceKind.CurrentLoop, [0], 0, 100),
            Source(SourceKind.CurrentClamp, [], 0, 30, 60, 4, 1.5, 1.8),
            Source(SourceKind.Rms, [0], 10),
            Source(SourceKind.Thermocouple, [0, 1], 0),
            Source(SourceKind.Max31856, [], 0, 0, 50, 1),
            Source(SourceKind.Rtd, [0], 100, 0),
            Source(SourceKind.Max31865, [], 1, 100, 400, 3, 50),
            Source(SourceKind.Ntc, [0], 0, 10000, 3950, 0, -40, 125),
            Source(SourceKind.Divider, [0], 10000, 3.3, 0),
        ];
        var set = SourceSet.Build(sources, inputs, out _);
        Assert.IsNotNull(set);
        long allocated = 0;
        for (var i = 0; i < Steps; i++)
        {
            board.Values[0] = i % 60;
            spi.IsPresent = i % 100 < 80;
            i2c.IsPresent = i % 70 < 60;
            burst.AddSine(400, 60, i % 3, 0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            set.Sample(i * 100);
            allocated += i < 100 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.AreEqual(0, allocated, $"octets in {Steps} samples");
    }
}
