#nullable enable
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Sensors;
using static Sidetap.Tests.Host.Sensors.FaultFrameBench;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>Digital inputs, counters, serial lines, accelerometers and vehicles are read without allocating, whether they are well or not.</summary>
[TestClass]
public sealed class IoAllocationTests
{
    private const int Steps = 6000;

    [TestMethod]
    public void Every_source_of_kinds_30_to_40_is_sampled_without_allocating()
    {
        var board = new FakeBoard();
        var counters = new FakeCounters();
        var devices = new QuietDevices();
        var reader = new FakeSerial();
        var chip345 = new FakeAdxl345();
        var chip355 = new FakeAdxl355();
        var inputs = new MachineInputs { Analog = board, Digital = board, Counters = counters, Serial = [devices, reader], Spi = chip355, I2c = chip345 };
        SourceDescriptor[] sources =
        [
            Source(SourceKind.Digital, [], 0, 30, 0), // 0
            Source(SourceKind.PulseCounter, [], 0, 1, 1000), // 1
            Source(SourceKind.Quadrature, [], 1, 0.001, 500), // 3
            Source(SourceKind.Quadrature, [], 2, 0.001, 500), // 5
            Source(SourceKind.Modbus, [], 0, 115200, 2, 1, 17, 50, 1, 3, 5, 4, 1, 1, 3, 9, 0, 0, 1), // 7
            Source(SourceKind.Accelerometer, [], 1, 0x53, 8, 800, 64, 0, 100, 200, 0, 0), // 9
            Source(SourceKind.Accelerometer, [], 2, 0, 8, 1000, 64, 0, 100, 200, 0, 0), // 25
            Source(SourceKind.Analog, [], 0, 1, 0), // 41
            Source(SourceKind.Battery, [41, 41], 100, 0.9, 1, 1, 23, 0, 26, 100), // 42
            Source(SourceKind.Odometry, [3, 5], 0.5, 0.01, 500), // 46
            Source(SourceKind.SafetyState, [0, 0], 1, 0, 0), // 53
            Source(SourceKind.TagReader, [], 1, 9600, 16, 1000), // 55
            Source(SourceKind.StackLight, [0, 255, 0], 1000, 0, 3, 2, 2, 1, 1), // 57
            Source(SourceKind.Selector, [0], 1, 2), // 60
        ];
        var set = SourceSet.Build(sources, inputs, out _);
        Assert.IsNotNull(set);
        byte[] line = "NODE-1\r"u8.ToArray();
        long allocated = 0;
        for (var i = 1; i <= Steps; i++)
        {
            long now = i * 10;
            board.Level = i % 50 < 25;
            board.LevelStatus = i % 170 < 20 ? InputStatus.NotConnected : InputStatus.Good;
            counters.Move(i % 3, i % 7 == 0 ? 90 : 3);
            devices.IsSilent = i % 500 > 400;
            chip345.IsAbsent = i % 900 > 800;
            chip355.BusFails = i % 800 > 750;
            reader.NowMs = now;
            reader.FailsToRead = i % 1500 == 0;
            for (var k = 0; k < (i % 300 == 0 ? 50 : 8); k++)
            {
                chip345.Push(k * 20, k, -k);
                chip355.Push(k * 20, k, -k);
            }

            if (i % 40 == 0)
            {
                reader.Put(line);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            set.Step(now);
            set.Sample(now);
            allocated += i < 100 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.AreEqual(0, allocated, $"octets in {Steps} samples");
        Assert.IsTrue(devices.Sent > 1000, $"{devices.Sent} requests");
        Assert.IsTrue(set.Signals.Values[56] > 50, $"{set.Signals.Values[56]} tags");
    }

    /// <summary>A Modbus device that allocates nothing itself: one answer for registers 5 and 6, one for 9.</summary>
    private sealed class QuietDevices : ISerialPort
    {
        private readonly byte[] _two = FakeModbusDevices.Frame([17, 3, 4, 0, 0, 0x3F, 0xC0]);
        private readonly byte[] _one = FakeModbusDevices.Frame([17, 3, 2, 0, 77]);
        private byte[]? _waiting;

        public bool IsSilent { get; set; }

        public int Sent { get; private set; }

        public bool Open(int baud, int parity, int stopBits) => true;

        public int Read(byte[] buffer, int offset, int capacity)
        {
            if (_waiting == null)
            {
                return 0;
            }

            _waiting.CopyTo(buffer, offset);
            int length = _waiting.Length;
            _waiting = null;
            return length;
        }

        public bool Write(byte[] buffer, int offset, int length)
        {
            Sent++;
            _waiting = IsSilent ? null : buffer[3] == 5 ? _two : _one;
            return true;
        }
    }
}
