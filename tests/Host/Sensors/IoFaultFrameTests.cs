#nullable enable
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;
using static Sidetap.Tests.Host.Sensors.FaultFrameBench;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>Every fault of digital inputs, counters, serial lines and accelerometers, injected at the hal, in the decoded frame.</summary>
[TestClass]
public sealed class IoFaultFrameTests
{
    private const uint Good = StatusCode.Good;
    private const uint LastUsable = StatusCode.UncertainLastUsableValue;
    private const uint SubNormal = StatusCode.UncertainSubNormal;
    private const uint DeviceFailure = StatusCode.BadDeviceFailure;
    private const uint NoCommunication = StatusCode.BadNoCommunication;
    private const uint CommunicationError = StatusCode.BadCommunicationError;
    private const uint ConfigurationError = StatusCode.BadConfigurationError;

    [TestMethod]
    [DataRow(InputStatus.NotConnected, StatusCode.BadSensorFailure)]
    [DataRow(InputStatus.OutOfRange, StatusCode.BadOutOfRange)]
    [DataRow(InputStatus.DeviceFailure, DeviceFailure)]
    [DataRow(InputStatus.Stale, LastUsable)]
    public void A_digital_input_and_a_selector_on_it(InputStatus fault, uint status)
    {
        var board = new FakeBoard();
        var bench = new FaultFrameBench(board.Inputs, Source(SourceKind.Digital, [], 0, 30, 0), Source(SourceKind.Selector, [0], 1, 2));
        bench.AssertBecomes(0, Good, 1000);
        Assert.AreEqual(2, bench.Number(1));
        board.LevelStatus = fault;
        bench.AssertBecomes(0, status, 300);
        bench.AssertBecomes(1, status, 300);
        board.LevelStatus = InputStatus.Good;
        bench.AssertBecomes(0, Good, 500);
        bench.AssertBecomes(1, Good, 300);
    }

    [TestMethod]
    public void A_digital_input_that_never_rests()
    {
        var board = new FakeBoard();
        var bench = new FaultFrameBench(board.Inputs, 10, Source(SourceKind.Digital, [], 0, 30, 0));
        bench.AssertBecomes(0, Good, 1000);
        bench.Machine = _ => board.Level = !board.Level;
        bench.AssertBecomes(0, LastUsable, 1500);
        bench.Machine = null;
        bench.AssertBecomes(0, Good, 300);
    }

    [TestMethod]
    [DataRow(InputStatus.NotConnected, StatusCode.BadSensorFailure)]
    [DataRow(InputStatus.OutOfRange, StatusCode.BadOutOfRange)]
    [DataRow(InputStatus.DeviceFailure, DeviceFailure)]
    [DataRow(InputStatus.Stale, LastUsable)]
    public void Counters(InputStatus fault, uint status)
    {
        var counters = new FakeCounters();
        var bench = new FaultFrameBench(
            new MachineInputs { Counters = counters }, Source(SourceKind.PulseCounter, [], 0, 1, 1000), Source(SourceKind.Quadrature, [], 1, 1, 1000));
        AssertAll(bench, 4, Good, 1000);
        counters.Statuses[0] = fault;
        counters.Statuses[1] = fault;
        AssertAll(bench, 4, status, 300);
        counters.Statuses[0] = InputStatus.Good;
        counters.Statuses[1] = InputStatus.Good;
        AssertAll(bench, 4, Good, 300);
    }

    [TestMethod]
    public void A_counter_that_its_board_reset()
    {
        var counters = new FakeCounters { Bits = 32 };
        var bench = new FaultFrameBench(new MachineInputs { Counters = counters }, Source(SourceKind.PulseCounter, [], 0, 1, 1000));
        counters.Counts[0] = 500;
        bench.AssertBecomes(0, Good, 1000);
        counters.Counts[0] = 2;
        bench.AssertBecomes(0, SubNormal, 300);
        Assert.AreEqual(2, bench.Number(0), "what was counted since");
        bench.AssertBecomes(0, Good, 1500);
    }

    [TestMethod]
    [DataRow(1, ConfigurationError)]
    [DataRow(2, ConfigurationError)]
    [DataRow(3, DeviceFailure)]
    [DataRow(4, DeviceFailure)]
    [DataRow(5, LastUsable)]
    [DataRow(6, LastUsable)]
    [DataRow(8, DeviceFailure)]
    [DataRow(10, CommunicationError)]
    [DataRow(11, NoCommunication)]
    public void A_modbus_device_that_answers_with_an_exception(int exception, uint status)
    {
        var (bench, devices) = Modbus();
        devices.Exception = exception;
        bench.AssertBecomes(0, status, 2000);
        devices.Exception = 0;
        bench.AssertBecomes(0, Good, 2000);
        Assert.AreEqual(42, bench.Number(0));
    }

    [TestMethod]
    [DataRow(5)]
    [DataRow(6)]
    public void A_modbus_device_that_is_busy_for_good(int exception)
    {
        var (bench, devices) = Modbus();
        devices.Exception = exception;
        bench.AssertBecomes(0, LastUsable, 2000);
        bench.AssertBecomes(0, DeviceFailure, 10000);
        devices.Exception = 0;
        bench.AssertBecomes(0, Good, 2000);
    }

    [TestMethod]
    public void A_modbus_device_that_does_not_get_its_turn()
    {
        var devices = new FakeModbusDevices();
        var sources = new SourceDescriptor[8];
        for (var i = 0; i < sources.Length; i++)
        {
            sources[i] = Source(SourceKind.Modbus, [], 0, 9600, 2, 1, i + 1, i == 0 ? 100 : 10_000, 0, 3, 5, 0, 0, 1);
        }

        var bench = new FaultFrameBench(new MachineInputs { Serial = [devices] }, sources) { Machine = now => devices.NowMs = now };
        AssertAll(bench, sources.Length, Good, 3000);
        Array.Fill(devices.IsAbsent, true, 2, sources.Length - 1);
        bench.AssertBecomes(0, LastUsable, 5000);
        bench.AssertBecomes(0, StatusCode.BadTimeout, 62_000);
    }

    [TestMethod]
    public void A_modbus_device_that_falls_silent()
    {
        var (bench, devices) = Modbus();
        devices.IsAbsent[17] = true;
        bench.AssertBecomes(0, StatusCode.BadTimeout, 2000);
        bench.AssertBecomes(0, NoCommunication, 4000);
        bench.AssertStays(0, NoCommunication, 3000);
        devices.IsAbsent[17] = false;
        bench.AssertBecomes(0, Good, 2000);
    }

    [TestMethod]
    [DataRow("CRC")]
    [DataRow("address")]
    [DataRow("function")]
    [DataRow("long")]
    [DataRow("short")]
    [DataRow("cut")]
    public void A_modbus_device_whose_answers_are_wrong(string fault)
    {
        var (bench, devices) = Modbus();
        devices.CrcFault = fault == "CRC" ? 1 : 0;
        devices.AddressFault = fault == "address" ? 1 : 0;
        devices.FunctionFault = fault == "function" ? 1 : 0;
        devices.LengthFault = fault == "long" ? 2 : fault == "short" ? -1 : 0;
        devices.CutTo = fault == "cut" ? 4 : -1;
        bench.AssertBecomes(0, CommunicationError, 2000);
        devices.CrcFault = devices.AddressFault = devices.FunctionFault = devices.LengthFault = 0;
        devices.CutTo = -1;
        bench.AssertBecomes(0, Good, 2000);
    }

    [TestMethod]
    public void A_modbus_value_that_is_no_number()
    {
        var (bench, devices) = Modbus();
        devices.Holding[8] = 0x7FC0;
        bench.AssertBecomes(1, StatusCode.BadSensorFailure, 500);
        Assert.AreEqual(Good, bench.Status(0));
    }

    [TestMethod]
    public void A_serial_port_that_fails_or_refuses_its_settings()
    {
        var (bench, devices) = Modbus();
        devices.FailsToRead = true;
        bench.AssertBecomes(0, DeviceFailure, 500);
        devices.FailsToRead = false;
        devices.RefusesOpen = true;
        bench.AssertBecomes(0, ConfigurationError, 6000);
        devices.RefusesOpen = false;
        bench.AssertBecomes(0, Good, 6000);
        devices.FailsToWrite = true;
        bench.AssertBecomes(0, DeviceFailure, 500);
        devices.FailsToWrite = false;
        bench.AssertBecomes(0, Good, 6000);
    }

    [TestMethod]
    public void A_line_that_is_never_silent()
    {
        var (bench, devices) = Modbus();
        bench.Machine = now =>
        {
            devices.NowMs = now;
            devices.Put([0x55]);
        };
        bench.AssertBecomes(0, CommunicationError, 5000);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void An_accelerometer(int chip)
    {
        var (bench, fake) = Accelerometer(chip);
        for (var band = 13; band < 16; band++)
        {
            Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(band), "a band without a frequency");
        }

        fake.IsAbsent = true;
        AssertFeatures(bench, NoCommunication, bench.FrameDelayMs);
        fake.IsAbsent = false;
        AssertFeatures(bench, Good, 3000);

        fake.Reset();
        AssertFeatures(bench, NoCommunication, bench.FrameDelayMs);
        AssertFeatures(bench, Good, 3000);

        fake.BusFails = true;
        AssertFeatures(bench, NoCommunication, bench.FrameDelayMs);
        fake.BusFails = false;
        AssertFeatures(bench, Good, 3000);

        byte identity = fake.Registers[0];
        fake.Reset();
        fake.Registers[0] = 0x55;
        AssertFeatures(bench, DeviceFailure, 2500);
        fake.Registers[0] = identity;
        AssertFeatures(bench, Good, 3000);
    }

    [TestMethod]
    public void An_accelerometer_whose_fifo_overruns()
    {
        var (bench, fake) = Accelerometer(2);
        Push(fake, 40, 0, 50000);
        bench.AssertBecomes(0, SubNormal, 100);
        bench.AssertBecomes(0, Good, 1000);
        var machine = bench.Machine;
        bench.Machine = now => Push(fake, 40, now, 50000);
        bench.AssertBecomes(0, ConfigurationError, 1000);
        bench.Machine = machine;
        bench.AssertBecomes(0, Good, 1000);
    }

    [TestMethod]
    public void An_accelerometer_at_the_end_of_its_range_stuck_or_still()
    {
        var (bench, fake) = Accelerometer(2);
        bench.Machine = now => Push(fake, 10, now, 600000);
        bench.AssertBecomes(0, StatusCode.UncertainSensorNotAccurate | StatusCode.LimitHigh, 1000);
        Assert.AreEqual(Good, bench.Status(4), "another axis");
        bench.Machine = now => Push(fake, 10, now, 0);
        bench.AssertBecomes(0, StatusCode.BadSensorFailure, 1000);
        bench.Machine = null;
        bench.AssertBecomes(4, DeviceFailure, 1500);
    }

    private static void AssertAll(FaultFrameBench bench, int signals, uint status, long withinMs)
    {
        for (var i = 0; i < signals; i++)
        {
            bench.AssertBecomes(i, status, withinMs);
        }
    }

    private static void AssertFeatures(FaultFrameBench bench, uint status, long withinMs) => AssertAll(bench, 13, status, withinMs);

    private static (FaultFrameBench Bench, FakeModbusDevices Devices) Modbus()
    {
        var devices = new FakeModbusDevices();
        devices.Holding[5] = 42;
        var bench = new FaultFrameBench(
            new MachineInputs { Serial = [devices] }, Source(SourceKind.Modbus, [], 0, 9600, 2, 1, 17, 100, 1, 3, 5, 0, 0, 1, 3, 8, 4, 0, 1))
        {
            Machine = now => devices.NowMs = now,
        };
        bench.AssertBecomes(0, Good, 2000);
        return (bench, devices);
    }

    private static (FaultFrameBench Bench, FakeAccelerometer Chip) Accelerometer(int chip)
    {
        FakeAccelerometer fake = chip < 2 ? new FakeAdxl345() : new FakeAdxl355();
        var isSpi = (chip & 1) == 0;
        var rate = chip < 2 ? 800 : 1000;
        var inputs = new MachineInputs { Spi = isSpi ? fake : null, I2c = isSpi ? null : fake };
        var address = isSpi ? 0 : chip == 1 ? 0x53 : 0x1D;
        var bench = new FaultFrameBench(inputs, 10, Source(SourceKind.Accelerometer, [], chip, address, 8, rate, 64, 0, 100, 0, 0, 0))
        {
            Machine = now => Push(fake, rate / 100, now, chip < 2 ? 200 : 50000),
        };
        bench.AssertBecomes(0, Good, 2000);
        return (bench, fake);
    }

    private static void Push(FakeAccelerometer chip, int count, long now, int amplitude)
    {
        for (var i = 0; i < count; i++)
        {
            var phase = 0.7 * (now + i);
            int x = Math.Clamp((int)(amplitude * Math.Sin(phase)), -524288, 524287);
            chip.Push(x, 20 + (i % 3), 256 + (i % 2));
        }
    }
}
